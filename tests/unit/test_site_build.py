"""The site is made whole or not at all, and never over somebody's files."""

from pathlib import Path

import pytest

from alliance_lessons.cli import main
from alliance_lessons.errors import CourseError
from alliance_lessons.site.build import OURS, build_site


def test_it_is_made_anew_in_its_own_folder(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "site"
    first = build_site(out, live=False)
    assert {page.suffix for page in first.pages} == {".html"}
    assert all(page.is_file() and page.is_relative_to(out) for page in first.pages)
    assert out / "index.html" in first.pages
    made = {path.name for path in out.iterdir()}
    assert build_site(out, live=False) == first
    assert {path.name for path in out.iterdir()} == made
    assert list(out.parent.iterdir()) == [out]  # nothing is left beside it


def test_what_an_older_course_brought_goes_and_what_was_added_stays(tmp_path: Path) -> None:
    build_site(tmp_path, live=False)
    old = tmp_path / "9_an_older_module"
    old.mkdir()
    (old / "lesson.html").touch()
    (tmp_path / OURS).write_text((tmp_path / OURS).read_text() + f"\n{old.name}")
    (tmp_path / "CNAME").write_text("course.example")
    build_site(tmp_path, live=False)
    assert not old.exists()
    assert (tmp_path / "CNAME").read_text() == "course.example"


def test_a_build_that_fails_leaves_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = build_site(tmp_path, live=False).pages
    before = [page.read_bytes() for page in pages]

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "index.html")

    monkeypatch.setattr("alliance_lessons.site.build.write_pages", full)
    with pytest.raises(CourseError, match=r"index\.html can't be written .*make room"):
        build_site(tmp_path, live=False)
    assert [page.read_bytes() for page in pages] == before
    assert not list(tmp_path.glob(".new-*"))


def test_what_stands_where_a_page_would_is_named(tmp_path: Path) -> None:
    (tmp_path / OURS).touch()
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(CourseError, match=r"index\.html is in the way"):
        build_site(tmp_path, live=False)
    assert (tmp_path / "index.html").read_text() == "mine"


@pytest.mark.parametrize("kind", ["folder", "file", "link", "dangling link"])
def test_what_is_somebody_elses_stays(tmp_path: Path, kind: str) -> None:
    out = tmp_path / "out"
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "letter.txt").write_text("dear")
    match kind:
        case "folder":
            theirs = theirs.rename(out)
        case "file":
            out.write_text("dear")
        case "link":
            out.symlink_to(theirs)
        case "dangling link":
            out.symlink_to(tmp_path / "gone")
    with pytest.raises(CourseError, match="name a new or an empty folder"):
        build_site(out, live=False)
    assert out.is_symlink() == ("link" in kind)
    if "dangling" not in kind:
        assert (out if kind == "file" else out / "letter.txt").read_text() == "dear"


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    assert build_site(tmp_path, live=False).folder == tmp_path


def test_the_command_says_what_was_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["site", str(tmp_path / "site"), "--pages-only"]) == 0
    said = capsys.readouterr().out
    assert "pages to read" in said
    assert "Going live" not in said
    assert f"--directory {tmp_path / 'site'}" in said
    (tmp_path / "notes.txt").touch()
    assert main(["site", str(tmp_path), "--pages-only"]) == 1
    assert "holds something else" in capsys.readouterr().err

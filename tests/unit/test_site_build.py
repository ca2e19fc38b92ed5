"""The site is made whole or not at all, and never over somebody's files."""

from pathlib import Path

import pytest

from alliance_lessons.cli import main
from alliance_lessons.errors import CourseError
from alliance_lessons.site.build import build_site


def test_it_is_made_anew_in_its_own_folder(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "site"
    first = build_site(out, live=False)
    assert {page.suffix for page in first.pages} == {".html"}
    assert all(page.is_file() and page.is_relative_to(out) for page in first.pages)
    assert out / "index.html" in first.pages
    (out / "left-over.html").write_text("of an older course")
    assert build_site(out, live=False) == first
    assert not (out / "left-over.html").exists()
    assert list(out.parent.iterdir()) == [out]  # nothing is left beside it


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
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
    with pytest.raises(CourseError, match="name a new or an empty folder"):
        build_site(out, live=False)
    assert out.read_text() == "dear" if kind == "file" else (out / "letter.txt").exists()


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

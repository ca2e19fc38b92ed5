"""What is put aside before nbgrader looks at a hand-in, and that it never stops half way."""

import os
import stat
import subprocess
from pathlib import Path

import pytest

from alliance_lessons.desk.submission import clear, is_timestamp, put_aside

KEPT = ["responses.json", "rights.ipynb", "submission_secret.txt", "timestamp.txt"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "submitted/ada/rights"
    folder.mkdir(parents=True)
    for name in KEPT:
        (folder / name).write_text("2025-11-22 12:50:01 UTC")
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def aside(folder: Path) -> Path:
    return folder.parent / ".rights-put-aside"


def test_an_ordinary_hand_in_is_left_alone(folder):
    clear(folder)
    assert names(folder) == KEPT
    assert not aside(folder).exists()


def test_everything_else_goes_and_is_still_there(folder, tmp_path):
    (folder / "notes.txt").write_text("mine")
    (folder / "data").mkdir()
    (folder / "data/table.csv").write_text("1,2")
    (folder / "link").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe")
    clear(folder)
    assert names(folder) == KEPT
    (moved,) = aside(folder).iterdir()
    assert names(moved) == ["data", "link", "notes.txt", "pipe"]
    assert (moved / "data/table.csv").read_text() == "1,2"
    assert stat.S_ISFIFO((moved / "pipe").lstat().st_mode)


def test_a_second_time_nothing_is_written_over(folder):
    for content in ("first", "second"):
        (folder / "notes.txt").write_text(content)
        clear(folder)
    assert sorted(path.read_text() for path in aside(folder).rglob("notes.txt")) == [
        "first",
        "second",
    ]


@pytest.mark.parametrize("name", KEPT)
def test_a_link_is_no_answer_whatever_its_name(folder, name, tmp_path):
    target = tmp_path / "target"
    target.write_text("outside")
    (folder / name).unlink()
    (folder / name).symlink_to(target)
    clear(folder)
    assert name not in names(folder)
    assert target.read_text() == "outside"


def test_a_linked_folder_is_emptied_and_its_end_left_alone(folder, tmp_path):
    other = tmp_path / "submitted/bo/rights"
    other.parent.mkdir()
    other.symlink_to(folder)
    clear(other)
    assert names(other) == []
    assert not other.is_symlink()
    assert names(folder) == KEPT


def test_the_folder_of_a_linked_learner_is_empty_and_the_others_left_alone(folder, tmp_path):
    linked = tmp_path / "submitted/bo"
    linked.symlink_to("ada")
    clear(linked / "rights")
    assert names(linked / "rights") == []
    assert not linked.is_symlink()
    assert names(folder) == KEPT
    assert (tmp_path / "submitted/.bo-put-aside/1/bo").is_symlink()


def test_nothing_is_put_where_a_link_of_that_name_leads(folder, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    aside(folder).symlink_to(other)
    (folder / "notes.txt").write_text("mine")
    clear(folder)
    assert names(folder) == KEPT
    assert list(other.iterdir()) == []
    assert (folder.parent / ".rights-put-aside2/1/notes.txt").read_text() == "mine"


def test_a_file_in_the_place_of_what_is_put_aside_keeps_no_link_in(folder):
    aside(folder).write_text("")
    (folder / "link").symlink_to("/etc/hostname")
    clear(folder)
    assert names(folder) == KEPT


def test_too_large_is_no_answer(folder):
    with (folder / "responses.json").open("wb") as file:
        file.truncate(100_000_000)
    clear(folder)
    assert "responses.json" not in names(folder)


def test_a_hard_link_is_kept_as_the_file_it_is_and_never_written(folder, tmp_path):
    target = tmp_path / "target.json"
    target.write_text("outside")
    (folder / "responses.json").unlink()
    (folder / "responses.json").hardlink_to(target)
    clear(folder)
    assert "responses.json" in names(folder)
    assert target.read_text() == "outside"


def test_a_thousand_levels_are_moved_at_once(folder):
    here = os.open(folder, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    clear(folder)
    assert names(folder) == KEPT
    subprocess.run(["rm", "-rf", str(aside(folder))], check=True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_folders_without_write_permission_are_cleared(folder):
    (folder / "locked").mkdir(mode=0o500)
    folder.chmod(0o500)
    clear(folder)
    assert names(folder) == KEPT


def test_the_hook_goes_on_after_a_folder_that_is_not_there(folder, tmp_path):
    (folder / "link").symlink_to("/etc")
    gone = tmp_path / "submitted/gone/rights"
    put_aside(
        assignment="rights",
        student="*",
        notebooks=[str(gone / "rights.ipynb"), str(folder / "rights.ipynb")],
    )
    assert names(folder) == KEPT


@pytest.mark.parametrize(
    "text",
    ["2025-11-22 12:50:01.123456 UTC", "2025-11-22 12:50:01 CET", "2025-11-22 12:50:01 +0100"],
)
def test_times_that_nbgrader_writes_are_kept(text):
    assert is_timestamp(text.encode())


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"yesterday",
        b"2025-11-22 12:50:01 /etc/passwd",
        b"9999-99-99 99:99:99 UTC",
        b"9999-12-31 23:59:59 UTC",
        b"0001-01-01 00:00:00 UTC",
        b"0001-01-01 00:00:00 +2359",
        b"\xff\xfe",
        b"1" * 39,
    ],
)
def test_times_that_would_stop_nbgrader_are_not(raw):
    assert not is_timestamp(raw)

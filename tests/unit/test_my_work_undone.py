"""What was brought in is undone, and what is erased is gone; links and refusals change nothing."""

import os
from pathlib import Path

import pytest

from alliance_lessons.errors import CourseError
from alliance_lessons.workbook.answers_file import NAME
from alliance_lessons.workbook.my_work import bring_in, erase, undo, undoable
from alliance_lessons.workbook.taken_along import look_into, take_along
from tests.unit.answers_files import is_sentence, on_posix, write
from tests.unit.test_my_work import (
    BET,
    LATE,
    LESSONS,
    MEMO,
    SURE,
    TASK,
    contents,
    entry,
    workbook,
)


def test_undone_all_is_as_before_and_the_undoing_can_be_undone(tmp_path: Path) -> None:
    here = workbook(tmp_path / "here", lessons={BET: [entry(5)]})
    there = workbook(
        tmp_path / "there", lessons={BET: [entry(7, LATE)]}, task={MEMO: [entry("My memo")]}
    )
    assert undoable(here) is None
    before = contents(here)
    bring_in(here, look_into(take_along(there)))
    after = contents(here)
    assert undoable(here) is not None
    undo(here)
    assert contents(here) == before  # and no file where there was none
    undo(here)
    assert contents(here) == after


def test_nothing_to_undo_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CourseError) as error:
        undo(workbook(tmp_path))
    assert is_sentence(str(error.value))


def test_where_one_folder_can_t_be_written_none_is_changed(tmp_path: Path) -> None:
    here = workbook(tmp_path / "here", lessons={BET: [entry(5)]})
    write(here / TASK, {"format": 2, "responses": {}})  # of a newer course: never written over
    there = workbook(
        tmp_path / "there", lessons={BET: [entry(7, LATE)]}, task={MEMO: [entry("My memo")]}
    )
    taken = look_into(take_along(there))
    before = contents(here)
    with pytest.raises(CourseError, match=r"^Nothing was changed: .*newer") as error:
        bring_in(here, taken)
    assert is_sentence(str(error.value))
    assert contents(here) == before
    assert undoable(here) is None


@on_posix
def test_nothing_is_written_or_removed_through_a_link(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    here = workbook(tmp_path / "here")
    (here / LESSONS).rmdir()
    (here / LESSONS).symlink_to(elsewhere, target_is_directory=True)
    there = workbook(tmp_path / "there", lessons={BET: [entry(7)]})
    with pytest.raises(CourseError, match="is a link"):
        bring_in(here, look_into(take_along(there)))
    assert list(elsewhere.iterdir()) == []
    write(elsewhere, {"format": 1, "responses": {}})
    with pytest.raises(CourseError, match="is a link"):
        erase(here)
    assert (elsewhere / NAME).exists()


# --- erasing ---


def test_erased_no_answer_is_left_and_what_is_no_answer_stays(tmp_path: Path) -> None:
    here = workbook(
        tmp_path / "here", "a" * 16, lessons={BET: [entry(5)]}, task={MEMO: [entry("M")]}
    )
    there = workbook(tmp_path / "there", lessons={SURE: [entry("private words")]})
    bring_in(here, look_into(take_along(there)))
    stays = {
        f"{LESSONS}/4_1_the_rights_ledger.ipynb": b"{}",
        f"{LESSONS}/my own.zip": b"mine",
        "notes.txt": b"mine",
    }
    goes = [
        f"{LESSONS}/responses.damaged-1.json",
        f"{LESSONS}/.responses-abc",
        f"{LESSONS}/.responses.lock",
        f"{LESSONS}/courtesy-card.html",
        "assignments/rights_ada.zip",
        "assignments/rights_feedback.html",
    ]
    for name, content in (stays | dict.fromkeys(goes, b"private words")).items():
        (here / name).write_bytes(content)
    assert erase(here) == 3
    assert contents(here) == stays
    assert [
        path for path in here.rglob("*") if path.is_file() and b"private" in path.read_bytes()
    ] == []
    assert undoable(here) is None
    assert erase(here) == 0


@on_posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may remove all")
def test_what_can_t_be_removed_is_named(tmp_path: Path) -> None:
    here = workbook(tmp_path, lessons={BET: [entry(5)]})
    (here / LESSONS).chmod(0o500)
    try:
        with pytest.raises(CourseError, match="can't be removed") as error:
            erase(here)
        assert is_sentence(str(error.value))
    finally:
        (here / LESSONS).chmod(0o700)

"""What was brought in is undone, and what is erased is gone; links and refusals change nothing."""

import errno
import os
from pathlib import Path

import pytest

from alliance_lessons.errors import CourseError
from alliance_lessons.views import simulations
from alliance_lessons.workbook import answers
from alliance_lessons.workbook.answers_file import NAME, read_file
from alliance_lessons.workbook.compared_words import undone
from alliance_lessons.workbook.my_work import CARDS, bring_in, erase, undo, undoable
from alliance_lessons.workbook.taken_along import look_into, take_along
from alliance_lessons.workbook.undoing import Undone
from alliance_lessons.workbook.up_to_date import OURS
from alliance_lessons.workbook.zips import zipped
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
    shown,
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


def test_undone_what_was_answered_since_stays_and_is_counted(tmp_path: Path) -> None:
    here = workbook(tmp_path / "here", lessons={BET: [entry(5)]})
    ahead = "2099-01-01T00:00:00+00:00"  # a file from a computer whose clock is wrong
    there = workbook(
        tmp_path / "there", lessons={BET: [entry(7, ahead)], SURE: [entry("in", ahead)]}
    )
    taken = look_into(take_along(there))
    bring_in(here, taken)
    for week in range(3):
        answers.save(here / LESSONS, SURE, f"week {week}")
    answers.save(here / TASK, MEMO, "My memo")
    assert undo(here) == Undone(stay=1)  # what lies in another folder was never in question
    history = read_file(here / LESSONS / NAME).history
    assert [one.value for one in history[BET]] == [5]
    assert [one.value for one in history[SURE]] == ["week 0", "week 1", "week 2"]
    assert shown(here, MEMO, TASK) == "My memo"
    bring_in(here, taken)
    values = [one.value for one in read_file(here / LESSONS / NAME).history[SURE]]
    assert set(values) == {"in", "week 0", "week 1", "week 2"}


def test_the_undoing_is_undone_with_what_was_answered_since(tmp_path: Path) -> None:
    here = workbook(tmp_path / "here", lessons={BET: [entry(5)]})
    bring_in(here, look_into(take_along(workbook(tmp_path / "b", lessons={BET: [entry(7, LATE)]}))))
    undo(here)
    answers.save(here / LESSONS, SURE, "since")
    assert undo(here) == Undone(stay=1)
    assert (shown(here, BET), shown(here, SURE)) == (7, "since")


def test_answers_to_a_draw_that_goes_go_with_it_and_come_back_with_it(tmp_path: Path) -> None:
    here = workbook(tmp_path / "here", "a" * 16, task={MEMO: [entry("Mine")]})
    there = workbook(tmp_path / "there", "b" * 16, task={MEMO: [entry("Theirs")]})
    bring_in(here, look_into(take_along(there)), [TASK])
    answers.save(here / TASK, MEMO, "Theirs, longer")
    what = undo(here)
    assert what == Undone(go=1)
    assert "undo once more" in undone(what)
    assert read_file(here / TASK / NAME).variant == "a" * 16
    assert shown(here, MEMO, TASK) == "Mine"
    undo(here)
    assert read_file(here / TASK / NAME).variant == "b" * 16
    assert shown(here, MEMO, TASK) == "Theirs, longer"


@pytest.mark.parametrize("fails_at", range(1, 4))
@pytest.mark.parametrize("for_good", [False, True])
def test_whatever_can_t_be_written_what_is_said_of_it_is_true(
    fails_at: int, for_good: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = workbook(tmp_path / "here", lessons={BET: [entry(5)]})
    there = workbook(
        tmp_path / "there", lessons={BET: [entry(7, LATE)]}, task={MEMO: [entry("My memo")]}
    )
    taken = look_into(take_along(there))
    before = contents(here)
    replace, calls = os.replace, []

    def full(one: Path, other: Path) -> None:
        calls.append(other)
        if len(calls) == fails_at or (for_good and len(calls) > fails_at):
            raise OSError(errno.ENOSPC, "No space left on device", str(one))
        replace(one, other)

    with monkeypatch.context() as disk:
        disk.setattr(os, "replace", full)
        with pytest.raises(CourseError) as error:
            bring_in(here, taken)
    said = str(error.value)
    assert is_sentence(said)
    changed = shown(here, BET) == 7
    if changed:
        assert for_good
        assert said.startswith(f"Only the answers in {LESSONS} were changed")
        undo(here)
    else:
        assert said.startswith("Nothing was changed")
    assert contents(here) == before


def test_what_a_killed_change_left_over_hinders_no_other(tmp_path: Path) -> None:
    here = workbook(tmp_path / "here", lessons={BET: [entry(5)]})
    (here / OURS).mkdir()
    for name in (f".before.zip.{os.getpid()}", ".undo-12345678"):
        (here / OURS / name).write_bytes(b"private words")
    bring_in(here, look_into(take_along(workbook(tmp_path / "b", lessons={BET: [entry(7, LATE)]}))))
    assert shown(here, BET) == 7
    erase(here)
    assert [path for path in (here / OURS).iterdir() if b"private" in path.read_bytes()] == []


def test_a_damaged_file_is_set_aside_when_work_is_brought_in(tmp_path: Path) -> None:
    here = workbook(tmp_path / "here")
    write(here / LESSONS, "broken")
    bring_in(here, look_into(take_along(workbook(tmp_path / "b", lessons={BET: [entry(7)]}))))
    assert shown(here, BET) == 7
    assert (here / LESSONS / "responses.damaged-1.json").read_text() == "broken"


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
        f"{LESSONS}/my-business-card.html": b"mine",
        "assignments/rights_photos.zip": b"mine",
        "assignments/rights_class.zip": zipped({"notes.txt": b"mine"}),
        "assignments/rights_notes.html": b"mine",
        "notes.txt": b"mine",
    }
    goes = [
        f"{LESSONS}/responses.damaged-1.json",
        f"{LESSONS}/.responses-abc",
        f"{LESSONS}/.responses.lock",
        f"{LESSONS}/courtesy-card.html",
        "assignments/rights_feedback.html",
    ]
    for name, content in (stays | dict.fromkeys(goes, b"private words")).items():
        (here / name).write_bytes(content)
    handed = zipped({"rights.ipynb": b"{}", NAME: b"private words"})
    (here / "assignments/rights_ada.zip").write_bytes(handed)
    for left_over in (".rights_ada-k1_3xyzw", ".rights_ada.zip.42"):
        (here / "assignments" / left_over).write_bytes(handed[:40])
    write(here, {"format": 1, "responses": {SURE: [entry("private words")]}})
    assert erase(here) == 3
    assert contents(here) == stays
    assert [
        path for path in here.rglob("*") if path.is_file() and b"private" in path.read_bytes()
    ] == []
    assert undoable(here) is None
    assert erase(here) == 0


def test_the_cards_that_are_erased_are_those_that_can_be_printed() -> None:
    cards = [one for one in simulations.FILES if one.endswith("-card")]
    assert sorted(CARDS) == sorted(f"{one}.html" for one in cards)


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

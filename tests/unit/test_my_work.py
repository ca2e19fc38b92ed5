"""A workbook's answers in a file and back: seen first, joined, undone, erased."""

import json
import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from alliance_lessons.workbook import answers, compared_words
from alliance_lessons.workbook.answers_file import NAME, read_file
from alliance_lessons.workbook.my_work import (
    Compared,
    answered,
    bring_in,
    compare,
    undo,
)
from alliance_lessons.workbook.taken_along import (
    course_folders,
    gather,
    look_into,
    pack,
    take_along,
)
from tests.unit.answers_files import write

LESSONS, TASK = "4_forgoing_rights", "assignments/rights"
BET, SURE, MEMO = "rights.bet", "rights.my-courtesy", "rights_a.memo"
EARLY, LATE = "2026-03-01T10:00:00+00:00", "2026-03-02T10:00:00+00:00"


def entry(value: Any, at: str = EARLY, confidence: int | None = None) -> dict[str, Any]:
    return {"value": value, "confidence": confidence, "at": at}


def workbook(folder: Path, variant: str = "", /, **given: dict[str, list[Any]]) -> Path:
    """A workbook with these answers to lessons, and to the assignment with this draw."""
    for name in course_folders():
        (folder / name).mkdir(parents=True)
    for place, key in ((LESSONS, "lessons"), (TASK, "task")):
        if key in given:
            data: dict[str, Any] = {"format": 1, "responses": given[key]}
            write(folder / place, data | ({"variant": variant} if key == "task" else {}))
    return folder


def shown(folder: Path, item: str, place: str = LESSONS) -> Any:
    latest = read_file(folder / place / NAME).latest(item)
    return latest.value if latest else None


def contents(folder: Path) -> dict[str, bytes]:
    """All that a learner has there; what we keep for ourselves is left out."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".alliance" not in path.parts and path.name != answers.LOCK
    }


# --- taking along ---


def test_the_file_holds_the_answers_as_they_lie_and_a_word_about_it(tmp_path: Path) -> None:
    here = workbook(tmp_path, "a" * 16, lessons={BET: [entry(5)]}, task={MEMO: [entry("My memo")]})
    (here / LESSONS / "notes.txt").write_text("not an answer")
    with zipfile.ZipFile(BytesIO(take_along(here))) as archive:
        inside = {name: json.loads(archive.read(name)) for name in archive.namelist()}
    assert list(inside) == ["about.json", f"{LESSONS}/{NAME}", f"{TASK}/{NAME}"]
    assert inside["about.json"]["format"] == 1
    made = datetime.fromisoformat(inside["about.json"]["made"])
    assert abs((datetime.now(UTC) - made).total_seconds()) < 60
    assert inside[f"{LESSONS}/{NAME}"] == {"format": 1, "responses": {BET: [entry(5)]}}
    assert inside[f"{TASK}/{NAME}"]["variant"] == "a" * 16


def test_the_same_answers_at_the_same_time_make_the_same_bytes(tmp_path: Path) -> None:
    here = workbook(tmp_path, lessons={BET: [entry(5)], SURE: [entry("I wait")]})
    first, second = (pack(gather(here, datetime(2026, 3, 1, tzinfo=UTC))) for _ in range(2))
    assert first == second


def test_what_can_be_read_of_a_damaged_file_goes_along_and_it_is_said(tmp_path: Path) -> None:
    here = workbook(tmp_path)
    whole = json.dumps({"format": 1, "responses": {BET: [entry(5)], SURE: [entry("I wait")]}})
    write(here / LESSONS, whole[:-20])
    before = contents(here)
    taken = gather(here, datetime.now(UTC))
    assert taken.folders[LESSONS].latest(BET) == read_file(here / LESSONS / NAME).latest(BET)
    assert taken.remarks == (f"Some answers in {LESSONS} can't be read and are left out.",)
    assert look_into(take_along(here)).folders[LESSONS].latest(BET) is not None
    assert contents(here) == before


def test_a_file_that_must_not_be_read_is_left_out_and_it_is_said(tmp_path: Path) -> None:
    here = workbook(tmp_path, task={MEMO: [entry("My memo")]})
    write(here / LESSONS, {"format": 2, "responses": {}})
    taken = gather(here, datetime.now(UTC))
    assert list(taken.folders) == [TASK]
    assert len(taken.remarks) == 1
    assert str(tmp_path) not in taken.remarks[0]  # no name of a folder outside goes along


# --- what would come of it ---


def test_it_is_said_lesson_by_lesson_what_would_change(tmp_path: Path) -> None:
    here = workbook(
        tmp_path / "here",
        lessons={
            BET: [entry(5, LATE)],
            "rights.first-waiver": [entry("ten-days")],
            "rights.my-words": [entry("Mine", EARLY)],
            "rights.my-stop": [entry("A late reply", EARLY)],
        },
    )
    there = workbook(
        tmp_path / "there",
        lessons={
            BET: [entry(7, EARLY)],
            SURE: [entry("I wait")],
            "rights.my-words": [entry("Theirs", LATE)],
            "rights.my-stop": [entry("A late reply", LATE)],
            "rights.played-eight-partners": [entry("a game", LATE)],
        },
    )
    before = contents(here)
    rows = compare(here, look_into(take_along(there)))
    assert [row.lesson and row.lesson.number for row in rows] == ["4.1", None]
    first = rows[0]
    assert (first.only_here, first.only_there) == (1, 1)
    assert (first.newer_here, first.newer_there, first.alike) == (1, 1, 1)
    assert rows[1].only_there == 1
    assert compared_words.name(first) == "4.1 The rights ledger"
    assert compared_words.line(first) == (
        "1 only in the file, 1 newer in the file, 1 newer here, 1 only here, 1 the same"
    )
    assert contents(here) == before  # looking changes nothing


# --- bringing in ---


def test_brought_into_an_empty_workbook_all_is_as_it_was(tmp_path: Path) -> None:
    there = workbook(
        tmp_path / "there",
        "a" * 16,
        lessons={BET: [entry(4, EARLY, 1), entry(5, LATE, 2)]},
        task={MEMO: [entry("My memo")]},
    )
    here = workbook(tmp_path / "here")
    bring_in(here, look_into(take_along(there)))
    for folder in (LESSONS, TASK):
        assert read_file(here / folder / NAME) == read_file(there / folder / NAME)
    assert answered(here) == 2


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    there = workbook(tmp_path / "there", task={MEMO: [entry("My memo")]})
    (tmp_path / "here").mkdir()
    bring_in(tmp_path / "here", look_into(take_along(there)))
    assert shown(tmp_path / "here", MEMO, TASK) == "My memo"


def test_both_histories_are_kept_and_the_newest_is_shown(tmp_path: Path) -> None:
    here = workbook(tmp_path / "here", lessons={BET: [entry(1, EARLY), entry(3, LATE)]})
    there = workbook(
        tmp_path / "there", lessons={BET: [entry(1, EARLY), entry(2, "2026-03-01T12:00:00Z")]}
    )
    taken = look_into(take_along(there))
    bring_in(here, taken)
    history = read_file(here / LESSONS / NAME).history[BET]
    assert [one.value for one in history] == [1, 2, 3]
    again = contents(here)
    bring_in(here, taken)
    assert contents(here) == again


def test_after_a_clock_was_ahead_the_answer_given_last_stays_shown(tmp_path: Path) -> None:
    ahead = datetime.now(UTC) + timedelta(days=30)
    old = [entry(f"old {n}", (ahead + timedelta(seconds=n)).isoformat()) for n in range(20)]
    here = workbook(tmp_path / "here", lessons={BET: [entry(5, ahead.isoformat())], SURE: old})
    answers.save(here / LESSONS, BET, 7)
    answers.save(here / LESSONS, SURE, "new")
    there = workbook(tmp_path / "there", lessons={"rights.my-words": [entry("w")], SURE: old[-5:]})
    taken = look_into(take_along(there))
    assert [row.comes_in for row in compare(here, taken)] == [1]
    bring_in(here, taken)
    assert (shown(here, BET), shown(here, SURE)) == (7, "new")
    answers.save(here / LESSONS, SURE, "newer")
    values = [one.value for one in read_file(here / LESSONS / NAME).history[SURE]]
    assert values[-2:] == ["new", "newer"]


def test_what_was_out_of_order_before_is_left_so_by_a_file_on_other_questions(
    tmp_path: Path,
) -> None:
    mine = [entry("keep", LATE), entry("forgo", EARLY)]
    here = workbook(tmp_path / "here", lessons={SURE: mine})
    there = workbook(tmp_path / "there", lessons={BET: [entry(5)]})
    bring_in(here, look_into(take_along(there)))
    assert shown(here, SURE) == "forgo"


def test_what_a_file_would_change_is_said_even_where_both_show_the_same(tmp_path: Path) -> None:
    here = workbook(tmp_path / "here", lessons={SURE: [entry("keep", LATE), entry("forgo")]})
    there = workbook(tmp_path / "there", lessons={SURE: [entry("forgo", "2026-02-01T10:00:00Z")]})
    taken = look_into(take_along(there))
    (row,) = compare(here, taken)
    bring_in(here, taken)
    assert row.comes_in == (shown(here, SURE) != "forgo")


def test_an_answer_that_does_not_fit_hides_none_that_does(tmp_path: Path) -> None:
    here = workbook(tmp_path / "here", lessons={BET: [entry(5, EARLY)]})
    there = workbook(
        tmp_path / "there",
        lessons={BET: [entry("many", LATE)], "../../etc": [entry(1)], "NO ID": [entry(2)]},
    )
    taken = look_into(take_along(there))
    assert len(taken.remarks) == 1
    bring_in(here, taken)
    assert list(read_file(here / LESSONS / NAME).history) == [BET]
    assert shown(here, BET) == 5


def test_answers_to_a_question_of_another_edition_are_kept(tmp_path: Path) -> None:
    there = workbook(tmp_path / "there", lessons={"rights.not-yet-here": [entry("later")]})
    here = workbook(tmp_path / "here")
    bring_in(here, look_into(take_along(there)))
    assert shown(here, "rights.not-yet-here") == "later"


# --- assignments: two draws are never mixed ---


@pytest.fixture
def draws(tmp_path: Path) -> tuple[Path, Path]:
    """Two workbooks whose assignment is on different case data."""
    mine = {MEMO: [entry("Mine", LATE)]}
    here = workbook(tmp_path / "here", "a" * 16, task=mine)
    theirs = {MEMO: [entry("Theirs", EARLY)], "rights_a.first-move": [entry("x", EARLY)]}
    return here, workbook(tmp_path / "there", "b" * 16, task=theirs)


def test_of_two_draws_the_one_here_stays_and_it_is_seen_before(draws: tuple[Path, Path]) -> None:
    here, there = draws
    taken = look_into(take_along(there))
    (row,) = compare(here, taken)
    assert row.other_draw == TASK
    assert (row.only_here, row.comes_in) == (1, 0)
    assert "other case data" in compared_words.line(row)
    before = read_file(here / TASK / NAME)
    bring_in(here, taken)
    assert read_file(here / TASK / NAME) == before


def test_the_other_draw_comes_whole_when_the_learner_says_so(draws: tuple[Path, Path]) -> None:
    here, there = draws
    taken = look_into(take_along(there))
    bring_in(here, taken, [TASK])
    found = read_file(here / TASK / NAME)
    assert found.variant == "b" * 16
    assert found.history == taken.folders[TASK].history
    undo(here)
    assert read_file(here / TASK / NAME).variant == "a" * 16
    assert shown(here, MEMO, TASK) == "Mine"


def test_a_draw_without_answers_makes_room_for_one_that_has_some(tmp_path: Path) -> None:
    here = workbook(tmp_path / "here", "a" * 16, task={})
    there = workbook(tmp_path / "there", "b" * 16, task={MEMO: [entry("Theirs")]})
    (row,) = compare(here, look_into(take_along(there)))
    assert (row.other_draw, row.only_there) == ("", 1)
    bring_in(here, look_into(take_along(there)))
    assert read_file(here / TASK / NAME).variant == "b" * 16
    bring_in(there, look_into(take_along(workbook(tmp_path / "third", "c" * 16, task={}))))
    assert read_file(there / TASK / NAME).variant == "b" * 16  # answers stay with their draw


def test_an_empty_workbook_has_nothing_to_say(tmp_path: Path) -> None:
    here = workbook(tmp_path)
    assert answered(here) == 0
    assert compare(here, look_into(take_along(here))) == []
    assert compared_words.total([]) == compared_words.EMPTY
    assert compared_words.total([Compared(None, alike=2)]) == compared_words.ALL_HERE

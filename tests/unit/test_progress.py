"""How far a lesson is: counted by one rule, from whatever stands in the answers file."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.items import marking
from alliance_lessons.items.bank import find_item
from alliance_lessons.items.item import Item, Part
from alliance_lessons.views.hand_in_view import HandInView
from alliance_lessons.workbook import progress as counting
from alliance_lessons.workbook.answers_file import NAME, Answers, Entry
from alliance_lessons.workbook.course_outline import Lesson, Question
from alliance_lessons.workbook.hand_in import hand_in_file
from alliance_lessons.workbook.moments import UNKNOWN, moment
from alliance_lessons.workbook.progress import (
    lacking,
    lesson_progress,
    progress,
    progress_in,
)
from tests.unit.whole_answers import LESSON, NOW, do, folder_of, put, whole

TWO_ROWS = Item("t.rows", "match", "?", rows=(Part("r"), Part("s")), columns=(Part("k"), Part("l")))
ITEMS = {
    item.id: item
    for item in (
        Item("t.one", "text", "?"),
        TWO_ROWS,
        Item("t.three", "text", "?"),
        Item("t.back", "choice", "?", options=(Part("a"), Part("b")), key="a", recalls="4_1"),
        Item("t.own", "choice", "?", options=(Part("a"), Part("b")), key="a"),
        Item("t.last", "text", "?"),
    )
}
SMALL = Lesson(
    "9_9",
    "9_module/9_9_small.ipynb",
    "9.9",
    "Small",
    "9_module",
    "core",
    30,
    (
        Question("one", ("t.one",)),
        Question("two", ("t.rows",)),
        Question("three", ("t.three",)),
        Question("earlier", ("t.back", "t.own")),
        Question("last", ("t.last",)),
    ),
)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(item_id: str) -> Item:
        return ITEMS.get(item_id) or find_item(item_id)

    monkeypatch.setattr(counting, "find_item", find)


def at(minute: int) -> str:
    return (NOW + timedelta(minutes=minute)).isoformat()


def after(**given_at: tuple[Any, int]) -> Any:
    """The progress of the small lesson: item to value and minute."""
    history = {f"t.{name}": (Entry(value, None, at(m)),) for name, (value, m) in given_at.items()}
    return progress(SMALL, Answers(history=history), Path("nowhere"))


def test_nothing_answered_is_nothing_done() -> None:
    found = after()
    assert (found.answered, found.of, found.next, found.saved) == (0, 5, "one", "")
    assert found.problem == ""


def test_what_does_not_fit_or_lacks_something_is_not_answered() -> None:
    assert after(one=("words", 0)).answered == 1
    assert after(one=(5, 0)).answered == 0
    assert after(one=(" ", 0)).answered == 0
    assert after(rows=({"r": "k"}, 0)).answered == 0
    assert after(rows=({"r": "k", "s": "k"}, 0)).answered == 1
    assert after(own=("z", 0)).answered == 0


def test_the_newest_entry_decides() -> None:
    def history(*values: Any) -> Answers:
        return Answers(history={"t.one": tuple(Entry(value) for value in values)})

    assert lacking(ITEMS["t.one"], history("words", "")) == "nothing is written yet"
    assert lacking(ITEMS["t.one"], history("", "words")) == ""


def test_one_of_the_items_that_go_back_is_enough() -> None:
    assert after(back=("b", 0)).answered == 1
    assert after(own=("b", 0)).answered == 1
    assert after(back=("b", 0), own=("a", 0)).answered == 1


def test_the_place_is_the_first_open_question_after_the_newest_answer_else_the_first() -> None:
    assert after(one=("x", 0)).next == "two"
    assert after(three=("x", 0)).next == "earlier"
    assert after(three=("x", 0), one=("x", 1)).next == "two"
    assert after(one=("x", 0), last=("x", 1)).next == "two"
    everything = {"one": ("x", 0), "rows": ({"r": "k", "s": "k"}, 1), "three": ("x", 2)}
    assert after(**everything, own=("a", 3), last=("x", 4)).next == ""


def test_an_answer_still_being_written_is_where_the_learner_is() -> None:
    found = after(rows=({"r": "k"}, 0))
    assert (found.answered, found.next, found.saved) == (0, "two", at(0))


def test_a_question_recalled_on_the_start_page_does_not_move_the_place() -> None:
    found = after(one=("x", 0), back=("a", 9))
    assert (found.answered, found.next, found.saved) == (2, "two", at(9))
    assert after(back=("a", 0)).next == "one"


def test_the_panel_of_an_assignment_counts_the_same(tmp_path: Path) -> None:
    lesson = LESSON["rights"]
    for done in (0, 1, 9, len(lesson.questions)):
        folder = tmp_path / str(done) / "rights"
        folder.mkdir(parents=True)
        do(tmp_path / str(done), Lesson(**{**vars(lesson), "path": "rights/x.ipynb"}), done)
        put(folder, "rights_a.whose-right", {"no": "such row"}, NOW)
        found, told = progress_in(lesson, folder), HandInView("rights", folder).report
        assert (found.answered, found.of) == (told["answered"], told["of"])
        assert found.answered == max(0, done - (done > 2))


@pytest.mark.parametrize("lesson", LESSON.values(), ids=lambda lesson: lesson.id)
def test_a_lesson_that_is_all_answered_is_done(lesson: Lesson, tmp_path: Path) -> None:
    do(tmp_path, lesson)
    found = progress_in(lesson, folder_of(tmp_path, lesson))
    assert (found.answered, found.next) == (len(lesson.questions), "")
    assert found.saved == NOW.isoformat()
    for question in lesson.questions:
        item = find_item(question.items[-1])
        assert marking.misfit(item, whole(item)) is None
        assert marking.missing(item, whole(item)) is None


HOSTILE = {
    "cut short": b'{"format": 1, "responses": {"rights.bet": [{"value"',
    "no object": b"[]",
    "a newer format": b'{"format": 2, "responses": {}}',
    "no text": b"\xff\xfe\x00",
    "empty": b"",
    "deep": b"[" * 100_000,
    "odd entries": b'{"format": 1, "responses": {"rights.bet": [3, {"value": [[[[[[9]]]]]]}]}}',
    "odd times": b'{"format": 1, "responses": {"rights.bet": [{"value": 5, "at": "-----Z"}]}}',
    "a time at the end of time": b'{"format": 1, "responses": {"rights.bet": [{"value": 5, '
    b'"at": "9999-12-31T23:59:59-23:59"}]}}',
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_nothing_in_an_answers_file_stops_the_count(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / NAME).write_bytes(content)
    monkeypatch.chdir(tmp_path)
    found = lesson_progress(LESSON["4_1"].path)
    assert found.of == len(LESSON["4_1"].questions)
    assert found.answered in (0, 1)
    assert found.problem == "" or found.problem.endswith(".")
    json.dumps(found._repr_json_(), allow_nan=False)


def test_a_folder_in_place_of_the_file_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / NAME).mkdir()
    monkeypatch.chdir(tmp_path)
    assert lesson_progress(LESSON["4_1"].path).problem.endswith(".")


def test_what_the_page_gets_is_plain_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put(tmp_path, "rights.first-waiver", whole(find_item("rights.first-waiver")), NOW)
    assert lesson_progress(LESSON["4_1"].path)._repr_json_() == {
        "answered": 1,
        "of": 14,
        "next": "ask-bet",
        "saved": "2026-03-20T12:00:00+00:00",
        "handed_in": {"at": "", "changed": False, "how": ""},
        "problem": "",
    }


@given(st.text(max_size=40) | st.datetimes(timezones=st.timezones()).map(datetime.isoformat))
def test_any_time_can_be_read_compared_and_added_to(said: str) -> None:
    found = moment(said)
    assert found >= UNKNOWN
    assert found + timedelta(days=400) > found


# --- handing in ---


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an assignment with one answer, and a Jupyter that knows of no hand-in."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))
    folder = tmp_path / "assignments" / "rights"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    put(folder, "rights_a.limit-cost", "6", datetime.now(UTC))
    return folder


def rights() -> Any:
    return lesson_progress(LESSON["rights"].path).handed_in


def submit(work: Path, name: str) -> None:
    (work.parents[1] / "jupyter" / "nbgrader_cache" / "a-course" / name).mkdir(parents=True)


def test_without_a_hand_in_there_is_none(work: Path) -> None:
    assert (rights().at, rights().changed, rights().how) == ("", False, "")


def test_the_file_to_send_counts_until_an_answer_is_newer(work: Path) -> None:
    path = hand_in_file(work, "rights", "ada", work.parent)
    assert (rights().changed, rights().how) == (False, "file")
    assert moment(rights().at).timestamp() == pytest.approx(path.stat().st_mtime)
    put(work, "rights_a.memo", "Better", datetime.now(UTC) + timedelta(minutes=1))
    assert (rights().changed, rights().how) == (True, "file")


def test_a_submission_through_the_exchange_counts_by_the_time_in_its_name(work: Path) -> None:
    submit(work, "ada+rights+2099-03-01 14:02:00.500000 UTC")
    assert (rights().at, rights().how) == ("2099-03-01T14:02:00.500000+00:00", "exchange")
    assert not rights().changed


def test_the_newest_of_all_counts(work: Path) -> None:
    submit(work, "ada+rights+2001-03-01 14:02:00.500000 UTC")
    assert (rights().changed, rights().how) == (True, "exchange")
    hand_in_file(work, "rights", "ada", work.parent)
    old = hand_in_file(work, "rights", "bob", work.parent)
    os.utime(old, (0, 0))
    assert (rights().changed, rights().how) == (False, "file")


def test_other_assignments_and_odd_names_do_not_count(work: Path) -> None:
    submit(work, "ada+culture+2099-03-01 14:02:00.500000 UTC")
    (work.parent / "culture_ada.zip").write_bytes(b"")
    assert rights().how == ""
    submit(work, "ada+rights+some day")
    assert rights().how == "exchange"  # its folder's own time stands for it
    assert abs(datetime.now(UTC) - moment(rights().at)) < timedelta(minutes=5)

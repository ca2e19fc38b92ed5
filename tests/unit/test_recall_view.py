"""The questions of a day from memory: each asked afresh, and how sure one is, one by one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from alliance_lessons.items.bank import find_item
from alliance_lessons.views.item_view import ItemView
from alliance_lessons.views.map_view import map_page
from alliance_lessons.views.page import Page
from alliance_lessons.views.recall_view import RecallView, due_view
from alliance_lessons.workbook import answers
from tests.unit.whole_answers import LESSON, OUTLINE, course_in, do, put

DAY = timedelta(days=1)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return course_in(tmp_path)


def shown_in(workbook: Path, now: datetime) -> RecallView:
    view = due_view(workbook, now)
    assert isinstance(view, RecallView)
    return view


def test_how_sure_is_asked_first_whether_or_not_the_bank_asks_for_it(workbook: Path) -> None:
    item = replace(find_item("relationships.recall-a-reply"), confidence=False)
    view = ItemView(item, workbook, fresh=True)
    assert view.item["confidence"]
    assert view.item["sureFirst"]


def test_after_one_comes_the_next_and_then_it_is_enough(workbook: Path) -> None:
    now = datetime.now(UTC)
    for lesson in OUTLINE.lessons:
        do(workbook, lesson, at=now - 100 * DAY)
    view = shown_in(workbook, now)
    for left in (4, 3, 2, 1, 0):
        assert (view.left, view.given["value"], view.told) == (left, None, {})
        item = find_item(view.item["id"])
        before = len(_kept(workbook, item.id))
        view.answer(item.key, 3)
        assert view.told["outcome"] == "correct"
        assert len(_kept(workbook, item.id)) == before + 1
        assert _kept(workbook, item.id)[-1].confidence == 3
        view._handle_custom_msg({"next": True}, [])
    assert (view.item, view.left) == ({}, 0)
    assert view.then == "That was the last one for today."
    page = due_view(workbook, now)
    assert isinstance(page, Page)
    assert page.words.startswith("You have answered 5 today")
    assert "From memory: you have answered 5 today" in map_page(workbook, now).words
    assert "From memory: 5 questions are due." in map_page(workbook, now + DAY).words


def _kept(workbook: Path, item_id: str) -> tuple[answers.Entry, ...]:
    found = [answers.read(folder).history.get(item_id) for folder in workbook.glob("*/")]
    return next((entries for entries in found if entries), ())


def test_turning_to_the_next_saves_nothing(workbook: Path) -> None:
    now = datetime.now(UTC)
    for lesson in ("2_1", "3_1"):
        do(workbook, LESSON[lesson], at=now - 100 * DAY)
    before = {path: path.read_bytes() for path in workbook.glob("*/responses.json")}
    view = shown_in(workbook, now)
    view.show_next(now)
    assert {path: path.read_bytes() for path in workbook.glob("*/responses.json")} == before


def test_an_answer_is_saved_where_the_shown_question_belongs(workbook: Path) -> None:
    now = datetime.now(UTC)
    for lesson in ("2_1", "3_1"):
        do(workbook, LESSON[lesson], at=now - 100 * DAY)
    view = shown_in(workbook, now)
    first = view.item["id"]
    view.answer(find_item(first).key, 1)
    view.show_next(now)
    assert view.item["id"] != first
    view.answer(find_item(view.item["id"]).key, 1)
    kept = [answers.read(Path(view.place)).history[view.item["id"]][-1].confidence]
    assert kept == [1]


def test_answers_that_can_no_longer_be_read_end_it_in_a_sentence(workbook: Path) -> None:
    now = datetime.now(UTC)
    for lesson in ("2_1", "3_1"):
        do(workbook, LESSON[lesson], at=now - 100 * DAY)
    view = shown_in(workbook, now)
    for path in workbook.glob("*/responses.json"):
        path.unlink()
    view.show_next(now)
    assert view.item == {}


def test_what_a_lesson_asks_itself_is_not_held_back(workbook: Path) -> None:
    put(
        workbook / "2_relationship_building", "relationships.recall-a-reply", "a", datetime.now(UTC)
    )
    view = ItemView(find_item("relationships.recall-a-reply"), workbook / "2_relationship_building")
    assert not view.item["sureFirst"]

"""How sure a learner was and how often right: which answers count, and what is shown of them."""

import json
import re
from base64 import b64decode
from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from alliance_lessons.items.bank import find_item
from alliance_lessons.models.calibration import Tally
from alliance_lessons.views.sureness_view import in_words, picture, sureness_page
from alliance_lessons.workbook.course_progress import course_progress
from alliance_lessons.workbook.sureness import sure_and_right
from tests.unit.whole_answers import LESSON, NOW, OUTLINE, folder_of

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
KEYED = [
    item
    for lesson in OUTLINE.lessons
    if lesson.kind != "graded"
    for question in lesson.questions
    for item in map(find_item, question.items)
    if item.kind == "choice" and item.key is not None
]
FOLDER = {
    item_id: lesson
    for lesson in OUTLINE.lessons
    for question in lesson.questions
    for item_id in question.items
}


def right(item: Any) -> str:
    return str(item.key)


def wrong(item: Any) -> str:
    return next(part.key for part in item.options if part.key != item.key)


def put(workbook: Path, item_id: str, *entries: tuple[Any, int | None, Any]) -> None:
    """Adds (value, how sure, when) to the answers of the lesson that asks an item."""
    folder = folder_of(workbook, FOLDER[item_id])
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "responses.json"
    data = json.loads(path.read_text()) if path.exists() else {"format": 1, "responses": {}}
    data["responses"][item_id] = [
        {"value": value, "confidence": sure, "at": at.isoformat()} for value, sure, at in entries
    ]
    path.write_text(json.dumps(data))


def counted_in(workbook: Path) -> list[tuple[int, bool]]:
    return sorted(sure_and_right(course_progress(workbook)))


def test_nothing_answered_is_nothing_counted(tmp_path: Path) -> None:
    assert counted_in(tmp_path) == []


def test_the_first_answer_counts_and_what_follows_on_its_feedback_does_not(tmp_path: Path) -> None:
    item = KEYED[0]
    put(tmp_path, item.id, (wrong(item), 3, NOW), (right(item), 3, NOW + HOUR))
    assert counted_in(tmp_path) == [(3, False)]


def test_each_recall_counts_by_its_first_answer(tmp_path: Path) -> None:
    item = KEYED[0]
    put(
        tmp_path,
        item.id,
        (wrong(item), 2, NOW),
        (right(item), 3, NOW + DAY),
        (wrong(item), 1, NOW + DAY + HOUR),
        (right(item), 3, NOW + 4 * DAY),
    )
    assert counted_in(tmp_path) == [(2, False), (3, True), (3, True)]


def test_an_answer_without_how_sure_does_not_count_nor_does_one_said_after_it(
    tmp_path: Path,
) -> None:
    item = KEYED[0]
    put(tmp_path, item.id, (right(item), None, NOW), (right(item), 3, NOW + HOUR))
    assert counted_in(tmp_path) == []


def test_what_has_no_key_is_graded_or_fits_no_question_does_not_count(tmp_path: Path) -> None:
    graded = next(
        item_id
        for one in OUTLINE.lessons
        if one.kind == "graded"
        for item_id in FOLDER
        if FOLDER[item_id] == one
    )
    put(tmp_path, graded, ("a", 3, NOW))
    put(tmp_path, "rights.my-stop", ("The signal.", 3, NOW))
    put(tmp_path, KEYED[0].id, ("no such option", 3, NOW))
    assert counted_in(tmp_path) == []


def test_partly_right_is_not_right_and_unfinished_does_not_count(tmp_path: Path) -> None:
    grid = next(
        item
        for lesson in OUTLINE.lessons
        if lesson.kind != "graded"
        for question in lesson.questions
        for item in map(find_item, question.items)
        if item.kind == "grid" and isinstance(item.key, dict) and len(item.key) > 1
    )
    row, *rest = grid.key
    other = next(column.key for column in grid.columns if column.key != grid.key[row])
    put(tmp_path, grid.id, ({**grid.key, row: other}, 2, NOW))
    assert counted_in(tmp_path) == [(2, False)]
    put(tmp_path, grid.id, ({one: grid.key[one] for one in rest}, 2, NOW))
    assert counted_in(tmp_path) == []


# --- what is shown ---


def test_below_five_answers_no_share_is_shown(tmp_path: Path) -> None:
    for item in KEYED[:4]:
        put(tmp_path, item.id, (right(item), 3, NOW))
    page = sureness_page(tmp_path)
    assert page.words.startswith("Nothing to show yet")
    assert page.words.endswith("So far there are 4.")
    assert "<img" not in page.html


def test_from_five_on_there_are_a_sentence_a_picture_and_the_numbers(tmp_path: Path) -> None:
    for item in KEYED[:4]:
        put(tmp_path, item.id, (right(item), 3, NOW))
    put(tmp_path, KEYED[4].id, (wrong(KEYED[4]), 3, NOW))
    put(tmp_path, KEYED[5].id, (wrong(KEYED[5]), 1, NOW))
    page = sureness_page(tmp_path)
    assert "Very sure: 4 of 5 right." in page.words
    assert "Not sure: 0 of 1 right, too few to say. Fairly sure: no answer yet." in page.words
    assert "very sure | 5 | 4 | 80 % | 38 and 96 %" in page.words
    assert "not sure | 1 | 0 | too few to say | –" in page.words
    for line in page.words.splitlines():
        for cell in line.split(" | "):
            assert cell in page.html


def test_the_picture_draws_a_bar_where_there_is_enough_and_says_what_it_is(tmp_path: Path) -> None:
    found = {1: Tally(1, 4), 2: Tally(5, 10), 3: Tally(10, 10)}
    shown = picture(found, in_words(found))
    src = re.search('base64,([^"]+)', shown.img())
    assert src
    drawn = ElementTree.fromstring(b64decode(src[1]))
    name = "{http://www.w3.org/2000/svg}"
    bars = [one for one in drawn.iter(f"{name}rect") if one.get("height") == "18"]
    widths = [float(one.get("width") or 0) for one in bars]
    assert len(widths) == 2
    assert widths[0] == pytest.approx(widths[1] / 2)
    assert drawn.findtext(f"{name}desc") == in_words(found)
    said = "".join(one.text or "" for one in drawn.iter(f"{name}text"))
    assert "not sure: 1 of 4 right, too few to say" in said


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        ({1: Tally(2, 40), 2: Tally(20, 40), 3: Tally(38, 40)}, "the more often you were right."),
        ({1: Tally(5, 8), 2: Tally(), 3: Tally(5, 8)}, "not right more often. With so few"),
        ({1: Tally(9, 9), 2: Tally(), 3: Tally(1, 9)}, "you were not right more often."),
        ({1: Tally(4, 8), 2: Tally(1, 8), 3: Tally(6, 8)}, "Mostly you were right more often"),
        ({1: Tally(1, 4), 2: Tally(2, 4), 3: Tally(9, 9)}, "Very sure: 9 of 9 right."),
    ],
)
def test_the_sentence_says_what_the_shares_say(found: dict[int, Tally], verdict: str) -> None:
    assert verdict in in_words(found)
    clear = found[1].span[1] < found[3].span[0] or found[3].span[1] < found[1].span[0]
    comparable = sum(one.enough for one in found.values()) > 1
    assert ("chance" in in_words(found)) == (comparable and not clear)


def test_answers_that_cannot_be_read_are_said_in_a_sentence(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, LESSON["2_1"])
    folder.mkdir()
    (folder / "responses.json").mkdir()
    assert sureness_page(tmp_path).words.startswith("Nothing to show yet")

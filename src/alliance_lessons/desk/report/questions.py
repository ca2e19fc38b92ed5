"""The questions of an assignment as its learners meet them: in order, with item and name."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from alliance_lessons.errors import CourseError
from alliance_lessons.feedback.text_cell import text_item
from alliance_lessons.items.bank import find_item
from alliance_lessons.items.item import Item

HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
BOLD = re.compile(r"\*\*(.+?)\*\*")
POINTS = re.compile(r"\s*\([^()]*points?\)\.?|\.$")


@dataclass(frozen=True)
class Question:
    """One cell that asks; `item` is None where the bank has none, `points` where none are."""

    grade_id: str
    title: str
    item: Item | None
    points: float | None
    by_hand: bool = False
    heading: str = ""


def questions(notebooks: Mapping[str, Any]) -> list[Question]:
    """The graded cells and what is asked without marks, in the order of the notebooks.

    A grade_id that stands in two notebooks has its notebook's name before it.
    """
    found = [one for name in notebooks for one in _of_one(name, notebooks[name])]
    ids = [question.grade_id for _, question in found]
    return [
        question
        if ids.count(question.grade_id) == 1
        else replace(question, grade_id=f"{name}/{question.grade_id}")
        for name, question in found
    ]


def item_of(grade_id: str, by_hand: bool) -> Item | None:
    """The item that a graded cell marks, if the bank has it.

    >>> item_of("rights_a-reply", by_hand=False).id, item_of("cell-1", by_hand=False)
    ('rights_a.reply', None)
    """
    try:
        return text_item(grade_id) if by_hand else find_item(grade_id.replace("-", ".", 1))
    except CourseError:
        return None


def _of_one(name: str, notebook: Any) -> Iterator[tuple[str, Question]]:
    heading = name
    graded = {
        cell.metadata.nbgrader.grade_id
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade")
    }
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            heads = HEADING.findall(cell.source)
            heading = POINTS.sub("", heads[-1]) if heads else heading
        about = cell.metadata.get("nbgrader", {})
        grade_id = about.get("grade_id", "")
        if about.get("grade") or about.get("task"):
            by_hand = cell.cell_type != "code" or bool(about.get("task"))
            bold = BOLD.match(cell.source) if by_hand else None
            title = POINTS.sub("", bold[1]) if bold else heading
            item = item_of(grade_id, by_hand)
            yield name, Question(grade_id, title, item, float(about["points"]), by_hand, heading)
        elif grade_id.endswith("-ask") and not _is_graded(grade_id, graded):
            item = item_of(grade_id.removesuffix("-ask"), by_hand=False)
            if item is not None and item.kind != "text":
                yield name, Question(item.grade_id, heading, item, None)


def _is_graded(ask: str, graded: set[str]) -> bool:
    """Whether what this cell asks is marked in another; a text may be marked in several."""
    return ask.removesuffix("-ask") in graded

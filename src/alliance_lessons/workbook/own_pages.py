"""The pages on the learner's own alliance: what was written, lesson by lesson."""

from dataclasses import dataclass

from alliance_lessons.errors import CourseError
from alliance_lessons.items.bank import find_item
from alliance_lessons.items.item import Item
from alliance_lessons.workbook.course_outline import Lesson
from alliance_lessons.workbook.course_progress import CourseProgress
from alliance_lessons.workbook.progress import known, lacking


@dataclass(frozen=True)
class OwnPage:
    """What a lesson asks to write for oneself: `written` of its `of` parts, and its first cell."""

    lesson: Lesson
    cell: str
    written: int
    of: int


def own_pages(course: CourseProgress) -> list[OwnPage]:
    """The pages that are begun, in course order. Each lesson asks for one."""
    pages = []
    for lesson, _ in course.lessons:
        found = course.found(lesson)
        if not any(
            is_own(item) for question in lesson.questions for item in known(question.items, found)
        ):
            continue  # nothing of it is begun, so the rest of its words need not be read
        asked = ((one.cell, item) for one in lesson.questions for item in _items(one.items))
        own = [(cell, item) for cell, item in asked if is_own(item)]
        written = sum(not lacking(item, found) for _, item in own)
        pages.append(OwnPage(lesson, own[0][0], written, len(own)))
    return pages


def how_many(course: CourseProgress) -> int:
    """How many such pages there are: one a lesson, none in an assignment."""
    return sum(lesson.kind != "graded" for lesson, _ in course.lessons)


def is_own(item: Item) -> bool:
    """Whether an item is written for the learner's own alliance and stays in the folder.

    >>> is_own(Item("rights.my-stop", "text", "The signal?", goes="folder"))
    True
    """
    return item.goes == "folder" and item.kind == "text"


def _items(item_ids: tuple[str, ...]) -> list[Item]:
    items = []
    for item_id in item_ids:
        try:
            items.append(find_item(item_id))
        except CourseError:
            continue
    return items

"""How sure a learner was of answers, and whether they were right.

An answer counts when it was complete, had a key, and was given from one's own head: the first to
a question, and each that came a day or more after the last that counted. What is answered again
after the feedback shows only that it was read.
"""

from collections.abc import Iterator
from itertools import compress

from alliance_lessons.items import marking
from alliance_lessons.items.item import Item
from alliance_lessons.workbook.answers_file import Answers, Entry
from alliance_lessons.workbook.course_progress import CourseProgress
from alliance_lessons.workbook.due import counted
from alliance_lessons.workbook.moments import moment
from alliance_lessons.workbook.progress import known


def sure_and_right(course: CourseProgress) -> list[tuple[int, bool]]:
    """The answers that count, as how sure (1 to 3) and whether right; partly right is not.

    Those of assignments are left out: their keys are nowhere in the lessons.
    """
    return [
        one
        for lesson, _ in course.lessons
        if lesson.kind != "graded"
        for found in [course.found(lesson)]
        for question in lesson.questions
        for item in known(_with_sureness(question.items, found), found)
        for one in _counting(item, found.history[item.id])
    ]


def _with_sureness(item_ids: tuple[str, ...], found: Answers) -> tuple[str, ...]:
    """Those of some items with an answer that says how sure; of no other need words be read."""
    return tuple(
        item_id
        for item_id in item_ids
        if any(entry.confidence for entry in found.history.get(item_id, ()))
    )


def _counting(item: Item, entries: tuple[Entry, ...]) -> Iterator[tuple[int, bool]]:
    if item.key is None:
        return
    in_time = sorted(entries, key=lambda entry: moment(entry.at))
    for entry in compress(in_time, counted([moment(entry.at) for entry in in_time])):
        fits = marking.misfit(item, entry.value) is None
        if entry.confidence and fits and marking.missing(item, entry.value) is None:
            yield entry.confidence, marking.outcome(item, entry.value) == "correct"

"""Which questions come back, and when: recall, spread over growing gaps.

That spreading practice out helps people remember, and that the best gap grows with the time
for which something is to be remembered, was found with facts learned by heart (Cepeda, Vul,
Rohrer, Wixted and Pashler 2008, Psychological Science 19(11); cited from memory). The steps
below are our own choice, and so is what counts as one answer.

A question that goes back to a lesson comes a day after that lesson, then after 3, 7 and 21 days,
and every 21 days from there on: after each right answer in a row the next gap holds, after any
other the first. What is answered again within a day of feedback is no recall and changes nothing.
Of the questions that go back to one lesson, one is due at a time, and a day passes between two.
What is dated later than a day from now says nothing of when it was given, and is left out: a clock
that was ahead stops nothing from coming back.
However much is due, five such questions are asked a day; the rest waits for the next.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import compress
from pathlib import Path
from typing import TypeAlias

from alliance_lessons.items import marking
from alliance_lessons.items.bank import content_files, read_file
from alliance_lessons.items.item import Item
from alliance_lessons.workbook.answers_file import Entry
from alliance_lessons.workbook.course_outline import Lesson
from alliance_lessons.workbook.course_progress import CourseProgress, course_progress, folder_of
from alliance_lessons.workbook.moments import UNKNOWN, moment
from alliance_lessons.workbook.progress import given
from alliance_lessons.workbook.recall import done_with

GAPS = tuple(timedelta(days=days) for days in (1, 3, 7, 21))
A_DAY = GAPS[0]
A_DAYS_WORTH = 5  # questions
ENOUGH = f"you have answered {A_DAYS_WORTH} today, the rest can wait until tomorrow."
BACK_TO = re.compile(r'^recalls = "(\w+)"', re.MULTILINE)


Asked: TypeAlias = tuple[Item, Lesson]
"""An item, and the lesson that asks it."""


@dataclass(frozen=True)
class Recall:
    """A question that comes back: the item, its folder in the workbook, and from when on."""

    item: Item
    folder: str
    since: datetime


def due(workbook: Path, now: datetime) -> list[tuple[Item, datetime]]:
    """The items to recall today, and since when each is due, the most overdue first.

    Raises CourseError where the outline can't be read; `now` knows its time zone.

    >>> from datetime import UTC
    >>> due(Path("no-such-folder"), datetime(2026, 3, 1, tzinfo=UTC))
    []
    """
    return [(one.item, one.since) for one in due_today(course_progress(workbook), now)]


def due_today(course: CourseProgress, now: datetime) -> list[Recall]:
    """What is due and still fits into the day, the most overdue first."""
    found = [one for one in recalls(course, now) if one.since <= now]
    left = A_DAYS_WORTH - _recalled_on(now, course) if found else 0
    return found[: max(0, left)]


def recalls(course: CourseProgress, now: datetime) -> list[Recall]:
    """What comes back next of each lesson that is done, the earliest first."""
    found = [
        one
        for done, items in _coming_back(course, now)
        for one in _next_of(items, done, course, now)
    ]
    return sorted(found, key=lambda one: (one.since, one.item.id))


def counted(times: Sequence[datetime]) -> list[bool]:
    """Which of an item's answers count, by when they were given, the oldest first.

    The first does, and each that comes a day or more after the last that counted.

    >>> from datetime import UTC
    >>> counted([datetime(2026, 3, 1, hour, tzinfo=UTC) for hour in (8, 9)])
    [True, False]
    """
    found: list[bool] = []
    last: datetime | None = None
    for at in times:
        found.append(last is None or at - last >= A_DAY)
        last = at if found[-1] else last
    return found


def since(history: Sequence[tuple[datetime, bool]], lesson_done: datetime) -> datetime:
    """When an item is due, by its answers: when each was given, oldest first, and if it was right.

    >>> from datetime import UTC
    >>> day = [datetime(2026, 3, d, tzinfo=UTC) for d in range(1, 32)]
    >>> since([], day[0]).day, since([(day[1], True)], day[0]).day
    (2, 5)
    >>> since([(day[1], True), (day[4], True)], day[0]).day  # two in a row: 7 days
    12
    >>> since([(day[1], True), (day[4], False)], day[0]).day
    6
    """
    last, in_a_row = lesson_done, 0
    counts = counted([at for at, _ in history])
    for (at, right), it_counts in zip(history, counts, strict=True):
        if it_counts:
            last, in_a_row = at, in_a_row + 1 if right else 0
    return last + GAPS[min(in_a_row, len(GAPS) - 1)]


def _coming_back(course: CourseProgress, now: datetime) -> Iterator[tuple[datetime, list[Asked]]]:
    """The lessons that are done: when the last answer was given, and what goes back to them."""
    asked_in = {
        item_id: lesson
        for lesson in course.outline.lessons
        for question in lesson.questions
        for item_id in question.items
    }
    for lesson, _ in course.lessons:
        answered = course.found(lesson)
        all_given = [one for one in given(lesson, answered) if not one.recalled]
        # where there is none, no words need be read
        if all_given and done_with(lesson.id, answered.history.keys()):
            items = [item for item in _going_back_to(lesson.id) if item.id in asked_in]
            done = max((one.at for one in all_given if one.at <= now + A_DAY), default=UNKNOWN)
            yield done, [(item, asked_in[item.id]) for item in items]


def _next_of(
    items: list[Asked], lesson_done: datetime, course: CourseProgress, now: datetime
) -> Iterator[Recall]:
    """The first to come of the items that go back to one lesson."""
    times, latest = [], UNKNOWN
    for item, lesson in items:
        history = _history(item, lesson, course, now)
        latest = max(latest, *(at for at, _ in history), UNKNOWN)
        times.append((since(history, lesson_done), item.id, item, folder_of(lesson)))
    if times:
        first, _, item, folder = min(times, key=lambda one: one[:2])
        yield Recall(item, folder, max(first, latest + A_DAY))


def _recalled_on(now: datetime, course: CourseProgress) -> int:
    """How many answers of today, on the learner's own calendar, were recalls."""
    found, day = 0, now.astimezone().date()
    for _, items in _coming_back(course, now):
        for item, lesson in items:
            times = [at for at, _ in _history(item, lesson, course, now)]
            found += sum(at.astimezone().date() == day for at in compress(times, counted(times)))
    return found


def _history(
    item: Item, lesson: Lesson, course: CourseProgress, now: datetime
) -> list[tuple[datetime, bool]]:
    """When an item was answered, and whether rightly, the oldest first."""
    entries = course.found(lesson).history.get(item.id, ())
    found = sorted((moment(entry.at), _right(item, entry)) for entry in entries)
    return [one for one in found if one[0] <= now + A_DAY]


def _right(item: Item, entry: Entry) -> bool:
    return marking.outcome(item, entry.value) == "correct"


@cache
def _going_back_to(lesson: str) -> tuple[Item, ...]:
    """The items of the bank that go back to a lesson and have a key."""
    found: list[Item] = []
    for file in content_files():
        if lesson in BACK_TO.findall(file.read_text("utf-8")):  # so that no other is parsed
            found += read_file(file)
    return tuple(item for item in found if item.recalls == lesson and item.key is not None)

"""When to look back at the small steps that a learner has written: after 14 days, and halfway.

The days count from the day on which something of a lesson's own page was last written; what is
dated later than a day from now says nothing of that day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from alliance_lessons.workbook import answers
from alliance_lessons.workbook.answers_file import Answers
from alliance_lessons.workbook.calendar_file import Event, calendar_file
from alliance_lessons.workbook.course_outline import Lesson, course_outline
from alliance_lessons.workbook.course_progress import CourseProgress
from alliance_lessons.workbook.moments import UNKNOWN, moment
from alliance_lessons.workbook.own_pages import is_own
from alliance_lessons.workbook.progress import known

A_DAY, HALF, WHOLE = (timedelta(days=days) for days in (1, 7, 14))
OF_OTHER_LENGTH = frozenset({"3_1", "4_5"})  # lessons whose own page asks for a day, or one week
FILE = "look-back.ics"
TITLES = {
    HALF: "Halfway through your 14-day experiment (Alliance Lessons, lesson {})",
    WHOLE: "Look back at your 14-day experiment (Alliance Lessons, lesson {})",
}
TEXT = "What you wrote stands in your course, and not here. Open it there and see what came of it."


@dataclass(frozen=True)
class LookBack:
    """A lesson's small step: the day it was last written, and a name that stays its own."""

    lesson: Lesson
    written: date
    uid: str

    @property
    def halfway(self) -> date:
        return self.written + HALF

    @property
    def end(self) -> date:
        return self.written + WHOLE


def look_backs(course: CourseProgress, now: datetime) -> list[LookBack]:
    """The small steps of a workbook that are written, by the day on which their 14 days end."""
    all_of_them = (_of(lesson, course.found(lesson), now) for lesson, _ in course.lessons)
    found = [one for one in all_of_them if one]
    return sorted(found, key=lambda one: (one.end, one.lesson.id))


def look_back_in(folder: Path, item_id: str, now: datetime) -> LookBack | None:
    """The small step of the lesson that asks an item, by the answers in its folder.

    None where nothing of it is written. Raises CourseError where the answers can't be read.

    >>> now = datetime(2026, 3, 1).astimezone()
    >>> look_back_in(Path("no-such-folder"), "rights.my-courtesy", now) is None
    True
    """
    for lesson in course_outline().lessons:
        if any(item_id in question.items for question in lesson.questions):
            return _of(lesson, answers.read(folder), now)
    return None


def look_back_calendar(found: Iterable[LookBack], now: datetime) -> str:
    """The days still to come of some small steps, as a calendar file; empty where none is.

    Nothing that the learner wrote stands in it, and no lesson's title.
    """
    today = now.astimezone().date()
    events = [
        Event(
            uid=f"{one.uid}-{after.days}",
            day=one.written + after,
            title=title.format(one.lesson.number),
            text=TEXT,
        )
        for one in found
        for after, title in TITLES.items()
        if one.written + after >= today
    ]
    return calendar_file(events, now) if events else ""


def _of(lesson: Lesson, found: Answers, now: datetime) -> LookBack | None:
    """A lesson's small step, where it has one of 14 days and something of it is written."""
    if lesson.kind == "graded" or lesson.id in OF_OTHER_LENGTH:
        return None
    times = [
        moment(entry.at)
        for question in lesson.questions
        for item in known(question.items, found)
        if is_own(item)
        for entry in found.history[item.id]
    ]
    times = [at for at in times if at != UNKNOWN]
    if not times:
        return None
    # of the first writing, so that a calendar knows it again after a change
    uid = uuid5(NAMESPACE_OID, f"{lesson.id} {min(times).isoformat()}")
    written = max((at for at in times if at <= now + A_DAY), default=now)
    return LookBack(lesson, written.astimezone().date(), str(uid))

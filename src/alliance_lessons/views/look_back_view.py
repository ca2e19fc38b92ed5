"""When to look back at the small steps of one's own, and these days for a calendar."""

from datetime import UTC, datetime
from html import escape
from pathlib import Path

import traitlets

from alliance_lessons.errors import CourseError
from alliance_lessons.views.base import View, script
from alliance_lessons.views.card import day_in_words
from alliance_lessons.views.fallback import HOW_TO
from alliance_lessons.views.page import Page, sentence
from alliance_lessons.workbook.course_progress import course_progress
from alliance_lessons.workbook.look_back import FILE, LookBack, look_back_calendar, look_backs

NOTHING_YET = (
    "Nothing yet: when you have written a small step of your own for 14 days, the day on which to "
    "look back stands here."
)


class LookBackView(View):
    """`days` are the small steps with the day on which each ends; `calendar` is an .ics file.

    Nothing that the learner wrote stands in either of them.
    """

    _esm = script("base.js", "look_back.js")
    days = traitlets.List(traitlets.Tuple(traitlets.Unicode(), traitlets.Unicode())).tag(sync=True)
    calendar = traitlets.Unicode().tag(sync=True)
    file = traitlets.Unicode(FILE).tag(sync=True)

    def __init__(self, found: list[LookBack], calendar: str) -> None:
        super().__init__(days=[_in_words(one) for one in found], calendar=calendar)

    def words(self) -> str:
        return "\n".join(f"{name}: look back on {day}" for name, day in self.days)

    def page(self) -> str:
        lines = "".join(f"<li>{escape(line)}</li>" for line in self.words().splitlines())
        return f"<ul>{lines}</ul><p><em>{HOW_TO}</em></p>"


def look_back() -> LookBackView | Page:
    """The days on which to look back, of the workbook in the working folder."""
    return look_back_view(Path.cwd(), datetime.now(UTC))


def look_back_view(workbook: Path, now: datetime) -> LookBackView | Page:
    """The same, for a workbook and a time; a plain sentence where no such day is to come."""
    try:
        found = look_backs(course_progress(workbook), now)
    except CourseError as error:
        return sentence(str(error))
    today = now.astimezone().date()
    coming = [one for one in found if one.end >= today]
    if not coming:
        return sentence(_ended(found[-1]) if found else NOTHING_YET)
    return LookBackView(coming, look_back_calendar(coming, now))


def _ended(last: LookBack) -> str:
    name, day = _in_words(last)
    return f"The 14 days of {name} ended on {day}. If you change what you wrote, they begin anew."


def _in_words(one: LookBack) -> tuple[str, str]:
    return f"{one.lesson.number} {one.lesson.title}".strip(), day_in_words(one.end)

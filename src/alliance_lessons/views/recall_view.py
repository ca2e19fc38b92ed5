"""What is due for recall, one question after another."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import traitlets

from alliance_lessons.errors import CourseError
from alliance_lessons.views.base import script
from alliance_lessons.views.item_view import QUESTION, ItemView
from alliance_lessons.views.page import Page, sentence
from alliance_lessons.workbook.course_progress import course_progress
from alliance_lessons.workbook.due import ENOUGH, Recall, due_today, recalls

NOTHING_YET = "Nothing yet: a day after your first lesson, a question of it comes back here."
NOT_NOW = "Nothing is due now. The page above says when the next question comes."
THE_LAST = "That was the last one for today."


class RecallView(ItemView):
    """The questions of the day from memory, without the answers given before.

    `left` is how many are due behind the one that is shown, `then` what is said after the last,
    and `turn` counts the questions, so that the page knows when the next one stands.
    """

    _esm = script(*QUESTION, "recall.js")
    left = traitlets.Int().tag(sync=True)
    then = traitlets.Unicode(THE_LAST).tag(sync=True)
    turn = traitlets.Int().tag(sync=True)

    def __init__(self, workbook: Path, coming: list[Recall]) -> None:
        self._workbook = workbook
        first, *rest = coming
        super().__init__(first.item, workbook / first.folder, fresh=True)
        self.left = len(rest)

    def _asked(self, _: Any, content: Any, __: Any) -> None:
        if content == {"next": True}:
            self.show_next(datetime.now(UTC))
        else:
            super()._asked(_, content, __)

    def show_next(self, now: datetime) -> None:
        """Turns to what is due now, or says that there is nothing more."""
        try:
            coming, said = _askable(self._workbook, now), THE_LAST
        except CourseError as error:
            coming, said = [], str(error)
        shown: dict[str, Any] = {"item": {}, "left": 0}
        if coming:
            first, *rest = coming
            shown = self._begin(first.item, self._workbook / first.folder, fresh=True)
            shown["left"] = len(rest)
        self.unobserve(self._answered, "given")  # no answer, only none yet
        with self.hold_sync():
            for name, value in {**shown, "told": {}, "then": said}.items():
                setattr(self, name, value)
            self.turn += 1
        self.observe(self._answered, "given")


def recall_due() -> RecallView | Page:
    """Shows the question that has been due for longest, without the answer given before.

    The new answer is saved in the folder of the lesson that asks the question. A plain sentence
    where nothing is due.
    """
    return due_view(Path.cwd(), datetime.now(UTC))


def due_view(workbook: Path, now: datetime) -> RecallView | Page:
    """The same, for a workbook and a time."""
    try:
        coming = _askable(workbook, now)
        later = [] if coming else recalls(course_progress(workbook), now)
    except CourseError as error:
        return sentence(str(error))
    if coming:
        return RecallView(workbook, coming)
    if any(one.since <= now and (workbook / one.folder).is_dir() for one in later):
        return sentence(ENOUGH[0].upper() + ENOUGH[1:])
    return sentence(NOT_NOW if later else NOTHING_YET)


def _askable(workbook: Path, now: datetime) -> list[Recall]:
    """What is due today and has a folder in which it can be saved."""
    found = due_today(course_progress(workbook), now)
    return [one for one in found if (workbook / one.folder).is_dir()]

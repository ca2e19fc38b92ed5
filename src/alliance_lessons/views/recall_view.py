"""What is due for recall, one question at a time."""

from datetime import UTC, datetime
from html import escape
from pathlib import Path

from alliance_lessons.errors import CourseError
from alliance_lessons.views.item_view import ItemView
from alliance_lessons.views.page import Page
from alliance_lessons.workbook.course_progress import course_progress
from alliance_lessons.workbook.due import recalls

NOTHING_YET = "Nothing yet: a day after your first lesson, a question of it comes back here."
NOT_NOW = "Nothing is due now. The page above says when the next question comes."


def recall_due() -> ItemView | Page:
    """Shows the question that has been due for longest, without the answer given before.

    The new answer is saved in the folder of the lesson that asks the question. A plain sentence
    where nothing is due.
    """
    return due_view(Path.cwd(), datetime.now(UTC))


def due_view(workbook: Path, now: datetime) -> ItemView | Page:
    """The same, for a workbook and a time."""
    try:
        coming = recalls(course_progress(workbook))
    except CourseError as error:
        return _sentence(str(error))
    for one in coming:
        if one.since <= now and (workbook / one.folder).is_dir():
            return ItemView(one.item, workbook / one.folder, fresh=True)
    return _sentence(NOT_NOW if coming else NOTHING_YET)


def _sentence(words: str) -> Page:
    return Page(f'<p style="padding-left: 5px">{escape(words)}</p>', words)

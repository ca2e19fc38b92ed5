"""Marking oneself, at the end of an assignment: what the page asks for, and what it is told.

The page that comes back is the one that an instructor's marking would give, and is shown
as it is. Marks go to the page as a message: what a trait holds can be kept in a notebook.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from alliance_lessons.errors import CourseError
from alliance_lessons.workbook.course import course_files
from alliance_lessons.workbook.folder import is_workbook
from alliance_lessons.workbook.where_kept import also_lies, edition

if TYPE_CHECKING:
    from alliance_lessons.feedback.own import OwnFeedback
    from alliance_lessons.feedback.own_reading import Criterion

MOST = 1_000  # points; no level has more, and no larger number is worth an answer


def may_mark(folder: Path, assignment: str) -> bool:
    """Whether learners may mark themselves here: in a workbook of their own, keys at hand.

    Not in the copies of nbgrader's exchange, where an instructor marks.
    """
    here = folder.absolute()
    if here.name != assignment or here.parent.name != "assignments":
        return False
    if edition() != "browser" and not is_workbook(here.parents[1]):
        return False
    try:
        return course_files().source(assignment).is_file()
    except CourseError:
        return False


def own_marks(folder: Path, assignment: str, wanted: Any) -> tuple[dict[str, Any], bytes]:
    """The marks for the page and the page of feedback; `wanted` may name a level to keep first.

    A level is `{"criterion": <its cell>, "points": <number>}`. What goes wrong is a sentence
    under "problem".
    """
    from alliance_lessons.feedback.own import in_words, own_feedback  # loads the maker of pages

    try:
        marked = own_feedback(folder, assignment)
        if isinstance(wanted, dict) and "criterion" in wanted:
            _keep(folder, marked, wanted)
            marked = own_feedback(folder, assignment)
    except CourseError as error:
        return {"problem": str(error)}, b""
    faults = [f"Please tell the authors: {mark.problem}." for mark in marked.marks if mark.problem]
    name, where = _write(folder, assignment, marked.page)
    told = {
        "words": in_words(marked),
        "criteria": [_told(one) for one in marked.criteria],
        "problem": " ".join([*marked.answers.problems, *faults]),
        "page": name,
        "where": where,
    }
    return told, marked.page


def _keep(folder: Path, marked: "OwnFeedback", wanted: dict[str, Any]) -> None:
    from alliance_lessons.feedback.own_reading import choose

    points = wanted.get("points")
    if isinstance(points, bool) or not isinstance(points, (int, float)) or not abs(points) <= MOST:
        return
    for one in marked.criteria:
        if one.name == wanted["criterion"]:
            choose(folder, one, float(points))


def _told(one: "Criterion") -> dict[str, Any]:
    from alliance_lessons.feedback.harmless import harmless
    from alliance_lessons.feedback.outline import plain
    from alliance_lessons.feedback.page import LONGEST

    return {
        "name": one.name,
        "title": plain(one.rubric.title) or "Your text",
        "levels": [[points, plain(words)] for points, words in one.rubric.levels],
        "text": harmless(one.text, LONGEST[0]),
        "chosen": one.chosen,
        "changed": one.changed,
    }


def _write(folder: Path, assignment: str, page: bytes) -> tuple[str, str]:
    """The page's name, and where it lies, in a sentence."""
    from alliance_lessons.feedback.own import page_path, write_page

    path = page_path(folder, assignment)
    try:
        write_page(path, page)
    except CourseError as error:
        return path.name, str(error)
    return path.name, also_lies(path.parent.name, edition())

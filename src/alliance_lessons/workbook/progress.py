"""How far a learner has come in one lesson.

`lacking` is the one rule for what counts as answered: the lesson bar, the course map and the
panel at the end of an assignment all ask it, so that they always agree.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from alliance_lessons.errors import CourseError
from alliance_lessons.items import marking
from alliance_lessons.items.bank import find_item
from alliance_lessons.items.item import Item
from alliance_lessons.workbook import answers
from alliance_lessons.workbook.answers_file import Answers
from alliance_lessons.workbook.course_outline import Lesson, Question, course_outline
from alliance_lessons.workbook.handed_in import HandedIn, handed_in
from alliance_lessons.workbook.moments import UNKNOWN, moment


@dataclass(frozen=True)
class Progress:
    """How far a lesson is.

    `answered` of its `of` questions are; `next` is the id of the cell to go on at, where the
    newest answer is still unfinished or after it, and empty where none is open; `saved` is when
    the newest answer was saved (RFC 3339, UTC), empty where there is none; `problem` is a
    sentence on what could not be read.
    """

    answered: int = 0
    of: int = 0
    next: str = ""
    saved: str = ""
    handed_in: HandedIn = field(default_factory=HandedIn)
    problem: str = ""

    def _repr_json_(self) -> dict[str, Any]:
        return asdict(self)


class Given(NamedTuple):
    """An answer to a question of a lesson: when, to which (from 0), and if it was recalled."""

    at: datetime
    place: int
    recalled: bool


def lesson_progress(path: str) -> Progress:
    """The progress of the lesson that lies at `path` in a workbook.

    Its answers are those of the working folder, which is the lesson's own. Never raises: what
    can't be read is said in `problem`.

    >>> lesson_progress("my_notes.ipynb").problem
    'my_notes.ipynb is no lesson of this course.'
    """
    try:
        lesson = course_outline().lesson(path)
        if lesson is None:
            return Progress(problem=f"{path} is no lesson of this course.")
        return progress_in(lesson, Path.cwd())
    except (CourseError, OSError) as error:
        return Progress(problem=str(error))


def progress_in(lesson: Lesson, folder: Path) -> Progress:
    """The progress of a lesson by the answers in its folder, none where they can't be read."""
    try:
        return progress(lesson, answers.read(folder), folder)
    except CourseError as error:
        return progress(lesson, Answers(problems=(str(error),)), folder)


def progress(lesson: Lesson, found: Answers, folder: Path) -> Progress:
    """The progress of a lesson by the answers that were found in its folder."""
    still_open = [
        place
        for place, question in enumerate(lesson.questions)
        if not _is_answered(question, found)
    ]
    all_given = given(lesson, found)
    last = newest(all_given)
    after = [place for place in still_open if last and place >= last.place]
    following = (after or still_open)[:1]
    saved = max((one.at for one in all_given), default=UNKNOWN)
    saved_or_none = None if saved == UNKNOWN else saved
    return Progress(
        answered=len(lesson.questions) - len(still_open),
        of=len(lesson.questions),
        next=lesson.questions[following[0]].cell if following else "",
        saved=saved_or_none.isoformat() if saved_or_none else "",
        handed_in=_handed_in(lesson, folder, saved_or_none),
        problem=found.problems[0] if found.problems else "",
    )


def lacking(item: Item, found: Answers) -> str:
    """What an item still lacks, in words without a full stop; empty when it is answered.

    >>> lacking(Item("rights.bet", "number", "How many?"), Answers())
    'not answered yet'
    """
    entry = found.latest(item.id)
    if entry is None or marking.misfit(item, entry.value) is not None:
        return "not answered yet"
    return marking.missing(item, entry.value) or ""


def given(lesson: Lesson, found: Answers) -> list[Given]:
    """The newest answer to each item of a lesson, in the order of its questions."""
    return [
        Given(moment(entry.at), place, bool(item.recalls))
        for place, question in enumerate(lesson.questions)
        for item in known(question.items, found)
        if (entry := found.latest(item.id))
    ]


def newest(answers_given: list[Given]) -> Given | None:
    """Where the learner was last.

    What goes back to another lesson doesn't count: it is asked on the start page, too.
    """
    return max((one for one in answers_given if not one.recalled), default=None)


def known(item_ids: tuple[str, ...], found: Answers) -> Iterator[Item]:
    """Those of some items that have an answer and are in the bank."""
    for item_id in item_ids:
        if item_id in found.history:
            try:
                yield find_item(item_id)
            except CourseError:
                continue  # an outline older than the bank: the question counts as open


def _is_answered(question: Question, found: Answers) -> bool:
    return any(not lacking(item, found) for item in known(question.items, found))


def _handed_in(lesson: Lesson, folder: Path, saved: datetime | None) -> HandedIn:
    return handed_in(lesson.id, folder, saved) if lesson.kind == "graded" else HandedIn()

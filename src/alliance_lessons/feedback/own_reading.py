"""How somebody who learns alone reads the own text by the rubric, and where that is kept.

The level chosen for a criterion stands among the answers of the assignment's folder, under a
name that no item has. So it is taken along and merged with them; marking, handing in and
progress ask for items, and pass it over.
"""

from dataclasses import dataclass
from pathlib import Path

from alliance_lessons.errors import CourseError
from alliance_lessons.feedback.outline import Graded, Outline, plain
from alliance_lessons.feedback.rubric import Rubric
from alliance_lessons.items.item import Item
from alliance_lessons.items.marking import misfit
from alliance_lessons.workbook import answers
from alliance_lessons.workbook.answers_file import Answers
from alliance_lessons.workbook.moments import moment


@dataclass(frozen=True)
class Criterion:
    """A criterion, the text it is about, and the level that the learner chose.

    `text` is empty where nothing was written; `changed` says that it was written anew after a
    level was chosen, which then counts no longer.
    """

    name: str
    rubric: Rubric
    points: float
    text: str = ""
    chosen: float | None = None
    changed: bool = False

    @property
    def in_words(self) -> str:
        """What came of it, without a full stop."""
        if not self.text:
            return f"0 of {self.points:g}, there is no text to read"
        if self.chosen is not None:
            return f"{self.chosen:g} of {self.points:g} by your own reading"
        again = ", as your text has changed since you chose one" if self.changed else ""
        return f"up to {self.points:g} by your own reading: choose a level in the assignment{again}"


def kept_as(grade_id: str) -> str:
    """Under which name a level is kept.

    >>> kept_as("rights_a-memo-stop")
    'rights_a.memo-stop-own'
    """
    return f"{grade_id.replace('-', '.', 1)}-own"


def criteria(outline: Outline, found: Answers) -> list[Criterion]:
    """What is left to read in an assignment, in its order."""
    return [
        _criterion(cell, cell.rubric, question.item, found)
        for section in outline.sections
        for question in section.questions
        for cell in question.graded
        if cell.rubric is not None
    ]


def choose(folder: Path, criterion: Criterion, points: float) -> None:
    """Keeps a level; raises CourseError where the criterion has none of that many points."""
    if points not in criterion.rubric.points:
        known = ", ".join(f"{level:g}" for level in criterion.rubric.points)
        raise CourseError(
            f"{plain(criterion.rubric.title)} has no level of {points:g} points; choose one of "
            f"{known}."
        )
    answers.save(folder, kept_as(criterion.name), points)


def _criterion(cell: Graded, rubric: Rubric, item: Item | None, found: Answers) -> Criterion:
    written = found.latest(item.id) if item else None
    if item is None or written is None or misfit(item, written.value) or not written.value.strip():
        return Criterion(cell.name, rubric, cell.points)
    level = found.latest(kept_as(cell.name))
    chosen, changed = None, False
    # a bool would pass for a number, and anything else may stand in the file
    if level and type(level.value) in (int, float) and level.value in rubric.points:
        changed = moment(level.at) < moment(written.at)
        chosen = None if changed else float(level.value)
    return Criterion(cell.name, rubric, cell.points, written.value, chosen, changed)

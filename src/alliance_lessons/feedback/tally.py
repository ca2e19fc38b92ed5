"""Marks added up: what was earned, of how many, and what still waits for a person."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from alliance_lessons.feedback.marks import Grade
from alliance_lessons.feedback.outline import Graded


@dataclass(frozen=True)
class Tally:
    """Points `earned` `of` those there are, `waiting` ones included."""

    earned: float
    of: float
    waiting: float = 0.0

    @property
    def share(self) -> float:
        """What was earned as a share, for a bar: from 0 to 1 whatever the extra credit."""
        return min(1.0, max(0.0, self.earned / self.of)) if self.of else 0.0


def tally(marks: Iterable[tuple[Graded, Grade]], penalty: float = 0.0) -> Tally:
    """Adds up marks, less a late penalty, and as nbgrader exports them never below 0.

    >>> tally([(Graded("a", 5), Grade(3.5)), (Graded("b", 15), Grade(None))], penalty=1)
    Tally(earned=2.5, of=20.0, waiting=15.0)
    """
    known = list(marks)
    return Tally(
        max(0.0, math.fsum(grade.score or 0.0 for _, grade in known) - penalty),
        math.fsum(cell.points for cell, _ in known),
        math.fsum(cell.points for cell, grade in known if grade.score is None),
    )

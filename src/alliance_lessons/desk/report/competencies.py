"""What the cohort shows of the course's three competencies, over all assignments so far."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from alliance_lessons.desk.report.gradebook import Marks
from alliance_lessons.desk.report.questions import item_of
from alliance_lessons.desk.report.statistics import FEWEST
from alliance_lessons.items.item import COMPETENCIES


@dataclass(frozen=True)
class Competency:
    """A competency: the mean share of its points, over how many learners and assignments.

    `share` is None where fewer than five learners have marks for it.
    """

    name: str
    share: float | None
    learners: int
    assignments: tuple[str, ...]
    waiting: int = 0


def competencies(marked: Iterable[tuple[str, Marks]]) -> list[Competency]:
    """All three, in the course's order.

    A learner's share is the points earned of those that are marked, so that an assignment
    not handed in counts neither for nor against.
    """
    earned = {name: pd.Series(dtype=float) for name in COMPETENCIES}
    possible = {name: pd.Series(dtype=float) for name in COMPETENCIES}
    assignments: dict[str, list[str]] = {name: [] for name in COMPETENCIES}
    waiting = dict.fromkeys(COMPETENCIES, 0)
    for assignment, marks in marked:
        for name, cells in _by_competency(marks.cells).items():
            scores = marks.scores.loc[marks.learners["complete"], cells]
            if scores.empty:
                continue
            points = marks.cells.loc[cells, "points"]
            earned[name] = earned[name].add(scores.sum(axis=1), fill_value=0.0)
            possible[name] = possible[name].add(
                scores.notna().mul(points).sum(axis=1), fill_value=0.0
            )
            assignments[name].append(assignment)
            waiting[name] += int(scores.isna().any(axis=1).sum())
    found = []
    for name in COMPETENCIES:
        shares = (earned[name] / possible[name].where(possible[name] > 0)).dropna()
        mean = float(shares.mean()) if len(shares) >= FEWEST else None
        found.append(Competency(name, mean, len(shares), tuple(assignments[name]), waiting[name]))
    return found


def _by_competency(cells: pd.DataFrame) -> dict[str, list[str]]:
    """The graded cells of an assignment that count for a competency."""
    found: dict[str, list[str]] = {}
    for grade_id, by_hand in cells["by_hand"].items():
        item = item_of(str(grade_id).rpartition("/")[2], bool(by_hand))
        if item is not None and item.competency:
            found.setdefault(item.competency, []).append(str(grade_id))
    return found

"""How trust between two firms fares when the people who carry it come and go (model S6).

That trust in a person and trust in a firm are related but distinct was measured by Zaheer,
McEvily and Perrone (1998). They give no equation, and we found none: this one, its numbers and
what it predicts are our own design.

What it leaves out: that trust fades where nobody tends it, that a newcomer may be trusted more
than the one before, that a person carries more than one relation, and whose trust it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from alliance_lessons.models._checks import require_count, require_probability
from alliance_lessons.models.trust import Pace, promises_to_mend


@dataclass(frozen=True)
class Relation:
    """What happens to trust in a month; every number is a share from 0 to 1.

    `leaving` is the chance that the contact changes this month, `handed_over` the share of the
    trust that the next one is given at once. In a month without a change `growth` closes that
    share of the gap to full trust; its default is a design value.

    >>> Relation(leaving=0.1, handed_over=0.9).after_a_month(0.5)
    0.54
    """

    leaving: float
    handed_over: float
    growth: float = 0.1

    def __post_init__(self) -> None:
        require_probability(**vars(self))

    def after_a_month(self, trust: float) -> float:
        """Trust a month later, on average: (1 - h) (T + g (1 - T)) + h rho T."""
        require_probability(trust=trust)
        stayed = trust + self.growth * (1 - trust)
        handed_over = self.handed_over * trust
        return min(1.0, (1 - self.leaving) * stayed + self.leaving * handed_over)


def expected_path(start: float, months: Iterable[Relation]) -> list[float]:
    """Trust on average before the first month and after each one.

    >>> path = expected_path(0.5, [Relation(0.05, 0.7), Relation(0.05, 0.7, growth=0)])
    >>> [round(trust, 5) for trust in path]
    [0.5, 0.54, 0.5319]
    """
    require_probability(start=start)
    path = [start]
    for relation in months:
        path.append(relation.after_a_month(path[-1]))
    return path


def settled_trust(relation: Relation) -> float:
    """Where trust settles on average: (1 - h) g / (1 - (1 - h) (1 - g) - h rho).

    Raises `ValueError` where nothing ever moves it.

    >>> round(settled_trust(Relation(leaving=0.1, handed_over=0.3)), 4)
    0.5625
    """
    up = (1 - relation.leaving) * relation.growth
    down = relation.leaving * (1 - relation.handed_over)
    if up + down == 0:
        raise ValueError("Trust that never moves settles nowhere: let it grow, or somebody leave.")
    return up / (up + down)


def hand_over_needed(settled: float, leaving: float, growth: float = 0.1) -> float | None:
    """The smallest share to be handed over so that trust settles at `settled` or above.

    0 where it does so without any hand-over, None where not even a perfect one is enough.

    >>> round(hand_over_needed(0.9, leaving=0.1), 4), hand_over_needed(0.2, leaving=0.1)
    (0.9, 0.0)
    """
    require_probability(settled=settled)
    none = Relation(leaving, handed_over=0, growth=growth)
    if settled == 0 or (leaving < 1 and settled_trust(none) >= settled):
        return 0.0
    if leaving == 1 or growth == 0:
        return None
    return 1 - (1 - leaving) * growth * (1 - settled) / (settled * leaving)


def course_of_trust(
    start: float, months: int, changes: Collection[int], handed_over: float, growth: float = 0.1
) -> list[float]:
    """One course, not an average: trust before month 1 and after each month.

    In the months named in `changes` the contact changes, in the others trust grows.

    >>> [round(trust, 3) for trust in course_of_trust(0.5, 3, {2}, handed_over=0.6)]
    [0.5, 0.55, 0.33, 0.397]
    """
    require_count(months=months)
    stays, changes_hands = (
        Relation(leaving, handed_over, growth)
        for leaving in (0, 1)  # known: nobody leaves, or somebody does
    )
    return expected_path(
        start, (changes_hands if month in changes else stays for month in range(1, months + 1))
    )


def months_to_regain(level: float, handed_over: float, growth: float = 0.1) -> int:
    """How many months without a change it takes until trust is at `level` again after one.

    A change takes away what is not handed over, as a broken promise does in `trust`.

    >>> [months_to_regain(0.8, handed_over) for handed_over in (0, 0.3, 0.7, 0.9)]
    [16, 13, 8, 4]
    """
    require_probability(handed_over=handed_over)
    return promises_to_mend(level, Pace(gain=growth, loss=1 - handed_over))

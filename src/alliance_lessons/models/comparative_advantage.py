"""Two parties and the same kinds of work: who should do what, and how many hours that saves.

After Ricardo (1817), in the form in which textbooks teach it: even a party that is quicker at
everything gains when each does more of what it is *relatively* quicker at. Hours are constant for
each unit, work can be split at will, and the hours of one party can't be had from the other: so
nobody is asked for more hours than it works alone.

What it leaves out: that one learns by doing and forgets what one no longer does, that handing work
over costs time, that one comes to depend on the other, and that some work is dull.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from alliance_lessons.models._checks import require_finite

Units = tuple[float, ...]
Hours = tuple[float, float]


@dataclass(frozen=True)
class Pair:
    """Two parties at two or more tasks.

    `first` and `second` are the hours that each takes for one unit of each task, above 0;
    `first_needs` and `second_needs` the units of each task that each has to have done in a
    month, 0 or more.

    >>> Pair(first=(4, 3), second=(5, 6), first_needs=(12, 12), second_needs=(12, 12)).alone
    (84, 132)
    """

    first: Units
    second: Units
    first_needs: Units
    second_needs: Units

    def __post_init__(self) -> None:
        lengths = {len(one) for one in vars(self).values()}
        if len(lengths) > 1 or min(lengths) < 2:
            raise ValueError("Each of the four needs one number a task, for two tasks or more.")
        for hours in (*self.first, *self.second):
            require_finite(hours=hours)
            if hours <= 0:
                raise ValueError(f"A unit takes {hours} hours: give a number above 0.")
        for units in (*self.first_needs, *self.second_needs):
            require_finite(units=units)
            if units < 0:
                raise ValueError(f"{units} units are needed: give 0 or more.")

    @property
    def needs(self) -> Units:
        """The units of each task that are needed together."""
        return tuple(a + b for a, b in zip(self.first_needs, self.second_needs, strict=True))

    @property
    def alone(self) -> Hours:
        """The hours of each party while each does its own work."""
        return _hours(self.first, self.first_needs), _hours(self.second, self.second_needs)


def hours(pair: Pair, first_does: Sequence[float]) -> Hours:
    """The hours of each party when the first does so many units of each task.

    The second does what is left of what both need. Raises `ValueError` where the first would do
    less than nothing of a task, or more than both need.

    >>> pair = Pair((4, 3), (5, 6), (12, 12), (12, 12))
    >>> hours(pair, (0, 24))
    (72, 120)
    """
    if len(first_does) != len(pair.needs):
        raise ValueError(f"Say of {len(pair.needs)} tasks how much of each the first does.")
    for does, need in zip(first_does, pair.needs, strict=True):
        if not 0 <= does <= need:
            raise ValueError(f"The first does {does} units of a task: give 0 to {need}.")
    left = [need - does for does, need in zip(first_does, pair.needs, strict=True)]
    return _hours(pair.first, first_does), _hours(pair.second, left)


def saved(pair: Pair, first_does: Sequence[float]) -> float:
    """The hours that both save together, against each alone; below 0 where it costs hours.

    >>> saved(Pair((4, 3), (5, 6), (12, 12), (12, 12)), (0, 24))
    24
    """
    return sum(pair.alone) - sum(hours(pair, first_does))


def relatively_better(pair: Pair, task: int, other: int) -> int | None:
    """Who has the comparative advantage in `task` over `other`: 0 the first, 1 the second.

    None where both take the same number of units of the one for a unit of the other. Who is
    quicker in hours does not matter.

    >>> pair = Pair((4, 3), (5, 6), (12, 12), (12, 12))
    >>> relatively_better(pair, 0, 1), relatively_better(pair, 1, 0)
    (1, 0)
    """
    ours = pair.first[task] * pair.second[other]
    theirs = pair.second[task] * pair.first[other]
    return None if ours == theirs else int(ours > theirs)


def best_split(pair: Pair) -> Units:
    """The units of each task that the first should do, so that the hours of both are fewest.

    Neither party works longer than alone. Tasks are given to the first in the order in which it
    is relatively quickest, as far as that saves hours and the first has hours to give.

    >>> pair = Pair((6, 3), (4, 5), (12, 12), (12, 12))
    >>> best_split(pair), saved(pair, best_split(pair))
    ((0.0, 24.0), 48.0)
    """
    most_first, most_second = pair.alone
    order = sorted(range(len(pair.needs)), key=lambda task: pair.first[task] / pair.second[task])
    does = [0.0] * len(order)
    free = most_first
    over = _hours(pair.second, pair.needs) - most_second  # what the second must be relieved of
    for task in order:
        need = float(pair.needs[task])
        worth = pair.first[task] < pair.second[task]
        wanted = need if worth else min(need, max(over, 0.0) / pair.second[task])
        units = min(wanted, max(free, 0.0) / pair.first[task])
        does[task] = units
        free -= units * pair.first[task]
        over -= units * pair.second[task]
    return tuple(does)


def _hours(each: Sequence[float], units: Sequence[float]) -> float:
    return sum(one * number for one, number in zip(each, units, strict=True))

"""How trust grows with what is kept and falls with what is broken (model S1).

That trust is easier to lose than to gain was argued by Slovic (1993); later work finds it under
some conditions only. That trust hurt by untrustworthy acts can come back, and after deception
does not fully, was measured by Schweitzer, Hershey and Bradlow (2006). Neither gives an equation:
the equations and their numbers are our own design.

What it leaves out: why something happened, what was said about it, and that people differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil, log
from typing import Literal

from alliance_lessons.models._checks import require_probability

Event = Literal["kept", "broken", "deceit"]


@dataclass(frozen=True)
class Pace:
    """How fast trust moves at one event; every number is a share from 0 to 1.

    `gain` closes that share of the gap to the ceiling when a promise is kept, `loss` takes that
    share of the trust away when one is broken; a deceit takes `deceit_loss` and leaves
    `ceiling_left` of the ceiling. The defaults are design values.
    """

    gain: float = 0.05
    loss: float = 0.25
    deceit_loss: float = 0.5
    ceiling_left: float = 0.8

    def __post_init__(self) -> None:
        require_probability(**vars(self))


@dataclass(frozen=True)
class Trust:
    """Trust between 0 and 1, and the ceiling it can still reach.

    >>> Trust(0.8).after("broken").level
    0.6000000000000001
    >>> Trust(0.8).after("deceit")
    Trust(level=0.4, ceiling=0.8)
    """

    level: float
    ceiling: float = 1.0

    def __post_init__(self) -> None:
        require_probability(level=self.level, ceiling=self.ceiling)

    def after(self, event: Event, pace: Pace = Pace()) -> Trust:
        """Trust after a promise is kept or broken, or a deceit comes to light."""
        if event == "kept":
            gained = pace.gain * max(0.0, self.ceiling - self.level)
            return replace(self, level=self.level + gained)
        if event == "broken":
            return replace(self, level=self.level * (1 - pace.loss))
        ceiling = self.ceiling * pace.ceiling_left
        return Trust(min(self.level * (1 - pace.deceit_loss), ceiling), ceiling)


def trust_path(start: float, events: Iterable[Event], pace: Pace = Pace()) -> list[Trust]:
    """Trust before the first event and after each one.

    >>> [round(trust.level, 3) for trust in trust_path(0.5, ["kept", "kept", "broken"])]
    [0.5, 0.525, 0.549, 0.412]
    """
    path = [Trust(start)]
    for event in events:
        path.append(path[-1].after(event, pace))
    return path


def steady_trust(reliability: float, pace: Pace = Pace()) -> float:
    """Where trust settles on average when each promise is kept with probability `reliability`.

    p a / (p a + (1 - p) b) for a gain a and a loss b; without deceit.

    >>> round(steady_trust(0.9), 4)
    0.6429
    """
    require_probability(reliability=reliability)
    up, down = reliability * pace.gain, (1 - reliability) * pace.loss
    if up + down == 0:
        raise ValueError("Trust that never moves settles nowhere: give a gain or a loss above 0.")
    return up / (up + down)


def promises_to_mend(level: float, pace: Pace = Pace()) -> int:
    """How many promises have to be kept after one broken one until trust is at `level` again.

    The smallest n with (1 - level (1 - b)) (1 - a)^n <= 1 - level. Raises `ValueError` where no
    number is enough: at level 1, and without any gain.

    >>> promises_to_mend(0.8), promises_to_mend(0.8, Pace(gain=0.1, loss=0.3))
    (14, 8)
    """
    require_probability(level=level)
    if level == 0 or pace.loss == 0:
        return 0
    if level == 1 or pace.gain == 0:
        raise ValueError("Full trust, or trust without gain, never comes back: take less than 1.")
    if pace.gain == 1:
        return 1
    gap_left = (1 - level) / (1 - level * (1 - pace.loss))
    return ceil(round(log(gap_left) / log(1 - pace.gain), 9))

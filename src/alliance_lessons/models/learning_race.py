"""Two partners learn from each other, and one may be done before the other (model S5).

A firm has L units to learn. It takes in k units a month from a partner who is fully open, and
k s from one whose openness is s (0 to 1), so it is done after L / (k s) months. Working together
brings a firm `joint` a month and costs it `effort` a month, for as long as both stay. Once done,
it has `private (1 - relative_scope)` a month from what it learned, wherever it uses it. A firm
that is done leaves if joint < effort; with it the joint gain and the partner's learning end.

That partners may race to learn, and that the faster one gains weight, was described by Hamel
(1991); private and common benefits, and relative scope, are notions of Khanna, Gulati and Nohria
(1998). The equations are our own design, not theirs.

What it leaves out: learning more than was planned, learning together, contracts, reputation; and
a firm that still learns stays, whatever it costs.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, expm1, inf, isinf

from alliance_lessons.models._checks import require_finite, require_probability


@dataclass(frozen=True)
class Learner:
    """One firm in the race. Units to learn, units a month, shares (0 to 1), points a month.

    Raises `ValueError` where a number is below 0 or a share above 1.

    >>> Learner(to_learn=10, speed=2, private=4, relative_scope=0.25).private_gain
    3.0
    """

    to_learn: float
    speed: float
    openness: float = 1.0
    joint: float = 0.0
    effort: float = 0.0
    private: float = 0.0
    relative_scope: float = 0.0

    def __post_init__(self) -> None:
        require_finite(**vars(self))
        require_probability(openness=self.openness, relative_scope=self.relative_scope)
        for name, number in vars(self).items():
            if number < 0:
                raise ValueError(f"{name} is {number}: give a number of at least 0.")

    @property
    def private_gain(self) -> float:
        """Points a month from what was learned: private (1 - relative scope)."""
        return self.private * (1 - self.relative_scope)

    @property
    def leaves_when_done(self) -> bool:
        """Whether working together brings less than it costs, so that only learning holds it."""
        return self.joint < self.effort

    def months_to_learn(self, partner: Learner) -> float:
        """Months until all is learned: L / (k s), `inf` where nothing comes in.

        >>> Learner(10, speed=2).months_to_learn(Learner(10, speed=1, openness=0.5))
        10.0
        """
        if self.to_learn == 0:
            return 0.0
        flow = self.speed * partner.openness
        return self.to_learn / flow if flow else inf


@dataclass(frozen=True)
class Race:
    """Two firms, 0 and 1, that start together in month 0.

    >>> race = Race((Learner(10, speed=2, effort=4), Learner(10, speed=1, effort=4)))
    >>> race.finish, race.end, race.leavers
    ((5.0, 10.0), 5.0, (0,))
    """

    firms: tuple[Learner, Learner]

    @property
    def finish(self) -> tuple[float, float]:
        """When each would be done if the other stayed."""
        first, second = self.firms
        return first.months_to_learn(second), second.months_to_learn(first)

    @property
    def end(self) -> float:
        """When the first firm leaves; `inf` if none does."""
        return min(
            (t for firm, t in zip(self.firms, self.finish, strict=True) if firm.leaves_when_done),
            default=inf,
        )

    @property
    def leavers(self) -> tuple[int, ...]:
        """Who leaves first: one firm, both at once, or none."""
        if isinf(self.end):
            return ()
        done = [self.finish[who] == self.end for who in (0, 1)]
        return tuple(who for who in (0, 1) if done[who] and self.firms[who].leaves_when_done)

    def learned(self, who: int, month: float) -> float:
        """Units that a firm has learned by a month.

        >>> Race((Learner(10, 2, effort=4), Learner(10, 1))).learned(1, month=24)
        5.0
        """
        firm, partner = self.firms[who], self.firms[1 - who]
        return min(firm.to_learn, firm.speed * partner.openness * min(month, self.end))

    def value(self, who: int, months: float, discount: float = 0.0) -> float:
        """Points of a firm over some months from the start, discounted at a rate a month.

        (joint - effort) while both stay, and the private gain from the day it is done, if it
        is done before the other leaves.

        >>> firms = (Learner(10, 2, joint=3, effort=4, private=2), Learner(10, 1, joint=3))
        >>> Race(firms).value(0, months=24)
        33.0
        """
        require_finite(months=months, discount=discount)
        if months < 0 or discount < 0:
            raise ValueError("months and discount are at least 0: give such numbers.")
        firm, done = self.firms[who], self.finish[who]
        together = (firm.joint - firm.effort) * _weight(0, min(self.end, months), discount)
        if done > self.end:
            return together
        return together + firm.private_gain * _weight(done, months, discount)


def _weight(start: float, stop: float, discount: float) -> float:
    """What one point a month from start to stop is worth at month 0."""
    if stop <= start:
        return 0.0
    if discount == 0:
        return stop - start
    return exp(-discount * start) * -expm1(-discount * (stop - start)) / discount

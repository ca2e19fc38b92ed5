"""Openness that answers openness: it runs to closed or to open, and rarely stays (model S5b).

Openness is a share from 0 (closed) to 1 (open). With one's own openness x and the partner's y,
a firm has  gain x y + spill y - cost x^2:  what joint work brings where both are open, what is
picked up from the partner's openness anyway, and what one's own openness costs. Setting the
slope in x, gain y - 2 cost x, to zero gives the best reply min(1, gain y / (2 cost)). So one
answer is gain / (2 cost) times as open as what it answers, and the tipping point is
gain = 2 cost. `spill` changes no reply: it comes with the partner's openness, not with one's own.

The payoff and its numbers are our own design; the rest is algebra. It leaves out law, contracts
and words: here a firm can't say why it holds something back, or promise a date.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from alliance_lessons.models._checks import require_finite, require_probability

Course = Literal["closing", "staying", "opening"]


@dataclass(frozen=True)
class OpennessLoop:
    """Two firms alike that answer each other's openness; all in the same points.

    Raises `ValueError` unless gain and spill are at least 0 and the cost is above 0.

    >>> OpennessLoop(gain=3, cost=2).best_reply(0.5)
    0.375
    """

    gain: float
    cost: float
    spill: float = 0.0

    def __post_init__(self) -> None:
        require_finite(gain=self.gain, cost=self.cost, spill=self.spill)
        if self.gain < 0 or self.spill < 0 or self.cost <= 0:
            raise ValueError(f"{self}: choose gain and spill from 0 up and a cost above 0.")

    @property
    def tipping_gain(self) -> float:
        """The gain at which every answer is as open as what it answers: 2 cost."""
        return 2 * self.cost

    @property
    def course(self) -> Course:
        """Where the answers run from any first step between closed and open.

        >>> [OpennessLoop(gain, cost=2).course for gain in (3, 4, 5)]
        ['closing', 'staying', 'opening']
        """
        if self.gain == self.tipping_gain:
            return "staying"
        return "closing" if self.gain < self.tipping_gain else "opening"

    def payoff(self, own: float, partner: float) -> float:
        """What a firm has at its own and the partner's openness, in points.

        >>> OpennessLoop(gain=3, cost=2).payoff(own=1, partner=1)
        1.0
        """
        require_probability(own=own, partner=partner)
        return self.gain * own * partner + self.spill * partner - self.cost * own**2

    def best_reply(self, partner: float) -> float:
        """The openness that pays best, the partner's being what it is."""
        require_probability(partner=partner)
        return min(1.0, self.gain * partner / self.tipping_gain)

    def answers(self, first_step: float, count: int) -> tuple[float, ...]:
        """The first step, and after it `count` answers, given by the two firms in turn.

        >>> OpennessLoop(gain=3, cost=2).answers(first_step=0.8, count=2)
        (0.8, 0.6000000000000001, 0.45000000000000007)
        """
        require_probability(first_step=first_step)
        if count < 0:
            raise ValueError(f"count is {count}: give a whole number of at least 0.")
        path = [first_step]
        for _ in range(count):
            path.append(self.best_reply(path[-1]))
        return tuple(path)

    @property
    def worth_opening(self) -> float:
        """How much more each has when both are open than when both are closed.

        Above 0 also where gain < 2 cost, as long as gain + spill > cost: then both would be
        better off open, and their answers lead them away from it.

        >>> OpennessLoop(gain=3, cost=2).worth_opening
        1.0
        """
        return self.payoff(1, 1) - self.payoff(0, 0)

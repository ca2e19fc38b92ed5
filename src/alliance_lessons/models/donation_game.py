"""Waiving a right: it costs me something and helps my partner more.

Taken as a repeated game in which each side can do the other such a favour in every period. The
mapping to alliance rights is our own design; the algebra of the donation game is standard.

What it leaves out: rights have no common scale, what one is worth to the partner is unknown until
asked, the two sides seldom have the same cost, and some rights are not mine to give.
"""

from __future__ import annotations

from dataclasses import dataclass

from alliance_lessons.models._checks import require_finite
from alliance_lessons.models.prisoners_dilemma import Payoffs


@dataclass(frozen=True)
class DonationGame:
    """A right whose waiving costs its owner `cost` and helps the partner `benefit`.

    Both in the same unit, such as thousands of euros a quarter. Raises `ValueError` unless
    benefit > cost > 0.

    >>> test_before_winter = DonationGame(cost=2, benefit=6)
    >>> round(test_before_winter.patience_threshold, 4)
    0.3333
    >>> round(test_before_winter.forgiveness_limit, 4)
    0.6667
    """

    cost: float
    benefit: float

    def __post_init__(self) -> None:
        require_finite(cost=self.cost, benefit=self.benefit)
        if not self.benefit > self.cost > 0:
            raise ValueError(
                f"A right with cost {self.cost} and benefit {self.benefit} is no gift worth "
                "returning: choose benefit > cost > 0."
            )

    @property
    def payoffs(self) -> Payoffs:
        """The game of one period: T = b, R = b - c, P = 0, S = -c.

        >>> DonationGame(cost=2, benefit=6).payoffs
        Payoffs(temptation=6, reward=4, punishment=0, sucker=-2)
        """
        return Payoffs(self.benefit, self.benefit - self.cost, 0, -self.cost)

    @property
    def patience_threshold(self) -> float:
        """The smallest weight of the next period, c / b, at which waiving for each other lasts."""
        return self.cost / self.benefit

    @property
    def forgiveness_limit(self) -> float:
        """The largest share of refusals to overlook, 1 - c / b, without inviting more of them."""
        return 1 - self.cost / self.benefit

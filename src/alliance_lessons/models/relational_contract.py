"""A promise that no court enforces: it is kept when the future is worth more than the moment.

Keeping brings `keeping` in each period. Breaking brings `breaking` once, and `outside` in each
period after it, because the partner's trust is gone for good. The condition is standard; it is
the core of Baker, Gibbons & Murphy (2002), without their comparison of who owns which asset.

Patience, from 0 to just below 1, is what one euro of the next period is worth now.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate

from alliance_lessons.models._checks import require_count, require_finite, require_patience


@dataclass(frozen=True)
class RelationalContract:
    """A promise, in money a period (such as thousands of euros).

    Raises `ValueError` unless breaking > keeping > outside: otherwise there is no temptation, or
    nothing to lose.

    >>> promise = RelationalContract(keeping=10, breaking=16, outside=4)
    >>> promise.patience_threshold, promise.highest_interest_rate
    (0.5, 1.0)
    """

    keeping: float
    breaking: float
    outside: float

    def __post_init__(self) -> None:
        require_finite(keeping=self.keeping, breaking=self.breaking, outside=self.outside)
        if not self.breaking > self.keeping > self.outside:
            raise ValueError(f"{self} tests no promise: choose breaking > keeping > outside.")

    @property
    def patience_threshold(self) -> float:
        """The smallest patience at which keeping pays: (D - C) / (D - O)."""
        return (self.breaking - self.keeping) / (self.breaking - self.outside)

    @property
    def highest_interest_rate(self) -> float:
        """The highest interest rate a period at which keeping pays: 1 / threshold - 1.

        The same as what keeping is worth a period, over what breaking gains: (C - O) / (D - C).
        """
        return (self.keeping - self.outside) / (self.breaking - self.keeping)

    def is_kept(self, patience: float) -> bool:
        """Say whether keeping is worth at least as much as breaking.

        >>> RelationalContract(10, 16, 4).is_kept(patience=0.4)
        False
        """
        require_patience(patience)
        return patience >= self.patience_threshold

    def value_of_keeping(self, patience: float) -> float:
        """Return the value now of keeping for ever: C / (1 - patience).

        >>> RelationalContract(10, 16, 4).value_of_keeping(patience=0.75)
        40.0
        """
        require_patience(patience)
        return self.keeping / (1 - patience)

    def value_of_breaking(self, patience: float) -> float:
        """Return the value now of breaking today: D + patience * O / (1 - patience).

        >>> RelationalContract(10, 16, 4).value_of_breaking(patience=0.75)
        28.0
        """
        require_patience(patience)
        return self.breaking + patience * self.outside / (1 - patience)

    def running_values(self, patience: float, periods: int) -> tuple[tuple[float, float], ...]:
        """Return the value now of keeping and of breaking, summed up to each period in turn.

        >>> RelationalContract(10, 16, 4).running_values(patience=0.5, periods=3)
        ((10.0, 16.0), (15.0, 18.0), (17.5, 19.0))
        """
        require_patience(patience)
        require_count(periods=periods)
        weights = [patience**period for period in range(periods)]
        kept = accumulate(self.keeping * weight for weight in weights)
        after = [self.breaking] + [self.outside] * (periods - 1)
        broken = accumulate(gain * weight for gain, weight in zip(after, weights, strict=True))
        return tuple(zip(kept, broken, strict=True))

    def in_volatile_times(self, *temptations: float) -> RelationalContract:
        """Return the promise at its hardest moment, when breaking may also bring `temptations`.

        A promise lasts only if it survives the greatest temptation, so that one counts.

        >>> RelationalContract(10, 16, 4).in_volatile_times(12, 28).patience_threshold
        0.75
        """
        require_finite(**{f"temptation {n}": t for n, t in enumerate(temptations, start=1)})
        return replace(self, breaking=max((self.breaking, *temptations)))

"""Two crowds of people side by side: how far they overlap, and what one tells of one person.

Both crowds lie normally and are spread alike. `gap` is the distance of their means in standard
deviations of a crowd; only its size matters. The overlapping coefficient is 2 * Phi(-gap / 2);
the chance that somebody of the higher crowd stands above somebody of the lower one is the common
language effect size, Phi(gap / sqrt 2), of McGraw and Wong (1992), Psychological Bulletin 111,
361-365, read second hand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt
from statistics import NormalDist

from alliance_lessons.models._checks import require_finite

_below: Callable[[float], float] = NormalDist().cdf


def overlap(gap: float) -> float:
    """The share of each crowd's picture that lies under the other's, 1 for the same crowd.

    >>> round(overlap(0), 3), round(overlap(0.5), 3), round(overlap(1), 3)
    (1.0, 0.803, 0.617)
    """
    require_finite(gap=gap)
    return 2 * _below(-abs(gap) / 2)


def stands_above(gap: float) -> float:
    """The chance that one of the higher crowd stands above one of the lower, both by lot.

    >>> round(stands_above(0), 3), round(stands_above(0.5), 3), round(stands_above(1), 3)
    (0.5, 0.638, 0.76)
    """
    require_finite(gap=gap)
    return _below(abs(gap) / sqrt(2))


def right_guesses(gap: float) -> float:
    """How often the best guess of somebody's crowd is right: one person by lot, both crowds alike
    in number, and one says the crowd whose mean is nearer. It is Phi(gap / 2), 1 - overlap / 2.

    >>> round(right_guesses(0), 3), round(right_guesses(0.5), 3), round(right_guesses(1), 3)
    (0.5, 0.599, 0.691)
    """
    return 1 - overlap(gap) / 2


def best_guesses(one: Sequence[int], other: Sequence[int]) -> int:
    """Of all people of two crowds, counted in the same columns, how many the best rule puts into
    the right crowd by their column: in each column it says the crowd that has more there.

    >>> best_guesses((3, 2, 0), (0, 2, 3))
    8
    """
    return sum(max(counts) for counts in zip(one, other, strict=True))


def who_is_later(one: Sequence[int], other: Sequence[int]) -> tuple[int, int, int]:
    """Of all pairs of one from each crowd: the second's later, both in one column, the first's.

    >>> who_is_later((1, 1), (0, 3))
    (3, 3, 0)
    """
    later = sum(count * sum(one[:column]) for column, count in enumerate(other))
    alike = sum(first * second for first, second in zip(one, other, strict=True))
    return later, alike, sum(one) * sum(other) - later - alike

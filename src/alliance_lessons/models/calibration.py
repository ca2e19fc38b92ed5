"""How often answers were right, by how sure they were given.

How sure somebody was is an order of words and no number, so each of them has a share of its own,
and nothing is compared with a share that it "should" have. The span around a share is the score
interval of Wilson (1927), Journal of the American Statistical Association 22(158), 209-212. It
never leaves 0 to 1 and holds well with few answers, for which Brown, Cai and DasGupta (2001),
Statistical Science 16(2), 101-133, recommend it; both second hand.

What this leaves out: it takes answers for independent and equally hard, and they are neither. The
questions that somebody is sure of are mostly the easier ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

LEVELS = (1, 2, 3)  # not sure, fairly sure, very sure
ENOUGH = 5  # answers below which nothing is said of a share; our own choice
Z = 1.959963984540054  # of 95 %


@dataclass(frozen=True)
class Tally:
    """How many answers there are, and how many of them were right.

    >>> Tally(8, 10).share, Tally(2, 4).enough
    (0.8, False)
    >>> Tally(3, 2)
    Traceback (most recent call last):
    ValueError: 3 of 2 are right: give counts with 0 <= right <= of.
    """

    right: int = 0
    of: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.right <= self.of:
            raise ValueError(
                f"{self.right} of {self.of} are right: give counts with 0 <= right <= of."
            )

    @property
    def enough(self) -> bool:
        """Whether there are enough to say anything."""
        return self.of >= ENOUGH

    @property
    def share(self) -> float:
        """The share that was right; 0 where there is no answer."""
        return self.right / self.of if self.of else 0.0

    @property
    def span(self) -> tuple[float, float]:
        """Where the share may lie in the long run: the 95 % interval of Wilson.

        >>> [round(bound, 3) for bound in Tally(8, 10).span]
        [0.49, 0.943]
        """
        n, wrong = self.of, self.of - self.right
        if n == 0:
            return 0.0, 1.0
        middle = (self.right + Z * Z / 2) / (n + Z * Z)
        half = Z / (n + Z * Z) * sqrt(self.right * wrong / n + Z * Z / 4)
        low = 0.0 if self.right == 0 else middle - half
        return low, 1.0 if wrong == 0 else middle + half


def tallies(answers: Iterable[tuple[int, bool]]) -> dict[int, Tally]:
    """Answers by how sure they were given, as (1 to 3, whether right); each level is there.

    Raises ValueError for any other level.

    >>> tallies([(3, True), (3, False), (1, True)])
    {1: Tally(right=1, of=1), 2: Tally(right=0, of=0), 3: Tally(right=1, of=2)}
    """
    right, of = dict.fromkeys(LEVELS, 0), dict.fromkeys(LEVELS, 0)
    for level, is_right in answers:
        if level not in of:
            raise ValueError(f"how sure is {level}: give one of {LEVELS}.")
        of[level] += 1
        right[level] += is_right
    return {level: Tally(right[level], of[level]) for level in LEVELS}

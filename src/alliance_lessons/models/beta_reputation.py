"""Trust as a count of what was kept and what was broken: the beta reputation.

After Jøsang and Ismail (2002), The beta reputation system, 15th Bled Electronic Commerce
Conference: with r good and s bad experiences the expected share of good ones to come is
(r + 1) / (r + s + 2), the mean of a beta distribution that knew nothing at first. Forgetting, as
we remember the paper, shrinks both counts by a factor before each new experience.

Beside the model of `trust` it has no ceiling and no fast fall, and it takes a slip and a deceit
for the same thing; it also needs no numbers of our own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from alliance_lessons.models._checks import require_finite, require_probability


@dataclass(frozen=True)
class Record:
    """How much good and bad experience is remembered; counts, or less where some is forgotten.

    >>> Record(kept=9, broken=1).expected
    0.8333333333333334
    >>> Record(-1, 0)
    Traceback (most recent call last):
    ValueError: kept is -1: give a count of at least 0.
    """

    kept: float = 0.0
    broken: float = 0.0

    def __post_init__(self) -> None:
        require_finite(**vars(self))
        for name, count in vars(self).items():
            if count < 0:
                raise ValueError(f"{name} is {count}: give a count of at least 0.")

    @property
    def expected(self) -> float:
        """The expected share of promises kept from now on, between 0 and 1.

        >>> Record().expected
        0.5
        """
        return (self.kept + 1) / (self.kept + self.broken + 2)

    def after(self, kept: bool, memory: float = 1.0) -> Record:
        """The record after one more promise; `memory` is the share of the older counts that stays.

        >>> Record(2, 0).after(False, memory=0.5)
        Record(kept=1.0, broken=1.0)
        """
        require_probability(memory=memory)
        return Record(memory * self.kept + kept, memory * self.broken + (not kept))


def reputation(promises: Iterable[bool], memory: float = 1.0) -> float:
    """The expected share of promises kept, after promises kept (true) or broken, oldest first.

    With full memory only the counts matter; with less, the order does.

    >>> nine = [True] * 9
    >>> reputation([*nine, False]) == reputation([False, *nine])
    True
    >>> round(reputation([*nine, False], memory=0.9), 6)
    0.765071
    >>> round(reputation([False, *nine], memory=0.9), 6)
    0.837027
    """
    record = Record()
    for kept in promises:
        record = record.after(kept, memory)
    return record.expected


def best_reputation(memory: float) -> float:
    """What a reputation without any broken promise comes close to, in the end.

    The counts of good experience end at 1 / (1 - memory), so (2 - memory) / (3 - 2 memory).

    >>> round(best_reputation(0.9), 5), best_reputation(1.0)
    (0.91667, 1.0)
    """
    require_probability(memory=memory)
    return (2 - memory) / (3 - 2 * memory)

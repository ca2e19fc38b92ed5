"""Chance that is the same on every machine: numbers and orders from a text, by SHA-256.

SHA-256 is a published standard (FIPS 180-4) and whole numbers do not round, so a variant
means the same case wherever and whenever it is drawn. Of `random.Random` Python promises
that only for `random()`, and not for its shuffle, choice and randrange.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Chance:
    """A source of chance; each label is a draw of its own, so that the order of calls is free.

    >>> Chance("0123456789abcdef").number("stock", 1, 6)
    4
    >>> Chance("0123456789abcdef").shuffled("names", ["Ines", "Noor", "Pavel"])
    ['Pavel', 'Ines', 'Noor']
    """

    seed: str

    def number(self, label: str, lowest: int, highest: int) -> int:
        """A whole number from `lowest` to `highest`, both included."""
        digest = hashlib.sha256(f"{self.seed}/{label}".encode()).digest()
        return lowest + int.from_bytes(digest[:8], "big") % (highest - lowest + 1)

    def shuffled(self, label: str, things: Iterable[Thing]) -> list[Thing]:
        """The things in another order."""
        listed = list(things)
        drawn = [(self.number(f"{label}/{n}", 0, 2**63), n) for n in range(len(listed))]
        return [listed[place] for _, place in sorted(drawn)]

    def tries(self, label: str) -> Iterator["Chance"]:
        """One source after the other, for a draw that is repeated until it is fit."""
        number = 0
        while True:
            yield Chance(f"{self.seed}/{label}/{number}")
            number += 1

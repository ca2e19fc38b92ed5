"""The kinds of item, one file a kind.

Every kind answers the same questions, listed in `Kind`. A score is a share of the points,
from 0 to 1, never negative, and what can be had without reading the question (ticking
everything, the same answer in every row, an even spread of points) scores 0 wherever
there is more than one thing to decide.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from alliance_lessons.items.item import Item
from alliance_lessons.items.kinds import (
    allocation,
    choice,
    dialogue,
    grid,
    match,
    multiple_response,
    number,
    order,
    table,
    text,
)


class Kind(Protocol):
    """What a kind of item knows about itself; each is a module of this package."""

    @property
    def PARTS(self) -> tuple[str, ...]:  # noqa: N802 (a constant of each module)
        """Which of option, row, column and band its items have."""

    @property
    def SETTINGS(self) -> Mapping[str, type | tuple[type, ...]]:  # noqa: N802
        """The fields that only this kind has, with their types."""

    def faults(self, item: Item) -> Iterator[str]:
        """What is wrong with an item's definition, a sentence each."""

    def key_fault(self, item: Item, key: Any) -> str | None:
        """Why this key can't be marked against, in a sentence, or None."""

    def misfit(self, item: Item, value: Any) -> str | None:
        """Why a value is no response to the item, in a sentence, or None."""

    def missing(self, item: Item, value: Any) -> str | None:
        """What a fitting response still lacks, in a sentence, or None."""

    def score(self, item: Item, value: Any, key: Any) -> float:
        """The share of the points, 0 to 1, of a fitting response."""

    def feedback(self, item: Item, value: Any) -> list[tuple[str, str, bool | None]]:
        """Label, text, and right or wrong (None: no verdict) for what was answered."""

    def in_words(self, item: Item, value: Any) -> str:
        """The response as a person would say it."""


KINDS: dict[str, Kind] = {
    "choice": choice,
    "multiple response": multiple_response,
    "order": order,
    "match": match,
    "number": number,
    "allocation": allocation,
    "grid": grid,
    "table": table,
    "text": text,
    "dialogue": dialogue,
}

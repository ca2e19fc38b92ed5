"""Order: all options from first to last.

Score: Kendall's rank correlation with the key (pairs in the key's order less pairs in the
other, over all pairs), and never below 0. A shuffled order scores 0 on average before
that floor.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from alliance_lessons.items.item import Item, keys, text_of

PARTS = ("option",)
SETTINGS: Mapping[str, type] = {}


def faults(item: Item) -> Iterator[str]:
    if len(item.options) < 3:
        yield "an order needs at least three options"


def key_fault(item: Item, key: Any) -> str | None:
    if isinstance(key, (list, tuple)) and sorted(key) == sorted(keys(item.options)):
        return None
    return "the key must name each option once"


def misfit(item: Item, value: Any) -> str | None:
    known = keys(item.options)
    if (
        isinstance(value, list)
        and all(isinstance(one, str) for one in value)
        and sorted(value) == sorted(known)
    ):
        return None
    return f"the answer must put each of {', '.join(known)} in its place once"


def missing(item: Item, value: Any) -> str | None:
    return None


def score(item: Item, value: Any, key: Any) -> float:
    place = {option: position for position, option in enumerate(value)}
    pairs = list(combinations(key, 2))
    kept = sum(place[first] < place[second] for first, second in pairs)
    return max(0.0, 2 * kept / len(pairs) - 1)


def feedback(item: Item, value: Any) -> list[tuple[str, str, bool | None]]:
    by_key = {option.key: option for option in item.options}
    return [
        (
            f"{position}. {by_key[key].text}",
            str(by_key[key].feedback),
            None if item.key is None else item.key[position - 1] == key,
        )
        for position, key in enumerate(value, 1)
    ]


def in_words(item: Item, value: Any) -> str:
    return "; ".join(f"{n}. {text_of(item.options, key)}" for n, key in enumerate(value, 1))

"""Choice: one option of several. The key scores 1, any other option 0."""

from collections.abc import Iterator, Mapping
from typing import Any

from alliance_lessons.items.item import Item, keys, text_of

PARTS = ("option",)
SETTINGS: Mapping[str, type] = {}


def faults(item: Item) -> Iterator[str]:
    if len(item.options) < 2:
        yield "a choice needs at least two options"


def key_fault(item: Item, key: Any) -> str | None:
    return None if key in keys(item.options) else f"the key {key!r} is none of its options"


def misfit(item: Item, value: Any) -> str | None:
    if isinstance(value, str) and value in keys(item.options):
        return None
    return f"the answer must be one of {', '.join(keys(item.options))}"


def missing(item: Item, value: Any) -> str | None:
    return None


def score(item: Item, value: Any, key: Any) -> float:
    return float(value == key)


def feedback(item: Item, value: Any) -> list[tuple[str, str, bool | None]]:
    option = next(option for option in item.options if option.key == value)
    verdict = None if item.key is None else value == item.key
    return [(option.text, str(option.feedback), verdict)]


def in_words(item: Item, value: Any) -> str:
    return text_of(item.options, value)

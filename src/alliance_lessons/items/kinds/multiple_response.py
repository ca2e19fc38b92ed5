"""Multiple response: any number of the options, or at most `limit` of them.

Score: the share of the key that was ticked less the share of the rest that was ticked,
and never below 0. All ticked, or none, scores 0.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from alliance_lessons.items.item import Item, keys, text_of

PARTS = ("option",)
SETTINGS: Mapping[str, type] = {"limit": int}


def faults(item: Item) -> Iterator[str]:
    if len(item.options) < 3:
        yield "a multiple response needs at least three options"
    limit = item.settings.get("limit")
    if limit is not None and not 1 <= limit < len(item.options):
        yield f"limit must lie between 1 and {len(item.options) - 1}"


def key_fault(item: Item, key: Any) -> str | None:
    known = keys(item.options)
    if not isinstance(key, (list, tuple, set, frozenset)) or not set(key) <= set(known):
        return "the key must be a list of its options"
    if not 0 < len(set(key)) < len(known):
        return "the key must hold at least one option and leave at least one out"
    return None


def misfit(item: Item, value: Any) -> str | None:
    known = keys(item.options)
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return "the answer must be a list of options"
    if not set(value) <= set(known) or len(set(value)) < len(value):
        return f"the answer must hold each of {', '.join(known)} at most once"
    if len(value) > item.settings.get("limit", len(known)):
        return f"at most {item.settings['limit']} may be chosen; take one away first"
    return None


def missing(item: Item, value: Any) -> str | None:
    return None if value else "nothing is chosen yet"


def score(item: Item, value: Any, key: Any) -> float:
    chosen, right = set(value), set(key)
    rest = set(keys(item.options)) - right
    return max(0.0, len(chosen & right) / len(right) - len(chosen & rest) / len(rest))


def feedback(item: Item, value: Any) -> list[tuple[str, str, bool | None]]:
    """What was ticked, and with a key also what should have been."""
    key = item.key or ()
    return [
        (
            option.text if option.key in value else f"Not chosen: {option.text}",
            str(option.feedback),
            None if item.key is None else (option.key in value) == (option.key in key),
        )
        for option in item.options
        if option.key in value or option.key in key
    ]


def in_words(item: Item, value: Any) -> str:
    return "; ".join(text_of(item.options, key) for key in keys(item.options) if key in value)

"""Allocation: `total` points shared out over the options, whole points only.

Score: the points that lie where the key has them, as a share of the total, less what an
even spread or everything on the key's largest option would get, scaled so that the key
itself is 1; never below 0. More points than the total score 0.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from alliance_lessons.items.item import Item, keys

PARTS = ("option",)
SETTINGS: Mapping[str, type] = {"total": int, "unit": str}


def faults(item: Item) -> Iterator[str]:
    if len(item.options) < 2:
        yield "an allocation needs at least two options"
    if item.settings.get("total", 0) < 1:
        yield "an allocation needs a total of at least 1"


def key_fault(item: Item, key: Any) -> str | None:
    problem = "the key must be a table of points" if not isinstance(key, Mapping) else None
    problem = problem or misfit(item, dict(key)) or missing(item, key)
    if problem:
        return f"the key is no answer to the item: {problem}"
    if _unread(item, key) >= item.settings["total"]:
        return "an even spread or all on one option would be right"
    return None


def misfit(item: Item, value: Any) -> str | None:
    if not isinstance(value, dict) or not set(value) <= set(keys(item.options)):
        return f"the answer must be a table of points for {', '.join(keys(item.options))}"
    for points in value.values():
        if isinstance(points, bool) or not isinstance(points, int):
            return "points must be whole numbers"
        if not 0 <= points <= item.settings["total"]:
            return f"each option takes from 0 to {item.settings['total']} points"
    return None


def missing(item: Item, value: Any) -> str | None:
    given, total = sum(value.values()), item.settings["total"]
    if given == total:
        return None
    gap = f"{total - given} still to give" if given < total else f"{given - total} too many"
    return f"{given} of {total} {item.settings.get('unit', 'points')} are given: {gap}"


def score(item: Item, value: Any, key: Any) -> float:
    total: int = item.settings["total"]
    if sum(value.values()) > total:
        return 0.0
    unread = _unread(item, key)
    return max(0.0, (_overlap(value, key) - unread) / (total - unread))


def feedback(item: Item, value: Any) -> list[tuple[str, str, bool | None]]:
    return [
        (
            f"{option.text}: {value.get(option.key, 0)}",
            str(option.feedback),
            None if item.key is None else value.get(option.key, 0) == item.key.get(option.key, 0),
        )
        for option in item.options
    ]


def in_words(item: Item, value: Any) -> str:
    return "; ".join(f"{option.text}: {value.get(option.key, 0)}" for option in item.options)


def _overlap(value: Mapping[str, float], key: Mapping[str, float]) -> float:
    return sum(min(points, key.get(option, 0)) for option, points in value.items())


def _unread(item: Item, key: Mapping[str, float]) -> float:
    """The points had without reading: the better of an even spread and all on one."""
    even = item.settings["total"] / len(item.options)
    spread = _overlap(dict.fromkeys(keys(item.options), even), key)
    return float(max(spread, *key.values()))

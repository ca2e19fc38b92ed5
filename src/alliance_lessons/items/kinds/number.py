"""Number: one number in `unit`, between `minimum` and `maximum` where they are given.

With `whole` only whole numbers are taken.

Score: 1 within `tolerance` of the key (0 if not given), 0.5 within `near`, else 0. Bands
say what a number means: the first whose `upto` is not below the number; the last has none.
"""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from alliance_lessons.items.item import Item

PARTS = ("band",)
SETTINGS: Mapping[str, type | tuple[type, ...]] = {
    "unit": str,
    "minimum": (int, float),
    "maximum": (int, float),
    "tolerance": (int, float),
    "near": (int, float),
    "whole": bool,
}


def faults(item: Item) -> Iterator[str]:
    lowest, highest = item.settings.get("minimum"), item.settings.get("maximum")
    if lowest is not None and highest is not None and lowest >= highest:
        yield "minimum must lie below maximum"
    if item.settings.get("near", math.inf) <= item.settings.get("tolerance", 0):
        yield "near must be wider than tolerance"
    bounds = [band.upto for band in item.bands]
    if bounds and bounds[-1] is not None:
        yield "the last band has no upto, so that every number has a band"
    if None in bounds[:-1] or bounds[:-1] != sorted(set(bounds[:-1])):  # type: ignore[type-var]
        yield "the bands must rise, each but the last with its upto"


def key_fault(item: Item, key: Any) -> str | None:
    problem = misfit(item, key)
    return None if problem is None else f"the key is no answer to the item: {problem}"


def misfit(item: Item, value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return "the answer must be a number"
    if abs(value) > 1e15 or not math.isfinite(value):
        return "the number is too large"
    if item.settings.get("whole") and value != int(value):
        return "the number must be a whole one"
    lowest, highest = item.settings.get("minimum"), item.settings.get("maximum")
    if lowest is not None and value < lowest:
        return f"the number must be {lowest} or more"
    if highest is not None and value > highest:
        return f"the number must be {highest} or less"
    return None


def missing(item: Item, value: Any) -> str | None:
    return None


def score(item: Item, value: Any, key: Any) -> float:
    # a hair of slack, so that 0.3 is within 0.1 of 0.2
    off = abs(value - key) - 1e-9 * max(1.0, abs(key))
    if off <= item.settings.get("tolerance", 0):
        return 1.0
    return 0.5 if off <= item.settings.get("near", -1) else 0.0


def feedback(item: Item, value: Any) -> list[tuple[str, str, bool | None]]:
    earned = None if item.key is None else score(item, value, item.key)
    verdict = None if earned in (None, 0.5) else earned == 1  # near is neither right nor wrong
    band = next((b for b in item.bands if b.upto is None or value <= b.upto), None)
    return [(in_words(item, value), str(band.feedback) if band else "", verdict)]


def in_words(item: Item, value: Any) -> str:
    return f"{value:g} {item.settings.get('unit', '')}".strip()

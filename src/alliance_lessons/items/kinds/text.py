"""Text: the learner's own words. Recorded and never right or wrong."""

from collections.abc import Iterator, Mapping
from typing import Any

from alliance_lessons.items.item import Item

PARTS: tuple[str, ...] = ()
SETTINGS: Mapping[str, type] = {"words": int, "lines": int}
LONGEST = 20_000  # characters; a bound on what is read from a file, far above any answer


def faults(item: Item) -> Iterator[str]:
    if item.settings.get("words", 1) < 1:
        yield "words must be at least 1"


def key_fault(item: Item, key: Any) -> str | None:
    return "a text has no key: it is recorded, never right or wrong"


def misfit(item: Item, value: Any) -> str | None:
    if not isinstance(value, str):
        return "the answer must be a text"
    if len(value) > LONGEST:
        return f"the text has {len(value)} characters; at most {LONGEST} are kept"
    try:
        value.encode()
    except UnicodeEncodeError:
        return "the text holds characters that no file can keep; type it anew"
    return None


def missing(item: Item, value: Any) -> str | None:
    """Too long is said here, not refused: nobody loses a text to a word count."""
    words, limit = len(value.split()), item.settings.get("words")
    if not words:
        return "nothing is written yet"
    if limit and words > limit:
        return f"{words} words are written, {words - limit} above the limit of {limit}"
    return None


def score(item: Item, value: Any, key: Any) -> float:
    return 0.0


def feedback(item: Item, value: Any) -> list[tuple[str, str, bool | None]]:
    return []


def in_words(item: Item, value: Any) -> str:
    return str(value)

"""Dialogue: the path through a branching role-play, as the list of chosen keys.

It is recorded and never marked: every choice is one that a sensible person could make.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from alliance_lessons.items.dialogue import play
from alliance_lessons.items.dialogue_faults import table_faults
from alliance_lessons.items.item import Item

PARTS: tuple[str, ...] = ()
SETTINGS: Mapping[str, type] = {"partner": str, "scene": list, "note": list}


def faults(item: Item) -> Iterator[str]:
    if not item.settings.get("partner"):
        yield "a dialogue needs partner, the name of whose eyes the replay looks through"
    yield from table_faults(item.settings.get("scene", []), item.settings.get("note", []))


def key_fault(item: Item, key: Any) -> str | None:
    return "a dialogue has no key: its path is never marked"


def misfit(item: Item, value: Any) -> str | None:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return "the answer must be a list of choices"
    if not play(item, value).fits:
        return "the answer holds a choice that could not be made there"
    return None


def missing(item: Item, value: Any) -> str | None:
    return None if play(item, value).ending else "the story has not come to its end yet"


def score(item: Item, value: Any, key: Any) -> float:
    return 0.0


def feedback(item: Item, value: Any) -> list[tuple[str, str, bool | None]]:
    """What was chosen, with what followed at once and what came of it before the next choice."""
    steps = play(item, value).steps
    return [
        (step.choice.text, " ".join([step.choice.follows.text, *(one.text for one in after)]), None)
        for step, after in zip(steps, [step.happened for step in steps[1:]], strict=False)
        if step.choice
    ]


def in_words(item: Item, value: Any) -> str:
    played = play(item, value)
    lines = [f"{step.scene.when}: {choice.text}" for step, choice in played.decisions]
    return "; ".join([*lines, *([f"the end: {played.ending}"] if played.ending else [])])

"""What a response is worth, and what is said about it."""

import math
from dataclasses import dataclass
from typing import Any

from alliance_lessons.items.item import Item, Outcome
from alliance_lessons.items.kinds import KINDS

FIRST = {
    "choice": "Choose one first.",
    "multiple response": "Choose at least one first.",
    "order": "Put them in your order first.",
    "match": "Choose an answer in at least one row first.",
    "grid": "Choose an answer in at least one row first.",
    "table": "Fill at least one cell first.",
    "number": "Write a number first.",
    "allocation": "Give out some points first.",
    "text": "Write something first.",
    "dialogue": "Choose what you do first.",
}
SURENESS = {
    1: "You were not sure.",
    2: "You were fairly sure.",
    3: "You were very sure.",
}


@dataclass(frozen=True)
class Line:
    """Feedback on one thing that was answered; `right` is None where there is no verdict."""

    label: str
    text: str
    right: bool | None = None


@dataclass(frozen=True)
class Feedback:
    """What a learner is told about a response."""

    outcome: Outcome
    lines: tuple[Line, ...] = ()
    overall: str = ""


def misfit(item: Item, value: Any) -> str | None:
    """Why a value is no response to this item, in a sentence; None if it is one.

    >>> item = Item("rights.bet", "number", "How many?", settings={"maximum": 12})
    >>> misfit(item, 5), misfit(item, "five")
    (None, 'the answer must be a number')
    """
    return KINDS[item.kind].misfit(item, value)


def missing(item: Item, value: Any) -> str | None:
    """What a fitting response still lacks, in a sentence; None if it is complete."""
    return KINDS[item.kind].missing(item, value)


def in_words(item: Item, value: Any) -> str:
    """The response as a person would say it."""
    return KINDS[item.kind].in_words(item, value)


def share(item: Item, value: Any, key: Any = None) -> float:
    """The share of the points, 0 to 1, that a response earns against a key.

    The item's own key is used where none is given. Each kind defines its partial credit
    in `alliance_lessons.items.kinds`. What is no response to the item earns 0.

    >>> item = Item("rights.bet", "number", "How many?", key=5, settings={"near": 1})
    >>> [share(item, value) for value in (5, 6, 7, "many")]
    [1.0, 0.5, 0.0, 0.0]
    """
    key = item.key if key is None else key
    kind = KINDS[item.kind]
    if key is None or kind.misfit(item, value) is not None:
        return 0.0
    return min(1.0, max(0.0, kind.score(item, value, key)))


def outcome(item: Item, value: Any) -> Outcome:
    """`recorded` where there is no key, else how far the response agrees with it.

    >>> item = Item("rights.bet", "number", "How many?", key=5, settings={"near": 1})
    >>> [outcome(item, value) for value in (None, 5, 6, 7)]
    ['not answered', 'correct', 'partly', 'incorrect']
    """
    if value is None or misfit(item, value) is not None:
        return "not answered"
    if item.key is None:
        return "recorded"
    earned = share(item, value)
    if math.isclose(earned, 1.0):
        return "correct"
    return "partly" if earned > 0 else "incorrect"


def feedback(item: Item, value: Any, confidence: int | None = None) -> Feedback:
    """What to tell the learner, a line for each thing answered."""
    result = outcome(item, value)
    if result == "not answered":
        fault = FIRST[item.kind] if value is None else misfit(item, value)
        return Feedback(result, overall=fault or "")
    lines = tuple(Line(*line) for line in KINDS[item.kind].feedback(item, value))
    overall = item.feedback
    if confidence and result in ("correct", "partly", "incorrect"):
        overall = f"{SURENESS[confidence]} {_on_sureness(confidence, result)} {overall}".strip()
    return Feedback(result, lines, overall)


def _on_sureness(confidence: int, result: Outcome) -> str:
    if result == "correct":
        return "And right." if confidence == 3 else "And right: you know more than you thought."
    if confidence == 3:
        return "Surprised? Such things stay with us."
    return "It was right to doubt." if confidence == 1 else "Worth a second look."

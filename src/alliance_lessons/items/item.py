"""An item: what is asked, in words, with its key where it has one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

Outcome = Literal["not answered", "incorrect", "partly", "correct", "recorded"]

WHERE_IT_GOES = {
    "folder": "This answer stays in your folder.",
    "instructor": "This answer goes to your instructor when you hand in.",
    "share": "You choose whether to share this answer.",
}

COMPETENCIES = ("relationship building", "cultural understanding", "forgoing rights")


@dataclass(frozen=True)
class Part:
    """One option, row, column or band of an item.

    `feedback` is one text, or for a grid's row one text for each column's key.
    `upto` is the upper bound of a number's band; the last band has none. In a table,
    `called` is what sentences call a row or column, such as "the night alarm", `firm` the firm
    of a column's person, and `days` the days a week that a row's task takes or that a
    column's person has.
    """

    key: str
    text: str = ""
    feedback: str | Mapping[str, str] = ""
    upto: float | None = None
    called: str = ""
    firm: str = ""
    days: float | None = None


@dataclass(frozen=True)
class Item:
    """One item of the bank.

    `options` are what is chosen, ordered or given points; `rows` and `columns` what is
    matched; `bands` say what a number means. `recalls` is the lesson that an item goes back
    to, such as 4_1. `checks` name what is looked at while an answer is made, never a mark
    (`alliance_lessons.items.checks`). `settings` hold what one kind alone knows, such as a
    tolerance. A `key` of None means that sensible managers differ.
    """

    id: str
    kind: str
    stem: str
    options: tuple[Part, ...] = ()
    rows: tuple[Part, ...] = ()
    columns: tuple[Part, ...] = ()
    bands: tuple[Part, ...] = ()
    key: Any = None
    feedback: str = ""
    goes: str = ""
    source: str = ""
    recalls: str = ""
    checks: tuple[str, ...] = ()
    confidence: bool = False
    graded: bool = False
    competency: str = ""
    settings: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def grade_id(self) -> str:
        """The name of this item's graded cell in nbgrader.

        >>> Item("rights_a.ledger", "choice", "Which?").grade_id
        'rights_a-ledger'
        """
        return self.id.replace(".", "-")


def keys(parts: tuple[Part, ...]) -> list[str]:
    """The keys of some parts, in the order of the bank."""
    return [part.key for part in parts]


def text_of(parts: tuple[Part, ...], key: str) -> str:
    """The words of the part that has this key."""
    return next(part.text for part in parts if part.key == key)


def as_sentence(text: str) -> str:
    """The text with a full stop, unless it ends with a mark of its own.

    >>> print(as_sentence("Keep it"), as_sentence("Can I take it back?"), as_sentence("“Soon.”"))
    Keep it. Can I take it back? “Soon.”
    """
    return text if text.rstrip("”’\"')").endswith((".", "?", "!", "…")) else f"{text}."

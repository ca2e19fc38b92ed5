"""What a learner decided row by row, beside how the same rows look from the other side."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from alliance_lessons.items.bank import find_item
from alliance_lessons.items.item import Item, Part, text_of

UNDECIDED = "not decided yet"


@cache
def sides(lesson: str, table: str) -> Mapping[str, Mapping[str, Any]]:
    """For each row of an item what the other side knows of it: a table of the lesson's words.

    >>> sides("4_1", "ledger")["name"]["worth"]
    'nothing'
    """
    file = resources.files("alliance_lessons") / "content" / f"{lesson}.toml"
    found = tomllib.loads(file.read_text("utf-8"))[table]
    assert isinstance(found, dict)
    return found


def choice_in_words(item: Item, row: Part, decided: Mapping[str, str]) -> str:
    """The column that was chosen in a row, in its words."""
    return text_of(item.columns, decided[row.key]) if row.key in decided else UNDECIDED


def still_open(item_id: str, decided: Mapping[str, str], things: str, where: str) -> str:
    """How many rows are not decided yet, and `where` they stand; empty once all are.

    >>> still_open("rights.ledger", {"press": "forgo"}, "rights", "your ledger stands above")
    '11 of 12 rights are not decided yet.'
    """
    rows = len(find_item(item_id).rows)
    left = rows - len(decided)
    if not left:
        return ""
    if left == rows:
        return f"None of the {rows} {things} is decided yet: {where}."
    return f"{left} of {rows} {things} {'is' if left == 1 else 'are'} {UNDECIDED}."

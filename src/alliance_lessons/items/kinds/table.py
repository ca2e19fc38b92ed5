"""Table: rows and columns, and for every cell one of the options, or nothing.

An answer is `{"row": {"column": "option"}}`; a cell that is left out, or is "", is empty. Where
`full` is set no cell may stay empty, else each row needs one that is filled.

Score: the share of keyed cells that are right, less what the same option in every cell would
get, scaled so that all right is 1; never below 0. A key may leave cells and rows out: those get
feedback and no verdict. A cell that the key has as "" has to stay empty; then leaving every cell
empty is one of the answers that earn nothing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from alliance_lessons.items.item import Item, Part, as_sentence, keys, text_of

PARTS = ("row", "column", "option")
SETTINGS: Mapping[str, type] = {"full": bool}


def faults(item: Item) -> Iterator[str]:
    for name, parts in (("rows", item.rows), ("columns", item.columns), ("options", item.options)):
        if len(parts) < 2:
            yield f"a table needs at least two {name}"
    for row in item.rows:
        if not isinstance(row.feedback, str):
            yield f"the feedback of row {row.key!r} must be one text"


def key_fault(item: Item, key: Any) -> str | None:
    if problem := _misfit(item, key):
        return f"the key is no answer to the item: {problem}"
    cells = _keyed(key)
    if not cells:
        return "the key holds no cell"
    if len(set(cells.values())) == 1 and (len(cells) > 1 or "" in cells.values()):
        return "the key is the same in every cell, so one option throughout would be right"
    return None


def misfit(item: Item, value: Any) -> str | None:
    return _misfit(item, value) if isinstance(value, dict) else NO_TABLE


def missing(item: Item, value: Any) -> str | None:
    if item.settings.get("full"):
        filled, of, what = len(filled_cells(value)), len(item.rows) * len(item.columns), "cells"
    else:
        filled, of, what = len({row for row, _ in filled_cells(value)}), len(item.rows), "rows"
    return None if filled == of else f"{filled} of {of} {what} are filled"


def score(item: Item, value: Any, key: Any) -> float:
    given, keyed = filled_cells(value), _keyed(key)
    right: float = sum(given.get(cell, "") == one for cell, one in keyed.items()) / len(keyed)
    if len(keyed) == 1:
        return right
    counted = Counter(keyed.values())
    choices = len(item.options) + ("" in counted)
    guess = max(max(counted.values()) / len(keyed), 1 / choices)
    return max(0.0, (right - guess) / (1 - guess))


def feedback(item: Item, value: Any) -> list[tuple[str, str, bool | None]]:
    filled = {row for row, _ in filled_cells(value)}
    return [_row_feedback(item, row, value) for row in item.rows if row.key in filled]


def in_words(item: Item, value: Any) -> str:
    filled = {row for row, _ in filled_cells(value)}
    return "; ".join(
        f"{row.text}: {_row_words(item, value[row.key], empty='')}"
        for row in item.rows
        if row.key in filled
    )


def filled_cells(value: Mapping[str, Mapping[str, str]]) -> dict[tuple[str, str], str]:
    """The option in each cell that is not empty, by row and column.

    >>> filled_cells({"alarm": {"remy": "a", "jun": ""}, "parts": {}})
    {('alarm', 'remy'): 'a'}
    """
    return {cell: option for cell, option in _keyed(value).items() if option}


NO_TABLE = "the answer must be a table from rows to columns to options"


def _misfit(item: Item, value: Any) -> str | None:
    rows = value.values() if isinstance(value, Mapping) else [value]
    if not all(isinstance(row, Mapping) for row in rows):
        return NO_TABLE
    if not set(value) <= set(keys(item.rows)):
        return f"the rows must be among {', '.join(keys(item.rows))}"
    if not all(set(row) <= set(keys(item.columns)) for row in value.values()):
        return f"the columns must be among {', '.join(keys(item.columns))}"
    options = ("", *keys(item.options))
    if not all(one in options for one in _keyed(value).values()):
        return f"each cell takes one of {', '.join(keys(item.options))}, or stays empty"
    return None


def _keyed(key: Mapping[str, Mapping[str, str]]) -> dict[tuple[str, str], str]:
    return {(row, column): one for row, cells in key.items() for column, one in cells.items()}


def _row_feedback(item: Item, row: Part, value: Any) -> tuple[str, str, bool | None]:
    given, words = value[row.key], str(row.feedback)
    key = (item.key or {}).get(row.key)
    label = f"{row.text}: {_row_words(item, given, empty='')}"
    if not key:
        return label, words, None
    better = {column: one for column, one in key.items() if given.get(column, "") != one}
    if better:
        words = f"Better: {as_sentence(_row_words(item, better, empty='nothing'))} {words}"
    return label, words, not better


def _row_words(item: Item, cells: Mapping[str, str], empty: str) -> str:
    """The cells of a row as a person would say them; `empty` is said of an empty one, if at all."""
    said = {key: text_of(item.options, one) if one else empty for key, one in cells.items()}
    return ", ".join(
        f"{column.text}: {said[column.key]}" for column in item.columns if said.get(column.key)
    )

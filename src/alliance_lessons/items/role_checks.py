"""Live checks of a table of roles: rows are tasks, columns people, options what they are to a task.

Its options have the letters of a responsibility chart as keys: a (accountable), r (does it), c
(is asked first), i (is told), or ar (both). Rows in which nothing stands yet are left alone.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import inf
from typing import Any

from alliance_lessons.items.item import Item, Part, keys
from alliance_lessons.items.kinds.table import filled_cells
from alliance_lessons.models.accountability import (
    LETTERS,
    accountable,
    days_needed,
    doing,
    firms_without,
)

FULL_WEEK = 5  # working days
NUMBERS = ("None", "One", "Two", "Three", "Four", "Five", "Six")


def needs_roles(item: Item) -> str | None:
    """Why an item is no table of roles."""
    if item.kind != "table":
        return "it looks at a table"
    if not all(set(key) <= set(LETTERS) for key in keys(item.options)):
        return "the keys of the options must be letters out of r, a, c and i"
    if not all(any(letter in key for key in keys(item.options)) for letter in "ra"):
        return "one option needs the key a, and one the key r"
    return None


def needs_firms(item: Item) -> str | None:
    """The same, and a firm for each person."""
    if problem := needs_roles(item):
        return problem
    if not all(column.firm for column in item.columns):
        return "each column needs its firm"
    return None if len({c.firm for c in item.columns}) > 1 else "the columns are all of one firm"


def needs_days(item: Item) -> str | None:
    """The same, and days for each task."""
    if problem := needs_roles(item):
        return problem
    if any(row.days is None for row in item.rows):
        return "each row needs days, the days a week that its task takes"
    if not all(0 <= (part.days or 0) < inf for part in (*item.rows, *item.columns)):
        return "days must be 0 or more, and finite"
    return None


def not_one_accountable(item: Item, value: Any) -> Iterator[str]:
    """The rows with several accountable people, or none."""
    for row, people in accountable(_roles(item, value)).items():
        name = _called(item.rows, row)
        if not people:
            yield f"Nobody is accountable for {name}."
        elif len(people) > 1:
            number = NUMBERS[len(people)] if len(people) < len(NUMBERS) else str(len(people))
            yield f"{number} are accountable for {name}: {_and(item, people)}."


def done_by_nobody(item: Item, value: Any) -> Iterator[str]:
    """The rows that nobody does."""
    for row, people in doing(_roles(item, value)).items():
        if not people:
            yield f"Nobody does {_called(item.rows, row)}."


def firm_left_out(item: Item, value: Any) -> Iterator[str]:
    """The firms of which nobody is accountable for anything."""
    firms = {column.key: column.firm for column in item.columns}
    for firm in firms_without(_roles(item, value), firms):
        yield f"Nobody at {firm} is accountable for anything."


def overfull(item: Item, value: Any) -> Iterator[str]:
    """Who would need more days a week than they have."""
    days = {row.key: row.days or 0 for row in item.rows}
    needed = days_needed(_roles(item, value), days)
    for column in item.columns:
        has = FULL_WEEK if column.days is None else column.days
        if needed.get(column.key, 0) > has:
            takes = _number(needed[column.key])
            name = column.called or column.text
            yield f"{name} would need {takes} days a week and has {_number(has)}."


def _roles(item: Item, value: Any) -> dict[str, dict[str, str]]:
    """The rows in which something stands, all of their people in the order of the columns."""
    cells = filled_cells(value)
    return {
        row: {column: cells.get((row, column), "") for column in keys(item.columns)}
        for row in keys(item.rows)
        if any(place == row for place, _ in cells)
    }


def _called(parts: Sequence[Part], key: str) -> str:
    part = next(part for part in parts if part.key == key)
    return part.called or f"“{part.text}”"


def _and(item: Item, people: Sequence[str]) -> str:
    names = [c.called or c.text for c in item.columns if c.key in people]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _number(number: float | Fraction) -> str:
    """At most two decimal places, and none where it is whole."""
    return f"{float(number):.2f}".rstrip("0").rstrip(".")

"""An answer taken apart into the decisions it holds, so that each can be counted.

A choice is one decision, a grid one a row, a table one a cell. Where every learner's case has
figures of its own, the key differs from learner to learner; what can be counted then is whether
a decision was right, and in which direction it was wrong.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from alliance_lessons.items.dialogue import play, script
from alliance_lessons.items.item import Item, Part, keys
from alliance_lessons.items.kinds.table import filled_cells
from alliance_lessons.items.marking import misfit

NO_ANSWER = "no answer"
IN = "/"  # between the row and the column of a cell, whose keys never hold it
WHOLE = ("choice", "number", "text", "dialogue")  # kinds that are not answered part by part


@dataclass(frozen=True)
class Decision:
    """What was decided on a part of an item; `right` is None where there is no key."""

    part: str
    answer: str
    right: bool | None


def decisions(item: Item, value: Any, key: Any) -> list[Decision]:
    """The decisions of an answer; what is no answer to the item is `no answer` throughout.

    >>> item = Item("rights.bet", "number", "How many?")
    >>> decisions(item, 4, 5), decisions(item, None, 5)[0].answer
    ([Decision(part='', answer='too low', right=False)], 'no answer')
    """
    if value is None or misfit(item, value) is not None:
        verdict = None if key is None else False
        return [Decision(part, NO_ANSWER, verdict) for part in parts_of(item)]
    return list(_OF_KIND[item.kind](item, value, key))


def words(item: Item, part: str, answer: str) -> tuple[str, str]:
    """A part and an answer to it in the words of the bank, options with their letter.

    >>> first, second = Part("a", "Ask."), Part("b", "Wait.")
    >>> words(Item("rights.now", "choice", "?", (first, second)), "", "b")
    ('', 'B: Wait.')
    """
    of_item = dict(zip(keys(item.options), _lettered(item.options), strict=True))
    columns = {column.key: column.text for column in item.columns}
    rows = {row.key: row.text for row in item.rows}
    if item.kind == "choice":
        return "", of_item.get(answer, answer)
    if item.kind == "table":
        row, column = part.split(IN)
        cell = {"": "empty", **{option.key: option.text for option in item.options}}
        return f"{rows[row]}, {columns[column]}", cell.get(answer, answer)
    if item.kind == "dialogue" and part:
        scene = script(item).scenes[part]
        return scene.when, next((c.text for c in scene.choices if c.key == answer), answer)
    return rows.get(part, of_item.get(part, part)), columns.get(answer, answer)


def answers_to(item: Item, part: str) -> list[str]:
    """What could be decided on a part, in the order in which it is shown."""
    if item.kind == "choice":
        return keys(item.options)
    if item.kind in ("grid", "match"):
        return keys(item.columns)
    if item.kind == "table":
        return [*keys(item.options), ""]
    if item.kind == "dialogue" and part:
        return [choice.key for choice in script(item).scenes[part].choices]
    return {
        "multiple response": ["chosen", "left out"],
        "order": ["in its place", "too early", "too late"],
        "allocation": ["as the case has it", "too few", "too many"],
        "number": ["right", "near", "too low", "too high"],
    }.get(item.kind, [])


def _lettered(options: tuple[Part, ...]) -> list[str]:
    return [f"{chr(65 + place)}: {option.text}" for place, option in enumerate(options)]


def parts_of(item: Item) -> list[str]:
    """The parts that are decided on one by one, in the order in which they are shown."""
    if item.kind == "table":
        return [f"{row}{IN}{column}" for row in keys(item.rows) for column in keys(item.columns)]
    if item.kind in ("grid", "match"):
        return keys(item.rows)
    return keys(item.options) if item.kind not in WHOLE else [""]


def _choice(item: Item, value: Any, key: Any) -> Iterator[Decision]:
    yield Decision("", value, None if key is None else value == key)


def _multiple_response(item: Item, value: Any, key: Any) -> Iterator[Decision]:
    for option in keys(item.options):
        chosen = option in value
        right = None if key is None else chosen == (option in key)
        yield Decision(option, "chosen" if chosen else "left out", right)


def _grid(item: Item, value: Any, key: Any) -> Iterator[Decision]:
    for row in keys(item.rows):
        given = value.get(row, NO_ANSWER)
        keyed = None if key is None else key.get(row)
        yield Decision(row, given, None if keyed is None else given == keyed)


def _table(item: Item, value: Any, key: Any) -> Iterator[Decision]:
    given = filled_cells(value)
    for part in parts_of(item):
        row, column = part.split(IN)
        cell = given.get((row, column), "")
        keyed = None if key is None else key.get(row, {}).get(column)
        yield Decision(part, cell, None if keyed is None else cell == keyed)


def _order(item: Item, value: Any, key: Any) -> Iterator[Decision]:
    if key is not None:
        for option in keys(item.options):
            after = value.index(option) - list(key).index(option)
            yield _against(option, after, ("too early", "in its place", "too late"))


def _allocation(item: Item, value: Any, key: Any) -> Iterator[Decision]:
    if key is not None:
        for option in keys(item.options):
            more = value.get(option, 0) - key.get(option, 0)
            yield _against(option, more, ("too few", "as the case has it", "too many"))


def _number(item: Item, value: Any, key: Any) -> Iterator[Decision]:
    if key is not None:
        more = value - key
        if abs(more) <= item.settings.get("tolerance", 0):
            more = 0
        elif abs(more) <= item.settings.get("near", 0):
            yield Decision("", "near", False)
            return
        yield _against("", more, ("too low", "right", "too high"))


def _dialogue(item: Item, value: Any, key: Any) -> Iterator[Decision]:
    for step, choice in play(item, value).decisions:
        yield Decision(step.scene.key, choice.key, None)


def _text(item: Item, value: Any, key: Any) -> Iterator[Decision]:
    yield from ()


def _against(part: str, more: float, said: tuple[str, str, str]) -> Decision:
    """Less than the key, as the key has it, or more."""
    return Decision(part, said[(more > 0) - (more < 0) + 1], more == 0)


_OF_KIND = {
    "choice": _choice,
    "multiple response": _multiple_response,
    "grid": _grid,
    "match": _grid,
    "table": _table,
    "order": _order,
    "allocation": _allocation,
    "number": _number,
    "text": _text,
    "dialogue": _dialogue,
}

"""Grid: for every row one of the columns, such as one accountable person for each task.

Score: the share of keyed rows that are right, less what the same answer in every row
would get, scaled so that all right is 1; never below 0. So any one column throughout
scores 0. A key may leave rows out: those get feedback and no verdict.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from alliance_lessons.items.item import Item, Part, as_sentence, keys, text_of

PARTS = ("row", "column")
SETTINGS: Mapping[str, type] = {}


def faults(item: Item) -> Iterator[str]:
    if len(item.rows) < 2 or len(item.columns) < 2:
        yield f"a {item.kind} needs at least two rows and two columns"
    for row in item.rows:
        if isinstance(row.feedback, Mapping) and set(row.feedback) != set(keys(item.columns)):
            yield f"the feedback of row {row.key!r} must name each column once"


def key_fault(item: Item, key: Any) -> str | None:
    if not isinstance(key, Mapping) or not key or not set(key) <= set(keys(item.rows)):
        return "the key must be a table from rows to columns"
    if not set(key.values()) <= set(keys(item.columns)):
        return "the key names a column that is not there"
    if len(set(key.values())) == 1 and len(key) > 1:
        return "the key is the same in every row, so one answer throughout would be right"
    return None


def misfit(item: Item, value: Any) -> str | None:
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        return "the answer must be a table from rows to columns"
    if not set(value) <= set(keys(item.rows)):
        return f"the rows must be among {', '.join(keys(item.rows))}"
    if not set(value.values()) <= set(keys(item.columns)):
        return f"each row takes one of {', '.join(keys(item.columns))}"
    return None


def missing(item: Item, value: Any) -> str | None:
    answered, of = len(value), len(item.rows)
    return None if answered == of else f"{answered} of {of} rows are answered"


def score(item: Item, value: Any, key: Any) -> float:
    right: float = sum(value.get(row) == column for row, column in key.items()) / len(key)
    if len(key) == 1:
        return right
    guess = max(max(Counter(key.values()).values()) / len(key), 1 / len(item.columns))
    return max(0.0, (right - guess) / (1 - guess))


def feedback(item: Item, value: Any) -> list[tuple[str, str, bool | None]]:
    return [_row_feedback(item, row, value[row.key]) for row in item.rows if row.key in value]


def _row_feedback(item: Item, row: Part, given: str) -> tuple[str, str, bool | None]:
    words = row.feedback if isinstance(row.feedback, str) else row.feedback[given]
    key = (item.key or {}).get(row.key)
    if key is not None and key != given:
        words = f"Better: {as_sentence(text_of(item.columns, key))} {words}"
    label = f"{row.text}: {text_of(item.columns, given)}"
    return label, words, None if key is None else given == key


def in_words(item: Item, value: Any) -> str:
    return "; ".join(
        f"{row.text}: {text_of(item.columns, value[row.key])}"
        for row in item.rows
        if row.key in value
    )

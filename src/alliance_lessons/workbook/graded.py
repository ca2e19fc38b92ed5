"""What the graded cells of an assignment say: `answered`, `mark` and `response`.

They read the answers of the submission being marked in this process, where one is set,
and else those of the working folder. Grading never writes.
"""

import math
import os
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from alliance_lessons.errors import CourseError
from alliance_lessons.items import marking
from alliance_lessons.items.bank import find_item
from alliance_lessons.workbook import answers
from alliance_lessons.workbook.answers_file import Answers

submission: ContextVar[Answers | None] = ContextVar("submission", default=None)


def answers_here() -> Answers:
    """The answers to read: those of the submission being marked, or of this folder."""
    given = submission.get()
    return answers.read(Path.cwd()) if given is None else given


def variant_here() -> str:
    """The draw of case data that belongs to these answers: 16 hexadecimal digits."""
    given = submission.get()
    if given is not None:
        return given.variant or "0" * 16
    return answers.variant(Path.cwd(), reading_only="NBGRADER_EXECUTION" in os.environ)


def response(item_id: str) -> Any:
    """The newest answer to an item, or None where there is none that fits it."""
    entry = answers_here().latest(item_id)
    if entry is None or marking.misfit(find_item(item_id), entry.value) is not None:
        return None
    return entry.value


def unfinished(item_id: str) -> str | None:
    """What an item still lacks, in a sentence; None when it is answered."""
    value = response(item_id)
    if value is None:
        return "it is not answered yet"
    return marking.missing(find_item(item_id), value)


def answered(item_id: str) -> None:
    """Lets `nbgrader validate` say which item still lacks an answer.

    Silent everywhere else, so that running an unfinished assignment stops nowhere.
    """
    if os.environ.get("NBGRADER_EXECUTION") == "validate":
        lacking = unfinished(item_id)
        if lacking:
            raise CourseError(f"{item_id}: {lacking}.")


def mark(item_id: str, key: Any, points: float, because: str = "") -> float:
    """The marks for an item: a plain finite float from 0 to `points`, whatever happens.

    nbgrader gives *full* marks for a cell that ends in None, nan, a negative number or
    text, and loses the submission above `points`; so this never returns any of them, and
    an error counts 0. `because` names what in the case settles the item, for an appeal.

    >>> mark("rights_a.no-such-item", key="a", points=5)
    0.0
    """
    try:
        most = float(points)
        earned = marking.share(find_item(item_id), response(item_id), key) * most
        return max(0.0, min(most, round(earned, 2))) if math.isfinite(earned) else 0.0
    except Exception:  # noqa: BLE001 (a cell that fails must not give marks)
        return 0.0

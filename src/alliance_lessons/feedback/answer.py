"""A learner's answer in words, and what the bank says it would lead to.

Of each item only what was chosen is shown, and no verdict on its rows: what is right in
them is the same for all who come later. So the items that come here have no key.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alliance_lessons.feedback.harmless import harmless
from alliance_lessons.items import marking
from alliance_lessons.items.item import Item
from alliance_lessons.items.kinds.table import filled_cells
from alliance_lessons.workbook.answers_file import NAME, Answers, AnswersError, read_file

UNREADABLE = "What was handed in here is no answer to this question, so it counts as none."
NOT_ANSWERED = "Not answered."
DAMAGED = "Your file of answers was damaged. What could be read of it was marked."
LEFT_OUT = "Some entries in your file of answers could not be read and were left out."
NOT_READ = "Your file of answers could not be read, so nothing in it was marked."
MISSING = (
    "No file of answers (responses.json) came with what you handed in. If you did answer, ask "
    "your instructor how to send it."
)


@dataclass(frozen=True)
class Line:
    """One thing that was answered: what was asked, what was chosen, what that leads to."""

    asked: str
    chosen: str
    leads_to: str = ""


@dataclass(frozen=True)
class Shown:
    """An answer as the page shows it: in lines, or as a text; `remark` is a sentence on it."""

    lines: tuple[Line, ...] = ()
    text: str = ""
    remark: str = ""
    closing: str = ""


def read_answers(folder: Path) -> tuple[Answers, str]:
    """What was marked of a learner, and a sentence for them if something was wrong with it.

    The sentences of the file's reader are for the instructor, whose folders they name.
    """
    path = folder / NAME
    try:
        answers = read_file(path)
    except AnswersError:
        return Answers(), NOT_READ
    if answers.damaged:
        return answers, DAMAGED
    if not answers.history and not path.exists():
        return answers, MISSING
    return answers, LEFT_OUT if answers.problems else ""


def show(item: Item, answers: Answers, longest: int) -> Shown:
    """The newest answer to an item; texts are cut at `longest` characters."""
    entry = answers.latest(item.id)
    if entry is None or (item.kind == "text" and entry.value == ""):
        return Shown(remark=NOT_ANSWERED)
    if marking.misfit(item, entry.value) is not None:
        return Shown(remark=UNREADABLE)
    lacking = marking.missing(item, entry.value)
    remark = "" if lacking is None else f"{lacking[:1].upper()}{lacking[1:]}."
    if item.kind == "text":
        return Shown(text=harmless(entry.value, longest), remark=remark, closing=item.feedback)
    return Shown(_lines(item, entry.value), remark=remark, closing=item.feedback)


def _lines(item: Item, value: Any) -> tuple[Line, ...]:
    said = marking.feedback(item, value).lines
    if item.kind in ("grid", "match"):
        return _by_row(item, value, said)
    if item.kind == "table":
        return _by_row(item, {row for row, _ in filled_cells(value)}, said)
    if item.kind == "allocation":
        unit = item.settings.get("unit", "points")
        return tuple(
            Line(option.text, f"{value.get(option.key, 0)} {unit}", line.text)
            for option, line in zip(item.options, said, strict=True)
        )
    return tuple(Line("", line.label, line.text) for line in said)


def _by_row(
    item: Item, answered: Collection[str], said: tuple[marking.Line, ...]
) -> tuple[Line, ...]:
    """Rows that were left out stand in their places, so that the numbering is the notebook's."""
    following = iter(said)
    lines = []
    for row in item.rows:
        if row.key in answered:
            line = next(following)
            chosen = line.label.removeprefix(f"{row.text}: ")
            lines.append(Line(row.text, chosen, line.text))
        else:
            lines.append(Line(row.text, NOT_ANSWERED))
    return tuple(lines)

"""What of the learner's own lies beside a text while it is marked: tables drawn and answers given.

A mark scheme names it by the verbs of the notebook, `case("rights", "requests")` or
`response("rights_a.limit-cost")`. It is worked out from the answers file, which is what was
marked; nothing is taken from a notebook that a learner had in hands.
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from alliance_lessons.errors import CourseError
from alliance_lessons.items import marking
from alliance_lessons.items.bank import find_item
from alliance_lessons.workbook.answers_file import Answers
from alliance_lessons.workbook.trusted_cells import FRONT, run

VERBS = {"case": 2, "response": 1}  # and how many names each takes


@dataclass(frozen=True)
class Figure:
    """One thing beside the text: a table as harmless HTML, or an answer in words."""

    label: str
    table: str = ""
    answer: str = ""


def figures(beside: Iterable[tuple[str, str]], answers: Answers) -> Iterator[Figure]:
    """What a mark scheme asks for, of these answers."""
    for label, words in beside:
        verb, names = read_call(words)
        if verb == "case":
            yield Figure(label, table=_table(names, answers))
        else:
            label = label[:1].upper() + label[1:] or names[0]
            yield Figure(label, answer=_answer(names[0], answers))


def read_call(words: str) -> tuple[str, list[str]]:
    """A verb and its names; raises CourseError for anything else, which is never run.

    >>> read_call('response("rights_a.limit-cost")')
    ('response', ['rights_a.limit-cost'])
    """
    try:
        call = ast.parse(words.strip(), mode="eval").body
        names = [ast.literal_eval(part) for part in call.args] if isinstance(call, ast.Call) else []
    except (SyntaxError, ValueError):
        call, names = None, []
    verb = getattr(getattr(call, "func", None), "id", "")
    if len(names) != VERBS.get(verb) or not all(isinstance(name, str) for name in names):
        raise CourseError(
            f'The mark scheme asks for `{words}` beside the text; write `case("...", "...")` '
            'or `response("...")` there.'
        )
    return verb, names


def _table(names: list[str], answers: Answers) -> str:
    """A table of the learner's own draw, as the notebook shows it."""
    code = f"from {FRONT} import case\ncase({', '.join(map(repr, names))})"
    cell = {"cell_type": "code", "metadata": {}, "source": code}
    (ran,) = run({"cells": [cell]}, answers)
    shown: Any = getattr(ran.value, "_repr_html_", None)
    if shown is None:
        raise CourseError(f"The mark scheme asks for case{tuple(names)}, and there is none.")
    return str(shown())


def _answer(item_id: str, answers: Answers) -> str:
    item = find_item(item_id)
    entry = answers.latest(item_id)
    if entry is None or marking.misfit(item, entry.value) is not None:
        return "not answered"
    return marking.in_words(item, entry.value)

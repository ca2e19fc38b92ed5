"""What a marked submission's notebook shows: marks, answers in words, case tables and texts.

The cells are those that nbgrader would have run; the outputs are made here, in less than a
thousandth of the time.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import compute_checksum, is_solution, is_task

from alliance_lessons.desk.notebook_faults import said
from alliance_lessons.desk.text_answers import filled, text_cells
from alliance_lessons.items.bank import find_item
from alliance_lessons.items.item import Item
from alliance_lessons.items.marking import in_words, misfit
from alliance_lessons.workbook.answers_file import Answers
from alliance_lessons.workbook.trusted_cells import Ran, run

NO_RESPONSE = "No response."  # nbgrader's own comment on a text cell that was left as it was


@dataclass(frozen=True)
class Template:
    """A marking notebook, looked through once for a whole cohort."""

    notebook: NotebookNode
    texts: list[tuple[int, Item]]
    asked: Mapping[str, Item]  # by the id of the cell that puts it on the page
    stub: str


@dataclass(frozen=True)
class Marked:
    """One submission's notebook: its marks, its comments, and what is saved of it."""

    scores: Mapping[str, float | None]
    comments: Mapping[str, str | None]
    content: str
    problems: tuple[str, ...]  # faults of our own cells: such marks must not be recorded


def template(notebook: NotebookNode, stub: str) -> Template:
    """Prepares a marking notebook; `stub` is what an unanswered text cell holds."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    asked = {call.cell: find_item(call.name) for call in said(notebook) if call.verb == "ask"}
    return Template(notebook, text_cells(notebook), asked, stub)


def marked(form: Template, answers: Answers) -> Marked:
    """Marks one learner's answers."""
    texts = dict(filled(form.notebook, form.texts, answers, form.stub))
    shown: list[Any] = []
    scores: dict[str, float | None] = {}
    comments: dict[str, str | None] = {}
    problems = []
    ran_cells = run(form.notebook, answers)
    for place, (cell, ran) in enumerate(zip(form.notebook.cells, ran_cells, strict=True)):
        if place in texts:
            cell = nbformat.from_dict({**cell, "source": texts[place]})
        commented = is_solution(cell) or is_task(cell)
        unchanged = is_solution(cell) and _unchanged(cell)
        if commented:
            comments[cell.metadata.nbgrader.grade_id] = NO_RESPONSE if unchanged else None
        if ran.mark is not None:
            scores[ran.mark.grade_id] = 0.0 if unchanged else ran.mark.score
            problems += [ran.mark.problem] if ran.mark.problem else []
        if cell.cell_type == "code":
            cell = {**cell, "outputs": _outputs(form.asked.get(cell.id), ran, answers)}
        shown.append(cell)
    content = json.dumps({**form.notebook, "cells": shown}, ensure_ascii=False)
    return Marked(scores, comments, content, tuple(problems))


def _unchanged(cell: NotebookNode) -> bool:
    return bool(cell.metadata.nbgrader.get("checksum") == compute_checksum(cell))


def _outputs(asked: Item | None, ran: Ran, answers: Answers) -> list[dict[str, Any]]:
    """A mark, an item's answer in words, or a case's table."""
    if ran.mark is not None:
        data = {"text/plain": repr(ran.mark.score)}
    elif asked is not None:
        data = {"text/plain": _answer(asked, answers)}
    elif hasattr(ran.value, "_repr_html_"):
        data = {"text/html": ran.value._repr_html_()}
    else:
        return []
    return [{"output_type": "display_data", "metadata": {}, "data": data}]


def _answer(item: Item, answers: Answers) -> str:
    entry = answers.latest(item.id)
    fits = entry is not None and misfit(item, entry.value) is None
    words = in_words(item, entry.value) if entry is not None and fits else "not answered"
    return f"{item.stem.strip()}\n\nAnswer: {words}"

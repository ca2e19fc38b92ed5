"""What a marked submission's notebook shows: marks, answers in words, case tables and texts.

The cells are those that nbgrader would have run; the outputs are made here, in less than a
thousandth of the time.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

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
class Cell:
    """A cell of a marking notebook; `text` is its JSON, of a code cell up to the outputs."""

    text: str
    asked: Item | None  # what it puts on the page
    commented: str  # its name, if it may have a comment
    unchanged: bool  # nobody wrote into it, though it is there to be written into


@dataclass(frozen=True)
class Template:
    """A marking notebook, looked through once for a whole cohort."""

    notebook: NotebookNode
    cells: list[Cell]
    texts: list[tuple[int, Item]]
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
    asked = {call.cell: find_item(call.name) for call in said(notebook) if call.verb == "ask"}
    cells = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            shown = {name: cell[name] for name in cell if name != "outputs"}
            text = json.dumps({**shown, "execution_count": None}).removesuffix("}")
        else:
            text = json.dumps(cell)
        commented = cell.metadata.nbgrader.grade_id if is_solution(cell) or is_task(cell) else ""
        cells.append(Cell(text, asked.get(cell.id), commented, _unchanged(cell)))
    return Template(notebook, cells, text_cells(notebook), stub)


def marked(form: Template, answers: Answers) -> Marked:
    """Marks one learner's answers."""
    written = {
        place: _written(form.notebook.cells[place], source)
        for place, source in filled(form.notebook, form.texts, answers, form.stub)
    }
    shown = []
    scores: dict[str, float | None] = {}
    comments: dict[str, str | None] = {}
    problems = []
    for place, (cell, ran) in enumerate(zip(form.cells, run(form.notebook, answers), strict=True)):
        text, unchanged = written.get(place, (cell.text, cell.unchanged))
        if cell.commented:
            comments[cell.commented] = NO_RESPONSE if unchanged else None
        if ran.mark is not None:
            scores[ran.mark.grade_id] = 0.0 if unchanged else ran.mark.score
            problems += [ran.mark.problem] if ran.mark.problem else []
        is_code = not text.endswith("}")
        shown.append(
            f'{text}, "outputs": {_outputs(cell.asked, ran, answers)}}}' if is_code else text
        )
    rest = json.dumps({name: form.notebook[name] for name in form.notebook if name != "cells"})
    cells = ",\n".join(shown)
    content = f'{{"cells": [\n{cells}\n],\n{rest[1:]}'
    return Marked(scores, comments, content, tuple(problems))


def _written(cell: NotebookNode, source: str) -> tuple[str, bool]:
    """A text cell with the learner's words: its JSON, and whether they changed nothing."""
    new = nbformat.from_dict({**cell, "source": source})  # type: ignore[no-untyped-call]
    return json.dumps(new), _unchanged(new)


def _unchanged(cell: NotebookNode) -> bool:
    if not is_solution(cell):
        return False
    return bool(cell.metadata.nbgrader.get("checksum") == compute_checksum(cell))


def _outputs(asked: Item | None, ran: Ran, answers: Answers) -> str:
    """A mark, an item's answer in words, or a case's table."""
    if ran.mark is not None:
        data = {"text/plain": repr(ran.mark.score)}
    elif asked is not None:
        data = {"text/plain": _answer(asked, answers)}
    elif hasattr(ran.value, "_repr_html_"):
        data = {"text/html": ran.value._repr_html_()}
    else:
        return "[]"
    return json.dumps([{"output_type": "display_data", "metadata": {}, "data": data}])


def _answer(item: Item, answers: Answers) -> str:
    entry = answers.latest(item.id)
    fits = entry is not None and misfit(item, entry.value) is None
    words = in_words(item, entry.value) if entry is not None and fits else "not answered"
    return f"{item.stem.strip()}\n\nAnswer: {words}"

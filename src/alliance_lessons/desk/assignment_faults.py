"""What an author should mend in an assignment: nbgrader gives *full* marks for a graded cell
that ends in anything but a number, so each must end in `mark`, with a key that can be had.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from alliance_lessons.desk.notebook_faults import code_cells, said, text, verbs
from alliance_lessons.errors import CourseError
from alliance_lessons.items import marking
from alliance_lessons.items.bank import find_item
from alliance_lessons.items.dialogue import script, walks
from alliance_lessons.items.item import Item
from alliance_lessons.items.kinds import KINDS
from alliance_lessons.workbook.answers_file import Answers, Entry
from alliance_lessons.workbook.notebooks import Notebook
from alliance_lessons.workbook.trusted_cells import Mark, run_trusted_cells

BEGIN, END = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"
HIDDEN = re.compile(f"{BEGIN}.*?{END}", re.DOTALL)


def source_faults(nb: Notebook, path: Path) -> Iterator[str]:
    """What is wrong with a source notebook."""
    seen: set[str] = set()
    for cell in nb["cells"]:
        about = cell.get("metadata", {}).get("nbgrader", {})
        name = about.get("grade_id")
        if name in seen:
            yield f"{path}: the grade_id {name!r} stands twice; give one of them another."
        if name:
            seen.add(name)
        if "mark(" in HIDDEN.sub("", text(cell)) and cell["cell_type"] == "code":
            yield f"{path}, cell {cell.get('id')}: mark stands outside the hidden tests."
    graded = 0
    for cell, tree in code_cells(nb):
        about = cell.get("metadata", {}).get("nbgrader", {})
        if about.get("grade") and not about.get("solution"):
            graded += 1
            for fault in _graded_faults(about, tree):
                yield f"{path}, cell {cell.get('id')}: {fault}."
    if not graded:
        yield f"{path} has no graded cell."
    try:
        yield from _marking_faults(nb, path)
    except CourseError as error:
        yield f"{path}: {error}"


def release_faults(nb: Notebook, path: Path) -> Iterator[str]:
    """What a learner should never get."""
    for cell in nb["cells"]:
        if BEGIN in text(cell) or "mark(" in text(cell):
            yield f"{path}, cell {cell.get('id')}: hidden tests are released; release it again."


def _graded_faults(about: Mapping[str, Any], tree: ast.Module) -> Iterator[str]:
    last = tree.body[-1] if tree.body else None
    call = last.value if isinstance(last, ast.Expr) else None
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
        yield "a graded cell must end in mark(...)"
    elif call.func.id != "mark":
        yield f"a graded cell must end in mark(...), not in {call.func.id}(...)"
    else:
        given = dict(zip(("item", "key", "points"), call.args, strict=False))
        given |= {keyword.arg or "": keyword.value for keyword in call.keywords}
        item_id, points = _literal(given.get("item")), _literal(given.get("points"))
        grade_id = str(item_id).replace(".", "-")
        if grade_id != about.get("grade_id"):
            yield f"it marks {item_id!r}, so its grade_id must be {grade_id!r}"
        if points != about.get("points"):
            yield f"mark gives {points!r} points and nbgrader knows {about.get('points')!r}"
        if "key" not in given:
            yield "mark needs a key"
        names = [call.name for call in verbs(tree) if call.verb == "answered"]
        if names != [item_id]:
            yield f'before the hidden tests must stand answered("{item_id}")'


def _marking_faults(nb: Notebook, path: Path) -> Iterator[str]:
    """Each key is tried: given as the answer it earns all points, and no answer earns none."""
    without = run_trusted_cells(nb, Answers())
    graded = {mark.item_id for mark in without}
    asked = {call.name for call in said(nb) if call.verb == "ask"} - graded
    found = [find_item(item_id) for item_id in sorted(asked)]
    some = _history({item.id: _some_answer(item) for item in found})
    # a key may follow from answers that earn no points themselves
    keys = {mark.item_id: _as_answer(mark.key) for mark in run_trusted_cells(nb, some)}
    full_marks = run_trusted_cells(nb, Answers(history={**some.history, **_history(keys).history}))
    for empty, full in zip(without, full_marks, strict=True):
        if empty.problem or full.problem:
            yield f"{path}: {empty.problem or full.problem}."
        elif empty.score is not None:
            yield from (f"{path}, {full.grade_id}: {fault}." for fault in _key_faults(empty, full))


def _history(values: Mapping[str, Any]) -> Answers:
    return Answers(history={item_id: (Entry(value),) for item_id, value in values.items()})


def _some_answer(item: Item) -> Any:
    """Some answer that fits an item of a kind whose answers are simple."""
    if item.kind == "choice":
        return item.options[0].key
    if item.kind == "dialogue":
        return next(list(path) for path, step in walks(script(item)) if step.scene.ending)
    return item.settings.get("minimum", 1) if item.kind == "number" else "some words"


def _key_faults(empty: Mark, full: Mark) -> Iterator[str]:
    try:
        item: Item = find_item(full.item_id)
    except CourseError as error:
        yield str(error).removesuffix(".")
        return
    if fault := KINDS[item.kind].key_fault(item, full.key):
        yield fault
    elif fault := marking.misfit(item, _as_answer(full.key)):
        yield f"the key can't be given as an answer: {fault}"
    elif full.score != full.points:
        yield f"the key itself earns {full.score} of {full.points:g}"
    if empty.score != 0:
        yield f"no answer earns {empty.score}"


def _as_answer(key: Any) -> Any:
    """A key in the form in which an answer is saved."""
    if isinstance(key, Mapping):
        return {part: _as_answer(one) for part, one in key.items()}
    if isinstance(key, (set, frozenset)):
        return sorted(key)
    return list(key) if isinstance(key, tuple) else key


def _literal(node: ast.expr | None) -> Any:
    try:
        return None if node is None else ast.literal_eval(node)
    except ValueError:
        return None

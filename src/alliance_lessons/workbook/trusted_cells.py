"""Marks an assignment by running the code cells of its source notebook, ours and trusted,
against a learner's answers, which are data. No code of the learner runs.

Cells that only show something are passed over, so neither widgets nor nbgrader are loaded.
"""

import ast
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from alliance_lessons.workbook import graded
from alliance_lessons.workbook.answers_file import Answers
from alliance_lessons.workbook.notebooks import Notebook, cell_text

SHOWN = frozenset({"ask", "explore", "hand_in"})  # verbs that only put something on the page
FRONT = "alliance_lessons"  # where a notebook imports the verbs from


@dataclass(frozen=True)
class Mark:
    """The marks of one graded cell; `score` is None where a person has to read the answer.

    `because` is what in the case settles the item, `problem` what is wrong with the cell.
    """

    grade_id: str
    points: float
    score: float | None
    item_id: str = ""
    key: Any = None
    because: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Ran:
    """A cell that was run: what it ended in, and its marks if it is graded."""

    value: Any = None
    mark: Mark | None = None


def run_trusted_cells(source: Notebook, answers: Answers) -> list[Mark]:
    """The marks of all graded cells, in the order of the notebook.

    A cell that fails scores 0 and says so in `problem`; the others still count.
    """
    return [ran.mark for ran in run(source, answers) if ran.mark is not None]


def run(source: Notebook, answers: Answers) -> list[Ran]:
    """What each cell of the notebook ends in, and the marks of those that are graded."""
    recorded: list[Mark] = []

    def mark(item_id: str, key: Any, points: float, because: str = "") -> float:
        score = graded.mark(item_id, key, points, because)
        recorded.append(Mark("", points, score, item_id, key, because))
        return score

    verbs: dict[str, Any] = {**dict.fromkeys(SHOWN, _not_shown), "mark": mark}
    space: dict[str, Any] = {"__name__": "trusted_cells", **verbs}
    token = graded.submission.set(answers)
    try:
        return [_run(cell, space, recorded) for cell in source["cells"]]
    finally:
        graded.submission.reset(token)


def _run(cell: dict[str, Any], space: dict[str, Any], recorded: list[Mark]) -> Ran:
    about = cell.get("metadata", {}).get("nbgrader", {})
    points = float(about.get("points") or 0)
    name = str(about.get("grade_id", cell.get("id", "")))
    if about.get("grade") and (cell["cell_type"] != "code" or about.get("solution")):
        return Ran(mark=Mark(name, points, None))  # what a person has to read
    if cell["cell_type"] != "code":
        return Ran()
    recorded.clear()
    value, problem = _value(cell_text(cell), space, name)
    if not about.get("grade"):
        return Ran(value)
    last = recorded[-1] if recorded else Mark("", points, 0.0)
    return Ran(value, _checked(last, name, points, value, problem))


def total(marks: list[Mark]) -> tuple[float, float]:
    """The automatic marks, and how many there could be."""
    automatic = [mark for mark in marks if mark.score is not None]
    return (
        round(math.fsum(mark.score or 0.0 for mark in automatic), 2),
        math.fsum(mark.points for mark in automatic),
    )


def _checked(last: Mark, name: str, points: float, value: Any, problem: str) -> Mark:
    """A graded cell's mark: what it ended in, if that is a number from 0 to its points."""
    fits = type(value) in (int, float) and math.isfinite(value) and 0 <= value <= points
    if not problem and not fits:
        problem = f"cell {name} ends in {value!r} and not in a number from 0 to {points:g}"
    score = float(value) if fits else 0.0
    return Mark(name, points, score, last.item_id, last.key, last.because, problem)


def _value(code: str, space: dict[str, Any], name: str) -> tuple[Any, str]:
    """What a cell ends in, and what went wrong in it."""
    try:
        start, last = _compiled(code, name)
        exec(start, space)  # noqa: S102  our own source notebook
        return (None if last is None else eval(last, space)), ""  # noqa: S307
    except Exception as error:  # noqa: BLE001  one bad cell must not cost the others
        return None, f"cell {name} failed: {type(error).__name__}: {error}"


@cache
def _compiled(code: str, name: str) -> tuple[Any, Any]:
    """A cell as its beginning and its last expression; compiled once for a whole cohort."""
    tree = ast.parse(code)
    tree.body = [kept for node in tree.body if (kept := _without_verbs(node)) is not None]
    last: Callable[..., Any] | Any = None
    if tree.body and isinstance(tree.body[-1], ast.Expr):
        node = tree.body.pop()
        assert isinstance(node, ast.Expr)
        last = compile(ast.Expression(node.value), name, "eval")
    return compile(tree, name, "exec"), last


def _without_verbs(node: ast.stmt) -> ast.stmt | None:
    """A statement without the import of verbs that are given here in another form."""
    if isinstance(node, ast.ImportFrom) and node.module == FRONT:
        node.names = [name for name in node.names if name.name not in {*SHOWN, "mark"}]
        return node if node.names else None
    return node


def _not_shown(*_: object, **__: object) -> None:
    """Stands for a verb that only shows something."""

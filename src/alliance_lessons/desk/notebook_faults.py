"""What an author should mend in one notebook, in sentences that name notebook and cell."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alliance_lessons.workbook.notebooks import Notebook, normalise, to_bytes

SPEAKING = re.compile(r"[A-Za-z][A-Za-z0-9]*([-_][A-Za-z0-9]+)*")
VERBS = ("ask", "explore", "answered", "mark", "hand_in")


@dataclass(frozen=True)
class Said:
    """A verb as a cell says it, such as ask("rights.bet")."""

    verb: str
    name: str
    cell: str
    call: ast.Call


def code_cells(nb: Notebook) -> Iterator[tuple[dict[str, Any], ast.Module]]:
    """The code cells that are Python, each with its syntax tree."""
    for cell in nb["cells"]:
        if cell["cell_type"] == "code":
            try:
                yield cell, ast.parse(text(cell))
            except SyntaxError:
                continue  # `form_faults` reports it


def said(nb: Notebook) -> Iterator[Said]:
    """All that the cells of a notebook say with the course's verbs, in order."""
    for cell, tree in code_cells(nb):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                verb, first = node.func.id, node.args[0] if node.args else None
                if verb in VERBS:
                    name = first.value if isinstance(first, ast.Constant) else None
                    known = name if isinstance(name, str) else ""
                    yield Said(verb, known, cell.get("id", ""), node)


def form_faults(raw: bytes, nb: Notebook, path: Path) -> Iterator[str]:
    """What is wrong with a notebook whatever it teaches."""
    seen: set[str] = set()
    for number, cell in enumerate(nb["cells"], 1):
        name = cell.get("id", "")
        if not SPEAKING.fullmatch(name):
            yield f"{path}: cell {number} needs an id of letters, digits and hyphens, not {name!r}."
        if name in seen:
            yield f"{path}: the cell id {name!r} stands twice; give one of them another."
        seen.add(name)
        if cell["cell_type"] == "code":
            try:
                ast.parse(text(cell))
            except SyntaxError as error:
                yield f"{path}, cell {name}, line {error.lineno}: {error.msg}."
    if raw != to_bytes(normalise(nb)):
        yield f"{path} is not in its normal form; `alliance check --refresh` brings it there."
    for call in said(nb):
        if not call.name:
            yield f"{path}, cell {call.cell}: {call.verb} needs a name in quotes."


def output_faults(nb: Notebook, path: Path) -> Iterator[str]:
    """What a lesson's stored outputs lack: without one, nothing is compared in a test."""
    for cell, tree in code_cells(nb):
        outputs, last = cell.get("outputs", []), tree.body[-1] if tree.body else None
        name = cell.get("id", "")
        if any(output.get("output_type") == "error" for output in outputs):
            yield f"{path}, cell {name}: the stored output is an error; mend the cell and refresh."
        elif isinstance(last, ast.Expr) and not outputs:
            yield f"{path}, cell {name}: no output is stored; `alliance check --refresh` does it."


def text(cell: dict[str, Any]) -> str:
    """The source of a cell in one piece."""
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)

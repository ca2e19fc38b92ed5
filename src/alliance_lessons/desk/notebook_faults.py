"""What an author should mend in one notebook, in sentences that name notebook and cell."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from alliance_lessons.workbook.notebooks import Notebook, normalise, to_bytes

SPEAKING = re.compile(r"[A-Za-z][A-Za-z0-9]*([-_][A-Za-z0-9]+)*")
VERBS = ("ask", "recall", "explore", "answered", "mark", "hand_in")


class Said(NamedTuple):
    """A verb as a cell says it: ask("rights.bet"); the name is empty where it is no text."""

    verb: str
    name: str
    cell: str = ""


def code_cells(nb: Notebook) -> Iterator[tuple[dict[str, Any], ast.Module]]:
    """The code cells that are Python, each with its syntax tree."""
    for cell in nb["cells"]:
        if cell["cell_type"] == "code":
            try:
                yield cell, ast.parse(text(cell))
            except SyntaxError:
                continue  # `form_faults` reports it


def said(nb: Notebook) -> Iterator[Said]:
    """All that the cells of a notebook say with the course's verbs."""
    for cell, tree in code_cells(nb):
        for verb, name, _ in verbs(tree):
            yield Said(verb, name, cell.get("id", ""))


def verbs(tree: ast.Module) -> Iterator[Said]:
    """All that one cell says with the course's verbs."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="recall"), args=[_, *_] as named):
                for one in named:  # each of them may be what is asked
                    yield Said("recall", _name(one))
            case ast.Call(func=ast.Name(id=verb), args=args) if verb in VERBS:
                yield Said(verb, _name(args[0]) if args else "")


def _name(node: ast.expr) -> str:
    value = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, str) else ""


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
    without = []
    for cell, tree in code_cells(nb):
        outputs, last = cell.get("outputs", []), tree.body[-1] if tree.body else None
        if any(output.get("output_type") == "error" for output in outputs):
            yield f"{path}, cell {cell.get('id')}: its stored output is an error; mend the cell."
        elif isinstance(last, ast.Expr) and not outputs:
            without.append(cell.get("id", ""))
    if without:
        cells = ", ".join(without)
        yield f"{path}: no output is stored of {cells}; `alliance check --refresh` stores it."


def code_faults(nb: Notebook, path: Path) -> Iterator[str]:
    """Code that a lesson shows: its readers don't program."""
    shown = [
        cell.get("id", "")
        for cell in nb["cells"]
        if cell["cell_type"] == "code"
        and not cell["metadata"].get("jupyter", {}).get("source_hidden")
    ]
    if shown:
        cells = ", ".join(shown)
        yield f"{path}: the code of {cells} is in sight; `alliance check --refresh` folds it."


def text(cell: dict[str, Any]) -> str:
    """The source of a cell in one piece."""
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)

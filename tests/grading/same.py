"""What a marked course holds, in a form that can be compared: gradebook rows and files."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

Rows = dict[str, dict[tuple[Any, ...], dict[str, Any]]]


def gradebook_rows(path: Path) -> Rows:
    """Every row of every table, each random id in the place of which stands what it names."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as book:
        book.row_factory = sqlite3.Row
        tables = [
            name for (name,) in book.execute("select name from sqlite_master where type = 'table'")
        ]
        raw = {
            table: [dict(row) for row in book.execute(f'select * from "{table}"')]
            for table in tables
        }
    book.close()
    named = _names(raw)
    rows: Rows = {}
    for table, found in raw.items():
        rows[table] = {}
        for row in found:
            said = {
                column: named.get(value, value) if _is_id(column) else value
                for column, value in row.items()
            }
            key = tuple(str(said[c]) for c in said if _is_id(c) or c == "name")
            assert key not in rows[table] or not key, (table, key)
            rows[table][key] = said
    return rows


def _is_id(column: str) -> bool:
    return column == "id" or column.endswith("_id")


def _names(raw: dict[str, list[dict[str, Any]]]) -> dict[Any, Any]:
    """For each random id the names that lead to it: learner, assignment, notebook, cell."""
    named: dict[Any, Any] = {}
    steps: list[tuple[str, Callable[[dict[str, Any]], tuple[Any, ...]]]] = [
        ("assignment", lambda row: (row["name"],)),
        ("notebook", lambda row: (named[row["assignment_id"]], row["name"])),
        ("base_cell", lambda row: (named[row["notebook_id"]], row["name"], row["type"])),
        ("source_cell", lambda row: (named[row["notebook_id"]], row["name"], "source")),
        (
            "submitted_assignment",
            lambda row: (row["student_id"], named[row["assignment_id"]]),
        ),
        (
            "submitted_notebook",
            lambda row: (named[row["assignment_id"]], named[row["notebook_id"]]),
        ),
        ("grade", lambda row: (named[row["notebook_id"]], named[row["cell_id"]])),
        ("comment", lambda row: (named[row["notebook_id"]], named[row["cell_id"]], "comment")),
    ]
    for table, name in steps:
        for row in raw[table]:
            named[row["id"]] = (table, *name(row))
    return named


def marked_files(autograded: Path) -> dict[str, tuple[int, Any]]:
    """All files and folders with their permissions, and what is in them.

    Of a notebook that is what nbgrader goes on to use: its cells with their marks, and not
    when a kernel ran them and what they put on the page.
    """
    found: dict[str, tuple[int, Any]] = {}
    for path in sorted(autograded.rglob("*")):
        inside: Any = None
        if path.suffix == ".ipynb":
            inside = _cells(path)
        elif path.is_file():
            inside = path.read_bytes()
        found[str(path.relative_to(autograded))] = (path.lstat().st_mode, inside)
    return found


def _cells(path: Path) -> dict[str, Any]:
    notebook = json.loads(path.read_text("utf-8"))
    return {
        "kernel": notebook["metadata"]["kernelspec"],
        "format": (notebook["nbformat"], notebook["nbformat_minor"]),
        "cells": [
            {
                "id": cell["id"],
                "cell_type": cell["cell_type"],
                "source": "".join(cell["source"]),
                "metadata": {k: v for k, v in cell["metadata"].items() if k != "execution"},
                "mark": _mark(cell),
            }
            for cell in notebook["cells"]
        ],
    }


def _mark(cell: dict[str, Any]) -> float | None:
    """The number in which a graded cell ends; nbgrader gives 0 for one that failed."""
    about = cell["metadata"].get("nbgrader", {})
    if cell["cell_type"] != "code" or not about.get("grade"):
        return None
    shown = ["".join(one["data"]["text/plain"]) for one in cell["outputs"] if "data" in one]
    failed = any(one["output_type"] == "error" for one in cell["outputs"])
    return 0.0 if failed else float(*shown)

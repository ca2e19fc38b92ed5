"""What the tests of workbooks share: a small course, and what happens to a lesson."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alliance_lessons.workbook.course import CourseFiles
from alliance_lessons.workbook.notebooks import normalise, to_bytes

LESSON = Path("4_module", "4_1_lesson.ipynb")
BESIDE = Path("4_module", "4_1_lesson (new).ipynb")
RELEASE = Path("assignments", "rights", "rights.ipynb")

on_posix = pytest.mark.skipif(os.name != "posix", reason="asks for links and permissions")


def small_course(tmp_path: Path) -> CourseFiles:
    """A small course: a start page, a lesson, a picture, an assignment."""
    files = CourseFiles(tmp_path / "made" / "course", tmp_path / "made" / "assignments", True)
    put(files.course / "start.ipynb", "# Start")
    put(files.course / LESSON, "# Lesson", 'ask("rights.bet")')
    (files.course / "4_module" / "map.svg").write_text("<svg/>")
    for form in ("source", "release"):
        put(files.assignments / form / "rights" / "rights.ipynb", f"# {form}")
    return files


def put(path: Path, words: str, code: str = "1 + 1", output: str = "") -> None:
    """Writes a notebook of two cells."""
    outputs = [{"output_type": "stream", "name": "stdout", "text": output}] if output else []
    cells: list[dict[str, Any]] = [
        {"cell_type": "markdown", "id": "words", "metadata": {}, "source": words},
        {
            "cell_type": "code",
            "execution_count": None,
            "id": "code",
            "metadata": {},
            "outputs": outputs,
            "source": code,
        },
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(to_bytes(normalise({"cells": cells, "nbformat": 4, "metadata": {}})))


def edit(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    nb = json.loads(path.read_bytes())
    change(nb)
    path.write_text(json.dumps(nb))


def rewrite(nb: dict[str, Any]) -> None:
    nb["cells"][0]["source"] = ["My own words"]


def run_and_save(nb: dict[str, Any]) -> None:
    """What Jupyter does to a notebook that is run to its end and saved."""
    nb["metadata"]["language_info"] = {"name": "python", "version": "3.12.1"}
    nb["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
    code = nb["cells"][1]
    code["execution_count"] = 7
    code["metadata"] = {"execution": {"iopub.status.busy": "2026-01-01T00:00:00Z"}}
    code["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["mine\n"]}]
    nb["cells"].append(
        {"cell_type": "code", "id": "x", "metadata": {}, "source": [], "outputs": []}
    )


def words(path: Path) -> str:
    return "".join(json.loads(path.read_bytes())["cells"][0]["source"])


def is_sentence(text: str) -> bool:
    return text.endswith(".") and "\n" not in text and "Traceback" not in text


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "lock"
    }

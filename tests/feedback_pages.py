"""Pages of feedback made straight from answers and marks, without a gradebook."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import nbformat

from alliance_lessons.feedback.marks import Grade, Submission
from alliance_lessons.feedback.outline import Outline, read_outline
from alliance_lessons.feedback.page import PAGE, feedback_page
from alliance_lessons.workbook.answers_file import Answers, Entry
from alliance_lessons.workbook.trusted_cells import run_trusted_cells
from tests.rights_answers import model_answers

ASSIGNMENTS = Path(__file__).resolve().parents[1] / "assignments"
SOURCE = json.loads((ASSIGNMENTS / "source/rights/rights.ipynb").read_text("utf-8"))
RELEASE = ASSIGNMENTS / "release/rights/rights.ipynb"
VARIANT = "9e3779b97f4a7c15"
RIGHT = model_answers(VARIANT)
HIDDEN = {  # what the gradebook keeps of each cell, hidden tests included
    cell["metadata"]["nbgrader"]["grade_id"]: "".join(cell["source"])
    for cell in SOURCE["cells"]
    if "nbgrader" in cell["metadata"]
}
POINTS = {
    cell["metadata"]["nbgrader"]["grade_id"]: float(cell["metadata"]["nbgrader"]["points"])
    for cell in SOURCE["cells"]
    if cell["metadata"].get("nbgrader", {}).get("grade")
}
SCHEME = next(text for text in HIDDEN.values() if "BEGIN MARK SCHEME" in text)
LEARNER = "ada"
APPEAL = "Write to your instructor."


def outline_of(hidden: Mapping[str, str]) -> Outline:
    """The outline of the assignment with these cells in the gradebook."""
    release = nbformat.read(RELEASE, as_version=4)
    return read_outline(release, POINTS, hidden)


@cache
def outline() -> Outline:
    return outline_of(HIDDEN)


def answers_of(values: Mapping[str, Any], variant: str = VARIANT) -> Answers:
    return Answers(variant, {name: (Entry(value),) for name, value in values.items()})


def submission(
    values: Mapping[str, Any],
    by_person: Mapping[str, Grade] | None = None,
    variant: str = VARIANT,
    **about: Any,
) -> Submission:
    """The marks that answers deserve, and those that a person gave."""
    marks = run_trusted_cells(SOURCE, answers_of(values, variant))
    grades = {mark.grade_id: Grade(mark.score) for mark in marks}
    when = datetime(2026, 11, 20, 14, 5)  # noqa: DTZ001  the gradebook's times are bare
    known = Submission(LEARNER, when, grades=grades | dict(by_person or {}))
    return replace(known, **about)


def page(
    values: Mapping[str, Any],
    by_person: Mapping[str, Grade] | None = None,
    variant: str = VARIANT,
    remark: str = "",
    appeal: str = APPEAL,
    form: str = PAGE,
    **about: Any,
) -> str:
    """A learner's page as text."""
    marks = submission(values, by_person, variant, **about)
    raw = feedback_page(outline(), marks, answers_of(values, variant), remark, appeal, form)
    return raw.decode()

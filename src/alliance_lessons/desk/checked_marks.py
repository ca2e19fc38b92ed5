"""Stops before marks are recorded that a fault of ours would have made.

Every cell that runs is the course's own, so one that fails shows a fault of the course or
of this installation, and would cost each learner the marks. And nbgrader gives full marks
for a graded cell that ends in anything but a number.
"""

import math
from typing import Any

from nbformat import NotebookNode
from nbgrader.converters import Autograde
from nbgrader.preprocessors import Execute, NbGraderPreprocessor
from nbgrader.utils import is_grade

from alliance_lessons.errors import CourseError
from alliance_lessons.workbook.answers_file import AnswersError

THEIRS = AnswersError.__name__  # what a learner's file may lead to; it scores 0


class CheckedMarks(NbGraderPreprocessor):
    """For `c.Autograde.autograde_preprocessors`, right after the cells have run."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: Any, index: int
    ) -> tuple[NotebookNode, Any]:
        if cell.cell_type == "code" and (fault := _fault(cell)):
            name = cell.metadata.get("nbgrader", {}).get("grade_id") or cell.get("id")
            raise CourseError(
                f"The course's own cell {name} {fault}, so no marks are recorded; "
                "mend it or the installation and autograde again."
            )
        return cell, resources


def _fault(cell: NotebookNode) -> str:
    """What went wrong in a cell, said after its name."""
    errors = [out for out in cell.outputs if out.output_type == "error"]
    ours = [error for error in errors if error.ename != THEIRS]
    if ours:
        return f"failed ({ours[0].ename}: {ours[0].evalue})"
    if errors or not is_grade(cell):
        return ""
    if any(out.output_type == "stream" and out.name == "stderr" for out in cell.outputs):
        return "wrote to stderr"
    results = [out.data.get("text/plain") for out in cell.outputs if "data" in out]
    points = float(cell.metadata.nbgrader.points)
    if len(results) != 1 or not _is_mark(results[0], points):
        return f"ended in {', '.join(map(str, results)) or 'nothing'}, not in a mark"
    return ""


def _is_mark(text: Any, points: float) -> bool:
    try:
        number = float(text)
    except (TypeError, ValueError):
        return False
    return math.isfinite(number) and 0 <= number <= points


_stock = Autograde.autograde_preprocessors.default()
_after = _stock.index(Execute) + 1
PREPROCESSORS = [*_stock[:_after], CheckedMarks, *_stock[_after:]]

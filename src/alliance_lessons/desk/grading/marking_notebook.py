"""The notebook that marks: the release, with the hidden tests that the gradebook keeps.

It is what nbgrader itself puts together for each submission; here once for a cohort.
"""

import ast
from typing import Any

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.utils import is_grade, is_solution, is_task

from alliance_lessons.desk.course_directory import Course
from alliance_lessons.desk.released_notebook import released_notebook
from alliance_lessons.errors import CourseError


def marking_notebooks(course: Course, book: Gradebook) -> dict[str, Any]:
    """The assignment's notebooks by name, each as nbformat has it.

    Raises CourseError where the assignment was never generated, and where marking it would
    mean to run code that learners wrote.
    """
    assignment = course.assignment
    cells = _gradebook_cells(book, assignment)
    if not cells:
        raise CourseError(
            f"The gradebook knows no notebook of {assignment!r}; "
            f"run `nbgrader generate_assignment {assignment}` first."
        )
    notebooks = {}
    for name, kept in cells.items():
        notebook = released_notebook(course.directory, assignment, name)
        for cell in notebook.cells:
            source = kept.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
            if source is not None:
                cell.metadata.nbgrader["checksum"] = source.checksum
                if source.locked:
                    cell.source = source.source
        for cell in notebook.cells:
            if fault := _needs_code(cell):
                raise CourseError(
                    f"{name}.ipynb, cell {cell.metadata.nbgrader.grade_id}: {fault}, so marking "
                    f"runs what learners wrote; use `nbgrader autograde {assignment}`."
                )
        notebooks[name] = notebook
    return notebooks


def _gradebook_cells(book: Gradebook, assignment: str) -> dict[str, dict[str, Any]]:
    """The cells the gradebook keeps, by notebook and grade_id."""
    try:
        found = book.find_assignment(assignment)
    except MissingEntry:
        return {}
    return {one.name: {cell.name: cell for cell in one.source_cells} for one in found.notebooks}


def _needs_code(cell: nbformat.NotebookNode) -> str:
    """Why a cell can't be marked from answers alone."""
    if cell.cell_type != "code":
        return ""
    if is_solution(cell) or is_task(cell):
        return "it is for learners to program in"
    if is_grade(cell):
        tree = ast.parse(cell.source)
        last = tree.body[-1].value if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        if not (isinstance(last, ast.Call) and getattr(last.func, "id", "") == "mark"):
            return "it does not end in mark(...)"
    return ""

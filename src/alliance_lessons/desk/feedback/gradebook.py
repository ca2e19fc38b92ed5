"""The marks of many learners, read from nbgrader's gradebook with a few selects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nbgrader import api
from sqlalchemy import select

from alliance_lessons.desk.lateness import lateness
from alliance_lessons.feedback.marks import Grade, Submission


@dataclass(frozen=True)
class Cells:
    """A notebook's graded cells with their points, and all cells with their hidden tests."""

    points: Mapping[str, float]
    sources: Mapping[str, str]


def notebook_names(book: Any, assignment: str) -> list[str]:
    """The notebooks of an assignment."""
    query = select(api.Notebook.name).join(api.Notebook.assignment)
    return list(book.db.scalars(query.where(api.Assignment.name == assignment).order_by("name")))


def read_cells(book: Any, assignment: str, notebook: str) -> Cells:
    """What the gradebook keeps of a notebook's cells."""
    here = _notebook_id(assignment, notebook)
    points = {
        name: float(most)
        for kind in (api.GradeCell, api.TaskCell)
        for name, most in book.db.execute(
            select(kind.name, kind.max_score).where(kind.notebook_id == here)
        )
    }
    cells = select(api.SourceCell.name, api.SourceCell.source)
    sources = book.db.execute(cells.where(api.SourceCell.notebook_id == here))
    return Cells(points, {name: source or "" for name, source in sources})


def read_submissions(
    book: Any, assignment: str, notebook: str, learners: Sequence[str]
) -> dict[str, Submission]:
    """The marks of these learners, by their ids; who has none is left out."""
    handed_in = api.SubmittedAssignment
    query = (
        select(
            api.SubmittedNotebook.id,
            handed_in.student_id,
            handed_in.timestamp,
            handed_in.extension,
            api.Assignment.duedate,
            api.SubmittedNotebook.late_submission_penalty,
        )
        .join(handed_in, api.SubmittedNotebook.assignment_id == handed_in.id)
        .join(api.Assignment, handed_in.assignment_id == api.Assignment.id)
        .where(api.SubmittedNotebook.notebook_id == _notebook_id(assignment, notebook))
        .where(handed_in.student_id.in_(learners))
    )
    rows = list(book.db.execute(query))
    grades = _grades(book, [row[0] for row in rows])
    return {
        learner: Submission(
            learner, when, lateness(when, due, extension), penalty or 0.0, grades[place]
        )
        for place, learner, when, extension, due, penalty in rows
    }


def _notebook_id(assignment: str, notebook: str) -> Any:
    return (
        select(api.Notebook.id)
        .join(api.Assignment, api.Notebook.assignment_id == api.Assignment.id)
        .where(api.Assignment.name == assignment, api.Notebook.name == notebook)
        .scalar_subquery()
    )


def _grades(book: Any, notebooks: Sequence[str]) -> dict[str, dict[str, Grade]]:
    """The grades by submitted notebook and by the names of cells."""
    comments = {
        (place, cell): comment
        for place, cell, comment in book.db.execute(
            select(api.Comment.notebook_id, api.BaseCell.name, api.Comment.manual_comment)
            .join(api.BaseCell, api.Comment.cell_id == api.BaseCell.id)
            .where(api.Comment.notebook_id.in_(notebooks))
        )
    }
    grades: dict[str, dict[str, Grade]] = {place: {} for place in notebooks}
    kept = api.Grade
    query = (
        select(
            kept.notebook_id,
            api.BaseCell.name,
            kept.auto_score,
            kept.manual_score,
            kept.extra_credit,
            kept.needs_manual_grade,
        )
        .join(api.BaseCell, kept.cell_id == api.BaseCell.id)
        .where(kept.notebook_id.in_(notebooks))
    )
    for place, cell, auto, manual, extra, open_still in book.db.execute(query):
        score = auto if manual is None else manual
        comment = comments.get((place, cell)) or ""
        grades[place][cell] = Grade(
            None if score is None else score + (extra or 0.0),
            manual is not None,
            manual is not None and bool(open_still),
            extra or 0.0 if score is not None else 0.0,
            comment,
        )
    return grades

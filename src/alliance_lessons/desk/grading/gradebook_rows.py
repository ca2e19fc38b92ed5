"""The gradebook's rows of many learners, written in one transaction.

nbgrader commits 33 times and opens the gradebook nine times for each submission. The rows
written here are the ones that leaves behind; whatever a person entered stays.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import select

from alliance_lessons.desk.grading.row_changes import IDENTITY, Changes, Rows
from alliance_lessons.desk.lateness import lateness

Penalty = Callable[[str, float, float], float | None]  # learner, score, seconds late


@dataclass(frozen=True)
class CellIds:
    """The gradebook's ids of a notebook and of its cells, by their names."""

    id: str
    graded: Mapping[str, str]
    tasks: Mapping[str, str]
    commented: Mapping[str, str]  # solution and task cells


@dataclass(frozen=True)
class AssignmentIds:
    """What the gradebook knows of an assignment."""

    id: str
    duedate: datetime | None
    notebooks: Mapping[str, CellIds]


@dataclass(frozen=True)
class Result:
    """A submission's automatic scores and comments, by notebook and cell.

    A score of None waits for a person. A notebook that is not in `scores` was not handed in.
    """

    learner: str
    timestamp: datetime | None
    scores: Mapping[str, Mapping[str, float | None]]
    comments: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)


@dataclass(frozen=True)
class Recorded:
    """What now stands in the gradebook for one learner."""

    score: float
    penalty: float
    seconds_late: float
    waits: bool  # for a person


def assignment_ids(book: Gradebook, assignment: str) -> AssignmentIds:
    """Reads the ids once for a whole cohort."""
    found = book.find_assignment(assignment)
    notebooks = {}
    for one in found.notebooks:
        tasks = {cell.name: cell.id for cell in one.task_cells}
        notebooks[one.name] = CellIds(
            one.id,
            {cell.name: cell.id for cell in one.grade_cells},
            tasks,
            {cell.name: cell.id for cell in one.solution_cells} | tasks,
        )
    return AssignmentIds(found.id, found.duedate, notebooks)


def known_learners(book: Gradebook, learners: Iterable[str]) -> set[str]:
    """Which of these learners the gradebook knows."""
    return set(book.db.scalars(select(Student.id).where(Student.id.in_(list(learners)))))


def record(
    book: Gradebook, ids: AssignmentIds, results: Sequence[Result], penalty: Penalty
) -> dict[str, Recorded]:
    """Writes the rows of these submissions, all of them or none."""
    try:
        recorded = _record(book, ids, results, penalty)
        book.db.commit()
        return recorded
    except BaseException:
        book.db.rollback()
        raise


def _record(
    book: Gradebook, ids: AssignmentIds, results: Sequence[Result], penalty: Penalty
) -> dict[str, Recorded]:
    old = _rows_of(book, ids, [result.learner for result in results])
    changes = Changes()
    recorded = {}
    for result in results:
        changes.put(Student, old, {"id": result.learner}, {})
        recorded[result.learner] = _record_one(ids, result, old, changes, penalty)
    changes.write(book)
    return recorded


def _record_one(
    ids: AssignmentIds, result: Result, old: Rows, changes: Changes, penalty: Penalty
) -> Recorded:
    submission = changes.put(
        SubmittedAssignment,
        old,
        {"assignment_id": ids.id, "student_id": result.learner},
        {} if result.timestamp is None else {"timestamp": result.timestamp},
        {"timestamp": None, "extension": None},
    )
    seconds = lateness(
        submission["timestamp"], ids.duedate, submission["extension"]
    ).total_seconds()
    score = taken = 0.0
    waits = False
    for name, cells in ids.notebooks.items():
        within = {"notebook_id": cells.id, "assignment_id": submission["id"]}
        notebook = changes.put(
            SubmittedNotebook, old, within, {}, {"flagged": False, "late_submission_penalty": None}
        )
        grades = _put_grades(cells, result.scores.get(name), notebook["id"], old, changes)
        _put_comments(cells, result.comments.get(name, {}), notebook["id"], old, changes)
        earned = sum(map(_score, grades))
        if name in result.scores:
            off = penalty(result.learner, earned, seconds) if seconds > 0 else None
            changes.put(SubmittedNotebook, old, within, {"late_submission_penalty": off})
            taken += off or 0.0
        score += earned
        waits = waits or any(grade["needs_manual_grade"] for grade in grades)
    return Recorded(score, taken, seconds, waits)


def _put_grades(
    cells: CellIds,
    scores: Mapping[str, float | None] | None,
    notebook_id: str,
    old: Rows,
    changes: Changes,
) -> list[dict[str, Any]]:
    """The grades of a notebook; one that was not handed in earns 0 and waits for nobody."""
    grades = []
    for name, cell_id in {**cells.graded, **cells.tasks}.items():
        within = {"cell_id": cell_id, "notebook_id": notebook_id}
        before = old[Grade].get((cell_id, notebook_id), {})
        values: dict[str, Any] = {}
        if scores is None:
            values = {"auto_score": 0.0, "needs_manual_grade": False}
        elif name in scores:
            waits = scores[name] is None or before.get("manual_score") is not None
            values = {"auto_score": scores[name], "needs_manual_grade": waits}
        empty = {"auto_score": None, "manual_score": None, "extra_credit": None}
        grades.append(
            changes.put(Grade, old, within, values, {**empty, "needs_manual_grade": True})
        )
    return grades


def _put_comments(
    cells: CellIds,
    comments: Mapping[str, str | None],
    notebook_id: str,
    old: Rows,
    changes: Changes,
) -> None:
    for name, cell_id in cells.commented.items():
        within = {"cell_id": cell_id, "notebook_id": notebook_id}
        values = {"auto_comment": comments[name]} if name in comments else {}
        changes.put(Comment, old, within, values, {"auto_comment": None, "manual_comment": None})


def _score(grade: Mapping[str, Any]) -> float:
    """A grade's score as nbgrader reckons it: what a person gave comes first."""
    given = grade["manual_score"] if grade["manual_score"] is not None else grade["auto_score"]
    return 0.0 if given is None else given + (grade["extra_credit"] or 0.0)


def _rows_of(book: Gradebook, ids: AssignmentIds, learners: list[str]) -> Rows:
    """All rows that there are already of these learners' submissions, in five selects."""
    old: Rows = {}

    def read(kind: Any, *where: Any) -> list[str]:
        rows = [
            dict(row) for row in book.db.execute(select(kind.__table__).where(*where)).mappings()
        ]
        old[kind] = {tuple(row[name] for name in IDENTITY[kind]): row for row in rows}
        return [row["id"] for row in rows]

    read(Student, Student.id.in_(learners))
    submissions = read(
        SubmittedAssignment,
        SubmittedAssignment.assignment_id == ids.id,
        SubmittedAssignment.student_id.in_(learners),
    )
    notebooks = read(SubmittedNotebook, SubmittedNotebook.assignment_id.in_(submissions))
    read(Grade, Grade.notebook_id.in_(notebooks))
    read(Comment, Comment.notebook_id.in_(notebooks))
    return old

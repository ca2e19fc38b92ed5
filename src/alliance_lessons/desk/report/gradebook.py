"""What the gradebook knows of an assignment, as tables: three selects, however many learners."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    Gradebook,
    GradeCell,
    MissingEntry,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from sqlalchemy import func, select

from alliance_lessons.desk.course_directory import Course
from alliance_lessons.desk.lateness import lateness
from alliance_lessons.errors import CourseError

PER_FETCH = 20_000  # rows; what is read of the gradebook at a time


@dataclass(frozen=True)
class Marks:
    """One assignment in the gradebook.

    `cells` has a row a graded cell, by its grade_id: points, by_hand. `learners` has a row a
    learner with a graded submission: late (in hours, 0 where in time), penalty, waits (for a
    person), complete (every automatic mark is there), extra. `scores` has a row a learner and
    a column a cell; what no one has marked yet is missing there. `by_person` are the learners and
    cells whose mark a person gave.
    """

    cells: pd.DataFrame
    learners: pd.DataFrame
    scores: pd.DataFrame
    by_person: frozenset[tuple[str, str]] = frozenset()

    @property
    def automatic(self) -> pd.DataFrame:
        """The automatic marks of all who have every one of them."""
        names = self.cells.index[~self.cells["by_hand"]]
        return self.scores.loc[self.learners["complete"], names]

    @property
    def totals(self) -> pd.Series:
        """The whole marks, late penalties taken off, of those who wait for nobody."""
        ready = self.learners[self.learners["complete"] & ~self.learners["waits"]]
        given = self.scores.loc[ready.index].sum(axis=1) + ready["extra"]
        return (given - ready["penalty"]).clip(lower=0.0)


def assignments(book: Gradebook) -> Iterator[str]:
    """The names of all assignments in the gradebook."""
    yield from book.db.scalars(select(Assignment.name).order_by(Assignment.name))


def open_gradebook(course: Course) -> Gradebook:
    """The gradebook, which must be there and know the assignment."""
    if course.db_url.startswith("sqlite:///") and not _is_file(course.db_url):
        raise CourseError(
            f"There is no gradebook at {course.db_url}; mark the assignment first, with "
            f"`alliance grade {course.assignment}`."
        )
    book = Gradebook(course.db_url, course.directory.course_id)
    try:
        book.find_assignment(course.assignment)
    except MissingEntry:
        book.close()
        raise CourseError(
            f"The gradebook has no assignment {course.assignment!r}; run `nbgrader "
            f"generate_assignment {course.assignment}` and `alliance grade {course.assignment}`."
        ) from None
    return book


def read_marks(book: Gradebook, assignment: str) -> Marks:
    """All marks of an assignment."""
    cells = _cells(book, assignment)
    learners = _learners(book, assignment)
    rows = (
        select(
            SubmittedAssignment.student_id,
            Grade.cell_id,
            Grade.auto_score,
            Grade.manual_score,
            Grade.extra_credit,
            Grade.needs_manual_grade,
        )
        .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .where(Assignment.name == assignment)
        .execution_options(yield_per=PER_FETCH)
    )
    scores = pd.DataFrame(index=learners.index, columns=cells["id"], dtype=float)
    table, waits = scores.to_numpy(copy=True), [False] * len(learners)
    extra = [0.0] * len(learners)
    by_person = set()
    name_of = dict(zip(cells["id"], cells.index, strict=True))
    row_of = {learner: row for row, learner in enumerate(learners.index)}
    column_of = {cell: column for column, cell in enumerate(cells["id"])}
    for learner, cell, auto, manual, more, needs in book.db.execute(rows):
        if cell in column_of:
            row = row_of[learner]
            score = manual if manual is not None else auto
            table[row, column_of[cell]] = float("nan") if score is None else score
            waits[row] |= bool(needs) or score is None
            extra[row] += more or 0.0
            if manual is not None:
                by_person.add((learner, name_of[cell]))
    scores = pd.DataFrame(table, index=learners.index, columns=cells.index)
    learners = learners.assign(
        waits=waits,
        extra=extra,
        complete=scores.loc[:, ~cells["by_hand"].to_numpy(bool)].notna().all(axis=1)
        & scores.notna().any(axis=1),
    )
    return Marks(cells.drop(columns="id"), learners, scores, frozenset(by_person))


def _cells(book: Gradebook, assignment: str) -> pd.DataFrame:
    """The graded cells; by grade_id, and with the notebook before it where that stands twice."""
    cell, task = GradeCell.__table__, TaskCell.__table__  # the classes would join BaseCell again
    rows = book.db.execute(
        select(
            BaseCell.id,
            BaseCell.name,
            Notebook.name,
            func.coalesce(cell.c.max_score, task.c.max_score),
            cell.c.cell_type,
        )
        .join(Notebook, BaseCell.notebook_id == Notebook.id)
        .join(Assignment, Notebook.assignment_id == Assignment.id)
        .outerjoin(cell, cell.c.id == BaseCell.id)
        .outerjoin(task, task.c.id == BaseCell.id)
        .where(Assignment.name == assignment)
        .where(BaseCell.type.in_(["GradeCell", "TaskCell"]))
        .order_by(Notebook.name, BaseCell.name)
    ).all()
    names = [name for _, name, *_ in rows]
    return pd.DataFrame(
        {
            "id": [row[0] for row in rows],
            "points": [float(row[3] or 0) for row in rows],
            "by_hand": [row[4] != "code" for row in rows],
        },
        index=[
            name if names.count(name) == 1 else f"{notebook}/{name}"
            for _, name, notebook, *_ in rows
        ],
    )


def _learners(book: Gradebook, assignment: str) -> pd.DataFrame:
    """Who has a submission in the gradebook, how late it was and what that cost."""
    rows = book.db.execute(
        select(
            SubmittedAssignment.student_id,
            SubmittedAssignment.timestamp,
            SubmittedAssignment.extension,
            Assignment.duedate,
            func.sum(SubmittedNotebook.late_submission_penalty),
        )
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .outerjoin(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .where(Assignment.name == assignment)
        .group_by(SubmittedAssignment.id)
        .order_by(SubmittedAssignment.student_id)
    ).all()
    late = [
        round(lateness(handed_in, due, extension).total_seconds() / 3600, 2)
        for _, handed_in, extension, due, _ in rows
    ]
    return pd.DataFrame(
        {"late": late, "penalty": [float(row[4] or 0) for row in rows]},
        index=pd.Index([row[0] for row in rows], name="id", dtype=object),
    )


def _is_file(db_url: str) -> bool:
    return Path(db_url.removeprefix("sqlite:///")).is_file()

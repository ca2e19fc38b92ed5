"""Which marks may leave the gradebook: those that are final."""

from dataclasses import dataclass

from nbgrader.api import (
    Assignment,
    Grade,
    Gradebook,
    MissingEntry,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import and_, case, func, or_, select

from alliance_lessons.desk.course_directory import Course
from alliance_lessons.desk.grading.submitted import is_due
from alliance_lessons.errors import CourseError
from alliance_lessons.workbook.answers_file import NAME

READ = "a person has still to read what they wrote"
GRADE = "what they handed in is not graded yet"


@dataclass(frozen=True)
class Standing:
    """How it stands with one who handed in: a mark, or why there is none yet."""

    mark: float | None
    waits: str = ""
    answered: bool = True  # whether an answers file came with it


def assignments(book: Gradebook) -> list[str]:
    """The names of the assignments in the gradebook."""
    return [str(name) for name in book.db.scalars(select(Assignment.name).order_by("name"))]


def most(book: Gradebook, assignment: str) -> float:
    """How many points an assignment has."""
    try:
        return float(book.find_assignment(assignment).max_score)
    except MissingEntry:
        known = ", ".join(assignments(book)) or "none"
        raise CourseError(
            f"The gradebook has no assignment {assignment!r}; it has: {known}."
        ) from None


def standings(book: Gradebook, course: Course) -> dict[str, Standing]:
    """All who handed something in, by learner id. Penalties for being late are taken off."""
    handed_in = set(course.learners())
    query = select(Notebook.name).join(Assignment).where(Assignment.name == course.assignment)
    notebooks = frozenset(map(str, book.db.scalars(query)))
    penalties = _penalties(book, course.assignment)
    found = {}
    for learner, grades, score, waits in _scores(book, course.assignment):
        if not grades or (learner in handed_in and is_due(course, learner, notebooks)):
            found[learner] = Standing(None, GRADE)
        elif waits:
            found[learner] = Standing(None, READ)
        else:
            mark = round(max(0.0, score - penalties.get(learner, 0.0)), 2)
            without = learner in handed_in and not (course.submitted(learner) / NAME).exists()
            found[learner] = Standing(mark, answered=not without)
    return found | {one: Standing(None, GRADE) for one in handed_in if one not in found}


def _scores(book: Gradebook, assignment: str) -> list[tuple[str, int, float, bool]]:
    """Learner, how many cells have a row, the marks, and whether one of them is open."""
    given = func.coalesce(Grade.manual_score, Grade.auto_score)
    is_open = case((or_(Grade.needs_manual_grade, given.is_(None)), 1), else_=0)
    query = (
        select(
            SubmittedAssignment.student_id,
            func.count(Grade.id),
            func.coalesce(func.sum(given + func.coalesce(Grade.extra_credit, 0.0)), 0.0),
            func.max(and_(Grade.id.is_not(None), is_open == 1)),
        )
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .outerjoin(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .outerjoin(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .where(Assignment.name == assignment)
        .group_by(SubmittedAssignment.id)
    )
    return [(str(a), int(b), float(c), bool(d)) for a, b, c, d in book.db.execute(query)]


def _penalties(book: Gradebook, assignment: str) -> dict[str, float]:
    query = (
        select(SubmittedAssignment.student_id, func.sum(SubmittedNotebook.late_submission_penalty))
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .where(Assignment.name == assignment)
        .group_by(SubmittedAssignment.id)
    )
    return {str(learner): float(penalty or 0) for learner, penalty in book.db.execute(query)}

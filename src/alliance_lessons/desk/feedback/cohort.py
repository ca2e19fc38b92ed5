"""Writes the pages of a cohort, a batch of learners at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from nbgrader.api import Gradebook
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError

from alliance_lessons.desk.course_directory import Course
from alliance_lessons.desk.feedback.folder import FeedbackFolder, feedback_folder
from alliance_lessons.desk.feedback.gradebook import notebook_names, read_submissions
from alliance_lessons.desk.feedback.pages import Pages, pages
from alliance_lessons.errors import CourseError
from alliance_lessons.feedback.marks import Submission

BATCH = 200  # learners whose marks are read together
Status = Literal["written", "unchanged", "no page"]
Marks = dict[str, Submission]


@dataclass(frozen=True)
class Outcome:
    """How it went with one learner; `waits` for a person who still has to read something."""

    learner: str
    status: Status
    waits: bool = False
    problem: str = ""


def write_feedback(
    course: Course, learners: Sequence[str], force: bool = False
) -> Iterator[Outcome]:
    """Writes what changed of these learners' pages, or with `force` every page.

    Raises CourseError where no page can be made: the assignment or the gradebook is missing.
    """
    database = make_url(course.db_url)
    if database.drivername == "sqlite" and not Path(database.database or "").is_file():
        raise CourseError(
            f"There is no gradebook {database.database}; run `alliance grade "
            f"{course.assignment}` first."
        )
    try:
        with Gradebook(course.db_url, course.directory.course_id) as book:
            names = notebook_names(book, course.assignment)
            if not names:
                raise CourseError(
                    f"The gradebook knows no assignment {course.assignment!r}; run "
                    f"`nbgrader generate_assignment {course.assignment}` first."
                )
            made = [pages(course, book, name) for name in names]
            for start in range(0, len(learners), BATCH):
                yield from _batch(made, book, learners[start : start + BATCH], force)
    except OperationalError as error:
        raise CourseError(
            f"The gradebook {course.db_url} can't be read ({error.orig}); close what else uses "
            "it and run this again. After an update of nbgrader, first `nbgrader db upgrade`."
        ) from None


def _batch(
    made: Sequence[Pages], book: Any, learners: Sequence[str], force: bool
) -> Iterator[Outcome]:
    course = made[0].course
    marks = [read_submissions(book, course.assignment, one.notebook, learners) for one in made]
    for learner in learners:
        try:
            yield _learner(made, marks, learner, feedback_folder(course, learner), force)
        except CourseError as error:
            yield Outcome(learner, "no page", problem=str(error))
        except OSError as error:
            place = Path(error.filename or course.feedback(learner)).name
            yield Outcome(learner, "no page", problem=f"{place}: {error.strerror or error}.")
        except Exception as error:  # noqa: BLE001  one learner's page must not cost the others
            problem = f"the page could not be made ({type(error).__name__}: {error})."
            yield Outcome(learner, "no page", problem=problem)


def _learner(
    made: Sequence[Pages], marks: Sequence[Marks], learner: str, folder: FeedbackFolder, force: bool
) -> Outcome:
    wrote = waits = False
    found = 0
    for one, known in zip(made, marks, strict=True):
        if learner in known and folder.was_marked(one.notebook):
            found += 1
            page = one.page(known[learner])
            wrote |= folder.put(f"{one.notebook}.html", page, force)
            waits |= any(grade.score is None for grade in known[learner].grades.values())
    if not found:
        raise CourseError(
            "no marks in the gradebook; run `alliance grade` with --force for this learner."
        )
    folder.bring_along(force)
    return Outcome(learner, "written" if wrote else "unchanged", waits)

"""Marks a whole cohort: each submission on its own, the gradebook's rows in batches.

An earlier marking's folder is moved away before the rows are committed, the new one put in
its place after that, and what has no folder is marked again: a run that is killed at any
moment is finished by the next one, with the same result.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout
from nbgrader.api import Gradebook
from nbgrader.preprocessors import ClearSolutions
from sqlalchemy.exc import DatabaseError, OperationalError

from alliance_lessons.desk.course_directory import Course
from alliance_lessons.desk.grading.autograded_folder import (
    bring_back,
    course_extras,
    put_in_place,
    remove_left_overs,
    set_aside,
    write_beside,
)
from alliance_lessons.desk.grading.autograded_notebook import Template, marked, template
from alliance_lessons.desk.grading.gradebook_rows import (
    AssignmentIds,
    Penalty,
    Recorded,
    Result,
    assignment_ids,
    known_learners,
    record,
)
from alliance_lessons.desk.grading.marking_notebook import marking_notebooks
from alliance_lessons.desk.grading.penalties import late_penalties
from alliance_lessons.desk.grading.submitted import is_due, read_submission
from alliance_lessons.desk.permissions import Permissions, permissions
from alliance_lessons.errors import CourseError

LOCK = ".grading.lock"
BATCH = 50  # submissions whose rows are written together


@dataclass(frozen=True)
class Outcome:
    """How it went with one learner; `score` is what stands in the gradebook, less a penalty."""

    learner: str
    status: Literal["graded", "unchanged", "not graded"]
    score: float | None = None
    waits: bool = False  # for a person to read
    late: bool = False
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Marking:
    """What marking one submission needs to know, the same for all."""

    course: Course
    ids: AssignmentIds
    forms: Mapping[str, Template]
    extras: Mapping[str, Path]
    permissions: Permissions
    penalty: Penalty
    create_student: bool


@dataclass(frozen=True)
class Prepared:
    """A marked submission that waits to be recorded."""

    result: Result
    folder: Path
    remarks: tuple[str, ...]


def grade(course: Course, learners: Sequence[str], force: bool = False) -> Iterator[Outcome]:
    """Marks what these learners handed in; what is marked and unchanged only with `force`.

    Raises CourseError where nobody can be marked: another run is under way, the gradebook is
    not to be had, or the assignment needs learners' own code.
    """
    try:
        with (
            FileLock(course.root / LOCK, timeout=0),
            Gradebook(course.db_url, course.directory.course_id) as book,
        ):
            marking = _marking(course, book)
            for start in range(0, len(learners), BATCH):
                yield from _grade_batch(marking, book, learners[start : start + BATCH], force)
    except Timeout:
        raise CourseError(
            f"Another `alliance grade` is marking in {course.root}; wait until it has ended."
        ) from None
    except DatabaseError as error:
        raise CourseError(
            f"The gradebook {course.db_url} can't be used ({error.orig}); close what else uses it "
            "and run this again. After an update of nbgrader, first `nbgrader db upgrade`."
        ) from None


def _marking(course: Course, book: Gradebook) -> Marking:
    notebooks = marking_notebooks(course, book)
    stub = ClearSolutions(config=course.config).text_stub
    return Marking(
        course,
        assignment_ids(book, course.assignment),
        {name: template(notebook, stub) for name, notebook in notebooks.items()},
        course_extras(course),
        permissions(course, "Autograde", 444),
        late_penalties(course),
        course.config.Autograde.get("create_student", True),
    )


def _grade_batch(
    marking: Marking, book: Gradebook, learners: Sequence[str], force: bool
) -> Iterator[Outcome]:
    known = known_learners(book, filter(_can_be_recorded, learners))
    prepared: dict[str, Prepared] = {}
    for learner in learners:
        try:
            if not _can_be_recorded(learner):
                raise CourseError("is no name for a learner; rename the folder.")
            remove_left_overs(marking.course.autograded(learner))
            if not force and not is_due(marking.course, learner, frozenset(marking.forms)):
                yield Outcome(learner, "unchanged")
                continue
            if not marking.create_student and learner not in known:
                raise CourseError(f"is not in the gradebook; `nbgrader db student add {learner}`.")
            prepared[learner] = _prepare(marking, learner)
            set_aside(marking.course.autograded(learner))
        except Exception as error:  # noqa: BLE001  one bad submission costs itself alone
            yield _not_graded(learner, error)
    try:
        recorded = _record(marking, book, prepared)
    except BaseException:
        for learner in prepared:
            bring_back(marking.course.autograded(learner))
        raise
    for learner, one in prepared.items():
        yield _placed(marking, one, recorded[learner])


def _placed(marking: Marking, prepared: Prepared, recorded: Recorded | Exception) -> Outcome:
    """Puts the folder of a recorded submission in its place, and says how it went."""
    learner = prepared.result.learner
    target = marking.course.autograded(learner)
    try:
        if isinstance(recorded, Exception):
            bring_back(target)
            raise recorded
        put_in_place(prepared.folder, target)
    except Exception as error:  # noqa: BLE001  as above
        return _not_graded(learner, error)
    score = max(0.0, recorded.score - recorded.penalty)
    late = recorded.seconds_late > 0
    return Outcome(learner, "graded", score, recorded.waits, late, prepared.remarks)


def _can_be_recorded(learner: str) -> bool:
    """Whether a gradebook can hold the name: a folder's may be any bytes."""
    try:
        return bool(learner.encode())
    except UnicodeEncodeError:
        return False


def _prepare(marking: Marking, learner: str) -> Prepared:
    """Marks a submission and writes its folder, without touching the gradebook."""
    submission = read_submission(marking.course, learner, frozenset(marking.forms))
    notebooks = {
        name: marked(marking.forms[name], submission.answers) for name in submission.notebooks
    }
    faults = [fault for one in notebooks.values() for fault in one.problems]
    if faults:
        raise CourseError(
            f"the course's own {faults[0]}, so no marks are recorded; mend it or the "
            "installation and grade again."
        )
    folder = write_beside(
        marking.course.autograded(learner),
        submission,
        {name: one.content for name, one in notebooks.items()},
        marking.extras,
        marking.permissions,
    )
    result = Result(
        learner,
        submission.timestamp,
        {name: one.scores for name, one in notebooks.items()},
        {name: one.comments for name, one in notebooks.items()},
    )
    return Prepared(result, folder, submission.remarks)


def _record(
    marking: Marking, book: Gradebook, prepared: Mapping[str, Prepared]
) -> dict[str, Recorded | Exception]:
    """Records a batch at once; where that fails, each alone, to find whose fault it is."""
    results = [one.result for one in prepared.values()]
    try:
        return {**record(book, marking.ids, results, marking.penalty)}
    except OperationalError:
        raise  # the gradebook itself: nobody's fault
    except Exception:  # noqa: BLE001  whose fault it is shows below
        return {one.learner: _record_alone(marking, book, one) for one in results}


def _record_alone(marking: Marking, book: Gradebook, result: Result) -> Recorded | Exception:
    try:
        return record(book, marking.ids, [result], marking.penalty)[result.learner]
    except Exception as error:  # noqa: BLE001  one bad submission costs itself alone
        return error


def _not_graded(learner: str, error: Exception) -> Outcome:
    said = str(error) if isinstance(error, CourseError) else f"{type(error).__name__}: {error}"
    return Outcome(learner, "not graded", remarks=(said.splitlines()[0][:300],))

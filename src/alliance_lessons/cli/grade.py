"""`alliance grade`: marks what a whole cohort handed in."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from alliance_lessons.cli.parser import DONE, SOME_FAILED, Verbs, add_assignment_of_course
from alliance_lessons.errors import CourseError

if TYPE_CHECKING:
    from alliance_lessons.desk.grading.cohort import Outcome

FULL_TABLE = 60  # learners; of more, only those are listed of whom there is something to say


def add(verbs: Verbs) -> None:
    """Adds the verb."""
    grade = verbs.add_parser(
        "grade",
        help="mark a cohort (for instructors)",
        description="Marks what was handed in, into nbgrader's gradebook and autograded folder. "
        "What is marked already is marked again when it was handed in again.",
        epilog="Marks and comments that a person gave are kept. Exit code 1: somebody could not "
        "be graded.",
    )
    add_assignment_of_course(grade)
    grade.add_argument("--student", metavar="ID", help="only this learner")
    grade.add_argument("--force", action="store_true", help="mark all again")
    grade.add_argument(
        "--json", action="store_true", help="one JSON object a line for each learner, for scripts"
    )
    grade.set_defaults(run=_grade)


def _grade(given: argparse.Namespace) -> int:
    from alliance_lessons.desk.course_directory import open_course
    from alliance_lessons.desk.grading.cohort import grade

    course = open_course(given.course, given.assignment)
    learners = [one for one in course.learners() if given.student in (None, one)]
    if not learners:
        raise CourseError(
            f"Nothing was handed in: there is no {course.submitted(given.student or '*')}."
        )
    outcomes = _with_progress(grade(course, learners, given.force), len(learners))
    try:
        return _say_json(outcomes) if given.json else _say_table(outcomes, len(learners))
    except KeyboardInterrupt:
        print("Stopped: run this again, and the rest is graded.", file=sys.stderr)
        raise


def _with_progress(outcomes: Iterable["Outcome"], total: int) -> Iterator["Outcome"]:
    """The outcomes, with a bar on a terminal that shows how many and how long still."""
    from tqdm import tqdm

    yield from tqdm(outcomes, "Grading", total, unit=" learners", disable=None, leave=False)


def _say_json(outcomes: Iterable["Outcome"]) -> int:
    import json
    from dataclasses import asdict

    failed = False
    for outcome in outcomes:
        print(json.dumps(asdict(outcome)), flush=True)
        failed |= outcome.status == "not graded"
    return SOME_FAILED if failed else DONE


def _say_table(outcomes: Iterable["Outcome"], total: int) -> int:
    counts = {"graded": 0, "unchanged": 0, "not graded": 0}
    waiting = 0
    rows = []
    for outcome in outcomes:
        counts[outcome.status] += 1
        waiting += outcome.waits
        notes = [*(["late"] if outcome.late else []), *outcome.remarks]
        if notes or total <= FULL_TABLE:
            marks = f"{outcome.score:g}" if outcome.score is not None else outcome.status
            rows.append((ascii(outcome.learner)[1:-1], marks, "; ".join(notes)))
    width = max((len(row[0]) for row in rows), default=0)
    for learner, marks, said in rows:
        print(f"{learner:<{width}}  {marks:>10}  {said}".rstrip())
    print(
        f"{counts['graded']} graded, {counts['unchanged']} unchanged since they were graded, "
        f"{counts['not graded']} not graded."
    )
    if waiting:
        print(f"{waiting} wait for a person to read them: open Formgrader.")
    sys.stdout.flush()
    return SOME_FAILED if counts["not graded"] else DONE

"""`alliance feedback`: a page a learner, with the marks and what settles them."""

import argparse
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from alliance_lessons.cli.parser import DONE, SOME_FAILED, Verbs, add_assignment_of_course
from alliance_lessons.errors import CourseError

if TYPE_CHECKING:
    from alliance_lessons.desk.course_directory import Course
    from alliance_lessons.desk.feedback.cohort import Outcome


def add(verbs: Verbs) -> None:
    """Adds the verb."""
    feedback = verbs.add_parser(
        "feedback",
        help="write each learner's feedback (for instructors)",
        description="Writes feedback/<learner>/ASSIGNMENT/<notebook>.html for everybody who was "
        "marked: answers, marks, comments, and what in the case settles each question. No keys "
        "and no hidden tests. `nbgrader release_feedback` hands the pages out.",
        epilog="Run it again after manual marking: pages whose marks, comments or answers "
        "changed are renewed, the others stay as they are. What was changed in a page by hand "
        "is lost then; write comments in Formgrader. Stock `nbgrader generate_feedback` writes "
        "the same pages, and renews them only with --force or after a new hand-in. "
        "Exit code 1: somebody has no page.",
    )
    add_assignment_of_course(feedback)
    feedback.add_argument("--student", metavar="ID", help="only this learner")
    feedback.add_argument(
        "--force", action="store_true", help="write every page, unchanged ones as well"
    )
    feedback.set_defaults(run=_feedback)


def _feedback(given: argparse.Namespace) -> int:
    from tqdm import tqdm

    from alliance_lessons.desk.course_directory import open_course
    from alliance_lessons.desk.feedback.cohort import write_feedback

    course = open_course(given.course, given.assignment)
    marked = course.learners(course.directory.autograded_directory)
    learners = [one for one in marked if given.student in (None, one)]
    if not learners:
        raise CourseError(
            f"Nothing was marked: there is no {course.autograded(given.student or '*')}; "
            f"run `alliance grade {given.assignment}` first."
        )
    outcomes = write_feedback(course, learners, given.force)
    bar = tqdm(outcomes, "Feedback", len(learners), unit=" pages", disable=None, leave=False)
    return _say(bar, course)


def _say(outcomes: Iterable["Outcome"], course: "Course") -> int:
    counts = {"written": 0, "unchanged": 0, "no page": 0}
    waiting = 0
    problems = []
    for outcome in outcomes:
        counts[outcome.status] += 1
        waiting += outcome.waits
        if outcome.problem:
            problems.append(f"{ascii(outcome.learner)[1:-1]}: {outcome.problem}")
    for problem in problems:
        print(problem)
    print(
        f"{counts['written']} written, {counts['unchanged']} unchanged, "
        f"{counts['no page']} without a page; they are in {course.feedback('<learner>')}."
    )
    if waiting:
        print(
            f"{waiting} still wait for a person, and their pages say so; run this again after "
            "marking."
        )
    sys.stdout.flush()
    return SOME_FAILED if problems else DONE

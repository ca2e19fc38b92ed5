"""`alliance report`: what a cohort's answers say about the cohort and about the questions."""

import argparse
from pathlib import Path

from alliance_lessons.cli.parser import DONE, Verbs, add_assignment_of_course, need


def add(verbs: Verbs) -> None:
    """Adds the verb."""
    report = verbs.add_parser(
        "report",
        help="how a cohort did, question by question (for instructors)",
        description="Writes a page and tables on a graded assignment: who has handed in, how the "
        "marks lie, which questions are weak and why, and where to look. Learners appear under "
        "pseudonyms.",
    )
    add_assignment_of_course(report)
    report.add_argument(
        "--roster",
        type=Path,
        metavar="FILE",
        help="CSV that says who takes part: a column id, and group if there are groups; "
        "exports of Canvas and Moodle will do",
    )
    report.add_argument(
        "--names", action="store_true", help="show learners' ids instead of pseudonyms"
    )
    report.add_argument(
        "--to",
        type=Path,
        metavar="FOLDER",
        help="where to write (default: reports/ASSIGNMENT in the course directory)",
    )
    report.set_defaults(run=_report)


def _report(given: argparse.Namespace) -> int:
    need("matplotlib", "scipy", "sklearn")
    from alliance_lessons.desk.course_directory import open_course
    from alliance_lessons.desk.report.make import make_report
    from alliance_lessons.desk.report.state import people, standing

    # opening a course changes the working folder, to which these are relative
    roster = given.roster.resolve() if given.roster else None
    to = given.to.resolve() if given.to else None
    course = open_course(given.course, given.assignment)
    report, files = make_report(course, roster, given.names, to)
    now = standing(report)
    said = f"{people(now.handed_in)} handed in, {now.waiting} wait for a person"
    print(f"{given.assignment}: {said}, {len(report.findings)} questions to look at.")
    if report.enrolled:
        for remark in report.enrolled.remarks:
            print(remark)
    print(files[0])
    return DONE

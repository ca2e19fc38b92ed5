"""`alliance export`: marks for a learning platform."""

import argparse
import sys
from pathlib import Path

from alliance_lessons.cli.parser import DONE, SOME_FAILED, Verbs, add_assignment_of_course


def add(verbs: Verbs) -> None:
    """Adds the verb."""
    export = verbs.add_parser(
        "export",
        help="write marks for Canvas or Moodle (for instructors)",
        description="Writes the final marks of an assignment as a CSV file that Canvas or Moodle "
        "imports. Penalties for being late are taken off, as in nbgrader's own export.",
        epilog="Exit code 1: somebody who handed in is not in the file, and is named: not on the "
        "roster, twice on it, or not read yet. The others are in it.",
    )
    add_assignment_of_course(export)
    export.add_argument(
        "--as", dest="platform", choices=("canvas", "moodle"), required=True, help="the platform"
    )
    export.add_argument(
        "--roster",
        type=Path,
        required=True,
        metavar="FILE",
        help="who is who: the gradebook or participants that the platform exports, or a CSV with "
        "the columns id, name, email, sis login id, ...",
    )
    export.add_argument(
        "--to", type=Path, metavar="FILE", help="(default: ASSIGNMENT_PLATFORM.csv in the course)"
    )
    export.add_argument(
        "--by", default="", metavar="HEADING", help="the roster's column with the learners' ids"
    )
    export.add_argument(
        "--column", default="", metavar="NAME", help="the assignment's name or number there"
    )
    export.add_argument(
        "--missing",
        choices=("empty", "zero", "omit"),
        default="empty",
        help="for who handed nothing in: no mark (default), 0, or no row",
    )
    export.set_defaults(run=_export)


def _export(given: argparse.Namespace) -> int:
    from alliance_lessons.desk.course_directory import open_course
    from alliance_lessons.desk.exports.run import export

    roster, to = str(given.roster.absolute()), str(given.to.absolute()) if given.to else ""
    course = open_course(given.course, given.assignment)
    written = export(
        course,
        given.platform,
        roster=roster,
        to=to,
        by=given.by,
        column=given.column,
        missing=given.missing,
    )
    for sentence in written.remarks:
        print(sentence)
    for sentence in written.problems:
        print(sentence, file=sys.stderr)
    print(f"{written.path.resolve()}: {written.marks} marks.")
    return SOME_FAILED if written.problems else DONE

"""What the verbs' arguments have in common: how they are read, and what a run ends with."""

import argparse
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

from alliance_lessons.errors import CourseError

DONE, SOME_FAILED, MISUSE, INTERRUPTED = 0, 1, 2, 130
Verbs = Any  # what `add_subparsers` gives; argparse has no public name for it


class Parser(argparse.ArgumentParser):
    """Says in one sentence what is wrong with the arguments."""

    def error(self, message: str) -> NoReturn:
        self.exit(MISUSE, f"{message[:1].upper()}{message[1:]}; see {self.prog} --help.\n")


def add_from(parser: argparse.ArgumentParser) -> None:
    """`--from FOLDER`: where a learner's work lies."""
    parser.add_argument(
        "--from",
        dest="source",
        type=Path,
        metavar="FOLDER",
        help="your workbook, or the assignment's folder (default: ./workbook)",
    )


def add_assignment_of_course(parser: argparse.ArgumentParser) -> None:
    """`ASSIGNMENT` and `--course FOLDER`: an assignment of an instructor's course directory."""
    parser.add_argument("assignment", metavar="ASSIGNMENT")
    parser.add_argument(
        "--course",
        type=Path,
        default=Path(),
        metavar="FOLDER",
        help="your course directory, with nbgrader_config.py (default: this folder)",
    )


def need(*libraries: str) -> None:
    """Refuses in a sentence where a library is missing that instructors alone need, as on Binder.

    >>> need("json")
    """
    missing = [library for library in libraries if find_spec(library) is None]
    if missing:
        raise CourseError(
            f"Not installed here: {', '.join(missing)}; use a copy of the course that "
            "python3 start.py has set up."
        )


def port(text: str) -> int:
    """A port's number."""
    if not re.fullmatch("[0-9]{1,5}", text) or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; give a number from 0 to 65535")
    return int(text)


def assignment(name: str) -> str:
    """An assignment of the course."""
    from alliance_lessons.workbook.course import course_files

    known = course_files().names()
    if name not in known:
        listed = ", ".join(known) or "none yet"
        raise argparse.ArgumentTypeError(f"there is no assignment {name!r}; there are: {listed}")
    return name


def learner(text: str) -> str:
    """A learner id."""
    from alliance_lessons.workbook.hand_in import LEARNER_ID

    if not LEARNER_ID.fullmatch(text):
        raise argparse.ArgumentTypeError(
            f"{text!r} is no learner id; begin with a letter or digit and use letters, digits "
            "and . - @ _ only"
        )
    return text

"""The command line: `alliance VERB`. What a verb needs is imported when it is used."""

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from alliance_lessons.errors import CourseError

DONE, SOME_FAILED, MISUSE, INTERRUPTED = 0, 1, 2, 130


class Parser(argparse.ArgumentParser):
    """Says in one sentence what is wrong with the arguments."""

    def error(self, message: str) -> NoReturn:
        self.exit(MISUSE, f"{message[:1].upper()}{message[1:]}; see {self.prog} --help.\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one verb; returns 0 when it is done, 1 when some of it failed, 2 for misuse."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that can't show a sign
    # jsonschema, which Jupyter needs, builds a grammar of it for seconds, to check international
    # addresses that nothing here has; without it that one check is left out
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    parser = _parser()
    try:
        given, more = parser.parse_known_args(arguments)
        if more and given.run is not _lab:
            parser.error(f"unknown argument {more[0]}")
        given.more = more
        run: Callable[[argparse.Namespace], int] = given.run
        return run(given)
    except CourseError as error:
        print(error, file=sys.stderr)
        return SOME_FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # such as `alliance mark rights | head`
        sys.stderr.close()
        return SOME_FAILED


def _parser() -> Parser:
    parser = Parser(prog="alliance", description="A course on leading strategic alliances.")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)

    lab = verbs.add_parser(
        "lab",
        help="open the course in JupyterLab",
        description="Makes or upgrades a workbook and opens it in JupyterLab; Ctrl-C ends it.",
        epilog="Further arguments go to JupyterLab, such as --ip=127.0.0.1 (write them with =).",
    )
    lab.add_argument("folder", nargs="?", type=Path, help="the workbook (default: ./workbook)")
    lab.add_argument("--no-browser", action="store_true", help="only show the address")
    lab.add_argument("--port", type=_port, metavar="N", help="where to listen (default: 8888)")
    lab.set_defaults(run=_lab)

    workbook = verbs.add_parser(
        "workbook",
        help="make or upgrade a workbook",
        description="Makes a folder of your own from the course, or brings one up to date. "
        "What you changed stays as it is.",
    )
    workbook.add_argument("folder", type=Path, metavar="FOLDER")
    workbook.set_defaults(run=_workbook)

    submit = verbs.add_parser(
        "submit",
        help="make the zip to hand in",
        description="Writes <assignment>_<id>.zip, with the notebook and your newest answers.",
    )
    submit.add_argument("assignment", type=_assignment, metavar="ASSIGNMENT")
    submit.add_argument(
        "--as", dest="learner", type=_learner, required=True, metavar="ID", help="your learner id"
    )
    _add_from(submit)
    submit.add_argument(
        "--to",
        type=Path,
        metavar="FOLDER",
        help="where the zip goes (default: beside the assignment's folder)",
    )
    submit.add_argument(
        "--with-history", action="store_true", help="also what you tried before, and how sure"
    )
    submit.add_argument(
        "--share", action="store_true", help="also the answers that you may choose to share"
    )
    submit.set_defaults(run=_submit)

    mark = verbs.add_parser(
        "mark",
        help="mark your own work",
        description="Marks your answers to an assignment, item by item, and says why.",
    )
    mark.add_argument("assignment", type=_assignment, metavar="ASSIGNMENT")
    _add_from(mark)
    mark.set_defaults(run=_mark)

    check = verbs.add_parser(
        "check",
        help="check the course (for authors)",
        description="Checks the item bank, the lessons and the assignments.",
    )
    check.add_argument(
        "--refresh", action="store_true", help="run the lessons and store their outputs first"
    )
    check.set_defaults(run=_check)
    return parser


def _add_from(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from",
        dest="source",
        type=Path,
        metavar="FOLDER",
        help="your workbook, or the assignment's folder (default: ./workbook)",
    )


def _port(text: str) -> int:
    if not re.fullmatch("[0-9]{1,5}", text) or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; give a number from 0 to 65535")
    return int(text)


def _assignment(name: str) -> str:
    from alliance_lessons.workbook.course import course_files

    known = course_files().names()
    if name not in known:
        listed = ", ".join(known) or "none yet"
        raise argparse.ArgumentTypeError(f"there is no assignment {name!r}; there are: {listed}")
    return name


def _learner(text: str) -> str:
    from alliance_lessons.workbook.hand_in import LEARNER_ID

    if not LEARNER_ID.fullmatch(text):
        raise argparse.ArgumentTypeError(
            f"{text!r} is no learner id; begin with a letter or digit and use letters, digits "
            "and . - @ _ only"
        )
    return text


def _lab(given: argparse.Namespace) -> int:
    from alliance_lessons.workbook.lab import open_lab

    folder = given.folder or _own_workbook()
    place = _made(folder)
    print(f"Opening {place} in JupyterLab; Ctrl-C ends it.", flush=True)
    open_lab(place, not given.no_browser, given.port, given.more)
    return DONE


def _workbook(given: argparse.Namespace) -> int:
    _made(given.folder)
    return DONE


def _made(folder: Path) -> Path:
    from alliance_lessons.workbook.folder import make_workbook

    made = make_workbook(folder)
    for note in made.notes:
        print(note)
    new = len(made.written)
    news = f"{new} new file{'s' if new > 1 else ''}" if new else "up to date"
    print(f"{made.folder}: {news}.")
    return made.folder


def _own_workbook() -> Path:
    """The folder a learner means without naming one: this one if it is a workbook."""
    from alliance_lessons.workbook.folder import is_workbook

    here = Path.cwd()
    return here if is_workbook(here) else here / "workbook"


def _work(given: argparse.Namespace) -> Path:
    """The folder of an assignment's answers."""
    from alliance_lessons.workbook.hand_in import assignment_folder

    if given.source is None and (Path.cwd() / f"{given.assignment}.ipynb").exists():
        return Path.cwd()
    return assignment_folder(given.source or _own_workbook(), given.assignment)


def _submit(given: argparse.Namespace) -> int:
    from alliance_lessons.workbook.hand_in import hand_in_file, remarks

    folder = _work(given)
    for remark in remarks(folder, given.assignment):
        print(remark)
    to = given.to or folder.resolve().parent  # as the panel in the assignment does
    path = hand_in_file(
        folder, given.assignment, given.learner, to, given.with_history, given.share
    )
    print(f"{path.resolve()} is ready: give this file to your instructor.")
    return DONE


def _mark(given: argparse.Namespace) -> int:
    from alliance_lessons.workbook import answers
    from alliance_lessons.workbook.course import course_files
    from alliance_lessons.workbook.notebooks import read_notebook
    from alliance_lessons.workbook.trusted_cells import run_trusted_cells, total

    found = answers.read(_work(given))
    marks = run_trusted_cells(read_notebook(course_files().source(given.assignment)), found)
    for problem in found.problems:
        print(problem)
    for mark in marks:
        name = mark.item_id or mark.grade_id
        if mark.score is None:
            print(f"{name}: {mark.points:g} points that a person gives")
        else:
            answer = "" if found.latest(mark.item_id) else ", not answered"
            print(f"{name}: {mark.score:g} of {mark.points:g}{answer}")
        if mark.because:
            print(f"    {mark.because}")
    earned, possible = total(marks)
    print(f"Automatic marks: {earned:g} of {possible:g}.")
    faults = [mark.problem for mark in marks if mark.problem]
    for fault in faults:
        print(f"Please tell the authors: {fault}.", file=sys.stderr)
    return SOME_FAILED if faults else DONE


def _check(given: argparse.Namespace) -> int:
    from alliance_lessons.desk.check_course import Simulations, check_course
    from alliance_lessons.desk.refresh import refresh
    from alliance_lessons.views.simulations import SAVED_ITEMS, find_simulation
    from alliance_lessons.workbook.course import course_files

    files = course_files()
    if given.refresh and not files.in_clone:
        raise CourseError(f"{files.course} is an installed course; refresh in a clone of it.")
    simulations = Simulations(find_simulation, SAVED_ITEMS)
    faults = list(refresh(files)) if given.refresh else []
    faults += check_course(files, simulations)
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults." if faults else "The course is in order.")
    return SOME_FAILED if faults else DONE


if __name__ == "__main__":
    sys.exit(main())

"""`alliance lab` and `alliance workbook`: a learner's own copy of the course."""

import argparse
from pathlib import Path

from alliance_lessons.cli.parser import DONE, Verbs, port


def add(verbs: Verbs) -> None:
    """Adds the verbs."""
    lab = verbs.add_parser(
        "lab",
        help="open the course in JupyterLab",
        description="Makes or upgrades a workbook and opens it in JupyterLab; Ctrl-C ends it.",
        epilog="Further arguments go to JupyterLab, such as --ip=127.0.0.1 (write them with =).",
    )
    lab.add_argument("folder", nargs="?", type=Path, help="the workbook (default: ./workbook)")
    lab.add_argument("--no-browser", action="store_true", help="only show the address")
    lab.add_argument("--port", type=port, metavar="N", help="where to listen (default: 8888)")
    lab.set_defaults(run=_lab)

    workbook = verbs.add_parser(
        "workbook",
        help="make or upgrade a workbook",
        description="Makes a folder of your own from the course, or brings one up to date. "
        "What you changed stays as it is.",
    )
    workbook.add_argument("folder", type=Path, metavar="FOLDER")
    workbook.set_defaults(run=_workbook)


def _lab(given: argparse.Namespace) -> int:
    from alliance_lessons.workbook.lab import open_lab

    folder = given.folder or own_workbook()
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


def own_workbook() -> Path:
    """The folder a learner means without naming one: this one if it is a workbook."""
    from alliance_lessons.workbook.folder import is_workbook

    here = Path.cwd()
    return here if is_workbook(here) else here / "workbook"

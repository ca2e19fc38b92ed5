"""`alliance desk`: an instructor's course directory."""

import argparse
from pathlib import Path

from alliance_lessons.cli.parser import DONE, Verbs


def add(verbs: Verbs) -> None:
    """Adds the verb."""
    desk = verbs.add_parser(
        "desk",
        help="make or upgrade a course directory (for instructors)",
        description="Makes an nbgrader course directory from the course, or brings one up to "
        "date. What you changed stays as it is, and so do gradebook and hand-ins.",
    )
    desk.add_argument("folder", type=Path, metavar="FOLDER")
    desk.add_argument(
        "--name", default="", help="the course's name in nbgrader's exchange (default: FOLDER's)"
    )
    desk.add_argument(
        "--private",
        type=Path,
        metavar="OVERLAY",
        help="a folder with source/<assignment>/ of your own, with other keys or points",
    )
    desk.set_defaults(run=_desk)


def _desk(given: argparse.Namespace) -> int:
    from alliance_lessons.desk.desk_folder import course_id_of, make_desk

    made = make_desk(given.folder, given.name, given.private)
    for note in made.notes:
        print(note)
    for place in made.written:
        print(f"  {place}")
    named = course_id_of(made.folder) or "its own"
    new = len(made.written)
    news = f"{new} new file{'s' if new > 1 else ''}" if new else "up to date"
    print(f"{made.folder}, course {named}: {news}.")
    changed = sorted({place.parts[1] for place in made.written if place.parts[0] == "source"})
    for name in changed:
        print(f"Next, in that folder: nbgrader generate_assignment {name}")
    return DONE

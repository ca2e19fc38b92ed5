"""`alliance check`: what an author should mend."""

import argparse

from alliance_lessons.cli.parser import DONE, SOME_FAILED, Verbs
from alliance_lessons.errors import CourseError


def add(verbs: Verbs) -> None:
    """Adds the verb."""
    check = verbs.add_parser(
        "check",
        help="check the course (for authors)",
        description="Checks the item bank, the lessons and the assignments.",
    )
    check.add_argument(
        "--refresh",
        action="store_true",
        help="first run the lessons, and store their outputs and the course's outline",
    )
    check.set_defaults(run=_check)


def _check(given: argparse.Namespace) -> int:
    from alliance_lessons.desk.build_outline import outline_faults, refresh_outline
    from alliance_lessons.desk.check_course import Simulations, check_course
    from alliance_lessons.desk.refresh import refresh
    from alliance_lessons.views.simulations import SAVED_ITEMS, find_simulation
    from alliance_lessons.workbook.course import course_files

    files = course_files()
    if given.refresh and not files.in_clone:
        raise CourseError(f"{files.course} is an installed course; refresh in a clone of it.")
    simulations = Simulations(find_simulation, SAVED_ITEMS)
    # the stored map is made from the outline
    found = [*refresh_outline(files), *refresh(files)] if given.refresh else []
    found += [*check_course(files, simulations), *outline_faults(files)]
    faults = dict.fromkeys(found)  # what can't be read is found each time it is read
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults." if faults else "The course is in order.")
    return SOME_FAILED if faults else DONE

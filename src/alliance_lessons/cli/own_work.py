"""`alliance submit` and `alliance mark`: what a learner does with the own answers."""

import argparse
import sys
from pathlib import Path

from alliance_lessons.cli.parser import DONE, SOME_FAILED, Verbs, add_from, assignment, learner
from alliance_lessons.cli.workbooks import own_workbook


def add(verbs: Verbs) -> None:
    """Adds the verbs."""
    submit = verbs.add_parser(
        "submit",
        help="make the zip to hand in",
        description="Writes <assignment>_<id>.zip, with the notebook and your newest answers.",
    )
    submit.add_argument("assignment", type=assignment, metavar="ASSIGNMENT")
    submit.add_argument(
        "--as", dest="learner", type=learner, required=True, metavar="ID", help="your learner id"
    )
    add_from(submit)
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
        description="Marks your answers to an assignment, item by item, says why, and writes the "
        "page of feedback that an instructor's marking would give.",
        epilog="The right answers of this open course stand in its public sources, and marking "
        "shows what is right: in a course with an instructor, hand in first. The levels of your "
        "text you choose yourself, at the end of the assignment.",
    )
    mark.add_argument("assignment", type=assignment, metavar="ASSIGNMENT")
    add_from(mark)
    mark.add_argument(
        "--page",
        type=Path,
        metavar="FILE",
        help="where the page goes (default: <assignment>_feedback.html, beside the "
        "assignment's folder)",
    )
    mark.set_defaults(run=_mark)


def _work(given: argparse.Namespace) -> Path:
    """The folder of an assignment's answers."""
    from alliance_lessons.workbook.hand_in import assignment_folder

    if given.source is None and (Path.cwd() / f"{given.assignment}.ipynb").exists():
        return Path.cwd()
    return assignment_folder(given.source or own_workbook(), given.assignment)


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
    from alliance_lessons.feedback.own import in_words, own_feedback, page_path, write_page

    folder = _work(given)
    marked = own_feedback(folder, given.assignment)
    for problem in marked.answers.problems:
        print(problem)
    levels = {one.name: one for one in marked.criteria}
    for mark in marked.marks:
        name = mark.item_id or mark.grade_id
        if mark.grade_id in levels:
            print(f"{name}: {levels[mark.grade_id].in_words}")
        elif mark.score is None:
            print(f"{name}: {mark.points:g} points that a person gives")
        else:
            answer = "" if marked.answers.latest(mark.item_id) else ", not answered"
            print(f"{name}: {mark.score:g} of {mark.points:g}{answer}")
        if mark.because:
            print(f"    {mark.because}")
    print(in_words(marked))
    path = given.page or page_path(folder, given.assignment)
    write_page(path, marked.page)
    print(f"The page of feedback is {path.resolve()}.")
    faults = [mark.problem for mark in marked.marks if mark.problem]
    for fault in faults:
        print(f"Please tell the authors: {fault}.", file=sys.stderr)
    return SOME_FAILED if faults else DONE

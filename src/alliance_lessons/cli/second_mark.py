"""`alliance second-mark`: a sample for a second marker, and how far the two markers agree."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from alliance_lessons.cli.parser import DONE, Verbs, add_assignment_of_course, need
from alliance_lessons.errors import CourseError

if TYPE_CHECKING:
    from alliance_lessons.desk.course_directory import Course
    from alliance_lessons.desk.second_marking.agreement import Agreement, SecondMarking
    from alliance_lessons.desk.second_marking.sample import Sample


def add(verbs: Verbs) -> None:
    """Adds the verb."""
    second = verbs.add_parser(
        "second-mark",
        help="have a sample of texts marked twice (for instructors)",
        description="Draws a sample of the texts that a person has marked and writes a folder "
        "for a second marker: the texts without names and marks, and an empty marks.csv. Called "
        "again when that is filled in, says how far the two markers agree.",
    )
    add_assignment_of_course(second)
    second.add_argument(
        "--share",
        type=_share,
        metavar="PERCENT",
        help="how many of the texts (default: 10), but at least five",
    )
    second.add_argument(
        "--seed",
        type=int,
        metavar="N",
        help="where the drawing starts; the same number draws the same texts (default: 1)",
    )
    second.set_defaults(run=_second_mark)


def _share(text: str) -> float:
    try:
        share = float(text.removesuffix("%"))
    except ValueError:
        share = 0
    if not 0 < share <= 100:
        raise argparse.ArgumentTypeError(f"{text!r} is no share; give percent, such as 10")
    return share


def _second_mark(given: argparse.Namespace) -> int:
    need("sklearn")
    from alliance_lessons.desk.course_directory import open_course
    from alliance_lessons.desk.second_marking.agreement import agreement
    from alliance_lessons.desk.second_marking.draw_sample import draw_sample
    from alliance_lessons.desk.second_marking.sample import SEED, SHARE, saved

    course = open_course(given.course, given.assignment)
    sample = saved(course)
    if sample is None:
        share = SHARE if given.share is None else given.share
        sample = draw_sample(course, share, SEED if given.seed is None else given.seed)
        lines = _drawn(course, sample)
    else:
        _refuse_another(given, course, sample)
        found = agreement(course)
        assert found is not None
        lines = _said(course, found)
    for line in lines:
        print(line)
    return DONE


def _drawn(course: "Course", sample: "Sample") -> Iterator[str]:
    from alliance_lessons.desk.second_marking.sample import folder_of, record_of

    yield f"{len(sample.texts)} of {sample.of} marked texts drawn, with seed {sample.seed}."
    yield (
        f"Give the folder {folder_of(course)} to the second marker, who reads texts.html and "
        "fills in marks.csv."
    )
    yield f"Keep {record_of(course)} to yourself: it says who is who."
    yield f"When marks.csv is back, run `alliance second-mark {course.assignment}` again."


def _refuse_another(given: argparse.Namespace, course: "Course", sample: "Sample") -> None:
    from alliance_lessons.desk.second_marking.sample import folder_of, record_of

    if given.share in (None, sample.share) and given.seed in (None, sample.seed):
        return
    raise CourseError(
        f"A sample is drawn already ({sample.share:g} percent, seed {sample.seed}); to draw "
        f"another, move {record_of(course)} and {folder_of(course)} away first."
    )


def _said(course: "Course", found: "SecondMarking") -> Iterator[str]:
    from alliance_lessons.desk.second_marking.marks_file import marks_file

    marks = found.texts * len(found.criteria)
    if found.missing == marks:
        yield f"{marks_file(course)} is still empty: {marks} marks of {found.texts} texts to come."
        return
    if found.missing:
        yield f"{found.missing} of {marks} marks are still to come."
    who = {text.number: text.learner for text in found.sample.texts}
    for one in found.criteria:
        yield from _criterion(one, who)


def _criterion(one: "Agreement", who: dict[int, str]) -> Iterator[str]:
    yield one.title
    if one.n:
        near = f"{one.adjacent} one level apart, {len(one.apart)} further apart"
        yield f"  {one.n} texts: {one.exact} with the same level ({one.exact / one.n:.0%}), {near}"
    if one.kappa is not None:
        yield f"  quadratic-weighted kappa {one.kappa:.2f} (n = {one.n})"
    yield f"  {one.reading}"
    if one.warning:
        yield f"  {one.warning}"
    if one.left_out:
        left_out = ", ".join(map(str, one.left_out))
        yield f"  Left out, as the first mark is none of the levels: text {left_out}."
    for text in one.apart:
        yield (
            f"  Talk about text {text.number} ({ascii(who[text.number])[1:-1]}): "
            f"{text.first:g} and {text.second:g}."
        )

"""Where the assignment stands: who is in, late or waiting, and how far the marks can be trusted."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from alliance_lessons.desk.report import cohort
from alliance_lessons.desk.report.findings import Finding
from alliance_lessons.desk.report.gather import Report
from alliance_lessons.desk.report.statistics import FEWEST_FOR_ITEMS

USUAL = 0.70  # of alpha for a class test


@dataclass(frozen=True)
class Standing:
    """How many learners are how far; `missing` is None where no roster says who is expected."""

    expected: int
    handed_in: int
    missing: int | None
    late: int
    not_graded: int
    waiting: int
    marked: int
    strangers: int


def standing(report: Report) -> Standing:
    """The cohort in numbers."""
    table = report.cohort
    status = table["status"]
    groups = table["group"] if "group" in table else pd.Series(dtype=object)
    strangers = int((groups == cohort.NOT_ON_ROSTER).sum())
    missing = int((status == cohort.NOT_IN).sum())
    return Standing(
        expected=len(table) - strangers,
        handed_in=len(table) - missing,
        missing=missing if report.enrolled else None,
        late=int((table["late"] > 0).sum()),
        not_graded=int((status == cohort.NOT_GRADED).sum()),
        waiting=int((status == cohort.WAITS).sum()),
        marked=int((status == cohort.DONE).sum()),
        strangers=strangers,
    )


def state_findings(report: Report) -> Iterator[Finding]:
    """What is to be done before the marks are whole, and how far they can be trusted."""
    now = standing(report)
    for number, seen, do in (
        (now.not_graded, "Some hand-ins are not graded yet.", f"Run {_command(report)}."),
        (
            report.again,
            "Some handed in again after they were graded; the figures are those of before.",
            f"Run {_command(report)}.",
        ),
        (now.waiting, "Some texts wait for a person.", "Read and mark them in Formgrader."),
        (
            now.missing or 0,
            "Some on the roster have not handed in.",
            "Write to them; with `--names`, learners.csv says who they are.",
        ),
        (
            now.strangers,
            "Some who handed in are not on the roster.",
            "Mend the roster, or ask which id they should have used.",
        ),
        (
            len(report.counts.unreadable),
            "The answers of some could not be read again.",
            f"Run {_command(report)} with its messages shown.",
        ),
    ):
        if number:
            yield Finding(seen, do, people(number), "cohort")
    if report.shown and report.marked < FEWEST_FOR_ITEMS:
        yield Finding(
            "Too few learners to judge a single question.",
            "Take the figures of questions as hints and look into the answers themselves.",
            f"{people(report.marked)}; {FEWEST_FOR_ITEMS} are needed",
            "questions",
        )
    elif report.shown and report.alpha is not None and report.alpha < USUAL:
        yield Finding(
            "The marks tell single learners apart only roughly.",
            "Let nobody's pass or fail hang on a few points.",
            reliability(report),
            "marks",
        )


def reliability(report: Report) -> str:
    """Alpha with its interval in a line."""
    if report.alpha is None:
        return "alpha: none, since the marks do not differ"
    if report.interval is None:
        return f"alpha {report.alpha:.2f}, interval: none, since too few marks differ"
    low, high = report.interval.low, report.interval.high
    return f"alpha {report.alpha:.2f}, 95 % interval {low:.2f} to {high:.2f}"


def people(number: int) -> str:
    """How many learners.

    >>> people(1), people(30)
    ('1 learner', '30 learners')
    """
    return f"{number:,} learner{'' if number == 1 else 's'}"


def _command(report: Report) -> str:
    return f"`alliance grade {report.assignment}`"

"""What the course sets out to teach, and where: docs/alignment.csv and docs/outcomes.csv.

Each line of the first joins one row (a statement of the texts that the course goes back to) with
an outcome, a lesson, what is practised there (items and simulations), and graded items of that
outcome. A row stands more than once only with another outcome or in another lesson.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from alliance_lessons.desk.notebook_faults import said
from alliance_lessons.items.bank import content_files, read_file
from alliance_lessons.items.item import COMPETENCIES
from alliance_lessons.workbook.course import course_files
from alliance_lessons.workbook.notebooks import read_notebook

DOCS = Path(__file__).resolve().parents[2] / "docs"
SHOWN = ("ask", "recall", "explore")


@dataclass(frozen=True)
class Line:
    """One line of docs/alignment.csv."""

    row: str
    statement: str
    outcome: str
    lesson: str
    practice: tuple[str, ...]
    graded: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """One line of docs/outcomes.csv."""

    id: str
    module: str
    competency: str
    sentence: str


@dataclass(frozen=True)
class Course:
    """What there is: shown names by lesson (4_1), and graded items by competency.

    `automatic` are the graded items that need no person; the others of an assignment are texts.
    """

    shown: Mapping[str, frozenset[str]]
    graded: Mapping[str, frozenset[str]]
    automatic: Mapping[str, frozenset[str]]


def lines() -> list[Line]:
    """The lines of docs/alignment.csv."""
    return [
        Line(
            row["row"],
            row["statement"],
            row["outcome"],
            row["lesson"],
            tuple(row["practice"].split()),
            tuple(row["graded"].split()),
        )
        for row in _read("alignment.csv")
    ]


def outcomes() -> list[Outcome]:
    """The lines of docs/outcomes.csv."""
    return [Outcome(**row) for row in _read("outcomes.csv")]


@cache
def course() -> Course:
    """What the notebooks show and the assignments mark."""
    files = course_files()
    numbered = [path for path in files.lessons() if path.name[0].isdigit()]
    shown = {
        path.name[:3]: frozenset(
            call.name for call in said(read_notebook(path)) if call.verb in SHOWN
        )
        for path in numbered
    }
    graded, automatic = {}, {}
    for name in files.names():
        marked = {c.name for c in said(read_notebook(files.source(name))) if c.verb == "mark"}
        file = next(one for one in content_files() if one.name == f"{name}_a.toml")
        items = read_file(file)
        competency = items[0].competency
        automatic[competency] = frozenset(marked)
        texts = {item.id for item in items if item.kind == "text"}
        graded[competency] = automatic[competency] | texts
    return Course(shown, graded, automatic)


def faults(
    lines: Sequence[Line], outcomes: Sequence[Outcome], there: Course, rows: set[str]
) -> Iterator[str]:
    """What is missing, doubled or not there, a sentence each."""
    yield from _faults_of_rows(lines, rows)
    known = {one.id: one for one in outcomes}
    for line in lines:
        place = f"{line.row}, {line.outcome}, {line.lesson}"
        if line.outcome not in known:
            yield f"{place}: there is no such outcome"
            continue
        for name in line.practice:
            if name not in there.shown.get(line.lesson, ()):
                yield f"{place}: {name} is not asked in that lesson"
        for name in line.graded:
            if name not in there.graded.get(known[line.outcome].competency, ()):
                yield f"{place}: {name} is not in the assignment"
    yield from _faults_of_outcomes(lines, outcomes, there)
    taught = {line.lesson for line in lines}
    yield from (f"{lesson} has no outcome" for lesson in there.shown if lesson not in taught)
    in_use = {name for line in lines for name in line.graded}
    for marked in there.automatic.values():
        yield from (f"{name} belongs to no outcome" for name in sorted(marked - in_use))


def _faults_of_rows(lines: Sequence[Line], rows: set[str]) -> Iterator[str]:
    found = {line.row for line in lines}
    yield from (f"{row} is missing" for row in sorted(rows - found))
    yield from (f"{row} is no row of these modules" for row in sorted(found - rows))
    for place, times in Counter((one.row, one.outcome, one.lesson) for one in lines).items():
        if times > 1:
            yield f"{', '.join(place)} stands {times} times"
    for row in found:
        if len({line.statement for line in lines if line.row == row}) > 1:
            yield f"{row} is stated in two ways"


def _faults_of_outcomes(
    lines: Sequence[Line], outcomes: Sequence[Outcome], there: Course
) -> Iterator[str]:
    for one, times in Counter(outcome.id for outcome in outcomes).items():
        if times > 1:
            yield f"{one} stands {times} times"
    for outcome in outcomes:
        of_it = [line for line in lines if line.outcome == outcome.id]
        if not any(line.practice for line in of_it):
            yield f"{outcome.id} is practised nowhere"
        if not any(
            set(line.graded) & there.automatic.get(outcome.competency, set()) for line in of_it
        ):
            yield f"{outcome.id} is graded nowhere"
        if outcome.competency not in COMPETENCIES:
            yield f"{outcome.id}: {outcome.competency!r} is none of the competencies"
        if not outcome.sentence.startswith("can "):
            yield f"{outcome.id}: say what somebody can do: can ..."


def _read(name: str) -> list[dict[str, str]]:
    with (DOCS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

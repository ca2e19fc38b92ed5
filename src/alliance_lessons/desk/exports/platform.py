"""What the exports for all learning platforms have in common: whose mark is written, and whose not.

A platform takes a file as it stands, so what is in doubt is left out and named. An empty cell
may take away a mark that stands on the platform: where the roster is the platform's own file,
whoever gets no mark keeps what stands there.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins import ExportPlugin
from traitlets import Enum, Unicode

from alliance_lessons.desk.course_directory import Course
from alliance_lessons.desk.exports.csv_file import is_formula, write_table
from alliance_lessons.desk.exports.marks import (
    GRADE,
    READ,
    Standing,
    assignments,
    most,
    standings,
)
from alliance_lessons.desk.exports.roster import Matched, Person, Roster, match, read_roster
from alliance_lessons.errors import CourseError

MISSING = ("empty", "zero", "omit")
# what stands in a platform's own cell and can be given back to it
KEPT = re.compile(r"|-|EX|N/A|-?[0-9]+([.,][0-9]+)?", re.IGNORECASE)


@dataclass
class Written:
    """What an export did. `problems` and `remarks` are sentences; problems want mending."""

    path: Path
    marks: int = 0
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Column:
    """An assignment's column: its heading, its points, who has which mark, and where the
    roster has the platform's own marks for it.
    """

    assignment: str
    heading: str
    points: float
    standings: Mapping[str, Standing]
    place: int | None


@dataclass(frozen=True)
class Layout:
    """The cells before the marks; `cells` gives none for a person whom the file can't name."""

    headings: list[str]
    cells: Callable[[Person], list[str] | None]


class PlatformExport(ExportPlugin):
    """An export plug-in of nbgrader's; subclasses know one platform's file."""

    platform = ""
    form = ""  # of this platform's own file, as in the module `roster`

    roster = Unicode("", help="CSV file that says who each learner is").tag(config=True)
    by = Unicode("", help="heading of the roster's column with the learners' ids").tag(config=True)
    column = Unicode("", help="the assignment's name or number on the platform").tag(config=True)
    missing = Enum(
        MISSING, "empty", help="what those get who handed nothing in: no mark, 0 or no row"
    ).tag(config=True)

    def export(self, gradebook: Any) -> None:
        """What `nbgrader export` runs: says what there is to say in its log."""
        try:
            written = self.write(gradebook)
        except CourseError as error:
            self.log.error("%s", error)
            sys.exit(1)
        for remark in written.remarks:
            self.log.warning("%s", remark)
        for problem in written.problems:
            self.log.error("%s", problem)
        self.log.info("%d marks in %s", written.marks, written.path)
        if written.problems:
            sys.exit(1)

    def write(self, gradebook: Any) -> Written:
        """Writes the file; raises CourseError where there can be none."""
        if not self.roster:
            raise CourseError(
                f"Who is who on {self.platform} stands in a roster; name its file with "
                f"--{type(self).__name__}.roster=FILE."
            )
        roster = read_roster(Path(self.roster))
        if roster.form not in (self.form, "plain"):
            raise CourseError(
                f"{roster.path} is no roster for {self.platform}; export one from there, or name "
                "the column with the learners' ids id."
            )
        names = [str(name) for name in self.assignment] or assignments(gradebook)
        if self.column and len(names) > 1:
            raise CourseError("A column is one assignment's; name the assignment.")
        written = Written(self._target(roster, names))
        columns = [self._column(gradebook, roster, name, written) for name in names]
        write_table(written.path, self._rows(roster, columns, written))
        return written

    def heading(self, roster: Roster, wanted: str) -> tuple[str, int | None]:
        """How the platform calls an assignment, and its place in the roster."""
        raise NotImplementedError

    def layout(self, roster: Roster, found: Matched, people: list[Person]) -> Layout:
        """How the platform is told who is who."""
        raise NotImplementedError

    def below_headings(self, columns: list[Column], width: int) -> list[list[str]]:
        """Rows that stand between the headings and the people."""
        return []

    def _target(self, roster: Roster, names: list[str]) -> Path:
        path = Path(self.to or f"{'_'.join(names)}_{self.form}.csv")
        if path.suffix.lower() != ".csv":
            raise CourseError(f"{path}: the file is a CSV; give it a name that ends in .csv.")
        if path.is_dir():
            raise CourseError(f"{path} is a folder; name a file.")
        if path.exists() and path.samefile(roster.path):
            raise CourseError(f"{path} is the roster itself; name another file.")
        return path

    def _column(self, book: Any, roster: Roster, name: str, written: Written) -> Column:
        coursedir = getattr(self.parent, "coursedir", None) or CourseDirectory(config=self.config)
        points = most(book, name)
        heading, place = self.heading(roster, self.column or name)
        if roster.form == self.form and place is None:
            written.remarks.append(
                f"{roster.path} has no column {heading!r}, so {self.platform} will ask which "
                "assignment this is; --column names another."
            )
        there = _number(roster.points.cells[place]) if roster.points and place else None
        if there is not None and there != points:
            raise CourseError(
                f"{heading} has {there:g} points on {self.platform} and {name} has {points:g} "
                "here; make them the same there and export the roster again."
            )
        course = Course(coursedir, self.config, name)
        return Column(name, heading, points, standings(book, course), place)

    def _rows(self, roster: Roster, columns: list[Column], written: Written) -> Iterator[list[str]]:
        learners = {learner for column in columns for learner in column.standings}
        chosen = {str(one) for one in self.student}
        if chosen:
            _note(written, chosen - learners, "nothing of theirs is in the gradebook")
            learners &= chosen
        found = match(roster, learners, self.by)
        _note(written, found.unknown, "not on the roster; add them, or see --by")
        for reason in found.doubled.values():
            written.problems.append(f"{reason}, so no mark is written; mend the roster.")
        written.problems += [f"{remark}." for remark in found.remarks]
        for column in columns:
            for reason in (GRADE, READ):
                waits = {one for one, how in column.standings.items() if how.waits == reason}
                _note(written, waits & set(found.people), reason)
            empty = sorted(one for one, how in column.standings.items() if not how.answered)
            if empty:
                written.remarks.append(
                    f"No answers came with the hand-in of {', '.join(empty)}; ask whether it is "
                    "the right one before the mark counts."
                )
        people = [(person, learner) for learner, person in found.people.items()]
        if not chosen:
            people += [(person, "") for person in found.others]
        people.sort(key=lambda one: one[0].row.line)
        layout = self.layout(roster, found, [person for person, _ in people])
        yield [*layout.headings, *(column.heading for column in columns)]
        yield from self.below_headings(columns, len(layout.headings))
        yield from self._people(roster, layout, columns, people, written)

    def _people(
        self,
        roster: Roster,
        layout: Layout,
        columns: list[Column],
        people: list[tuple[Person, str]],
        written: Written,
    ) -> Iterator[list[str]]:
        without = 0
        for person, learner in people:
            name = learner or f"Line {person.row.line} of the roster"
            given = [self._mark(column, person, learner) for column in columns]
            marked = sum(learner in column.standings for column in columns) if learner else 0
            without += not marked
            if self.missing == "omit" and not any(is_mark for _, is_mark in given):
                continue
            accounts = layout.cells(person)
            if accounts is None:
                if marked or self.missing != "omit":
                    _note(written, [name], f"{self.platform} can't be told who this is")
                continue
            if not all(KEPT.fullmatch(cell) for cell, is_mark in given if not is_mark):
                _note(written, [name], "the roster's own mark is no number, so the row is left out")
                continue
            written.marks += sum(is_mark for _, is_mark in given)
            yield [*accounts, *(cell for cell, _ in given)]
        if without:
            what = {"empty": "no mark", "zero": "0", "omit": "no row"}[self.missing]
            written.remarks.append(f"{without} on the roster handed nothing in and get {what}.")

    def _mark(self, column: Column, person: Person, learner: str) -> tuple[str, bool]:
        """What stands in the cell, and whether it is a mark of ours."""
        standing = column.standings.get(learner) if learner else None
        if standing and standing.mark is not None:
            return number(standing.mark), True
        if standing is None and self.missing == "zero":
            return "0", True
        own = person.row.cells[column.place] if column.place is not None else ""
        return own, False


def account(text: str) -> str:
    """An id as it is, since it must not be changed; empty where a spreadsheet would run it."""
    return "" if is_formula(text) else text


def number(mark: float) -> str:
    """A mark with a point and at most two decimals.

    >>> [number(mark) for mark in (85.0, 66.67, 0.5)]
    ['85', '66.67', '0.5']
    """
    return f"{mark:.2f}".rstrip("0").removesuffix(".")


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _note(written: Written, learners: Iterable[str], reason: str) -> None:
    """Names who gets no mark."""
    names = ", ".join(sorted(learners))
    if names:
        written.problems.append(f"No mark written for {names}: {reason}.")

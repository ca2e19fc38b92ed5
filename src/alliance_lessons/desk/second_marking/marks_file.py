"""marks.csv: what the second marker fills in, with any spreadsheet."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from alliance_lessons.desk.course_directory import Course
from alliance_lessons.desk.exports.csv_file import Row, Table, read_table
from alliance_lessons.desk.second_marking.sample import Criterion, Sample, folder_of
from alliance_lessons.errors import CourseError

TEXT = "Text"
NUMBER = re.compile(r"(?:text *)?(\d{1,6})(?:[.,]0+)?", re.IGNORECASE)
LEVEL = re.compile(r"\d{1,4}(?:[.,]\d{1,2})?")
MOST = 10  # sentences on one file

Marks = Mapping[str, Mapping[int, float]]  # by criterion, then by the number of the text


def marks_file(course: Course) -> Path:
    """Where the second marker's marks are."""
    return folder_of(course) / "marks.csv"


def headings(sample: Sample) -> list[str]:
    """The columns: the text's number, and a criterion each."""
    titles = [one.title for one in sample.criteria]
    return [
        TEXT,
        *(
            one.title if titles.count(one.title) == 1 else f"{one.title} ({one.name})"
            for one in sample.criteria
        ),
    ]


def read_marks(path: Path, sample: Sample) -> Marks:
    """The marks given so far. Raises CourseError that names each line with a bad value."""
    table = read_table(path)
    columns = [_column(table, heading, path) for heading in headings(sample)]
    numbers = {text.number for text in sample.texts}
    marks: dict[str, dict[int, float]] = {one.name: {} for one in sample.criteria}
    faults: list[str] = []
    seen: set[int] = set()
    for row in table.rows:
        number, fault = _number(row.cells[columns[0]], numbers, seen)
        if fault and (row.cells[columns[0]] or any(row.cells[at] for at in columns[1:])):
            faults.append(f"{path}, line {row.line}: {fault}")
            continue
        seen.add(number)
        for criterion, at in zip(sample.criteria, columns[1:], strict=True):
            faults += [f"{path}, {fault}" for fault in _read(row, at, criterion, number, marks)]
    if faults:
        more = [f"There are {len(faults) - MOST} more."] if len(faults) > MOST else []
        raise CourseError("\n".join([*faults[:MOST], *more]))
    return marks


def _read(
    row: Row, at: int, criterion: Criterion, number: int, marks: dict[str, dict[int, float]]
) -> Iterator[str]:
    """Notes one mark; an empty cell is a mark that is still to come."""
    words = row.cells[at].lstrip("'")
    if not words:
        return
    points = float(words.replace(",", ".")) if LEVEL.fullmatch(words) else None
    if points in criterion.levels:
        marks[criterion.name][number] = float(points or 0)
    else:
        *some, last = (f"{level:g}" for level in reversed(criterion.levels))
        levels = f"{', '.join(some)} or {last}" if some else last
        yield f"line {row.line}: {words[:40]!r} is no level of “{criterion.title}”; write {levels}."


def _number(words: str, known: set[int], seen: set[int]) -> tuple[int, str]:
    found = NUMBER.fullmatch(words)
    number = int(found[1]) if found else 0
    if number not in known:
        return 0, f"there is no text {words[:40]!r} in this sample; its numbers are in texts.html."
    if number in seen:
        return 0, f"text {number} stands twice; keep one of the lines."
    return number, ""


def _column(table: Table, heading: str, path: Path) -> int:
    plain = [words.casefold() for words in table.headings]
    if heading.casefold() not in plain:
        raise CourseError(f"{path} has no column “{heading}”; put the headings back as they were.")
    return plain.index(heading.casefold())

"""CSV as other people's programs write it, read with patience; and written so that all can read.

Canvas, Moodle and spreadsheets differ in separator and byte order mark, and some put a line
`sep=;` first. What is written is UTF-8 with a byte order mark, which spreadsheets need to show
names rightly and which both platforms take off, with the line ends of RFC 4180.
"""

import csv
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from alliance_lessons.errors import CourseError

LARGEST = 50_000_000  # bytes
SEPARATORS = ",;\t"


@dataclass(frozen=True)
class Row:
    """A row below the headings, as long as these; `line` is where it stands in the file."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Headings and rows, all without spaces around them."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(path: Path) -> Table:
    """Reads a CSV file; raises CourseError where it can't be read."""
    text = _text(path)
    hint, _, rest = text.partition("\n")
    if re.fullmatch("sep=.", hint.strip(), re.IGNORECASE):
        text, offset, separators = rest, 1, hint.strip()[-1]
    else:
        offset, separators = 0, SEPARATORS
    first = text.lstrip("\r\n").partition("\n")[0]
    separator = max(separators, key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    rows = []
    try:
        for cells in reader:
            stripped = tuple(cell.strip() for cell in cells)
            if any(stripped):
                rows.append(Row(reader.line_num + offset, stripped))
    except csv.Error as error:
        raise CourseError(
            f"{path}, line {reader.line_num + offset}: this is no CSV ({error}); save it as CSV "
            "again."
        ) from None
    if not rows:
        raise CourseError(f"{path} is empty; a line of headings comes first.")
    headings, width = rows[0].cells, len(rows[0].cells)
    for row in rows[1:]:
        if any(row.cells[width:]):
            raise CourseError(
                f"{path}, line {row.line}: more cells than headings; put quotes around what "
                f"contains {separator!r}."
            )
    filled = (Row(row.line, (*row.cells, *[""] * width)[:width]) for row in rows[1:])
    return Table(headings, tuple(filled))


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        raise CourseError(f"{path} can't be read: {error.strerror or error}.") from None
    if len(raw) > LARGEST:
        raise CourseError(f"{path} is too large for a list of learners.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise CourseError(f"{path} is no text in UTF-8; save it as “CSV UTF-8”.")
    return text


def write_table(path: Path, rows: Iterable[Sequence[str]]) -> None:
    """Puts a whole CSV file in place at once; raises CourseError where that can't be done."""
    try:
        handle, temporary = tempfile.mkstemp(prefix=".new-", suffix=".csv", dir=path.parent)
        try:
            with open(handle, "w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file, lineterminator="\r\n").writerows(rows)
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CourseError(f"{path} can't be written: {error.strerror or error}.") from None


def is_formula(text: str) -> bool:
    """Whether a spreadsheet might calculate this. Signed numbers and names of accounts such as
    `+44 20 7946`, `-ada` or `@ada` do no harm.

    >>> [is_formula(text) for text in ("=1+1", "@SUM(A1)", "+44 20 7946", "Ada", "-")]
    [True, True, False, False, False]
    """
    text = unicodedata.normalize("NFKC", text).lstrip()  # the wide signs of Japanese keyboards too
    harmless = re.fullmatch(r"[+@-][\w .@-]*", text)
    return text[:1] in ("=", "+", "-", "@") and not harmless


def as_text(text: str) -> str:
    """Words for people, with an apostrophe before what a spreadsheet might calculate.

    >>> as_text('=HYPERLINK("x")'), as_text("Ada")
    ('\\'=HYPERLINK("x")', 'Ada')
    """
    return f"'{text}" if is_formula(text) else text

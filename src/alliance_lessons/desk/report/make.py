"""Makes a report and puts its files in place."""

import os
import secrets
from pathlib import Path

from alliance_lessons.desk.course_directory import Course
from alliance_lessons.desk.report.gather import Report, gather
from alliance_lessons.desk.report.page import page
from alliance_lessons.desk.report.tables import as_csv, tables
from alliance_lessons.errors import CourseError

FOLDER, PAGE = "reports", "report.html"
SOMETIMES = ("items.csv", "options.csv", "competencies.csv", "groups.csv")


def make_report(
    course: Course, roster: Path | None = None, names: bool = False, to: Path | None = None
) -> tuple[Report, list[Path]]:
    """Writes the page and the tables, into `reports/` of the course or into `to`.

    In its own folder, what an earlier report left and this one does not have is removed.
    """
    report = gather(course, roster, names)
    folder = to or _own_folder(course)
    files = {PAGE: page(report).encode("utf-8", "replace")}
    files |= {f"{name}.csv": as_csv(table) for name, table in tables(report).items()}
    if roster and any(roster == folder / name for name in files):
        raise CourseError(f"{roster} is the roster and would be written over; choose another --to.")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name, content in files.items():
            _write(folder / name, content)
        for name in set(SOMETIMES) - set(files) if to is None else ():
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or error
        raise CourseError(
            f"{folder} can't be written ({reason}); choose another with --to."
        ) from None
    return report, [folder / name for name in files]


def _own_folder(course: Course) -> Path:
    """In the course directory, and told to git as nothing to keep."""
    reports = course.root / FOLDER
    try:
        reports.mkdir(exist_ok=True, mode=0o700)
        if not (reports / ".gitignore").exists():
            (reports / ".gitignore").write_text("*\n")
    except OSError as error:
        reason = error.strerror or error
        raise CourseError(
            f"{reports} can't be written ({reason}); choose another with --to."
        ) from None
    return reports / course.assignment


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, for its owner only: a report is about people."""
    own = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with open(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
        os.replace(own, path)
    finally:
        own.unlink(missing_ok=True)

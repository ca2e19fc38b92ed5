"""The learner's own folder, made from the course and brought up to date by making it again."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from alliance_lessons.errors import CourseError
from alliance_lessons.workbook.course import CourseFiles, course_files, files_in
from alliance_lessons.workbook.up_to_date import OURS, Made, UpToDate

WORKBOOK = UpToDate("manifest.json")
DESK = "desk.json"  # in OURS of an instructor's course directory


def is_workbook(folder: Path) -> bool:
    """Whether a workbook was made here."""
    return WORKBOOK.is_made(folder)


def make_workbook(folder: Path, files: CourseFiles | None = None) -> Made:
    """Makes a workbook, or brings one up to date; raises CourseError where it can't."""
    files = files or course_files()
    folder = folder.absolute()
    place = folder.resolve()
    for kept_clean in (files.course.resolve(), files.assignments.resolve()):
        if place == kept_clean.parent or place.is_relative_to(kept_clean):
            raise CourseError(f"{folder} holds the course itself; name another folder.")
    if (folder / OURS / DESK).exists():
        raise CourseError(f"{folder} is an instructor's course directory; name another folder.")
    made = WORKBOOK.make(folder, {place: path.read_bytes for place, path in workbook_files(files)})
    _sign(made)
    return made


def workbook_files(files: CourseFiles) -> Iterator[tuple[Path, Path]]:
    """Where each file goes in a workbook, and where it comes from."""
    for path in files_in(files.course):
        yield path, files.course / path
    for name in files.names():
        release = files.release(name).parent
        for path in files_in(release):
            yield Path("assignments", name) / path, release / path


def _sign(made: Made) -> None:
    """Tells Jupyter that the outputs are ours, so that it shows them as they are meant."""
    notebooks = [made.folder / place for place in made.written if place.suffix == ".ipynb"]
    if not notebooks:
        return
    import nbformat
    from nbformat.sign import NotebookNotary

    with suppress(OSError):  # without a signature a lesson is plainer, not broken
        notary = NotebookNotary()  # type: ignore[no-untyped-call]
        for path in notebooks:
            nb = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
            notary.sign(nb)  # type: ignore[no-untyped-call]

"""What was handed in: who is still to be marked, and what is read of a submission."""

import stat
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatch
from pathlib import Path

from nbgrader.utils import parse_utc

from alliance_lessons.desk.course_directory import Course
from alliance_lessons.desk.submission import SMALL, TIMESTAMP, clear, is_timestamp
from alliance_lessons.errors import CourseError
from alliance_lessons.workbook.answers_file import LARGEST, NAME, Answers, AnswersError, read_file

MOST = 3  # sentences on one submission's answers; a hostile file could give thousands


@dataclass(frozen=True)
class Submission:
    """One learner's hand-in as far as it counts: never the notebook, only that there is one."""

    answers: Answers
    notebooks: frozenset[str]
    files: tuple[Path, ...]
    timestamp: datetime | None
    remarks: tuple[str, ...]


def is_due(course: Course, learner: str, notebooks: frozenset[str]) -> bool:
    """Whether a submission was never marked, or changed since.

    nbgrader looks at the timestamp alone, which a zip has not; so other answers count as well.
    """
    handed_in, marked = course.submitted(learner), course.autograded(learner)
    if not any((marked / f"{name}.ipynb").is_file() for name in notebooks):
        return True
    new, old = timestamp(handed_in), timestamp(marked)
    if new is not None and old is not None and new > old:
        return True
    return _read(handed_in / NAME, LARGEST) != _read(marked / NAME, LARGEST)


def read_submission(course: Course, learner: str, known: frozenset[str]) -> Submission:
    """Reads a submission as untrusted; what is no answer is put aside first.

    Raises CourseError where it holds none of the `known` notebooks.
    """
    folder = course.submitted(learner)
    # whatever has a notebook's name will do, as for nbgrader: it is never opened
    notebooks = frozenset(path.stem for path in folder.glob("*.ipynb")) & known
    remarks = clear(folder)
    found = sorted(path for path in folder.iterdir() if path.is_file())
    if not notebooks:
        wanted = " or ".join(f"{name}.ipynb" for name in sorted(known))
        raise CourseError(" ".join([f"holds no {wanted}; ask for the hand-in again.", *remarks]))
    try:
        answers = read_file(folder / NAME)
    except AnswersError as error:
        answers = Answers(problems=(str(error),))
    missing = [f"{name}.ipynb is missing and earns 0." for name in sorted(known - notebooks)]
    if not (folder / NAME).exists():
        missing.append(f"{NAME} is missing, so nothing is answered.")
    files = tuple(
        path
        for path in found
        if path.suffix != ".ipynb"
        and not any(fnmatch(path.name, pattern) for pattern in course.directory.ignore)
    )
    said = [*remarks, *missing, *answers.problems[:MOST]]
    short = tuple(remark.replace(f"{folder}/", "") for remark in said)
    return Submission(answers, notebooks, files, timestamp(folder), short)


def timestamp(folder: Path) -> datetime | None:
    """When it was handed in, in UTC, where that is known."""
    raw = _read(folder / TIMESTAMP, SMALL)
    if raw is None or not is_timestamp(raw):
        return None
    found = parse_utc(raw.decode("ascii").strip())
    assert found is None or isinstance(found, datetime)
    return found


def _read(path: Path, most: int) -> bytes | None:
    """What stands in an ordinary file that is not too large; never through a link."""
    try:
        about = path.lstat()
        if not stat.S_ISREG(about.st_mode) or about.st_size > most:
            return None
        return path.read_bytes()
    except OSError:
        return None

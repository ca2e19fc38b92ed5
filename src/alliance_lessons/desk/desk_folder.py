"""An instructor's course directory, made from the course and brought up to date the same way.

What the instructor changed stays. An overlay, a folder with own `source/<assignment>/`, is laid
over the open course's sources, whose keys are public; what came from it is never replaced by
the open course's. Gradebook, submissions and releases are nbgrader's and are not touched.
"""

import hashlib
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

from alliance_lessons.desk.course_directory import CONFIG
from alliance_lessons.desk.overlay import read_overlay
from alliance_lessons.errors import CourseError
from alliance_lessons.workbook.course import CourseFiles, course_files, files_in
from alliance_lessons.workbook.folder import DESK, is_workbook
from alliance_lessons.workbook.notebooks import parse, sources
from alliance_lessons.workbook.up_to_date import OURS, Made, UpToDate, digest

PRIVATE = "private.json"  # in OURS: what came from an overlay
NEW = "new in the course"  # not beside a source: nbgrader would release it
# names in a course directory of nbgrader's; with these and without DESK, it is somebody else's
NBGRADERS = (CONFIG, "gradebook.db", "source", "release", "submitted", "autograded", "feedback")
COURSE_ID = re.compile(r'^c\.CourseDirectory\.course_id = "(.*)"$', re.MULTILINE)
GOOD_ID = re.compile("[A-Za-z0-9][A-Za-z0-9._-]*")
# learners' work, marks and keys: in a repository of the instructor's only if this is changed
IGNORE = (
    b"# Marks, keys and learners' work. Change this if you keep the folder in a repository.\n*\n"
)

Wanted = dict[Path, Callable[[], bytes]]


def make_desk(
    folder: Path,
    course_id: str = "",
    overlay: Path | None = None,
    files: CourseFiles | None = None,
) -> Made:
    """Makes a course directory or brings one up to date; raises CourseError where it can't.

    `course_id` is the name that nbgrader's exchange knows the course by: the one it has, else
    the folder's name, so that two courses do not get each other's hand-ins.
    """
    files = files or course_files()
    folder = Path(os.path.normpath(folder.absolute()))
    _refuse(folder, files)
    named = _course_id(folder, course_id)
    private = read_overlay(overlay, files) if overlay else {}
    before = _private(folder)
    wanted = _open_course(files, named)
    stays = [place for place in before if place not in private]
    for place in stays:
        wanted.pop(place, None)
    wanted |= {place: path.read_bytes for place, path in private.items()}
    desk = UpToDate(DESK, _fingerprint, _beside)
    if not desk.is_made(folder):
        desk.make(folder, {})  # from now on it is ours, even if this run is interrupted
    _remember(folder, sorted({*before, *private}))  # first: rather too private than too open
    made = desk.make(folder, wanted)
    if stays:
        made.notes.append(
            f"{', '.join(map(str, stays))} came from an overlay and stays; give --private to "
            "renew it."
        )
    return made


def course_id_of(folder: Path) -> str:
    """The name by which nbgrader's exchange knows the course, as far as its settings show."""
    try:
        found = COURSE_ID.search((folder / CONFIG).read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return ""
    return found[1] if found else ""


def _refuse(folder: Path, files: CourseFiles) -> None:
    place = folder.resolve()
    root = files.course.resolve().parent
    if place == root or place.is_relative_to(root):
        raise CourseError(
            f"{folder} lies in the open course's own folder, where marks and keys could be "
            "published with it; name a folder elsewhere."
        )
    if is_workbook(folder):
        raise CourseError(f"{folder} is a learner's workbook; name another folder.")
    if not (folder / OURS / DESK).is_file():
        there = next((name for name in NBGRADERS if os.path.lexists(folder / name)), "")
        if there:
            raise CourseError(
                f"{folder} is a course directory already (it has {there}); two courses in one "
                "would mix their marks, so name a new folder."
            )


def _course_id(folder: Path, wanted: str) -> str:
    now = course_id_of(folder)
    named = wanted or now or re.sub("[^A-Za-z0-9._-]+", "-", folder.name).strip("-._")
    if not GOOD_ID.fullmatch(named):
        raise CourseError(
            f"{named!r} can't be a course's name; give one with --name, of letters, digits and "
            ". _ - only."
        )
    if now and named != now and (folder / "gradebook.db").exists():
        raise CourseError(
            f"{folder} is the course {now!r} and has a gradebook; make another folder for "
            f"{named!r}."
        )
    return named


def _open_course(files: CourseFiles, course_id: str) -> Wanted:
    """The course's own files, and where they go."""
    config = files.assignments / CONFIG

    def named() -> bytes:
        text, times = COURSE_ID.subn(
            f'c.CourseDirectory.course_id = "{course_id}"', config.read_text("utf-8")
        )
        if times != 1:
            raise CourseError(f"{config} names no course; install the course again.")
        return text.encode()

    wanted: Wanted = {Path(CONFIG): named, Path(".gitignore"): lambda: IGNORE}
    source = files.assignments / "source"
    wanted |= {Path("source", path): (source / path).read_bytes for path in files_in(source)}
    return wanted


def _fingerprint(raw: bytes, place: Path) -> str:
    """As in a workbook, but points and the like count: they stand beside a notebook's words."""
    if place.suffix != ".ipynb":
        return digest(raw)
    notebook = parse(raw, place)
    settings = [cell.get("metadata", {}).get("nbgrader") for cell in notebook["cells"]]
    both = sources(notebook) + json.dumps(settings, sort_keys=True)
    return hashlib.sha256(both.encode()).hexdigest()


def _beside(place: Path, number: int) -> Path:
    return Path(NEW if number == 1 else f"{NEW} {number}", place)


def _private(folder: Path) -> list[Path]:
    """What came from an overlay so far."""
    path = folder / OURS / PRIVATE
    try:
        return [Path(str(name)) for name in json.loads(path.read_bytes())]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError):
        raise CourseError(
            f"{path} can't be read, so it is not known which sources are private; write [] into "
            "it if none is."
        ) from None


def _remember(folder: Path, places: list[Path]) -> None:
    path = folder / OURS / PRIVATE
    text = json.dumps([place.as_posix() for place in places])
    if not places or (path.is_file() and path.read_text() == text):
        return
    new = path.with_suffix(".new")
    new.write_text(text)
    os.replace(new, path)

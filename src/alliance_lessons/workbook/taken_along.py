"""The file with all answers of a workbook: packed, and looked into as untrusted.

Its format is described in docs/my_work.md.
"""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from alliance_lessons.errors import CourseError
from alliance_lessons.items import marking
from alliance_lessons.items.bank import find_item
from alliance_lessons.workbook import answers
from alliance_lessons.workbook.answers_file import (
    LARGEST,
    MOST_ITEMS,
    NAME,
    Answers,
    AnswersError,
    Entry,
    parse,
)
from alliance_lessons.workbook.course_outline import course_outline
from alliance_lessons.workbook.course_progress import folder_of
from alliance_lessons.workbook.moments import UNKNOWN, moment
from alliance_lessons.workbook.zips import ZipError, unzipped, zipped

ABOUT = "about.json"
FORMAT = 1
LARGEST_FILE = 32_000_000  # bytes, packed and unpacked; no file that is made here has more
FOLDER = re.compile(r"[a-z0-9][a-z0-9_]{0,60}(/[a-z0-9][a-z0-9_]{0,60})?")
ITEM = re.compile(r"[a-z][a-z0-9_]{0,60}\.[a-z0-9-]{1,100}")


@dataclass(frozen=True)
class Taken:
    """Answers by folder, in course order; when they were taken; sentences on what is lacking."""

    folders: Mapping[str, Answers] = field(default_factory=dict)
    made: datetime = UNKNOWN
    remarks: tuple[str, ...] = ()


def course_folders() -> list[str]:
    """The folders of a workbook that hold answers, in course order.

    >>> course_folders()[:2]
    ['2_relationship_building', 'assignments/relationships']
    """
    return list(dict.fromkeys(map(folder_of, course_outline().lessons)))


def gather(workbook: Path, now: datetime) -> Taken:
    """All answers of a workbook; of a damaged file what can be read of it."""
    folders, remarks = {}, []
    for folder in course_folders():
        try:
            found = answers.read(workbook / folder)
            answers.to_bytes(found)
        except AnswersError:
            remarks.append(f"The answers in {folder} can't be read and are left out.")
            continue
        if found.damaged:
            remarks.append(f"Some answers in {folder} can't be read and are left out.")
        if found.history or found.variant:
            folders[folder] = replace(found, problems=(), damaged=False)
    return Taken(folders, now, tuple(remarks))


def pack(taken: Taken) -> bytes:
    """The file: a zip with a word about it, and the answers of each folder as they are kept."""
    course = ""
    with suppress(PackageNotFoundError):
        course = version("alliance-lessons")
    made = taken.made.astimezone(UTC).isoformat(timespec="seconds")
    about = {"format": FORMAT, "course": course, "made": made}
    files = {ABOUT: json.dumps(about, indent=1).encode()}
    for folder, found in taken.folders.items():
        files[f"{folder}/{NAME}"] = answers.to_bytes(found)
    return zipped(files)


def take_along(workbook: Path) -> bytes:
    """One file with all answers of a workbook, and nothing else."""
    return pack(gather(workbook, datetime.now(UTC)))


def look_into(data: bytes) -> Taken:
    """What such a file holds; nothing of it is believed, and nothing is written.

    Raises CourseError for a file that is broken, of another kind, or of a newer course. An
    answer that does not fit its question is left out, so that it hides none that does.

    >>> look_into(b"a picture")
    Traceback (most recent call last):
    alliance_lessons.errors.CourseError: This is no file of “My work” (it is damaged, or of \
another kind): choose the one that “Download my work” made.
    """
    taken = unpack(data)
    fitting = {folder: _fitting(found) for folder, found in taken.folders.items()}
    lost = sum(_count(taken.folders[folder]) - _count(found) for folder, found in fitting.items())
    if lost or any(found.problems for found in taken.folders.values()):
        words = "Some answers in the file do not fit their question and are left out."
        return Taken(fitting, taken.made, (*taken.remarks, words))
    return replace(taken, folders=fitting)


def unpack(data: bytes) -> Taken:
    """The same, with answers that may not fit their question; for a file of our own."""
    if len(data) > LARGEST_FILE:
        raise _no_such_file("it is far larger than answers can be")
    try:
        files = _at_the_top(unzipped(data, LARGEST, LARGEST_FILE))
    except ZipError as error:
        raise _no_such_file(str(error)) from None
    made = _made(files.pop(ABOUT))
    found: dict[str, Answers] = {}
    for name, raw in files.items():
        folder, _, last = name.rpartition("/")
        if last != NAME or not FOLDER.fullmatch(folder):
            raise _no_such_file("it holds more than answers")
        found[folder] = _answers(raw, folder)
    if sum(len(one.history) for one in found.values()) > MOST_ITEMS:
        raise _no_such_file("it answers more questions than any course has")
    known = [folder for folder in course_folders() if folder in found]
    unknown = ", ".join(sorted(found.keys() - set(known)))
    words = f"Left out, because this copy of the course does not have these lessons: {unknown}."
    return Taken({folder: found[folder] for folder in known}, made, (words,) if unknown else ())


def _at_the_top(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files by their names; a computer that packs a folder again puts its name before all."""
    abouts = [name for name in files if name == ABOUT or name.endswith(f"/{ABOUT}")]
    if len(abouts) != 1:
        raise ZipError("it says nothing about itself")
    above = abouts[0].removesuffix(ABOUT)
    if any(not name.startswith(above) for name in files) or above.count("/") > 1:
        raise ZipError("it holds more than answers")
    return {name.removeprefix(above): content for name, content in files.items()}


def _made(raw: bytes) -> datetime:
    """When the file was made, once it is known to be one that can be read here."""
    try:
        about: Any = json.loads(raw)
    except (ValueError, RecursionError):
        raise _no_such_file("it is damaged") from None
    found = about.get("format") if isinstance(about, dict) else None
    if type(found) is not int or found < FORMAT:
        raise _no_such_file("it is of another kind")
    if found > FORMAT:
        raise _newer()
    said = about.get("made")
    return moment(said) if isinstance(said, str) else UNKNOWN


def _answers(raw: bytes, folder: str) -> Answers:
    try:
        found = parse(raw, Path(folder, NAME))
    except AnswersError:
        raise _newer() from None
    if found.damaged:
        raise _no_such_file("the answers in it are damaged")
    return found


def _fitting(found: Answers) -> Answers:
    """The answers that fit; those to a question that only another copy knows are kept as well."""
    history = {
        item: fitting
        for item, entries in found.history.items()
        if ITEM.fullmatch(item) and (fitting := tuple(e for e in entries if _fits(item, e)))
    }
    return Answers(found.variant, history)


def _fits(item: str, entry: Entry) -> bool:
    try:
        known = find_item(item)
    except CourseError:
        return True
    return marking.misfit(known, entry.value) is None


def _count(found: Answers) -> int:
    return sum(map(len, found.history.values()))


def _no_such_file(why: str) -> CourseError:
    mend = "choose the one that “Download my work” made"
    return CourseError(f"This is no file of “My work” ({why}): {mend}.")


def _newer() -> CourseError:
    return CourseError(
        "This file was made by a newer copy of the course: update this one, then bring it in."
    )

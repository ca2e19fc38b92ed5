"""What the last change of a workbook was, and how it is taken back.

Two files of “My work” are kept, of the folders that the change was made in: the answers before it
and just after it. What is there now and was in neither was given since, whatever any clock said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from alliance_lessons.workbook.answers import HISTORY
from alliance_lessons.workbook.answers_file import Answers
from alliance_lessons.workbook.merging import order
from alliance_lessons.workbook.taken_along import LARGEST_FILE, Taken, pack, unpack
from alliance_lessons.workbook.zips import ZipError, unzipped, zipped

FILE = "undo.zip"
BEFORE, AFTER = "before.zip", "after.zip"  # in it
NONE = Answers()


@dataclass(frozen=True)
class Undone:
    """How many questions were answered since the change: these stay, or had to go with it."""

    stay: int = 0
    go: int = 0


def to_bytes(before: Mapping[str, Answers], after: Mapping[str, Answers], now: datetime) -> bytes:
    """What is kept of a change."""
    return zipped({BEFORE: pack(Taken(before, now)), AFTER: pack(Taken(after, now))})


def from_bytes(raw: bytes) -> tuple[Taken, Taken] | None:
    """The answers before a change and after it; None where that can't be read.

    Raises CourseError for what is no file of ours inside.
    """
    try:
        files = unzipped(raw, LARGEST_FILE, 2 * LARGEST_FILE)
        return unpack(files[BEFORE]), unpack(files[AFTER])
    except (ZipError, KeyError):
        return None


def taken_back(now: Answers, before: Answers, after: Answers) -> tuple[Answers, Undone]:
    """The answers of a folder without a change, with those that were given since.

    Answers to a draw of case data that comes to its end with the change go with it.
    """
    since = {}
    for item, entries in now.history.items():
        known = {order(old) for one in (before, after) for old in one.history.get(item, ())}
        if new := tuple(entry for entry in entries if order(entry) not in known):
            since[item] = new
    if since and before.variant and before.variant != now.variant:
        return before, Undone(go=len(since))
    history = dict(before.history)
    for item, entries in since.items():
        history[item] = (*history.get(item, ()), *entries)[-HISTORY:]
    variant = before.variant or (now.variant if since else "")
    return Answers(variant, history), Undone(stay=len(since))

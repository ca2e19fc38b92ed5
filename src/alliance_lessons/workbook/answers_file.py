"""Reading an answers file as untrusted: whatever stands in it, nothing breaks.

What does not fit is left out and named in a sentence, and the other answers still count.
Whether a value fits its item is asked where it is used, with `items.marking.misfit`.
"""

import json
import math
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from alliance_lessons.errors import CourseError

NAME = "responses.json"
FORMAT = 1
LARGEST = 5_000_000  # bytes; some hundred times a full workbook
VARIANT = re.compile(r"[0-9a-f]{16}")
TIME = re.compile(r"[0-9T:.+Z-]{0,40}")  # nothing that a page or a kernel could stumble over
MOST_ITEMS, MOST_ENTRIES = 2_000, 100  # read of a file and of an item; a course has some hundred
BREAKS = 5  # places where a damaged file may be broken; each costs a look at all that follows
ENTRIES = re.compile(r'"([a-z][a-z0-9_]*\.[a-z0-9-]+)"\s*:\s*\[\s*')
LIST_END = re.compile(r"\s*\]")


class AnswersError(CourseError):
    """Answers that can't be read or saved; the message says what to do."""


@dataclass(frozen=True)
class Entry:
    """One answer: its value, how sure the learner was (1-3), and when, in UTC."""

    value: Any
    confidence: int | None = None
    at: str = ""


@dataclass(frozen=True)
class Answers:
    """What a file holds; `problems` are sentences on what did not fit."""

    variant: str = ""
    history: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    damaged: bool = False

    def latest(self, item_id: str) -> Entry | None:
        """The newest answer to an item."""
        entries = self.history.get(item_id)
        return entries[-1] if entries else None


def read_file(path: Path) -> Answers:
    """The answers in a file; none where there is no file.

    Raises AnswersError for a link, a file that can't be opened, and a newer format: none
    of these may be written over.
    """
    try:
        # never through a link, and never waiting at a pipe
        flags = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        if path.is_symlink():
            raise AnswersError(f"{path} is a link; put a file of your own in its place.")
        with open(os.open(path, os.O_RDONLY | flags | getattr(os, "O_BINARY", 0)), "rb") as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise AnswersError(f"{path} is no ordinary file; move it away.")
            if about.st_size > LARGEST:
                size = about.st_size // 1_000_000
                return _damaged(path, f"it has {size} MB, and answers need at most 5")
            return parse(file.read(LARGEST + 1), path)
    except FileNotFoundError:
        return Answers()
    except OSError as error:
        reason = error.strerror or error
        raise AnswersError(f"{path} can't be read ({reason}); check its permissions.") from None


def parse(raw: bytes, path: Path) -> Answers:
    """The answers in a file's bytes.

    >>> entry = b'[{"value": 5, "confidence": null, "at": ""}]'
    >>> parse(b'{"format": 1, "responses": {"rights.bet": %s}}' % entry, Path(NAME)).history
    {'rights.bet': (Entry(value=5, confidence=None, at=''),)}
    """
    try:
        data = json.loads(raw, parse_int=_int, parse_float=_float, parse_constant=_float)
    except (ValueError, RecursionError):
        return _salvage(raw.decode("utf-8", "replace"), path)
    if not isinstance(data, dict) or not isinstance(data.get("responses"), dict):
        return _damaged(path, "it holds no answers in this course's format")
    found = data.get("format")
    if isinstance(found, int) and found > FORMAT:
        raise AnswersError(
            f"{path} has format {found}, which is newer than this course knows ({FORMAT}); "
            "update the course to go on with it."
        )
    if found != FORMAT or isinstance(found, bool):
        return _damaged(path, f"its format is not {FORMAT}")
    if len(data["responses"]) > MOST_ITEMS:
        return _damaged(path, "it answers more items than any course has")
    history, problems = {}, []
    for item_id, entries in data["responses"].items():
        listed = entries[-MOST_ENTRIES:] if isinstance(entries, list) else [entries]
        kept = tuple(entry for one in listed if (entry := _entry(one)) is not None)
        if kept:
            history[item_id] = kept
        if len(kept) < max(1, len(listed)) or not isinstance(entries, list):
            problems.append(f"{path}: an answer to {item_id[:60]!a} can't be read and is left out.")
    variant = data.get("variant", "")
    if not isinstance(variant, str) or not VARIANT.fullmatch(variant):
        variant = ""
    return Answers(variant, history, tuple(problems))


def _salvage(text: str, path: Path) -> Answers:
    """What can be read of a text that is no JSON: each entry that is whole."""
    variant = re.search(rf'"variant"\s*:\s*"({VARIANT.pattern})"', text)
    history: dict[str, tuple[Entry, ...]] = {}
    end = breaks = 0
    for found in ENTRIES.finditer(text):
        if found.start() < end:
            continue  # inside an answer that was read already
        kept = []
        end = found.end()
        for one, after in _objects(text, end):
            end = after
            if (entry := _entry(one)) is not None:
                kept.append(entry)
        if kept:
            history[found[1]] = tuple(kept[-MOST_ENTRIES:])
        breaks += LIST_END.match(text, end) is None
        if breaks == BREAKS or len(history) == MOST_ITEMS:
            break
    problem = f"not readable as JSON; {len(history)} answers could be saved from it"
    damaged = _damaged(path, problem)
    return Answers(variant[1] if variant else "", history, damaged.problems, damaged=True)


def _objects(text: str, start: int) -> Iterator[tuple[Any, int]]:
    """The JSON values that follow one another from `start`, with where each ends."""
    decoder = json.JSONDecoder(parse_int=_int, parse_float=_float, parse_constant=_float)
    while True:
        try:
            value, start = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            return
        yield value, start
        between = re.compile(r"\s*,\s*").match(text, start)
        if between is None:
            return
        start = between.end()


def _damaged(path: Path, reason: str) -> Answers:
    problem = f"{path} is damaged: {reason}; it is kept under another name when you next answer."
    return Answers(problems=(problem,), damaged=True)


def _entry(one: Any) -> Entry | None:
    if not isinstance(one, dict) or one.get("value") is None or not _shallow(one["value"]):
        return None
    confidence, at = one.get("confidence"), one.get("at")
    return Entry(
        one["value"],
        confidence if type(confidence) is int and 1 <= confidence <= 3 else None,
        at if isinstance(at, str) and TIME.fullmatch(at) else "",
    )


def _shallow(value: Any, levels: int = 4) -> bool:
    """Whether a value nests no deeper than any item's does, so that nothing recurses."""
    inside = value.values() if isinstance(value, dict) else value
    if not isinstance(value, (dict, list)):
        return True
    return levels > 0 and all(_shallow(one, levels - 1) for one in inside)


def _int(digits: str) -> int | None:
    return int(digits) if len(digits) <= 20 else None  # longer ones take ever more time


def _float(digits: str) -> float | None:
    number = float(digits)
    return number if math.isfinite(number) else None

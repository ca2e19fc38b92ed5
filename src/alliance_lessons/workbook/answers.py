"""The answers of one folder: `responses.json`, beside its notebooks.

    {"format": 1, "variant": "<16 hex>", "responses": {"<item id>":
        [{"value": ..., "confidence": 1|2|3|null, "at": "<RFC 3339 UTC>"}, ...]}}

The newest entry stands last. Every save reads, merges and writes under a lock, through a
temporary file, flushed, then put in place at once: several lessons may write together, and
a crash leaves the old file or the new one. A damaged file is set aside under another name
and what can be read of it goes on.
"""

import json
import os
import secrets
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from alliance_lessons.workbook.answers_file import (
    FORMAT,
    LARGEST,
    NAME,
    Answers,
    AnswersError,
    Entry,
    read_file,
)

LOCK = ".responses.lock"
TEMPORARY = ".responses-"  # how the names of temporary files start
HISTORY = 20  # entries kept for an item
PATIENCE = 10  # seconds to wait for another lesson's save

_unsaved: dict[Path, dict[str, Entry]] = {}  # answers a full disk refused, until the next save


def read(folder: Path) -> Answers:
    """The answers in a folder, with those that could not be saved yet.

    Raises AnswersError where the file must not or can't be opened. Of a damaged file the
    readable answers are given, and `problems` says what happened.

    >>> read(Path("no-such-folder")).latest("rights.bet") is None
    True
    """
    answers = read_file(folder / NAME)
    waiting = _unsaved.get(folder.absolute(), {})
    history = {name: (*answers.history.get(name, ()), entry) for name, entry in waiting.items()}
    return Answers(
        answers.variant, {**answers.history, **history}, answers.problems, answers.damaged
    )


def save(
    folder: Path,
    item_id: str,
    value: Any,
    confidence: int | None = None,
    replaces: str = "",
) -> Entry:
    """Adds an answer to the folder's file and returns it as saved.

    `replaces` is the time of an entry that this one takes the place of, so that a text
    being typed is one answer in the history and not fifty. Raises AnswersError where the
    answer could not be written; it is kept in memory and written with the next one.
    """
    try:
        json.dumps(value, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        raise AnswersError(f"This answer to {item_id} can't be saved; give another.") from None
    entry = Entry(value, confidence, datetime.now(UTC).isoformat(timespec="microseconds"))
    waiting = _unsaved.setdefault(folder.absolute(), {})
    waiting[item_id] = entry
    _update(folder, waiting, replaces)
    waiting.clear()
    return entry


def variant(folder: Path, reading_only: bool = False) -> str:
    """The folder's own draw of case data: 16 hexadecimal digits, made at first use."""
    found = read(folder).variant
    if found or reading_only:
        return found or "0" * 16
    return _update(folder, {}, draw=secrets.token_hex(8))


def _update(folder: Path, new: dict[str, Entry], replaces: str = "", draw: str = "") -> str:
    """Merges new answers, and a variant where there is none; returns the variant."""
    path = folder / NAME
    try:
        with FileLock(folder / LOCK, timeout=PATIENCE):
            answers = read_file(path)
            if answers.damaged:
                _set_aside(path)
            history = {name: list(entries) for name, entries in answers.history.items()}
            for item_id, entry in new.items():
                kept = [
                    old for old in history.get(item_id, []) if not replaces or old.at != replaces
                ]
                history[item_id] = [*kept, entry][-HISTORY:]
            draw = answers.variant or draw
            _write(path, draw, history)
            return draw
    except Timeout:
        raise AnswersError(
            f"Another lesson has been writing to {path} for {PATIENCE} seconds; "
            "wait a moment and answer again."
        ) from None
    except OSError as error:
        raise AnswersError(
            f"{path} can't be written ({error.strerror or error}); make room or allow writing "
            "there and answer again, the answer is kept until this page is closed."
        ) from None


def _write(path: Path, draw: str, history: dict[str, list[Entry]]) -> None:
    raw = _as_bytes(draw, history)
    if len(raw) > LARGEST:  # a larger file would not be read: the past makes room
        raw = _as_bytes(draw, {name: entries[-1:] for name, entries in history.items()})
    for left_over in path.parent.glob(TEMPORARY + "*"):
        with suppress(OSError):  # a folder of that name is none of ours
            left_over.unlink()  # of a save that was killed; we hold the lock
    descriptor, temporary = tempfile.mkstemp(prefix=TEMPORARY, dir=path.parent)
    try:
        with open(descriptor, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            os.chmod(temporary, path.stat().st_mode & 0o777)  # mkstemp's own is 600
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _as_bytes(draw: str, history: dict[str, list[Entry]]) -> bytes:
    responses = {name: [vars(entry) for entry in entries] for name, entries in history.items()}
    data = {"format": FORMAT, **({"variant": draw} if draw else {}), "responses": responses}
    return json.dumps(data, allow_nan=False).encode()


def _set_aside(path: Path) -> None:
    """Gives a damaged file a name under which nothing writes to it again."""
    number = 1
    while (aside := path.with_name(f"responses.damaged-{number}.json")).exists():
        number += 1
    path.rename(aside)

"""The answers of one folder: `responses.json`, beside its notebooks.

    {"format": 1, "variant": "<16 hex>", "responses": {"<item id>":
        [{"value": ..., "confidence": 1|2|3|null, "at": "<RFC 3339 UTC>"}, ...]}}

The newest entry stands last. Every save reads, merges and writes under a lock, through a
temporary file, flushed, then put in place at once: several lessons may write together, and
a crash leaves the old file or the new one. A damaged file is set aside under another name
and what can be read of it goes on.
"""

import json
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from alliance_lessons.workbook.answers_file import (
    FORMAT,
    LARGEST,
    MOST_ITEMS,
    NAME,
    Answers,
    AnswersError,
    Entry,
    read_file,
)
from alliance_lessons.workbook.moments import UNKNOWN, moment
from alliance_lessons.workbook.one_at_a_time import one_at_a_time
from alliance_lessons.workbook.put_in_place import PartlyPut, leading, put, put_all

LOCK = ".responses.lock"
TEMPORARY = leading(NAME)  # how the names of temporary files start
ASIDE = "responses.damaged-{}.json"  # the names of damaged files, by number
HISTORY = 20  # entries kept for an item
PATIENCE = 10  # seconds to wait for another lesson's save
KEPT = "answer again, the answer is kept until this page is closed"

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
    return _with(answers, waiting, "")


def save(
    folder: Path,
    item_id: str,
    value: Any,
    confidence: int | None = None,
    replaces: str = "",
) -> Entry:
    """Adds an answer to the folder's file and returns it as saved.

    Its time is now, or just after the item's last where a clock was ahead: the order of time is
    always that in which answers were given.
    `replaces` is the time of an entry that this one takes the place of, so that a text
    being typed is one answer in the history and not fifty. Raises AnswersError where the
    answer could not be written; it is kept in memory and written with the next one.
    """
    try:
        if len(json.dumps(value, allow_nan=False)) > LARGEST // 2:
            raise ValueError
    except (TypeError, ValueError, RecursionError):
        raise AnswersError(f"This answer to {item_id} can't be saved; give another.") from None
    entry = Entry(value, confidence, datetime.now(UTC).isoformat(timespec="microseconds"))
    _unsaved.setdefault(folder.absolute(), {})[item_id] = entry
    return _update(folder, lambda found: found, replaces, KEPT).latest(item_id) or entry


def variant(folder: Path, reading_only: bool = False) -> str:
    """The folder's own draw of case data: 16 hexadecimal digits, made at first use."""
    found = read(folder).variant
    if found or reading_only:
        return found or "0" * 16
    drawn = secrets.token_hex(8)
    return _update(
        folder, lambda found: replace(found, variant=found.variant or drawn), mend=KEPT
    ).variant


def rewrite(
    folders: Sequence[Path],
    change: Callable[[list[Answers]], tuple[list[Answers], Mapping[Path, bytes]]],
) -> None:
    """Puts what `change` makes of the answers of some folders in their place: of all, or of none.

    `change` gives other files to be put in place with them as well. A folder in which nothing is
    left has no file. Raises AnswersError with nothing changed, and PartlyPut.
    """
    files: dict[Path, bytes | None] = {}
    try:
        with ExitStack() as locks:
            for folder in folders:
                locks.enter_context(one_at_a_time(folder / LOCK, PATIENCE))
            found = [read_file(folder / NAME) for folder in folders]
            waiting = [_unsaved.get(folder.absolute(), {}) for folder in folders]
            changed, others = change([_with(*one, "") for one in zip(found, waiting, strict=True)])
            files |= others
            for folder, old, new in zip(folders, found, changed, strict=True):
                path = folder / NAME
                if old.damaged:
                    files[_aside(path)] = path.read_bytes()
                _clear(path)
                raw = to_bytes(new) if new.variant or new.history else None
                if raw != (path.read_bytes() if path.exists() else None):
                    files[path] = raw
            put_all(files)
            for one in waiting:
                one.clear()
    except TimeoutError:
        raise AnswersError(
            f"Another lesson has been writing for {PATIENCE} seconds; wait a moment and try again."
        ) from None
    except PartlyPut:
        raise
    except OSError as error:
        raise AnswersError(
            f"{error.filename or 'A file'} can't be written ({error.strerror or error}); make room "
            "or allow writing there and try again."
        ) from None


def to_bytes(answers: Answers) -> bytes:
    """The bytes of an answers file; where they would be too many, of the newest answers alone.

    Raises AnswersError where even these are more than will be read again.
    """
    histories = answers.history.items()
    raw = _as_bytes(answers.variant, answers.history)
    if len(raw) > LARGEST:  # a larger file would not be read: the past makes room
        raw = _as_bytes(answers.variant, {name: entries[-1:] for name, entries in histories})
    if len(raw) > LARGEST or len(answers.history) > MOST_ITEMS:
        raise AnswersError("These are more answers than one folder can keep; shorten some.")
    return raw


def forget(folder: Path) -> None:
    """Removes all answers of a folder, damaged copies included; raises as `remove` does."""
    _unsaved.pop(folder.absolute(), None)
    for pattern in (NAME, ASIDE.format("*"), TEMPORARY + "*", LOCK):
        remove(folder.glob(pattern))


def remove(paths: Iterable[Path]) -> None:
    """Removes files; raises AnswersError for the first that can't be removed."""
    for path in sorted(paths):
        try:
            path.unlink()
        except OSError as error:
            reason = error.strerror or error
            raise AnswersError(
                f"{path} can't be removed ({reason}); remove it by hand, then erase again."
            ) from None


def _update(
    folder: Path,
    change: Callable[[Answers], Answers],
    replaces: str = "",
    mend: str = "try again",
) -> Answers:
    """Merges what waits to be saved, then writes what `change` makes of it all."""
    path = folder / NAME
    waiting = _unsaved.get(folder.absolute(), {})
    try:
        with one_at_a_time(folder / LOCK, PATIENCE):
            found = read_file(path)
            changed = change(_with(found, waiting, replaces))
            raw = to_bytes(changed)
            if found.damaged:
                path.rename(_aside(path))
            _clear(path)
            put(path, raw, 0o600)
            waiting.clear()
            return changed
    except TimeoutError:
        raise AnswersError(
            f"Another lesson has been writing to {path} for {PATIENCE} seconds; "
            f"wait a moment and {mend}."
        ) from None
    except OSError as error:
        raise AnswersError(
            f"{path} can't be written ({error.strerror or error}); make room or allow writing "
            f"there and {mend}."
        ) from None


def _with(found: Answers, waiting: Mapping[str, Entry], replaces: str) -> Answers:
    """Answers with those that wait to be saved; of each item as many as are kept."""
    history = dict(found.history)
    for item_id, entry in waiting.items():
        kept = [old for old in history.get(item_id, ()) if not replaces or old.at != replaces]
        history[item_id] = (*kept, _after(kept, entry))[-HISTORY:]
    return replace(found, history=history)


def _after(kept: Iterable[Entry], entry: Entry) -> Entry:
    """An answer whose time is later than that of all before it."""
    last = max((moment(old.at) for old in kept), default=UNKNOWN)
    if last < moment(entry.at):
        return entry
    later = last + timedelta(microseconds=1)
    return replace(entry, at=later.isoformat(timespec="microseconds"))


def _clear(path: Path) -> None:
    """Removes what a save that was killed left over; we hold the lock."""
    for left_over in path.parent.glob(TEMPORARY + "*"):
        with suppress(OSError):  # a folder of that name is none of ours
            left_over.unlink()


def _as_bytes(draw: str, history: Mapping[str, Sequence[Entry]]) -> bytes:
    responses = {name: [vars(entry) for entry in entries] for name, entries in history.items()}
    data = {"format": FORMAT, **({"variant": draw} if draw else {}), "responses": responses}
    return json.dumps(data, allow_nan=False).encode()


def _aside(path: Path) -> Path:
    """A name for a damaged file, under which nothing writes to it again."""
    number = 1
    while (aside := path.with_name(ASIDE.format(number))).exists():
        number += 1
    return aside

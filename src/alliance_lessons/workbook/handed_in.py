"""Whether an assignment was handed in: by the file to send, or through nbgrader's exchange.

nbgrader keeps a copy of what a learner submits in a folder named
`<user>+<assignment>+<time>`, below Jupyter's own folder for data. It is only looked at here.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from alliance_lessons.workbook.moments import YEARS

CACHE = "nbgrader_cache"  # in Jupyter's folder for data; its folders are courses
COARSE = timedelta(seconds=1)  # by which a file's time may be behind


@dataclass(frozen=True)
class HandedIn:
    """When the file was made or the work submitted, and whether an answer is newer.

    `at` is RFC 3339, in UTC; `how` is "file" or "exchange". Empty where nothing was handed in.
    """

    at: str = ""
    changed: bool = False
    how: str = ""


def handed_in(assignment: str, folder: Path, newest: datetime | None) -> HandedIn:
    """The newest hand-in of an assignment; `newest` is when its last answer was given.

    `folder` is the assignment's own; the file to send is made beside it.
    """
    found = [(at, "file") for at in _files(assignment, folder.parent)]
    found += [(at, "exchange") for at in _submitted(assignment)]
    found = [one for one in found if one[0].year in YEARS]
    if not found:
        return HandedIn()
    at, how = max(found)
    return HandedIn(at.isoformat(), newest is not None and newest - COARSE > at, how)


def _files(assignment: str, folder: Path) -> Iterator[datetime]:
    with suppress(OSError):
        for path in folder.glob(f"{assignment}_*.zip"):
            with suppress(OSError, OverflowError, ValueError):
                yield _modified(path)


def _submitted(assignment: str) -> Iterator[datetime]:
    try:
        from jupyter_core.paths import jupyter_data_dir
    except ImportError:  # where lessons run in the browser, there is no exchange
        return
    with suppress(OSError):
        for path in Path(jupyter_data_dir(), CACHE).glob(f"*/*+{assignment}+*"):
            with suppress(OSError, OverflowError, ValueError):
                yield _said(path.name) or _modified(path)


def _said(name: str) -> datetime | None:
    """The time in the name of a submission, such as "ada+rights+2026-03-01 14:02:00.5 UTC"."""
    said, _, zone = name.split("+")[2].rpartition(" ")
    with suppress(ValueError):
        if zone == "UTC":
            return datetime.fromisoformat(said).replace(tzinfo=UTC)
    return None


def _modified(path: Path) -> datetime:
    return datetime.fromtimestamp(path.lstat().st_mtime, UTC)

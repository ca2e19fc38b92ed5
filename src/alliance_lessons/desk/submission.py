"""What of a handed-in folder is kept: the answers, and what nbgrader itself needs.

nbgrader copies whatever lies beside the notebook and follows links while it does so. So
all else is put aside before it looks: links, pipes, devices, folders, programs and files
too large to be answers. Nothing is deleted, nothing is followed. A hard link can't be told
from a file; its maker could read the file anyway, and nothing here writes through it.
"""

import itertools
import os
import re
import stat
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from nbgrader.utils import parse_utc
from traitlets.log import get_logger

from alliance_lessons.workbook.answers_file import LARGEST, NAME

TIMESTAMP, SECRET = "timestamp.txt", "submission_secret.txt"  # nbgrader's own
SMALL = 1000  # bytes, for these two
TIME = re.compile(r"[0-9:. +-]{10,40}[A-Za-z]{0,5}")
YEARS = range(2000, 2200)  # Formgrader can't show the first and last ones in all time zones


def put_aside(notebooks: Sequence[str], **_: Any) -> None:
    """For `c.Autograde.pre_convert_hook`: clears the folders of these notebooks.

    nbgrader swallows a hook's error and goes on, so no file's trouble stops the others'.
    """
    for folder in {Path(notebook).parent for notebook in notebooks}:
        for remark in clear(folder):
            get_logger().warning(remark)


def clear(folder: Path) -> list[str]:
    """Moves all that is not kept into a hidden folder beside `folder`; says what in sentences."""
    try:
        linked = folder.parent if _is_anothers(folder.parent) else folder
        if linked.is_symlink():
            _move(linked, linked)
            folder.mkdir(parents=True)
        folder.chmod(0o755)
        unwanted = [Path(entry.path) for entry in os.scandir(folder) if not _is_kept(entry)]
    except OSError as error:
        return [f"{folder} can't be cleared: {error}."]
    remarks = []
    for path in unwanted:
        try:
            _move(path, folder)
        except OSError as error:
            remarks.append(f"{str(path)!a} can't be put aside: {error}.")
    if unwanted:
        names = ", ".join(ascii(path.name[:60]) for path in unwanted[:5])
        more = f" and {len(unwanted) - 5} more" if len(unwanted) > 5 else ""
        remarks.append(f"{folder}: put aside, being no answers: {names}{more}.")
    return remarks


def is_wanted(name: str, about: os.stat_result) -> bool:
    """Whether nbgrader needs a file of this name, kind and size."""
    if not stat.S_ISREG(about.st_mode) or not name.isprintable():
        return False
    if name in (TIMESTAMP, SECRET):
        return about.st_size <= SMALL
    if name == NAME:
        return about.st_size <= LARGEST
    return name.endswith(".ipynb") and not name.startswith(".")  # neither copied nor read


def is_timestamp(raw: bytes) -> bool:
    """Whether nbgrader can read a time from this; what it can't read stops it."""
    text = raw.decode("ascii", "replace").strip()
    try:
        return bool(TIME.fullmatch(text)) and parse_utc(text).year in YEARS
    except (ValueError, OverflowError):
        return False


def _is_anothers(folder: Path) -> bool:
    """Whether a learner's folder is a link to the next one's; the course may link elsewhere."""
    beside = folder.parent.resolve()
    return folder.is_symlink() and folder.resolve().is_relative_to(beside)


def _is_kept(entry: os.DirEntry[str]) -> bool:
    try:
        if not is_wanted(entry.name, entry.stat(follow_symlinks=False)):
            return False
        if entry.name == TIMESTAMP:
            return is_timestamp(Path(entry.path).read_bytes())
        return entry.name != SECRET or Path(entry.path).read_bytes().isascii()
    except OSError:
        return False


def _move(path: Path, folder: Path) -> None:
    """Renames, so that neither a link's end nor a folder's depth matters."""
    aside = _aside(folder)
    number = 1
    while os.path.lexists(aside / str(number) / path.name):
        number += 1
    (aside / str(number)).mkdir(parents=True, exist_ok=True)
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o700)  # a folder that can't be written can't be moved
    path.rename(aside / str(number) / path.name)


def _aside(folder: Path) -> Path:
    """The hidden folder beside `folder`; another one if a link or a file has that name."""
    for number in itertools.count(1):
        aside = folder.with_name(f".{folder.name}-put-aside{'' if number == 1 else number}")
        if not os.path.lexists(aside) or (aside.is_dir() and not aside.is_symlink()):
            break
    return aside

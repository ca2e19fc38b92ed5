"""Collects from the exchange what is handed in, and nothing that it points to.

A learner can still change the folder while it is copied, so each file is opened without
following links and looked at once it is open.
"""

import os
import secrets
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect

from alliance_lessons.desk.submission import SECRET, TIMESTAMP, is_timestamp, is_wanted
from alliance_lessons.workbook.answers_file import NAME

NOTEBOOK = b""  # stands in for one that is missing or too large: it is never read
LARGEST_NOTEBOOK = 50_000_000  # bytes
GENERATE = "nbgrader generate_assignment {0.assignment_id}"


class CollectAnswers(ExchangeCollect):
    """For `c.ExchangeFactory.collect`."""

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copies the wanted files of one hand-in."""
        released = released_notebooks(self.coursedir)
        if not released:
            self.fail(f"No notebook is released; run `{GENERATE}` first.".format(self.coursedir))
        target = Path(dest)
        target.mkdir(parents=True)
        files = dict.fromkeys(released, NOTEBOOK) | self._wanted(src, released)
        for name, content in files.items():
            (target / name).write_bytes(content)
        # nbgrader stops for everyone where one of its own files is missing or broken
        timestamp, secret = target / TIMESTAMP, target / SECRET
        if not timestamp.exists() or not is_timestamp(timestamp.read_bytes()):
            timestamp.write_text(self._path_to_record(src)["timestamp"].isoformat(" "))
        if not secret.exists() or not secret.read_bytes().isascii():
            secret.write_text(secrets.token_hex(64))

    def _wanted(self, src: str, released: list[str]) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        here = os.O_RDONLY | os.O_NOFOLLOW
        try:
            folder = os.open(src, here | os.O_DIRECTORY)
        except OSError as error:
            self.log.error("%s is no folder of a learner's own: %s", src, error.strerror)
            return {}
        try:
            for name in sorted(entry.name for entry in os.scandir(folder)):
                try:
                    # O_NONBLOCK: never wait at a pipe
                    with open(os.open(name, here | os.O_NONBLOCK, dir_fd=folder), "rb") as file:
                        about = os.fstat(file.fileno())
                        known = name in (*released, NAME, TIMESTAMP, SECRET)
                        if known and is_wanted(name, about) and about.st_size <= LARGEST_NOTEBOOK:
                            found[name] = file.read(LARGEST_NOTEBOOK)
                        else:
                            self.log.warning("%s: %a is no answer and is left out", src, name)
                except OSError as error:
                    self.log.warning("%s: %a is left out: %s", src, name, error.strerror)
        finally:
            os.close(folder)
        return found


def released_notebooks(course: Any) -> list[str]:
    """The names of the notebooks that the course released for its current assignment."""
    folder = course.format_path(course.release_directory, ".", course.assignment_id)
    return sorted(path.name for path in Path(folder).glob("*.ipynb"))

"""Unpacks the hand-in files that an instructor downloaded from a learning platform.

A hand-in is `<assignment>_<learner id>.zip`, with the notebook and responses.json in it. A
platform's own download of everybody's, a zip of such zips, is taken as well. A file that is
damaged, oversized or named otherwise is reported in a sentence and the others are unpacked;
nbgrader's own extractor stops for everyone, and unpacks zips in zips without an end.
"""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from nbgrader.plugins import ExtractorPlugin

from alliance_lessons.desk.collect import GENERATE, LARGEST_NOTEBOOK, NOTEBOOK, released_notebooks
from alliance_lessons.workbook.answers_file import LARGEST, NAME
from alliance_lessons.workbook.hand_in import LEARNER_ID

MOST = 10_000  # files in one zip
# what zipfile raises for a damaged, encrypted or unknown one
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, OSError)


class HandInZips(ExtractorPlugin):
    """For `c.ZipCollectApp.extractor_plugin`."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Unpacks each learner's hand-in into a folder of its own, the newest last."""
        self.released = released_notebooks(self.parent.coursedir)
        if not self.released:
            command = GENERATE.format(self.parent.coursedir)
            self.parent.fail(f"No notebook is released; run `{command}` first.")
        paths = [path for path in Path(archive_path).rglob("*") if path.is_file()]
        seen: dict[str, str] = {}
        for path in sorted(paths, key=lambda path: path.stat().st_mtime):
            for name, archive, origin in self._hand_ins(path):
                if name in seen:
                    self.log.warning("%s takes the place of %s", origin, seen[name])
                seen[name] = origin
                self._unpack(archive, Path(extracted_path) / name, origin)
        if not seen:
            self.log.warning("There is no hand-in file in %s", archive_path)

    def _hand_ins(self, path: Path) -> Iterator[tuple[str, Any, str]]:
        """The hand-ins in a file: itself, or those in a platform's download."""
        name = self._name(path.name)
        if name:
            yield name, path, str(path)
            return
        found = False
        if path.suffix == ".zip":
            for inside, raw in self._files(path, str(path), lambda name: bool(self._name(name))):
                found = True
                yield self._name(inside), BytesIO(raw), f"{path}: {inside}"
        if not found:
            wanted = f"{self._assignment}_<learner id>.zip"
            self.log.error("%s is no hand-in file: it must be named %s", path, wanted)

    @property
    def _assignment(self) -> str:
        return str(self.parent.coursedir.assignment_id)

    def _name(self, name: str) -> str:
        """`<assignment>_<learner id>` of a hand-in's name, which a platform may lengthen."""
        stem, dot, ending = name.rpartition(".")
        head = f"{self._assignment}_"
        if not stem.startswith(head):
            stem = head + stem.rpartition(f"_{head}")[2] if f"_{head}" in stem else ""
        good = dot and ending == "zip" and LEARNER_ID.fullmatch(stem.removeprefix(head))
        return stem if good else ""

    def _unpack(self, archive: Any, folder: Path, origin: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        files = dict(self._files(archive, origin, lambda name: name in (*self.released, NAME)))
        if NAME not in files:
            self.log.error("%s holds no %s; ask for it again", origin, NAME)
        for name, raw in {**dict.fromkeys(self.released, NOTEBOOK), **files}.items():
            (folder / name).write_bytes(raw)

    def _files(self, archive: Any, origin: str, wanted: Any) -> Iterator[tuple[str, bytes]]:
        """The wanted files of a zip with what is in them, each name once."""
        try:
            with zipfile.ZipFile(archive) as opened:
                for about in opened.infolist()[:MOST]:
                    name = PurePosixPath(about.filename).name
                    if about.is_dir() or not wanted(name):
                        continue
                    with opened.open(about) as file:
                        raw = file.read(_most(name) + 1)  # whatever size it claims
                    if len(raw) <= _most(name):
                        yield name, raw
                    else:
                        self.log.error("%s: %a is too large and is left out", origin, name)
        except BROKEN as error:
            self.log.error("%s can't be unpacked (%s); ask for it again", origin, error)


def _most(name: str) -> int:
    return LARGEST if name == NAME else LARGEST_NOTEBOOK

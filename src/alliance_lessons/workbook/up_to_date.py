"""A folder made from files of ours, in which others work: made again, it is brought up to date.

`.alliance/<manifest>` keeps, for each file, fingerprints of what we ever put there and the
version of our file seen last. A file that bears none of our fingerprints is theirs and is
never written over: where ours changed as well, it is put beside it. A file that was deleted
comes back. Each file is put in place at once, so a run that was interrupted is finished by
the next.
"""

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from alliance_lessons.errors import CourseError
from alliance_lessons.workbook.notebooks import LARGEST, NotebookError, parse, sources
from alliance_lessons.workbook.one_at_a_time import one_at_a_time

OURS = ".alliance"  # in the folder: what we keep for ourselves
FORMAT = 1
PATIENCE = 10  # seconds to wait for another run


@dataclass(frozen=True)
class Known:
    """What the manifest says of a file: fingerprints of all we put there, newest last."""

    put: tuple[str, ...] = ()
    version: str = ""


@dataclass
class Made:
    """What making a folder did; `notes` are sentences for its owner."""

    folder: Path
    written: list[Path] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def as_written(raw: bytes, place: Path) -> str:
    """What counts as the same file: for a notebook what a person wrote in it, else its bytes."""
    return sources(parse(raw, place)) if place.suffix == ".ipynb" else digest(raw)


def next_to_it(place: Path, number: int) -> Path:
    """The first, second, ... place for ours where theirs stays."""
    return place.with_name(f"{place.stem} (new{'' if number == 1 else f' {number}'}){place.suffix}")


def digest(raw: bytes) -> str:
    """A fingerprint of bytes."""
    return hashlib.sha256(raw).hexdigest()


@dataclass(frozen=True)
class UpToDate:
    """How a kind of folder is kept up to date."""

    manifest: str
    fingerprint: Callable[[bytes, Path], str] = as_written
    beside: Callable[[Path, int], Path] = next_to_it

    def is_made(self, folder: Path) -> bool:
        """Whether such a folder was made here."""
        return (folder / OURS / self.manifest).is_file()

    def make(self, folder: Path, wanted: Mapping[Path, Callable[[], bytes]]) -> Made:
        """Makes the folder or brings it up to date; raises CourseError where it can't."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _refuse_links(folder, Path(OURS, self.manifest))
            (folder / OURS).mkdir(exist_ok=True)
            with one_at_a_time(folder / OURS / "lock", PATIENCE):
                return self._update(folder, wanted)
        except TimeoutError:
            raise CourseError(
                f"{folder} is being made by another run; wait until it is done."
            ) from None
        except (FileExistsError, NotADirectoryError) as error:
            raise CourseError(f"{error.filename} is no folder; name another.") from None
        except OSError as error:
            raise CourseError(
                f"{error.filename or folder} can't be written ({error.strerror or error}); "
                "make room or allow writing there, then start again."
            ) from None

    def _update(self, folder: Path, wanted: Mapping[Path, Callable[[], bytes]]) -> Made:
        made = Made(folder)
        manifest = self._read_manifest(folder)
        before = dict(manifest)
        (folder / OURS / "new").unlink(missing_ok=True)  # of a run that was interrupted
        for place, origin in wanted.items():
            try:
                self._bring(made, manifest, place, origin())
            except CourseError as error:
                made.notes.append(str(error))
        if manifest != before or not self.is_made(folder):
            self._write_manifest(folder, manifest)
        return made

    def _bring(self, made: Made, manifest: dict[str, Known], place: Path, ours: bytes) -> None:
        """Puts one file in place, or beside the learner's own, or leaves all as it is."""
        known = manifest.get(place.as_posix(), Known())
        mark, version = self.fingerprint(ours, place), digest(ours)
        path = made.folder / place
        theirs, damage = self._theirs(made.folder, place)
        if theirs is None or theirs in known.put or theirs == mark:
            if theirs is None or (version != known.version and known.version):
                _put(made, place, ours)
        elif version != known.version or damage:
            new = self._beside(made, manifest, place, ours)
            if damage:
                made.notes.append(f"{path} can't be opened ({damage}); a fresh copy is '{new}'.")
            else:
                made.notes.append(
                    f"{path} is new in the course and you changed yours, which stays; "
                    f"the new one is '{new}'."
                )
        manifest[place.as_posix()] = Known(_newest_last(known.put, mark), version)

    def _beside(self, made: Made, manifest: dict[str, Known], place: Path, ours: bytes) -> Path:
        """Puts our file under the first name that is free, or ours already."""
        for number in count(1):
            beside = self.beside(place, number)
            known = manifest.get(beside.as_posix(), Known())
            theirs, _ = self._theirs(made.folder, beside)
            mark = self.fingerprint(ours, beside)
            if theirs is None or theirs in known.put:
                if theirs != mark:
                    _put(made, beside, ours)
                manifest[beside.as_posix()] = Known(_newest_last(known.put, mark))
                return beside
        raise AssertionError

    def _theirs(self, folder: Path, place: Path) -> tuple[str | None, str]:
        """The fingerprint of what stands there (None: nothing), and what is wrong with it."""
        _refuse_links(folder, place)
        path = folder / place
        if not path.exists():
            return None, ""
        if not path.is_file():
            raise CourseError(f"{path} is no file; move it away and start again.")
        if path.stat().st_size > LARGEST:
            return "too large to be ours", ""
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise CourseError(
                f"{path} can't be read ({error.strerror or error}); it is left as it is."
            ) from None
        try:
            return self.fingerprint(raw, place), ""
        except NotebookError:
            return digest(raw), "it is damaged" if raw else "it is empty"

    def _read_manifest(self, folder: Path) -> dict[str, Known]:
        """What we put there so far; of a damaged manifest what can be read, at worst nothing."""
        try:
            data = json.loads((folder / OURS / self.manifest).read_bytes())
        except (FileNotFoundError, ValueError, RecursionError):
            return {}
        if not isinstance(data, dict) or not isinstance(data.get("files"), dict):
            return {}
        if isinstance(data.get("format"), int) and data["format"] > FORMAT:
            raise CourseError(f"{folder} was made by a newer course; update the course to go on.")
        return {
            place: Known(tuple(map(str, entry["put"])), str(entry["version"]))
            for place, entry in data["files"].items()
            if isinstance(entry, dict) and isinstance(entry.get("put"), list) and "version" in entry
        }

    def _write_manifest(self, folder: Path, manifest: dict[str, Known]) -> None:
        files = {
            place: {"put": known.put, "version": known.version} for place, known in manifest.items()
        }
        text = json.dumps({"format": FORMAT, "files": files}, indent=1, sort_keys=True)
        _write(folder, folder / OURS / self.manifest, text.encode())


def _refuse_links(folder: Path, place: Path) -> None:
    """Nothing is read or written through a link, which may lead out of the folder."""
    path = folder
    is_junction = getattr(os.path, "isjunction", os.path.islink)  # Windows, from Python 3.12
    for part in place.parts:
        path /= part
        if path.is_symlink() or is_junction(path):
            raise CourseError(f"{path} is a link; move it away and start again.")
        if path != folder / place and path.exists() and not path.is_dir():
            raise CourseError(f"{path} is no folder; move it away and start again.")


def _put(made: Made, place: Path, content: bytes) -> None:
    path = made.folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(made.folder, path, content)
    made.written.append(place)


def _write(folder: Path, path: Path, content: bytes) -> None:
    """Puts a whole file in place at once; we hold the lock, so one temporary name will do."""
    temporary = folder / OURS / "new"
    with temporary.open("xb") as file:
        file.write(content)
    os.replace(temporary, path)


def _newest_last(put: tuple[str, ...], mark: str) -> tuple[str, ...]:
    return (*(old for old in put if old != mark), mark)

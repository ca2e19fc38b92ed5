"""Files put in place whole: one, or several of which all are changed or none."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path


class PartlyPut(OSError):
    """Some files were changed, and could not be put back; `changed` are these."""

    def __init__(self, changed: list[Path], reason: str) -> None:
        super().__init__(None, reason)
        self.changed = changed


def put(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Puts a whole file in place at once: half of it is never there; `mode` is for a new file."""
    with _temporary(path, content, mode) as made:
        _place(made, path)


def put_all(files: Mapping[Path, bytes | None]) -> None:
    """Puts several files in place, and removes those with None; all of it or nothing.

    What has to be written, to go back as well, is written before the first is changed; new files
    are for their owner alone. Raises OSError with nothing changed, and PartlyPut where going back
    failed: then the first of the files is changed, too.
    """
    with ExitStack() as all_of_them:
        made = {path: _beside(path, content, all_of_them) for path, content in files.items()}
        old = {path: _beside(path, _content(path), all_of_them) for path in files}
        done: list[Path] = []
        try:
            for path in files:
                _place(made[path], path)
                done.append(path)
        except OSError as error:
            with suppress(OSError):
                while done:
                    _place(old[done[-1]], done[-1])
                    done.pop()
            if done:
                raise PartlyPut(done, error.strerror or str(error)) from None
            raise


def leading(name: str) -> str:
    """How the names of a file's temporary files start.

    >>> leading("responses.json")
    '.responses-'
    """
    return f".{name.rpartition('.')[0] or name}-"


def _beside(path: Path, content: bytes | None, files: ExitStack) -> Path | None:
    return None if content is None else files.enter_context(_temporary(path, content, 0o600))


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _place(made: Path | None, path: Path) -> None:
    with _named(path):
        os.replace(made, path) if made else path.unlink(missing_ok=True)


@contextmanager
def _temporary(path: Path, content: bytes, mode: int) -> Iterator[Path]:
    """A file beside another, flushed, with its permissions; it is gone in the end.

    No two have one name, as they would by process id: in the browser all lessons have the same.
    """
    with _named(path):
        descriptor, name = tempfile.mkstemp(prefix=leading(path.name), dir=path.parent)
    made = Path(name)
    try:
        with _named(path), open(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(OSError):  # the place knows no permissions
            made.chmod(path.stat().st_mode & 0o777 if path.exists() else mode)
        yield made
    finally:
        made.unlink(missing_ok=True)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Errors name the file itself, and no temporary one."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise

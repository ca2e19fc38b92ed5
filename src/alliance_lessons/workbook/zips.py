"""Zip files: the same bytes for the same content, and read as untrusted."""

import stat
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same content makes the same zip
MOST = 100  # files in a zip that is read
ENTRY = b"PK\x01\x02"  # stands before each file that a zip names
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
OTHERS = ("__MACOSX/", "._", ".DS_Store")  # what a computer adds when a folder is packed again


class ZipError(Exception):
    """Bytes that are no zip of ours; the message is a reason, without a full stop."""


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of some files, in their order.

    >>> unzipped(zipped({"a.txt": b"one", "b/c.txt": b"two"}), 10, 20)
    {'a.txt': b'one', 'b/c.txt': b'two'}
    """
    raw = BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            about = zipfile.ZipInfo(name, LONG_AGO)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = 0o644 << 16
            about.create_system = 3  # the same on every machine
            archive.writestr(about, content)
    return raw.getvalue()


def unzipped(data: bytes, largest: int, together: int) -> dict[str, bytes]:
    """The files in a zip, each of at most `largest` bytes once unpacked, and all of `together`.

    Nothing is believed of what the zip says of sizes. Raises ZipError for whatever is not
    plain files with names of their own.
    """
    if data.count(ENTRY) > MOST:  # before the names of a million of them are read
        raise ZipError("it holds too many files")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            found: dict[str, bytes] = {}
            for one in archive.infolist():
                if one.is_dir() or _added(one.filename):
                    continue
                if one.flag_bits & 0x1:
                    raise ZipError("it is locked with a password")
                if stat.S_ISLNK(one.external_attr >> 16) or one.compress_type not in PACKED:
                    raise ZipError("it holds what is no plain file")
                if one.filename in found:
                    raise ZipError("it holds a file twice")
                with archive.open(one) as file:
                    found[one.filename] = file.read(largest + 1)
                together -= len(found[one.filename])
                if len(found[one.filename]) > largest or together < 0:
                    raise ZipError("it is far larger than answers can be")
            return found
    except ZipError:
        raise
    except Exception:  # noqa: BLE001  a damaged zip fails in a dozen ways, all with one mend
        raise ZipError("it is damaged, or of another kind") from None


def names(path: Path) -> set[str]:
    """The names in a zip on the disk; none where it is no zip."""
    try:
        with zipfile.ZipFile(path) as archive:
            return set(archive.namelist())
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError):
        return set()


def _added(name: str) -> bool:
    return name.startswith(OTHERS[0]) or name.rpartition("/")[2].startswith(OTHERS[1:])

"""Hand-in zips as nobody's workbook makes them: what is taken out of them, and what is said."""

import os
import stat
import struct
import time
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from traitlets import Any
from traitlets.config import LoggingConfigurable

from alliance_lessons.desk.hand_in_zips import HandInZips
from tests.grading.desk_course import HONEST, RIGHT, as_json

ADA = "rights_ada.zip"
HONESTLY = as_json(HONEST)


class App(LoggingConfigurable):
    """`zip_collect`, as far as the plug-in sees it."""

    coursedir = Any()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    for name in ("archive", "release/rights"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "release/rights/rights.ipynb").write_text("{}")
    return tmp_path / "archive"


def extracted(archive: Path) -> dict[str, dict[str, bytes]]:
    """What is unpacked, by hand-in and file."""
    course = SimpleNamespace(
        assignment_id="rights",
        release_directory="release",
        format_path=lambda step, learner, assignment: str(archive.parent / step / assignment),
    )
    to = archive.parent / "extracted"
    started = time.process_time()
    HandInZips(parent=App(coursedir=course)).extract(str(archive), str(to))
    assert time.process_time() - started < 30
    everything = [path for path in to.rglob("*") if path.is_file()]
    assert all(path.lstat().st_size <= 50_000_000 for path in everything)
    assert {path.parent.parent for path in everything} <= {to}
    found: dict[str, dict[str, bytes]] = {}
    for path in everything:
        found.setdefault(path.parent.name, {})[path.name] = path.read_bytes()
    return found


def only_honest(archive: Path) -> None:
    assert extracted(archive)["rights_ada"] == {
        "rights.ipynb": b"",
        "responses.json": HONESTLY.encode(),
    }


def test_a_link_in_a_zip_is_no_link_outside_it(archive):
    entry = zipfile.ZipInfo("responses.json")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(archive / ADA, "w") as made:
        made.writestr(entry, "/etc/passwd")
    assert extracted(archive)["rights_ada"]["responses.json"] == b"/etc/passwd"


@pytest.mark.parametrize(
    "name",
    [
        "..\\..\\responses.json",
        "C:\\responses.json",
        "responses.json\x00.exe",
        "responses.json\n",
        "RESPONSES.JSON",
        "responses.json/",
        "nul",
        "a" * 60_000,
    ],
)
def test_no_other_name_is_taken_for_the_answers(archive, name):
    with zipfile.ZipFile(archive / ADA, "w") as made:
        made.writestr("responses.json", HONESTLY)
        entry = zipfile.ZipInfo("x")
        entry.filename = name
        made.writestr(entry, b"" if name.endswith("/") else as_json(RIGHT))
    found = extracted(archive)["rights_ada"]
    assert set(found) == {"rights.ipynb", "responses.json"}


def test_of_two_answers_files_in_one_zip_the_last_counts_as_when_it_is_unpacked(archive):
    with zipfile.ZipFile(archive / ADA, "w") as made:
        made.writestr("responses.json", as_json(RIGHT))
        with pytest.warns(UserWarning, match="Duplicate name"):
            made.writestr("responses.json", HONESTLY)
    only_honest(archive)


def test_thousands_of_entries_take_no_time(archive):
    with zipfile.ZipFile(archive / ADA, "w") as made:
        made.writestr("responses.json", HONESTLY)
        for number in range(12_000):
            made.writestr(f"{number}/responses.txt", b"")
    only_honest(archive)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_bomb_is_left_out_however_it_is_packed(archive, method):
    with zipfile.ZipFile(archive / ADA, "w", method) as made:
        made.writestr("responses.json", bytes(6_000_000))
    assert extracted(archive)["rights_ada"] == {"rights.ipynb": b""}


def test_a_size_that_is_a_lie_brings_no_more_than_the_limit(archive):
    with zipfile.ZipFile(archive / ADA, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("responses.json", bytes(6_000_000))
    raw = bytearray((archive / ADA).read_bytes())
    # the sizes that the two directories claim
    raw[22:26] = struct.pack("<I", 100)
    central = raw.rindex(b"PK\x01\x02")
    raw[central + 24 : central + 28] = struct.pack("<I", 100)
    (archive / ADA).write_bytes(bytes(raw))
    assert len(extracted(archive).get("rights_ada", {}).get("responses.json", b"")) <= 100


@pytest.mark.parametrize("byte", [6, 8])
def test_an_encrypted_or_unknown_one_stops_nobody(archive, byte):
    for name in (ADA, "rights_bo.zip"):
        with zipfile.ZipFile(archive / name, "w") as made:
            made.writestr("responses.json", HONESTLY)
    raw = bytearray((archive / ADA).read_bytes())
    central = raw.rindex(b"PK\x01\x02")
    raw[byte] |= 1 if byte == 6 else 99
    raw[central + byte + 2] |= 1 if byte == 6 else 99
    (archive / ADA).write_bytes(bytes(raw))
    found = extracted(archive)
    assert "responses.json" not in found["rights_ada"]
    assert found["rights_bo"]["responses.json"] == HONESTLY.encode()


def test_zips_within_zips_are_opened_once(archive):
    """Only a platform's download holds hand-ins, and those hold no more of them."""
    inner = archive.parent / ADA
    with zipfile.ZipFile(inner, "w") as made:
        made.writestr("responses.json", HONESTLY)
    for level in range(30):
        outer = archive.parent / f"rights_l{level}.zip"
        with zipfile.ZipFile(outer, "w") as made:
            made.write(inner, inner.name)
        inner = outer
    inner.rename(archive / inner.name)
    assert extracted(archive) == {"rights_l29": {"rights.ipynb": b""}}


def test_links_and_pipes_in_the_archive_stop_nobody(archive):
    with zipfile.ZipFile(archive / ADA, "w") as made:
        made.writestr("responses.json", HONESTLY)
    os.mkfifo(archive / "rights_pipe.zip")
    (archive / "rights_dangling.zip").symlink_to("nowhere.zip")
    (archive / "rights_itself.zip").symlink_to("rights_itself.zip")
    assert extracted(archive)["rights_ada"]["responses.json"] == HONESTLY.encode()

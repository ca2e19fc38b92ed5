"""A file that is none of ours, or no longer, is refused in a sentence, and nothing is written."""

import json
import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.errors import CourseError
from alliance_lessons.workbook.answers_file import NAME
from alliance_lessons.workbook.taken_along import LARGEST_FILE, course_folders, look_into
from tests.unit.answers_files import FILE, is_sentence

FOLDER = course_folders()[0]
PLACE = f"{FOLDER}/{NAME}"
ABOUT: dict[str, Any] = {"format": 1, "course": "0.1.0", "made": "2026-03-01T10:00:00+00:00"}


def raw(content: Any) -> bytes:
    return content if isinstance(content, bytes) else json.dumps(content).encode()


def packed(*members: tuple[str | zipfile.ZipInfo, Any], about: Any = ABOUT, how: int = 8) -> bytes:
    """A zip with a word about itself and these members."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", how) as archive:
        if about is not None:
            archive.writestr("about.json", raw(about))
        for name, content in members:
            archive.writestr(name, raw(content))
    return whole.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(CourseError) as error:
        look_into(data)
    said = str(error.value)
    assert is_sentence(said)
    return said


GOOD = packed((PLACE, FILE))


def link(name: str) -> zipfile.ZipInfo:
    about = zipfile.ZipInfo(name)
    about.external_attr = 0o120777 << 16
    return about


def locked() -> bytes:
    """A zip whose first member says that a password locks it."""
    data = bytearray(GOOD)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


def lying() -> bytes:
    """A zip that unpacks to far more than it says."""
    bomb = bytearray(packed((PLACE, b" " * 20_000_000)))
    at = bomb.rindex(b"PK\x01\x02")
    struct.pack_into("<L", bomb, at + 24, 100)
    return bytes(bomb)


REFUSED: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(1000),
    "a page of text": lambda: b"My answers: 5, 7 and a lot of courage.",
    "an answers file": lambda: raw(FILE),
    "cut off": lambda: GOOD[:-30],
    "cut off early": lambda: GOOD[:40],
    "an empty zip": lambda: packed(about=None),
    "a hand-in": lambda: packed(("rights.ipynb", b"{}"), (NAME, FILE), about=None),
    "no word about itself": lambda: packed((PLACE, FILE), about=None),
    "about is no JSON": lambda: packed((PLACE, FILE), about=b"format: 1"),
    "about is a list": lambda: packed((PLACE, FILE), about=[1]),
    "about is deep": lambda: packed((PLACE, FILE), about=b"[" * 100_000),
    "no format": lambda: packed((PLACE, FILE), about={}),
    "format is true": lambda: packed((PLACE, FILE), about={"format": True}),
    "format is 0": lambda: packed((PLACE, FILE), about={"format": 0}),
    "above the folder": lambda: packed((f"../{NAME}", FILE)),
    "above, from inside": lambda: packed((f"{FOLDER}/../../{NAME}", FILE)),
    "an absolute path": lambda: packed((f"/{FOLDER}/{NAME}", FILE)),
    "a drive": lambda: packed((f"C:/{FOLDER}/{NAME}", FILE)),
    "a backslash": lambda: packed((f"..\\{NAME}", FILE)),
    "a hidden folder": lambda: packed((f".alliance/{NAME}", FILE)),
    "at the top": lambda: packed((NAME, FILE)),
    "something else beside": lambda: packed((PLACE, FILE), ("start.ipynb", b"{}")),
    "code": lambda: packed((PLACE, FILE), (f"{FOLDER}/json.py", b"print()")),
    "two about": lambda: packed((PLACE, FILE), ("x/about.json", ABOUT)),
    "a link": lambda: packed((link(PLACE), b"/etc/passwd")),
    "locked": locked,
    "packed strangely": lambda: packed((PLACE, FILE), how=zipfile.ZIP_LZMA),
    "broken answers": lambda: packed((PLACE, raw(FILE)[:-9])),
    "answers of another kind": lambda: packed((PLACE, {"format": 1})),
    "answers of format 0": lambda: packed((PLACE, FILE | {"format": 0})),
    "too many items": lambda: packed(
        (PLACE, {"format": 1, "responses": {f"m.i{n}": [{"value": 1}] for n in range(2001)}})
    ),
    "too many files": lambda: packed(*((f"a{n}/{NAME}", FILE) for n in range(10_000))),
    "a bomb": lambda: packed((PLACE, b" " * 20_000_000)),
    "a lying bomb": lying,
    "too large": lambda: GOOD + bytes(LARGEST_FILE),
    "changed inside": lambda: GOOD.replace(zlib.compress(raw(FILE))[2:10], bytes(8)),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_in_a_sentence(case: str, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    data = REFUSED[case]()
    assert data != GOOD
    start = time.perf_counter()
    said = refused(data)
    assert "“My work”" in said
    assert time.perf_counter() - start < 5
    assert list(tmp_path.iterdir()) == []


def test_a_zip_of_very_many_names_is_refused_before_they_are_read() -> None:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for number in range(30_000):
            archive.writestr(f"{number:x}", b"")
    data = whole.getvalue()
    del archive, whole
    tracemalloc.start()
    said = refused(data)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "too many files" in said
    assert most < 1_000_000


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_twice_is_refused() -> None:
    assert "twice" in refused(packed((PLACE, FILE), (PLACE, FILE)))


@pytest.mark.parametrize(
    "data",
    [packed((PLACE, FILE), about={"format": 2}), packed((PLACE, FILE | {"format": 2}))],
    ids=["the file", "the answers in it"],
)
def test_a_newer_file_is_refused_by_name(data: bytes) -> None:
    assert "newer copy of the course" in refused(data)


def test_a_bomb_takes_no_more_memory_than_answers_may() -> None:
    bomb = packed(*((f"a{n}/{NAME}", b" " * 4_900_000) for n in range(20)))
    tracemalloc.start()
    try:
        refused(bomb)
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()


def test_a_good_file_is_read_and_so_is_one_that_a_computer_packed_again() -> None:
    taken = look_into(GOOD)
    assert list(taken.folders) == [FOLDER]
    assert taken.made.isoformat() == ABOUT["made"]
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.mkdir("my-alliance-work-2026-03-01")
        for name, content in (("about.json", ABOUT), (PLACE, FILE), (".DS_Store", b"x")):
            archive.writestr(f"my-alliance-work-2026-03-01/{name}", raw(content))
        archive.writestr("__MACOSX/my-alliance-work-2026-03-01/._about.json", b"x")
    assert look_into(whole.getvalue()) == taken


def test_lessons_that_this_copy_does_not_have_are_left_out_and_named() -> None:
    taken = look_into(packed((PLACE, FILE), (f"5_working_together/{NAME}", FILE)))
    assert list(taken.folders) == [FOLDER]
    assert "5_working_together" in taken.remarks[0]
    assert is_sentence(taken.remarks[0])


@given(st.data())
def test_whatever_is_changed_in_it_there_is_no_other_outcome(data: st.DataObject) -> None:
    changed = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(GOOD) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(GOOD)))
    for tried in (bytes(changed), bytes(changed[:cut]), bytes(changed[cut:])):
        try:
            look_into(tried)
        except CourseError as error:
            said = str(error)
        else:
            continue
        assert is_sentence(said)

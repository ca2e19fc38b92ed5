"""A workbook is made, run, changed, damaged and upgraded, and keeps what the learner did."""

import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from nbformat.sign import NotebookNotary

from alliance_lessons.errors import CourseError
from alliance_lessons.workbook.course import CourseFiles
from alliance_lessons.workbook.folder import OURS, is_workbook, make_workbook
from tests.unit.workbooks import (
    BESIDE,
    LESSON,
    RELEASE,
    contents,
    edit,
    is_sentence,
    on_posix,
    put,
    rewrite,
    run_and_save,
    small_course,
    words,
)


@pytest.fixture(autouse=True)
def own_jupyter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Signatures go to a folder of the test's own."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))


@pytest.fixture
def course(tmp_path: Path) -> CourseFiles:
    return small_course(tmp_path)


def test_a_workbook_holds_lessons_and_released_assignments(
    course: CourseFiles, tmp_path: Path
) -> None:
    (course.course / "responses.json").write_text("an author's own answers")
    (course.course / ".ipynb_checkpoints").mkdir()
    (course.course / ".ipynb_checkpoints" / "start-checkpoint.ipynb").write_text("{}")
    made = make_workbook(tmp_path / "wb", course)
    found = {path.relative_to(made.folder) for path in made.folder.rglob("*") if path.is_file()}
    shown = {path for path in found if path.parts[0] != OURS}
    assert shown == {Path("start.ipynb"), LESSON, Path("4_module", "map.svg"), RELEASE}
    assert words(made.folder / RELEASE) == "# release"
    assert is_workbook(made.folder)
    assert made.notes == []


def test_its_notebooks_are_signed_so_that_outputs_are_trusted(
    course: CourseFiles, tmp_path: Path
) -> None:
    made = make_workbook(tmp_path / "wb", course)
    notary = NotebookNotary()
    for notebook in made.folder.rglob("*.ipynb"):
        assert notary.check_signature(nbformat.read(notebook, as_version=4)), notebook


def test_the_second_time_nothing_is_written_and_it_is_quick(tmp_path: Path) -> None:
    first = make_workbook(tmp_path / "wb")  # the real course
    before = {path: path.stat().st_mtime_ns for path in first.folder.rglob("*")}
    took = []
    for _ in range(3):
        started = time.perf_counter()
        second = make_workbook(tmp_path / "wb")
        took.append(time.perf_counter() - started)
        assert (second.written, second.notes) == ([], [])
    after = {path: path.stat().st_mtime_ns for path in first.folder.rglob("*")}
    lock = first.folder / OURS / "lock"
    assert {p: t for p, t in after.items() if p != lock} == {
        p: t for p, t in before.items() if p != lock
    }
    assert min(took) < 0.2


def test_new_and_changed_files_come_in(course: CourseFiles, tmp_path: Path) -> None:
    folder = make_workbook(tmp_path / "wb", course).folder
    put(course.course / LESSON, "# Better lesson")
    put(course.course / "4_module" / "4_2_more.ipynb", "# More")
    (course.course / "4_module" / "map.svg").write_text("<svg>new</svg>")
    made = make_workbook(folder, course)
    assert words(folder / LESSON) == "# Better lesson"
    assert words(folder / "4_module" / "4_2_more.ipynb") == "# More"
    assert (folder / "4_module" / "map.svg").read_text() == "<svg>new</svg>"
    assert len(made.written) == 3
    assert made.notes == []


def test_a_lesson_that_was_only_run_and_saved_is_upgraded(
    course: CourseFiles, tmp_path: Path
) -> None:
    folder = make_workbook(tmp_path / "wb", course).folder
    edit(folder / LESSON, run_and_save)
    assert make_workbook(folder, course).written == []  # its outputs stay
    put(course.course / LESSON, "# Better lesson")
    made = make_workbook(folder, course)
    assert words(folder / LESSON) == "# Better lesson"
    assert made.notes == []
    assert not (folder / BESIDE).exists()


def test_new_outputs_of_the_course_come_in_as_well(course: CourseFiles, tmp_path: Path) -> None:
    folder = make_workbook(tmp_path / "wb", course).folder
    put(course.course / LESSON, "# Lesson", 'ask("rights.bet")', output="new")
    assert make_workbook(folder, course).written == [LESSON]


def test_what_the_learner_changed_stays(course: CourseFiles, tmp_path: Path) -> None:
    folder = make_workbook(tmp_path / "wb", course).folder
    edit(folder / LESSON, rewrite)
    (folder / "4_module" / "map.svg").write_text("my map")
    (folder / "my notes.txt").write_text("mine")
    (folder / "4_module" / "responses.json").write_text("answers")
    made = make_workbook(folder, course)
    assert (made.written, made.notes) == ([], [])
    assert words(folder / LESSON) == "My own words"
    assert (folder / "4_module" / "map.svg").read_text() == "my map"


def test_where_both_changed_ours_is_put_beside_once(course: CourseFiles, tmp_path: Path) -> None:
    folder = make_workbook(tmp_path / "wb", course).folder
    edit(folder / LESSON, rewrite)
    put(course.course / LESSON, "# Better lesson")
    made = make_workbook(folder, course)
    assert words(folder / LESSON) == "My own words"
    assert words(folder / BESIDE) == "# Better lesson"
    assert len(made.notes) == 1
    assert is_sentence(made.notes[0])
    assert "4_1_lesson (new).ipynb" in made.notes[0]
    again = make_workbook(folder, course)
    assert (again.written, again.notes) == ([], [])


def test_a_copy_beside_that_the_learner_changed_stays_too(
    course: CourseFiles, tmp_path: Path
) -> None:
    folder = make_workbook(tmp_path / "wb", course).folder
    edit(folder / LESSON, rewrite)
    put(course.course / LESSON, "# Second")
    make_workbook(folder, course)
    put(course.course / LESSON, "# Third")
    make_workbook(folder, course)
    assert words(folder / BESIDE) == "# Third"  # nobody had touched it
    edit(folder / BESIDE, rewrite)
    put(course.course / LESSON, "# Fourth")
    make_workbook(folder, course)
    assert words(folder / LESSON) == words(folder / BESIDE) == "My own words"
    assert words(folder / "4_module" / "4_1_lesson (new 2).ipynb") == "# Fourth"


def test_taking_the_new_copy_over_makes_it_ours_again(course: CourseFiles, tmp_path: Path) -> None:
    folder = make_workbook(tmp_path / "wb", course).folder
    edit(folder / LESSON, rewrite)
    put(course.course / LESSON, "# Second")
    make_workbook(folder, course)
    (folder / BESIDE).replace(folder / LESSON)
    make_workbook(folder, course)
    put(course.course / LESSON, "# Third")
    made = make_workbook(folder, course)
    assert words(folder / LESSON) == "# Third"
    assert made.notes == []


def test_a_deleted_lesson_comes_back(course: CourseFiles, tmp_path: Path) -> None:
    folder = make_workbook(tmp_path / "wb", course).folder
    (folder / LESSON).unlink()
    assert make_workbook(folder, course).written == [LESSON]


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"\0" * 100, b'{"nbformat": 4, "cells": [1]}'])
def test_beside_a_damaged_lesson_a_fresh_one_is_put(
    raw: bytes, course: CourseFiles, tmp_path: Path
) -> None:
    folder = make_workbook(tmp_path / "wb", course).folder
    (folder / LESSON).write_bytes(raw)
    made = make_workbook(folder, course)
    assert (folder / LESSON).read_bytes() == raw
    assert words(folder / BESIDE) == "# Lesson"
    assert len(made.notes) == 1
    assert is_sentence(made.notes[0])


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'{"files": {"start.ipynb": 3}}', b"\xff"])
def test_without_a_readable_manifest_nothing_of_the_learner_is_lost(
    raw: bytes, course: CourseFiles, tmp_path: Path
) -> None:
    folder = make_workbook(tmp_path / "wb", course).folder
    edit(folder / LESSON, rewrite)
    (folder / OURS / "manifest.json").write_bytes(raw)
    make_workbook(folder, course)
    assert words(folder / LESSON) == "My own words"
    assert make_workbook(folder, course).written == []


def test_a_workbook_of_a_newer_course_is_left_alone(course: CourseFiles, tmp_path: Path) -> None:
    folder = make_workbook(tmp_path / "wb", course).folder
    (folder / OURS / "manifest.json").write_text('{"format": 2, "files": {}}')
    with pytest.raises(CourseError, match=r"newer course.*\.$"):
        make_workbook(folder, course)


STOPPED = """
import os, sys
from pathlib import Path
from alliance_lessons.workbook import folder as made
from alliance_lessons.workbook.course import CourseFiles
course, target, stop_at = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
real, calls = os.replace, 0
def replace(*names):
    global calls
    calls += 1
    if calls == stop_at:
        os.kill(os.getpid(), 9)
    real(*names)
os.replace = replace
made.make_workbook(target, CourseFiles(course / "course", course / "assignments", True))
"""


@on_posix
@pytest.mark.parametrize("stop_at", [1, 2, 3, 4, 5])
def test_an_interrupted_run_is_finished_by_the_next(
    stop_at: int, course: CourseFiles, tmp_path: Path
) -> None:
    folder = tmp_path / "wb"
    arguments = [str(course.course.parent), str(folder), str(stop_at)]
    ran = subprocess.run([sys.executable, "-c", STOPPED, *arguments], check=False)
    assert ran.returncode == -9
    made = make_workbook(folder, course)
    assert made.notes == []
    whole = make_workbook(tmp_path / "other", course).folder
    assert contents(folder) == contents(whole)

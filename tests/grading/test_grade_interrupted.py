"""`alliance grade` when it is killed, doubled or out of room: the next run sets all right."""

import os
import random
import resource
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alliance_lessons.cli import main
from tests.grading.desk_course import RIGHT, Course
from tests.grading.many import hand_in
from tests.grading.same import gradebook_rows, marked_files

MANY = 150
KILLS = 8


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Course:
    course = Course(tmp_path_factory.mktemp("interrupted")).generate()
    hand_in(course.folder, MANY)
    return course


@pytest.fixture(scope="module")
def undisturbed(generated: Course, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    course = generated.copy(tmp_path_factory.mktemp("undisturbed"))
    started = time.monotonic()
    assert code(start(course)) == 0
    return {"seconds": time.monotonic() - started, **state(course)}


@pytest.fixture
def course(generated: Course, tmp_path: Path) -> Course:
    return generated.copy(tmp_path)


def start(course: Course, before: Callable[[], object] = lambda: None) -> int:
    """Starts a run in a process of its own, which has all imports done, and gives its id."""
    child = os.fork()
    if child:
        return child
    result = 99
    try:
        sys.stdout = sys.stderr = (course.base / "ours.txt").open("a", buffering=1)
        os.environ.update(course.environment)
        before()
        result = main(["grade", "rights", "--course", str(course.folder)])
    except SystemExit as end:
        result = int(end.code or 0)
    finally:
        os._exit(result)


def code(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def said(course: Course) -> str:
    return (course.base / "ours.txt").read_text("utf-8", "replace")


def state(course: Course) -> dict[str, Any]:
    return {
        "rows": gradebook_rows(course.folder / "gradebook.db"),
        "files": marked_files(course.folder / "autograded"),
    }


def same(course: Course, undisturbed: dict[str, Any]) -> None:
    found = state(course)
    assert found["rows"] == undisturbed["rows"]
    assert found["files"] == undisturbed["files"]  # no left-overs among them


def test_killed_at_any_moment_the_next_run_finishes_the_rest(course, undisturbed):
    chance = random.Random(20251122)
    partly = 0
    for _ in range(KILLS):
        child = start(course)
        time.sleep(chance.uniform(0.05, undisturbed["seconds"]))
        os.kill(child, signal.SIGKILL)
        code(child)
        done = list((course.folder / "autograded").glob("*/rights"))
        partly += 0 < len(done) < MANY
        # what is there is whole
        for folder in done:
            assert len(list(folder.iterdir())) == 3, folder
    assert partly or len(done) == MANY
    assert code(start(course)) == 0
    same(course, undisturbed)


def test_killed_while_all_is_marked_again_nothing_is_lost(course, undisturbed):
    assert code(start(course)) == 0
    later = [*(course.folder / "submitted").glob("*/rights/timestamp.txt")]
    for path in later:
        path.write_text(path.read_text().replace("12:50:01", "12:50:02"))
    chance = random.Random(7)
    for _ in range(3):
        child = start(course)
        time.sleep(chance.uniform(0.05, undisturbed["seconds"]))
        os.kill(child, signal.SIGKILL)
        code(child)
    assert code(start(course)) == 0
    for path in later:
        marked = course.folder / "autograded" / path.relative_to(course.folder / "submitted")
        assert marked.read_bytes() == path.read_bytes()
    assert "graded" in said(course)
    left = list((course.folder / "autograded").rglob(".*"))
    assert left == []


def test_of_two_runs_at_once_one_marks_and_nothing_is_counted_twice(course, undisturbed):
    children = [start(course), start(course)]
    codes = sorted(code(child) for child in children)
    assert codes in ([0, 0], [0, 1])
    if codes == [0, 1]:
        assert "Another `alliance grade` is marking" in said(course)
    same(course, undisturbed)


def limited(size: int) -> Callable[[], None]:
    """No file may grow beyond this size, as on a disk that is full."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.parametrize("room", ["for no notebook", "for no more rows"])
def test_without_room_nothing_is_half_recorded(course, undisturbed, room):
    book = (course.folder / "gradebook.db").stat().st_size
    before = gradebook_rows(course.folder / "gradebook.db")
    assert code(start(course, limited(25_000 if room == "for no notebook" else book + 50_000))) == 1
    assert "Traceback" not in said(course)
    marked = {path.parent.name for path in (course.folder / "autograded").glob("*/rights")}
    rows = gradebook_rows(course.folder / "gradebook.db")["submitted_assignment"]
    assert {row["student_id"] for row in rows.values()} >= marked
    if room == "for no notebook":
        assert gradebook_rows(course.folder / "gradebook.db") == before
    assert code(start(course)) == 0
    same(course, undisturbed)


@pytest.fixture
def few(course: Course) -> Course:
    """Three learners only."""
    for path in sorted((course.folder / "submitted").iterdir())[3:]:
        path.rename(course.base / path.name)
    return course


LEARNERS = ["learner-00000", "learner-00001", "learner-00002"]


def test_a_file_in_the_place_of_a_folder_costs_one_learner(few):
    path = few.folder / "autograded" / LEARNERS[1]
    path.parent.mkdir(parents=True)
    path.write_text("what is this")
    assert code(start(few)) == 1
    assert "Traceback" not in said(few)
    assert "2 graded, 0 unchanged since they were graded, 1 not graded." in said(few)
    path.unlink()
    assert code(start(few)) == 0
    assert set(few.scores()) == set(LEARNERS)


def test_a_file_in_the_place_of_all_folders_is_said(few):
    (few.folder / "autograded").write_text("")
    assert code(start(few)) == 1
    assert "Traceback" not in said(few)
    assert "0 graded, 0 unchanged since they were graded, 3 not graded." in said(few)


@pytest.mark.parametrize("left", [".rights.new", ".rights.old"])
def test_odd_things_under_the_names_of_left_overs_cost_nobody_else(few, left, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "file").write_text("outside")
    folder = few.folder / "autograded" / LEARNERS[1]
    folder.mkdir(parents=True)
    (folder / left).symlink_to(other)
    assert code(start(few)) in (0, 1)
    assert "Traceback" not in said(few)
    assert {LEARNERS[0], LEARNERS[2]} <= set(few.scores())
    assert [path.name for path in other.iterdir()] == ["file"]


def test_a_gradebook_in_use_or_damaged_is_said_and_nothing_is_written(few):
    book = sqlite3.connect(few.folder / "gradebook.db", isolation_level=None)
    book.execute("begin exclusive")
    try:
        assert code(start(few)) == 1
    finally:
        book.close()
    assert "Traceback" not in said(few)
    assert "gradebook" in said(few)
    (few.folder / "gradebook.db").write_bytes(b"what is this" * 1000)
    assert code(start(few)) == 1
    assert "Traceback" not in said(few)
    assert not [*(few.folder / "autograded").glob("*/rights")]


def test_a_rule_for_lateness_that_fails_costs_those_it_fails_for(few):
    with (few.folder / "nbgrader_config.py").open("a") as file:
        file.write(
            "\nfrom nbgrader.plugins import BasePlugin\n"
            "class Fails(BasePlugin):\n"
            "    def late_submission_penalty(self, student_id, score, total_seconds_late):\n"
            f"        return 1 / (student_id != {LEARNERS[1]!r})\n"
            "c.AssignLatePenalties.plugin_class = Fails\n"
        )
    with sqlite3.connect(few.folder / "gradebook.db") as book:
        book.execute("update assignment set duedate = '2020-01-01 00:00:00.000000'")
    book.close()
    few.submitted("in-time", RIGHT)
    assert code(start(few)) == 1
    assert "Traceback" not in said(few)
    assert set(few.scores()) == {*LEARNERS, "in-time"} - {LEARNERS[1]}

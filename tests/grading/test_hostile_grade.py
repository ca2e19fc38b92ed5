"""`alliance grade` and what is handed in to gain marks, to look around or to stop it."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.grading.conftest import HostileCohort, untouched
from tests.grading.desk_course import HONEST, RIGHT, Course, as_json, deserved
from tests.grading.hostile import CASES, FAMILIES
from tests.grading.hostile_course import SECRET, alliance

NAMES = list(CASES)
MEMO = {"rights_a-memo", "rights_a-memo-stop"}
KEPT = {"rights.ipynb", "responses.json", "timestamp.txt", "submission_secret.txt"}


@pytest.fixture
def marked(hostile_cohort: HostileCohort) -> HostileCohort:
    return hostile_cohort


def test_there_are_enough_of_each_family():
    assert len(CASES) >= 45
    for family in FAMILIES:
        name = family.__name__.rpartition(".")[2]
        assert sum(one.change.__module__.endswith(name) for one in CASES.values()) >= 12


def test_everybody_is_graded(marked):
    assert marked.first.err == ""
    assert marked.first.code == 0
    assert set(marked.first.learners) == {*NAMES, "model", "zz-honest"}
    assert {one["status"] for one in marked.first.learners.values()} == {"graded"}


@pytest.mark.parametrize("name", NAMES)
def test_no_mark_is_gained_and_none_lost_that_can_be_read(marked, name):
    cells = marked.scores[name].cells
    assert {cell: score for cell, score in cells.items() if cell not in MEMO} == CASES[
        name
    ].deserves()
    waits = {None} if CASES[name].has_memo else {0.0}
    assert {score for cell, score in cells.items() if cell in MEMO} == waits


def test_nobody_else_is_affected(marked):
    scores = marked.scores
    assert scores["model"].automatic == 70
    cells = scores["zz-honest"].cells.items()
    assert {cell: score for cell, score in cells if cell not in MEMO} == deserved(HONEST)


def test_nothing_ran_and_nothing_outside_was_read_or_written(marked):
    assert list(marked.world.canary.iterdir()) == []
    assert untouched(marked.course, marked.world) == marked.before
    for path in (marked.course.folder / "autograded").glob("*/rights/*"):
        assert SECRET.encode() not in path.read_bytes(), path
    assert SECRET not in marked.first.out


def test_what_is_kept_are_four_ordinary_files_of_ordinary_size(marked):
    for folder in (marked.course.folder / "autograded").glob("*/rights"):
        assert {path.name for path in folder.iterdir()} <= KEPT, folder
        for path in folder.iterdir():
            assert path.is_file()
            assert not path.is_symlink()
            assert path.stat().st_size < 5_000_001
    notebooks = (marked.course.folder / "autograded").glob("*/rights/rights.ipynb")
    assert max(path.stat().st_size for path in notebooks) < 600_000


def test_the_marked_notebook_is_the_courses_own(marked):
    def cells(learner: str) -> list[tuple[str, str]]:
        path = marked.course.folder / "autograded" / learner / "rights/rights.ipynb"
        found = json.loads(path.read_text("utf-8"))["cells"]
        return [(one["id"], one["source"] if one["cell_type"] == "code" else "") for one in found]

    for name in NAMES:
        assert cells(name) == cells("model"), name


def test_what_is_said_fits_a_terminal(marked):
    for learner, one in marked.first.learners.items():
        assert len(one["remarks"]) <= 10, learner
        for remark in one["remarks"]:
            assert len(remark) < 600, learner
            assert remark.isprintable(), learner


def test_a_second_run_finds_all_of_it_marked(marked):
    assert marked.second.code == 0
    assert {one["status"] for one in marked.second.learners.values()} == {"unchanged"}


# --- hostile hand-ins that take the place of earlier ones ---


@pytest.fixture
def course(marked, tmp_path) -> Course:
    """A course directory of its own with the assignment generated."""
    course = Course(tmp_path)
    course.folder.mkdir(parents=True)
    for name in ("source", "release", "nbgrader_config.py", "gradebook.db"):
        subprocess.run(["cp", "-a", marked.course.folder / name, course.folder], check=True)
    return course


def test_second_hand_ins_with_times_that_never_end_are_graded(course, marked):
    folders = {name: course.submitted(name, HONEST) for name in ("pipe", "endless", "elsewhere")}
    for folder in folders.values():
        (folder / "timestamp.txt").write_text("2025-11-22 12:50:01 UTC")
    assert alliance(course, "grade", "rights").code == 0
    for folder in folders.values():
        (folder / "timestamp.txt").unlink()
        (folder / "responses.json").write_text(as_json(RIGHT))
    os.mkfifo(folders["pipe"] / "timestamp.txt")
    (folders["endless"] / "timestamp.txt").symlink_to("/dev/zero")
    (folders["elsewhere"] / "timestamp.txt").symlink_to(marked.world.outside / "secret.txt")
    said = alliance(course, "grade", "rights", "--json")
    assert said.code == 0
    assert {name: one["score"] for name, one in said.learners.items()} == dict.fromkeys(folders, 70)


ODD_LEARNERS = (
    b"\xff",
    b"a\nb",
    "\u202eada".encode(),
    b"\x1b[2J",
    b"=1+1",
    b"<script>alert(1)<&",
    b"'; drop table grade; --",
    b"%s{0}",
    b"*",
    b"x" * 200,
)


def test_whatever_a_learners_folder_is_called_the_others_are_graded(course):
    model = course.submitted("model", RIGHT)
    for raw in ODD_LEARNERS:
        folder = Path(str(model.parent.parent)) / raw.decode(errors="surrogateescape")
        subprocess.run(["cp", "-a", model.parent, folder], check=True)
    said = alliance(course, "grade", "rights", "--json")
    assert said.code in (0, 1)
    assert said.err == ""
    assert said.learners["model"]["status"] == "graded"
    graded = [one for one in said.learners.values() if one["status"] == "graded"]
    assert len(said.learners) == len(ODD_LEARNERS) + 1
    assert len(graded) >= len(ODD_LEARNERS)
    assert {one["score"] for one in graded} == {70}
    table = alliance(course, "grade", "rights", "--force")
    assert "\x1b" not in table.out
    assert "Traceback" not in table.out + table.err

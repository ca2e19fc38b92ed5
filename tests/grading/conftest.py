"""One cohort, honest and hostile, marked once by nbgrader for all tests that look at it.

A command costs seconds, so everything that is handed in goes through the same run.
"""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from nbgrader.utils import get_username

from alliance_lessons.workbook import answers
from tests.grading.archives import NOT_MARKED, fill_archive
from tests.grading.desk_course import HONEST, RIGHT, Course, as_json
from tests.grading.hostile import CASES, World
from tests.grading.inbound import fill_inbound
from tests.rights_answers import model_answers

UNANSWERED = ("rights_a.pumps", "rights_a.whose-right")  # when the learner first validates


@dataclass(frozen=True)
class Cohort:
    """What the commands left behind, and what they said."""

    course: Course
    world: World
    before: dict[str, Any]
    said: dict[str, str]

    def autograded(self, learner: str) -> dict[str, Any]:
        path = self.course.folder / "autograded" / learner / "rights/rights.ipynb"
        notebook: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return notebook


@pytest.fixture(scope="session")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cohort]:
    base = tmp_path_factory.mktemp("grading")
    course = Course(base).set_up()
    world = World(course.folder, base / "outside", base / "canary")
    world.outside.mkdir()
    world.canary.mkdir()
    (world.outside / "secret.txt").write_text(SECRET)
    (world.outside / "responses.json").write_text(as_json(RIGHT))
    (world.outside / "rights.ipynb").write_text("{}")
    said = {}
    try:
        said["generate"] = course.must("generate_assignment", "rights")
        said["release"] = course.must("release_assignment", "rights")
        before = {
            place: snapshot(folder)
            for place, folder in {
                "outside": world.outside,
                "source": course.folder / "source",
                "release": course.folder / "release",
            }.items()
        }
        _learn(course, said)
        fill_inbound(course, world)
        said["collect"] = course.must("collect", "rights")
        fill_archive(course, world)
        said["zip_collect"] = course.must("zip_collect", "rights")
        course.submitted("untouched", None)
        course.submitted("model", RIGHT)
        course.submitted("honest", HONEST)
        for name, hostile in CASES.items():
            hostile.change(course.submitted(name, HONEST), world)
        but = f"--CourseDirectory.student_id_exclude={','.join(NOT_MARKED)}"
        said["autograde"] = course.run_cold("autograde", "rights", but)
        yield Cohort(course, world, before, said)
    finally:  # not left to pytest, whose own removal is stopped by depth
        subprocess.run(["rm", "-rf", str(base)], check=False)


SECRET = "a sentence that no learner may get to read"


def _learn(course: Course, said: dict[str, str]) -> None:
    """Fetches, answers most, validates, answers the rest and submits."""
    course.must("fetch_assignment", "rights", "--course", "alliance-lessons", of_learner=True)
    folder = course.learner / "rights"
    right = model_answers(answers.variant(folder))
    for name, value in right.items():
        if name not in UNANSWERED:
            answers.save(folder, name, value)
    said["validate"] = course.must("validate", "rights/rights.ipynb", of_learner=True)
    for name in UNANSWERED:
        answers.save(folder, name, right[name])
    said["submit"] = course.must(
        "submit", "rights", "--course", "alliance-lessons", of_learner=True
    )


@pytest.fixture(scope="session")
def username() -> str:
    """Under which name the exchange knows the learner of these tests."""
    return str(get_username())


def snapshot(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """All files of a folder with what is in them, when they changed, and their rights."""
    return {
        str(path.relative_to(folder)): (
            path.read_bytes(),
            path.stat().st_mtime_ns,
            path.stat().st_mode,
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }

"""One cohort, honest and hostile, marked once by nbgrader for all tests that look at it.

A command costs seconds, so everything that is handed in goes through the same run.
"""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from nbgrader.utils import get_username

from alliance_lessons.workbook import answers
from tests.grading.archives import NOT_MARKED, fill_archive
from tests.grading.desk_course import HONEST, RIGHT, Course, Scores
from tests.grading.hostile import CASES, World
from tests.grading.hostile_course import (
    SECRET,
    Said,
    alliance,
    alliance_cold,
    hand_in,
    new_world,
    remove,
)
from tests.grading.inbound import fill_inbound
from tests.grading.varied import add_settings, fill_varied
from tests.rights_answers import model_answers

__all__ = ["SECRET", "UNANSWERED", "Cohort", "snapshot"]
WITH_CODE = "beside-everything"
UNANSWERED = ("rights_a.pumps", "rights_a.whose-right")  # when the learner first validates


@dataclass(frozen=True)
class Cohort:
    """What the commands left behind, and what they said."""

    course: Course
    world: World
    before: dict[str, Any]
    said: dict[str, str]
    handed_in: Course  # a copy from before the marking
    again: Course  # a copy from right after it

    @cached_property
    def scores(self) -> dict[str, Scores]:
        return self.course.scores()

    def autograded(self, learner: str) -> dict[str, Any]:
        path = self.course.folder / "autograded" / learner / "rights/rights.ipynb"
        notebook: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return notebook


@pytest.fixture(scope="session")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cohort]:
    base = tmp_path_factory.mktemp("grading")
    course = Course(base).set_up()
    add_settings(course, NOT_MARKED)
    world = new_world(course, base)
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
            if hostile.stock:
                hostile.change(course.submitted(name, HONEST), world)
        fill_varied(course)
        handed_in = copied(course, base / "handed in")
        # who brings most code; what a kernel imports as it starts is among what it is to leave
        said["autograde"] = course.run_cold("autograde", "rights", f"--student={WITH_CODE}")
        said["autograde"] += course.must("autograde", "rights")
        yield Cohort(course, world, before, said, handed_in, copied(course, base / "again"))
    finally:  # not left to pytest, whose own removal is stopped by depth
        remove(base)


def copied(course: Course, base: Path) -> Course:
    """A copy of the course directory as it is: links, pipes, holes and permissions too."""
    base.mkdir()
    subprocess.run(["cp", "-a", "--sparse=always", course.folder, base], check=True)
    return Course(base)


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


@dataclass(frozen=True)
class HostileCohort:
    """A course with every hostile case in it, marked by `alliance grade`, and once more."""

    course: Course
    world: World
    before: dict[str, object]
    first: Said
    second: Said

    @cached_property
    def scores(self) -> dict[str, Scores]:
        return self.course.scores()


@pytest.fixture(scope="session")
def hostile_cohort(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HostileCohort]:
    base = tmp_path_factory.mktemp("hostile")
    course = Course(base).generate()
    world = new_world(course, base)
    try:
        hand_in(course, world, list(CASES))
        before = untouched(course, world)
        first = alliance_cold(course, "grade", "rights", "--json")
        second = alliance(course, "grade", "rights", "--json")
        yield HostileCohort(course, world, before, first, second)
    finally:
        remove(base)


def untouched(course: Course, world: World) -> dict[str, object]:
    """What nothing handed in may change."""
    folders = [world.outside, course.folder / "source", course.folder / "release"]
    return {str(folder): snapshot(folder) for folder in folders}

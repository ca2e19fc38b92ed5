"""A course directory with every hostile hand-in, for `alliance grade` alone."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.grading.desk_course import HONEST, RIGHT, Course, as_json
from tests.grading.hostile import CASES, World

SECRET = "a sentence that no learner may get to read"
LONGEST = 100  # seconds for one command, or it hangs
# nothing is to be imported from where the command is run
MORE = {"PYTHONSAFEPATH": "1", "COLUMNS": "200"}


@dataclass(frozen=True)
class Said:
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def learners(self) -> dict[str, dict[str, Any]]:
        """The lines of `--json`, by learner."""
        return {one["learner"]: one for one in map(json.loads, self.out.splitlines())}


def alliance(course: Course, *command: str) -> Said:
    """Runs `alliance` as an instructor does, but for the wait for its imports."""
    done = course.alliance(*command, more=MORE, most=LONGEST)
    return Said(done.returncode, done.stdout, done.stderr)


def alliance_cold(course: Course, *command: str) -> Said:
    """Runs `alliance` in a process of its own, exactly as an instructor does."""
    done = subprocess.run(
        [sys.executable, "-m", "alliance_lessons.cli", *command],
        cwd=course.folder,
        env={**course.environment, **MORE},
        capture_output=True,
        timeout=LONGEST,
        stdin=subprocess.DEVNULL,
    )
    return Said(
        done.returncode,
        done.stdout.decode("utf-8", "replace"),
        done.stderr.decode(errors="replace"),
    )


def new_world(course: Course, base: Path) -> World:
    """What hostile hand-ins try to read, to write and to run."""
    world = World(course.folder, base / "outside", base / "canary")
    world.outside.mkdir()
    world.canary.mkdir()
    (world.outside / "secret.txt").write_text(SECRET)
    (world.outside / "responses.json").write_text(as_json(RIGHT))
    (world.outside / "rights.ipynb").write_text("{}")
    return world


def hand_in(course: Course, world: World, names: list[str]) -> None:
    """Two who answer, before and after all others, and these cases."""
    course.submitted("model", RIGHT)
    course.submitted("zz-honest", HONEST)
    for name in names:
        CASES[name].change(course.submitted(name, HONEST), world)


def remove(folder: Path) -> None:
    """Removes what pytest's own removal would stop at: depth."""
    subprocess.run(["rm", "-rf", os.fspath(folder)], check=False)

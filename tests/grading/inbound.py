"""What lies in the exchange, in folders that a learner can fill without `nbgrader submit`."""

import os
import shutil
from pathlib import Path

from tests.grading.desk_course import HONEST, RELEASE, Course, as_json
from tests.grading.hostile import World

ANSWERED_HONESTLY = ("mallory", "renamer")
WITHOUT_ANSWERS = ("linker",)


def fill_inbound(course: Course, world: World) -> None:
    inbound = course.exchange / "alliance-lessons/inbound"

    folder = _of("mallory", inbound)
    folder.mkdir()
    (folder / "responses.json").write_text(as_json(HONEST))
    (folder / "rights.ipynb").symlink_to(world.course / "source/rights/rights.ipynb")
    (folder / "submission_secret.txt").symlink_to(world.outside / "secret.txt")
    (folder / "timestamp.txt").write_text("never")
    (folder / "gradebook.db").symlink_to(world.course / "gradebook.db")
    (folder / "zero").symlink_to("/dev/zero")
    (folder / "outside").symlink_to(world.outside)
    (folder / "pandas.py").write_text(world.tell_tale("inbound"))
    os.mkfifo(folder / "pipe")
    with (folder / "huge.csv").open("wb") as file:
        file.truncate(200_000_000_000)

    folder = _of("renamer", inbound)
    folder.mkdir()
    shutil.copy(RELEASE, folder / "my rights (1).ipynb")
    (folder / "responses.json").write_text(as_json(HONEST))

    _of("linker", inbound).symlink_to(world.outside)


def _of(learner: str, inbound: Path) -> Path:
    return inbound / f"{learner}+rights+2025-11-22 12:50:01.123456 UTC+c2VjcmV0"

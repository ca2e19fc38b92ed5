"""The folder of a marked submission: written beside its place, then put there at once."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from nbgrader.utils import find_all_files

from alliance_lessons.desk.course_directory import Course
from alliance_lessons.desk.grading.submitted import Submission
from alliance_lessons.desk.permissions import Permissions


def course_extras(course: Course) -> dict[str, Path]:
    """The files besides notebooks that the course puts beside each submission."""
    folder = Path(
        course.directory.format_path(course.directory.source_directory, ".", course.assignment)
    )
    kept = course.config.Autograde.get("exclude_overwriting", {}).get(course.assignment, [])
    found = find_all_files(str(folder), [*course.directory.ignore, "*.ipynb"])
    extras = {os.path.relpath(path, folder): Path(path) for path in found}
    return {name: path for name, path in extras.items() if name not in kept}


def write_beside(
    target: Path,
    submission: Submission,
    notebooks: Mapping[str, str],
    extras: Mapping[str, Path],
    permissions: Permissions,
) -> Path:
    """Writes all files of a marked submission into a hidden folder beside `target`."""
    beside = target.with_name(f".{target.name}.new")
    remove(beside)
    beside.mkdir(parents=True)
    for path in submission.files:
        shutil.copyfile(path, beside / path.name)
    for name, path in extras.items():
        (beside / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, beside / name)
    for name, content in notebooks.items():
        (beside / f"{name}.ipynb").write_text(content, "utf-8")
    for path in (beside, *beside.rglob("*")):
        if path.is_file():
            path.chmod(permissions.files)
        else:
            permissions.share(path)
    return beside


def set_aside(target: Path) -> None:
    """Moves the folder of an earlier marking away: while it is gone, the submission is due."""
    old = _old(target)
    remove(old)
    if os.path.lexists(target):
        target.rename(old)


def put_in_place(beside: Path, target: Path) -> None:
    """Puts a folder in its place at once, and removes the one that was set aside."""
    beside.rename(target)
    remove(_old(target))


def bring_back(target: Path) -> None:
    """Undoes `set_aside`, where nothing was recorded."""
    if os.path.lexists(_old(target)) and not os.path.lexists(target):
        _old(target).rename(target)


def remove_left_overs(target: Path) -> None:
    """Removes what a run that was killed left beside a submission's folder."""
    remove(target.with_name(f".{target.name}.new"))
    remove(_old(target))


def remove(path: Path) -> None:
    """Removes a folder, or whatever is in its place."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")

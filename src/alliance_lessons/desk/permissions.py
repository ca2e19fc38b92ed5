"""The permissions that nbgrader gives to what it makes, by the course's settings."""

from dataclasses import dataclass
from pathlib import Path

from alliance_lessons.desk.course_directory import Course

GROUP = 0o2770  # of folders that a group of instructors shares


@dataclass(frozen=True)
class Permissions:
    """Of files, and whether folders are shared with the group."""

    files: int
    shared: bool

    def share(self, folder: Path) -> None:
        """Opens a folder to the group, where the course is a group's."""
        if self.shared:
            folder.chmod(folder.stat().st_mode & 0o777 | GROUP)


def permissions(course: Course, converter: str, usual: int) -> Permissions:
    """What is set for one of nbgrader's converters; `usual` is its own, in digits as 444."""
    shared = bool(course.directory.groupshared)
    set_by = (course.config[converter], course.config.BaseConverter)
    chosen = next(
        filter(None, (one.get("permissions") for one in set_by)), 664 if shared else usual
    )
    return Permissions(int(str(chosen), 8), shared)

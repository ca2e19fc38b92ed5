"""A learner's folder of feedback: where nbgrader looks for it when it hands pages out."""

import os
from dataclasses import dataclass
from pathlib import Path

from alliance_lessons.desk.course_directory import Course
from alliance_lessons.desk.permissions import Permissions, permissions
from alliance_lessons.desk.submission import SECRET, SMALL, TIMESTAMP


@dataclass(frozen=True)
class FeedbackFolder:
    """Where pages go, what was marked, and the permissions that nbgrader gives to pages."""

    path: Path
    marked: Path
    permissions: Permissions

    def was_marked(self, notebook: str) -> bool:
        """Whether there is a marked notebook, as nbgrader asks before it makes a page."""
        return (self.marked / f"{notebook}.ipynb").is_file()

    def put(self, name: str, content: bytes, force: bool) -> bool:
        """Puts a file in its place at once; one with the same content stays, but for `force`."""
        path = self.path / name
        if not force and _bytes(path, len(content) + 1) == content:
            return False
        self.path.mkdir(parents=True, exist_ok=True)
        self.permissions.share(self.path)
        temporary = path.with_name(f".{name}.{os.getpid()}")
        try:
            with temporary.open("wb") as file:
                file.write(content)
            temporary.chmod(self.permissions.files)
            os.replace(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
        return True

    def bring_along(self, force: bool) -> None:
        """Copies the two small files by which `nbgrader release_feedback` finds the learner."""
        for name in (TIMESTAMP, SECRET):
            content = _bytes(self.marked / name, SMALL)
            if content is not None:
                self.put(name, content, force)


def feedback_folder(course: Course, learner: str) -> FeedbackFolder:
    """The folder of a learner, by the settings of the course."""
    allowed = permissions(course, "GenerateFeedback", 644)
    return FeedbackFolder(course.feedback(learner), course.autograded(learner), allowed)


def _bytes(path: Path, most: int) -> bytes | None:
    """A file's beginning, or None where there is none."""
    try:
        with path.open("rb") as file:
            return file.read(most)
    except FileNotFoundError:
        return None

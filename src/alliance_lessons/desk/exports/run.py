"""Runs an export on a course directory, as `nbgrader export` would."""

from pathlib import Path

from nbgrader.api import Gradebook
from sqlalchemy.exc import OperationalError

from alliance_lessons.desk.course_directory import Course
from alliance_lessons.desk.exports.canvas import CanvasExport
from alliance_lessons.desk.exports.moodle import MoodleExport
from alliance_lessons.desk.exports.platform import Written
from alliance_lessons.errors import CourseError

PLATFORMS = {"canvas": CanvasExport, "moodle": MoodleExport}


def export(course: Course, platform: str, **settings: str) -> Written:
    """Writes the marks of the course's assignment; `settings` are those of the plug-in."""
    url = course.db_url
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).is_file():
        raise CourseError(
            f"There is no gradebook in {course.root}; grade first, with "
            f"`alliance grade {course.assignment}`."
        )
    plugin = PLATFORMS[platform](config=course.config)
    plugin.assignment = [course.assignment]
    for name, value in settings.items():
        setattr(plugin, name, value)
    try:
        with Gradebook(url, course.directory.course_id) as book:
            return plugin.write(book)
    except OperationalError as error:
        raise CourseError(
            f"The gradebook {url} can't be read ({error.orig}); close what else uses it. After an "
            "update of nbgrader, first `nbgrader db upgrade`."
        ) from None

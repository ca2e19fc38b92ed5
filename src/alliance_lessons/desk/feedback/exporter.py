"""`nbgrader generate_feedback` writes the same page, with our settings.

It asks an exporter to turn each marked notebook into HTML. This one does not look at the
notebook, where hidden tests and keys stand, but makes the page from gradebook and answers.
"""

from typing import Any

from nbconvert.exporters import Exporter
from nbgrader.api import Gradebook

from alliance_lessons.desk.course_directory import Course
from alliance_lessons.desk.feedback.gradebook import read_submissions
from alliance_lessons.desk.feedback.pages import Pages, pages
from alliance_lessons.errors import CourseError


class FeedbackExporter(Exporter):
    """For `c.GenerateFeedback.exporter_class`."""

    output_mimetype = "text/html"

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)  # type: ignore[no-untyped-call]
        self._pages: dict[str, Pages] = {}

    def _file_extension_default(self) -> str:
        return ".html"

    def from_filename(self, filename: str, resources: Any = None, **kw: Any) -> tuple[Any, Any]:
        """The page of the learner and notebook that nbgrader names in `resources`."""
        converter: Any = self.parent
        about = resources["nbgrader"]
        learner, notebook = about["student"], about["notebook"]
        with Gradebook(about["db_url"], converter.coursedir.course_id) as book:
            if notebook not in self._pages:
                course = Course(converter.coursedir, converter.config, about["assignment"])
                self._pages[notebook] = pages(course, book, notebook)
            found = read_submissions(book, about["assignment"], notebook, [learner])
        if learner not in found:
            raise CourseError(f"{learner} has no marks for {notebook} in the gradebook.")
        resources["output_extension"] = self.file_extension
        return self._pages[notebook].page(found[learner]).decode("utf-8"), resources

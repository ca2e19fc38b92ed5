"""The pages of a course: what all learners' have in common is worked out once."""

from dataclasses import dataclass
from typing import Any

from alliance_lessons.desk.course_directory import Course
from alliance_lessons.desk.feedback.gradebook import read_cells
from alliance_lessons.desk.feedback.settings import FeedbackPage
from alliance_lessons.desk.released_notebook import released_notebook
from alliance_lessons.errors import CourseError
from alliance_lessons.feedback.answer import read_answers
from alliance_lessons.feedback.marks import Submission
from alliance_lessons.feedback.outline import Outline, read_outline
from alliance_lessons.feedback.page import feedback_page


@dataclass(frozen=True)
class Pages:
    """How each learner's page of one notebook is made."""

    course: Course
    notebook: str
    outline: Outline
    appeal: str

    def page(self, submission: Submission) -> bytes:
        """One learner's page, as HTML."""
        answers, remark = read_answers(self.course.autograded(submission.learner))
        return feedback_page(self.outline, submission, answers, remark, self.appeal)


def pages(course: Course, book: Any, notebook: str) -> Pages:
    """The pages of one notebook; CourseError where the gradebook does not know it."""
    cells = read_cells(book, course.assignment, notebook)
    if not cells.sources:
        raise CourseError(
            f"The gradebook knows no notebook {notebook!r} of {course.assignment!r}; run "
            f"`nbgrader generate_assignment {course.assignment}` first."
        )
    release = released_notebook(course.directory, course.assignment, notebook)
    outline = read_outline(release, cells.points, cells.sources)
    return Pages(course, notebook, outline, FeedbackPage(config=course.config).appeal)

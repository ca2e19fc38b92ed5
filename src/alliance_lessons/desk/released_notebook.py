"""The notebook that is marked: always the released one, never the one handed in.

nbgrader marks in two steps. It first cleans the learner's notebook and puts the hidden
tests back, then runs it. In the first step this exporter hands back the course's own
release instead, with the learner's texts in their cells: a notebook that is broken, or
that holds code of its own, can neither stop the marking nor take part in it. The answers
come from responses.json alone.
"""

from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.preprocessors import ClearSolutions

from alliance_lessons.desk.text_answers import put_texts
from alliance_lessons.errors import CourseError
from alliance_lessons.workbook.answers_file import NAME, Answers, AnswersError, read_file


class ReleasedNotebook(NotebookExporter):
    """For `c.Autograde.exporter_class`."""

    def from_filename(
        self, filename: str, resources: Any = None, **kw: Any
    ) -> tuple[NotebookNode, Any]:
        # a private name of nbgrader 0.9.6: should it go, marking stops rather than trusts
        if not self.parent._sanitizing:
            return super().from_filename(filename, resources=resources, **kw)
        about = resources["nbgrader"]
        notebook = self._released(about["assignment"], about["notebook"])
        stub = ClearSolutions(parent=self.parent).text_stub
        put_texts(notebook, self._answers(Path(filename).parent), stub)
        resources["metadata"] = {"name": about["notebook"], "path": str(Path(filename).parent)}
        return self.from_notebook_node(notebook, resources=resources, **kw)

    def _released(self, assignment: str, notebook: str) -> NotebookNode:
        course = self.parent.coursedir
        folder = course.format_path(course.release_directory, ".", assignment)
        path = Path(folder).resolve() / f"{notebook}.ipynb"
        try:
            return nbformat.read(path, as_version=4)
        except OSError:
            raise CourseError(
                f"{path} is missing; run `nbgrader generate_assignment {assignment}` first."
            ) from None

    def _answers(self, folder: Path) -> Answers:
        try:
            answers = read_file(folder / NAME)
        except AnswersError as error:
            answers = Answers(problems=(str(error),))
        for problem in answers.problems:
            self.log.warning(problem)
        return answers

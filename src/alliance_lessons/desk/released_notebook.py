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

MOST = 5  # sentences on one submission's answers; a hostile file could give thousands


class ReleasedNotebook(NotebookExporter):
    """For `c.Autograde.exporter_class`."""

    def from_filename(
        self, filename: str, resources: Any = None, **kw: Any
    ) -> tuple[NotebookNode, Any]:
        autograde: Any = self.parent
        # a private name of nbgrader 0.9.6: should it go, marking stops rather than trusts
        if not autograde._sanitizing:
            return super().from_filename(filename, resources=resources, **kw)
        about = resources["nbgrader"]
        notebook = released_notebook(autograde.coursedir, about["assignment"], about["notebook"])
        stub = ClearSolutions(parent=autograde).text_stub
        put_texts(notebook, self._answers(Path(filename).parent), stub)
        resources["metadata"] = {"name": about["notebook"], "path": str(Path(filename).parent)}
        given: tuple[NotebookNode, Any] = self.from_notebook_node(  # type: ignore[no-untyped-call]
            notebook, resources=resources, **kw
        )
        return given

    def _answers(self, folder: Path) -> Answers:
        try:
            answers = read_file(folder / NAME)
        except AnswersError as error:
            answers = Answers(problems=(str(error),))
        for problem in answers.problems[:MOST]:
            self.log.warning(problem)
        return answers


def released_notebook(course: Any, assignment: str, name: str) -> NotebookNode:
    """A notebook of the course's release directory."""
    folder = Path(course.format_path(course.release_directory, ".", assignment)).resolve()
    path = folder / f"{name}.ipynb"
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    except OSError as error:
        raise CourseError(
            f"{path} can't be read ({error.strerror}); "
            f"run `nbgrader generate_assignment {assignment}` first."
        ) from None
    return notebook

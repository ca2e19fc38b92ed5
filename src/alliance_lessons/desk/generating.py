"""What is added when an assignment is released."""

from typing import Any

from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import NbGraderPreprocessor

from alliance_lessons.feedback.text_cell import is_text_cell, text_item


class OpenTextCells(NbGraderPreprocessor):
    """Takes the checksum from text cells, so that `nbgrader validate` does not blame them.

    Learners write in the item's field, and the unchanged cell would be called unanswered.
    When marking starts nbgrader puts the checksum back, and an unfilled cell scores 0.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: Any, index: int
    ) -> tuple[NotebookNode, Any]:
        if is_text_cell(cell):
            text_item(cell.metadata.nbgrader.grade_id)  # says so if there is no field to write in
            cell.metadata.nbgrader.pop("checksum", None)
        return cell, resources


PREPROCESSORS = [*GenerateAssignment.preprocessors.default(), OpenTextCells]

"""The cells of an assignment in which a person marks a text."""

from typing import Any

from alliance_lessons.errors import CourseError
from alliance_lessons.items.bank import content_files, read_file
from alliance_lessons.items.item import Item


def is_text_cell(cell: Any) -> bool:
    """Whether a person marks this cell's text; nbformat's cells and plain ones will do."""
    about = cell["metadata"].get("nbgrader", {})
    return bool(cell["cell_type"] == "markdown" and about.get("grade") and about.get("solution"))


def text_item(grade_id: str) -> Item:
    """The text item that a cell shows: `rights_a-memo` and `rights_a-memo-signal` rights_a.memo.

    Learners write in the item's field, so a cell without an item would lose their words.
    """
    texts = {
        item.id: item
        for file in content_files()
        for item in read_file(file)
        if item.graded and item.kind == "text"
    }
    module, _, name = grade_id.partition("-")
    while name:
        if f"{module}.{name}" in texts:
            return texts[f"{module}.{name}"]
        name = name.rpartition("-")[0]
    raise CourseError(
        f"The text cell {grade_id!r} has no item of kind text; write one into content/, "
        f"with the id {grade_id.replace('-', '.', 1)!r}."
    )

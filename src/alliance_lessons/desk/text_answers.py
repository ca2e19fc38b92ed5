"""Puts a learner's free texts into the cells where they are marked by hand.

A text is shown as written and nothing in it may act: neither HTML nor Markdown nor
mathematics, so that reading an answer sends no request to anywhere.
"""

from collections.abc import Iterator

from nbformat import NotebookNode

from alliance_lessons.feedback.text_cell import is_text_cell, text_item
from alliance_lessons.items.item import Item
from alliance_lessons.items.marking import misfit
from alliance_lessons.workbook.answers_file import Answers

ABOVE = "Marked on the text above."
PLAIN = frozenset(" \n.,;:?'()/-–—’“”%+=")  # besides letters and digits; no markup starts so


def put_texts(notebook: NotebookNode, answers: Answers, stub: str) -> None:
    """Fills the text cells of a released notebook in place."""
    for place, source in filled(notebook, text_cells(notebook), answers, stub):
        notebook.cells[place].source = source


def text_cells(notebook: NotebookNode) -> list[tuple[int, Item]]:
    """Where the cells are that a person marks, and whose text each of them shows."""
    cells = enumerate(notebook.cells)
    return [
        (n, text_item(cell.metadata.nbgrader.grade_id)) for n, cell in cells if is_text_cell(cell)
    ]


def filled(
    notebook: NotebookNode, cells: list[tuple[int, Item]], answers: Answers, stub: str
) -> Iterator[tuple[int, str]]:
    """The text cells that get an answer: where each is, and its new source.

    The first cell of an item takes the whole text, in the place of `stub`; later cells,
    where the same text is marked for another criterion, refer to it. A cell without an
    answer stays as released, and nbgrader scores it 0.
    """
    shown: set[str] = set()
    for place, item in cells:
        entry = answers.latest(item.id)
        if entry is None or misfit(item, entry.value) is not None or not entry.value.strip():
            continue
        words = ABOVE if item.id in shown else as_written(entry.value)
        shown.add(item.id)
        before, found, after = notebook.cells[place].source.partition(stub)
        yield place, f"{before}{words}{after}" if found else f"{before}\n\n{words}"


def as_written(text: str) -> str:
    """The text as HTML that shows it and does nothing.

    >>> as_written("I forgo <b>one</b> right.")
    '<pre style="white-space: pre-wrap">I forgo &#60;b&#62;one&#60;/b&#62; right.</pre>'
    """
    lines = "\n".join(text.strip().splitlines())
    escaped = "".join(c if c.isalnum() or c in PLAIN else f"&#{ord(c)};" for c in lines)
    return f'<pre style="white-space: pre-wrap">{escaped}</pre>'

"""A notebook as the body of a page: its texts, and what its cells of code show."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from html import escape

from alliance_lessons.errors import CourseError
from alliance_lessons.site.pages.exercise import case_table, question, simulation, verb_of
from alliance_lessons.site.pages.markdown import to_html
from alliance_lessons.site.pages.places import Places
from alliance_lessons.workbook.notebooks import Notebook, cell_text

ASKS = ("ask", "recall")
LAST = "The panel to hand in, and to have your own work marked, is in the live page."


@dataclass(frozen=True)
class Part:
    """What one cell shows: HTML, with the cell's id as its place on the page.

    `kind` is "text", "question", "try" or "table"; `label` is what is said above it.
    """

    id: str
    kind: str
    html: str
    label: str = ""


def parts(
    nb: Notebook, source: str, places: Places, graded: bool = False
) -> tuple[str, list[Part]]:
    """The title of a notebook, and what its cells show; an empty cell shows nothing.

    In a lesson questions are counted; an assignment numbers them by its own headings.
    """
    link = partial(places.resolve, source=source)
    cells = nb["cells"]
    asked = [cell["id"] for cell in cells if _asks(cell)]
    found = []
    for cell in cells:
        if cell["cell_type"] == "markdown":
            found.append(Part(cell["id"], "text", to_html(cell_text(cell), link)))
        elif cell["cell_type"] == "code" and (part := _of_code(cell)):
            label = part.label
            if part.kind == "question" and not graded:
                label = f"Question {1 + asked.index(cell['id'])} of {len(asked)}"
            found.append(Part(part.id, part.kind, part.html, label))
    title = _title(nb, source)
    found[0] = Part(found[0].id, "text", _after_title(nb, link))
    return title, [part for part in found if part.html.strip()]


def _asks(cell: Notebook) -> bool:
    return cell["cell_type"] == "code" and verb_of(cell)[0] in ASKS


def _of_code(cell: Notebook) -> Part | None:
    """What a cell of code shows; None for one that shows nothing."""
    verb, names = verb_of(cell)
    if verb in ASKS:
        return Part(cell["id"], "question", question(cell, names))
    if verb == "explore":
        return Part(cell["id"], "try", simulation(cell), "To try out; here as one example")
    if verb == "case":
        words = "Yours has other numbers, drawn for you in the same way"
        return Part(cell["id"], "table", case_table(*names), words)
    if verb == "hand_in":
        return Part(cell["id"], "text", f"<p>{escape(LAST)}</p>")
    return None


def _title(nb: Notebook, source: str) -> str:
    first = cell_text(nb["cells"][0]).partition("\n")[0]
    if not first.startswith("# "):
        raise CourseError(f"{source} does not begin with a title; write # and its words first.")
    return first.removeprefix("# ").strip()


def _after_title(nb: Notebook, link: Callable[[str], str]) -> str:
    """The first cell without its title and without what the page says above the title.

    A lesson's second line is `*Core · 35 minutes · Forgoing rights. You will learn ...*`.
    """
    text = cell_text(nb["cells"][0]).partition("\n")[2].lstrip("\n")
    first, end, rest = text.partition("\n")
    if first.startswith(("*Core · ", "*Depth · ")):
        first = "*" + first.partition(". ")[2]
    return to_html(first + end + rest, link)

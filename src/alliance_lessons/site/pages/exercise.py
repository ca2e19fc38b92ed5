"""What a cell of code shows on a page: a question, a simulation's example, a case's table."""

import re
from base64 import b64decode
from collections.abc import Iterator
from html import escape
from importlib import import_module

from alliance_lessons.items.bank import find_item
from alliance_lessons.items.item import WHERE_IT_GOES, Item
from alliance_lessons.notebook_case import CASES
from alliance_lessons.site.pages.markdown import without_live_phrases
from alliance_lessons.site.pages.story import story
from alliance_lessons.site.pages.tables import frames
from alliance_lessons.views import fallback, simulation_fallback
from alliance_lessons.workbook.notebooks import Notebook, cell_text

VERB = re.compile(r"^(ask|recall|explore|case|hand_in)\(([^)]*)\)", re.MULTILINE)
NAME = re.compile(r'"([^"]+)"')
# what tells how to answer, or where an answer goes: nothing is answered on these pages
HOW_TO = (
    *(f"<p><em>{words}</em></p>" for words in (fallback.HOW_TO, simulation_fallback.HOW_TO)),
    *(f"<p>{escape(words)}</p>" for words in WHERE_IT_GOES.values()),
)
PICTURE = re.compile(r'<img alt="[^"]*" src="data:image/svg\+xml;base64,([^"]*)"/>')
SIZE = re.compile(r'^(<svg [^>]*?) width="[^"]*" height="[^"]*"')
GROUND = re.compile(r'</desc><rect width="[^"]*" height="[^"]*" fill="#ffffff"/>')
EXAMPLE = "0" * 16  # the draw of the case that stands for all


def verb_of(cell: Notebook) -> tuple[str, list[str]]:
    """What a cell of code does, with the names it does it to; an empty word for anything else.

    >>> verb_of({"source": "from alliance_lessons import ask\\n\\nask(\\"rights.bet\\")"})
    ('ask', ['rights.bet'])
    >>> verb_of({"source": "answered(\\"rights_a.reply\\")"})
    ('', [])
    """
    found = VERB.search(cell_text(cell))
    return (found[1], NAME.findall(found[2])) if found else ("", [])


def question(cell: Notebook, names: list[str]) -> str:
    """The question of a cell: as it is stored, or from the bank where nothing is stored.

    A practised dialogue is told to its end; one that is graded shows its first scene.
    """
    item = find_item(names[0])
    if item.kind == "dialogue" and not item.graded:
        return story(item)
    page = frames(_without_how_to(_stored(cell) or fallback.item_page(item)))
    return page + _room_to_write(item)


def simulation(cell: Notebook) -> str:
    """A simulation's words, pictures and tables at its example."""
    page = frames(_without_how_to(_stored(cell)))
    return PICTURE.sub(lambda found: drawn(b64decode(found[1]).decode()), page)


def drawn(svg: str) -> str:
    """A picture as a part of the page, so that it takes the page's colours in the dark, too."""
    return GROUND.sub("</desc>", SIZE.sub(r"\1", svg))


def case_table(case: str, name: str) -> str:
    """A table of an assignment's case, with the numbers of one draw."""
    table = import_module(CASES[case]).draw(EXAMPLE).tables()[name]
    page = fallback.table_page(table.caption, table.headings.values(), table.cells())
    return frames(page)


def _stored(cell: Notebook) -> str:
    return "".join(_html_of(cell))


def _html_of(cell: Notebook) -> Iterator[str]:
    for output in cell.get("outputs", []):
        html = output.get("data", {}).get("text/html", "")
        yield html if isinstance(html, str) else "".join(html)


def _without_how_to(html: str) -> str:
    for words in HOW_TO:
        html = html.replace(words, "")
    return without_live_phrases(html)


def _room_to_write(item: Item) -> str:
    """Lines to write on, on paper."""
    lines = '<div class="room" aria-hidden="true"><i></i><i></i><i></i></div>'
    return lines if item.kind == "text" else ""

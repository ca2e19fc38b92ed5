"""The map: what the course is, its modules and lessons, and the ways to take it."""

from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from alliance_lessons.site.addresses import MAP, START
from alliance_lessons.site.pages.layout import html
from alliance_lessons.site.pages.markdown import to_html
from alliance_lessons.site.pages.places import Places, relative
from alliance_lessons.workbook.course_outline import Lesson, Module, Outline
from alliance_lessons.workbook.notebooks import Notebook, cell_text

LEAD = "begin"  # cells of the start page whose words stand on the map, too
WORDS = ("what-it-is", "good-to-know")
BINDER = (  # as in README.md
    "https://mybinder.org/v2/gh/alliance-lessons/alliance-lessons/HEAD"
    "?urlpath=lab/tree/workbook/start.ipynb"
)


@dataclass(frozen=True)
class Row:
    """A lesson on the map, with the way to its page."""

    lesson: Lesson
    href: str


@dataclass(frozen=True)
class Group:
    """A module on the map; `guide` is the way to its facilitator's page."""

    module: Module
    rows: tuple[Row, ...]
    guide: str


def lead(start: Notebook, places: Places) -> Markup:
    """What the course is in two sentences, as the start page has them below its title."""
    return _text(start, LEAD, places, after_title=True)


def words(start: Notebook, places: Places) -> list[tuple[str, Markup]]:
    """What the start page says about the course, by cell: id and HTML."""
    return [(cell, _text(start, cell, places)) for cell in WORDS]


def groups(outline: Outline, places: Places) -> list[Group]:
    """The modules with their lessons, in their order."""
    to = partial(relative, MAP)
    return [
        Group(
            module,
            tuple(
                Row(one, to(places.pages[one.path]))
                for one in outline.lessons
                if one.module == module.id
            ),
            to(places.pages[f"{module.id}/facilitator.md"]),
        )
        for module in outline.modules
    ]


def _text(start: Notebook, cell: str, places: Places, after_title: bool = False) -> Markup:
    text = next(cell_text(one) for one in start["cells"] if one["id"] == cell)
    if after_title:
        text = text.partition("\n")[2]
    return html(to_html(text, partial(places.resolve, source=START)))

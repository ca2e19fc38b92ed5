"""Markdown of the course as HTML of a page: with links to pages, and tables that fit a phone."""

from collections.abc import Callable
from html import escape, unescape
from typing import Any

import mistune
from mistune.plugins.table import table as tables

from alliance_lessons.site.pages.tables import scrolling, with_scopes

# Sentences and paragraphs that are true only where one answers. A line is left out whole.
LEFT_OUT = (
    "The questions appear by themselves, with your answers;",
    "There is no code to write. Each answer is saved in your folder",
    "**For those who like to compute: optional,",
    "Write in the field above: what stands there is handed in.",
    "[Map of the course](start.ipynb)",
    "You decide, you see what follows, you look at it again.",
    "- **Lessons open by themselves.**",
    "- **Who sees what.**",
)
CUT = (
    " Your answers are kept in your folder.",
    " Your answers are kept.",
    ": your answers are kept",
    ", stays in your folder",
    " It stays in your folder.",
)


def without_live_words(text: str) -> str:
    """The text without what is true only where one answers.

    >>> without_live_words("*Pause here if you like. Your answers are kept in your folder.*")
    '*Pause here if you like.*'
    """
    lines = [line for line in text.split("\n") if not line.startswith(LEFT_OUT)]
    return without_live_phrases("\n".join(lines))


def without_live_phrases(text: str) -> str:
    """The text without the phrases inside it that are true only where one answers."""
    for words in CUT:
        text = text.replace(words, "")
    return text


def to_html(text: str, link: Callable[[str], str]) -> str:
    """The text as HTML; `link` says where a link leads on this page.

    >>> to_html("See [4.2](4_2.ipynb).", lambda href: href.replace(".ipynb", ".html"))
    '<p>See <a href="4_2.html">4.2</a>.</p>\\n'
    """
    renderer = _Renderer(link)
    markdown = mistune.Markdown(renderer, plugins=[tables])
    # after the plug-in, which brings a table of its own
    renderer.register("table", _table)
    return str(markdown(without_live_words(text)))


class _Renderer(mistune.HTMLRenderer):
    """Links lead to pages; HTML in the course's own texts is kept, since it is ours."""

    def __init__(self, link: Callable[[str], str]) -> None:
        super().__init__(escape=False)
        self._link = link

    def link(self, text: str, url: str, title: str | None = None) -> str:
        return f'<a href="{escape(self._link(unescape(url)))}">{text}</a>'


def _table(renderer: Any, inside: str) -> str:
    return scrolling(with_scopes(f"<table>{inside}</table>"), "Table") + "\n"

"""Something to read in a lesson that is no widget: HTML, and the same as plain text."""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Page:
    """HTML that reads well without its style, and the words for where HTML is not shown."""

    html: str
    words: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.words


def sentence(words: str) -> Page:
    """A plain sentence where there is nothing else to show, in line with the text around it."""
    return Page(f'<p style="padding-left: 5px">{escape(words)}</p>', words)

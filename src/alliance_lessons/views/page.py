"""Something to read in a lesson that is no widget: HTML, and the same as plain text."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """HTML that reads well without its style, and the words for where HTML is not shown."""

    html: str
    words: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.words

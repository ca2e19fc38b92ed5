"""What every widget of the course shares: its scripts, its style, and what stands in its
place where no kernel runs or the notebook is not trusted."""

from functools import cache
from importlib import resources
from typing import Any

import anywidget

STATIC = resources.files("alliance_lessons.views") / "static"


@cache
def script(*names: str) -> str:
    """One module made of several files, in this order; the last one exports the view."""
    return "\n".join((STATIC / name).read_text("utf-8") for name in names)


class View(anywidget.AnyWidget):
    """A widget with a readable fallback.

    `words()` is the view as plain text, for terminals, tests and `repr`; `page()` is it as
    HTML that survives JupyterLab's sanitiser: inline style, no script, no input.
    """

    _css = (STATIC / "view.css").read_text("utf-8")

    def words(self) -> str:
        raise NotImplementedError

    def page(self) -> str:
        raise NotImplementedError

    def __repr__(self) -> str:
        return self.words()

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        return {**data, "text/plain": self.words(), "text/html": self.page()}, metadata

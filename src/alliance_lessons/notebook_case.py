"""The verb `case`: a learner's own case data, as tables in a notebook."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from html import escape
from importlib import import_module
from typing import Any, Protocol

from alliance_lessons.cases.table import Table
from alliance_lessons.errors import CourseError
from alliance_lessons.workbook.graded import variant_here

CASES = {  # the module that draws it; loaded when it is asked for
    "culture": "alliance_lessons.cases.culture_draw",
    "relationships": "alliance_lessons.cases.relationships_draw",
    "rights": "alliance_lessons.cases.rights_draw",
}
BANNER = "Invented data, drawn for this workbook."
# inline, since a notebook that is not trusted loses <style>; no colour but the page's own
CELL = "border: 1px solid currentColor; padding: 0.3em 0.6em; text-align: left;"
SCROLL = "overflow-x: auto;"
TABLE = "border-collapse: collapse; margin: 0.6em 0;"
CAPTION = "caption-side: top; text-align: left; font-weight: bold; padding: 0.3em 0;"


class CaseRows(Protocol):
    """One learner's case as it is drawn: rows of plain data, by the names of its fields."""

    def tables(self) -> Mapping[str, Table]:
        """The rows as tables, by their names."""


class Case:
    """A case as a notebook shows it: all tables, or the one called `shown`.

    `rows` holds the same data for those who reckon with it.
    """

    def __init__(self, rows: CaseRows, shown: str | None = None) -> None:
        self.rows = rows
        self._chosen = shown
        if shown:
            self._table(shown)

    @cached_property
    def _tables(self) -> Mapping[str, Table]:
        return self.rows.tables()  # not made where only rows are asked for

    @property
    def _shown(self) -> list[str]:
        return [self._chosen] if self._chosen else list(self._tables)

    def to_pandas(self, name: str) -> Any:
        """One of the tables as a pandas DataFrame; its columns have the names of the rows."""
        table = self._table(name)
        try:
            import pandas as pd  # slow to import, and not there in the browser edition
        except ImportError:
            raise CourseError(
                "pandas is not installed here; use the full edition of the course, or the rows in "
                f"case(...).rows.{name}."
            ) from None
        return pd.DataFrame([vars(row) for row in table.rows])

    def _table(self, name: str) -> Table:
        if name not in self._tables:
            known = ", ".join(self._tables)
            raise CourseError(f"This case has no table {name!r}; its tables are: {known}.")
        return self._tables[name]

    def _repr_html_(self) -> str:
        tables = "".join(_html(self._tables[name]) for name in self._shown)
        return f"<div><p><em>{BANNER}</em></p>{tables}</div>"

    def __repr__(self) -> str:
        return "\n\n".join([BANNER, *("\n".join(_text(self._tables[n])) for n in self._shown)])


def case(assignment: str, table: str | None = None) -> Case:
    """This workbook's own draw of an assignment's case: all its tables, or one of them."""
    if assignment not in CASES:
        known = ", ".join(CASES)
        raise CourseError(f"There is no case for {assignment!r}; there are: {known}.")
    return Case(import_module(CASES[assignment]).draw(variant_here()), table)


def _html(table: Table) -> str:
    head = "".join(
        f'<th scope="col" style="{CELL}">{escape(words)}</th>' for words in table.headings.values()
    )
    body = "".join(
        f'<tr><th scope="row" style="{CELL}">{escape(first)}</th>'
        + "".join(f'<td style="{CELL}">{escape(cell)}</td>' for cell in rest)
        + "</tr>"
        for first, *rest in table.cells()
    )
    # where the page is too narrow for it, a table is scrolled by keyboard as well
    return (
        f'<div tabindex="0" role="group" aria-label="{escape(table.caption)}" style="{SCROLL}">'
        f'<table style="{TABLE}"><caption style="{CAPTION}">{escape(table.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _text(table: Table) -> Iterator[str]:
    lines = [tuple(table.headings.values()), *table.cells()]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    yield table.caption
    for line in lines:
        padded = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        yield "  ".join(padded).rstrip()

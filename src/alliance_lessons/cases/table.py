"""A table of case data: rows with named fields, and the words above them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Table:
    """Rows of one case. `headings` go from a row's field to the words over its column.

    The first column names its row.

    >>> table = Table("Pumps", {"site": "Site"}, ({"site": "Mill Street"},))
    >>> list(table.cells())
    [('Mill Street',)]
    """

    caption: str
    headings: Mapping[str, str]
    rows: tuple[Any, ...]

    def cells(self) -> Iterator[tuple[str, ...]]:
        """Each row's cells as they are read."""
        for row in self.rows:
            values = row if isinstance(row, Mapping) else None
            yield tuple(
                _in_words(getattr(row, name) if values is None else values[name])
                for name in self.headings
            )


def _in_words(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)

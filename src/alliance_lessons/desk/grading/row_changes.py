"""New and changed rows of the gradebook, gathered first and then written together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from sqlalchemy import bindparam, insert, update

Rows = dict[Any, dict[tuple[str, ...], dict[str, Any]]]  # of a table, by its identity
IDENTITY = {
    Student: ("id",),
    SubmittedAssignment: ("assignment_id", "student_id"),
    SubmittedNotebook: ("notebook_id", "assignment_id"),
    Grade: ("cell_id", "notebook_id"),
    Comment: ("cell_id", "notebook_id"),
}


@dataclass(frozen=True)
class Changes:
    """What is to be written: new rows, and the changed values of old ones by their ids."""

    new: dict[Any, list[dict[str, Any]]] = field(default_factory=dict)
    changed: dict[Any, dict[str, dict[str, Any]]] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)  # ids of new rows

    def put(
        self,
        kind: Any,
        old: Rows,
        identity: Mapping[str, str],
        values: Mapping[str, Any],
        else_: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Sets values in the row of this identity, and gives the row.

        One that is not there yet is made, with `else_` where nothing is set.
        """
        name = tuple(identity[column] for column in IDENTITY[kind])
        row = old[kind].get(name)
        if row is None:
            row = {"id": new_uuid(), **identity, **(else_ or {}), **values}
            old[kind][name] = row
            self.fresh.add(row["id"])
            self.new.setdefault(kind, []).append(row)
            return row
        different = {column: value for column, value in values.items() if row[column] != value}
        row.update(different)
        if different and row["id"] not in self.fresh:
            self.changed.setdefault(kind, {}).setdefault(row["id"], {}).update(different)
        return row

    def write(self, book: Gradebook) -> None:
        """Writes it all, what others refer to first."""
        for kind in IDENTITY:
            if rows := self.new.get(kind):
                book.db.execute(insert(kind.__table__), rows)
            groups: dict[frozenset[str], list[dict[str, Any]]] = {}
            for row_id, values in self.changed.get(kind, {}).items():
                groups.setdefault(frozenset(values), []).append({"row_id": row_id, **values})
            for rows in groups.values():
                table = kind.__table__
                book.db.execute(update(table).where(table.c.id == bindparam("row_id")), rows)

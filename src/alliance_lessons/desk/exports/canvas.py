"""The gradebook file that Canvas imports.

Its first columns are fixed: Student, ID, SIS User ID, SIS Login ID, Section. Canvas looks for a
person by ID, then by SIS User ID and SIS Login ID, and then by the bare name: so a name is
written only beside an ID, or a namesake might get the mark.
"""

import re

from alliance_lessons.desk.exports.csv_file import as_text
from alliance_lessons.desk.exports.platform import Column, Layout, PlatformExport, account, number
from alliance_lessons.desk.exports.roster import Matched, Person, Roster
from alliance_lessons.errors import CourseError

HEADINGS = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
TITLE = re.compile(r"(.*)\s\(([0-9]+)\)")  # how Canvas writes an assignment, with its number


class CanvasExport(PlatformExport):
    """For `nbgrader export --exporter`, with `c.CanvasExport.roster` or on the command line."""

    platform = "Canvas"
    form = "canvas"

    def heading(self, roster: Roster, wanted: str) -> tuple[str, int | None]:
        """The heading that Canvas gave the assignment of this name or number."""
        found = []
        for place, heading in enumerate(roster.headings):
            title = TITLE.fullmatch(heading)
            names = (heading, *title.groups()) if title else ()
            if wanted.casefold() in map(str.casefold, names):
                found.append(place)
        if len(found) > 1:
            raise CourseError(
                f"{roster.path} has {len(found)} assignments called {wanted!r}; give the number "
                "of one with --column."
            )
        return (roster.headings[found[0]], found[0]) if found else (wanted, None)

    def layout(self, roster: Roster, found: Matched, people: list[Person]) -> Layout:
        """Everything that Canvas knows of a person."""
        has_accounts = {"canvas", "sis", "login"} & set(roster.columns)

        def cells(person: Person) -> list[str] | None:
            known = person.known
            ids = [known.get(name, "") for name in ("canvas", "sis", "login")]
            if not has_accounts:
                ids[2] = person.row.cells[found.by]
            if not any(ids) or ids != [account(one) for one in ids]:
                return None
            if ids[0] and not re.fullmatch("[0-9]+", ids[0]):
                return None  # Canvas would take the digits it begins with for somebody's
            parts = (known.get("last"), known.get("first"))
            name = known.get("name") or ", ".join(filter(None, parts))
            shown = name if ids[0] and name else next(filter(None, ids[::-1]))
            return [as_text(shown), *ids, as_text(known.get("section", ""))]

        return Layout(HEADINGS, cells)

    def below_headings(self, columns: list[Column], width: int) -> list[list[str]]:
        """The row by which Canvas knows how many points there are."""
        points = [number(column.points) for column in columns]
        return [["    Points Possible", *[""] * (width - 1), *points]]

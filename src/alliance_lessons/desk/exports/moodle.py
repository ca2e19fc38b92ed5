"""The file that Moodle imports under Grades, Import, CSV file.

Moodle asks which column says who it is. A row that is empty there gives its mark to the person
of the row before, and a person it does not know stops the whole import: so the first column,
and every other that could be chosen, is filled in each row that is written.
"""

import re

from alliance_lessons.desk.exports.csv_file import as_text
from alliance_lessons.desk.exports.platform import Layout, PlatformExport, account
from alliance_lessons.desk.exports.roster import Matched, Person, Roster
from alliance_lessons.errors import CourseError

ACCOUNTS = {"username": "Username", "number": "ID number", "email": "Email address"}
NAMES = {"first": "First name", "last": "Last name", "name": "Full name"}
# "Assignment: Rights (Real)": the kind of activity, its name, how marks are shown
TITLE = re.compile(r"(?:[^:]*: )?(.*?)(?: \(([^()]*)\))?")
OTHER_FORMS = ("percentage", "letter", "feedback")


class MoodleExport(PlatformExport):
    """For `nbgrader export --exporter`, with `c.MoodleExport.roster` or on the command line."""

    platform = "Moodle"
    form = "moodle"

    def heading(self, roster: Roster, wanted: str) -> tuple[str, int | None]:
        """The heading that Moodle gave the activity of this name."""
        found = []
        for place, heading in enumerate(roster.headings):
            title = TITLE.fullmatch(heading)
            assert title  # it fits every line
            name, form = title[1], (title[2] or "").casefold()
            whole = heading.casefold() == wanted.casefold()
            if whole or (name.casefold() == wanted.casefold() and form not in OTHER_FORMS):
                found.append(place)
        if len(found) > 1:
            raise CourseError(
                f"{roster.path} has {len(found)} columns for {wanted!r}; give the whole heading of "
                "one with --column."
            )
        return (roster.headings[found[0]], found[0]) if found else (wanted, None)

    def layout(self, roster: Roster, found: Matched, people: list[Person]) -> Layout:
        """One column that says who it is, others where they are filled throughout, and names."""
        named = {roster.columns[name]: name for name in ACCOUNTS if name in roster.columns}
        places = list(named) or [found.by]
        if roster.form == self.form and found.by not in places:
            places.insert(0, found.by)

        def filled(place: int) -> int:
            return sum(bool(person.row.cells[place]) for person in people)

        main = found.by if found.by in places else max(places, key=filled)
        sure = [one for one in people if account(one.row.cells[main])]
        rest = [one for one in places if one != main and all(p.row.cells[one] for p in sure)]
        accounts = [main, *rest]
        names = {roster.columns[name]: name for name in NAMES if name in roster.columns}
        headings = [
            roster.headings[place]
            if roster.form == self.form
            else ACCOUNTS[named[place]]
            if place in named
            else "Username"
            for place in accounts
        ]

        def cells(person: Person) -> list[str] | None:
            ids = [person.row.cells[place] for place in accounts]
            if not all(account(one) for one in ids):
                return None
            return [*ids, *(as_text(person.row.cells[place]) for place in names)]

        return Layout([*headings, *(NAMES[name] for name in names.values())], cells)

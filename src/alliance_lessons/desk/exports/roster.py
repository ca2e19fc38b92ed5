"""Who takes part: a CSV file that says which person a learner id of nbgrader's is.

It may be the gradebook that Canvas exports, the list of grades or participants that Moodle
exports, or a plain one with the columns `id` and whatever of these is known: group, name,
canvas id, sis user id, sis login id, section, username, id number, email.

    roster = read_roster(Path("roster.csv"))
    found = match(roster, ["ada", "ben"])
    found.people["ada"].group
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from alliance_lessons.desk.exports.csv_file import Row, read_table
from alliance_lessons.errors import CourseError

# the names of a column's headings, without signs and capitals; the first is the plain one
HEADINGS = {
    "id": ("id", "learner id", "learner", "student id"),
    "canvas": ("canvas id", "canvas user id"),
    "sis": ("sis user id",),
    "login": ("sis login id", "login id"),
    "integration": ("integration id",),
    "username": ("username", "user name", "benutzername", "anmeldename", "nom d utilisateur"),
    "number": ("id number", "idnumber", "id nummer", "numéro d identification"),
    "email": (
        *("email address", "email", "e mail", "e mail address", "e mail adresse"),
        *("adresse de courriel", "courriel"),
    ),
    "name": ("name", "student", "full name"),
    "first": ("first name", "firstname", "vorname", "prénom"),
    "last": ("last name", "lastname", "surname", "nachname", "nom", "nom de famille"),
    "section": ("section",),
    "group": ("group", "groups", "gruppe", "gruppen", "groupe", "groupes"),
}
ACCOUNTS = ("canvas", "sis", "login", "integration", "username", "number", "email")
# where a learner's id is looked for; in this order where several would do
LOOKED_FOR = {
    "plain": ("id",),
    "canvas": ("login", "sis", "canvas", "integration"),
    "moodle": ("username", "number", "email"),
}


@dataclass(frozen=True)
class Person:
    """One row of a roster."""

    row: Row
    known: Mapping[str, str]  # by the names of HEADINGS, what is not empty

    @property
    def group(self) -> str:
        """The group, where there is such a column, else the section."""
        return self.known.get("group") or self.known.get("section", "")


@dataclass(frozen=True)
class Roster:
    """A roster as it stands in its file."""

    path: Path
    form: str  # a name of LOOKED_FOR
    headings: tuple[str, ...]
    columns: Mapping[str, int]  # where the columns of HEADINGS stand
    people: tuple[Person, ...]
    points: Row | None = None  # Canvas: how many points its assignments have


@dataclass
class Matched:
    """Which person each learner is. `unknown` and `doubled` say in a sentence why one is not."""

    by: int  # the column that held the learners' ids
    people: dict[str, Person] = field(default_factory=dict)
    unknown: dict[str, str] = field(default_factory=dict)
    doubled: dict[str, str] = field(default_factory=dict)
    others: list[Person] = field(default_factory=list)  # on the roster, and none of the learners
    remarks: list[str] = field(default_factory=list)  # what else should be mended in the roster


def read_roster(path: Path) -> Roster:
    """Reads a roster; raises CourseError where there is nobody in it to be found."""
    table = read_table(path)
    plain = [_plain(heading) for heading in table.headings]
    form = _form(plain)
    columns: dict[str, int] = {}
    for name, headings in HEADINGS.items():
        places = [place for place, heading in enumerate(plain) if heading in headings]
        if len(places) > 1:
            twice = " and ".join(repr(table.headings[place]) for place in places)
            raise CourseError(f"{path} has two columns for one thing, {twice}; rename one.")
        if places:
            columns[name] = places[0]
    if form == "canvas":
        columns["canvas"] = columns.pop("id")
    if not set(columns) & set(LOOKED_FOR[form]):
        raise CourseError(
            f"{path} has no column with ids; name one of its headings id, or use the file that "
            "Canvas or Moodle exports in English."
        )
    people, points = [], None
    for row in table.rows:
        if form == "canvas" and row.cells[0].casefold().startswith("points possible"):
            points = row
        elif form != "canvas" or any(row.cells[: columns["section"] + 1]):
            cells = {name: row.cells[place] for name, place in columns.items()}
            people.append(Person(row, {name: cell for name, cell in cells.items() if cell}))
    return Roster(path, form, table.headings, columns, tuple(people), points)


def match(roster: Roster, learners: Iterable[str], by: str = "") -> Matched:
    """Finds the learners in one column of the roster: the one headed `by`, or else that of the
    ids which holds most of them. Capitals don't count.
    """
    wanted = sorted(learners)
    index = _Index(roster, _column(roster, wanted, by))
    found = Matched(index.column)
    spelt: dict[str, list[str]] = {}
    for learner in wanted:
        spelt.setdefault(learner.casefold(), []).append(learner)
    for learner in wanted:
        people = index.people.get(learner.casefold(), [])
        alike = [other for other in spelt[learner.casefold()] if other != learner]
        if not people:
            found.unknown[learner] = f"{learner} is not on the roster"
        elif alike:
            found.doubled[learner] = f"{learner} and {alike[0]} are one person on the roster"
        elif people[0].row in index.clashes:
            found.doubled[learner] = f"{learner}: {index.clashes[people[0].row]}"
        else:
            found.people[learner] = people[0]
    taken = {person.row for person in found.people.values()}
    given = set(found.doubled)
    for person in index.distinct:
        own = person.row.cells[index.column].casefold()
        if person.row in taken or own in map(str.casefold, given):
            continue
        if person.row in index.clashes:
            found.remarks.append(f"{_who(person, index.column)}: {index.clashes[person.row]}")
        else:
            found.others.append(person)
    found.remarks += index.remarks
    return found


def groups(roster: Roster, learners: Iterable[str]) -> dict[str, str]:
    """The group of each learner that has one."""
    people = match(roster, learners).people
    return {learner: person.group for learner, person in people.items() if person.group}


class _Index:
    """The people of a roster by what stands in one column, and who of them is in doubt."""

    def __init__(self, roster: Roster, column: int) -> None:
        self.column = column
        self.remarks: list[str] = []
        self.distinct: list[Person] = []
        self.people: dict[str, list[Person]] = {}
        by_accounts: dict[frozenset[tuple[str, str]], Person] = {}
        for person in roster.people:
            same = by_accounts.setdefault(self._accounts(person), person)
            if same is person:
                self.distinct.append(person)
                self.people.setdefault(person.row.cells[column].casefold(), []).append(person)
            else:
                self.remarks.append(
                    f"{_who(person, column)} stands twice on the roster, in lines "
                    f"{same.row.line} and {person.row.line}, and is written once"
                )
        self.people.pop("", None)

    def _accounts(self, person: Person) -> frozenset[tuple[str, str]]:
        """All that tells a person from another."""
        accounts = {
            (name, person.known[name].casefold()) for name in ACCOUNTS if name in person.known
        }
        own = person.row.cells[self.column].casefold()
        # a row that names nobody is like no other
        return (
            frozenset(accounts | {("", own)})
            if accounts or own
            else frozenset({("", str(id(person)))})
        )

    @cached_property
    def clashes(self) -> dict[Row, str]:
        """The rows that share an id with another row, and with which."""
        holders: dict[tuple[str, str], list[Person]] = {}
        for person in self.distinct:
            for account in self._accounts(person):
                holders.setdefault(account, []).append(person)
        found = {}
        for (_, said), people in holders.items():
            if len(people) > 1:
                lines = " and ".join(str(one.row.line) for one in people)
                clash = f"the roster's lines {lines} both say {said!r}"
                found.update(dict.fromkeys((one.row for one in people), clash))
        return found


def _column(roster: Roster, learners: list[str], by: str) -> int:
    if by:
        for place, heading in enumerate(roster.headings):
            if _plain(heading) == _plain(by):
                return place
        known = ", ".join(roster.headings)
        raise CourseError(f"{roster.path} has no column {by!r}; it has: {known}.")
    ids = {learner.casefold() for learner in learners}

    def held(place: int) -> int:
        return len(ids & {person.row.cells[place].casefold() for person in roster.people})

    there = [roster.columns[name] for name in LOOKED_FOR[roster.form] if name in roster.columns]
    return max(there, key=held)


def _form(headings: list[str]) -> str:
    if headings[0] in ("student", "lastname") and {"id", "section"} <= set(headings):
        return "canvas"
    return "plain" if set(headings) & set(HEADINGS["id"]) else "moodle"


def _plain(heading: str) -> str:
    """A heading in small letters, without signs and more than one space."""
    signs = "".join(sign if sign.isalnum() else " " for sign in heading.casefold())
    return " ".join(signs.split())


def _who(person: Person, column: int) -> str:
    names = (person.known.get(name, "") for name in ("id", *ACCOUNTS, "name", "last"))
    return next(filter(None, (person.row.cells[column], *names)), f"line {person.row.line}")

"""The case of the assignment `relationships`: month 8 of Project Lanternfish, from a variant.

All firms, people and figures are invented. Each learner has figures of their own; how a
table is built is the same for all, so that no draw is harder than another.
`relationships_draw` says how. Days are counted from the first day of month 6.
"""

from dataclasses import dataclass

from alliance_lessons.cases.table import Table


@dataclass(frozen=True)
class Passing:
    """A fact that somebody passed on. Without a written yes, and off the list, days are None."""

    key: str
    fact: str
    mark: str
    giver: str
    receiver: str
    listed_from: int | None
    listed_to: int | None
    day: int
    yes_from: str | None
    yes_on: int | None

    @property
    def listed(self) -> str | None:
        """The days on the list in words."""
        return f"days {self.listed_from} to {self.listed_to}" if self.listed_from else None

    @property
    def consent(self) -> str | None:
        """The yes in words."""
        return f"{self.yes_from}, day {self.yes_on}" if self.yes_from else None


@dataclass(frozen=True)
class Statement:
    """What somebody said on a day, and when they had seen the record, if at all.

    `true` says whether the two agree; the table leaves that to its reader.
    """

    key: str
    said: str
    day: int
    record: str
    seen: int | None
    put_right: int | None
    true: bool


@dataclass(frozen=True)
class Promise:
    """A promise of one firm to the other, and what became of it."""

    key: str
    promise: str
    firm: str
    due: int
    told: int | None
    new_day: int | None
    done: int | None
    done_by: str | None


@dataclass(frozen=True)
class Contact:
    """Somebody you know and your last talk; `serves` is its network, which the table leaves out."""

    person: str
    about: str
    day: int
    serves: str


@dataclass(frozen=True)
class Help:
    """One turned to the other for help; the two are linked by it."""

    one: str
    other: str
    about: str


@dataclass(frozen=True)
class Happening:
    """An event in the model of trust; `kind` is kept, broken, slip or deceit."""

    key: str
    event: str
    kind: str


@dataclass(frozen=True)
class Pair:
    """Two teams in the model of people who come and go; figures are out of 100."""

    key: str
    changes: int
    handed_over: int | None
    growth: int
    trust: int


@dataclass(frozen=True)
class Fact:
    """A fact that Tallowmere asks for: whose it is, who would know it, and how long."""

    key: str
    fact: str
    belongs: str
    circle: int
    weeks: int

    @property
    def who(self) -> str:
        """The circle in words."""
        return CIRCLES[self.circle]


CIRCLES = {  # who may know, from the narrowest circle to the widest
    1: "Noor alone",
    2: "people on the Lanternfish list",
    3: "everybody at Tallowmere",
    4: "Tallowmere and its sales partners",
}

MEASURE = {"kept": 1, "broken": -5, "slip": -1, "deceit": -8}  # points of the model of trust
CEILING, CEILING_LEFT = 20, 14  # how high trust may rise, before a deceit and after it


def trust_points(start: int, kinds: list[str]) -> list[int]:
    """Trust after each event of the model, by the rules of part 5.

    >>> trust_points(18, ["kept", "deceit", "kept"])
    [19, 11, 12]
    """
    level, ceiling, levels = start, CEILING, []
    for kind in kinds:
        ceiling = CEILING_LEFT if kind == "deceit" else ceiling
        level = max(0, min(ceiling, level + MEASURE[kind]))
        levels.append(level)
    return levels


@dataclass(frozen=True)
class RelationshipsCase:
    """The tables of one learner, as rows; `start` is where the model of trust begins."""

    passings: tuple[Passing, ...]
    statements: tuple[Statement, ...]
    promises: tuple[Promise, ...]
    contacts: tuple[Contact, ...]
    helps: tuple[Help, ...]
    events: tuple[Happening, ...]
    pairs: tuple[Pair, ...]
    facts: tuple[Fact, ...]
    start: int

    def tables(self) -> dict[str, Table]:
        """The tables by their names, with the words above their columns."""
        return {
            "passings": Table(
                "Table 1. Six facts that were passed on",
                {
                    "key": "Case",
                    "fact": "Fact",
                    "mark": "Mark",
                    "giver": "Given by",
                    "receiver": "Passed on to",
                    "listed": "Who was on the list",
                    "day": "Passed on, day",
                    "consent": "Yes in writing",
                },
                self.passings,
            ),
            "statements": Table(
                "Table 2. Six statements and their records",
                {
                    "key": "Statement",
                    "said": "What was said",
                    "day": "Said on day",
                    "record": "What the record shows for that day",
                    "seen": "The speaker opened the record on day",
                    "put_right": "The speaker put it right on day",
                },
                self.statements,
            ),
            "promises": Table(
                "Table 3. Eight promises as they stand on day 61",
                {
                    "key": "Promise",
                    "promise": "What was promised",
                    "firm": "By",
                    "due": "Its day",
                    "told": "New day told on day",
                    "new_day": "New day",
                    "done": "Done on day",
                    "done_by": "Done by",
                },
                self.promises,
            ),
            "contacts": Table(
                "Table 4. Twelve people you know, and your last talk with each",
                {"person": "Person", "about": "What it was about", "day": "On day"},
                self.contacts,
            ),
            "helps": Table(
                "Table 5. Who turned to whom for help in month 7",
                {"one": "Person", "other": "Turned to", "about": "About"},
                self.helps,
            ),
            "events": Table(
                "Table 6. Ten events in the model. "
                f"Tallowmere's trust in Norrvane starts at {self.start} points",
                {"key": "Event", "event": "What Norrvane does"},
                self.events,
            ),
            "pairs": Table(
                "Table 7. Eight pairs of teams in the model, after 24 months",
                {
                    "key": "Pair",
                    "changes": "People who change each month, of 100",
                    "handed_over": "Trust that is handed over, of 100 points",
                    "growth": "Gap to full trust closed in a month, of 100",
                    "trust": "Trust after 24 months, of 100",
                },
                self.pairs,
            ),
            "facts": Table(
                "Table 8. Six facts that Tallowmere asks for, month 8",
                {
                    "key": "Fact",
                    "fact": "What Tallowmere wants to know",
                    "belongs": "Belongs to",
                    "who": "Who would know it",
                    "weeks": "For how many weeks",
                },
                self.facts,
            ),
        }

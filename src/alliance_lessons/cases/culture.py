"""The case of the assignment `culture`: month 13 of Project Lanternfish, drawn from a variant.

All firms, people and figures are invented. Each learner has figures of their own; how a
table is built is the same for all, so that no draw is harder than another. `culture_draw`
and `culture_work` say how. Days are counted from the first day of month 13.
"""

from dataclasses import dataclass

from alliance_lessons.cases.culture_headings import HEADINGS
from alliance_lessons.cases.table import Table


@dataclass(frozen=True)
class Incident:
    """Something a team left out, and what is known about it."""

    key: str
    team: str
    what: str
    contract: str
    on_shift: int
    open_cases: int
    alike: int


@dataclass(frozen=True)
class Pair:
    """Somebody of each team, and where each stands on one habit, 1 to 7."""

    key: str
    field: int
    desk: int


@dataclass(frozen=True)
class Event:
    """Trouble that was told, or a call that was asked for: day and minutes since midnight."""

    key: str
    team: str
    matter: str
    began_day: int
    began_minute: int
    told_day: int
    told_minute: int
    mended_day: int | None
    mended_minute: int | None

    @property
    def began(self) -> str:
        """When the trouble was seen or the call asked for, in words."""
        return moment(self.began_day, self.began_minute)

    @property
    def told(self) -> str:
        """When it was told or called back, in words."""
        return moment(self.told_day, self.told_minute)

    @property
    def mended(self) -> str | None:
        """When the trouble was mended, in words; a call has no such time."""
        if self.mended_day is None or self.mended_minute is None:
            return None
        return moment(self.mended_day, self.mended_minute)


@dataclass(frozen=True)
class Goals:
    """One thing both teams count, the number each wants, and in which months."""

    key: str
    counted: str
    field_sense: str
    field_number: int
    field_from: int
    field_to: int
    desk_sense: str
    desk_number: int
    desk_from: int
    desk_to: int

    @property
    def field(self) -> str:
        """Field service's goal in words."""
        return f"{self.field_sense} {self.field_number}, months {self.field_from}-{self.field_to}"

    @property
    def desk(self) -> str:
        """The support desk's goal in words."""
        return f"{self.desk_sense} {self.desk_number}, months {self.desk_from}-{self.desk_to}"


@dataclass(frozen=True)
class Booking:
    """Where one person is to be, in the plan of each firm."""

    person: str
    ours: str
    ours_first: int
    ours_last: int
    theirs: str
    theirs_first: int
    theirs_last: int

    @property
    def ours_days(self) -> str:
        """The days in Norrvane's plan in words."""
        return f"{self.ours_first} to {self.ours_last}"

    @property
    def theirs_days(self) -> str:
        """The days in Tallowmere's plan in words."""
        return f"{self.theirs_first} to {self.theirs_last}"


@dataclass(frozen=True)
class LogLine:
    """A line of one of two logs; `minute` is what its own clock shows, since midnight."""

    log: str
    minute: int
    line: str

    @property
    def shown(self) -> str:
        """The time that the clock shows."""
        return clock(self.minute)


@dataclass(frozen=True)
class FormField:
    """What a form can say, and the name of its field in the ticket and on the job card."""

    key: str
    says: str
    ticket: str | None
    card: str | None


@dataclass(frozen=True)
class Task:
    """A task of the winter desk: who is accountable in each firm's list, and who does it."""

    key: str
    task: str
    ours: str | None
    theirs: str | None
    done_by: str
    hours: int


@dataclass(frozen=True)
class Profile:
    """Where four teams stand on one habit, 1 to 7: the two of pair 1 and the two of pair 2."""

    habit: str
    contracts: int
    platform: int
    stores: int
    data: int

    @property
    def gap_1(self) -> int:
        """The gap in pair 1."""
        return abs(self.contracts - self.platform)

    @property
    def gap_2(self) -> int:
        """The gap in pair 2."""
        return abs(self.stores - self.data)


@dataclass(frozen=True)
class Job:
    """A weekly job, the hours each team needs for it, and who does it today."""

    key: str
    job: str
    field: int
    desk: int
    today: str


@dataclass(frozen=True)
class Proposal:
    """A norm that somebody proposes: which habit it changes, on whose side, what it touches."""

    key: str
    proposal: str
    habit: str
    changes: str
    touches: str


def clock(minute: int) -> str:
    """Minutes since midnight as a clock shows them.

    >>> clock(545), clock(60 * 24 + 5)
    ('9:05', '0:05')
    """
    return f"{minute // 60 % 24}:{minute % 60:02}"


def moment(day: int, minute: int) -> str:
    """A day and a time in words.

    >>> moment(3, 545)
    'day 3, 9:05'
    """
    return f"day {day}, {clock(minute)}"


@dataclass(frozen=True)
class CultureCase:
    """The tables of one learner, as rows."""

    incidents: tuple[Incident, ...]
    pairs: tuple[Pair, ...]
    events: tuple[Event, ...]
    goals: tuple[Goals, ...]
    bookings: tuple[Booking, ...]
    log: tuple[LogLine, ...]
    fields: tuple[FormField, ...]
    tasks: tuple[Task, ...]
    profiles: tuple[Profile, ...]
    jobs: tuple[Job, ...]
    proposals: tuple[Proposal, ...]

    def tables(self) -> dict[str, Table]:
        """The tables by their names, with the words above their columns."""
        sums = {
            "field_total": sum(row.field for row in self.pairs),
            "desk_total": sum(row.desk for row in self.pairs),
            "sum_1": sum(row.gap_1 for row in self.profiles),
            "sum_2": sum(row.gap_2 for row in self.profiles),
        }
        return {
            name: Table(f"Table {number}. {caption.format(**sums)}", headings, getattr(self, name))
            for number, (name, (caption, headings)) in enumerate(HEADINGS.items(), start=1)
        }

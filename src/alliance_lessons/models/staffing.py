"""Who is booked twice in two firms' plans, and whose week is more than full (CONTENT B12, B14).

A booking gives part of a person's time, in percent of a day, to a task from one working day to
another. Days are whole numbers counted from 1 without weekends, and both ends belong to it, so
days 6 to 10 are the second week. Two bookings of one person that share a day overlap; whether
that is too much depends on their percentages. The arithmetic is a calendar's, and our own is only
the reading: an overlap is a question to the two planners, not yet a mistake.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

DAYS_A_WEEK = 5


@dataclass(frozen=True, order=True)
class Booking:
    """A person's time for a task, from day `first` to day `last`, both included.

    >>> Booking("Remy", "pilot", 3, 2)
    Traceback (most recent call last):
    ValueError: Remy's booking for pilot runs from day 3 to day 2: give days from 1, in their order.
    """

    person: str
    task: str
    first: int
    last: int
    percent: int = 100

    def __post_init__(self) -> None:
        where = f"{self.person}'s booking for {self.task}"
        if not 1 <= self.first <= self.last:
            raise ValueError(
                f"{where} runs from day {self.first} to day {self.last}: "
                "give days from 1, in their order."
            )
        if not 0 < self.percent <= 100:
            raise ValueError(f"{where} takes {self.percent} percent: give 1 to 100.")


@dataclass(frozen=True, order=True)
class DoubleBooking:
    """A stretch of days, both ends included, that two bookings of one person share."""

    one: Booking
    other: Booking
    first: int
    last: int


def double_bookings(bookings: Iterable[Booking]) -> list[DoubleBooking]:
    """The overlapping pairs of bookings of the same person, ordered by person, task and day.

    >>> found = double_bookings([Booking("Remy", "pilot", 1, 3), Booking("Remy", "training", 3, 5),
    ...                          Booking("Jun", "pilot", 1, 3)])
    >>> [(both.one.task, both.other.task, both.first, both.last) for both in found]
    [('pilot', 'training', 3, 3)]
    """
    return sorted(
        DoubleBooking(one, other, max(one.first, other.first), min(one.last, other.last))
        for one, other in combinations(sorted(bookings), 2)
        if one.person == other.person and one.first <= other.last and other.first <= one.last
    )


def week_loads(bookings: Iterable[Booking]) -> dict[str, dict[int, Fraction]]:
    """How full each person's weeks are, in percent of a full week; empty weeks are left out.

    Weeks are counted from 1.

    >>> week_loads([Booking("Jun", "pilot", 4, 6, percent=50)])
    {'Jun': {1: Fraction(20, 1), 2: Fraction(10, 1)}}
    """
    found: dict[str, dict[int, Fraction]] = {}
    for one in sorted(bookings):
        weeks = found.setdefault(one.person, {})
        for day in range(one.first, one.last + 1):
            week = 1 + (day - 1) // DAYS_A_WEEK
            weeks[week] = weeks.get(week, Fraction(0)) + Fraction(one.percent, DAYS_A_WEEK)
    return {person: dict(sorted(weeks.items())) for person, weeks in found.items()}


def overfull_weeks(
    bookings: Iterable[Booking], most: float = 100
) -> dict[str, dict[int, Fraction]]:
    """The weeks, by person, that are booked for more than `most` percent of a full week.

    >>> overfull_weeks([Booking("Remy", "pilot", 1, 5), Booking("Remy", "training", 5, 6)])
    {'Remy': {1: Fraction(120, 1)}}
    """
    found = {
        person: {week: load for week, load in weeks.items() if load > most}
        for person, weeks in week_loads(bookings).items()
    }
    return {person: weeks for person, weeks in found.items() if weeks}

"""Who is booked twice, and whose week is more than full. Oracles from a calendar made by hand."""

import random
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.models.staffing import (
    Booking,
    double_bookings,
    overfull_weeks,
    week_loads,
)

PILOT = Booking("Remy", "pilot", 1, 3)  # Monday to Wednesday of the first week
TRAINING = Booking("Remy", "training", 3, 6)  # Wednesday to Monday
REPORT = Booking("Remy", "report", 4, 8, percent=40)
JUN = Booking("Jun", "pilot", 1, 10, percent=60)

bookings = st.lists(
    st.builds(
        lambda person, task, first, more, percent: Booking(
            person, task, first, first + more, percent
        ),
        st.sampled_from(["Remy", "Jun"]),
        st.sampled_from(["pilot", "training", "report"]),
        st.integers(1, 12),
        st.integers(0, 8),
        st.integers(1, 100),
    ),
    max_size=6,
)


def test_two_bookings_of_one_person_that_share_a_day_are_found() -> None:
    found = double_bookings([REPORT, JUN, TRAINING, PILOT])
    assert [(one.one.task, one.other.task, one.first, one.last) for one in found] == [
        ("pilot", "training", 3, 3),
        ("report", "training", 4, 6),
    ]
    assert {one.one.person for one in found} == {"Remy"}


def test_bookings_that_follow_on_one_another_do_not_overlap() -> None:
    assert double_bookings([PILOT, Booking("Remy", "training", 4, 5)]) == []


def test_the_same_stretch_of_two_people_is_no_double_booking() -> None:
    assert double_bookings([PILOT, Booking("Jun", "pilot", 1, 3)]) == []


def test_a_week_is_as_full_as_its_five_days_on_the_average() -> None:
    # Remy, week 1: pilot 3 days, training 3 days, report 2 days of 40: (300 + 300 + 80) / 5
    # Remy, week 2: training Monday, report Monday to Wednesday: (100 + 120) / 5
    loads = week_loads([PILOT, TRAINING, REPORT, JUN])
    assert loads == {"Jun": {1: 60, 2: 60}, "Remy": {1: 136, 2: 44}}
    assert overfull_weeks([PILOT, TRAINING, REPORT, JUN]) == {"Remy": {1: 136}}


def test_a_double_booking_need_not_overfill_and_a_full_week_is_not_overfull() -> None:
    half = [Booking("Jun", "pilot", 1, 5, 50), Booking("Jun", "report", 1, 5, 50)]
    assert len(double_bookings(half)) == 1
    assert week_loads(half) == {"Jun": {1: 100}}
    assert overfull_weeks(half) == {}
    assert overfull_weeks(half, most=80) == {"Jun": {1: 100}}


IMPOSSIBLE: dict[str, tuple[Callable[[], Booking], str]] = {
    "day 0": (lambda: Booking("Remy", "pilot", 0, 2), "from day 0 to day 2: give days from 1"),
    "turned round": (lambda: Booking("Remy", "pilot", 3, 2), "from day 3 to day 2"),
    "nothing": (lambda: Booking("Remy", "pilot", 1, 2, 0), "takes 0 percent: give 1 to 100"),
    "too much": (lambda: Booking("Remy", "pilot", 1, 2, 101), "takes 101 percent"),
}


@pytest.mark.parametrize(("make", "says"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_an_impossible_booking_is_refused(make: Callable[[], Booking], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        make()


@given(bookings, st.randoms())
def test_the_order_of_the_bookings_does_not_matter(
    some: list[Booking], dice: random.Random
) -> None:
    mixed = dice.sample(some, len(some))
    assert double_bookings(mixed) == double_bookings(some)
    assert week_loads(mixed) == week_loads(some)


@given(bookings)
def test_what_is_shared_lies_in_both_bookings(some: list[Booking]) -> None:
    for both in double_bookings(some):
        for one in (both.one, both.other):
            assert one.first <= both.first <= both.last <= one.last


@given(bookings)
def test_who_is_booked_twice_on_no_day_has_no_overfull_week(some: list[Booking]) -> None:
    twice = {both.one.person for both in double_bookings(some)}
    assert set(overfull_weeks(some)) <= twice


@given(bookings)
def test_all_booked_time_stands_in_some_week(some: list[Booking]) -> None:
    days = sum((one.last - one.first + 1) * Fraction(one.percent, 5) for one in some)
    assert sum(load for weeks in week_loads(some).values() for load in weeks.values()) == days

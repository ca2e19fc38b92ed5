"""Trust when people come and go: the figures of the design, and what must hold of any."""

from itertools import repeat

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from alliance_lessons.models.turnover import (
    Relation,
    course_of_trust,
    expected_path,
    hand_over_needed,
    months_to_regain,
    settled_trust,
)

HANDED_OVER = (0, 0.3, 0.7, 0.9)
SETTLED = {  # at a growth of 0.1, by the chance that somebody leaves in a month
    0.02: (0.8305, 0.8750, 0.9423, 0.9800),
    0.05: (0.6552, 0.7308, 0.8636, 0.9500),
    0.10: (0.4737, 0.5625, 0.7500, 0.9000),
    0.20: (0.2857, 0.3636, 0.5714, 0.8000),
}
shares = st.floats(0, 1)
inside = st.floats(0.01, 0.99)
relations = st.builds(Relation, shares, shares, shares)


@pytest.mark.parametrize("leaving", SETTLED)
@pytest.mark.parametrize("column", range(4))
def test_where_trust_settles(leaving: float, column: int) -> None:
    relation = Relation(leaving, HANDED_OVER[column], growth=0.1)
    assert settled_trust(relation) == pytest.approx(SETTLED[leaving][column], abs=5e-5)


def test_changing_more_often_with_a_better_hand_over_settles_higher() -> None:
    often, seldom = settled_trust(Relation(0.10, 0.9)), settled_trust(Relation(0.05, 0.7))
    assert (round(often, 4), round(seldom, 4)) == (0.9, 0.8636)


def test_who_stays_for_ever_and_tends_it_ends_at_full_trust() -> None:
    assert settled_trust(Relation(leaving=0, handed_over=0)) == 1


def test_a_month_by_hand() -> None:
    """0.9 (0.5 + 0.1 x 0.5) + 0.1 x 0.3 x 0.5."""
    assert Relation(0.1, 0.3).after_a_month(0.5) == pytest.approx(0.495 + 0.015)


@given(shares, inside, inside, inside)
def test_every_start_leads_to_the_same_level(
    start: float, leaving: float, handed_over: float, growth: float
) -> None:
    relation = Relation(leaving, handed_over, growth)
    path = expected_path(start, repeat(relation, 3000))
    assert path[-1] == pytest.approx(settled_trust(relation), abs=1e-6)


@given(inside, inside, inside)
def test_at_its_level_trust_stays_there(leaving: float, handed_over: float, growth: float) -> None:
    relation = Relation(leaving, handed_over, growth)
    level = settled_trust(relation)
    assert relation.after_a_month(level) == pytest.approx(level, abs=1e-12)


@given(shares, st.lists(relations, max_size=30))
def test_trust_stays_between_nothing_and_all(start: float, months: list[Relation]) -> None:
    path = expected_path(start, months)
    assert len(path) == len(months) + 1
    assert all(-1e-12 <= trust <= 1 + 1e-12 for trust in path)


@given(inside, inside, inside, st.floats(0.001, 0.01))
def test_a_better_hand_over_more_growth_or_fewer_changes_settle_higher(
    leaving: float, handed_over: float, growth: float, more: float
) -> None:
    level = settled_trust(Relation(leaving, handed_over, growth))
    assert settled_trust(Relation(leaving, handed_over + more, growth)) > level
    assert settled_trust(Relation(leaving, handed_over, growth + more)) > level
    assert settled_trust(Relation(leaving + more, handed_over, growth)) < level


@given(inside, inside, inside)
def test_the_hand_over_needed_is_just_enough(settled: float, leaving: float, growth: float) -> None:
    needed = hand_over_needed(settled, leaving, growth)
    assert needed is not None
    level = settled_trust(Relation(leaving, min(1.0, needed), growth))
    assert level >= settled - 1e-9
    if needed > 1e-6:
        assert level == pytest.approx(settled, abs=1e-9)


def test_what_no_hand_over_reaches() -> None:
    assert hand_over_needed(0.5, leaving=0.1, growth=0) is None
    assert hand_over_needed(0.5, leaving=1) is None
    assert hand_over_needed(0, leaving=1) == 0
    assert hand_over_needed(1, leaving=0) == 0


def test_rotating_every_ten_months_needs_four_fifths_to_level_with_staying_fifty() -> None:
    """0.8305 without hand-over at one change in fifty months; between the 0.7 and 0.9 columns."""
    staying = settled_trust(Relation(0.02, 0))
    assert hand_over_needed(staying, leaving=0.1) == pytest.approx(0.8163, abs=5e-5)


@given(shares, shares, shares, st.sets(st.integers(1, 24)))
def test_one_course_falls_only_when_somebody_leaves(
    start: float, handed_over: float, growth: float, changes: set[int]
) -> None:
    path = course_of_trust(start, 24, changes, handed_over, growth)
    for month in range(1, 25):
        if month in changes:
            assert path[month] == pytest.approx(handed_over * path[month - 1])
        else:
            assert path[month] >= path[month - 1] - 1e-12


@pytest.mark.parametrize(("handed_over", "months"), [(0, 16), (0.3, 13), (0.7, 8), (0.9, 4)])
def test_months_until_trust_is_back_at_eighty_of_a_hundred(handed_over: float, months: int) -> None:
    """From 0.8 rho on, 0.9^n has to bring the gap down to 0.2."""
    assert months_to_regain(0.8, handed_over) == months


@given(inside, shares, inside)
def test_the_months_counted_are_enough_and_one_less_is_not(
    level: float, handed_over: float, growth: float
) -> None:
    months = months_to_regain(level, handed_over, growth)
    assume(1 <= months < 2000)
    path = course_of_trust(level, months + 1, {1}, handed_over, growth)
    assert path[-1] >= level - 1e-9
    assert path[-2] < level + 1e-9


def test_what_is_impossible_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="handed_over is 90: give a probability from 0 to 1"):
        Relation(0.1, 90)
    with pytest.raises(ValueError, match="start is 2: give a probability"):
        expected_path(2, [])
    with pytest.raises(ValueError, match="months is 0: give a whole number"):
        course_of_trust(0.5, 0, set(), 0.5)
    for leaving, handed_over, growth in ((0, 1, 0), (1, 1, 0.5), (0, 0.5, 0)):
        with pytest.raises(ValueError, match="settles nowhere"):
            settled_trust(Relation(leaving, handed_over, growth))

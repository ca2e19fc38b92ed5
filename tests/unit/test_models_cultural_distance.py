"""The distance of two profiles: its oracle, what it can't see, and what is refused."""

from itertools import combinations
from statistics import fmean

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from alliance_lessons.models.cultural_distance import (
    cultural_distance,
    distance_parts,
    variances_of,
)

scores = st.floats(1, 7)
spreads = st.floats(0.1, 5)
profiles = st.lists(scores, min_size=6, max_size=6)
variances = st.lists(spreads, min_size=6, max_size=6)
A, B, V = (60, 35, 70, 40), (30, 80, 40, 60), (400, 500, 450, 380)


def test_the_four_dimensions_computed_by_hand():
    """900/400, 2025/500, 900/450 and 400/380, and a quarter of their sum."""
    assert distance_parts(A, B, V) == pytest.approx((2.25, 4.05, 2, 400 / 380))
    assert cultural_distance(A, B, V) == pytest.approx(2.338158, abs=5e-7)


@given(profiles, profiles, variances)
def test_it_is_the_same_in_both_directions_and_never_below_zero(one, other, spread):
    there = cultural_distance(one, other, spread)
    assert there == cultural_distance(other, one, spread) >= 0


@given(profiles, variances)
def test_a_profile_has_no_distance_from_itself(one, spread):
    assert cultural_distance(one, one, spread) == 0


@given(profiles, profiles, variances, st.integers(0, 5))
def test_profiles_that_differ_anywhere_have_a_distance(one, other, spread, place):
    assume(abs(one[place] - other[place]) > 1e-6)
    assert cultural_distance(one, other, spread) > 0


@given(profiles, profiles, variances, st.floats(0.1, 100))
def test_the_unit_of_a_scale_does_not_matter(one, other, spread, unit):
    """A scale to 700 in place of 7 has a variance that is 100 squared times as large."""
    longer = [[unit * score for score in profile] for profile in (one, other)]
    wider = [unit**2 * one for one in spread]
    assert cultural_distance(*longer, wider) == pytest.approx(cultural_distance(one, other, spread))


@given(profiles, profiles, variances)
def test_twice_the_difference_is_four_times_the_number(one, other, spread):
    further = [score + 2 * (its - score) for score, its in zip(one, other, strict=True)]
    number = cultural_distance(one, other, spread)
    assert cultural_distance(one, further, spread) == pytest.approx(4 * number, abs=1e-9)


@given(profiles, profiles, variances)
def test_the_same_questions_asked_twice_change_nothing_and_one_of_them_does(one, other, spread):
    number = cultural_distance(one, other, spread)
    assert cultural_distance(one * 2, other * 2, spread * 2) == pytest.approx(number)
    first = distance_parts(one, other, spread)[0]
    again = cultural_distance([*one, one[0]], [*other, other[0]], [*spread, spread[0]])
    assert again == pytest.approx((6 * number + first) / 7)


@given(st.permutations(range(6)), profiles, profiles, variances)
def test_it_can_not_tell_on_which_dimension_two_differ(order, one, other, spread):
    mixed = [[row[place] for place in order] for row in (one, other, spread)]
    assert cultural_distance(*mixed) == pytest.approx(cultural_distance(one, other, spread))


@given(st.lists(st.lists(st.integers(1, 7), min_size=3, max_size=3), min_size=3, max_size=8))
def test_an_average_pair_has_a_distance_of_two(teams):
    """Over all pairs the mean of (x - y)^2 is twice the variance."""
    assume(all(len(set(column)) > 1 for column in zip(*teams, strict=True)))
    spread = variances_of(teams)
    pairs = [cultural_distance(*pair, spread) for pair in combinations(teams, 2)]
    assert fmean(pairs) == pytest.approx(2)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        (((1, 2), (3,), (1, 1)), "2 scores, 1 scores and 2 variances: give one of each"),
        (((1,), (3,), (1, 1)), "1 scores, 1 scores and 2 variances"),
        (((), (), ()), "There are no scores"),
        (((1, 2), (3, 4), (1, 0)), "variance of dimension 1 is 0: leave out a dimension"),
        (((1, 2), (3, 4), (-1, 1)), "variance of dimension 0 is -1"),
        (((1, float("nan")), (3, 4), (1, 1)), "score is nan: give a finite number"),
        (((1, 2), (3, float("inf")), (1, 1)), "other_score is inf"),
        (((1, 2), (3, 4), (1, float("inf"))), "variance is inf"),
    ],
)
def test_what_can_not_be_a_profile_is_refused(numbers, words):
    with pytest.raises(ValueError, match=words):
        cultural_distance(*numbers)


@pytest.mark.parametrize("few", [[], [(1, 2)], [(1, 2), (1, 2, 3)]])
def test_variances_need_two_profiles_alike(few):
    with pytest.raises(ValueError, match="Give two profiles or more"):
        variances_of(few)

"""Two crowds side by side, against the printed table of the normal curve."""

from itertools import product
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.models.crowds import (
    best_guesses,
    overlap,
    right_guesses,
    stands_above,
    who_is_later,
)

gaps = st.floats(-8, 8)

# Phi(0.25) = .5987, Phi(0.5) = .6915, Phi(1) = .8413 in the table of the normal curve.
OVERLAP = {0: 1, 0.5: 2 * (1 - 0.5987), 1: 2 * (1 - 0.6915), 2: 2 * (1 - 0.8413)}
# Table of the common language effect size: d = .2, .5, .8 give .56, .64, .71.
ABOVE = {0: 0.5, 0.2: 0.56, 0.5: 0.64, 0.8: 0.71}


@pytest.mark.parametrize("gap", OVERLAP)
def test_overlap_by_the_normal_table(gap: float) -> None:
    assert overlap(gap) == pytest.approx(OVERLAP[gap], abs=0.0002)


@given(gaps)
def test_overlap_is_what_the_library_finds_for_two_bells(gap: float) -> None:
    if abs(gap) > 1e-3:
        two = NormalDist(0, 1.6), NormalDist(1.6 * gap, 1.6)
        assert overlap(gap) == pytest.approx(two[0].overlap(two[1]), abs=1e-6)


@pytest.mark.parametrize("gap", ABOVE)
def test_who_stands_above_by_the_published_table(gap: float) -> None:
    assert stands_above(gap) == pytest.approx(ABOVE[gap], abs=0.005)


@given(gaps)
def test_who_stands_above_is_the_chance_of_a_positive_difference(gap: float) -> None:
    difference = NormalDist(abs(gap), 2**0.5)  # of two independent people
    assert stands_above(gap) == pytest.approx(1 - difference.cdf(0))


@given(gaps)
def test_only_the_size_of_the_gap_matters(gap: float) -> None:
    for measure in (overlap, stands_above, right_guesses):
        assert measure(gap) == measure(-gap)


@given(gaps, gaps)
def test_a_wider_gap_means_less_overlap_and_more_to_tell(one: float, other: float) -> None:
    small, large = sorted((abs(one), abs(other)))
    assert overlap(small) >= overlap(large)
    assert stands_above(small) <= stands_above(large)
    assert right_guesses(small) <= right_guesses(large)


@given(gaps)
def test_shares_are_shares_and_a_coin_is_the_least(gap: float) -> None:
    assert 0 <= overlap(gap) <= 1
    assert 0.5 <= right_guesses(gap) <= stands_above(gap) <= 1


@pytest.mark.parametrize("measure", [overlap, stands_above, right_guesses])
def test_a_gap_is_a_number(measure: object) -> None:
    assert callable(measure)
    with pytest.raises(ValueError, match="gap is nan"):
        measure(float("nan"))


columns = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=7)


@given(columns)
def test_counted_people_every_pair_by_hand(counts: list[tuple[int, int]]) -> None:
    one, other = zip(*counts, strict=True)
    met = [
        (b > a) - (b < a)
        for a, first in enumerate(one)
        for b, second in enumerate(other)
        for _ in range(first * second)
    ]
    assert who_is_later(one, other) == (met.count(1), met.count(0), met.count(-1))
    later, alike, earlier = who_is_later(one, other)
    assert who_is_later(other, one) == (earlier, alike, later)


@given(columns)
def test_no_rule_by_column_beats_the_best_one(counts: list[tuple[int, int]]) -> None:
    one, other = zip(*counts, strict=True)
    rules = product((0, 1), repeat=len(counts))  # each column is given to one of the two
    found = (sum(pair[said] for pair, said in zip(counts, rule, strict=True)) for rule in rules)
    assert best_guesses(one, other) == max(found)

"""Shares between groups, against published figures, and the F distribution they rest on."""

from math import atan, inf, nan, pi, sqrt
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from alliance_lessons.models.f_distribution import f_below, f_quantile
from alliance_lessons.models.intraclass import share_between

# Six persons rated by four judges: the example of Shrout and Fleiss (1979), Table 2.
RATINGS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
TABLE = {  # quantiles as statistical tables print them
    (0.95, 1, 10): 4.96,
    (0.95, 5, 20): 2.71,
    (0.95, 10, 10): 2.98,
    (0.95, 3, 60): 2.76,
    (0.975, 5, 18): 3.38,
    (0.975, 10, 20): 2.77,
    (0.99, 4, 30): 4.02,
}
counts = st.integers(1, 60)
ratios = st.floats(0.05, 20)
chances = st.floats(0.02, 0.98)
scores = st.floats(-50, 50).map(lambda score: round(score, 2))
groups = st.integers(2, 6).flatmap(
    lambda size: st.lists(st.lists(scores, min_size=size, max_size=size), min_size=2, max_size=6)
)


@pytest.mark.parametrize("row", TABLE)
def test_quantiles_are_those_of_the_tables(row: tuple[float, int, int]) -> None:
    assert f_quantile(*row) == pytest.approx(TABLE[row], abs=0.005)


@given(ratios, counts, counts)
def test_f_turned_over_is_f_with_its_degrees_changed(ratio: float, one: int, other: int) -> None:
    assert f_below(ratio, one, other) == pytest.approx(1 - f_below(1 / ratio, other, one))


@given(chances, counts, counts)
def test_a_quantile_has_its_share_below_it(chance: float, above: int, below: int) -> None:
    assert f_below(f_quantile(chance, above, below), above, below) == pytest.approx(chance)


@given(ratios)
def test_two_degrees_each_by_hand(ratio: float) -> None:
    """With 2 and 2 degrees the chance of an F below x is x / (1 + x)."""
    assert f_below(ratio, 2, 2) == pytest.approx(ratio / (1 + ratio))


def test_nothing_lies_below_zero() -> None:
    assert f_below(0, 3, 3) == f_below(-1, 3, 3) == 0


@pytest.mark.parametrize("ratio", [1e-320, 1e20, 1e300])
def test_far_out_too_the_chance_is_that_of_one_and_one_by_hand(ratio: float) -> None:
    """With 1 and 1 degrees it is 2 / pi * atan(sqrt(x))."""
    assert f_below(ratio, 1, 1) == pytest.approx(2 / pi * atan(sqrt(ratio)), rel=1e-15, abs=1e-150)


def test_a_quantile_far_out() -> None:
    """With 2 and 2 degrees it is p / (1 - p)."""
    assert f_quantile(1 - 2**-30, 2, 2) == pytest.approx(2**30 - 1, rel=1e-5)


@pytest.mark.parametrize("ratio", [inf, nan])
def test_a_ratio_is_finite(ratio: float) -> None:
    with pytest.raises(ValueError, match="give a finite number"):
        f_below(ratio, 3, 3)


@pytest.mark.parametrize("chance", [0, 1, -0.5, nan])
def test_a_quantile_needs_a_chance(chance: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        f_quantile(chance, 3, 3)


def test_the_example_of_shrout_and_fleiss() -> None:
    """ICC(1) = .17; its interval as the R package psych documents it: -.133 to .72."""
    share = share_between(RATINGS)
    assert share.estimate == pytest.approx(0.17, abs=0.005)
    assert share.low == pytest.approx(-0.133, abs=0.0005)
    assert share.high == pytest.approx(0.72, abs=0.005)


def test_groups_that_differ_and_people_that_do_not() -> None:
    """B = 2 x 50, W = 0.01: (100 - 0.01 ...), by hand."""
    share = share_between([[0.0, 0.2], [10.0, 10.2]])
    assert share.estimate == pytest.approx((100 - 0.02) / (100 + 0.02))


def test_the_smallest_possible_share() -> None:
    """Groups with the same mean: (0 - W) / (0 + (n - 1) W) is -1 / (n - 1)."""
    assert share_between([[1, 2, 3], [3, 2, 1]]).estimate == pytest.approx(-1 / 2)


@given(groups)
def test_the_interval_holds_the_estimate_and_grows_with_the_wish_to_be_sure(
    people: list[list[float]],
) -> None:
    assume(any(len(set(group)) > 1 for group in people))
    narrow, wide = share_between(people, 0.5), share_between(people, 0.99)
    size = len(people[0])
    assert -1 / (size - 1) - 1e-9 <= wide.low <= narrow.low + 1e-9
    assert narrow.high <= wide.high + 1e-9 <= 1 + 2e-9
    assert wide.low - 1e-9 <= wide.estimate <= wide.high + 1e-9


@given(groups, st.randoms(), st.sampled_from([-3, -1, 2, 5]))
def test_order_and_scale_do_not_matter(
    people: list[list[float]], luck: Random, factor: int
) -> None:
    assume(any(max(group) - min(group) > 1 for group in people))
    moved = [luck.sample([factor * score + 7 for score in group], len(group)) for group in people]
    luck.shuffle(moved)
    assert share_between(moved).estimate == pytest.approx(share_between(people).estimate, abs=1e-9)


@pytest.mark.parametrize("people", [[], [[1, 2]], [[1], [2]], [[1, 2], [1, 2, 3]]])
def test_groups_of_one_size_are_needed(people: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="two at least, all of one size"):
        share_between(people)


def test_people_who_do_not_differ_at_all_tell_nothing() -> None:
    with pytest.raises(ValueError, match="Nobody differs"):
        share_between([[1, 1], [2, 2]])


@pytest.mark.parametrize("sure", [0, 1, 95])
def test_how_sure_is_a_share(sure: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        share_between(RATINGS, sure)

"""How often answers were right, by how sure: counts by hand, spans by another's computation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from alliance_lessons.models.calibration import Tally, tallies


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [(0, 10, 0, 0.2775), (10, 10, 0.7225, 1), (8, 10, 0.4902, 0.9433), (1, 2, 0.0945, 0.9055)],
)
def test_spans_are_those_of_printed_tables(right: int, of: int, low: float, high: float) -> None:
    assert Tally(right, of).span == pytest.approx((low, high), abs=5e-5)


counts = st.integers(1, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(counts)
def test_spans_are_those_of_scipy(count: tuple[int, int]) -> None:
    right, of = count
    theirs = binomtest(right, of).proportion_ci(method="wilson")
    assert Tally(right, of).span == pytest.approx((theirs.low, theirs.high), abs=1e-9)


@given(counts)
def test_a_span_holds_the_share_and_mirrors_that_of_the_wrong_ones(count: tuple[int, int]) -> None:
    right, of = count
    low, high = Tally(right, of).span
    assert 0 <= low <= Tally(right, of).share <= high <= 1
    assert Tally(of - right, of).span == pytest.approx((1 - high, 1 - low))


@given(counts, st.integers(2, 9))
def test_more_of_the_same_makes_the_span_shorter(count: tuple[int, int], times: int) -> None:
    few, many = (Tally(number * count[0], number * count[1]).span for number in (1, times))
    assert many[1] - many[0] < few[1] - few[0]


def test_without_answers_everything_is_possible() -> None:
    assert (Tally().span, Tally().share, Tally().enough) == ((0, 1), 0, False)


@pytest.mark.parametrize(("of", "enough"), [(4, False), (5, True)])
def test_five_answers_are_enough_to_say_something(of: int, enough: bool) -> None:
    assert Tally(0, of).enough is enough


@given(st.lists(st.tuples(st.sampled_from([1, 2, 3]), st.booleans())))
def test_every_answer_is_counted_once_where_it_belongs(answers: list[tuple[int, bool]]) -> None:
    found = tallies(answers)
    assert list(found) == [1, 2, 3]
    for level, tally in found.items():
        of_it = [right for one, right in answers if one == level]
        assert (tally.right, tally.of) == (of_it.count(True), len(of_it))


@pytest.mark.parametrize("level", [0, 4, -1])
def test_a_level_that_is_none_is_refused(level: int) -> None:
    with pytest.raises(ValueError, match=f"how sure is {level}: give one of"):
        tallies([(level, True)])

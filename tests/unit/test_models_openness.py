"""Openness that answers openness: the best reply, the tipping point, and both sides of it."""

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from alliance_lessons.models.openness import OpennessLoop

shares = st.floats(0, 1)
points = st.floats(0.1, 50)
loops = st.builds(OpennessLoop, gain=st.floats(0, 50), cost=points, spill=st.floats(0, 50))
GRID = [step / 1000 for step in range(1001)]


@given(loops, shares)
def test_no_other_openness_pays_more_than_the_best_reply(loop: OpennessLoop, seen: float) -> None:
    best = loop.payoff(loop.best_reply(seen), seen)
    assert all(loop.payoff(own, seen) <= best + 1e-9 for own in GRID)


@given(loops, shares)
def test_what_comes_anyway_changes_no_reply(loop: OpennessLoop, seen: float) -> None:
    without = OpennessLoop(loop.gain, loop.cost)
    assert without.best_reply(seen) == loop.best_reply(seen)


@pytest.mark.parametrize(
    ("gain", "course", "last"), [(3, "closing", 0.0), (4, "staying", 0.5), (5, "opening", 1.0)]
)
def test_below_the_tipping_point_it_closes_above_it_opens_at_it_it_stays(
    gain: float, course: str, last: float
) -> None:
    loop = OpennessLoop(gain, cost=2)
    assert loop.tipping_gain == 4
    assert loop.course == course
    assert loop.answers(first_step=0.5, count=200)[-1] == pytest.approx(last, abs=1e-9)


@given(loops, st.floats(0.01, 1), st.integers(0, 12))
def test_each_answer_is_the_same_share_of_the_last(
    loop: OpennessLoop, step: float, count: int
) -> None:
    """By hand: s r^n, cut at 1, with r = gain / (2 cost)."""
    ratio = loop.gain / (2 * loop.cost)
    by_hand = min(1.0, step * ratio**count)
    assert loop.answers(step, count)[-1] == pytest.approx(by_hand, rel=1e-9, abs=1e-12)


@given(loops, shares, st.integers(1, 40))
def test_the_course_names_the_direction_of_every_answer(
    loop: OpennessLoop, step: float, count: int
) -> None:
    path = loop.answers(step, count)
    assert len(path) == count + 1
    rounded = 1e-12  # at the tipping point an answer is as open as what it answers
    for last, answer in pairwise(path):
        assert loop.course == "opening" or answer <= last + rounded
        assert loop.course == "closing" or answer >= last - rounded


@given(loops)
def test_from_closed_nothing_begins(loop: OpennessLoop) -> None:
    assert set(loop.answers(0, 20)) == {0}


@given(loops, st.floats(0, 10))
def test_more_gain_never_makes_a_reply_more_closed_and_more_cost_never_more_open(
    loop: OpennessLoop, more: float
) -> None:
    for seen in (0, 0.3, 1):
        reply = loop.best_reply(seen)
        assert OpennessLoop(loop.gain + more, loop.cost).best_reply(seen) >= reply
        assert OpennessLoop(loop.gain, loop.cost + more).best_reply(seen) <= reply


@given(loops)
def test_both_open_is_worth_gain_and_spill_less_the_cost(loop: OpennessLoop) -> None:
    by_hand = loop.gain + loop.spill - loop.cost
    assert loop.worth_opening == pytest.approx(by_hand, abs=1e-9)


@given(points, st.floats(0.01, 0.99))
def test_between_cost_and_twice_the_cost_answers_lead_away_from_what_both_would_want(
    cost: float, share: float
) -> None:
    gain = cost * (1 + share)
    assume(cost < gain < 2 * cost)
    loop = OpennessLoop(gain, cost)
    assert loop.course == "closing"
    assert loop.worth_opening > 0


def test_impossible_numbers_are_refused() -> None:
    for numbers in ((-1, 2), (3, 0), (3, -2), (3, 2, -1)):
        with pytest.raises(ValueError, match="choose gain and spill from 0 up"):
            OpennessLoop(*numbers)
    with pytest.raises(ValueError, match="cost is nan"):
        OpennessLoop(3, float("nan"))
    loop = OpennessLoop(3, 2)
    with pytest.raises(ValueError, match=r"partner is 1\.5"):
        loop.best_reply(1.5)
    with pytest.raises(ValueError, match="own is -1"):
        loop.payoff(-1, 0)
    with pytest.raises(ValueError, match="first_step is 2"):
        loop.answers(2, 5)
    with pytest.raises(ValueError, match="count is -1"):
        loop.answers(0.5, -1)

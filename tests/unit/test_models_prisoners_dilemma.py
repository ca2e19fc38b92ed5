"""One round of the prisoner's dilemma, and the thresholds that follow from its payoffs."""

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.models.prisoners_dilemma import STANDARD, Move, Payoffs
from alliance_lessons.models.thresholds import (
    forgiveness_limit,
    grim_threshold,
    tit_for_tat_threshold,
)

C, D = Move.COOPERATE, Move.DEFECT


@pytest.mark.parametrize(("mine", "theirs", "points"), [(C, C, 3), (C, D, 0), (D, C, 5), (D, D, 1)])
def test_the_points_of_a_round(mine: Move, theirs: Move, points: int) -> None:
    assert STANDARD.points(mine, theirs) == points


@pytest.mark.parametrize(
    "payoffs",
    [(3, 3, 1, 0), (5, 1, 1, 0), (5, 3, 0, 0), (0, 1, 3, 5), (5, 3, 1, nan), (inf, 3, 1, 0)],
)
def test_what_is_no_prisoners_dilemma_is_refused(payoffs: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match=r"choose temptation > reward|finite"):
        Payoffs(*payoffs)


@pytest.mark.parametrize("temptation", [6, 7])
def test_payoffs_that_reward_taking_turns_are_refused(temptation: int) -> None:
    with pytest.raises(ValueError, match="taking turns"):
        Payoffs(temptation, 3, 1, 0)


@pytest.mark.parametrize(("temptation", "limit"), [(5, 1 / 3), (4, 0.6667), (3.5, 0.8)])
def test_the_forgiveness_limit_of_the_literature(temptation: float, limit: float) -> None:
    assert forgiveness_limit(Payoffs(temptation, 3, 1, 0)) == pytest.approx(limit, abs=5e-5)


def test_the_thresholds_of_the_literature() -> None:
    assert grim_threshold() == 0.5
    assert tit_for_tat_threshold() == pytest.approx(2 / 3)


def _payoffs(sucker: int, a: int, b: int, c: int) -> Payoffs:
    return Payoffs(sucker + a + b + c, sucker + a + b, sucker + a, sucker)


gaps = st.tuples(st.integers(-9, 9), *[st.integers(1, 9)] * 3).filter(
    lambda gap: gap[1] + gap[2] > gap[3]
)


@given(gaps)
def test_every_threshold_lies_between_nothing_and_everything(gap: tuple[int, ...]) -> None:
    payoffs = _payoffs(*gap)
    assert 0 < grim_threshold(payoffs) < 1
    assert grim_threshold(payoffs) <= tit_for_tat_threshold(payoffs) < 1
    assert 0 < forgiveness_limit(payoffs) < 1


@given(gaps, st.integers(1, 9), st.integers(-20, 20))
def test_thresholds_depend_neither_on_the_unit_nor_on_the_zero_of_points(
    gap: tuple[int, ...], unit: int, zero: int
) -> None:
    payoffs = _payoffs(*gap)
    rescaled = _payoffs(gap[0] * unit + zero, *(step * unit for step in gap[1:]))
    for threshold in (grim_threshold, tit_for_tat_threshold, forgiveness_limit):
        assert threshold(rescaled) == pytest.approx(threshold(payoffs))

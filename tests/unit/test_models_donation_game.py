"""Waiving a right as a gift: when it can last, and how much one may overlook."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.models.donation_game import DonationGame
from alliance_lessons.models.prisoners_dilemma import Payoffs
from alliance_lessons.models.thresholds import (
    forgiveness_limit,
    grim_threshold,
    tit_for_tat_threshold,
)

games = st.tuples(st.integers(1, 500), st.integers(1, 500)).map(
    lambda pair: DonationGame(cost=pair[0], benefit=pair[0] + pair[1])
)


def test_a_cost_of_two_and_a_help_of_six() -> None:
    game = DonationGame(cost=2, benefit=6)
    assert game.patience_threshold == pytest.approx(0.333, abs=5e-4)
    assert game.forgiveness_limit == pytest.approx(0.667, abs=5e-4)
    assert game.payoffs == Payoffs(temptation=6, reward=4, punishment=0, sucker=-2)


@given(games)
def test_the_closed_forms_are_those_of_its_prisoners_dilemma(game: DonationGame) -> None:
    assert game.patience_threshold == pytest.approx(grim_threshold(game.payoffs))
    assert game.patience_threshold == pytest.approx(tit_for_tat_threshold(game.payoffs))
    assert game.forgiveness_limit == pytest.approx(forgiveness_limit(game.payoffs))


@given(games)
def test_patience_and_forgiveness_add_up_to_one(game: DonationGame) -> None:
    assert 0 < game.patience_threshold < 1
    assert game.patience_threshold + game.forgiveness_limit == pytest.approx(1)


@given(games, st.integers(1, 500))
def test_more_help_for_the_same_cost_needs_less_patience(game: DonationGame, more: int) -> None:
    better = DonationGame(game.cost, game.benefit + more)
    assert better.patience_threshold < game.patience_threshold
    assert better.forgiveness_limit > game.forgiveness_limit


@pytest.mark.parametrize(("cost", "benefit"), [(6, 2), (3, 3), (0, 4), (-1, 4)])
def test_a_right_that_is_no_gift_is_refused(cost: float, benefit: float) -> None:
    with pytest.raises(ValueError, match="choose benefit > cost > 0"):
        DonationGame(cost, benefit)


def test_an_endless_benefit_is_refused() -> None:
    with pytest.raises(ValueError, match="benefit is inf: give a finite number"):
        DonationGame(1, float("inf"))

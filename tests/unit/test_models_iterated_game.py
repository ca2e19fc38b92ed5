"""Matches: who plays what, what it brings, and what chance does to it."""

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.models.iterated_game import play_against, play_match, play_rounds
from alliance_lessons.models.prisoners_dilemma import Payoffs
from alliance_lessons.models.strategies import (
    ALWAYS_COOPERATE,
    ALWAYS_DEFECT,
    CONTRITE_TIT_FOR_TAT,
    RANDOM,
    STRATEGIES,
    SUSPICIOUS_TIT_FOR_TAT,
    TESTER,
    TIT_FOR_TAT,
    WIN_STAY_LOSE_SHIFT,
)
from alliance_lessons.models.strategy import Strategy

players = st.sampled_from(STRATEGIES)
seeds = st.integers(0, 2**32)
noises = st.floats(0, 1)
letters = st.text("CD", min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("first", "second", "moves", "scores"),
    [
        (TIT_FOR_TAT, TIT_FOR_TAT, ("CCCCC", "CCCCC"), (15, 15)),
        (TIT_FOR_TAT, ALWAYS_DEFECT, ("CDDDD", "DDDDD"), (4, 9)),
        (TIT_FOR_TAT, SUSPICIOUS_TIT_FOR_TAT, ("CDCDC", "DCDCD"), (10, 15)),
        (TIT_FOR_TAT, TESTER, ("CDCCC", "DCCCC"), (14, 14)),
        (WIN_STAY_LOSE_SHIFT, ALWAYS_DEFECT, ("CDCDC", "DDDDD"), (2, 17)),
    ],
)
def test_matches_worked_out_by_hand(
    first: Strategy, second: Strategy, moves: tuple[str, str], scores: tuple[int, int]
) -> None:
    match = play_match(first, second, rounds=5, seed=1)
    assert match.names == (first.name, second.name)
    assert match.moves == match.intended_moves == moves
    assert match.scores == scores


def test_the_score_runs_with_the_rounds_and_follows_the_payoffs() -> None:
    match = play_match(TIT_FOR_TAT, ALWAYS_DEFECT, rounds=3, seed=1, payoffs=Payoffs(6, 4, 0, -2))
    assert match.running_scores == ((-2, 6), (-2, 6), (-2, 6))


def test_a_slip_shows_what_was_meant_and_what_was_done() -> None:
    match = play_match(ALWAYS_COOPERATE, ALWAYS_DEFECT, rounds=2, seed=1, noise=1)
    assert match.intended_moves == ("CC", "DD")
    assert match.moves == ("DD", "CC")
    assert match.scores == (10, 0)
    assert [round_.slips for round_ in match.rounds] == [(True, True)] * 2


def _after_one_slip(strategy: Strategy) -> tuple[str, str]:
    """Six rounds of a strategy and its copy, with a single slip, in the first round."""
    for seed in range(1000):
        match = play_match(strategy, strategy, rounds=6, seed=seed, noise=0.1)
        if [sum(round_.slips) for round_ in match.rounds] == [1, 0, 0, 0, 0, 0]:
            return match.moves
    raise AssertionError("no seed with a single slip in the first round")


def test_one_slip_starts_a_feud_of_two_tit_for_tats_which_contrition_ends() -> None:
    assert sorted(_after_one_slip(TIT_FOR_TAT)) == ["CDCDCD", "DCDCDC"]
    assert sorted(_after_one_slip(CONTRITE_TIT_FOR_TAT)) == ["CDCCCC", "DCCCCC"]


@given(players, players, st.integers(1, 40), seeds, noises)
def test_the_same_seed_gives_the_same_match(
    first: Strategy, second: Strategy, rounds: int, seed: int, noise: float
) -> None:
    once = play_match(first, second, rounds=rounds, seed=seed, noise=noise)
    again = play_match(first, second, rounds=rounds, seed=seed, noise=noise)
    assert once == again
    assert len(once.rounds) == rounds


@given(players, players, seeds, noises)
def test_each_round_brings_both_players_one_of_the_four_results(
    first: Strategy, second: Strategy, seed: int, noise: float
) -> None:
    match = play_match(first, second, rounds=30, seed=seed, noise=noise)
    assert {round_.points for round_ in match.rounds} <= {(3, 3), (0, 5), (5, 0), (1, 1)}
    assert match.scores == tuple(map(sum, zip(*(r.points for r in match.rounds), strict=True)))


@given(players, letters, seeds, noises)
def test_a_further_move_changes_nothing_of_what_has_happened(
    partner: Strategy, moves: str, seed: int, noise: float
) -> None:
    before = play_against(partner, moves, seed=seed, noise=noise)
    for move in "CD":
        after = play_against(partner, moves + move, seed=seed, noise=noise)
        assert after.rounds[:-1] == before.rounds


@given(players, players, letters, seeds, noises, noises)
def test_slips_are_the_seeds_and_more_noise_only_adds_some(
    partner: Strategy, other: Strategy, moves: str, seed: int, some: float, more: float
) -> None:
    some, more = sorted((some, more))
    calm = play_against(partner, moves, seed=seed, noise=some)
    loud = play_against(other, moves[::-1], seed=seed, noise=more)
    for before, after in zip(calm.rounds, loud.rounds, strict=True):
        assert not before.slips[0] or after.slips[0]
        assert not before.slips[1] or after.slips[1]


def test_slips_are_as_frequent_as_the_noise() -> None:
    noise, moves = 0.05, 40_000
    game = play_rounds(TIT_FOR_TAT, RANDOM, seed=11, noise=noise)
    slips = sum(sum(round_.slips) for round_ in islice(game, moves // 2))
    five_standard_errors = 5 * (noise * (1 - noise) / moves) ** 0.5
    assert slips / moves == pytest.approx(noise, abs=five_standard_errors)


def test_the_two_players_and_two_seeds_toss_their_own_coins() -> None:
    match = play_match(RANDOM, RANDOM, rounds=40, seed=1)
    assert match.moves[0] != match.moves[1]
    assert match.moves != play_match(RANDOM, RANDOM, rounds=40, seed=2).moves


@given(players, seeds)
def test_nobodys_coins_depend_on_the_partner(partner: Strategy, seed: int) -> None:
    first = play_match(RANDOM, partner, rounds=20, seed=seed).moves[0]
    second = play_match(partner, RANDOM, rounds=20, seed=seed).moves[1]
    assert first == play_match(RANDOM, ALWAYS_COOPERATE, rounds=20, seed=seed).moves[0]
    assert second == play_match(ALWAYS_COOPERATE, RANDOM, rounds=20, seed=seed).moves[1]


def test_before_the_first_move_nobody_has_points() -> None:
    match = play_against(TIT_FOR_TAT, [], seed=1)
    assert not match.rounds
    assert not match.running_scores
    assert match.moves == ("", "")
    assert match.scores == (0, 0)


@pytest.mark.parametrize("rounds", [0, -3])
def test_a_match_has_at_least_one_round(rounds: int) -> None:
    with pytest.raises(ValueError, match=f"rounds is {rounds}: give a whole number"):
        play_match(TIT_FOR_TAT, TIT_FOR_TAT, rounds=rounds, seed=1)


@pytest.mark.parametrize("noise", [-0.01, 5, float("nan")])
def test_noise_is_a_probability_and_refused_before_the_first_round(noise: float) -> None:
    with pytest.raises(ValueError, match=r"noise is .*: give a probability from 0 to 1"):
        play_rounds(TIT_FOR_TAT, TIT_FOR_TAT, seed=1, noise=noise)


def test_what_is_no_move_is_refused() -> None:
    with pytest.raises(ValueError, match="'x' is no move: give C to cooperate or D to defect"):
        play_against(TIT_FOR_TAT, "CxD", seed=1)

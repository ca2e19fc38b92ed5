"""Exact long-run payoffs: the published table, hand-made cases, and agreement with play."""

from fractions import Fraction
from statistics import fmean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.models.iterated_game import play_match
from alliance_lessons.models.long_run_payoff import OUTCOMES, long_run_payoff
from alliance_lessons.models.markov_chain import long_run_shares
from alliance_lessons.models.prisoners_dilemma import Payoffs
from alliance_lessons.models.strategies import (
    ALWAYS_COOPERATE,
    ALWAYS_DEFECT,
    GENEROUS_TIT_FOR_TAT,
    GRADUAL,
    RANDOM,
    SUSPICIOUS_TIT_FOR_TAT,
    TIT_FOR_TAT,
    WIN_STAY_LOSE_SHIFT,
)
from alliance_lessons.models.strategy import MemoryOne, Strategy

ALLC, ALLD, TFT = ALWAYS_COOPERATE, ALWAYS_DEFECT, TIT_FOR_TAT
GTFT, WSLS = GENEROUS_TIT_FOR_TAT, WIN_STAY_LOSE_SHIFT
COLUMNS = (ALLC, ALLD, TFT, GTFT, WSLS)
PUBLISHED = {
    0.01: {
        TFT: (3.0094, 1.0200, 2.2500, 2.9697, 2.2500),
        GTFT: (3.0029, 0.6934, 2.9243, 2.9703, 2.7681),
        WSLS: (3.9650, 0.5350, 2.2500, 2.9266, 2.9511),
        ALLD: (4.9401, 1.0299, 1.0690, 2.3594, 2.9850),
    },
    0.05: {
        TFT: (3.0353, 1.1003, 2.2500, 2.8554, 2.2500),
        GTFT: (3.0060, 0.8010, 2.6923, 2.8594, 2.3650),
        WSLS: (3.8250, 0.6750, 2.2500, 2.7824, 2.7765),
        ALLD: (4.7025, 1.1475, 1.3252, 2.4510, 2.9250),
    },
}
# Two entries are ties, 1.10025 and 1.32525: the table rounds one up and the other down.
HALF_A_LAST_DIGIT = 5.0000001e-5

chances = st.integers(0, 20).map(lambda twentieths: Fraction(twentieths, 20))
rules = st.builds(MemoryOne, chances, chances, chances, chances, chances)
pure_rules = st.builds(MemoryOne, *[st.sampled_from([0, 1])] * 5)
some_noise = st.sampled_from([0.001, 0.01, 0.05, 0.2, 0.5])


@pytest.mark.parametrize(
    ("noise", "row", "column", "points"),
    [
        pytest.param(noise, row, column, points, id=f"{row.name} / {column.name} at {noise}")
        for noise, table in PUBLISHED.items()
        for row, entries in table.items()
        for column, points in zip(COLUMNS, entries, strict=True)
    ],
)
def test_the_noise_table(noise: float, row: Strategy, column: Strategy, points: float) -> None:
    result = long_run_payoff(row, column, noise=noise)
    assert result.points[0] == pytest.approx(points, abs=HALF_A_LAST_DIGIT, rel=0)


@pytest.mark.parametrize("noise", [1e-9, 0.01, 0.3, 0.5])
def test_any_noise_takes_two_tit_for_tats_to_nine_quarters_exactly(noise: float) -> None:
    assert long_run_payoff(TFT, TFT, noise=noise).points == (2.25, 2.25)


@pytest.mark.parametrize(
    ("first", "second", "points"),
    [
        (TFT, TFT, (3, 3)),
        (TFT, ALLD, (1, 1)),
        (TFT, SUSPICIOUS_TIT_FOR_TAT, (2.5, 2.5)),  # a feud for ever: the chain is periodic
        (SUSPICIOUS_TIT_FOR_TAT, SUSPICIOUS_TIT_FOR_TAT, (1, 1)),
        (WSLS, ALLD, (0.5, 3)),
        (RANDOM, RANDOM, (2.25, 2.25)),
    ],
)
def test_without_noise_the_first_moves_decide(
    first: Strategy, second: Strategy, points: tuple[float, float]
) -> None:
    assert long_run_payoff(first, second).points == points


def test_without_noise_chance_in_the_first_round_may_decide_for_ever() -> None:
    grim = MemoryOne(first=Fraction(1, 2), cc=1, cd=0, dc=0, dd=0)
    result = long_run_payoff(grim, grim)
    assert result.shares == (0.25, 0, 0, 0.75)
    assert result.points == (1.5, 1.5)


@given(pure_rules, pure_rules)
def test_without_noise_or_chance_it_is_the_average_of_a_played_match(
    first: MemoryOne, second: MemoryOne
) -> None:
    # Four states: after four rounds the match repeats itself every 1, 2, 3 or 4 rounds.
    a, b = (Strategy(name, "", "", rule) for name, rule in (("a", first), ("b", second)))
    cycle = play_match(a, b, rounds=16, seed=1).rounds[4:]
    expected = tuple(sum(round_.points[i] for round_ in cycle) / 12 for i in (0, 1))
    assert long_run_payoff(first, second).points == pytest.approx(expected)


@given(rules, rules, st.sampled_from([0.0, 0.01, 0.5]))
def test_changing_seats_changes_nothing_else(
    first: MemoryOne, second: MemoryOne, noise: float
) -> None:
    one = long_run_payoff(first, second, noise=noise)
    other = long_run_payoff(second, first, noise=noise)
    assert one.points == other.points[::-1]
    cc, cd, dc, dd = one.shares
    assert other.shares == (cc, dc, cd, dd)


@given(rules, rules, st.sampled_from([0.0, 0.01, 0.5]))
def test_points_lie_between_the_suckers_and_the_temptation(
    first: MemoryOne, second: MemoryOne, noise: float
) -> None:
    result = long_run_payoff(first, second, noise=noise)
    assert all(0 <= points <= 5 for points in result.points)
    assert 2 <= sum(result.points) <= 6
    assert all(share >= 0 for share in result.shares)
    assert sum(result.shares) == pytest.approx(1)


@given(rules, rules)
def test_when_every_move_is_a_coin_flip_all_get_the_mean_of_the_payoffs(
    first: MemoryOne, second: MemoryOne
) -> None:
    assert long_run_payoff(first, second, noise=0.5).points == (2.25, 2.25)


@given(rules, rules, chances, some_noise)
def test_with_noise_the_first_move_is_forgotten(
    first: MemoryOne, second: MemoryOne, start: Fraction, noise: float
) -> None:
    other_start = MemoryOne(start, first.cc, first.cd, first.dc, first.dd)
    expected = long_run_payoff(first, second, noise=noise)
    assert long_run_payoff(other_start, second, noise=noise) == expected


@given(rules, rules, some_noise, st.integers(1, 9), st.integers(-9, 9))
def test_points_follow_the_unit_and_the_zero_of_the_payoffs(
    first: MemoryOne, second: MemoryOne, noise: float, unit: int, zero: int
) -> None:
    payoffs = Payoffs(*(unit * points + zero for points in (5, 3, 1, 0)))
    plain = long_run_payoff(first, second, noise=noise).points
    rescaled = long_run_payoff(first, second, noise=noise, payoffs=payoffs).points
    assert rescaled == pytest.approx([unit * points + zero for points in plain], abs=1e-12)


@pytest.mark.parametrize(
    ("first", "second"), [(TFT, WSLS), (GTFT, GTFT), (WSLS, WSLS), (GTFT, ALLD), (TFT, RANDOM)]
)
def test_played_matches_agree_within_five_standard_errors(
    first: Strategy, second: Strategy
) -> None:
    # Rounds of one match depend on each other, matches of different seeds do not: so the standard
    # error is that of the mean over matches. The first 100 rounds are left out; the slowest of
    # these chains forgets its start by a tenth a round, so less than 5 * 0.9**100 = 0.0002 stays.
    noise, start_up, measured, matches = 0.05, 100, 100, 200
    exact = long_run_payoff(first, second, noise=noise).points[0]
    means = [
        fmean(
            round_.points[0]
            for round_ in play_match(
                first, second, rounds=start_up + measured, seed=seed, noise=noise
            ).rounds[start_up:]
        )
        for seed in range(matches)
    ]
    standard_error = stdev(means) / matches**0.5
    assert fmean(means) == pytest.approx(exact, abs=5 * standard_error + 0.0002)


def test_the_four_outcomes_stand_in_their_usual_order() -> None:
    assert ["".join(outcome) for outcome in OUTCOMES] == ["CC", "CD", "DC", "DD"]


def test_a_longer_memory_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="Gradual looks back further than one round"):
        long_run_payoff(TFT, GRADUAL)
    with pytest.raises(ValueError, match="This rule looks back further"):
        long_run_payoff(GRADUAL.rule, TFT)  # type: ignore[arg-type]


def test_noise_is_a_probability() -> None:
    with pytest.raises(ValueError, match="noise is 5: give a probability"):
        long_run_payoff(TFT, TFT, noise=5)


def test_a_chain_with_two_ends_splits_by_the_chance_of_each() -> None:
    one, zero = Fraction(1), Fraction()
    ruin = [  # a fair gambler with one coin, who stops at none or at three
        [one, zero, zero, zero],
        [Fraction(1, 2), zero, Fraction(1, 2), zero],
        [zero, Fraction(1, 2), zero, Fraction(1, 2)],
        [zero, zero, zero, one],
    ]
    shares = long_run_shares([zero, one, zero, zero], ruin)
    assert list(shares) == [Fraction(2, 3), zero, zero, Fraction(1, 3)]


@pytest.mark.parametrize(
    "start", [[Fraction(1)], [Fraction(1), Fraction(1)], [Fraction(2), Fraction(-1)]]
)
def test_what_is_no_distribution_is_refused(start: list[Fraction]) -> None:
    stay = [[Fraction(1), Fraction()], [Fraction(), Fraction(1)]]
    with pytest.raises(ValueError, match="is no distribution over 2 states"):
        long_run_shares(start, stay)

"""The table of everybody against everybody."""

import pytest

from alliance_lessons.models.iterated_game import play_match
from alliance_lessons.models.round_robin import round_robin
from alliance_lessons.models.strategies import (
    ALWAYS_COOPERATE,
    ALWAYS_DEFECT,
    GRIM_TRIGGER,
    RANDOM,
    STRATEGIES,
    SUSPICIOUS_TIT_FOR_TAT,
    TIT_FOR_TAT,
    TIT_FOR_TWO_TATS,
    WIN_STAY_LOSE_SHIFT,
)
from alliance_lessons.models.strategy import Strategy

SEVEN = (
    ALWAYS_DEFECT,
    SUSPICIOUS_TIT_FOR_TAT,
    GRIM_TRIGGER,
    WIN_STAY_LOSE_SHIFT,
    ALWAYS_COOPERATE,
    TIT_FOR_TAT,
    TIT_FOR_TWO_TATS,
)


def test_the_seven_strategies_over_200_rounds() -> None:
    table = round_robin(SEVEN, rounds=200, seed=1)
    assert [(name, round(mean, 2)) for name, mean in table.ranking] == [
        ("Tit for Two Tats", 542.14),
        ("Tit for Tat", 528.43),
        ("Always Cooperate", 513.86),
        ("Win-Stay, Lose-Shift", 500.14),
        ("Grim Trigger", 486.00),
        ("Suspicious Tit for Tat", 386.86),
        ("Always Defect", 373.71),
    ]


def test_a_row_is_what_its_player_won_from_each_column() -> None:
    table = round_robin([TIT_FOR_TAT, ALWAYS_DEFECT, ALWAYS_COOPERATE], rounds=10, seed=1)
    assert table.names == ("Tit for Tat", "Always Defect", "Always Cooperate")
    assert table.scores == ((30, 9, 30), (14, 10, 50), (30, 0, 30))
    assert [name for name, _ in table.ranking] == [
        "Always Defect",
        "Tit for Tat",
        "Always Cooperate",
    ]
    assert [mean for _, mean in table.ranking] == pytest.approx([74 / 3, 23, 20])


def test_without_chance_the_seed_and_the_order_change_nothing() -> None:
    one = round_robin(SEVEN, rounds=50, seed=1)
    other = round_robin(SEVEN[::-1], rounds=50, seed=2)
    assert dict(one.ranking) == dict(other.ranking)


def test_the_same_seed_gives_the_same_noisy_table() -> None:
    tables = [round_robin(STRATEGIES, rounds=20, seed=seed, noise=0.05) for seed in (1, 1, 2)]
    assert tables[0] == tables[1] != tables[2]


def test_a_newcomer_does_not_change_the_matches_of_the_others() -> None:
    small = round_robin(SEVEN, rounds=20, seed=1, noise=0.1)
    large = round_robin([*SEVEN, RANDOM], rounds=20, seed=1, noise=0.1)
    assert tuple(row[:7] for row in large.scores[:7]) == small.scores


def test_both_scores_of_a_pair_come_from_one_match() -> None:
    noisy = round_robin([RANDOM, TIT_FOR_TAT], rounds=1, seed=3, noise=0.3).scores
    assert (noisy[0][1], noisy[1][0]) in {(3, 3), (0, 5), (5, 0), (1, 1)}
    calm = play_match(TIT_FOR_TAT, ALWAYS_DEFECT, rounds=9, seed=0).scores
    table = round_robin([TIT_FOR_TAT, ALWAYS_DEFECT], rounds=9, seed=3).scores
    assert (table[0][1], table[1][0]) == calm


@pytest.mark.parametrize("nobody_or_twins", [[], [TIT_FOR_TAT, TIT_FOR_TAT]])
def test_players_need_names_of_their_own(nobody_or_twins: list[Strategy]) -> None:
    with pytest.raises(ValueError, match="names of their own"):
        round_robin(nobody_or_twins, rounds=10, seed=1)

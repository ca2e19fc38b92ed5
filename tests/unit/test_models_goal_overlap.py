"""How far two firms' goals overlap, and which clash. Oracles counted by hand."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.models.goal_overlap import clashing, overlap, shared

OURS = ["fewer outages", "sell parts", "keep the crews busy", "learn from data"]
THEIRS = ["fewer outages", "learn from data", "fewer repairs", "sell licences", "few visits"]
KNOWN = [
    ("fewer repairs", "sell parts"),
    ("keep the crews busy", "few visits"),
    ("x", "sell parts"),
]
GOALS = st.sets(st.sampled_from("abcdef"))
PAIRS = st.lists(st.permutations("abcdef").map(lambda six: (six[0], six[1])))


def test_two_goals_of_seven_are_shared() -> None:
    assert shared(OURS, THEIRS) == ["fewer outages", "learn from data"]
    assert overlap(OURS, THEIRS) == pytest.approx(2 / 7)


def test_the_pairs_that_clash_are_named_with_ours_first() -> None:
    assert clashing(OURS, THEIRS, KNOWN) == [
        ("keep the crews busy", "few visits"),
        ("sell parts", "fewer repairs"),
    ]
    assert clashing(THEIRS, OURS, KNOWN) == [
        ("few visits", "keep the crews busy"),
        ("fewer repairs", "sell parts"),
    ]


def test_a_clash_inside_one_firm_is_not_named() -> None:
    assert clashing(["sell parts", "fewer repairs"], ["learn"], KNOWN) == []


@given(GOALS)
def test_the_same_goals_overlap_wholly(goals: set[str]) -> None:
    if goals:
        assert overlap(goals, goals) == 1
        assert overlap(goals, {"quite another"}) == 0


@given(GOALS, GOALS)
def test_overlap_lies_between_0_and_1_and_is_the_same_from_both_sides(
    ours: set[str], theirs: set[str]
) -> None:
    if ours | theirs:
        assert 0 <= overlap(ours, theirs) <= 1
        assert overlap(ours, theirs) == overlap(theirs, ours)
        assert (overlap(ours, theirs) == 1) == (ours == theirs)


@given(GOALS, GOALS, st.randoms())
def test_order_and_repetition_do_not_matter(
    ours: set[str], theirs: set[str], dice: random.Random
) -> None:
    if ours | theirs:
        twice = [*ours, *ours]
        dice.shuffle(twice)
        assert overlap(twice, sorted(theirs)) == overlap(ours, theirs)


@given(GOALS, GOALS, PAIRS, st.randoms())
def test_which_clash_does_not_hang_on_the_order_of_what_is_known(
    ours: set[str], theirs: set[str], known: list[tuple[str, str]], dice: random.Random
) -> None:
    turned = [dice.choice([pair, pair[::-1]]) for pair in dice.sample(known, len(known))]
    found = clashing(ours, theirs, known)
    assert clashing(ours, theirs, turned) == found
    assert clashing(theirs, ours, known) == sorted((yours, mine) for mine, yours in found)
    assert all(mine in ours and yours in theirs for mine, yours in found)

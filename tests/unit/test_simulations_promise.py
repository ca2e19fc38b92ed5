"""When a promise holds: thresholds and totals by hand, and a sentence for each case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.models.relational_contract import RelationalContract
from alliance_lessons.views.simulation import Here
from alliance_lessons.views.simulations.when_a_promise_holds import (
    BET,
    QUARTERS,
    SIMULATION,
    Promise,
)

MONEY = st.integers(0, 40).map(lambda tens: tens * 10)
DEALS = st.lists(MONEY, min_size=3, max_size=3, unique=True).map(sorted)
CHANCES = st.integers(0, 19).map(lambda fives: fives * 5)


def shown(*events, **answers):
    state = SIMULATION.start()
    for event in events:
        state = SIMULATION.after(state, list(event))
    here = Here(answers={BET: answers["bet"]} if "bet" in answers else {}, learner=True)
    return SIMULATION.scene(state, here)


@pytest.mark.parametrize(
    ("keep", "broken", "outside", "needed"),
    [
        (100, 160, 40, 50),
        (100, 160, 80, 75),
        (100, 220, 40, 66.667),
        (80, 160, 40, 66.667),
        (100, 130, 80, 60),
        (100, 130, 90, 75),
        (30, 50, 10, 50),
    ],
)
def test_the_chance_needed(keep, broken, outside, needed):
    assert Promise(keep, broken, outside, 70).needed == pytest.approx(needed, abs=0.001)


def test_totals_of_the_first_quarters():
    totals = Promise(100, 160, 40, 70).totals
    assert totals[:3] == ((100, 160), (170, 188), (219, pytest.approx(207.6)))


@given(DEALS, CHANCES)
def test_totals_are_those_of_the_model(deal, chance):
    outside, keep, broken = deal
    model = RelationalContract(keep, broken, outside).running_values(chance / 100, QUARTERS)
    for mine, theirs in zip(Promise(keep, broken, outside, chance).totals, model, strict=True):
        assert mine == pytest.approx(theirs)


@given(DEALS, CHANCES)
def test_keeping_passes_only_where_the_promise_holds(deal, chance):
    outside, keep, broken = deal
    promise = Promise(keep, broken, outside, chance)
    if promise.passed:
        assert promise.needed < chance


def test_it_starts_in_tallowmeres_seat():
    scene = shown(bet=40)
    assert scene.said == (
        "The promise holds by itself: it needs a chance of 50 %, and there is 70 %. Breaking is "
        "ahead at first; keeping passes it in quarter 3. You bet 40 %; the model needs 50 %."
    )
    assert scene.model.endswith("(160 - 100) / (160 - 40) = 0.50.")
    assert scene.tables[0].rows[2] == ("3", "49 %", "219", "207.6", "keep")
    assert scene.labels == {}


def test_what_is_needed_stays_hidden_until_there_is_a_bet_or_a_move():
    scene = shown()
    assert scene.said == "Place your bet above, or move a slider, to see what it needs."
    assert "needed" not in scene.pictures[1].svg()
    assert "50 %" not in scene.pictures[1].svg()
    assert "there is: 70 %" in scene.pictures[1].svg()
    assert "0.50" not in scene.model
    assert "needs a chance of 50 %" in shown(("set", "chance", 75)).said
    assert "needs a chance of 60 %" in shown(("set", "seat", "norrvane")).said
    assert "needs a chance of 50 %" in SIMULATION.scene(SIMULATION.start(), Here()).said


def test_a_bet_stands_in_the_sentence_and_in_the_bar():
    scene = shown(bet=40)
    assert scene.said.endswith("You bet 40 %; the model needs 50 %.")
    assert "your bet: 40 %" in scene.pictures[1].svg()
    assert "You bet" not in shown(("set", "outside", 80), bet=40).said


def test_at_the_limit_it_only_just_holds():
    assert shown(("set", "chance", 50)).said.startswith(
        "The promise only just holds: it needs 50 %, and there is 50 %. Keeping takes more than "
        "twelve quarters to catch up."
    )


def test_below_the_limit_it_does_not_hold():
    assert shown(("set", "chance", 45)).said.startswith(
        "The promise does not hold by itself: it needs a chance of 50 %, and there is 45 %. "
        "Keeping never catches up; here it takes paper, or a different deal."
    )


def test_changes_that_the_lesson_asks_for():
    assert "75 %, and there is 70 %" in shown(("set", "outside", 80)).said
    assert "67 %, and there is 70 %" in shown(("set", "break", 220)).said
    norrvane = shown(("set", "seat", "norrvane"))
    assert "60 %, and there is 70 %" in norrvane.said
    harder = shown(("set", "seat", "norrvane"), ("set", "outside", 90))
    assert "75 %, and there is 70 %" in harder.said
    assert harder.labels["seat"]["norrvane"].endswith("(changed)")
    back = shown(("set", "seat", "norrvane"), ("set", "outside", 90), ("press", "reset"))
    assert back == norrvane


def test_where_nothing_tempts():
    scene = shown(("set", "break", 100))
    assert scene.said.startswith("Nothing tempts: breaking brings no more than keeping")
    assert "needed: none" in scene.pictures[1].svg()


def test_where_nothing_holds():
    scene = shown(("set", "outside", 100))
    assert scene.said == (
        "Nothing holds it: this firm earns as much outside, so no chance of a next quarter is "
        "enough."
    )
    assert "nothing is enough" in scene.pictures[1].svg()


def test_a_chance_just_too_small_is_not_rounded_to_enough():
    """(170 - 40) / (170 - ...): 26 of 37 is 70.3 %, which is more than the 70 % there is."""
    scene = shown(("set", "keep", 140), ("set", "break", 400), ("set", "outside", 30))
    assert "needs a chance of 70.3 %, and there is 70 %" in scene.said

"""Eight partners, slips, and takers: the numbers that the lessons name."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.items.bank import find_item
from alliance_lessons.views.simulation import Here
from alliance_lessons.views.simulations import eight_partners as eight
from alliance_lessons.views.simulations import forgiveness_and_takers as takers
from alliance_lessons.views.simulations import slips_and_forgiveness as slips

LENGTHS = {"A": 12, "B": 11, "C": 13, "D": 12, "E": 14, "F": 13, "G": 14, "H": 12}


def play(simulation, *events, start=None, **answers):
    state = start or simulation.start()
    for event in events:
        state = simulation.after(state, list(event))
    answers = {f"rights.{name.replace('_', '-')}": value for name, value in answers.items()}
    return state, simulation.scene(state, Here(answers=answers, learner=True))


def meet(partner, moves, start=None, **answers):
    presses = [("press", {"g": "give", "h": "hold"}[move]) for move in moves]
    return play(eight.SIMULATION, ("set", "partner", partner), *presses, start=start, **answers)


def strip(scene, side):
    return re.search(rf"{side}: ([^.]*)\.", scene.pictures[0].words)[1].split(", ")


def test_a_match_has_its_length_and_nobody_sees_it_coming():
    for partner, length in LENGTHS.items():
        _, before = meet(partner, "g" * (length - 1))
        _, after = meet(partner, "g" * length)
        assert "last round" not in before.said
        assert before.off == ()
        assert "That was the last round" in after.said
        assert after.off == ("give", "hold", "end")
        assert f"two who always give would have {3 * length} each" in after.said


def test_four_of_eight_hold_back_on_somebody_who_always_gives():
    """The lesson's answer to the bet: B, F, G and H."""
    held = {name for name in LENGTHS if "hold back" in strip(meet(name, "g" * 15)[1], name)}
    assert held == {"B", "F", "G", "H"}


def test_partners_are_who_the_match_item_says():
    given_once = "ggghggggggg"
    replies = {name: strip(meet(name, given_once)[1], f"Partner {name}") for name in LENGTHS}
    give, hold = "give", "hold back"
    assert replies["A"] == [give] * 4 + [hold] + [give] * 6
    assert replies["B"] == [hold] * 11
    assert replies["C"] == [give] * 11
    assert replies["D"] == [give] * 4 + [hold] * 7
    assert replies["E"] == [give] * 11
    assert replies["F"] == [give] * 8 + [hold] * 3
    twice = strip(meet("C", "ghhggggg")[1], "Partner C")
    assert twice == [give, give, give, hold, give, give, give, give]
    key = find_item("rights.eight-partners").key
    assert (key["a"], key["c"], key["f"]) == ("echo", "patient", "turner")


def test_h_takes_every_second_time_until_it_is_answered():
    give, hold = "give", "hold back"
    assert strip(meet("H", "g" * 12)[1], "Partner H") == [hold, give, *[give, hold] * 5]
    assert strip(meet("H", "gggh" + "g" * 8)[1], "Partner H") == [
        hold,
        give,
        give,
        hold,
        *[give] * 8,
    ]
    assert find_item("rights.eight-partners").key["h"] == "tester"


@pytest.mark.parametrize("moves", ["", "gh"])
def test_one_press_gives_to_the_end(moves):
    state, scene = meet("A", moves)
    ended, scene = play(eight.SIMULATION, ("press", "end"), start=state)
    assert scene == meet("A", moves + "g" * (12 - len(moves)))[1]
    assert "That was the last round" in scene.said
    again, _ = play(eight.SIMULATION, ("press", "end"), start=ended)
    assert again == ended
    assert eight.write(ended).startswith("A1:" + moves.ljust(12, "g"))
    assert eight.press(ended, "again")["meetings"]["A"][-1].moves == ""


def test_holding_back_once_on_d_leaves_14_points():
    """3 times 3, then 5, then eight times 0, as the lesson says."""
    _, scene = meet("D", "ggghgggggggg")
    assert "You have 14 points from 12 rounds, the partner 49" in scene.said


def test_a_restart_tosses_the_coin_anew():
    state, first = meet("G", "g" * 14)
    _, again = meet("G", "g" * 11, start=eight.press(state, "again"))
    assert strip(first, "Partner G")[:11] != strip(again, "Partner G")


@given(st.sampled_from("ABCDEFGH"), st.integers(2, 99))
def test_later_meetings_have_11_to_15_rounds(partner, start):
    assert 11 <= eight.Meeting(partner, start).length <= 15


def test_the_first_rounds_sentence_and_record():
    _, scene = meet("A", "gh")
    assert scene.said == (
        "Round 2 with partner A: you held back, the partner gave. So far you have 8 points and the "
        "partner 3."
    )
    assert scene.tables[0].rows == (
        ("2", "hold back", "give", "5", "0"),
        ("1", "give", "give", "3", "3"),
    )
    assert eight.SIMULATION.scene(eight.SIMULATION.start(), Here()).said == (
        "Partner A: no round played yet."
    )


def test_the_chooser_says_who_was_met():
    state, _ = meet("A", "g" * 12)
    state, _ = meet("B", "g", start=state)
    state, scene = meet("C", "", start=state)
    words = scene.labels["partner"]
    assert (words["A"], words["B"], words["C"]) == ("A: met once", "B: in play", "C: not met yet")
    state, scene = meet("A", "", start=state)
    state, scene = meet("A", "g" * 15, start=eight.press(state, "again"))
    assert scene.labels["partner"]["A"] == "A: met 2 times"
    overview = scene.tables[-1].rows
    assert overview[0] == ("A", "2", "3.00", "3.00")
    assert overview[1] == ("B", "not met yet", "", "")


def test_a_bet_is_said_beside_the_result():
    state, scene = meet("B", "g" * 11, eight_bet=3)
    assert scene.said.endswith(
        "You bet that 3 of the eight would hold back on you. You have always given to 1 of them so "
        "far, and 1 held back."
    )
    _, scene = meet("E", "h" + "g" * 13, start=state, eight_bet=3)
    assert "always given to 1 of them" in scene.said, "E was not always given to"
    assert "placed no bet yet" in meet("B", "g" * 11)[1].said


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("set"), st.just("partner"), st.sampled_from("ABCDEFGH")),
            st.tuples(st.just("press"), st.sampled_from(["give", "hold", "end", "again"])),
        ),
        max_size=60,
    )
)
def test_what_was_played_is_found_again(events):
    state, scene = play(eight.SIMULATION, *events)
    again = {**eight.SIMULATION.start(), **eight.read(eight.write(state))}
    assert eight.SIMULATION.scene(again, Here(learner=True)) == scene


@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    state = {**eight.SIMULATION.start(), **eight.read(text)}
    eight.SIMULATION.scene(state, Here())


def test_too_many_moves_and_meetings_are_cut():
    assert eight.read("A1:" + "g" * 15)["meetings"]["A"][0].moves == "g" * 12
    many = " ".join(f"A{number}:g" for number in range(1, 500))
    assert len(eight.read(many)["meetings"]["A"]) == eight.KEPT
    text = eight.write({**eight.read(many), "partner": "A"})
    assert len(text) < 20_000


@pytest.mark.parametrize(
    ("of_100", "end"), [(0, 3.0), (1, 2.97), (5, 2.86), (10, 2.74), (20, 2.56)]
)
def test_long_run_of_the_two_pairs(of_100, end):
    _, scene = play(slips.SIMULATION, ("set", "slips", of_100), ("press", "play"))
    strict = "2.25" if of_100 else "3.00"
    assert f", {strict} in the long run. Forgiving pair: " in scene.said
    assert f" so far, {end:.2f} in the long run. Without" in scene.said
    assert [row[-1] for row in scene.tables[0].rows] == [strict, f"{end:.2f}"]


@pytest.mark.parametrize("rounds", [0, 1, 24])
def test_the_long_run_is_told_only_after_25_rounds(rounds):
    presses = [("press", "next")] * rounds
    _, scene = play(slips.SIMULATION, *presses, strict_bet=2.9)
    assert scene.said.count("Play at least 25 rounds to see the long run.") == 1
    assert "2.25" not in scene.said
    assert "2.97" not in scene.said
    assert "long run" not in scene.pictures[1].svg().replace("to see the long run", "")
    assert scene.tables[0].head == ("Pair", "One side, so far", "Other side, so far")
    _, scene = play(slips.SIMULATION, *presses, *[("press", "next")] * (25 - rounds))
    assert "Play at least" not in scene.said
    assert "dotted: in the long run" in scene.pictures[1].svg()


def test_the_first_run_slips_where_the_lesson_says():
    assert [number for number, _ in slips.pair(0, 1, 0).wrong] == [7, 28, 43, 180]
    state, scene = play(slips.SIMULATION, *[("press", "play")] * 9)
    assert state["rounds"] == 200
    assert scene.off == ("next", "play")
    assert (
        "After 200 rounds, 4 of 400 signals have gone wrong. Strict pair: 2.25 points" in scene.said
    )
    assert "Forgiving pair: 2.98 so far, 2.97 in the long run" in scene.said


def test_after_the_first_slip_the_strict_pair_gives_and_holds_back_in_turn():
    _, scene = play(slips.SIMULATION, *[("press", "next")] * 8)
    assert "1 of 16 signals has gone wrong" in scene.said
    assert "The strict pair now gives and holds back in turn." in scene.said
    assert "(went wrong)" in scene.pictures[0].words
    assert "to see the long run. The strict pair now gives on both sides." in (
        play(slips.SIMULATION, ("press", "next"), ("press", "next"))[1].said
    )


def test_the_same_signals_go_wrong_in_both_pairs():
    assert slips.pair(0, 10, 0).wrong == slips.pair(50, 10, 0).wrong


def test_another_run_has_other_slips_and_start_again_the_same():
    state, _ = play(slips.SIMULATION, ("press", "play"), ("press", "another"))
    assert (state["rounds"], state["run"]) == (0, 1)
    state, _ = play(slips.SIMULATION, ("press", "again"), start=state)
    assert (state["rounds"], state["run"]) == (0, 1)
    assert slips.pair(0, 1, 0).wrong != slips.pair(0, 1, 1).wrong
    assert slips.pair(0, 1, 50).wrong, "any number of runs"


def test_the_bet_on_the_strict_pair():
    assert "You bet 2.90 for the strict pair in the long run; it comes to 2.25." in (
        play(slips.SIMULATION, ("press", "play"), strict_bet=2.9)[1].said
    )


@pytest.mark.parametrize(
    ("of_100", "strict", "forgiving", "taker"),
    [
        (0, ("2.25", "2.25"), ("2.97", "2.92"), ("1.02", "1.07")),
        (33, ("2.92", "2.97"), ("2.97", "2.97"), ("0.69", "2.36")),
        (50, ("2.94", "2.99"), ("2.97", "2.98"), ("0.53", "3.00")),
        (100, ("2.96", "3.01"), ("2.97", "3.00"), ("0.04", "4.94")),
    ],
)
def test_what_forgiving_brings(of_100, strict, forgiving, taker):
    _, scene = play(takers.SIMULATION, ("set", "passes", of_100), ("set", "both", True))
    rows = {row[0]: row[1:] for row in scene.tables[0].rows}
    assert rows == {"Strict": strict, "Forgiving": forgiving, "Taker": taker}
    assert f"with a taker {taker[0]}." in scene.said
    assert ("that is as much as the 3.00" in scene.said) == (taker[1] == "3.00")
    assert ("that is more than the 3.00" in scene.said) == (taker[1] > "3.00")


def test_the_partners_points_are_off_at_first():
    _, scene = play(takers.SIMULATION)
    assert scene.tables[0].head == ("Partner", "You, points a round")
    assert "the taker's own" not in scene.pictures[0].svg()
    assert scene.off == ("never",)
    assert play(takers.SIMULATION, ("set", "passes", 9), ("press", "never"))[1] == scene


def test_the_bet_of_ten_is_found_on_the_slider():
    said = play(takers.SIMULATION, ("set", "passes", 30), forgiveness_bet=3)[1].said
    assert said.endswith("You bet 3 of ten: the slider stands there.")

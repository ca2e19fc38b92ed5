"""Kept and broken promises, and where trust settles: the figures of the design, said in words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.models.beta_reputation import reputation
from alliance_lessons.models.trust import Pace, promises_to_mend
from alliance_lessons.models.trust_repair import steps, still_needed
from alliance_lessons.views.simulation import Here
from alliance_lessons.views.simulations import kept_and_broken, reliability, station_seven
from alliance_lessons.views.simulations.kept_and_broken import LONG, MOST, PACES

READER, LEARNER = Here(), Here(learner=True)
EVENTS = st.lists(st.sampled_from(["kept", "slip", "mended", "deceit"]), max_size=MOST)


def state_after(*pressed, pace="faster"):
    state = kept_and_broken.SIMULATION.after(
        kept_and_broken.SIMULATION.start(), ["set", "pace", pace]
    )
    for button in pressed:
        state = kept_and_broken.SIMULATION.after(state, ["press", button])
    return state


def ledger(*pressed, pace="faster", here=READER):
    return kept_and_broken.SIMULATION.scene(state_after(*pressed, pace=pace), here)


def numbers(scene):
    return dict(scene.tables[0].rows)


# --- a ledger of promises --------------------------------------------------------------------


def test_it_starts_at_eighty_with_nothing_broken():
    scene = ledger()
    assert scene.said == "Trust stands at 80 of 100, and nothing has happened yet."
    assert numbers(scene)["Kept promises still needed"] == "none"
    assert scene.off == ("back", "again")


def test_a_slip_without_a_word_costs_fourteen_kept_promises():
    """25 % of 80 is 20; (0.95)^14 is the first below a half, from a gap of 40 to one of 20."""
    scene = ledger("slip")
    assert scene.said == (
        "A slip: trust goes from 80 to 60 of 100. It takes 14 kept promises to be back at 80."
    )
    assert numbers(scene)["Kept promises still needed"] == "14"
    assert "13 more kept promises" in ledger("slip", "kept").said
    assert ledger("slip", *["kept"] * 13).said.endswith(
        "It takes 1 more kept promise to be back at 80."
    )
    back = ledger("slip", *["kept"] * 14)
    assert back.said.endswith("It is back at 80: that took 14 kept promises.")
    assert back.off == ("back",)


def test_half_of_the_way_back_takes_six_promises_and_the_other_half_eight():
    path = steps(["slip", *["kept"] * 14], PACES["faster"])
    first = next(at for at, step in enumerate(path[1:]) if step.trust.level >= 0.7)
    assert (first, 14 - first) == (6, 8)


def test_a_slip_that_is_explained_and_mended_costs_seven():
    """Twice 5 % a promise: (0.9)^7 is the first below a half."""
    scene = ledger("mended")
    assert scene.said == (
        "A slip, explained and mended: trust goes from 80 to 60 of 100, and kept promises count "
        "double until it is back. It takes 7 kept promises to be back at 80."
    )
    assert ledger("mended", "back").said.endswith("that took 7 kept promises.")


def test_where_trust_falls_as_fast_as_it_grows_a_slip_costs_four_and_mended_two():
    """10 % of 80 is 8: from a gap of 28 to one of 20 takes 4 steps of 10 %, or 2 of 20 %."""
    assert "trust goes from 80 to 72 of 100. It takes 4" in ledger("slip", pace="even").said
    assert "It takes 2 kept promises" in ledger("mended", pace="even").said


def test_after_a_deceit_it_never_comes_back():
    scene = ledger("deceit")
    assert scene.said == (
        "A deceit comes to light: trust goes from 80 to 40 of 100, and the most that it can reach "
        "is lowered by a fifth. It was at 80; from now on it stays below 80, whatever is kept."
    )
    assert numbers(scene)["Kept promises still needed"] == "no number is enough"
    later = ledger("deceit", "back")
    assert numbers(later)["Trust now, of 100"] == "74"  # 80 - 40 * 0.95^40, rounded down
    assert "stays below 80" in later.said
    assert len(state_after("deceit", "back")["events"]) == 1 + LONG
    assert any(">at most</text>" in picture.svg() for picture in later.pictures)


@given(EVENTS)
def test_no_deceit_is_ever_made_good(events):
    step = steps([*events, "deceit"], PACES["faster"])[-1]
    assert not step.can_return
    assert step.goal >= 0.8


def test_a_promise_to_change_helps_less_after_a_deceit():
    """From the ceiling of 80, at a level of 40: a slip to 30, and 7.5 % a promise, not 10 %."""
    scene = ledger("deceit", "mended")
    assert "count one and a half times as much" in scene.said
    assert "It takes 3 kept promises to be back at 40" in scene.said  # 50 * 0.925^3 < 40
    assert "It takes 5 kept promises to be back at 40" in ledger("deceit", "slip").said


def test_two_slips_are_made_good_together():
    """80 to 60 to 45: 55 * 0.95^20 is the first below 20."""
    assert "It takes 20 kept promises to be back at 80" in ledger("slip", "slip").said


def test_a_second_slip_ends_what_the_first_apology_had_won():
    both = ledger("mended", "slip")
    assert "It takes 20 kept promises to be back at 80" in both.said


def test_the_other_pace_tells_the_same_events_anew():
    state = state_after("slip", "kept", "kept", "kept", "kept")
    even = kept_and_broken.SIMULATION.after(state, ["set", "pace", "even"])
    scene = kept_and_broken.SIMULATION.scene(even, READER)
    assert scene.said.endswith("It is back at 80: that took 4 kept promises.")


def test_the_bet_comes_first_and_is_said_beside_the_number():
    hidden = ledger("slip", here=LEARNER)
    assert hidden.said.endswith("Place your bet above to see how many kept promises that takes.")
    assert numbers(hidden)["Kept promises still needed"] == "place your bet first"
    assert "14" not in hidden.said + str(hidden.tables)
    placed = Here(answers={kept_and_broken.BET: 5}, learner=True)
    assert ledger("slip", here=placed).said.endswith(
        "It takes 14 kept promises to be back at 80. You bet 5 for one slip."
    )
    assert "You bet" not in ledger("kept", here=placed).said


def test_the_ledger_ends_and_says_so():
    full = ledger(*["kept"] * (MOST + 3))
    assert full.said.endswith(f"After {MOST} events this ledger is full: start again.")
    assert full.off == ("kept", "slip", "mended", "deceit", "back")
    assert len(full.tables[1].rows) == MOST
    assert state_after(*["kept"] * MOST, "again")["events"] == ()


def test_what_moves_by_less_than_a_point_is_said_so():
    last = ledger(*["kept"] * 40).said
    assert last == "A kept promise: trust moves by less than a point, 97 of 100."
    lowest = ledger(*["deceit"] * 8).said
    assert lowest.startswith("A deceit comes to light: trust moves by less than a point, 0 of 100")


def test_the_model_that_counts_stands_beside_it():
    model = ledger(*["kept"] * 9, "slip").model
    assert "here (9 + 1) / (9 + 1 + 2) = 83 of 100" in model
    assert "77 of 100" in model  # 0.765071 with forgetting
    assert ledger(*["kept"] * 9, "deceit").model == model, "it knows no deceit"


def test_breaches_are_marked_and_told_in_the_table():
    scene = ledger("kept", "slip", "kept", "deceit")
    assert scene.pictures[0].body.count("l10 10m0 -10l-10 10") == 2
    rows = scene.tables[1].rows
    assert [row[0] for row in rows] == ["4", "3", "2", "1"]
    assert rows[0][1] == "A deceit comes to light"


@pytest.mark.parametrize("pace", PACES)
def test_one_slip_costs_what_the_model_of_trust_says(pace):
    assert still_needed(steps(["slip"], PACES[pace])[-1], PACES[pace]) == promises_to_mend(
        0.8, PACES[pace]
    )
    quick = Pace(gain=2 * PACES[pace].gain, loss=PACES[pace].loss)
    assert still_needed(steps(["mended"], PACES[pace])[-1], PACES[pace]) == promises_to_mend(
        0.8, quick
    )


@given(EVENTS, st.sampled_from(sorted(PACES)))
def test_as_many_as_are_needed_bring_it_back_and_one_less_does_not(events, pace):
    step = steps(events, PACES[pace])[-1]
    needed = still_needed(step, PACES[pace])
    if needed is None:
        return
    path = steps([*events, *["kept"] * needed], PACES[pace])
    assert path[-1].goal is None
    assert path[-1].trust.level >= step.goal - 1e-9
    assert path[-2].goal == step.goal


@given(EVENTS)
def test_trust_stays_below_its_ceiling_and_the_ceiling_never_rises(events):
    path = steps(events, PACES["faster"])
    for before, after in pairwise(path):
        assert 0 < after.trust.level <= after.trust.ceiling <= before.trust.ceiling


@given(st.lists(st.booleans(), max_size=MOST))
def test_the_count_in_the_model_is_that_of_the_record(kept):
    model = ledger(*["kept" if one else "slip" for one in kept]).model
    assert f"= {100 * reputation(kept):.0f} of 100" in model


# --- nine promises in ten --------------------------------------------------------------------


def settled(kept=90, here=READER):
    state = reliability.SIMULATION.after(reliability.SIMULATION.start(), ["set", "kept", kept])
    return reliability.SIMULATION.scene(state, here)


def test_nine_in_ten_settles_at_sixty_four():
    assert settled().said == (
        "If 90 of 100 promises are kept, trust settles around 64 of 100. If it fell only as fast "
        "as it grows, it would settle around 90."
    )


@pytest.mark.parametrize(("kept", "trust"), [(50, 17), (80, 44), (95, 79), (96, 83), (100, 100)])
def test_where_trust_settles(kept, trust):
    """p 0.05 / (p 0.05 + (1 - p) 0.25), which is p / (5 - 4 p)."""
    assert trust == round(100 * (kept / 100) / (5 - 4 * kept / 100))
    assert f"settles around {trust} of 100" in settled(kept).said


def test_for_eighty_it_takes_ninety_six():
    assert reliability.settles(95) < 80 < reliability.settles(96)


def test_where_it_settles_a_broken_promise_takes_back_what_nine_kept_ones_built():
    level = reliability.settles(90) / 100
    assert 9 * 0.05 * (1 - level) == pytest.approx(0.25 * level)


def test_where_trust_settles_is_hidden_until_there_is_a_bet_or_a_move():
    first = settled(here=LEARNER)
    assert first.said == "Place your bet above, or move the slider, to see where trust settles."
    assert first.tables == ()
    assert "falls faster" not in first.pictures[0].svg()
    assert "settles around 79 of 100" in settled(95, LEARNER).said
    placed = Here(answers={reliability.BET: 85.5}, learner=True)
    assert settled(here=placed).said.endswith("You bet 85.5.")
    assert "You bet" not in settled(95, placed).said


# --- the bet on the missing station ----------------------------------------------------------


def bet_shown(here):
    return station_seven.SIMULATION.scene(station_seven.SIMULATION.start(), here)


def test_without_a_bet_the_week_is_told_alone():
    scene = bet_shown(READER)
    assert scene.said.endswith("noticed on Tuesday evening, and not said until Thursday evening.")
    assert scene.tables[0].head == ("Explanation", "What the week shows")
    assert bet_shown(LEARNER).said.endswith("You have placed no bet yet.")


def test_the_points_stand_beside_what_the_week_shows():
    bet = {"chose": 50, "unseen": 20, "unsaid": 30}
    scene = bet_shown(Here(answers={station_seven.BET: bet}, learner=True))
    assert scene.said.endswith(
        "Of your 100 points, 30 lay on a fault that somebody noticed and did not tell, 20 on a "
        "fault that nobody noticed, and 50 on purpose."
    )
    assert [row[1] for row in scene.tables[0].rows] == ["50", "20", "30", "0"]
    assert scene.tables[0].rows[1][2] == "True until Tuesday, 18:20"

"""Both boards, openness and the learning race: their words for what a learner did or set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.items.bank import find_item
from alliance_lessons.items.item import keys
from alliance_lessons.models.openness import OpennessLoop
from alliance_lessons.views.simulation import Here
from alliance_lessons.views.simulations import both_boards, learning_race, openness

BOARD = find_item(both_boards.BOARD)
FACTS = keys(BOARD.rows)
WAYS = keys(BOARD.columns)
HELPS = ["alarms", "seal", "dates", "drawing", "short"]
ALL_ASKED = dict.fromkeys(FACTS, "ask")


def boards(board=None, bet=None):
    answers = {both_boards.BOARD: board, both_boards.BET: bet}
    here = Here({k: v for k, v in answers.items() if v is not None}, learner=True)
    simulation = both_boards.SIMULATION
    return simulation.scene(simulation.after(simulation.start(), ["press", "show"]), here)


def shown(simulation, *events):
    state = simulation.start()
    for event in events:
        state = simulation.after(state, list(event))
    return simulation.scene(state, Here(learner=True))


# --- both boards ---


def test_the_bank_tells_the_other_side_of_every_fact():
    theirs = both_boards.theirs()
    assert list(theirs) == list(FACTS)
    assert all(set(side) == {"worth", "helps", "held"} for side in theirs.values())
    assert [fact for fact in FACTS if theirs[fact]["helps"]] == HELPS


def test_the_facts_that_are_not_the_learners_are_those_of_the_key():
    assert BOARD.key is not None
    asked = [fact for fact, column in BOARD.key.items() if column == "ask"]
    # a name may also be held for now, so that row has no key
    assert both_boards.NOT_YOURS.keys() - asked == {"names"}
    assert set(asked) < set(both_boards.NOT_YOURS)


def test_no_board_is_shown_before_the_button():
    scene = both_boards.SIMULATION.scene(both_boards.SIMULATION.start(), Here(learner=True))
    assert scene.tables == ()
    assert scene.said == "None of the 10 facts is decided yet: your board stands further up."


def test_the_bet_stands_beside_what_would_have_helped():
    choices = {"alarms": "share", "drawing": "condition", "seal": "hold", "craft": "hold"}
    scene = boards({**ALL_ASKED, **choices}, bet=7)
    assert scene.said == (
        "You bet on 7 of the ten. Five of the ten would help Tallowmere within a month, and none "
        "of these is on Dario's list. Of these five you share one now and one with a condition, "
        "hold one, and ask about two first."
    )
    assert boards(ALL_ASKED).said.startswith("You have placed no bet yet. Five of the ten")


def test_a_row_shows_choice_worth_and_what_they_held():
    rows = {row[0]: row for row in boards({"drawing": "condition"}).tables[0].rows}
    assert rows["The drawing of the new sensor housing"][1:] == (
        "With a condition",
        "much: Jun had measured a housing with a ruler",
        "the format of the data; nobody had asked",
    )
    assert sum(row[1] == "not decided yet" for row in rows.values()) == 9


@pytest.mark.parametrize("way", ["share", "condition"])
def test_what_belongs_to_others_is_said_plainly(way):
    said = boards({**ALL_ASKED, "prices": way}).said
    assert "A price not yet out belongs before legal counsel: so the place there is" in said
    said = boards({**ALL_ASKED, "prices": way, "names": way}).said
    assert "to the works council; a price not yet out belongs before legal counsel: so the" in said
    assert "legal counsel" not in boards(ALL_ASKED).said
    assert "legal counsel" not in boards({**ALL_ASKED, "prices": "hold"}).said


@given(st.dictionaries(st.sampled_from(FACTS), st.sampled_from(WAYS)))
def test_any_board_has_its_sentences(board):
    scene = boards(board, bet=3)
    assert scene.said.endswith((".", "”."))
    assert len(scene.tables[0].rows) == 10


# --- openness ---

HALF_OPEN = ("set", "first", "50")


@pytest.mark.parametrize(
    ("gain", "ends"),
    [
        (3, "after six answers 8.9 of 100 are left, after twelve 1.6. It closes."),
        (4, "Each answer is as open as the one before, so it stays there."),
        (5, "as far as there is room: with answer 4 both are fully open."),
    ],
)
def test_below_the_tipping_point_it_closes_above_it_opens(gain, ends):
    """By hand: 50 x 0.75 ** 6 = 8.9 and 50 x 0.75 ** 12 = 1.6; 50 x 1.25 ** 4 is above 100."""
    scene = shown(openness.SIMULATION, HALF_OPEN, ("set", "gain", gain))
    assert ends in scene.said
    assert scene.said.endswith("more than two closed ones.")


def test_from_closed_nothing_begins_and_somebody_has_to_go_first():
    closed = shown(openness.SIMULATION, ("set", "gain", 12)).said
    assert "both stay closed, whatever openness would bring" in closed
    begun = shown(openness.SIMULATION, ("set", "gain", 12), ("set", "first", "20")).said
    assert "with answer 2 both are fully open" in begun


@pytest.mark.parametrize(
    ("gain", "words"),
    [(3, "1 point more than"), (2, "no more and no less than"), (0, "2 points less than")],
)
def test_it_says_whether_both_would_want_to_be_open(gain, words):
    assert words in shown(openness.SIMULATION, ("set", "gain", gain)).said


def test_the_numbers_stand_in_a_table_with_whose_answer_it_is():
    rows = shown(openness.SIMULATION, HALF_OPEN).tables[0].rows
    assert rows[:3] == (
        ("0", "Norrvane", "50"),
        ("1", "Tallowmere", "37.5"),
        ("2", "Norrvane", "28.1"),
    )
    assert len(rows) == 13


@given(st.integers(0, 12), st.integers(1, 6), st.sampled_from(sorted(openness.STEPS)))
def test_the_words_agree_with_the_model(gain, cost, first):
    events = (("set", "gain", gain), ("set", "cost", cost), ("set", "first", first))
    scene = shown(openness.SIMULATION, *events)
    course = OpennessLoop(gain, cost).course
    assert ("It closes." in scene.said) == (course == "closing" and first != "0")
    assert f"it tips at a gain of {2 * cost}." in scene.model
    back = shown(openness.SIMULATION, *events, ("press", "reset"))
    assert back == shown(openness.SIMULATION)


# --- the learning race ---


def test_it_starts_with_the_faster_one_able_to_leave_half_way():
    scene = shown(learning_race.SIMULATION)
    assert scene.said == (
        "Tallowmere needs 5 months for its ten things to learn, Norrvane 10 months. Working "
        "together brings 3 a month and costs 4, so Tallowmere could leave after 5 months; Norrvane "
        "is left with 5 of 10."
    )
    assert scene.tables[0].rows == (
        ("Tallowmere", "10 of 10", "33"),  # 5 months at -1, then 19 at 2
        ("Norrvane", "5 of 10", "-5"),
    )
    assert "month 5: it could end" in scene.pictures[0].svg()


def test_more_to_gain_together_ends_the_race():
    scene = shown(learning_race.SIMULATION, ("set", "joint", 4))
    assert scene.said.endswith("nobody gains by leaving, so both learn all ten and go on.")
    assert "it could end" not in scene.pictures[0].svg()
    assert [row[1] for row in scene.tables[0].rows] == ["10 of 10", "10 of 10"]


def test_closing_buys_time_and_people_who_learn_buy_the_same():
    closed = shown(learning_race.SIMULATION, ("set", "open", 50))
    assert closed.said.startswith("Both have their ten things to learn after 10 months.")
    assert [row[2] for row in closed.tables[0].rows] == ["18", "18"]
    freed = shown(learning_race.SIMULATION, ("set", "time", True))
    assert freed.said.startswith("Both have their ten things to learn after 5 months.")
    assert "both could leave then" in freed.said
    assert [row[2] for row in freed.tables[0].rows] == ["33", "33"]


def test_norrvane_may_be_the_one_that_could_leave():
    scene = shown(learning_race.SIMULATION, ("set", "open", 50), ("set", "time", True))
    assert "so Norrvane could leave after 5 months; Tallowmere is left with 5 of 10." in scene.said
    assert shown(learning_race.SIMULATION, ("set", "open", 50), ("press", "reset")) == shown(
        learning_race.SIMULATION
    )


def test_the_model_shows_the_sum():
    model = shown(learning_race.SIMULATION, ("set", "open", 50)).model
    assert "Tallowmere: 10 / (2 x 0.5) = 10. Norrvane: 10 / (1 x 1) = 10." in model

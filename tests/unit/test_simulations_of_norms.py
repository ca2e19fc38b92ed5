"""Who does what, the norm canvas and both canvases: their words for what a learner did."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.items.bank import find_item
from alliance_lessons.models.workstyle import HABITS
from alliance_lessons.views.card import OPEN as STILL_TO_WRITE
from alliance_lessons.views.simulation import Here
from alliance_lessons.views.simulations import both_canvases, norm_canvas, norms_card, who_does_what

KEYS = [habit.key for habit in HABITS]
NEEDED = {"drafts", "trouble", "decisions", "dates"}


def after(simulation, *events):
    state = simulation.start()
    for event in events:
        state = simulation.after(state, list(event))
    return state


# --- who does what ---


def crews(*events, bet=None):
    here = Here({} if bet is None else {who_does_what.BET: bet}, learner=True)
    simulation = who_does_what.SIMULATION
    return simulation.scene(after(simulation, *events), here)


def test_a_crew_that_is_slower_at_both_has_something_to_take_over():
    """By hand: 24 reports at 3 hours and 24 lots at 5, against 12 x 7 and 12 x 11."""
    scene = crews(("press", "all"))
    assert scene.said.startswith(
        "Remy's crew 72 hours instead of 84, Jun's crew 120 hours instead of 132: together 24 "
        "hours less than alone. And nobody works longer than before."
    )


@pytest.mark.parametrize(
    ("case", "saves"),
    [("jun", "together 48 hours less"), ("each", "together 48 hours less")],
)
def test_it_does_not_depend_on_who_is_the_quicker_crew(case, saves):
    """By hand: 120 and 72 against 156 and 84; 72 and 96 against 108 and 108."""
    said = crews(("set", "case", case), ("press", "all")).said
    assert saves in said
    assert "nobody works longer" in said


def test_nothing_is_gained_where_both_pay_the_same_price():
    scene = crews(("set", "case", "even"), ("set", "alarms", 3), ("set", "reports", 6))
    assert "together as many as alone" in scene.said
    assert "no exchange saves an hour" in scene.model


def test_who_would_work_longer_is_said_and_not_passed_over():
    said = crews(("set", "alarms", 6)).said
    assert said.endswith("Here, 27 is the most, if nobody is to work longer.")
    assert "But Jun's crew works 30 hours longer than alone. Nobody has agreed to that." in said


def test_the_bet_is_told_once_something_was_tried_and_not_before():
    assert "bet" not in crews(bet=10).said
    assert "You bet on 10. Here, 27 is the most" in crews(("press", "all"), bet=10).said
    assert "You have placed no bet yet." in crews(("press", "all")).said
    assert "bet" not in crews(("set", "case", "jun"), ("press", "all"), bet=10).said


def test_the_price_of_a_report_stands_in_the_table():
    rows = crews().tables[0].rows
    assert rows[-1] == ("One report costs, in lots not sorted", "0.75", "1.2")


@given(st.sampled_from(sorted(who_does_what.CASES)), st.integers(0, 12), st.integers(0, 12))
def test_nobody_is_said_to_work_no_longer_who_does(case, alarms, reports):
    scene = crews(("set", "case", case), ("set", "alarms", alarms), ("set", "reports", reports))
    longer = any(float(row[3]) > float(row[4]) for row in scene.tables[1].rows)
    assert ("longer than alone" in scene.said) == longer
    assert not (longer and "nobody works longer than before" in scene.said)


def test_each_alone_again_is_the_beginning():
    assert crews(("press", "all"), ("press", "none")) == crews()


# --- the norm canvas ---


def decided(habit, way, test="cases"):
    return [("set", "habit", habit), ("set", "way", way), ("set", "test", test)]


def canvas(*decisions):
    return after(norm_canvas.SIMULATION, *(event for one in decisions for event in one))


def said(*decisions):
    return norm_canvas.SIMULATION.scene(canvas(*decisions), Here(learner=True)).said


def test_the_log_and_their_canvas_stand_in_the_bank_for_each_habit():
    assert list(norm_canvas.log()) == KEYS
    assert {key for key, one in norm_canvas.log().items() if one["need"]} == NEEDED
    assert all(one["theirs"] in norm_canvas.DECIDED for one in norm_canvas.log().values())
    for one in norm_canvas.log().values():
        assert one["log"].startswith("Nothing.") == (not one["need"])


def test_the_draw_is_the_one_that_the_lesson_tells_of():
    """The widest gap is where nothing went wrong, and the narrowest where something did."""
    ours, theirs = norm_canvas.figures().values()
    gap = {key: abs(ours[key] - theirs[key]) for key in KEYS}
    assert max(gap, key=gap.get) == "meetings"
    assert min(gap, key=gap.get) == "drafts"
    habits = {habit.key: habit for habit in HABITS}
    same = [
        key
        for key in KEYS
        if norm_canvas.pole(habits[key], norm_canvas.OURS)
        == norm_canvas.pole(habits[key], norm_canvas.THEIRS)
    ]
    assert same == ["drafts"]
    assert (
        norm_canvas.pole(habits["trouble"], norm_canvas.OURS) == "tells first whoever can mend it"
    )
    assert norm_canvas.pole(habits["decisions"], norm_canvas.THEIRS) == "holds once it is written"


def test_who_moves_is_counted_over_all_lines():
    text = said(decided("trouble", "theirs"), decided("dates", "new"), decided("decisions", "ours"))
    assert "Who moves: Remy's people once, Jun's once, both once." in text
    assert "it is always" not in text


@pytest.mark.parametrize(("way", "who"), [("theirs", "Remy's"), ("ours", "Jun's")])
def test_where_one_side_alone_moves_it_is_asked_about(way, who):
    text = said(decided("trouble", way), decided("dates", way))
    assert f"it is always {who}: would they say so, too?" in text


def test_a_norm_that_nobody_needs_is_named_and_so_is_a_need_without_one():
    text = said(decided("meetings", "theirs"), decided("dates", "own"), decided("questions", "own"))
    assert "Decided, though the log shows no need: meetings." in text
    assert "Left to each, though the log shows that something went wrong: dates." in text


def test_a_norm_without_a_first_test_is_named_and_to_leave_it_needs_none():
    text = said(decided("trouble", "ours", "none"), decided("questions", "own", "none"))
    assert "Without a first test: trouble." in text


def test_a_first_test_without_a_decision_is_told_that_it_is_not_kept():
    early = ("set", "test", "week")
    assert norm_canvas.EARLY in said([early])
    decided_too = canvas([early, ("set", "way", "ours")])
    assert norm_canvas.EARLY not in said([early, ("set", "way", "ours")])
    assert norm_canvas.write(decided_too) == "Drafts: keep ours; first test: one week"


def test_even_their_way_is_a_change_for_some_of_theirs():
    text = said(decided("trouble", "theirs"))
    assert "would have to change: 4 of Remy's eight, 2 of Jun's eight." in text


def test_a_new_norm_is_a_change_for_all_and_leaving_it_for_nobody():
    assert "That is a change for all sixteen." in said(decided("trouble", "new"))
    left = said(decided("trouble", "own"))
    assert "Nobody moves." in left
    for text in (left, said(decided("trouble", "new"))):
        assert "other side of the middle" not in text


def test_where_both_lean_the_same_way_it_is_said_and_else_not():
    both_late = "Both lean to “shows a draft when it is finished” here"
    assert both_late in said(decided("drafts", "own"))
    assert "Both lean" not in said(decided("trouble", "own"))


def test_a_habit_that_is_decided_is_ticked():
    labels = norm_canvas.scene(canvas(decided("trouble", "own")), Here()).labels["habit"]
    assert labels["trouble"] == "Trouble ✓"
    assert [key for key, label in labels.items() if "✓" in label] == ["trouble"]


def test_taking_a_decision_back_takes_it_off_the_canvas():
    state = canvas(decided("trouble", "ours"), decided("dates", "new"), decided("trouble", "open"))
    assert list(state["canvas"]) == ["dates"]


WAYS = st.sampled_from(norm_canvas.DECIDED)
CANVASES = st.dictionaries(
    st.sampled_from(KEYS), st.tuples(WAYS, st.sampled_from(sorted(norm_canvas.TESTS)))
)


@given(CANVASES)
def test_a_canvas_is_found_again_as_it_was_kept(chosen):
    state = canvas(*(decided(habit, *one) for habit, one in chosen.items()))
    found = norm_canvas.read(norm_canvas.write(state))
    assert found["canvas"] == state["canvas"] == {k: chosen[k] for k in KEYS if k in chosen}


@given(st.text())
def test_whatever_a_text_holds_is_read(text):
    assert set(norm_canvas.read(text)["canvas"]) <= set(KEYS)


@given(CANVASES)
def test_no_verdict_is_given(chosen):
    text = said(*(decided(habit, *one) for habit, one in chosen.items()))
    assert not re.search(r"\b(should|must|wrong choice|correct|score|well done)\b", text)


# --- both canvases ---


def both(kept="", bet=None, press=True):
    answers = {both_canvases.CANVAS: kept} | ({} if bet is None else {both_canvases.BET: bet})
    simulation = both_canvases.SIMULATION
    events = [("press", "show")] if press else []
    return simulation.scene(after(simulation, *events), Here(answers, learner=True))


def kept(**ways):
    return norm_canvas.write(canvas(*(decided(habit, way) for habit, way in ways.items())))


def test_nothing_of_theirs_is_shown_before_the_button():
    scene = both(press=False)
    assert scene.tables == ()
    assert scene.said == "Nothing on your canvas is decided yet: it stands further up."


def test_the_bet_stands_beside_how_often_both_chose_the_same():
    mine = kept(drafts="new", trouble="theirs", meetings="theirs", questions="own")
    scene = both(mine, bet=4)
    assert scene.said == (
        "Two of your six are still open. You bet on 4 of the six. The two canvases say the same "
        "for three: drafts, meetings, questions. Each of you gave way to the other here: trouble. "
        "On theirs: Who moves: Remy's people twice, Jun's once, both twice."
    ).replace("On theirs: Who moves:", "On theirs, who moves:")


def test_one_that_is_open_is_told_as_one():
    kept_but_one = kept(**dict.fromkeys(KEYS[1:], "own"))
    assert both(kept_but_one).said.startswith("One of your six is still open. ")


def test_a_canvas_with_nothing_in_common_says_so():
    assert "say the same for none." in both(kept(drafts="own"), bet=1).said


def test_all_six_stand_beside_each_other():
    rows = both(kept(trouble="ours")).tables[0].rows
    assert [row[0] for row in rows] == [habit.name for habit in HABITS]
    assert rows[1][1:3] == ("Norrvane's way", "Norrvane's way")
    assert rows[0][1] == "not decided yet"


# --- the card ---


def test_the_charter_is_a_card_to_print_that_stays_in_the_folder(tmp_path):
    for item_id in norms_card.CARD.parts:
        assert find_item(item_id).goes == "folder"
    here = Here({"culture.my-norms": "Half a page. <New>."}, folder=tmp_path, learner=True)
    scene = norms_card.CARD.scene({}, here)
    assert scene.tables[0].rows[1][1] == STILL_TO_WRITE
    note = norms_card.CARD.make_page(here)
    assert "norms-card.html" in note.words
    assert "&lt;New&gt;" in (tmp_path / "norms-card.html").read_text("utf-8")

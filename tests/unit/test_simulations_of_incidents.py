"""The eight scenes of lesson 3.1: how they are made, and how they are told from the other side."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_lessons.items.bank import find_item
from alliance_lessons.items.dialogue import Choice, play, script
from alliance_lessons.items.item import keys
from alliance_lessons.views.simulation import Here
from alliance_lessons.views.simulations import eight_scenes_twice as twice

EYES = twice.eyes()
FIRST, *LATER = EYES  # the first is an item of its own, seven are played
SCENES = {
    key: scene
    for item_id in twice.PLAYED
    for key, scene in script(find_item(item_id)).scenes.items()
}
ANSWERING = {
    twice.FIRST: "ask",
    twice.BET: 6,
    twice.PLAYED[0]: ["habit", "for-what", "habit", "what", "habit", "way"],
    twice.PLAYED[1]: ["habit", "order", "other", "happens", "other", "usually", "habit", "home"],
}


def after(presses, answers=ANSWERING, learner=True):
    simulation = twice.SIMULATION
    state = simulation.start()
    for _ in range(presses):
        state = simulation.after(state, ["press", "next"])
    return simulation.scene(state, Here(answers, learner=learner))


def brings(choice: Choice) -> bool:
    return bool(choice.follows.add)


# --- the scenes ---


def test_there_are_eight_and_no_reason_is_the_usual_one():
    reasons = Counter(told["out"] for told in EYES.values())
    assert reasons == {"habit": 3, "other": 3, "both": 1, "open": 1}


def test_the_reason_is_not_told_by_the_place_in_the_list():
    reasons = [told["out"] for told in EYES.values()]
    assert all(one != following for one, following in pairwise(reasons))


@pytest.mark.parametrize("key", LATER)
def test_each_scene_has_two_readings_and_three_questions(key):
    assert set(keys_of(key)) == {"habit", "other"}
    assert len(keys_of(f"{key}-ask")) == 3
    assert "their way over there" in SCENES[key].text


def test_neither_reading_and_no_good_question_always_comes_first():
    first = {keys_of(key)[0] for key in LATER}
    assert first == {"habit", "other"}
    places = {
        n for key in LATER for n, one in enumerate(SCENES[f"{key}-ask"].choices) if brings(one)
    }
    assert places == {0, 1, 2}


def test_the_length_of_a_question_does_not_tell_whether_it_brings_an_answer():
    longest = [max(SCENES[f"{key}-ask"].choices, key=lambda one: len(one.text)) for key in LATER]
    assert sum(map(brings, longest)) <= len(LATER) / 3


@pytest.mark.parametrize("key", LATER)
def test_a_question_brings_an_answer_and_one_does_not(key):
    found = [one.follows.add for one in SCENES[f"{key}-ask"].choices]
    assert set(found) == {frozenset(), frozenset({f"{key}-known"})}


def test_a_question_that_blames_or_asks_for_a_change_brings_no_answer():
    for key in LATER:
        for one in SCENES[f"{key}-ask"].choices:
            if one.key in ("why", "finished", "at-once", "exception", "from-now"):
                assert not brings(one), one.text


def keys_of(key):
    return [one.key for one in SCENES[key].choices]


# --- the same from the other side ---


def rows_of(scene):
    return {row[0]: row[1:] for row in scene.tables[0].rows}


def test_a_scene_shows_reading_and_question_beside_how_both_looked_over_there():
    scene = after(1, {**ANSWERING, twice.PLAYED[0]: ["other", "well"]})
    assert scene.said.startswith("Scene 2 of 8, month 3: The sketch. A habit of Product:")
    assert scene.said.endswith("Your question had left it open.")
    rows = rows_of(scene)
    assert rows["The moment"][1].startswith("Dario:")
    reading, looked = rows["What you took it for"]
    assert reading.startswith("Too few people.")
    assert "twice, in passing" in looked
    asked, landed = rows["What you asked"]
    assert asked == "“Is everything all right with your people over there just now?”"
    assert landed.startswith("Is everything all right?")


def test_a_question_that_brought_it_out_is_told():
    assert after(1).said.endswith("Your question brought that out.")


@pytest.mark.parametrize("option", keys(find_item(twice.FIRST).options))
def test_the_first_scene_shows_what_was_done_and_how_it_looked(option):
    did, looked = rows_of(after(0, {twice.FIRST: option}))["What you did first"]
    assert did == next(one.text for one in find_item(twice.FIRST).options if one.key == option)
    assert "Tilo" in looked


def test_what_is_not_played_is_not_given_away():
    scene = after(1, {})
    assert scene.said.endswith("You have not played it yet: it stands further up.")
    assert scene.tables == ()
    half = {**ANSWERING, twice.PLAYED[1]: ["habit"]}
    assert (
        after(8, half).said
        == "You bet on 6 of 8. Four of the eight are not played yet: further up."
    )
    assert [row[1] for row in after(8, half).tables[0].rows].count(
        "not played yet: further up"
    ) == 4


def test_a_reading_without_its_question_is_not_played():
    assert not after(1, {twice.PLAYED[0]: ["habit"]}).tables


def test_the_list_puts_the_bet_beside_what_comes_out():
    said = after(8).said
    assert said.startswith("You bet on 6 of 8. In three a habit, and nothing else, is what comes")
    assert "“The sketch”, “Seven hours” and “The channel”" in said
    assert "“Tuesday's yes” was both, and “The silent call” is still open." in said
    # the sketch, four o'clock, the yes, the seven hours and the silent call
    assert said.endswith("took five for a habit, and in seven your question brought its answer.")


def test_who_only_reads_is_told_all_and_asked_for_no_bet():
    said = after(8, {}, learner=False).said
    assert said.startswith("In three a habit")
    assert "you" not in said.casefold().split()
    assert all("not played" not in " ".join(row) for row in after(8, {}, False).tables[0].rows)


def test_it_goes_no_further_than_the_list_and_back():
    assert after(8).off == ("next",)
    assert after(20) == after(8)
    assert after(0).off == ("back",)


@given(st.data())
@settings(deadline=None, max_examples=25)
def test_any_way_through_is_told(data):
    answers = {twice.FIRST: data.draw(st.sampled_from(keys(find_item(twice.FIRST).options)))}
    for item_id in twice.PLAYED:
        path: list[str] = []
        while offered := play(find_item(item_id), path).steps[-1].offered:
            path.append(data.draw(st.sampled_from(offered)).key)
        answers[item_id] = path
    whole = after(8, answers)
    assert "You have placed no bet yet." in whole.said
    assert [row[0] for row in whole.tables[0].rows] == [told["title"] for told in EYES.values()]
    for n, key in enumerate(EYES):
        scene = after(n, answers)
        assert EYES[key]["found"] in scene.said
        assert ("What you asked" in rows_of(scene)) == (key != FIRST)

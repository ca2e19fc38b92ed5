"""A dialogue remembers, its late consequences come, and no player is ever stuck."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.items import marking
from alliance_lessons.items.bank import BankError, content_files, read_file
from alliance_lessons.items.dialogue import play, script, walks
from alliance_lessons.items.dialogue_faults import unreached
from alliance_lessons.items.item import Item
from tests.dialogues import SCENES, dialogue

ITEM = dialogue()
SHIPPED = [item for file in content_files() for item in read_file(file) if item.kind == "dialogue"]
EVERY = [ITEM, *SHIPPED]


def trust(*path: str) -> float:
    return 100 * play(ITEM, path).state.trust.level


def test_a_promise_that_was_not_kept_comes_back_later() -> None:
    assert play(ITEM, ["yes"]).state.ever == {"promised"}
    (later,) = play(ITEM, ["yes"]).steps[-1].happened
    assert later.text == "The list is not there."
    assert play(ITEM, ["yes"]).state.notes == frozenset()
    assert play(ITEM, ["ask"]).steps[-1].happened == ()


def test_trust_moves_by_the_model_from_fifty_of_a_hundred() -> None:
    assert trust() == 50
    assert trust("yes") == pytest.approx(37.5)  # a quarter less
    assert trust("ask") == pytest.approx(52.5)  # a twentieth of the gap more
    assert trust("bluff") == pytest.approx(25)  # half of it
    assert 100 * play(ITEM, ["yes"]).state.own.level == pytest.approx(52.5)


def test_the_scenes_that_follow_depend_on_trust_and_memory() -> None:
    assert play(ITEM, ["bluff"]).ending == "Cut short"
    assert play(ITEM, ["yes", "phone"]).ending == "Polite"
    assert play(ITEM, ["ask", "phone"]).ending == "A call"
    assert [c.key for c in play(ITEM, ["yes"]).steps[-1].offered] == ["phone", "mail"]
    assert [c.key for c in play(ITEM, ["ask"]).steps[-1].offered] == ["phone", "mail", "send"]


def test_a_choice_that_was_not_offered_does_not_fit() -> None:
    for path in (["no-such"], ["yes", "send"], ["ask", "phone", "phone"]):
        assert not play(ITEM, path).fits
        assert marking.misfit(ITEM, path)
    assert marking.misfit(ITEM, ["yes", "phone"]) is None


def test_feedback_tells_what_followed_and_what_came_later() -> None:
    lines = marking.feedback(ITEM, ["yes", "phone"]).lines
    assert [(line.label, line.text) for line in lines] == [
        ("Promise the list", "Noor is glad. The list is not there."),
        ("Phone Noor", "You speak."),
    ]


def test_a_path_is_recorded_told_in_words_and_never_marked() -> None:
    assert marking.outcome(ITEM, ["yes"]) == "recorded"
    assert marking.share(ITEM, ["yes"], ["yes"]) == 0
    assert marking.in_words(ITEM, ["ask", "send"]) == (
        "Day 1: Ask what it is for; Day 5: Send what Monday needs; the end: A call"
    )
    assert "not come to its end" in (marking.missing(ITEM, ["yes"]) or "")
    assert marking.missing(ITEM, ["ask", "send"]) is None


@pytest.mark.parametrize("item", EVERY, ids=lambda item: item.id)
def test_every_scene_choice_and_ending_can_be_reached(item: Item) -> None:
    assert unreached(script(item)) == []


def test_a_walk_meets_every_moment_by_a_path_that_leads_there() -> None:
    met = dict(walks(script(ITEM)))
    assert {step.scene.ending for step in met.values()} == {"", "Cut short", "A call", "Polite"}
    for path, step in met.items():
        assert play(ITEM, path).steps[-1] == step


@given(st.sampled_from(EVERY), st.data())
def test_whoever_plays_comes_to_an_end(item: Item, data: st.DataObject) -> None:
    plot, path = script(item), list[str]()
    step = plot.begin()
    while step.offered:
        assert len(step.offered) >= 2
        choice = data.draw(st.sampled_from(step.offered))
        step = plot.after(step, choice)
        path.append(choice.key)
    assert step.scene.ending == play(item, path).ending
    assert marking.misfit(item, path) is None
    assert marking.missing(item, path) is None


FAULTS = {
    "unknown next": ('next = "friday"', 'next = "monday"', "there is no scene 'monday'"),
    "last next with a condition": (
        'next = ["short", "friday"]',
        'next = ["friday", "short"]',
        "the last of next has a condition",
    ),
    "one way only": (
        'text = "Phone Noor"',
        'text = "Phone Noor"\nif = ["freeze"]',
        "needs two choices without a condition",
    ),
    "a loop": ('next = ["well", "cool"]', 'next = "call"', "lie on a loop"),
    "no choices and no ending": ('ending = "Polite"', "", "needs either choices or an ending"),
    "an event that is none": ('trust = "broken"', 'trust = "lost"', "kept, broken, deceit"),
    "an undeclared note": ('add = ["freeze"]', 'add = ["frost"]', "'frost' is used and not"),
    "a note never added": ('add = ["promised"]', "", "'promised' is never added"),
    "a quiet note of no use": (
        'text = "Their change freeze begins on Monday"\nkind = "learned"',
        'text = "Unasked"\nkind = "quiet"\n[[item.note]]\nkey = "x"\ntext = "X"\nkind = "quiet"',
        "'x' is never added",
    ),
    "no partner's words": ('partner = "A mail."\n', "", "(mail) needs partner"),
    "an unknown field": ('key = "mail"', 'key = "mail"\nmood = "low"', "unknown field 'mood'"),
    "a key twice": ('key = "mail"', 'key = "phone"', "'phone' stands twice"),
    "a wrong type": ('text = "It is Friday."', "text = 5", "text has the wrong type"),
    "a condition on the first scene": (
        'when = "Day 1"',
        'when = "Day 1"\ntrust_from = 1',
        "first scene may have no condition",
    ),
    "a list in a list": ('if = ["promised"]', 'if = [["promised"]]', "must be a list of words"),
    "a number among words": ('add = ["freeze"]', "add = [1]", "must be a list of words"),
    "a table for next": ('next = "friday"', "next = [{}]", "must be a list of words"),
    "more than all trust": ("trust_from = 51", "trust_from = 510", "between 0 and 100"),
    "trust that is no number": ("trust_from = 51", "trust_from = true", "wrong type"),
    "blank words": ('text = "It is Friday."', 'text = "  "', "needs text"),
    "no partner at all": ('partner = "Noor"', "", "needs partner"),
    "a key": ('partner = "Noor"', 'partner = "Noor"\nkey = ["yes"]', "has no key"),
}


@pytest.mark.parametrize(("old", "new", "says"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_in_a_sentence(old: str, new: str, says: str) -> None:
    assert old in SCENES
    with pytest.raises(BankError) as fault:
        dialogue(SCENES.replace(old, new, 1))
    assert says in str(fault.value)
    assert "\n" not in str(fault.value)


def test_what_no_path_reaches_is_named() -> None:
    lost = SCENES.replace("trust_from = 51", "trust_from = 99")
    assert unreached(script(dialogue(lost))) == ["the scene 'well'"]
    never = SCENES.replace('key = "bluff"', 'key = "bluff"\ntrust_from = 90')
    assert "the choice 'bluff' of scene 'call'" in unreached(script(dialogue(never)))
    late = SCENES.replace('if = ["promised"]', 'if = ["promised", "freeze"]')
    assert any("late consequence" in one for one in unreached(script(dialogue(late))))

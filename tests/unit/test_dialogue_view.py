"""A dialogue on the page: only what has happened, saved at each choice, found again."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from alliance_lessons.views.dialogue_view import DialogueView
from alliance_lessons.views.replay import replay
from alliance_lessons.views.simulation import Here
from alliance_lessons.views.simulation_view import SimulationView
from alliance_lessons.workbook import answers
from tests.dialogues import dialogue

ITEM = dialogue()


@pytest.fixture
def view(tmp_path: Path) -> DialogueView:
    return DialogueView(ITEM, tmp_path)


def choose(view: DialogueView, *path: str) -> None:
    view.given = {"value": list(path), "confidence": None, "seq": 1 + view.given.get("seq", 0)}


def kept(folder: Path) -> list[list[str]]:
    return [entry.value for entry in answers.read(folder).history.get(ITEM.id, ())]


def test_nothing_that_has_not_happened_reaches_the_page(view: DialogueView) -> None:
    on_the_page = json.dumps(view.get_state(), default=str)
    assert "Noor calls about the list." in on_the_page
    for later in ("Noor is glad.", "A date at last.", "It is Friday.", "Cut short"):
        assert later not in on_the_page


def test_a_choice_is_saved_and_shows_what_follows(view: DialogueView, tmp_path: Path) -> None:
    choose(view, "ask")
    assert kept(tmp_path) == [["ask"]]
    assert view.shown["follows"] == ["Noor tells of the freeze."]
    assert view.shown["now"]["when"] == "Day 5"
    assert view.shown["known"] == ["Their change freeze begins on Monday"]
    assert view.saved == {"seq": 1, "ok": True, "problem": ""}


def test_one_way_through_is_one_answer_and_another_way_a_second(
    view: DialogueView, tmp_path: Path
) -> None:
    choose(view, "ask")
    choose(view, "ask", "send")
    assert view.shown["now"]["ending"] == "A call"
    choose(view, "ask")  # back to Friday
    choose(view, "ask", "mail")
    assert kept(tmp_path) == [["ask", "send"], ["ask", "mail"]]


def test_the_story_goes_on_where_it_was_left(view: DialogueView, tmp_path: Path) -> None:
    choose(view, "yes")
    again = DialogueView(ITEM, tmp_path)
    assert again.shown == view.shown
    assert again.shown["now"]["happened"] == ["The list is not there."]


def test_a_choice_that_is_not_there_is_refused_and_the_story_stays(
    view: DialogueView, tmp_path: Path
) -> None:
    choose(view, "yes")
    choose(view, "yes", "send")
    assert not view.saved["ok"]
    assert "could not be made" in view.saved["problem"]
    assert view.shown["path"] == ["yes"]
    assert kept(tmp_path) == [["yes"]]


def test_the_end_says_what_going_back_means(view: DialogueView, tmp_path: Path) -> None:
    assert "one of 3 endings" in view.shown["after"]
    graded = DialogueView(replace(ITEM, graded=True), tmp_path)
    assert "Your last path counts" in graded.shown["after"]


def test_it_can_be_read_and_played_without_a_page(view: DialogueView) -> None:
    assert "Noor calls about the list." in repr(view)
    assert "Noor is glad." in view.page()
    assert "Friday" not in view.page()
    assert view.answer(["ask", "send"]).endswith("A call")


# --- the replay ---


def looked_at(presses: int, path: list[str], bet: float | None, monkeypatch: pytest.MonkeyPatch):
    """The scene of a replay after so many presses of Next, for a learner with these answers."""
    monkeypatch.setattr("alliance_lessons.views.replay.find_item", {ITEM.id: ITEM}.__getitem__)
    simulation = replay("again", "Again", "Once more.", dialogue=ITEM.id, bet="t.bet")
    state = simulation.start()
    for _ in range(presses):
        state = simulation.after(state, ["press", "next"])
    given = {ITEM.id: path, **({} if bet is None else {"t.bet": bet})}
    return simulation.scene(state, Here(answers=given, learner=True))


def test_before_the_story_there_is_nothing_to_look_back_on(monkeypatch) -> None:
    scene = looked_at(0, [], None, monkeypatch)
    assert "further up" in scene.said
    assert set(scene.off) == {"next", "back", "first"}


def test_a_moment_shows_both_sides_and_the_paths_not_taken(monkeypatch) -> None:
    scene = looked_at(1, ["yes", "phone"], 70, monkeypatch)
    assert "Moment 2 of 3: Day 5" in scene.said
    assert "Before this decision Noor's trust in you stood at 38 of 100, yours in Noor at 52" in (
        scene.said
    )
    both, others = scene.tables
    assert ("What came later", "The list is not there.", "I had told Dario.") in both.rows
    assert ("What you did", "Phone Noor You speak.", "A voice.") in both.rows
    assert others.rows == (("Write to Noor", "No answer yet.", "A mail."),)
    assert others.fold


def test_one_back_from_the_end_is_the_moment_before_it(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr("alliance_lessons.views.replay.find_item", {ITEM.id: ITEM}.__getitem__)
    monkeypatch.setattr("alliance_lessons.views.simulation_view.find_item", lambda _: ITEM)
    answers.save(tmp_path, ITEM.id, ["yes", "phone"])
    simulation = replay("again", "Again", "Once more.", dialogue=ITEM.id, bet="t.bet")
    view = SimulationView(simulation, tmp_path)
    assert "Moment 3 of 3" in view.do(*[("press", "next")] * 9)
    assert "Moment 3 of 3" in view.do(("press", "next"))
    assert "Moment 2 of 3" in view.do(("press", "back"))
    answers.save(tmp_path, ITEM.id, ["yes"])  # gone back in the story meanwhile
    assert "Moment 2 of 2" in view.do(("press", "next"))
    assert "Moment 1 of 2" in view.do(("press", "back"))


def test_the_bet_is_told_at_the_end_and_not_before(monkeypatch) -> None:
    assert "bet" not in looked_at(1, ["ask", "send"], 70, monkeypatch).said
    end = looked_at(2, ["ask", "send"], 70, monkeypatch)
    assert "Your ending: A call. You bet that Noor would trust you at 70." in end.said
    assert "next" in end.off
    assert "no bet" in looked_at(2, ["ask", "send"], None, monkeypatch).said
    assert "not come to its end" in looked_at(9, ["ask"], None, monkeypatch).said

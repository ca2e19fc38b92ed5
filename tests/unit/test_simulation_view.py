"""The widget: what it sends and when, and what it keeps."""

import json

import pytest

from alliance_lessons.errors import CourseError
from alliance_lessons.views import explore
from alliance_lessons.workbook import answers

PLAYED = "rights.played-eight-partners"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    return tmp_path


def tell(view, *events, word="w"):
    view._told(None, {"events": [list(event) for event in events], "word": word}, None)


def sent(view, *events):
    """The traits that change with these events."""
    names = []
    view.observe(lambda change: names.append(change["name"]))
    tell(view, *events)
    return set(names)


def test_an_unknown_simulation_is_refused():
    with pytest.raises(CourseError, match=r"no simulation 'nothing'; there are .*courtesy-card"):
        explore("nothing")


def test_what_could_not_be_read_is_told_until_it_can(folder):
    view = explore("both-ledgers")
    (folder / "responses.json").mkdir()
    tell(view, ("press", "show"))
    assert "responses.json" in view.problem
    (folder / "responses.json").rmdir()
    tell(view)
    assert view.problem == ""


def test_only_what_differs_is_sent():
    view = explore("when-a-promise-holds")
    first = sent(view, ("set", "chance", 65))  # the first move shows the model's needs as well
    assert first == {
        "values",
        "labels",
        "pictures",
        "said",
        "shown_model",
        "tables",
        "heard",
    }
    assert sent(view, ("set", "chance", 60)) == {"values", "pictures", "said", "tables"}
    assert sent(view) == set(), "a look without news sends nothing"


def test_a_batch_is_answered_with_its_word():
    view = explore("slips-and-forgiveness")
    tell(view, ("press", "next"), ("press", "next"), word="one")
    assert view.heard == "one"
    assert view.said.startswith("After 2 rounds")


@pytest.mark.parametrize("content", [None, [], {}, {"events": 3}, {"events": [[], {}, None, 5]}])
def test_what_is_no_event_changes_nothing(content):
    view = explore("eight-partners")
    before = view.said
    view._told(None, content, None)
    assert view.said == before


def test_everything_sent_is_json():
    for name in ("eight-partners", "slips-and-forgiveness", "both-ledgers"):
        view = explore(name)
        tell(view, ("press", "give"), ("press", "play"), ("press", "show"))
        json.dumps(view.get_state(), allow_nan=False)


def test_what_was_played_is_found_after_a_restart(folder):
    view = explore("eight-partners")
    tell(view, ("set", "partner", "D"), ("press", "give"), ("press", "hold"))
    again = explore("eight-partners")
    assert again.said == view.said
    assert again.values["partner"] == "D"
    assert answers.read(folder).latest(PLAYED).value == "D1:gh now:D"


def test_many_moves_are_one_answer_in_the_history(folder):
    view = explore("eight-partners")
    for _ in range(6):
        tell(view, ("press", "give"))
    assert len(answers.read(folder).history[PLAYED]) == 1


def test_a_look_saves_nothing(folder):
    tell(explore("eight-partners"))
    tell(explore("norm-canvas"), ("set", "habit", "dates"))
    assert list(folder.iterdir()) == []


def test_to_look_around_in_an_old_tab_takes_nothing_back_that_a_new_one_has_saved(folder):
    old, new = explore("norm-canvas"), explore("norm-canvas")
    tell(new, ("set", "habit", "trouble"), ("set", "way", "theirs"))
    tell(old, ("set", "habit", "dates"))
    kept = answers.read(folder).latest("culture.norm-canvas").value
    assert kept == "Trouble: keep theirs; first test: none yet"


def test_a_decision_taken_back_is_saved_too(folder):
    view = explore("norm-canvas")
    tell(view, ("set", "way", "theirs"))
    tell(view, ("set", "way", "open"))
    assert answers.read(folder).latest("culture.norm-canvas").value == ""


def test_a_kept_text_that_makes_no_sense_is_a_fresh_start(folder):
    answers.save(folder, PLAYED, "Z9:gg what")
    assert explore("eight-partners").said == "Partner A: no round played yet."


def test_moves_go_on_where_they_can_not_be_saved(folder):
    view = explore("eight-partners")
    (folder / "responses.json").mkdir()
    tell(view, ("press", "give"))
    assert "you gave" in view.said
    assert "responses.json" in view.problem
    (folder / "responses.json").rmdir()
    tell(view, ("press", "give"))
    assert view.problem == ""


def test_nothing_is_saved_while_grading(folder, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    tell(explore("eight-partners"), ("press", "give"))
    assert not (folder / "responses.json").exists()


def test_a_bet_placed_later_is_seen_at_the_next_look(folder):
    view = explore("when-a-promise-holds")
    assert "Place your bet" in view.said
    answers.save(folder, "rights.bet-enough-future", 40)
    tell(view)
    assert "You bet 40 %" in view.said
    answers.save(folder, "rights.bet-enough-future", "forty")
    tell(view)
    assert "Place your bet" in view.said, "what does not fit counts as unanswered"


def test_the_card_is_written_once_the_button_is_pressed(folder):
    view = explore("courtesy-card")
    answers.save(folder, "rights.my-courtesy", "One report fewer.")
    tell(view)
    assert not (folder / "courtesy-card.html").exists()
    tell(view, ("press", "page"))
    assert "One report fewer." in (folder / "courtesy-card.html").read_text("utf-8")
    assert view.note["words"].startswith("Your card is in courtesy-card.html")


def test_stored_outputs_hold_no_answer_of_the_learner(folder):
    answers.save(folder, "rights.my-courtesy", "my secret partner")
    answers.save(folder, "rights.bet-enough-future", 41)
    for name in ("courtesy-card", "when-a-promise-holds"):
        view = explore(name)
        assert repr(view) == view.words()
        assert "secret" not in view.page() + repr(view)
        assert "41" not in repr(view)
        data, _ = view._repr_mimebundle_()
        assert data["text/html"] == view.page()

"""Both ledgers and the courtesy card: words about the learner's own answers."""

from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.items.bank import find_item
from alliance_lessons.items.item import keys
from alliance_lessons.views.simulation import Here
from alliance_lessons.views.simulations import both_ledgers as ledgers
from alliance_lessons.views.simulations import courtesy_card as card

RIGHTS = keys(find_item("rights.ledger").rows)
ALL_ASKED = dict.fromkeys(RIGHTS, "ask")


def both(ledger=None, **answers):
    answers = {f"rights.{name}": value for name, value in answers.items()}
    if ledger is not None:
        answers["rights.ledger"] = ledger
    state = ledgers.SIMULATION.after(ledgers.SIMULATION.start(), ["press", "show"])
    return ledgers.SIMULATION.scene(state, Here(answers=answers, learner=True))


def test_the_bank_tells_worth_and_cost_of_every_right():
    assert set(ledgers.sides()) == set(RIGHTS)
    assert all(set(side) >= {"worth", "cost"} for side in ledgers.sides().values())


def test_nothing_is_shown_before_the_button():
    scene = ledgers.SIMULATION.scene(ledgers.SIMULATION.start(), Here(learner=True))
    assert scene.tables == ()
    assert "None of the 12 rights is decided yet" in scene.said


def test_an_unfinished_ledger_is_said_in_words():
    scene = both(dict.fromkeys(RIGHTS[:7], "keep"))
    assert scene.said.startswith("5 of 12 rights are not decided yet.")
    assert [row[1] for row in scene.tables[0].rows].count("not decided yet") == 5
    assert both(dict.fromkeys(RIGHTS[:11], "ask")).said.startswith("1 of 12 rights is not decided")


def test_the_bet_stands_beside_the_choices():
    choices = {"press": "forgo", "engineers": "forgo", "name": "forgo", "code": "trade"}
    scene = both({**ALL_ASKED, **choices}, bet=5)
    assert scene.said == (
        "You bet that you could forgo 5; you forgo 3, trade 1, keep 0 and leave 8 to others. Of "
        "the 3 you forgo, Tallowmere wanted 2; 2 cost people who have to be asked first: your "
        "service crews and your marketing people."
    )
    assert both(ALL_ASKED).said.startswith("You placed no bet; you forgo 0,")


def test_what_was_asked_is_marked():
    rows = {row[0]: row for row in both(ALL_ASKED, questions=["press"]).tables[0].rows}
    assert rows["Ten days to read press texts"][1:] == (
        "Not mine: ask first",
        "nothing: it frees two hours a text",
        "much (you asked)",
    )


@pytest.mark.parametrize("choice", ["keep", "trade", "forgo"])
def test_safety_and_prices_are_said_plainly(choice):
    said = both({**ALL_ASKED, "alarms": choice}).said
    assert "The bench test of alarms belongs to safety, so the line there is" in said
    said = both({**ALL_ASKED, "alarms": choice, "prices": choice}).said
    assert "belongs to safety and prices asked of your competitors belong before legal" in said
    assert "belongs to safety" not in both(ALL_ASKED).said


def test_one_gift_reads_as_one():
    assert "Tallowmere wanted the one you forgo." in both({**ALL_ASKED, "press": "forgo"}).said
    said = both({**ALL_ASKED, "name": "forgo"}).said
    assert "did not want the one you forgo; it costs your marketing people something." in said


@given(st.dictionaries(st.sampled_from(RIGHTS), st.sampled_from(["keep", "trade", "forgo", "ask"])))
def test_any_ledger_has_its_sentence(ledger):
    scene = both(ledger, bet=3, questions=RIGHTS[:6])
    assert scene.said.endswith(".") or scene.said.endswith("”.")
    assert len(scene.tables[0].rows) == 12


def here(folder=None, **answers):
    answers = {f"rights.my-{name}": value for name, value in answers.items()}
    return Here(answers=answers, today=date(2026, 2, 20), folder=folder, learner=True)


FULL = {"courtesy": "One report fewer.", "words": "For this once.", "stop": "No answer by May."}


def test_the_card_says_when_to_look_again():
    scene = card.SIMULATION.scene({}, here(**FULL))
    assert scene.said == "Your card is complete. Look at it again on Friday, 6 March 2026."
    assert [row[1] for row in scene.tables[0].rows[:3]] == list(FULL.values())
    part = card.SIMULATION.scene({}, here(courtesy="x"))
    assert part.said.startswith("Your card still lacks: my words; what makes me stop.")


def test_the_page_stands_beside_the_lesson(tmp_path):
    note = card.CARD.make_page(here(tmp_path, **FULL))
    written = (tmp_path / "courtesy-card.html").read_text("utf-8")
    assert note.words == "Your card is in courtesy-card.html, in the folder of this lesson."
    assert note.page == written
    assert "Friday, 6 March 2026" in written
    assert [one.name for one in tmp_path.iterdir()] == ["courtesy-card.html"]
    assert "://" not in written
    assert "<script" not in written


def test_it_replaces_an_earlier_page_and_never_follows_a_link(tmp_path):
    other = tmp_path / "other"
    other.write_text("kept")
    (tmp_path / "courtesy-card.html").symlink_to(other)
    card.CARD.make_page(here(tmp_path, **FULL))
    assert other.read_text() == "kept"
    assert not (tmp_path / "courtesy-card.html").is_symlink()


def test_where_it_can_not_be_written_a_sentence_says_so(tmp_path):
    note = card.CARD.make_page(here(tmp_path / "gone", **FULL))
    assert note.words.startswith("courtesy-card.html can't be written (")
    assert note.page == ""


def test_an_empty_card_is_not_printed(tmp_path):
    note = card.CARD.make_page(here(tmp_path))
    assert note.words == "Nothing is written yet, so there is no card to print."
    assert list(tmp_path.iterdir()) == []


class Words(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.text = set(), ""

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)

    def handle_data(self, data):
        self.text += data


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80))
def test_what_a_learner_writes_stays_words(text):
    page = card.CARD.page(here(courtesy=text + "<script>alert(1)</script>{x}"))
    words = Words()
    words.feed(page)
    assert "script" not in words.tags
    assert text.strip() in words.text

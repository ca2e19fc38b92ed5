"""The words of the bank: feedback of its own for each option, no stem twice, of readable length."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from alliance_lessons.items.item import Item, Part
from tests.content.bank_words import Words, bank, every_item
from tests.content.item_faults import (
    feedback_faults,
    file_faults,
    length_faults,
    lix,
    option_faults,
    reading_faults,
    sign_faults,
    stem_faults,
)

CHECKS: dict[str, Callable[[Iterable[Item]], Iterator[str]]] = {
    "feedback": feedback_faults,
    "stems": stem_faults,
    "lengths": length_faults,
    "options": option_faults,
    "reading level": reading_faults,
    "signs": sign_faults,
}


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_the_bank_has_no_such_fault(check: Callable[[Iterable[Item]], Iterator[str]]) -> None:
    assert list(check(every_item())) == []


@pytest.mark.parametrize("name", bank())
def test_a_file_as_a_whole_is_plain_english(name: str) -> None:
    assert list(file_faults(name, bank()[name])) == []


# --- and each check finds what it should ----------------------------------------------------

OPTIONS = {
    "keep": (
        "Write that the thirty days stand",
        "Noor answers with one word and waits for spring.",
    ),
    "forgo": ("Write that you skip the test now", "Ines stands at your desk at eight, not amused."),
    "ask": ("Ask Noor what the days cost them", "You hear about a freeze that you did not know."),
}
LONG = "and then we ask who else would have to know about it " * 9


def choice(stem: str = "What do you do tonight, and why?", **options: tuple[str, str]) -> Item:
    """A good item but for what is given."""
    parts = [Part(key, *words) for key, words in {**OPTIONS, **options}.items()]
    return Item("made.up", "choice", stem, options=tuple(parts), key="keep")


def dialogue(**changed: str) -> Item:
    """A dialogue of one decision, good but for what is given."""
    choice = {
        "key": "yes",
        "text": "You say yes at once",
        "feedback": "Noor hangs up without a word and does not call again.",
        "partner": "Noor looks at the phone and thinks about last winter.",
        **changed,
    }
    scene = {
        "key": "call",
        "text": changed.get("scene", "Noor calls, and you have a minute before the train."),
        "later": [
            {"text": "The slot is gone.", "partner": "A slot that was promised is gone now."}
        ],
        "choice": [choice],
    }
    return Item(
        "made.talk", "dialogue", "You are new here. What do you say?", settings={"scene": [scene]}
    )


BAD: dict[str, tuple[str, list[Item], str]] = {
    "feedback twice": (
        "feedback",
        [choice(ask=("Ask Noor what it is", OPTIONS["keep"][1]))],
        "same",
    ),
    "feedback too short": ("lengths", [choice(ask=("Ask Noor what it costs", "No."))], "1 words"),
    "option too long": ("lengths", [choice(ask=(LONG, OPTIONS["ask"][1]))], "option ask"),
    "stem twice": ("stems", [choice(), choice("What do you do tonight and WHY")], "is that of"),
    "stem too long": ("lengths", [choice(LONG * 2)], "made.up, stem"),
    "options unlike": ("options", [choice(ask=("Ask", OPTIONS["ask"][1]))], "1.5 times"),
    "option twice": ("options", [choice(ask=(OPTIONS["keep"][0], "x"))], "stands twice"),
    "a long sentence": ("reading level", [choice(LONG)], "108 words in"),
    "long words": ("reading level", [choice("Organisational interdependence " * 30)], "LIX"),
    "a sign of Markdown": ("signs", [choice("What do *you* do tonight?")], "'*y' would stand"),
    "a gender": ("signs", [dialogue(feedback="Ines shakes her head, and then agrees.")], "'her'"),
    "talk says the same": ("feedback", [dialogue(partner=OPTIONS["ask"][1]), choice()], "same"),
    "talk says too little": ("lengths", [dialogue(feedback="Fine.")], "feedback call yes"),
    "talk in a long sentence": ("reading level", [dialogue(scene=LONG)], "scene call"),
}


@pytest.mark.parametrize(("check", "items", "says"), BAD.values(), ids=BAD)
def test_a_bad_item_is_found(check: str, items: list[Item], says: str) -> None:
    assert says in "\n".join(CHECKS[check](items))


def test_a_good_item_is_left_alone() -> None:
    assert [fault for check in CHECKS.values() for fault in check([choice(), dialogue()])] == []


def test_a_file_in_long_words_or_telegrams_is_found() -> None:
    def texts(text: str) -> Any:
        return [choice(text)] * 3

    assert "LIX" in "\n".join(file_faults("x", texts("Organisational interdependence " * 30)))
    assert "words in a sentence" in "\n".join(file_faults("x", texts("No. Yes. So? " * 40)))


def test_reading_level_is_words_per_sentence_and_the_percentage_of_long_words() -> None:
    one = Words("made.up", "stem", "", "We work together. Nobody asked for permission, though.")
    assert lix([one]) == pytest.approx(8 / 2 + 100 * 2 / 8)  # together, permission

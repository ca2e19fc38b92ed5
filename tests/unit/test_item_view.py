"""The widget of an item: what it says about an answer that still has open rows."""

import itertools
import re
from dataclasses import replace
from pathlib import Path

from alliance_lessons.items.item import Item, Part
from alliance_lessons.views.base import STATIC
from alliance_lessons.views.item_view import ItemView

ROWS = tuple(Part(key, key.upper(), f"On {key}.") for key in "rst")
COLUMNS = (Part("k", "Keep"), Part("t", "Trade"))
KEY = {"r": "k", "s": "t", "t": "k"}
GRID = Item("t.grid", "grid", "?", rows=ROWS, columns=COLUMNS, key=KEY, feedback="All in all.")


def told(folder: Path, answer: dict[str, str]) -> dict[str, object]:
    view = ItemView(GRID, folder)
    view.answer(answer)
    return dict(view.told)


def test_open_rows_make_no_answer_wrong_and_the_closing_word_waits(tmp_path: Path) -> None:
    some = told(tmp_path, {"r": "k"})
    assert some["outcome"] == "unfinished"
    assert some["overall"] == ""
    assert some["lines"] == [("R: Keep.", "On r.", True)]


def test_a_whole_answer_is_judged_and_closed(tmp_path: Path) -> None:
    assert told(tmp_path, KEY)["outcome"] == "correct"
    wrong = told(tmp_path, {"r": "t", "s": "k", "t": "t"})
    assert (wrong["outcome"], wrong["overall"]) == ("incorrect", "All in all.")


def test_what_was_chosen_and_what_is_said_of_it_are_two_sentences(tmp_path: Path) -> None:
    item = replace(GRID, columns=(Part("k", "Is it mine?"), Part("t", "Trade")))
    assert "S: Is it mine? Better: Trade. On s." in ItemView(item, tmp_path).answer({"s": "k"})
    assert "R: Trade. Better: Is it mine? On r." in ItemView(item, tmp_path).answer({"r": "t"})


def test_no_two_views_style_the_same_class_for_they_meet_on_one_page() -> None:
    classes = {
        sheet.name: set(re.findall(r"\.(al-[a-z-]+)", sheet.read_text("utf-8")))
        for sheet in STATIC.iterdir()
        if sheet.name.endswith(".css")
    }
    shared = classes.pop("view.css")
    own = [(name, one - shared) for name, one in classes.items()]
    for (first, some), (second, others) in itertools.combinations(own, 2):
        assert some & others == set(), f"{first} and {second}"

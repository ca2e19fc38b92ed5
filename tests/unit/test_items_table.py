"""A table: its live checks in plain sentences, its rows, its key, and what the page is told."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.items import checks, marking
from alliance_lessons.items.item import Item, Part
from alliance_lessons.views.fallback import item_page, item_words
from alliance_lessons.views.item_view import ItemView

ROWS = (
    Part("alarm", "Answer the night alarm", "Jun sees it first.", called="the night alarm", days=3),
    Part("parts", "Spare parts", "Ola has the stores.", days=4),
    Part("report", "Write the report", "One page will do.", called="the report", days=2.5),
)
PEOPLE = (
    Part("remy", "Remy", firm="Norrvane", days=3),
    Part("ola", "Ola, stores", called="Ola", firm="Norrvane"),
    Part("jun", "Jun", firm="Tallowmere"),
)
ROLES = (
    Part("a", "Accountable"),
    Part("r", "Does it"),
    Part("ar", "Both"),
    Part("c", "Asked first"),
    Part("i", "Told"),
)
TABLE = Item(
    "t.roles",
    "table",
    "Who does what?",
    rows=ROWS,
    columns=PEOPLE,
    options=ROLES,
    checks=tuple(checks.CHECKS),
)

FOUND = {
    "nothing is filled": ({}, []),
    "all is well": ({"alarm": {"remy": "ar"}, "parts": {"jun": "ar"}}, [checks.NOTHING]),
    "two are accountable": (
        {"alarm": {"remy": "a", "jun": "ar"}},
        ["Two are accountable for the night alarm: Remy and Jun."],
    ),
    "three are": (
        {"alarm": {"remy": "a", "jun": "ar", "ola": "a"}},
        ["Three are accountable for the night alarm: Remy, Ola and Jun."],
    ),
    "nobody is accountable, and no firm either": (
        {"alarm": {"jun": "r"}},
        ["Nobody is accountable for the night alarm."],
    ),
    "nobody does it": (
        {"parts": {"remy": "a", "jun": "c"}, "report": {"jun": "ar"}},
        ["Nobody does “Spare parts”."],
    ),
    "one firm has it all": (
        {"alarm": {"remy": "a", "jun": "r"}},
        ["Nobody at Tallowmere is accountable for anything."],
    ),
    # 4 and 2.5 days, of five; of three days for Remy
    "more than a week": (
        {"parts": {"ola": "ar"}, "report": {"ola": "r", "jun": "a"}},
        ["Ola would need 6.5 days a week and has 5."],
    ),
    "more than the person has": (
        {"parts": {"remy": "r", "jun": "a"}, "alarm": {"remy": "a", "jun": "r"}},
        ["Remy would need 4 days a week and has 3."],
    ),
    # 4 days for three people, 2.5 for one: 4/3 + 5/2 of three days
    "a third of four days": (
        {
            "parts": {"remy": "r", "jun": "ar", "ola": "r"},
            "report": {"remy": "ar"},
        },
        ["Remy would need 3.83 days a week and has 3."],
    ),
    "a row of empty cells": ({"alarm": {"remy": ""}, "parts": {}}, [checks.NOTHING]),
    "what is no answer": ({"alarm": {"remy": "z"}}, []),
}


@pytest.mark.parametrize(("value", "said"), FOUND.values(), ids=FOUND)
def test_what_stands_out_is_said(value: dict[str, dict[str, str]], said: list[str]) -> None:
    found = checks.found(TABLE, value)
    if said in ([], [checks.NOTHING]):
        assert found == said
    else:
        assert set(said) <= set(found)
        assert checks.NOTHING not in found


def test_only_the_checks_that_an_item_names_are_made() -> None:
    value = {"alarm": {"remy": "a", "jun": "a"}}
    assert checks.found(replace(TABLE, checks=("somebody-does",)), value) == [
        "Nobody does the night alarm."
    ]
    assert checks.found(replace(TABLE, checks=()), value) == []


CELLS = st.dictionaries(
    st.sampled_from(["alarm", "parts", "report"]),
    st.dictionaries(
        st.sampled_from(["remy", "ola", "jun"]), st.sampled_from(["a", "r", "ar", "c", "i", ""])
    ),
)


@given(CELLS)
def test_what_is_said_hangs_on_the_cells_alone(
    value: dict[str, dict[str, str]],
) -> None:
    turned = {
        row: dict(reversed(cells.items())) for row, cells in reversed(list(value.items())) if cells
    }
    said = checks.found(TABLE, value)
    if turned:
        assert checks.found(TABLE, turned) == said
    assert len(set(said)) == len(said)
    assert all(one.endswith(".") and "\n" not in one for one in said)


@given(CELLS)
def test_a_key_changes_nothing_of_what_is_said(value: dict[str, dict[str, str]]) -> None:
    keyed = replace(TABLE, key={"alarm": {"remy": "a", "jun": "r"}})
    assert checks.found(keyed, value) == checks.found(TABLE, value)


# --- on the page ----------------------------------------------------------------------------


def test_the_page_is_told_at_each_change_and_the_answer_is_saved_anyway(tmp_path: Path) -> None:
    view = ItemView(TABLE, tmp_path)
    assert view.noticed == []
    for value in ({"alarm": {"remy": "a"}}, {"alarm": {"remy": "a", "jun": "a"}}):
        view.given = {"value": value, "confidence": None, "seq": 1}
        assert view.noticed == checks.found(TABLE, value)
        assert view.told == {}
        saved = json.loads((tmp_path / "responses.json").read_text())
        assert saved["responses"]["t.roles"][-1]["value"] == value
    assert "Two are accountable for the night alarm: Remy and Jun." in view.noticed


def test_what_was_noticed_is_there_again(tmp_path: Path) -> None:
    ItemView(TABLE, tmp_path).answer({"alarm": {"remy": "r"}})
    assert ItemView(TABLE, tmp_path).noticed[0] == "Nobody is accountable for the night alarm."


def test_an_answer_from_code_is_told_the_same(tmp_path: Path) -> None:
    said = ItemView(TABLE, tmp_path).answer({"parts": {"ola": "a"}})
    assert "Spare parts: Ola, stores: Accountable. Ola has the stores." in said
    assert said.endswith(
        "Nobody does “Spare parts”.\nNobody at Tallowmere is accountable for anything."
    )


def test_what_does_not_fit_is_not_checked(tmp_path: Path) -> None:
    view = ItemView(TABLE, tmp_path)
    assert "each cell takes one of" in view.answer({"alarm": {"remy": "boss"}}).lower()
    assert view.noticed == []


def test_without_a_kernel_the_table_and_what_is_checked_can_be_read() -> None:
    words, page = item_words(TABLE), item_page(TABLE)
    assert "- Spare parts [Remy (Norrvane) | Ola, stores (Norrvane) | Jun (Tallowmere)]" in words
    assert "Each cell takes one of: Accountable, Does it, Both, Asked first, Told" in words
    for text in (words, page):
        assert "Checked as you go, and never a mark: exactly one is accountable" in text
    assert '<th scope="col">Remy (Norrvane)</th>' in page
    assert '<th scope="row">Spare parts</th><td></td><td></td><td></td>' in page
    assert "<details><summary>Spare parts</summary><p>Ola has the stores.</p></details>" in page
    assert "Ola has the stores." not in item_page(replace(TABLE, graded=True))


def test_a_table_without_checks_says_nothing_of_them() -> None:
    plain = replace(TABLE, checks=())
    assert "Checked" not in item_words(plain) + item_page(plain)


# --- rows, key and feedback -----------------------------------------------------------------

KEYED = replace(
    TABLE, key={"alarm": {"remy": "a", "jun": "r"}, "parts": {"ola": "ar", "jun": ""}}, feedback="."
)


def test_a_row_is_told_what_would_be_better_and_one_without_a_key_gets_no_verdict() -> None:
    value = {
        "alarm": {"remy": "a", "jun": "a"},
        "parts": {"ola": "ar", "remy": "i"},
        "report": {"jun": "ar"},
    }
    alarm, parts, report = marking.feedback(KEYED, value).lines
    assert (alarm.label, alarm.right) == (
        "Answer the night alarm: Remy: Accountable, Jun: Accountable",
        False,
    )
    assert alarm.text == "Better: Jun: Does it. Jun sees it first."
    assert (parts.label, parts.right) == ("Spare parts: Remy: Told, Ola, stores: Both", True)
    assert (report.text, report.right) == ("One page will do.", None)


def test_a_cell_that_should_stay_empty_is_told_so() -> None:
    (line,) = marking.feedback(KEYED, {"parts": {"ola": "ar", "jun": "r"}, "alarm": {}}).lines
    assert line.text == "Better: Jun: nothing. Ola has the stores."


def test_open_rows_make_no_answer_wrong(tmp_path: Path) -> None:
    view = ItemView(KEYED, tmp_path)
    view.answer({"alarm": {"remy": "a", "jun": "r"}})
    assert view.told["outcome"] == "unfinished"
    assert "1 of 3 rows are filled." in view.saved["problem"]


def test_an_answer_in_words_names_what_is_filled_and_no_more() -> None:
    value = {"parts": {"jun": "r", "remy": "", "ola": "a"}, "report": {}, "alarm": {"remy": ""}}
    assert marking.in_words(TABLE, value) == "Spare parts: Ola, stores: Accountable, Jun: Does it"


def test_where_every_cell_counts_the_open_ones_are_told() -> None:
    full = replace(TABLE, settings={"full": True})
    assert marking.missing(full, {"alarm": {"remy": "a"}}) == "1 of 9 cells are filled"
    whole = {row.key: {one.key: "a" for one in PEOPLE} for row in ROWS}
    assert marking.missing(full, whole) is None
    assert marking.missing(TABLE, {row.key: {"remy": "a"} for row in ROWS}) is None


def test_a_key_of_one_cell_is_earned_or_not() -> None:
    key = {"alarm": {"jun": "r"}}
    for given_, earned in (("r", 1), ("a", 0), ("", 0)):
        assert marking.share(TABLE, {"alarm": {"jun": given_, "remy": "a"}}, key) == earned


@given(st.data())
def test_one_option_throughout_earns_nothing_whatever_the_key(data: st.DataObject) -> None:
    cells = [(row.key, column.key) for row in ROWS for column in PEOPLE]
    keyed = data.draw(st.lists(st.sampled_from(cells), min_size=2, unique=True))
    options = [option.key for option in ROLES]
    key: dict[str, dict[str, str]] = {}
    for row, column in keyed:
        key.setdefault(row, {})[column] = data.draw(st.sampled_from([*options, ""]))
    if len({one for row in key.values() for one in row.values()}) == 1:
        return  # such a key is refused
    for one in [*options, ""]:
        throughout = {row.key: {column.key: one for column in PEOPLE} for row in ROWS}
        assert marking.share(TABLE, throughout, key) == 0
    assert marking.share(TABLE, key, key) == 1

"""A table in an assignment: its key is checked, marked, told to its learner, and counted."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook

from alliance_lessons.desk.assignment_faults import source_faults
from alliance_lessons.desk.report.decisions import (
    NO_ANSWER,
    Decision,
    answers_to,
    decisions,
    parts_of,
    words,
)
from alliance_lessons.feedback.answer import NOT_ANSWERED, UNREADABLE, Line, show
from alliance_lessons.items.item import Item, Part
from alliance_lessons.items.marking import share
from alliance_lessons.workbook.answers_file import Answers, Entry
from alliance_lessons.workbook.graded import mark, submission
from alliance_lessons.workbook.trusted_cells import run_trusted_cells

TABLE = Item(
    "t_a.roles",
    "table",
    "Who does what?",
    rows=(
        Part("alarm", "Night alarm", "M1 names who is rung first."),
        Part("parts", "Spare parts", "M2 names the stores."),
        Part("report", "Report", "Nothing in the case settles it."),
    ),
    columns=(Part("remy", "Remy"), Part("jun", "Jun")),
    options=(Part("a", "Accountable"), Part("r", "Does it"), Part("c", "Is asked")),
    checks=("one-accountable",),
    graded=True,
)
KEY = {"alarm": {"remy": "a", "jun": "r"}, "parts": {"remy": "c", "jun": ""}}
OPTIONS = ["a", "r", "c", ""]
CELLS = st.dictionaries(
    st.sampled_from(["alarm", "parts", "report"]),
    st.dictionaries(st.sampled_from(["remy", "jun"]), st.sampled_from(OPTIONS)),
)


@pytest.fixture(autouse=True)
def _in_the_bank(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("workbook.graded", "desk.assignment_faults"):
        monkeypatch.setattr(f"alliance_lessons.{module}.find_item", {TABLE.id: TABLE}.__getitem__)


def answers(value: Any) -> Answers:
    return Answers(history={TABLE.id: (Entry(value),)})


def marked(value: Any, key: Any = KEY, points: float = 8) -> float:
    token = submission.set(answers(value))
    try:
        return mark(TABLE.id, key=key, points=points)
    finally:
        submission.reset(token)


# four cells with four different contents: a guess gets one of them, so each is a third of the rest
MARKS: dict[str, tuple[Any, float]] = {
    "all of it": (KEY, 8),
    "all of it, and a row without a key": ({**KEY, "report": {"jun": "a"}}, 8),
    "one cell wrong": ({**KEY, "alarm": {"remy": "a", "jun": "a"}}, 8 * 2 / 3),
    "one cell left open": ({**KEY, "alarm": {"remy": "a"}}, 8 * 2 / 3),
    "a cell filled that has to stay empty": ({**KEY, "parts": {"remy": "c", "jun": "r"}}, 16 / 3),
    "half of it": ({"alarm": KEY["alarm"], "parts": {"remy": "a", "jun": "a"}}, 8 / 3),
    "one cell of four": ({"alarm": {"remy": "a", "jun": "c"}, "parts": {"jun": "a"}}, 0),
    "nothing": ({}, 0),
    "no table": (["a"], 0),
    "an option that is not there": ({"alarm": {"remy": "z", "jun": "r"}, "parts": {}}, 0),
}


@pytest.mark.parametrize(("value", "points"), MARKS.values(), ids=MARKS)
def test_a_table_earns_what_arithmetic_says(value: Any, points: float) -> None:
    assert marked(value) == pytest.approx(points, abs=0.005)


@pytest.mark.parametrize("option", OPTIONS)
def test_one_option_throughout_earns_nothing(option: str) -> None:
    assert marked({row.key: {"remy": option, "jun": option} for row in TABLE.rows}) == 0


@pytest.mark.parametrize(
    "key", [None, {}, [], "a", {"alarm": "a"}, {"alarm": {"remy": "a"}, "z": 1}]
)
def test_a_key_that_is_no_table_gives_no_marks_and_no_error(key: Any) -> None:
    assert marked(KEY, key) == 0


def notebook(key: str) -> Any:
    """A source notebook with this graded table and no more."""
    about = {"grade": True, "solution": False, "points": 8, "grade_id": "t_a-roles"}
    hidden = f'mark("t_a.roles", key={key}, points=8)'
    source = f'answered("t_a.roles")\n### BEGIN HIDDEN TESTS\n{hidden}\n### END HIDDEN TESTS'
    verbs = new_code_cell("from alliance_lessons import answered, ask, mark", id="verbs")
    return new_notebook(
        cells=[verbs, new_code_cell(source, id="roles", metadata={"nbgrader": about})]
    )


KEY_FAULTS = {
    "sound": (repr(KEY), ""),
    "the same throughout": ("{'alarm': {'remy': 'a', 'jun': 'a'}}", "the same in every cell"),
    "an unknown person": ("{'alarm': {'bao': 'a', 'jun': 'r'}}", "columns must be among remy, jun"),
    "an unknown role": ("{'alarm': {'remy': 'x', 'jun': 'r'}}", "each cell takes one of a, r, c"),
    "no cell": ("{}", "the key holds no cell"),
    "a grid's key": ("{'alarm': 'remy'}", "must be a table from rows to columns to options"),
}


@pytest.mark.parametrize(("key", "says"), KEY_FAULTS.values(), ids=KEY_FAULTS)
def test_the_check_of_the_course_tries_the_key(key: str, says: str) -> None:
    found = "\n".join(source_faults(notebook(key), Path("t.ipynb")))
    assert (says in found) if says else (found == "")


def test_batch_marking_agrees() -> None:
    for value, points in MARKS.values():
        (one,) = run_trusted_cells(notebook(repr(KEY)), answers(value))
        assert one.score == pytest.approx(points, abs=0.005)
        assert one.problem == ""


# --- what the learner is told ---------------------------------------------------------------


def told(value: Any) -> tuple[Line, ...]:
    return show(TABLE, answers(value), longest=100).lines


def test_a_table_is_told_row_by_row_and_a_row_left_open_is_named() -> None:
    said = show(TABLE, answers({"parts": {"jun": "r", "remy": "c"}, "alarm": {"remy": ""}}), 100)
    assert said.lines == (
        Line("Night alarm", NOT_ANSWERED),
        Line("Spare parts", "Remy: Is asked, Jun: Does it", "M2 names the stores."),
        Line("Report", NOT_ANSWERED),
    )
    assert said.remark == "1 of 3 rows are filled."


def test_neither_key_nor_verdict_is_told() -> None:
    (alarm, *_) = told({"alarm": {"remy": "r"}})
    assert alarm == Line("Night alarm", "Remy: Does it", "M1 names who is rung first.")


def test_what_is_no_table_is_said_to_be_none() -> None:
    assert show(TABLE, answers({"alarm": "remy"}), 100).remark == UNREADABLE


@given(CELLS)
def test_whatever_is_filled_all_rows_are_told_in_their_order(value: Any) -> None:
    assert [line.asked for line in told(value)] == ["Night alarm", "Spare parts", "Report"]


# --- what the instructor is told ------------------------------------------------------------


def test_each_cell_is_counted_as_a_decision_of_its_own() -> None:
    found = decisions(TABLE, {"alarm": {"remy": "a", "jun": "c"}}, KEY)
    assert found == [
        Decision("alarm/remy", "a", True),
        Decision("alarm/jun", "c", False),
        Decision("parts/remy", "", False),
        Decision("parts/jun", "", True),
        Decision("report/remy", "", None),
        Decision("report/jun", "", None),
    ]
    assert words(TABLE, "alarm/jun", "c") == ("Night alarm, Jun", "Is asked")
    assert words(TABLE, "parts/jun", "") == ("Spare parts, Jun", "empty")


def test_no_answer_is_counted_for_each_cell() -> None:
    found = decisions(TABLE, None, KEY)
    assert [one.part for one in found] == parts_of(TABLE)
    assert {(one.answer, one.right) for one in found} == {(NO_ANSWER, False)}
    assert words(TABLE, "alarm/remy", NO_ANSWER) == ("Night alarm, Remy", NO_ANSWER)


@given(CELLS)
def test_all_cells_are_right_when_all_points_are_earned(value: Any) -> None:
    found = decisions(TABLE, value, KEY)
    assert all(one.answer in answers_to(TABLE, one.part) for one in found)
    assert all(one.right is not False for one in found) == (share(TABLE, value, KEY) == 1)
    assert {one.right for one in decisions(TABLE, value, None)} == {None}

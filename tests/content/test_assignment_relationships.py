"""What only the assignment `relationships` has: its figures, its tables, and its visit."""

from collections import Counter
from functools import cache
from statistics import mean
from typing import Any

import pytest

from alliance_lessons.cases.relationships_draw import CEILING, CEILING_LEFT, RECENT, TODAY, draw
from alliance_lessons.items.bank import find_item
from alliance_lessons.items.dialogue import play
from alliance_lessons.items.marking import share
from tests.assignment_notebook import RELATIONSHIPS, VARIANTS
from tests.content.test_assignment_marks import BLIND
from tests.relationships_answers import VISIT, paths, told

TEXT = RELATIONSHIPS.written("markdown")
PROMISES, SEEN = "relationships_a.visit-promises", "relationships_a.visit-seen"


def test_the_case_states_the_figures_that_the_draws_use() -> None:
    assert f"today is day {TODAY}" in TEXT
    assert find_item("relationships_a.networks").settings["total"] == RECENT
    assert f"never rises above {CEILING} points" in TEXT
    assert f"never rises above {CEILING_LEFT}." in TEXT
    assert "starts at a trust of 40 of 100" in TEXT


def test_items_on_ones_own_data_name_what_stands_in_the_tables() -> None:
    case = draw(VARIANTS[0])
    names = {row.one for row in case.helps} | {row.other for row in case.helps}
    people = [option.text for option in find_item("relationships_a.between").options]
    assert names == {
        *people,
        "the night crew",
        "the software desk",
        *("the test room", "the training team"),
    }
    for name, rows in {
        "relationships_a.passed-on": [row.key.lower() for row in case.passings],
        "relationships_a.same-people": [row.key for row in case.pairs],
        "relationships_a.slip-or-deceit": [row.key.lower() for row in case.statements],
        "relationships_a.promises": [row.key for row in case.promises],
        "relationships_a.own-limits": [row.key.lower() for row in case.facts],
    }.items():
        item = find_item(name)
        assert [part.key for part in item.options or item.rows] == rows


# --- the visit: every path is as long and as hard as the others ---


@cache
def keys() -> dict[tuple[str, ...], dict[str, Any]]:
    """The keys of both questions on the visit, for every path through it."""
    found = {}
    for path in paths():
        marks = RELATIONSHIPS.marked({VISIT: list(path)}, VARIANTS[0], (PROMISES, SEEN))
        found[path] = {name: mark.key for name, mark in marks.items()}
    return found


def test_every_path_has_six_decisions_of_three_choices() -> None:
    assert len(paths()) == 3**6
    for path in paths():
        visit = play(find_item(VISIT), path)
        assert [len(step.offered) for step, _ in visit.decisions] == [3] * 6


def test_what_can_be_told_of_a_path_is_what_happened_on_it() -> None:
    for path, key in keys().items():
        happened = told(path)
        assert key[PROMISES] == happened[PROMISES], path
        assert set(key[SEEN]) == set(happened[SEEN]), path


def test_on_every_path_three_columns_occur_and_none_of_them_more_than_twice() -> None:
    for path, key in keys().items():
        columns = Counter(key[PROMISES].values())
        assert len(columns) >= 3, path
        assert max(columns.values()) == 2, path
        assert columns["never"] == 2, path
        assert len(key[SEEN]) == 3, path


def test_both_questions_need_the_path() -> None:
    assert len({tuple(key[PROMISES].items()) for key in keys().values()}) >= 20
    assert len({frozenset(key[SEEN]) for key in keys().values()}) == 8


@pytest.mark.parametrize("question", [PROMISES, SEEN])
def test_who_does_not_look_at_the_path_earns_next_to_nothing(question: str) -> None:
    item = find_item(question)
    for reader, answer in BLIND.items():
        assert _average(question, answer(item)) <= 0.25, reader
    parts = [part.key for part in item.columns or item.options]
    for part in parts:
        same = dict.fromkeys([row.key for row in item.rows], part) if item.rows else [part]
        assert item.kind == "multiple response" or _best(question, same) == 0
    if item.options:
        assert _best(question, parts) == 0


def test_no_answer_for_everybody_is_worth_half_of_the_promises() -> None:
    usual = {
        row.key: Counter(key[PROMISES][row.key] for key in keys().values()).most_common(1)[0][0]
        for row in find_item(PROMISES).rows
    }
    assert _average(PROMISES, usual) < 0.5


def test_a_visit_that_was_broken_off_tells_nothing() -> None:
    for path in (paths()[0][:5], ("at-once",), ()):
        stated = {VISIT: list(path)} if path else {}
        marks = RELATIONSHIPS.marked({**stated, **told(paths()[0])}, VARIANTS[0])
        assert (marks[PROMISES].score, marks[SEEN].score) == (0, 0)


def test_the_visit_itself_is_worth_nothing() -> None:
    assert VISIT not in RELATIONSHIPS.automatic
    assert RELATIONSHIPS.total({VISIT: list(paths()[0])}, VARIANTS[0]) == 0


def _average(question: str, answer: Any) -> float:
    return mean(share(find_item(question), answer, key[question]) for key in keys().values())


def _best(question: str, answer: Any) -> float:
    return max(share(find_item(question), answer, key[question]) for key in keys().values())

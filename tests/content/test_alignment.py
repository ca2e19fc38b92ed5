"""Every row of the modules is taught, practised, and has an outcome that is graded."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.content.alignment import Course, Line, Outcome, course, faults, lines, outcomes

ROWS = {
    "Cultural understanding": "A5 A11 A13 B11 B12 B13 B14 B15 B30",
    "Forgoing rights": "A6 A7 A12 B7 D4",
    "Relationship building": (
        "A10 A15 A16 B3 B4 B5 B6 B16 B21 B22 B27 D1 D2 D3 D5 D6 D7 D8 D10 D11 E1 E2 E3 E4 E7 E9"
    ),
}
LINES, OUTCOMES = lines(), outcomes()
EVERY = {row for rows in ROWS.values() for row in rows.split()}


def test_rows_outcomes_lessons_and_graded_items_fit_together() -> None:
    assert list(faults(LINES, OUTCOMES, course(), EVERY)) == []


@pytest.mark.parametrize("module", ROWS)
def test_a_module_has_six_or_seven_outcomes_and_all_its_rows(module: str) -> None:
    of_it = {one.id for one in OUTCOMES if one.module == module}
    assert 6 <= len(of_it) <= 7
    assert {line.row for line in LINES if line.outcome in of_it} == set(ROWS[module].split())


def test_statements_and_sentences_are_short() -> None:
    texts = [line.statement for line in LINES] + [one.sentence for one in OUTCOMES]
    assert [text for text in texts if not 5 <= len(text.split()) <= 25] == []


# --- and it can fail --------------------------------------------------------------------------

THERE = Course(
    {"4_1": frozenset({"rights.bet", "both-ledgers"}), "4_2": frozenset({"rights.look"})},
    {"forgoing rights": frozenset({"rights_a.reply", "rights_a.memo"})},
    {"forgoing rights": frozenset({"rights_a.reply"})},
)
OUTCOME = Outcome("whose", "Forgoing rights", "forgoing rights", "can tell whose a right is")
GOOD = [
    Line("A1", "A bet", "whose", "4_1", ("rights.bet", "both-ledgers"), ("rights_a.reply",)),
    Line("A2", "A look", "whose", "4_2", ("rights.look",), ("rights_a.memo",)),
]


def changed(number: int, **values: Any) -> Callable[[], tuple[list[Line], list[Outcome]]]:
    """The good lines with one of them changed."""
    lines = [replace(one, **values) if n == number else one for n, one in enumerate(GOOD)]
    return lambda: (lines, [OUTCOME])


BAD: dict[str, tuple[Callable[[], tuple[list[Line], list[Outcome]]], str]] = {
    "a row missing": (lambda: (GOOD[:1], [OUTCOME]), "A2 is missing"),
    "an unknown row": (changed(0, row="A9"), "A9 is no row"),
    "a line twice": (lambda: ([*GOOD, GOOD[0]], [OUTCOME]), "A1, whose, 4_1 stands 2 times"),
    "two statements": (changed(1, row="A1"), "A1 is stated in two ways"),
    "an unknown outcome": (changed(0, outcome="x"), "no such outcome"),
    "an unknown item": (changed(0, practice=("rights.x",)), "rights.x is not asked in that lesson"),
    "another lesson's item": (changed(1, practice=("rights.bet",)), "rights.bet is not asked"),
    "an unknown lesson": (changed(1, lesson="4_9"), "rights.look is not asked"),
    "a lesson without outcome": (lambda: (GOOD[:1], [OUTCOME]), "4_2 has no outcome"),
    "an ungraded item as graded": (changed(1, graded=("rights.bet",)), "is not in the assignment"),
    "a graded item left over": (changed(0, graded=()), "rights_a.reply belongs to no outcome"),
    "an outcome that is never graded": (changed(0, graded=()), "whose is graded nowhere"),
    "an outcome without practice": (
        lambda: (GOOD, [OUTCOME, replace(OUTCOME, id="more")]),
        "more is practised nowhere",
    ),
    "an outcome twice": (lambda: (GOOD, [OUTCOME, OUTCOME]), "whose stands 2 times"),
    "an unknown competency": (
        lambda: (GOOD, [replace(OUTCOME, competency="charm")]),
        "'charm' is none",
    ),
    "no ability": (lambda: (GOOD, [replace(OUTCOME, sentence="knows rights")]), "say what"),
}


@pytest.mark.parametrize(("make", "says"), BAD.values(), ids=BAD)
def test_a_fault_is_found(make: Callable[[], tuple[list[Line], list[Outcome]]], says: str) -> None:
    lines, outcomes = make()
    assert says in "\n".join(faults(lines, outcomes, THERE, {"A1", "A2"}))


def test_what_is_in_order_is_left_alone() -> None:
    assert list(faults(GOOD, [OUTCOME], THERE, {"A1", "A2"})) == []

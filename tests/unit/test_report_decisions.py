"""An answer taken apart: what is counted of it agrees with how it is marked."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_lessons.desk.report.analysis import Choice, Figures
from alliance_lessons.desk.report.decisions import NO_ANSWER, Decision, answers_to, decisions, words
from alliance_lessons.desk.report.findings import misleading, question_findings
from alliance_lessons.desk.report.questions import Question
from alliance_lessons.items.bank import content_files, read_file
from alliance_lessons.items.item import Item
from alliance_lessons.items.marking import share
from tests.rights_answers import model_answers

ITEMS = {
    item.id: item
    for file in content_files()
    for item in read_file(file)
    if item.id.startswith("rights_a.") and item.kind != "text"
}
KEYS = model_answers("9e3779b97f4a7c15")
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=5,
)


@pytest.mark.parametrize("name", ITEMS)
def test_the_right_answer_is_right_in_every_part(name: str) -> None:
    found = decisions(ITEMS[name], KEYS[name], KEYS[name])
    assert found
    assert all(one.right for one in found)
    for one in found:
        assert one.answer in answers_to(ITEMS[name], one.part)


@pytest.mark.parametrize("name", ITEMS)
@settings(deadline=None)
@given(value=JUNK)
def test_whatever_a_file_holds_gives_no_answer_or_one_of_the_items(name: str, value: Any) -> None:
    item = ITEMS[name]
    for one in decisions(item, value, KEYS[name]):
        assert one.answer in [*answers_to(item, one.part), NO_ANSWER]
        assert all(isinstance(word, str) for word in words(item, one.part, one.answer))


@pytest.mark.parametrize("variant", ["0123456789abcdef", "fedcba9876543210"])
@pytest.mark.parametrize("name", ITEMS)
def test_an_answer_with_every_part_right_earns_all(name: str, variant: str) -> None:
    other = model_answers(variant)[name]
    whole = all(one.right for one in decisions(ITEMS[name], other, KEYS[name]))
    assert whole == (share(ITEMS[name], other, KEYS[name]) == pytest.approx(1.0))


def test_without_a_key_there_is_no_verdict() -> None:
    limits = ITEMS["rights_a.limit-cost"]
    assert decisions(limits, "6", None) == [Decision("", "6", None)]
    assert decisions(limits, "99", None) == [Decision("", NO_ANSWER, None)]
    assert {one.right for one in decisions(ITEMS["rights_a.own-limits"], {}, None)} == {None}


def test_numbers_near_the_key_are_told_apart() -> None:
    item = Item("x.y", "number", "How many?", settings={"tolerance": 1, "near": 3})
    said = [decisions(item, value, 10)[0].answer for value in (10, 11, 12.5, 5, 20)]
    assert said == ["right", "right", "near", "too low", "too high"]


def question(
    marked: int = 40, p: float = 0.5, r: float = 0.3, strong: float | None = 0.2, **more: Any
) -> Figures:
    """A choice of which strong learners give the wrong answer B with this share."""
    right = None if strong is None else 1 - strong
    choices = (
        Choice("", "A", True, 20, 0.5, right, 0.5),
        Choice("", "B", False, 20, 0.5, strong, 0.5),
    )
    asked = Question("x-y", "Question 4", None, 4.0)
    return Figures(asked, marked, marked, p, r, choices, **more)


@pytest.mark.parametrize(
    ("item", "says"),
    [
        (question(strong=0.8), ["strong learners choose B"]),
        (question(r=-0.2), ["does worse here"]),
        (question(r=0.1), ["hardly tells"]),
        (question(r=0.1, p=0.95), []),  # mastered
        (question(p=0.98), []),
        (question(p=0.2), ["was hard"]),
        (question(marked=29, r=-0.5, strong=0.9), []),  # too few learners
        (question(marked=12, p=0.2), ["was hard"]),
        (question(marked=9, p=0.2), []),
        (question(strong=None, r=-0.5), ["does worse here"]),
        (question(differs=3), ["not what today's key gives"]),
    ],
)
def test_what_is_said_of_a_question(item: Figures, says: list[str]) -> None:
    found = question_findings([item], item.marked)
    assert len(found) == len(says)
    for finding, words_in_it in zip(found, says, strict=True):
        assert words_in_it in finding.seen
        assert finding.figures
        assert finding.do


def test_what_is_said_of_many_questions_is_said_once() -> None:
    items = [question(r=0.1)] * 4 + [question(p=0.2)] * 3
    together, *alone = question_findings(items, 40)[::-1]
    assert together.seen == "These questions hardly tell strong learners from weak ones."
    assert len(together.each) == 4
    assert [one.seen for one in alone] == ["Question 4 was hard for this cohort."] * 3


def test_a_tie_between_key_and_distractor_accuses_no_key() -> None:
    assert misleading(question(strong=0.5)) == []

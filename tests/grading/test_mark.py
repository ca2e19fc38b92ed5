"""`mark` gives nbgrader a plain number from 0 to the points, whatever it is given."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.items.bank import content_files, read_file
from alliance_lessons.items.kinds import KINDS
from alliance_lessons.workbook.answers_file import Answers, Entry
from alliance_lessons.workbook.graded import mark, submission
from tests.assignment_notebook import ASSIGNMENTS, VARIANTS

ITEMS = [item for file in content_files() for item in read_file(file) if item.graded]
RIGHT = {
    item_id: value
    for one in ASSIGNMENTS
    for item_id, value in one.right.model_answers(VARIANTS[0]).items()
}
NUMBERS = st.integers() | st.floats() | st.booleans()
SCALARS = st.none() | NUMBERS | st.text(max_size=5) | st.binary(max_size=5)
KEYS = st.sampled_from(["a", "b", "c", "d", "grant", "ask", "q1", "mine", "counsel"])
ANYTHING = st.recursive(
    SCALARS | KEYS,
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(KEYS | st.text(max_size=3), inner, max_size=5)
        | st.sets(KEYS, max_size=5)
        | st.tuples(inner, inner)
    ),
    max_leaves=12,
)


def marked(item_id: Any, value: Any, key: Any, points: Any) -> float:
    token = submission.set(Answers(history={item_id: (Entry(value),)}))
    try:
        return mark(item_id, key=key, points=points)
    finally:
        submission.reset(token)


@given(item=st.sampled_from(ITEMS), value=ANYTHING, key=ANYTHING, points=ANYTHING)
def test_anything_at_all_gives_a_mark(item, value, key, points):
    result = marked(item.id, value, key, points)
    assert type(result) is float
    assert math.isfinite(result)
    assert result >= 0
    try:
        most = float(points)
    except (TypeError, ValueError, OverflowError):
        most = 0.0
    assert result <= (most if math.isfinite(most) and most > 0 else 0.0)


@given(item=st.sampled_from(ITEMS), value=ANYTHING)
def test_what_is_no_answer_scores_0_against_the_right_key(item, value):
    key = RIGHT[item.id]
    if KINDS[item.kind].misfit(item, value) is not None:
        assert marked(item.id, value, key, 5) == 0


@pytest.mark.parametrize("points", [0.1, 1, 2, 3, 7, 20, 1 / 3, 0.005, 1e9])
def test_the_key_itself_earns_the_points_and_never_a_hair_more(points):
    for item in ITEMS:
        if item.kind not in ("text", "dialogue"):  # these have no key
            result = marked(item.id, RIGHT[item.id], RIGHT[item.id], points)
            assert points - 0.005 <= result <= points


@pytest.mark.parametrize("item_id", ["", "no.such", None, 5, "../../etc/passwd", "rights_a"])
def test_an_unknown_item_scores_0(item_id):
    assert mark(item_id, key="a", points=5) == 0


def test_marks_are_rounded_to_what_a_gradebook_shows():
    evidence = RIGHT["rights_a.evidence"]
    partly = dict(list(evidence.items())[:7])
    result = marked("rights_a.evidence", partly, evidence, 7)
    assert result == round(result, 2)
    assert result == pytest.approx(7 * (7 / 9 - 1 / 3) / (2 / 3), abs=0.005)

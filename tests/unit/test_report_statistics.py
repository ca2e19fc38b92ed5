"""Figures of a report: known results, and what must hold for any marks."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from alliance_lessons.desk.report import statistics as figures

# 6 learners, 5 questions: one of two matrices, but for the order of rows, that have the
# published figures alpha .2778, p and item-rest below; the other has them, too
DEMO = tuple(
    [[int(mark) for mark in row] for row in rows.split()]
    for rows in ("11110 11101 11000 10100 10001 01000", "11110 11100 11001 10101 10000 01000")
)
# few different values, as marks have, so that constant columns and ties happen
MARKS = st.tuples(st.integers(2, 12), st.integers(2, 6)).flatmap(
    lambda shape: arrays(float, shape, elements=st.sampled_from([0.0, 0.1, 0.5, 1.0, 4.67, 5.0]))
)


def kr20(table: np.ndarray) -> float:
    """Kuder and Richardson's formula 20 as they wrote it, for marks of 0 and 1."""
    items, p = table.shape[1], table.mean(axis=0)
    return float(items / (items - 1) * (1 - (p * (1 - p)).sum() / table.sum(axis=1).var()))


@pytest.mark.parametrize("rows", DEMO)
def test_the_demo_matrix_has_its_known_figures(rows: list[list[int]]) -> None:
    marks = pd.DataFrame(rows)
    assert figures.alpha(marks) == pytest.approx(0.2778, abs=5e-5)
    assert figures.alpha(marks) == pytest.approx(kr20(marks.to_numpy()))
    p = figures.difficulty(marks, pd.Series(1.0, index=marks.columns))
    assert p.tolist() == pytest.approx([0.8333, 0.6667, 0.5, 0.1667, 0.3333], abs=5e-5)
    total = marks.sum(axis=1)
    found = [figures.item_rest(marks[one], total - marks[one]) for one in marks]
    assert found == pytest.approx([0.3162, -0.1104, 0.4082, 0.3162, -0.1104], abs=5e-5)


@pytest.mark.parametrize(
    ("correlation", "words"),
    [(0.4, "very well"), (0.3, "separates well"), (0.2, "a little"), (0.0, "hardly"),
     (-0.001, "check the key"), (-1.0, "check the key")],
)  # fmt: skip
def test_the_bands_are_those_of_ebel_and_frisbie(correlation: float, words: str) -> None:
    assert words in figures.band(correlation)


@settings(deadline=None)
@given(MARKS)
def test_alpha_is_a_number_of_at_most_one_or_none(table: np.ndarray) -> None:
    found = figures.alpha(pd.DataFrame(table))
    differ = np.ptp(table.sum(axis=1)) > 1e-6
    assert (found is not None and math.isfinite(found) and found <= 1) if differ else found is None


@settings(deadline=None)
@given(MARKS, st.randoms(use_true_random=False))
def test_the_order_of_learners_and_questions_does_not_matter(table: np.ndarray, chance) -> None:
    rows, columns = list(range(table.shape[0])), list(range(table.shape[1]))
    chance.shuffle(rows)
    chance.shuffle(columns)
    assert figures.alpha(pd.DataFrame(table[rows][:, columns])) == pytest.approx(
        figures.alpha(pd.DataFrame(table)), nan_ok=False, abs=1e-6
    )


@settings(deadline=None)
@given(MARKS)
def test_item_rest_lies_between_minus_one_and_one_or_is_none(table: np.ndarray) -> None:
    marks = pd.DataFrame(table)
    rest = marks.sum(axis=1) - marks[0]
    found = figures.item_rest(marks[0], rest)
    assert found is None or -1 <= found <= 1
    if marks[0].nunique() == 1 or len(marks) < 3:
        assert found is None


@given(MARKS)
@settings(max_examples=20, deadline=None)
def test_the_interval_is_the_same_each_time_and_in_order(table: np.ndarray) -> None:
    marks = pd.DataFrame(table)
    found = figures.alpha_interval(marks, seed=7, draws=60)
    assert found == figures.alpha_interval(marks, seed=7, draws=60)
    if found is not None:
        assert found.low <= found.high <= 1
    if figures.alpha(marks) is None:
        assert found is None


def test_the_interval_holds_alpha_and_narrows_with_learners() -> None:
    chance = np.random.default_rng(3)
    able = chance.normal(size=(400, 1))
    marks = pd.DataFrame((able + chance.normal(size=(400, 8)) > 0).astype(float))
    wide = figures.alpha_interval(marks.head(30), seed=1)
    narrow = figures.alpha_interval(marks, seed=1)
    assert wide
    assert narrow
    whole = figures.alpha(marks)
    assert whole is not None
    assert narrow.low < whole < narrow.high
    assert narrow.high - narrow.low < wide.high - wide.low


@settings(deadline=None)
@given(st.lists(st.sampled_from([0.0, 1.0, 2.5, 3.0, 10.0]), min_size=1, max_size=80))
def test_strong_and_weak_never_meet_and_equal_marks_stay_together(totals: list[float]) -> None:
    marks = pd.Series(totals)
    strong, weak = figures.strong_and_weak(marks)
    assert len(strong) == len(weak) == 0 or min(len(strong), len(weak)) >= 5
    if len(strong):
        rest = marks.drop(strong)
        assert marks[strong].min() > rest.max()
        assert marks[weak].max() < marks.drop(weak).min()
        assert marks[strong].min() > marks[weak].max()


def test_a_question_without_points_has_no_difficulty() -> None:
    marks = pd.DataFrame({"a": [1.0, 2.0], "b": [0.0, 0.0]})
    p = figures.difficulty(marks, pd.Series({"a": 2.0, "b": 0.0}))
    assert p["a"] == 0.75
    assert pd.isna(p["b"])

"""Two parties and the same tasks: Ricardo's numbers, and what must hold for any others."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from alliance_lessons.models.comparative_advantage import (
    Pair,
    best_split,
    hours,
    relatively_better,
    saved,
)

# the textbook form of Ricardo (1817): cloth and wine take 100 and 120 here, 90 and 80 there
CLOTH, WINE = 0, 1
TEXTBOOK = Pair(first=(100, 120), second=(90, 80), first_needs=(1, 1), second_needs=(1, 1))
NEAR = 1e-6


TASKS = st.integers(2, 4)


def pairs(tasks=TASKS):
    def of(number):
        each = st.tuples(*[st.integers(1, 40)] * number)
        units = st.tuples(*[st.integers(0, 30)] * number)
        return st.builds(Pair, each, each, units, units)

    return tasks.flatmap(of)


def test_the_textbooks_pair_is_slower_at_both_and_still_relatively_better_at_cloth():
    assert relatively_better(TEXTBOOK, CLOTH, WINE) == 0
    assert relatively_better(TEXTBOOK, WINE, CLOTH) == 1


def test_one_doing_all_cloth_and_the_other_all_wine_saves_thirty_in_the_textbook():
    assert TEXTBOOK.alone == (220, 170)
    assert hours(TEXTBOOK, (2, 0)) == (200, 160)
    assert saved(TEXTBOOK, (2, 0)) == 30


def test_the_other_way_round_costs_thirty():
    assert hours(TEXTBOOK, (0, 2)) == (240, 180)
    assert saved(TEXTBOOK, (0, 2)) == -30


def test_the_best_split_uses_the_ten_hours_that_the_quicker_one_has_left():
    """By hand: 170 - 160 = 10 hours make a ninth of a cloth, which spares the other 100 / 9."""
    cloth, wine = best_split(TEXTBOOK)
    assert cloth == pytest.approx(2 - 1 / 9)
    assert wine == 0
    assert saved(TEXTBOOK, (cloth, wine)) == pytest.approx(20 + 100 / 9)


def test_three_tasks_go_along_the_chain():
    """By hand: 1/4 < 3/3 < 4/1, so the first does the first task and the second the last."""
    pair = Pair((1, 3, 4), (4, 3, 1), (6, 6, 6), (6, 6, 6))
    first, _, last = best_split(pair)
    assert (first, last) == (12, 0)


@given(pairs())
def test_neither_works_longer_than_alone_and_nothing_is_left_undone(pair):
    does = best_split(pair)
    assert all(-NEAR <= one <= need + NEAR for one, need in zip(does, pair.needs, strict=True))
    for now, alone in zip(hours(pair, does), pair.alone, strict=True):
        assert now <= alone + NEAR
    assert saved(pair, does) >= -NEAR


@given(pairs(), st.data())
def test_no_other_split_saves_more_unless_somebody_works_longer(pair, data):
    does = tuple(data.draw(st.integers(0, need)) for need in pair.needs)
    now = hours(pair, does)
    assume(all(one <= alone for one, alone in zip(now, pair.alone, strict=True)))
    assert saved(pair, does) <= saved(pair, best_split(pair)) + NEAR


@given(st.tuples(*[st.integers(1, 40)] * 3), st.integers(1, 9), st.data())
def test_there_is_nothing_to_gain_where_all_ratios_are_the_same(each, times, data):
    units = st.tuples(*[st.integers(0, 30)] * 3)
    slower = tuple(times * one for one in each)
    pair = Pair(each, slower, data.draw(units), data.draw(units))
    assert saved(pair, best_split(pair)) == pytest.approx(0, abs=NEAR)
    assert relatively_better(pair, 0, 1) is None


@given(pairs(st.just(2)))
def test_with_different_ratios_and_work_to_exchange_there_is_a_gain(pair):
    better = relatively_better(pair, 0, 1)
    assume(better is not None)
    gives, takes = (1, 0) if better == 0 else (0, 1)  # what the first hands over, and takes on
    assume(pair.first_needs[gives] and pair.second_needs[takes])
    assert saved(pair, best_split(pair)) > 0


@given(pairs())
def test_it_does_not_matter_who_is_called_the_first(pair):
    turned = Pair(pair.second, pair.first, pair.second_needs, pair.first_needs)
    assert saved(turned, best_split(turned)) == pytest.approx(
        saved(pair, best_split(pair)), abs=NEAR
    )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"first": (4,)}, "one number a task"),
        ({"second": (5, 0)}, "a number above 0"),
        ({"first": (4, float("nan"))}, "finite"),
        ({"first_needs": (12, -1)}, "0 or more"),
    ],
)
def test_impossible_numbers_are_refused_in_a_sentence(change, says):
    good = {"first": (4, 3), "second": (5, 6), "first_needs": (1, 1), "second_needs": (1, 1)}
    with pytest.raises(ValueError, match=says):
        Pair(**{**good, **change})


def test_one_task_alone_can_not_be_divided():
    with pytest.raises(ValueError, match="two tasks or more"):
        Pair((4,), (5,), (1,), (1,))


@pytest.mark.parametrize(("does", "says"), [((3, 0), "give 0 to 2"), ((1,), "Say of 2 tasks")])
def test_nobody_does_more_than_there_is(does, says):
    with pytest.raises(ValueError, match=says):
        hours(TEXTBOOK, does)

"""The marks of the assignments: full for who reads, next to none for who does not."""

import itertools
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from alliance_lessons.items.bank import find_item
from alliance_lessons.items.item import Item
from tests.assignment_notebook import ASSIGNMENTS, VARIANTS, Assignment, variants

every_assignment = pytest.mark.parametrize("one", ASSIGNMENTS, ids=str)


@every_assignment
def test_model_answers_earn_all_points_and_none_earn_none(one: Assignment) -> None:
    for variant in VARIANTS:
        assert one.total(one.right.model_answers(variant), variant) == one.automatic_points, variant
        assert one.total({}, variant) == 0


@every_assignment
def test_whoever_keeps_to_the_own_limits_has_all_points_whatever_they_are(one: Assignment) -> None:
    limits = [find_item(name) for name in one.right.STATED if find_item(name).kind == "choice"]
    for named in itertools.product(*([option.key for option in item.options] for item in limits)):
        for variant in VARIANTS[:10]:
            answers = one.right.model_answers(variant, *named)
            assert one.total(answers, variant) == one.automatic_points


@every_assignment
def test_without_what_was_stated_there_is_nothing_to_mark_against(one: Assignment) -> None:
    for left_out, following in one.right.FOLLOWS.items():
        for variant in VARIANTS[:10]:
            answers = one.right.model_answers(variant)
            del answers[left_out]
            marks = one.marked(answers, variant)
            assert [marks[name].score for name in following] == [0] * len(following)
            lost = sum(one.points(name) for name in following)
            assert one.total(answers, variant) == one.automatic_points - lost


@every_assignment
def test_limits_changed_afterwards_count_as_they_stand(one: Assignment) -> None:
    limits = [find_item(name) for name in one.right.STATED if find_item(name).kind == "choice"]
    lowest, highest = ([item.options[n].key for item in limits] for n in (0, -1))
    answers = one.right.model_answers(VARIANTS[0], *lowest)
    changed = one.marked({**answers, limits[1].id: highest[1]}, VARIANTS[0])
    assert (changed[one.id("own-limits")].score or 0) < one.points(one.id("own-limits"))


@every_assignment
def test_each_wrong_answer_scores_what_its_kind_says(one: Assignment) -> None:
    for variant in VARIANTS[:8]:
        right = one.right.model_answers(variant)
        keys = {name: mark.key for name, mark in one.marked(right, variant).items()}
        for name, key in keys.items():
            item = find_item(name)
            for wrong, share in WRONG[item.kind](item, key):
                mark = one.marked({**one.right.STATED, name: wrong}, variant, [name])[name]
                assert mark.score == pytest.approx(share * mark.points, abs=0.005), (name, wrong)


def _wrong_choices(item: Item, key: str) -> list[tuple[str, float]]:
    return [(option.key, 0.0) for option in item.options if option.key != key]


def _wrong_sets(item: Item, key: list[str]) -> list[tuple[list[str], float]]:
    every = [option.key for option in item.options]
    rest = [one for one in every if one not in key]
    less = [([k for k in key if k != one], 1 - 1 / len(key)) for one in key]
    more = [([*key, one], 1 - 1 / len(rest)) for one in rest]
    return [*less, *more, (every, 0.0), (rest, 0.0), ([], 0.0)]


def _wrong_orders(item: Item, key: list[str]) -> list[tuple[list[str], float]]:
    swaps = []
    for n in range(len(key) - 1):
        swapped = [*key[:n], key[n + 1], key[n], *key[n + 2 :]]
        swaps.append((swapped, 13 / 15))  # one of 15 pairs the wrong way: 14 less 1
    return [*swaps, (key[::-1], 0.0)]


def _wrong_grids(item: Item, key: dict[str, str]) -> list[tuple[dict[str, str], float]]:
    columns = [column.key for column in item.columns]
    guess = max(max(Counter(key.values()).values()) / len(key), 1 / len(columns))
    answers = []
    for row, column in itertools.product(key, columns):
        if column != key[row]:
            share = ((len(key) - 1) / len(key) - guess) / (1 - guess)
            answers.append(({**key, row: column}, share))
    return [*answers, *((dict.fromkeys(key, column), 0.0) for column in columns)]


def _wrong_tables(item: Item, key: dict[str, dict[str, str]]) -> list[tuple[Any, float]]:
    cells = {(row, column): one for row in key for column, one in key[row].items()}
    options = ["", *(option.key for option in item.options)]
    choices = [one for one in options if one or "" in cells.values()]
    guess = max(max(Counter(cells.values()).values()) / len(cells), 1 / len(choices))
    answers: list[tuple[Any, float]] = []
    for (row, column), one in itertools.product(cells, options):
        if one != cells[row, column]:
            share = ((len(cells) - 1) / len(cells) - guess) / (1 - guess)
            answers.append(({**key, row: {**key[row], column: one}}, share))
    return [*answers, *((_throughout(item, one), 0.0) for one in options)]


def _throughout(item: Item, option: str) -> dict[str, dict[str, str]]:
    """One option in every cell of a table."""
    return {row.key: {column.key: option for column in item.columns} for row in item.rows}


def _wrong_numbers(item: Item, key: int) -> list[tuple[int, float]]:
    return [(key + off, 0.0) for off in (-10, -1, 1, 10)]


def _wrong_allocations(item: Item, key: dict[str, int]) -> list[tuple[dict[str, int], float]]:
    total = item.settings["total"]
    even = sum(min(points, total / len(key)) for points in key.values())
    unread = max(even, *key.values())
    answers = []
    for giver, taker in itertools.permutations(key, 2):
        if key[giver]:
            moved = {**key, giver: key[giver] - 1, taker: key[taker] + 1}
            answers.append((moved, (total - 1 - unread) / (total - unread)))
    everything = [({one: total}, 0.0) for one in key]
    return [*answers, *everything, (dict.fromkeys(key, total // len(key)), 0.0)]


WRONG: dict[str, Callable[[Item, Any], list[tuple[Any, float]]]] = {
    "choice": _wrong_choices,
    "multiple response": _wrong_sets,
    "order": _wrong_orders,
    "grid": _wrong_grids,
    "match": _wrong_grids,
    "table": _wrong_tables,
    "number": _wrong_numbers,
    "allocation": _wrong_allocations,
}


# --- who does not read ---


def _by(pick: Callable[[list[Any]], Any]) -> Callable[[Item], Any]:
    """A reader who takes what `pick` gives of the options or columns, and knows no more."""

    def answer(item: Item) -> Any:
        if item.kind in ("grid", "match"):
            return dict.fromkeys([row.key for row in item.rows], pick(list(item.columns)).key)
        if item.kind == "table":
            return _throughout(item, pick(list(item.options)).key)
        if item.kind == "choice":
            return pick(list(item.options)).key
        if item.kind == "multiple response":
            return [pick(list(item.options)).key]
        return _lazy(item)

    return answer


def _lazy(item: Item) -> Any:
    if item.kind == "order":
        return [option.key for option in item.options]
    if item.kind == "allocation":
        return {option.key: item.settings["total"] // len(item.options) for option in item.options}
    return 10


def _half(item: Item) -> Any:
    """Ticks every second option, walks through the columns, turns the order round."""
    if item.kind in ("grid", "match"):
        columns = itertools.cycle(item.columns)
        return {row.key: next(columns).key for row in item.rows}
    if item.kind == "table":
        options = itertools.cycle(item.options)
        across = {column.key: next(options).key for column in item.columns}
        return {row.key: across for row in item.rows}
    if item.kind == "multiple response":
        return [option.key for option in item.options[::2]]
    if item.kind == "order":
        return [option.key for option in reversed(item.options)]
    return _by(lambda parts: parts[1])(item)


BLIND = {
    "first": _by(lambda parts: parts[0]),
    "second": _by(lambda parts: parts[1]),
    "third": _by(lambda parts: parts[2 % len(parts)]),
    "last": _by(lambda parts: parts[-1]),
    "longest": _by(lambda parts: max(parts, key=lambda part: len(part.text))),
    "shortest": _by(lambda parts: min(parts, key=lambda part: len(part.text))),
    "pattern": _half,
}


@cache
def _blind_shares(one: Assignment, reader: str) -> dict[str, float]:
    """What a reader who does not read earns on the average of many workbooks."""
    earned: Counter[str] = Counter()
    answers = {name: BLIND[reader](one.bank[name]) for name in one.automatic}
    for number, variant in enumerate(VARIANTS):
        for name, mark in one.marked({**answers, **one.right.stated(number)}, variant).items():
            earned[name] += (mark.score or 0) / mark.points / len(VARIANTS)
    return dict(earned)


@every_assignment
@pytest.mark.parametrize("reader", list(BLIND))
def test_who_does_not_read_earns_next_to_nothing(one: Assignment, reader: str) -> None:
    shares = _blind_shares(one, reader)
    earned = sum(shares[name] * one.points(name) for name in one.automatic)
    assert earned <= 0.15 * one.automatic_points


@every_assignment
def test_no_length_or_place_gives_a_choice_away(one: Assignment) -> None:
    choices = [name for name in one.automatic if find_item(name).kind == "choice"]
    assert choices
    for name in choices:
        keys = Counter(one.marked({}, each, [name])[name].key for each in variants(240))
        if len(keys) > 1:
            assert max(keys.values()) <= 0.45 * 240
        else:  # the same for all, so that some place has it; but not for its length
            assert not {BLIND[by](find_item(name)) for by in ("longest", "shortest")} & set(keys)

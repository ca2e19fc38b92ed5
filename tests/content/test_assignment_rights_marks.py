"""The marks of the assignment `rights`: full for who reads, next to none for who does not."""

import itertools
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from alliance_lessons.items.bank import find_item
from alliance_lessons.items.item import Item
from tests.rights_answers import LIMITS, model_answers
from tests.rights_notebook import AUTOMATIC, BANK, VARIANTS, item_of, marked, total


def test_model_answers_earn_all_points_and_none_earn_none():
    for variant in VARIANTS:
        assert total(model_answers(variant), variant) == 70, variant
        assert total({}, variant) == 0


@pytest.mark.parametrize("cost", ["3", "6", "9"])
@pytest.mark.parametrize("notice", ["10", "20", "30"])
def test_whoever_keeps_to_the_own_limits_has_all_points_whatever_they_are(cost, notice):
    for variant in VARIANTS[:20]:
        assert total(model_answers(variant, cost, notice), variant) == 70


@pytest.mark.parametrize("left_out", list(LIMITS))
def test_without_a_limit_there_is_nothing_to_keep_to(left_out):
    for variant in VARIANTS[:20]:
        answers = {name: one for name, one in model_answers(variant).items() if name != left_out}
        assert marked(answers, variant)["rights_a.own-limits"].score == 0
        assert total(answers, variant) == 65


def test_limits_changed_afterwards_count_as_they_stand():
    answers = model_answers(VARIANTS[0], "3", "10") | {"rights_a.limit-notice": "30"}
    assert (marked(answers, VARIANTS[0])["rights_a.own-limits"].score or 0) < 5


def test_each_wrong_answer_scores_what_its_kind_says():
    for variant in VARIANTS[:12]:
        right = model_answers(variant)
        keys = {name: mark.key for name, mark in marked(right, variant).items()}
        for name, key in keys.items():
            item = find_item(name)
            for wrong, share in WRONG[item.kind](item, key):
                mark = marked({**LIMITS, name: wrong}, variant)[name]
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


def _wrong_numbers(item: Item, key: int) -> list[tuple[int, float]]:
    return [(key + off, 0.0) for off in (-10, -1, 1, 10)]


def _wrong_allocations(item: Item, key: dict[str, int]) -> list[tuple[dict[str, int], float]]:
    even = sum(min(points, 4) for points in key.values())
    unread = max(even, *key.values())
    answers = []
    for giver, taker in itertools.permutations(key, 2):
        if key[giver]:
            moved = {**key, giver: key[giver] - 1, taker: key[taker] + 1}
            answers.append((moved, (19 - unread) / (20 - unread)))
    everything = [({one: 20}, 0.0) for one in key]
    return [*answers, *everything, (dict.fromkeys(key, 4), 0.0)]


WRONG: dict[str, Callable[[Item, Any], list[tuple[Any, float]]]] = {
    "choice": _wrong_choices,
    "multiple response": _wrong_sets,
    "order": _wrong_orders,
    "grid": _wrong_grids,
    "match": _wrong_grids,
    "number": _wrong_numbers,
    "allocation": _wrong_allocations,
}


# --- who does not read ---


def _by(pick: Callable[[list[Any]], Any]) -> Callable[[Item], Any]:
    """A reader who takes what `pick` gives of the options or columns, and knows no more."""

    def answer(item: Item) -> Any:
        if item.kind in ("grid", "match"):
            return dict.fromkeys([row.key for row in item.rows], pick(list(item.columns)).key)
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
        return {option.key: 4 for option in item.options}
    return 10


def _half(item: Item) -> Any:
    """Ticks every second option, walks through the columns, turns the order round."""
    if item.kind in ("grid", "match"):
        columns = itertools.cycle(item.columns)
        return {row.key: next(columns).key for row in item.rows}
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
def _blind_shares(reader: str) -> dict[str, float]:
    """What a reader who does not read earns on the average of many workbooks."""
    earned: Counter[str] = Counter()
    answers = {name: BLIND[reader](item) for name, item in BANK.items() if item.kind != "text"}
    for variant in VARIANTS:
        for name, mark in marked({**answers, **LIMITS}, variant).items():
            earned[name] += (mark.score or 0) / mark.points / len(VARIANTS)
    return dict(earned)


@pytest.mark.parametrize("reader", list(BLIND))
def test_who_does_not_read_earns_next_to_nothing(reader):
    points = {item_of(cell): cell["metadata"]["nbgrader"]["points"] for cell in AUTOMATIC}
    shares = _blind_shares(reader)
    assert sum(shares[name] * points[name] for name in points) <= 0.15 * 70


def test_no_length_or_place_gives_a_choice_away():
    for reader in BLIND:
        assert _blind_shares(reader)["rights_a.claim-test"] <= 0.45
    assert _blind_shares("longest")["rights_a.reply"] == 0
    assert _blind_shares("shortest")["rights_a.reply"] == 0

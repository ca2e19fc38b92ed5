"""Who never sees a question does no better than luck: over the bank, and over each file."""

import itertools
import math
import random
import re
from collections.abc import Sequence

import pytest

from alliance_lessons.items.item import Item, Part
from tests.content.blind_readers import (
    COURTESY,
    HEDGES,
    READERS,
    Keyed,
    Reader,
    alone,
    chosen_for,
    chosen_from,
    keyed_bank,
)

MARGIN = 0.05  # five percentage points
AT_MOST = 0.05  # the chance that any reader is blamed in a file in which there is nothing to see
DRAWS = 4000
EVERY = [keyed for items in keyed_bank().values() for keyed in items]
KINDS = sorted({one.item.kind for one in EVERY})
GROUPS = {file: list(items) for file, items in keyed_bank().items() if items} | {
    kind: [one for one in EVERY if one.item.kind == kind] for kind in KINDS
}


def excess(reader: Reader, items: Sequence[Keyed]) -> float:
    """How much more than luck a reader earns, as a share of the points; each item counts once."""
    return math.fsum(reader.earns(one) - one.chance for one in items) / len(items)


def by_luck(items: Sequence[Keyed]) -> list[float]:
    """What DRAWS readers without any system earn with these items together."""
    dice = random.Random(7)
    return [math.fsum(dice.choice(one.by_luck) for one in items) for _ in range(DRAWS)]


def blamed(items: Sequence[Keyed]) -> dict[str, float]:
    """Readers who earn more than luck explains, with how often luck earns as much."""
    luck = by_luck(items)
    found = {}
    for name, reader in READERS.items():
        earned = math.fsum(reader.earns(one) for one in items)
        as_good = sum(one >= earned - 1e-9 for one in luck) / DRAWS
        if as_good < AT_MOST / len(READERS):
            found[name] = as_good
    return found


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_over_the_bank_no_reader_earns_five_points_more_than_luck(reader: Reader) -> None:
    assert excess(reader, EVERY) <= MARGIN


@pytest.mark.parametrize("group", GROUPS)
def test_in_no_file_and_kind_a_reader_earns_what_luck_hardly_ever_does(group: str) -> None:
    """A one-sided test against luck, drawn under each item's own scoring.

    A file has three to fifteen items with a key, so five points would blame most files for
    nothing: of four choices among four, one more right by luck is 25 points. A reader is blamed
    if luck earns as much in fewer than 5 % of cases, shared out over the readers (Bonferroni):
    so a file without a pattern is blamed at most once in twenty. For choices of four this is the
    one-sided binomial test: 4 right of 4 (1 in 256) just passes, 5 of 5 (1 in 1024) does not.
    What is too small to be judged alone counts over the bank.
    """
    assert blamed(GROUPS[group]) == {}


@pytest.mark.parametrize("words", [HEDGES, COURTESY], ids=["hedged", "polite"])
def test_no_key_is_the_only_hedged_or_polite_option(words: re.Pattern[str]) -> None:
    assert [one.item.id for one in EVERY if alone(one, words)] == []


def test_the_bank_holds_items_of_lessons_and_of_every_variant() -> None:
    assert len(EVERY) >= 25
    assert {len(one.keys) for one in EVERY if one.item.graded} == {8}
    assert {len(one.keys) for one in EVERY if not one.item.graded} == {1}


# --- what luck earns ------------------------------------------------------------------------


def made(kind: str, key: object, texts: Sequence[str], rows: int = 0, name: str = "") -> Keyed:
    """An item made up here; its parts are a, b, c, ... with these texts."""
    parts = tuple(Part("abcdefgh"[n], text, "x") for n, text in enumerate(texts))
    across = tuple(Part(f"r{n}", f"Row {n}" + n * "!", "x") for n in range(rows))
    name = f"made.up-{name or kind.replace(' ', '-')}"
    more = {"total": 20} if kind == "allocation" else {}
    if rows:
        return Keyed(Item(name, kind, "?", rows=across, columns=parts, settings=more), (key,))
    return Keyed(Item(name, kind, "?", options=parts, settings=more), (key,))


FOUR = ["one two", "one three", "one four", "one five"]


def test_luck_is_one_in_four_for_a_choice_of_four() -> None:
    assert made("choice", "b", FOUR).chance == pytest.approx(1 / 4)


def test_luck_with_two_right_of_five_is_eleven_sixtieths() -> None:
    # of ten pairs one is right in both (1) and six in one (1/2 less 1/3)
    luck = made("multiple response", ["a", "c"], [*FOUR, "one six"]).chance
    assert luck == pytest.approx((1 + 6 * (1 / 2 - 1 / 3)) / 10)


def test_luck_with_an_order_is_kendalls_tau_above_0() -> None:
    # six orders of three: 3, 2, 2, 1, 1 or 0 of three pairs are kept; tau is 1, 1/3, 1/3 or less
    assert made("order", ["b", "a", "c"], FOUR[:3]).chance == pytest.approx((1 + 2 / 3) / 6)


def test_luck_with_four_rows_for_four_columns_is_one_in_eight() -> None:
    # 24 ways: all four right once, two right six times; a quarter right is what guessing gets
    key = {"r0": "b", "r1": "a", "r2": "d", "r3": "c"}
    keyed = made("match", key, FOUR, rows=4)
    places = list(itertools.permutations(range(4)))
    every = [keyed.earned(columns, rows) for columns in places for rows in places]
    assert sum(every) / len(every) == pytest.approx((1 + 6 / 3) / 24)
    assert keyed.chance == pytest.approx(1 / 8, abs=0.05)  # drawn


def table(key: dict[str, str], name: str = "table") -> Keyed:
    """A table of two rows and three columns, with the same key in each row."""
    across = tuple(Part(f"c{n}", f"Person {n}", "x") for n in range(3))
    rows = tuple(Part(f"r{n}", f"Task {n}", "x") for n in range(2))
    options = tuple(Part("abc"[n], text, "x") for n, text in enumerate(FOUR[:3]))
    item = Item(f"made.up-{name}", "table", "?", options, rows, across)
    return Keyed(item, ({row.key: key for row in rows},))


def test_luck_with_a_table_of_three_people_and_roles_is_one_in_six() -> None:
    # six ways: all right once, one of three right three times, which is what one option gets
    keyed = table({"c0": "b", "c1": "c", "c2": "a"})
    places = list(itertools.permutations(range(3)))
    every = [keyed.earned(options, people) for options in places for people in places]
    assert sum(every) / len(every) == pytest.approx(1 / 6)


def test_luck_with_an_allocation_is_that_of_falling_shares() -> None:
    # 24 ways to give 8, 6, 4 and 2: one is the key, three swap neighbours and lose 2 of the 4
    # points that an even spread does not get; the others get no more than an even spread
    assert made("allocation", {"a": 8, "b": 6, "c": 4, "d": 2}, FOUR).chance == pytest.approx(
        (1 + 3 / 2) / 24
    )


@pytest.mark.parametrize("seed", range(5))
def test_a_reader_at_random_earns_over_the_bank_what_luck_is_said_to_earn(seed: int) -> None:
    dice = random.Random(seed)
    earned = []
    for keyed in EVERY:
        parts = range(len(chosen_from(keyed.item)))
        rows = range(len(chosen_for(keyed.item)))
        for _ in range(40):
            ranked = dice.sample(parts, len(parts)), dice.sample(rows, len(rows))
            earned.append(keyed.earned(*ranked) - keyed.chance)
    assert math.fsum(earned) / len(earned) == pytest.approx(0, abs=0.02)


# --- and a bank that gives its keys away is found -------------------------------------------

OTHERS = ["We check it on Monday", "We sign it on Tuesday", "We send it on Friday"]
GIVEN_AWAY = {
    "first": ["We hold it on Sunday", *OTHERS],
    "second": [OTHERS[0], "We hold it on Sunday", *OTHERS[1:]],
    "third": [*OTHERS[:2], "We hold it on Sunday", OTHERS[2]],
    "last": [*OTHERS, "We hold it on Sunday"],
    "longest": [OTHERS[0], "We hold it on Sunday afternoon", *OTHERS[1:]],
    "shortest": [*OTHERS[:2], "Hold it on Sunday", OTHERS[2]],
    "second longest": ["We sign it today", "We sign it now", "We sign it on Sunday", "We sign it"],
    "second shortest": [
        "We sign it now and here",
        "We sign it",
        "We sign it now",
        "We sign it on time",
    ],
    "most hedged": [OTHERS[0], "We may hold it on Sunday", *OTHERS[1:]],
    "least hedged": ["We may sign", "Perhaps we sign", "We often sign", "We sign on Monday"],
    "fewest absolute words": [f"Always: {OTHERS[0]}", OTHERS[1], "We never sign", "We all sign"],
    "most polite": [*OTHERS, "Thank Noor and sign it"],
    "odd one out": [OTHERS[0], "Noor decides alone", *OTHERS[1:]],
    "most like the others": ["We sign at noon", "Noor signs today", "We sign it today", "Ask Ines"],
}
KEY = {
    "first": "a", "second": "b", "third": "c", "last": "d", "longest": "b", "shortest": "c",
    "second longest": "a", "second shortest": "c", "most hedged": "b", "least hedged": "d",
    "fewest absolute words": "b", "most polite": "d", "odd one out": "b",
    "most like the others": "c",
}  # fmt: skip


@pytest.mark.parametrize("reader", READERS)
def test_a_bank_that_gives_its_keys_away_is_found(reader: str) -> None:
    texts, key = GIVEN_AWAY[reader], KEY[reader]
    items = [made("choice", key, texts, name=str(n)) for n in range(6)]
    assert excess(READERS[reader], items) == pytest.approx(3 / 4)
    assert reader in blamed(items)


def test_a_key_that_is_alone_in_being_hedged_or_polite_is_found() -> None:
    assert alone(made("choice", "b", GIVEN_AWAY["most hedged"]), HEDGES)
    assert alone(made("choice", "d", GIVEN_AWAY["most polite"]), COURTESY)
    assert not alone(made("choice", "a", GIVEN_AWAY["most hedged"]), HEDGES)
    assert not alone(made("choice", "b", GIVEN_AWAY["least hedged"]), HEDGES)


def test_a_match_that_pairs_long_with_long_is_found() -> None:
    texts = ["Send", "Send it", "Send it off", "Send it off now"]
    key = dict(zip(["r0", "r1", "r2", "r3"], "abcd", strict=True))
    items = [made("match", key, texts, rows=4, name=str(n)) for n in range(4)]
    assert {"longest", "first"} <= set(blamed(items))


def test_a_table_whose_roles_stand_in_the_order_of_its_people_is_found() -> None:
    items = [table({"c0": "a", "c1": "b", "c2": "c"}, f"table-{n}") for n in range(4)]
    assert "first" in blamed(items)


def test_a_bank_without_a_pattern_is_left_alone() -> None:
    keys = ["a", "b", "c", "d"] * 3
    items = [
        made("choice", key, [*OTHERS, "We hold it on Sunday"], name=str(n))
        for n, key in enumerate(keys)
    ]
    assert blamed(items) == {}
    assert max(excess(reader, items) for reader in READERS.values()) < MARGIN  # ties are drawn

"""Readers who never see a question, only what there is to choose from; and what luck earns.

A reader ranks the parts by something that has nothing to do with what was asked: their place,
their length, how careful, polite or odd their words are. Its answer follows from the ranking:

- choice: the first of the ranking;
- multiple response: as many from the top as the key holds (the number is told to it);
- order: the ranking itself;
- match and grid: the rows, ranked by the same thing, go in equal blocks to the columns in
  their ranking: the longest row to the longest column, and so on (one column throughout
  scores 0 by the scoring of these kinds, so that reader need not be tried);
- table: the columns, ranked by the same thing, go in equal blocks to the options in their
  ranking, the same in each row;
- allocation: falling shares, such as 5, 4, 3, 2 and 1 of 15.

Chance, for every kind, is what the same answer earns on the average if the ranking is drawn at
random, under the kind's own scoring with its correction and its floor at 0. For a choice of
four that is 1/4; for two right of five it is 11/60; for four rows and four columns 1/8.
A number has nothing to rank; a text and a dialogue have no key: they are left out.
"""

import itertools
import math
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from alliance_lessons.items.bank import find_item
from alliance_lessons.items.dialogue import play
from alliance_lessons.items.item import Item, Part
from alliance_lessons.items.marking import share
from alliance_lessons.workbook.answers_file import Answers, Entry
from alliance_lessons.workbook.course import course_files
from alliance_lessons.workbook.notebooks import read_notebook
from alliance_lessons.workbook.trusted_cells import run_trusted_cells
from tests.content.bank_words import bank, plain

RANKED = ("choice", "multiple response", "order", "match", "grid", "table", "allocation")
VARIANTS = [f"{n * 0x9E3779B97F4A7C15 % 2**64:016x}" for n in range(8)]
MOST = 240  # rankings tried for the chance of one item; up to five options that is all of them
TIES = 20  # ways tried to break a tie between parts that look alike to a reader

Parts = Sequence[Part]
Cue = Callable[[Parts], list[float]]

HEDGES = re.compile(
    r"\b(may|might|perhaps|probably|possibly|likely|seems?|some|sometimes|often|usually|mostly"
    r"|partly|a little|in part|as a rule|tends? to|not yet|not always)\b",
    re.IGNORECASE,
)
ABSOLUTES = re.compile(
    r"\b(all|always|any|anyone|anybody|cannot|certainly|every|everybody|everyone|everything"
    r"|for good|impossible|must|never|no|nobody|none|nothing|only|whatever)\b",
    re.IGNORECASE,
)
COURTESY = re.compile(
    r"\b(thank|thanks|please|sorry|kindly|kind|glad|gladly|happy|appreciate|grateful|welcome"
    r"|invite|together|respect|friendly|would you|could you|may i|let us|let's)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Keyed:
    """An item with its keys: one of a lesson's, or one for each variant of an assignment."""

    item: Item
    keys: tuple[Any, ...]

    def earned(self, ranking: Sequence[int], rows: Sequence[int] = ()) -> float:
        """The share of the points, 0 to 1, that the answer made of a ranking earns."""
        answers = [answer(self.item, key, ranking, rows) for key in self.keys]
        marks = [share(self.item, *pair) for pair in zip(answers, self.keys, strict=True)]
        return math.fsum(marks) / len(marks)

    @cached_property
    def by_luck(self) -> list[float]:
        """What random rankings earn, all of them or MOST drawn from a fixed seed."""
        dice = random.Random(self.item.id)
        parts, rows = (
            list(range(len(chosen_from(self.item)))),
            list(range(len(chosen_for(self.item)))),
        )
        if not rows and math.factorial(len(parts)) <= MOST:
            return [self.earned(ranking) for ranking in itertools.permutations(parts)]
        drawn = ([dice.sample(of, len(of)) for of in (parts, rows)] for _ in range(MOST))
        return [self.earned(*ranked) for ranked in drawn]

    @property
    def chance(self) -> float:
        """What luck earns on the average."""
        return math.fsum(self.by_luck) / len(self.by_luck)


def chosen_from(item: Item) -> Parts:
    """The parts among which is chosen: a row chooses among columns, a cell among options."""
    return item.options or item.columns


def chosen_for(item: Item) -> Parts:
    """The parts for which is chosen: rows, or in a table the columns; elsewhere none."""
    return item.columns if item.kind == "table" else item.rows


def answer(item: Item, key: Any, ranking: Sequence[int], rows: Sequence[int] = ()) -> Any:
    """The response that follows from a ranking of the parts (and of the rows)."""
    ranked = [chosen_from(item)[n].key for n in ranking]
    if item.kind == "choice":
        return ranked[0]
    if item.kind == "multiple response":
        return ranked[: len(key)]
    if item.kind == "order":
        return ranked
    if item.kind == "allocation":
        total, shares = item.settings["total"], range(len(ranked), 0, -1)
        given = [total * part // sum(shares) for part in shares]
        given[0] += total - sum(given)
        return dict(zip(ranked, given, strict=True))
    place = {row: n * len(ranked) // len(rows) for n, row in enumerate(rows)}
    if item.kind == "table":
        across = {item.columns[column].key: ranked[place[column]] for column in rows}
        return {row.key: across for row in item.rows}
    return {item.rows[row].key: ranked[place[row]] for row in rows}


# --- what a reader goes by: the higher, the earlier in its ranking ---


def place(parts: Parts) -> list[float]:
    return [-n for n in range(len(parts))]


def length(parts: Parts) -> list[float]:
    return [len(part.text) for part in parts]


def count(pattern: re.Pattern[str]) -> Cue:
    return lambda parts: [len(pattern.findall(part.text)) for part in parts]


def oddity(parts: Parts) -> list[float]:
    """How little of its words a part shares with the others (1 less the mean Jaccard index)."""
    words = [set(plain(part.text).split()) for part in parts]
    return [
        -sum(len(one & other) / (len(one | other) or 1) for other in words if other is not one)
        for one in words
    ]


@dataclass(frozen=True)
class Reader:
    """Ranks by `cue`, the most first or the least; `shift` 1 prefers the second, and so on."""

    cue: Cue
    least: bool = False
    shift: int = 0

    def rankings(self, item: Item) -> Iterator[tuple[list[int], list[int]]]:
        """Its rankings of parts and rows: several where parts look alike to it."""
        dice = random.Random(f"{item.id} ties")
        values, rows = self.cue(chosen_from(item)), self.cue(chosen_for(item))
        tied = len(set(values)) < len(values) or len(set(rows)) < len(rows)
        for _ in range(TIES if tied else 1):
            ranking = self._ranked(values, dice, self.least)
            yield ranking[self.shift :] + ranking[: self.shift], self._ranked(rows, dice, False)

    def earns(self, keyed: Keyed) -> float:
        """What it earns with an item; chance where it has nothing to go by."""
        if len(set(self.cue(chosen_from(keyed.item)))) == 1:
            return keyed.chance
        marks = [keyed.earned(*ranked) for ranked in self.rankings(keyed.item)]
        return math.fsum(marks) / len(marks)

    @staticmethod
    def _ranked(values: list[float], dice: random.Random, least: bool) -> list[int]:
        signed = [value if least else -value for value in values]
        return sorted(range(len(values)), key=lambda n: (signed[n], dice.random()))


READERS: Mapping[str, Reader] = {
    "first": Reader(place),
    "second": Reader(place, shift=1),
    "third": Reader(place, shift=2),
    "last": Reader(place, least=True),
    "longest": Reader(length),
    "second longest": Reader(length, shift=1),
    "second shortest": Reader(length, least=True, shift=1),
    "shortest": Reader(length, least=True),
    "most hedged": Reader(count(HEDGES)),
    "least hedged": Reader(count(HEDGES), least=True),
    "fewest absolute words": Reader(count(ABSOLUTES), least=True),
    "most polite": Reader(count(COURTESY)),
    "odd one out": Reader(oddity),
    "most like the others": Reader(oddity, least=True),
}


def alone(keyed: Keyed, pattern: re.Pattern[str]) -> bool:
    """Whether the key of a choice is its only option with such words."""
    found = [part.key for part in keyed.item.options if pattern.search(part.text)]
    return keyed.item.kind == "choice" and len(found) == 1 and set(found) == set(keyed.keys)


# --- the items with a key ---


@cache
def keyed_bank() -> dict[str, tuple[Keyed, ...]]:
    """Every item of the bank that has a key and something to rank, by file."""
    graded = {item_id: keys for name in course_files().names() for item_id, keys in _keys(name)}
    found = {}
    for file, items in bank().items():
        keys = {item.id: graded.get(item.id, [item.key]) for item in items}
        found[file] = tuple(
            Keyed(item, tuple(keys[item.id]))
            for item in items
            if item.kind in RANKED and None not in keys[item.id]
        )
    return found


def _keys(assignment: str) -> Iterator[tuple[str, list[Any]]]:
    """The keys of an assignment's items for several variants.

    A key may follow from another answer of the learner's, so each variant states all that is
    asked and not marked: a choice by its first option, a dialogue by a path at random.
    """
    source = read_notebook(course_files().source(assignment))
    empty = [mark.item_id for mark in run_trusted_cells(source, Answers(VARIANTS[0], {}))]
    modules = {item_id.partition(".")[0] for item_id in empty if item_id}
    asked = [item for items in bank().values() for item in items if item.id not in empty]
    of_it = [item for item in asked if item.id.partition(".")[0] in modules]
    runs = [
        run_trusted_cells(source, Answers(variant, _stated(of_it, variant))) for variant in VARIANTS
    ]
    for marks in zip(*runs, strict=True):
        if marks[0].item_id:
            assert find_item(marks[0].item_id).graded
            yield marks[0].item_id, [mark.key for mark in marks]


def _stated(items: Sequence[Item], variant: str) -> dict[str, tuple[Entry, ...]]:
    """Answers to the items that are not marked."""
    said: dict[str, Any] = {}
    for item in items:
        if item.kind == "choice":
            said[item.id] = item.options[0].key
        elif item.kind == "dialogue":
            path: list[str] = []
            while offered := play(item, path).steps[-1].offered:
                path.append(random.Random(f"{variant} {path}").choice(offered).key)
            said[item.id] = path
    return {item_id: (Entry(value),) for item_id, value in said.items()}

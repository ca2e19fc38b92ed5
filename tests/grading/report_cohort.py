"""A cohort drawn from a seed, for reports: some know more than others, and all make mistakes."""

import json
import random
from pathlib import Path
from typing import Any

from alliance_lessons.items.bank import find_item
from alliance_lessons.items.item import keys
from tests.grading.desk_course import as_json
from tests.rights_answers import model_answers

MEMO = "I would lend {} valves first, since M1 makes that mine to give, and tell the stores."
BASELINE = {"rights_a.due-order": -1.0, "rights_a.model-total": -0.7, "rights_a.evidence": 0.8}


def drawn_cohort(folder: Path, number: int, seed: int = 1, misled: bool = False) -> list[str]:
    """Writes hand-ins of `rights` below `folder`, and gives the learners' ids.

    The first two share a variant, the third and fourth a text. Where `misled`, those who
    know most choose a wrong reply, as they do where a key is wrong.
    """
    chance = random.Random(seed)
    learners = [f"learner.{place:05d}" for place in range(number)]
    variants = [f"{chance.getrandbits(64):016x}" for _ in learners]
    if number > 3:
        variants[1] = variants[0]
    for place, learner in enumerate(learners):
        able = chance.gauss(0.6, 1.0)
        answers = drawn_answers(variants[place], able, chance)
        if misled and "rights_a.reply" in answers:
            answers["rights_a.reply"] = "chief" if able > 0.9 else "counsel"
        answers["rights_a.memo"] = MEMO.format("two" if place in (2, 3) else place)
        hand_in = folder / learner / "rights"
        hand_in.mkdir(parents=True)
        (hand_in / "responses.json").write_text(as_json(answers, variants[place]))
        (hand_in / "rights.ipynb").write_text(json.dumps(EMPTY))
        day = 1 + place % 20
        (hand_in / "timestamp.txt").write_text(f"2026-03-{day:02d} 10:00:00 UTC")
    return learners


def drawn_answers(variant: str, able: float, chance: random.Random) -> dict[str, Any]:
    """Right answers, with mistakes where the draw is above what the learner knows."""
    answers = {}
    for name, right in model_answers(variant).items():
        knows = able + BASELINE.get(name, 0.3)
        if chance.random() < 0.03:
            continue  # left empty
        answers[name] = right if name.endswith("memo") else _tried(name, right, knows, chance)
    return answers


def _tried(name: str, right: Any, knows: float, chance: random.Random) -> Any:
    """An answer of which each part is right if the learner knows it."""
    item = find_item(name)

    def fails() -> bool:
        return chance.gauss(0.0, 1.0) > knows

    if item.kind in ("grid", "match"):
        columns = keys(item.columns)
        return {row: chance.choice(columns) if fails() else one for row, one in right.items()}
    if item.kind == "table":
        options = keys(item.options)
        return {
            row: {
                column: chance.choice(options) if fails() else one for column, one in cells.items()
            }
            for row, cells in right.items()
        }
    if item.kind == "multiple response":
        return [one for one in keys(item.options) if (one in right) != (fails() and fails())]
    if not fails():
        return right
    if item.kind == "choice":
        return chance.choice(keys(item.options))
    if item.kind == "order":
        return chance.sample(right, len(right))
    if item.kind == "number":
        return right + chance.choice([-3, -1, 2, 5])
    return dict(zip(right, chance.sample(list(right.values()), len(right)), strict=True))


EMPTY = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}

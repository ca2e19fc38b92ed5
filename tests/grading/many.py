"""Hand-ins of as many learners as wanted, varied and with mistakes in them; seeded."""

import json
import random
from pathlib import Path
from typing import Any

from tests.rights_answers import model_answers

WORDS = (
    "I",
    "would",
    "lend",
    "two",
    "valves",
    "first",
    "and",
    "stop",
    "when",
    "they",
    "come",
    "late",
)


def hand_in(course: Path, learners: int) -> None:
    """What so many learners hand in: the released notebook, answers and a time."""
    notebook = (course / "release/rights/rights.ipynb").read_bytes()
    for number in range(learners):
        chance = random.Random(number)
        folder = course / f"submitted/learner-{number:05}/rights"
        folder.mkdir(parents=True)
        (folder / "rights.ipynb").write_bytes(notebook)
        (folder / "responses.json").write_text(_answers_file(chance))
        (folder / "timestamp.txt").write_text(f"2025-11-{1 + number % 28:02} 12:50:01 UTC")


def _answers_file(chance: random.Random) -> str:
    variant = f"{chance.getrandbits(64):016x}"
    given = {
        name: _with_mistakes(value, chance)
        for name, value in model_answers(variant).items()
        if chance.random() > 0.05
    }
    given["rights_a.memo"] = " ".join(chance.choices(WORDS, k=chance.randint(0, 350)))
    entries = {
        name: [{"value": value, "confidence": chance.choice([None, 1, 2, 3]), "at": ""}]
        for name, value in given.items()
    }
    return json.dumps({"format": 1, "variant": variant, "responses": entries})


def _with_mistakes(value: Any, chance: random.Random) -> Any:
    """Right in two cases of three."""
    if chance.random() < 0.67:
        return value
    if isinstance(value, dict):
        shuffled = list(value.values())
        chance.shuffle(shuffled)
        return dict(zip(value, shuffled, strict=True))
    if isinstance(value, list):
        return chance.sample(value, len(value))[: chance.choice([len(value), 1])]
    return value + 1 if isinstance(value, int) else value

"""The assignment `rights` in parts, and its marks, for several tests."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from alliance_lessons.items.bank import read_file
from alliance_lessons.workbook.answers_file import Answers, Entry
from alliance_lessons.workbook.trusted_cells import Mark, run_trusted_cells

ROOT = Path(__file__).resolve().parents[1]
SOURCE = json.loads((ROOT / "assignments/source/rights/rights.ipynb").read_text("utf-8"))
VARIANTS = [f"{n * 0x9E3779B97F4A7C15 % 2**64:016x}" for n in range(120)]
BANK = {item.id: item for item in read_file(ROOT / "src/alliance_lessons/content/rights_a.toml")}
GRADED = [c for c in SOURCE["cells"] if c["metadata"].get("nbgrader", {}).get("grade")]
AUTOMATIC = [c for c in GRADED if c["cell_type"] == "code"]


def written(kind: str) -> str:
    """What stands in all cells of a kind, code or markdown."""
    return "\n".join("".join(c["source"]) for c in SOURCE["cells"] if c["cell_type"] == kind)


def item_of(cell: dict[str, Any]) -> str:
    """The id of the item that a graded cell marks."""
    return str(cell["metadata"]["nbgrader"]["grade_id"]).replace("-", ".", 1)


def marked(answers: Mapping[str, Any], variant: str) -> dict[str, Mark]:
    """The automatic marks for some answers, by the names of the items."""
    history = {name: (Entry(value),) for name, value in answers.items()}
    marks = run_trusted_cells(SOURCE, Answers(variant, history))
    assert [mark.problem for mark in marks if mark.problem] == []
    return {mark.item_id: mark for mark in marks if mark.score is not None}


def total(answers: Mapping[str, Any], variant: str) -> float:
    """All automatic marks for some answers."""
    return sum(mark.score or 0 for mark in marked(answers, variant).values())

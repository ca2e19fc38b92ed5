"""The assignments in parts, and their marks, for several tests."""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from alliance_lessons.items.bank import read_file
from alliance_lessons.items.item import Item
from alliance_lessons.notebook_case import CASES
from alliance_lessons.workbook.answers_file import Answers, Entry
from alliance_lessons.workbook.trusted_cells import Mark, run_trusted_cells
from tests import culture_answers, relationships_answers, rights_answers

ROOT = Path(__file__).resolve().parents[1]


def variants(number: int) -> list[str]:
    """Variants that differ in all their digits."""
    return [f"{n * 0x9E3779B97F4A7C15 % 2**64:016x}" for n in range(number)]


VARIANTS = variants(60)  # no more than the draws keep


@dataclass(frozen=True)
class Assignment:
    """An assignment with the module of its right answers, and how its points are shared out."""

    name: str
    right: ModuleType
    automatic_points: int
    manual_points: int

    def __str__(self) -> str:
        return self.name

    def id(self, slug: str) -> str:
        """The id of one of its items."""
        return f"{self.name}_a.{slug}"

    @cached_property
    def source(self) -> dict[str, Any]:
        """The notebook with the keys."""
        path = ROOT / f"assignments/source/{self.name}/{self.name}.ipynb"
        notebook: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return notebook

    @cached_property
    def words(self) -> Path:
        """The file of its items."""
        return ROOT / f"src/alliance_lessons/content/{self.name}_a.toml"

    @cached_property
    def bank(self) -> dict[str, Item]:
        """Its items by their ids."""
        return {item.id: item for item in read_file(self.words)}

    @cached_property
    def graded(self) -> list[dict[str, Any]]:
        """The cells that have points."""
        return [c for c in self.source["cells"] if c["metadata"].get("nbgrader", {}).get("grade")]

    @cached_property
    def automatic(self) -> dict[str, dict[str, Any]]:
        """The cells that are marked without a person, by the items they mark, in order."""
        return {item_of(cell): cell for cell in self.graded if cell["cell_type"] == "code"}

    @cached_property
    def _start(self) -> dict[str, Any]:
        """The cell that imports what the others say."""
        found: dict[str, Any] = next(c for c in self.source["cells"] if c["id"] == "start")
        return found

    def points(self, item_id: str) -> int:
        """What an item that is marked without a person is worth."""
        return int(self.automatic[item_id]["metadata"]["nbgrader"]["points"])

    def written(self, kind: str) -> str:
        """What stands in all cells of a kind, code or markdown."""
        return "\n".join(
            "".join(c["source"]) for c in self.source["cells"] if c["cell_type"] == kind
        )

    def shown(self) -> list[str]:
        """The names of its tables in the order in which they appear."""
        shown = re.findall(rf'^case\("{self.name}", "(.+?)"\)$', self.written("code"), re.MULTILINE)
        return list(dict.fromkeys(shown))

    def marked(
        self, answers: Mapping[str, Any], variant: str, only: Collection[str] = ()
    ) -> dict[str, Mark]:
        """The automatic marks for some answers, by the names of the items: all, or some."""
        history = {name: (Entry(value),) for name, value in answers.items()}
        cells = [self._start, *(self.automatic[name] for name in only)]
        notebook = {"cells": cells} if only else self.source
        marks = run_trusted_cells(notebook, Answers(variant, history))
        assert [mark.problem for mark in marks if mark.problem] == []
        return {mark.item_id: mark for mark in marks if mark.score is not None}

    def total(self, answers: Mapping[str, Any], variant: str) -> float:
        """All automatic marks for some answers."""
        return sum(mark.score or 0 for mark in self.marked(answers, variant).values())


def item_of(cell: dict[str, Any]) -> str:
    """The id of the item that a graded cell marks."""
    return str(cell["metadata"]["nbgrader"]["grade_id"]).replace("-", ".", 1)


CULTURE = Assignment("culture", culture_answers, 65, 35)
RELATIONSHIPS = Assignment("relationships", relationships_answers, 65, 35)
RIGHTS = Assignment("rights", rights_answers, 70, 30)
ASSIGNMENTS = [CULTURE, RELATIONSHIPS, RIGHTS]
assert {one.name for one in ASSIGNMENTS} == set(CASES)  # none is left untested

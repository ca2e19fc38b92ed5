"""What a case of a hostile or broken hand-in is, and what it deserves."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.grading.desk_course import HONEST, SOURCE

Change = Callable[[Path, "World"], object]
ALL = frozenset(HONEST)
WRONG = frozenset({"rights_a.reply", "rights_a.due-order"})  # what HONEST has quite wrong


@dataclass(frozen=True)
class World:
    """Where the case is played: what must not be read, run or written."""

    course: Path
    outside: Path
    canary: Path

    def tell_tale(self, name: str) -> str:
        """A line of Python that leaves a trace."""
        return f"open({str(self.canary / name)!r}, 'a').close()\n"


@dataclass(frozen=True)
class Case:
    """`change` is done to a folder with honest answers; `lost` are the answers that go by it.

    `stock` says whether nbgrader itself marks it too, which takes seconds: one of each kind, and
    what can be handed in at once is.
    """

    change: Change
    lost: frozenset[str]
    stock: bool

    def deserves(self) -> dict[str, float]:
        """The automatic marks by graded cell: all points or none, as the answers are."""
        return {
            about["grade_id"]: 0.0 if item_id in self.lost | WRONG else float(about["points"])
            for about in AUTOMATIC
            if (item_id := about["grade_id"].replace("-", ".", 1))
        }

    @property
    def has_memo(self) -> bool:
        """Whether there is a text that waits for a person."""
        return "rights_a.memo" not in self.lost


AUTOMATIC: list[dict[str, Any]] = [
    cell["metadata"]["nbgrader"]
    for cell in SOURCE["cells"]
    if cell["cell_type"] == "code" and cell["metadata"].get("nbgrader", {}).get("grade")
]
CASES: dict[str, Case] = {}


def case(name: str, lost: Collection[str] = (), stock: bool = False) -> Callable[[Change], Change]:
    """Makes a function that changes a folder a case, under a name that is its learner's."""

    def keep(change: Change) -> Change:
        # doctests import a module once more; what it said first holds
        CASES.setdefault(name, Case(change, frozenset(lost), stock))
        return change

    return keep

"""The levels by which a person marks a text, read from the cell that shows them to learners.

An author writes them there as a list, and nowhere else:

    **Criterion 1: the right and its price (15 points).**

    - **15:** names one request, whose it is, its cost and who carries it.
    - **0:** names no request.
"""

import re
from dataclasses import dataclass

LEVEL = re.compile(r"[-*] +\*\*(\d{1,4}(?:\.\d{1,2})?):?\*\*:? +(\S.*)")
TITLE = re.compile(r"\*\*(.+?)\*\*|#+ +(.+)")
POINTS = re.compile(r" *\([^()]*\bpoints?\b[^()]*\) *\.?$")
TEXT = "<pre"  # from here on it is the learner's


@dataclass(frozen=True)
class Rubric:
    """One criterion: what it is called, and its levels from the highest to the lowest."""

    title: str
    levels: tuple[tuple[float, str], ...]

    @property
    def points(self) -> tuple[float, ...]:
        """What each level earns."""
        return tuple(points for points, _ in self.levels)


def rubric(source: str) -> Rubric:
    """Reads a text cell; one that lists no levels gives a rubric without any.

    >>> rubric("**Criterion 1: the price (5 points).**\\n\\n- **5:** names it.\\n- **0:** no.")
    Rubric(title='Criterion 1: the price', levels=((5.0, 'names it.'), (0.0, 'no.')))
    """
    title = ""
    levels: dict[float, str] = {}
    last: float | None = None
    for line in source.partition(TEXT)[0].splitlines():
        if found := LEVEL.match(line):
            last = float(found[1])
            levels.setdefault(last, found[2].strip())
        elif last is not None and line.startswith("  ") and line.strip():
            levels[last] += f" {line.strip()}"  # a level on more than one line
        else:
            last = None
            if not title and not levels and (head := TITLE.match(line.strip())):
                title = POINTS.sub("", (head[1] or head[2]).strip()).removesuffix(".")
    return Rubric(title, tuple(sorted(levels.items(), reverse=True)))

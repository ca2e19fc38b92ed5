"""The sample that is marked twice: who is in it under which number, and the first marks.

It is kept beside the folder that goes to the second marker, never in it. The first marks
are kept as they stood when the sample was drawn: agreement is about marks that were given
without knowing of each other.
"""

import json
import math
import random
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from alliance_lessons.desk.course_directory import Course
from alliance_lessons.errors import CourseError

FOLDER = "second_marking"
SHARE, SEED = 10, 1  # percent; and where the drawing starts
FEWEST = 5  # texts; of fewer, all are read


@dataclass(frozen=True)
class Criterion:
    """What is marked: its cell, its words, and what each level earns, the lowest first."""

    name: str
    title: str
    levels: tuple[float, ...]


@dataclass(frozen=True)
class Text:
    """One learner's text, with the first marker's marks by criterion."""

    number: int
    learner: str
    marks: Mapping[str, float]


@dataclass(frozen=True)
class Sample:
    """A drawn sample; `of` is from how many."""

    seed: int
    share: float
    of: int
    criteria: tuple[Criterion, ...]
    texts: tuple[Text, ...]


def folder_of(course: Course) -> Path:
    """What the second marker gets."""
    return course.root / FOLDER / course.assignment


def record_of(course: Course) -> Path:
    """Who is who; it stays with the instructor."""
    return course.root / FOLDER / f"{course.assignment}.json"


def draw(learners: Collection[str], share: float, seed: int, assignment: str) -> list[str]:
    """Learners in the order of their numbers: a share of them in percent, and at least five.

    The same for the same seed, whatever order the learners come in.

    >>> draw({"ada", "ben", "cy"}, 10, 1, "rights") == draw(["cy", "ben", "ada"], 10, 1, "rights")
    True
    """
    size = min(len(learners), max(FEWEST, math.ceil(len(learners) * share / 100)))
    return random.Random(f"{assignment} {seed}").sample(sorted(learners), size)


def save(course: Course, sample: Sample) -> None:
    """Keeps a sample; never in the place of another."""
    text = json.dumps({"format": 1, **asdict(sample)}, indent=1, ensure_ascii=False)
    with record_of(course).open("x", encoding="utf-8") as file:
        file.write(text + "\n")


def saved(course: Course) -> Sample | None:
    """The sample drawn for this assignment, if there is one."""
    path = record_of(course)
    try:
        kept: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return Sample(
            kept["seed"],
            kept["share"],
            kept["of"],
            tuple(
                Criterion(one["name"], one["title"], tuple(map(float, one["levels"])))
                for one in kept["criteria"]
            ),
            tuple(Text(one["number"], one["learner"], one["marks"]) for one in kept["texts"]),
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CourseError(
            f"{path} can't be read ({error}); bring it back from a copy, or move it and "
            f"{folder_of(course)} away to draw anew."
        ) from None

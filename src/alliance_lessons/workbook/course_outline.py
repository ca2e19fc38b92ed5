"""The course at a glance: its modules, its lessons in order, and the questions of each.

An author makes the file from the notebooks (`desk/build_outline.py`). Page and Python read the
same file, so they count the same questions.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from alliance_lessons.errors import CourseError
from alliance_lessons.workbook.course import PACKAGE

STATIC = PACKAGE / "jupyter_config" / "labextensions" / "alliance-lessons" / "static"
FILE = STATIC / "course-outline.json"
FORMAT = 1


@dataclass(frozen=True)
class Module:
    """Some lessons that belong together; `id` is their folder, `when` their time in the story."""

    id: str
    name: str
    when: str
    about: str


@dataclass(frozen=True)
class Question:
    """A cell that asks: one answered item of its `items` is enough (a recall has several)."""

    cell: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Lesson:
    """A lesson, or the assignment at the end of a module.

    `path` is where it lies in a workbook, `number` is as in "4.2" and empty for an assignment,
    `module` is a module's id, `kind` is "core", "depth" or "graded", and `minutes` is how long
    it takes at most.
    """

    id: str
    path: str
    number: str
    title: str
    module: str
    kind: str
    minutes: int
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Outline:
    """All modules, and all lessons in the order in which they are taken."""

    modules: tuple[Module, ...]
    lessons: tuple[Lesson, ...]

    def lesson(self, path: str) -> Lesson | None:
        """The lesson that lies there in a workbook; None where none does.

        >>> found = course_outline().lesson("4_forgoing_rights/4_1_the_rights_ledger.ipynb")
        >>> found.number, found.title, found.kind
        ('4.1', 'The rights ledger', 'core')
        >>> course_outline().lesson("my_notes.ipynb") is None
        True
        """
        return next((lesson for lesson in self.lessons if lesson.path == path), None)


@cache
def course_outline() -> Outline:
    """The outline of the course that is installed; raises CourseError where it can't be read.

    >>> [module.name for module in course_outline().modules]
    ['Relationship building', 'Cultural understanding', 'Forgoing rights']
    """
    return read_outline(FILE)


def read_outline(file: Path) -> Outline:
    """The outline in a file; raises CourseError where it can't be read."""
    try:
        found = json.loads(file.read_bytes())
        if found["format"] != FORMAT:
            raise CourseError(f"{file} has another format than {FORMAT}; install the course again.")
        modules = tuple(Module(**module) for module in found["modules"])
        return Outline(modules, tuple(map(_lesson, found["lessons"])))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        raise CourseError(f"{file} can't be read; install the course again.") from None


def _lesson(found: dict[str, Any]) -> Lesson:
    questions = tuple(Question(one["cell"], tuple(one["items"])) for one in found["questions"])
    return Lesson(**{**found, "questions": questions})

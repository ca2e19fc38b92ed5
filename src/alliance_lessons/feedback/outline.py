"""What a page of feedback goes through, question by question, in the order of the notebook.

It is made of what learners may see: the headings and rubrics of the released notebook and
the words of the bank. Of a graded cell only two things are taken, and nothing of it runs:
which item it marks, and the sentence that settles the item. A sentence that is not written
out in the cell could be computed from the key, and is left out.
"""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from alliance_lessons.feedback.rubric import POINTS, Rubric, rubric
from alliance_lessons.feedback.text_cell import is_text_cell, text_item
from alliance_lessons.items.bank import find_item
from alliance_lessons.items.item import Item
from alliance_lessons.workbook.notebooks import cell_text

HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*\s*")
LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
PART = re.compile(r"(?:Part|Module|Section) \w+[.:]\s+")


@dataclass(frozen=True)
class Graded:
    """A cell with marks: by a rule, or by a person with a rubric beside the text."""

    name: str
    points: float
    because: str = ""
    rubric: Rubric | None = None


@dataclass(frozen=True)
class Question:
    """An item under its heading in the notebook, with the cells that mark it."""

    title: str
    item: Item | None
    graded: tuple[Graded, ...] = ()

    @property
    def by_person(self) -> bool:
        """Whether a person marks it."""
        return any(one.rubric is not None for one in self.graded)


@dataclass(frozen=True)
class Section:
    """A part of the notebook, with the questions in it."""

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Outline:
    """A notebook as its page of feedback shows it."""

    title: str
    sections: tuple[Section, ...]


def read_outline(
    release: Mapping[str, Any], points: Mapping[str, float], sources: Mapping[str, str]
) -> Outline:
    """The outline of a released notebook, as nbformat or `read_notebook` gives it.

    `points` are those of the graded cells, by their names; `sources` the cells with their
    hidden tests.
    """
    reader = _Reader(points, sources)
    for cell in release["cells"]:
        reader.read(cell)
    sections = [
        Section(title, tuple(questions)) for title, questions in reader.sections if questions
    ]
    return Outline(reader.title or "Feedback", tuple(sections))


class _Reader:
    def __init__(self, points: Mapping[str, float], sources: Mapping[str, str]) -> None:
        self.points, self.sources = points, sources
        self.title = self.heading = ""
        self.sections: list[tuple[str, list[Question]]] = [("Questions", [])]

    def read(self, cell: Mapping[str, Any]) -> None:
        name = str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))
        if name in self.points:
            self._graded(cell, name)
        elif cell["cell_type"] == "markdown":
            self._headings(cell_text(cell))
        else:
            for call in _calls(cell_text(cell), "ask"):
                self._question(find_item(_first(call)))

    def _headings(self, text: str) -> None:
        for line in text.splitlines():
            if found := HEADING.fullmatch(line):
                level, words = len(found[1]), heading(found[2])
                if level == 1:
                    self.title = self.title or words
                elif level == 2:
                    self.sections.append((words, []))
                    self.heading = ""
                else:
                    self.heading = words

    def _graded(self, cell: Mapping[str, Any], name: str) -> None:
        item: Item | None = None
        because, levels = "", None
        if cell["cell_type"] == "markdown":
            item = text_item(name) if is_text_cell(cell) else None
            levels = rubric(cell_text(cell))
        else:
            for call in _calls(self.sources.get(name, ""), "mark"):
                item, because = find_item(_first(call)), _because(call)
        self._add(item, Graded(name, self.points[name], because, levels))

    def _add(self, item: Item | None, graded: Graded) -> None:
        """To the question that asks the item, which stands above."""
        for _, questions in self.sections:
            for place, question in enumerate(questions):
                if item is not None and question.item is not None and question.item.id == item.id:
                    questions[place] = replace(question, graded=(*question.graded, graded))
                    return
        self._question(item, graded)

    def _question(self, item: Item | None, *graded: Graded) -> None:
        section, questions = self.sections[-1]
        # a key in the bank would turn what is said into verdicts
        hushed = None if item is None else replace(item, key=None)
        title = self.heading or PART.sub("", section)
        questions.append(Question(title, hushed, graded))


def heading(markdown: str) -> str:
    """A heading in plain words, without its points, which the page says in a place of their own.

    >>> heading("*Question 3* of [the case](#case) (7 points)"), heading("Question 1 (no points)")
    ('Question 3 of the case', 'Question 1')
    """
    return POINTS.sub("", plain(markdown))


def plain(markdown: str) -> str:
    """A line of our own Markdown as plain words."""
    return LINK.sub(r"\1", markdown).replace("*", "").replace("`", "").strip()


def _calls(code: str, verb: str) -> list[ast.Call]:
    """The calls of a verb on an item, as in `ask("rights.bet")`."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError):
        return []
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == verb
        and node.args
        and isinstance(_constant(node.args[0]), str)
    ]


def _first(call: ast.Call) -> str:
    return str(_constant(call.args[0]))


def _because(call: ast.Call) -> str:
    given = [word.value for word in call.keywords if word.arg == "because"] + call.args[3:4]
    words = _constant(given[0]) if given else None
    return words if isinstance(words, str) else ""


def _constant(node: ast.expr) -> Any:
    return node.value if isinstance(node, ast.Constant) else None

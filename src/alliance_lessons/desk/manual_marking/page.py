"""What our Formgrader page puts beside each text that a person marks.

The page is nbgrader's own; `templates/formgrade` extends it. This filter, called once a
page, notes at each text cell what to show there. nbgrader goes on to own the score box and
the comment box: what a marker clicks is written into them and saved as if typed.
"""

import re
from html import unescape
from itertools import groupby
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from alliance_lessons.desk.manual_marking.beside import Figure, figures
from alliance_lessons.desk.manual_marking.mark_scheme import Guide, MarkScheme, mark_scheme
from alliance_lessons.desk.text_answers import as_written
from alliance_lessons.errors import CourseError
from alliance_lessons.feedback.rubric import Rubric, rubric
from alliance_lessons.feedback.text_cell import is_text_cell, text_item
from alliance_lessons.workbook.answers_file import NAME, Answers, AnswersError, read_file

WRITTEN = re.compile(r'<pre style="white-space: pre-wrap">(.*?)</pre>', re.DOTALL)


def marking_aids(nb: NotebookNode, resources: Any) -> bool:
    """For `c.HTMLExporter.filters`: whether there is a text with levels to mark.

    Such a cell gets `metadata.marking`, and its own words move there: the levels become
    buttons, and the text stands once beside all its criteria.
    """
    scheme = mark_scheme(nb.cells)
    folder = Path(str(resources.get("metadata", {}).get("path", "")))
    found = False
    for _, cells in groupby(nb.cells, _text):
        group = [(cell, levels) for cell in cells if (levels := _rubric(cell)).levels]
        for place, (cell, levels) in enumerate(group):
            found = True
            cell.metadata.marking = _criterion(levels, scheme.guide(levels.title))
            if place == 0:
                cell.metadata.marking["memo"] = _memo(cell, scheme, folder)
            cell.metadata.marking["last"] = place == len(group) - 1
        for cell, _ in group:
            cell.source = ""
    if found:
        nb.cells[0].metadata.marking_bar = True
    return found


def shown_text(text: str, limit: int = 0) -> str:
    """A learner's text as harmless HTML, with a line where the word limit ends.

    >>> shown_text("one two three", 2).count("<pre")
    2
    """
    words = list(re.finditer(r"\S+", text))
    if not limit or len(words) <= limit:
        return as_written(text)
    end = words[limit - 1].end()
    line = f'<p class="al-limit">Here end the first {limit} words.</p>'
    return f"{as_written(text[:end])}{line}{as_written(text[end:])}"


def shown_figures(scheme: MarkScheme, answers: Answers) -> list[Figure]:
    """What the mark scheme wants beside the text; a fault of the scheme is said there."""
    try:
        return list(figures(scheme.beside, answers))
    except CourseError as error:
        return [Figure("", answer=str(error))]


def comments_by_level(levels: Rubric, guide: Guide) -> list[tuple[str, list[str]]]:
    """The bank of comments: for each level its own, then those that fit any level."""
    named = [(f"{points:g}", points) for points in levels.points]
    listed = [
        (name, [comment.words for comment in guide.comments if comment.points == points])
        for name, points in named
    ]
    rest = [one.words for one in guide.comments if one.points not in levels.points]
    return [(name, words) for name, words in [*listed, ("", rest)] if words]


def _text(cell: NotebookNode) -> str:
    """Which text a cell marks: neighbours that mark the same one stand together."""
    if not is_text_cell(cell):
        return ""
    name = str(cell.metadata.nbgrader.grade_id)
    try:
        return text_item(name).id
    except CourseError:
        return name


def _rubric(cell: NotebookNode) -> Rubric:
    return rubric(cell.source) if is_text_cell(cell) else Rubric("", ())


def _criterion(levels: Rubric, guide: Guide) -> dict[str, Any]:
    return {
        "title": levels.title or "Levels",
        "levels": [(f"{points:g}", words) for points, words in levels.levels],
        "anchors": guide.anchors,
        "comments": comments_by_level(levels, guide),
    }


def _memo(cell: NotebookNode, scheme: MarkScheme, folder: Path) -> dict[str, Any]:
    """The text, once, with what lies beside it."""
    try:
        limit = int(text_item(cell.metadata.nbgrader.grade_id).settings.get("words", 0))
    except CourseError:
        limit = 0
    try:
        answers = read_file(folder / NAME)
    except AnswersError:
        answers = Answers()
    found = WRITTEN.search(cell.source)
    text = unescape(found[1]) if found else ""
    return {
        "text": shown_text(text, limit) if text else "",
        "words": len(text.split()),
        "limit": limit,
        "figures": shown_figures(scheme, answers) if scheme.beside else [],
        "advice": scheme.advice,
    }

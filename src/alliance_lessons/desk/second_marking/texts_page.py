"""texts.html: the drawn texts as the second marker reads them, without names or first marks."""

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from nbconvert.filters import markdown2html
from nbformat import NotebookNode

from alliance_lessons.desk.course_directory import Course
from alliance_lessons.desk.manual_marking.mark_scheme import MarkScheme, mark_scheme
from alliance_lessons.desk.manual_marking.page import shown_figures, shown_text
from alliance_lessons.desk.second_marking.sample import Sample
from alliance_lessons.feedback.rubric import rubric
from alliance_lessons.feedback.text_cell import is_text_cell, text_item
from alliance_lessons.items.item import Item
from alliance_lessons.items.marking import misfit
from alliance_lessons.workbook.answers_file import NAME, Answers, AnswersError, read_file


def texts_page(course: Course, sample: Sample, cells: list[NotebookNode]) -> str:
    """The page, complete in itself."""
    scheme = mark_scheme(cells)
    items = _items(cells)
    pages = Environment(
        loader=PackageLoader("alliance_lessons.desk", "templates/second_marking"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return pages.get_template("texts.html.j2").render(
        assignment=course.assignment,
        stems=[_html(item.stem) for item in items],
        advice=_html(scheme.advice),
        criteria=_criteria(cells, scheme),
        texts=[
            _text(course, one.number, one.learner, items, scheme)
            for one in sorted(sample.texts, key=lambda text: text.number)
        ],
    )


def written(course: Course, learner: str, cells: list[NotebookNode]) -> bool:
    """Whether the learner has written something that can be read."""
    answers = _answers(course, learner)
    return any(_words(answers, item) for item in _items(cells))


def _text(
    course: Course, number: int, learner: str, items: list[Item], scheme: MarkScheme
) -> dict[str, Any]:
    answers = _answers(course, learner)
    texts = [(_words(answers, item), int(item.settings.get("words", 0))) for item in items]
    return {
        "number": number,
        "parts": [
            {
                "html": Markup(shown_text(words, limit)) if words else "",  # noqa: S704  escaped
                "words": len(words.split()),
                "limit": limit,
            }
            for words, limit in texts
        ],
        "figures": [
            {"label": one.label, "answer": one.answer, "table": Markup(one.table)}  # noqa: S704  ours
            for one in shown_figures(scheme, answers)
        ],
    }


def _criteria(cells: list[NotebookNode], scheme: MarkScheme) -> list[dict[str, Any]]:
    rubrics = [rubric(cell.source) for cell in cells if is_text_cell(cell)]
    return [
        {
            "title": one.title,
            "levels": [(f"{points:g}", words) for points, words in one.levels],
            "anchors": _html(scheme.guide(one.title).anchors),
        }
        for one in rubrics
        if one.levels
    ]


def _items(cells: list[NotebookNode]) -> list[Item]:
    """Whose texts are marked by levels, each once."""
    found = [
        text_item(cell.metadata.nbgrader.grade_id)
        for cell in cells
        if is_text_cell(cell) and rubric(cell.source).levels
    ]
    return list({item.id: item for item in found}.values())


def _words(answers: Answers, item: Item) -> str:
    entry = answers.latest(item.id)
    if entry is None or misfit(item, entry.value) is not None:
        return ""
    return str(entry.value).strip()


def _answers(course: Course, learner: str) -> Answers:
    try:
        return read_file(course.autograded(learner) / NAME)
    except AnswersError:
        return Answers()


def _html(markdown: str) -> Markup:
    """The author's own words; what learners wrote never comes this way."""
    return Markup(markdown2html(markdown))  # noqa: S704

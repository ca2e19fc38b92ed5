"""One learner's page of feedback, as the bytes of an HTML file.

The same marks and answers always give the same bytes: nothing tells when or where the page
was made, so that a page that changed is one whose marks changed.
"""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from alliance_lessons.feedback.answer import Shown, show
from alliance_lessons.feedback.harmless import harmless
from alliance_lessons.feedback.marks import Grade, Submission
from alliance_lessons.feedback.outline import Graded, Outline, Question, plain
from alliance_lessons.feedback.tally import Tally, tally
from alliance_lessons.workbook.answers_file import Answers

LARGEST = 300_000  # bytes of a page
LONGEST = (20_000, 4_000, 800, 100)  # characters of a text; fewer where the page grows too large
LONGEST_ID = 200
PAGE, OWN_PAGE = "page.html.j2", "own_page.html.j2"


@dataclass(frozen=True)
class Marked:
    """A graded cell and its marks."""

    cell: Graded
    grade: Grade
    comment: str


@dataclass(frozen=True)
class Answered:
    """A question with the learner's answer and marks."""

    anchor: str
    question: Question
    shown: Shown | None
    marked: tuple[Marked, ...]
    tally: Tally


def feedback_page(
    outline: Outline,
    submission: Submission,
    answers: Answers,
    remark: str,
    appeal: str,
    form: str = PAGE,
) -> bytes:
    """The page; `remark` is on the file of answers, `appeal` says to whom to write.

    In the form `OWN_PAGE`, marks by a person are the learner's own reading.
    """
    page = b""
    for longest in LONGEST:
        page = _rendered(outline, submission, answers, remark, appeal, longest, form)
        if len(page) <= LARGEST:
            break
    return page


def _rendered(
    outline: Outline,
    submission: Submission,
    answers: Answers,
    remark: str,
    appeal: str,
    longest: int,
    form: str,
) -> bytes:
    numbers = iter(range(1, 10_000))
    sections = [
        (
            section.title,
            [
                _answered(f"q{next(numbers)}", question, submission, answers, longest)
                for question in section.questions
            ],
        )
        for section in outline.sections
    ]
    questions = [one for _, listed in sections for one in listed]
    template, css, policy = _template(form)
    html = template.render(
        css=css,
        policy=policy,
        title=outline.title,
        learner=harmless(submission.learner, LONGEST_ID),
        submission=submission,
        sections=sections,
        questions=questions,
        by_rule=tally(_marks(questions, by_person=False)),
        by_person=tally(_marks(questions, by_person=True)),
        total=tally(_marks(questions, by_person=None), submission.penalty),
        remark=remark,
        appeal=appeal,
    )
    return html.encode("utf-8", "replace")


def _answered(
    anchor: str, question: Question, submission: Submission, answers: Answers, longest: int
) -> Answered:
    shown = None if question.item is None else show(question.item, answers, longest)
    marked = []
    for cell in question.graded:
        grade = submission.grades.get(cell.name, Grade(None))
        marked.append(Marked(cell, grade, harmless(grade.comment, longest)))
    return Answered(
        anchor, question, shown, tuple(marked), tally((one.cell, one.grade) for one in marked)
    )


def _marks(questions: list[Answered], by_person: bool | None) -> Iterator[tuple[Graded, Grade]]:
    """The marks that a person gives, or those that a rule gives, or all."""
    for one in questions:
        for marked in one.marked:
            if by_person is None or by_person == (marked.cell.rubric is not None):
                yield marked.cell, marked.grade


@cache
def _template(form: str) -> tuple[Template, str, str]:
    """The template, its style, and the policy by which a browser takes that style alone."""
    folder = Path(__file__).parent / "templates"
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "points": points,
        "day": day,
        "span": span,
        "plain": plain,
        "paragraphs": paragraphs,
    }
    css = (folder / "page.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return environment.get_template(form), css, policy


def points(number: float) -> str:
    """Points as people write them.

    >>> points(5.0), points(3.25), points(-0.0)
    ('5', '3.25', '0')
    """
    return f"{round(number, 2) or 0:g}"


def day(when: datetime) -> str:
    """A moment in UTC.

    >>> day(datetime(2026, 11, 3, 14, 5))
    '3 November 2026, 14:05 UTC'
    """
    return f"{when.day} {when:%B %Y, %H:%M} UTC"


def span(time: timedelta) -> str:
    """A time that has passed, in its two largest units.

    >>> span(timedelta(days=2, hours=3, minutes=10)), span(timedelta(minutes=1))
    ('2 days 3 hours', '1 minute')
    """
    minutes = max(1, round(time.total_seconds() / 60))
    sizes = (("day", minutes // 1440), ("hour", minutes // 60 % 24), ("minute", minutes % 60))
    said = [f"{count} {unit}{'' if count == 1 else 's'}" for unit, count in sizes if count]
    return " ".join(said[:2])


def paragraphs(text: Any) -> list[str]:
    """A text in its paragraphs, each in one line."""
    return [" ".join(one.split()) for one in str(text).split("\n\n") if one.strip()]

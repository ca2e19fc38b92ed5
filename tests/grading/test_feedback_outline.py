"""What a page takes from a notebook, whatever notebook it is."""

from typing import Any

import nbformat

from alliance_lessons.feedback.marks import Grade, Submission
from alliance_lessons.feedback.outline import Outline, read_outline
from alliance_lessons.feedback.page import feedback_page
from alliance_lessons.workbook.answers_file import Answers
from tests.feedback_pages import outline


def cell(kind: str, source: str, name: str = "", **about: Any) -> Any:
    made = getattr(nbformat.v4, f"new_{kind}_cell")(source)
    if name:
        made.metadata["nbgrader"] = {"grade_id": name, **about}
    return made


def read(*cells: Any, points: dict[str, float] | None = None) -> Outline:
    hidden = {one.metadata.nbgrader.grade_id: one.source for one in cells if one.metadata}
    return read_outline(nbformat.v4.new_notebook(cells=list(cells)), points or {}, hidden)


def test_our_assignment_is_read_in_its_parts():
    found = outline()
    assert found.title == "Assignment: six requests and twenty pumps"
    assert found.sections[0].title == "Part 1. Your limits"
    questions = [question for section in found.sections for question in section.questions]
    assert len(questions) == 17
    assert [one.name for one in questions[-1].graded] == ["rights_a-memo", "rights_a-memo-stop"]
    assert all(one.because for question in questions[2:-1] for one in question.graded)


def test_cells_of_another_kind_than_ours_are_shown_with_their_points():
    """A task that a person marks, and code of the learner's own: neither is ours, both count."""
    found = read(
        cell("markdown", "# A course of one's own"),
        cell("markdown", "## First part\n\n### A task (5 points)"),
        cell("markdown", "Sketch it.", "sketch", task=True, points=5),
        cell("markdown", "### *Code* (3 points)"),
        cell("code", "### BEGIN SOLUTION\nsecret = 42", "program", grade=True, solution=True),
        points={"sketch": 5.0, "program": 3.0},
    )
    (section,) = found.sections
    assert [one.title for one in section.questions] == ["A task", "Code"]
    marks = Submission("ada", grades={"sketch": Grade(4.0, by_person=True), "program": Grade(3.0)})
    html = feedback_page(found, marks, Answers(), "", "Write.").decode()
    assert "<strong>7</strong> of 8 points" in html
    assert "secret" not in html


def test_a_notebook_without_headings_has_a_page():
    found = read(cell("code", "1", "one", grade=True), points={"one": 1.0})
    assert found.title == "Feedback"
    html = feedback_page(found, Submission("ada"), Answers(), "", "Write.").decode()
    assert '<h3 id="q1">Questions</h3>' in html
    assert "This mark still waits for a person." in html


def test_code_that_is_no_python_is_passed_over():
    assert read(cell("code", "%matplotlib inline\nask('rights_a.reply'")).sections == ()


def test_an_item_that_is_asked_but_not_marked_stands_without_points():
    found = read(cell("markdown", "### Bet"), cell("code", 'ask("rights_a.reply")'))
    html = feedback_page(found, Submission("ada"), Answers(), "", "Write.").decode()
    assert "no points" in html
    assert "Not answered." in html

"""Mark schemes are read; what lies beside a text is the learner's own; comments help."""

import nbformat
import pytest

from alliance_lessons.desk.manual_marking.beside import figures, read_call
from alliance_lessons.desk.manual_marking.mark_scheme import Comment, mark_scheme
from alliance_lessons.desk.manual_marking.page import marking_aids, shown_text
from alliance_lessons.errors import CourseError
from alliance_lessons.feedback.rubric import rubric
from alliance_lessons.feedback.text_cell import is_text_cell
from alliance_lessons.workbook.answers_file import Answers, Entry
from alliance_lessons.workbook.course import course_files
from tests.grading.desk_course import ASSIGNMENTS, VARIANT

CELLS = {
    name: nbformat.read(ASSIGNMENTS / f"source/{name}/{name}.ipynb", as_version=4).cells
    for name in course_files().names()
}
SCHEMES = {name: mark_scheme(cells) for name, cells in CELLS.items()}


@pytest.mark.parametrize("name", CELLS)
def test_each_criterion_has_anchors_and_comments_for_every_level(name):
    rubrics = [rubric(cell.source) for cell in CELLS[name] if is_text_cell(cell)]
    assert len(rubrics) == 2
    for one in rubrics:
        guide = SCHEMES[name].guide(one.title)
        assert guide.anchors.count("*Anchor for") == 2
        assert "Comments" not in guide.anchors
        levels = [comment.points for comment in guide.comments]
        assert all(2 <= levels.count(points) <= 3 for points in one.points)
        assert set(levels) <= {*one.points, None}


@pytest.mark.parametrize("name", CELLS)
def test_comments_are_short_and_name_what_to_do_next_or_keep(name):
    comments = [comment.words for guide in SCHEMES[name].guides for comment in guide.comments]
    assert len(set(comments)) == len(comments) >= 16
    for words in comments:
        assert len(words) <= 160, words
        assert "next time" in words.lower() or "Keep" in words, words


@pytest.mark.parametrize("name", CELLS)
def test_learners_get_no_part_of_the_scheme(name):
    release = course_files().release(name).read_text("utf-8")
    assert mark_scheme(nbformat.reads(release, as_version=4).cells).guides == ()
    for guide in SCHEMES[name].guides:
        assert not [comment for comment in guide.comments if comment.words in release]


def test_a_comment_without_a_level_fits_any():
    source = "BEGIN MARK SCHEME\n**A, b**\nx\n*Comments:*\n- fine\n- **5:** better\nEND MARK SCHEME"
    scheme = mark_scheme([nbformat.v4.new_markdown_cell(source)])
    assert scheme.guide("A: b").comments == (Comment(None, "fine"), Comment(5, "better"))
    assert scheme.guide("other").comments == ()


def test_table_and_limits_are_the_learners_own():
    entries = {"rights_a.limit-cost": (Entry("9"),), "rights_a.limit-notice": (Entry(["no"]),)}
    table, cost, notice = figures(SCHEMES["rights"].beside, Answers(VARIANT, entries))
    (other, *_) = figures(SCHEMES["rights"].beside, Answers("1" * 16))
    assert table.table.count("<tr>") == 7
    assert table.table != other.table
    assert (cost.label, cost.answer) == ("Cost limit", "9 k€ a quarter")
    assert (notice.label, notice.answer) == ("Notice limit", "not answered")


@pytest.mark.parametrize(
    "words", ["__import__('os')", "case('rights')", "response(1)", "case(*x)", "open('/x')", "1 +"]
)
def test_nothing_but_tables_and_answers_is_asked_for(words):
    with pytest.raises(CourseError, match="The mark scheme asks for"):
        read_call(words)


def test_a_notebook_without_levels_is_left_as_nbgrader_shows_it():
    about = {"grade": True, "solution": True, "grade_id": "own-text", "points": 3}
    cell = nbformat.v4.new_markdown_cell("Write.\n\n<pre>hello</pre>", metadata={"nbgrader": about})
    notebook = nbformat.v4.new_notebook(cells=[cell])
    assert not marking_aids(notebook, {})
    assert notebook.cells[0].source.startswith("Write.")


def test_levels_serve_texts_that_have_no_item_of_ours(tmp_path):
    about = {"grade": True, "solution": True, "grade_id": "own-text", "points": 3}
    source = (
        '**Own (3 points)**\n\n- **3:** yes\n- **0:** no\n\n<pre style="white-space: pre-wrap">'
    )
    cell = nbformat.v4.new_markdown_cell(f"{source}a&#60;b</pre>", metadata={"nbgrader": about})
    notebook = nbformat.v4.new_notebook(cells=[cell])
    assert marking_aids(notebook, {"metadata": {"path": str(tmp_path)}})
    marking = notebook.cells[0].metadata.marking
    assert marking.title == "Own"
    assert "a&#60;b" in marking.memo.text
    assert notebook.cells[0].source == ""


def test_the_line_where_the_limit_ends_splits_no_text():
    text = "one  two\n\nthree <b>four"
    assert "three" in shown_text(text, 3).partition("Here end the first 3 words.")[0]
    assert "&#60;b&#62;four" in shown_text(text, 3).partition("Here end the first 3 words.")[2]
    assert "Here end" not in shown_text(text, 4)
    assert "Here end" not in shown_text(text)

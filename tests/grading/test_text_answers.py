"""Free texts as markers see them: as written, and without effect."""

import nbformat
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from nbconvert.filters import markdown2html

from alliance_lessons.desk.text_answers import ABOVE, as_written, put_texts
from alliance_lessons.errors import CourseError
from alliance_lessons.feedback.text_cell import text_item
from alliance_lessons.workbook.answers_file import Answers, Entry
from tests.grading.desk_course import RELEASE

STUB = "Write in the field above: what stands there is handed in."
HEAD = "**Criterion 1**\n\n- **15:** names the right\n\n"
ACTIVE = [
    "![x](http://evil.example/x.png)",
    "<img src=http://evil.example/x.png onerror=alert(1)>",
    "<script>alert(1)</script>",
    "</pre><iframe src='//evil.example'></iframe><pre>",
    "</PRE ><svg onload=alert(1)>",
    "[x](javascript:alert(1))",
    "<http://evil.example>",
    "[x]: http://evil.example\n[x]",
    "$\\href{http://evil.example}{x}$ $$\\unicode{x}$$ \\begin{align}x\\end{align} \\(x\\)",
    "&lt;b&gt; &#60;i&#62;",
    "\n\n# heading\n\n    code\n\n```\nfence\n```\n\n> quote\n\n---\n",
    "| a | b |\n|---|---|\n| ![](//evil.example) | x |",
    "{{ 7 * 7 }} {% raw %}",
    'attachment:x.png src="files/x"',
    "<!-- -->",
]


def shown(text: str) -> BeautifulSoup:
    """The cell as formgrader makes a page of it."""
    return BeautifulSoup(markdown2html(HEAD + as_written(text)), "html.parser")


def is_inert(page: BeautifulSoup, text: str) -> None:
    blocks = page.find_all("pre")
    assert len(blocks) == 1
    assert blocks[0].find_all(True) == []
    assert {tag.name for tag in page.find_all(True)} == {"p", "strong", "ul", "li", "pre"}
    wanted = "\n".join(text.strip().splitlines())
    assert blocks[0].get_text().strip() == wanted.strip()


@pytest.mark.parametrize("text", ACTIVE)
def test_nothing_in_a_text_acts(text):
    is_inert(shown(text), text)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), min_size=1))
def test_any_text_is_shown_as_written(text):
    is_inert(shown(text), text)


@given(
    st.lists(st.sampled_from([*"<>&/!`*_[]()$\\\"'=-#~|{}@: \n", "pre", "img", "src"])).map("".join)
)
def test_any_markup_is_shown_as_written(text):
    is_inert(shown(text), text)


def released():
    return nbformat.read(RELEASE, as_version=4)


def texts(notebook) -> list[str]:
    return [
        cell.source
        for cell in notebook.cells
        if cell.cell_type == "markdown" and cell.metadata.get("nbgrader", {}).get("grade")
    ]


def put(value) -> list[str]:
    notebook = released()
    put_texts(notebook, Answers(history={"rights_a.memo": (Entry(value),)}), STUB)
    return texts(notebook)


def test_the_first_criterion_shows_the_text_and_the_second_refers_to_it():
    first, second = put("Two valves.")
    assert first.endswith(as_written("Two valves."))
    assert second.endswith(ABOVE)
    for before, after in zip(texts(released()), (first, second), strict=True):
        assert after.startswith(before.removesuffix(STUB))  # the levels still stand there


@pytest.mark.parametrize("value", ["", "   ", "\n\t\n", 5, None, ["text"], {"a": 1}, "x" * 20_001])
def test_what_is_no_text_leaves_the_cells_as_released(value):
    assert put(value) == texts(released())


def test_a_stub_of_another_wording_loses_no_text():
    notebook = released()
    put_texts(notebook, Answers(history={"rights_a.memo": (Entry("Two."),)}), "another stub")
    first, _ = texts(notebook)
    assert first.endswith(as_written("Two."))


def test_a_text_cell_without_a_field_is_refused_by_name():
    assert text_item("rights_a-memo").id == "rights_a.memo"
    assert text_item("rights_a-memo-any-criterion").id == "rights_a.memo"
    for grade_id in ("rights_a-other", "rights_a-reply", "rights-memo", "memo", ""):
        with pytest.raises(CourseError, match="has no item of kind text"):
            text_item(grade_id)

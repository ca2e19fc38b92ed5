"""Every assignment's source: what is graded ends in a mark, and a release shows no key."""

import ast
import json
import tokenize
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

ASSIGNMENTS = Path(__file__).resolve().parents[2] / "assignments"
SOURCES = sorted(ASSIGNMENTS.glob("source/*/*.ipynb"))
BEGIN, END = "### BEGIN HIDDEN TESTS\n", "### END HIDDEN TESTS"


def graded(path: Path) -> list[dict[str, Any]]:
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return [cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade")]


def code(path: Path) -> list[tuple[dict[str, Any], str]]:
    return [
        (cell["metadata"]["nbgrader"], "".join(cell["source"]))
        for cell in graded(path)
        if cell["cell_type"] == "code"
    ]


def last_call(source: str) -> ast.Call:
    last = ast.parse(source).body[-1]
    assert isinstance(last, ast.Expr)
    assert isinstance(last.value, ast.Call)
    return last.value


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_graded_cell_ends_in_its_mark_which_is_shown(path):
    for about, source in code(path):
        call = last_call(source)
        assert isinstance(call.func, ast.Name)
        assert call.func.id == "mark"
        item_id = ast.literal_eval(call.args[0])
        assert about["grade_id"] == item_id.replace(".", "-")
        given = {keyword.arg: keyword.value for keyword in call.keywords}
        assert ast.literal_eval(given["points"]) == about["points"]
        # after a semicolon IPython shows nothing, and nbgrader gives full marks for nothing
        tokens = [token.string for token in tokenize.generate_tokens(StringIO(source).readline)]
        assert [one for one in tokens if one.strip() and not one.startswith("#")][-1] == ")"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_what_a_learner_sees_of_it_is_answered_and_no_more(path):
    for about, source in code(path):
        assert source.count(BEGIN) == source.count(END) == 1
        before, hidden = source.split(BEGIN)
        assert hidden.endswith(END)
        item_id = about["grade_id"].replace("-", ".", 1)
        assert before == f'answered("{item_id}")\n'


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_no_answers_file_lies_in_a_source_where_nbgrader_would_lay_it_over_a_learners(path):
    assert not (path.parent / "responses.json").exists()

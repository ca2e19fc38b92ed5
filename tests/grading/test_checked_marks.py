"""nbgrader gives full marks to a cell without a number; here it gets no marks recorded at all."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from alliance_lessons.desk.checked_marks import PREPROCESSORS, CheckedMarks
from alliance_lessons.errors import CourseError

GRADED = {
    "grade": True,
    "solution": False,
    "locked": True,
    "points": 5,
    "grade_id": "rights_a-reply",
    "schema_version": 3,
    "task": False,
}


def result(text: str):
    return new_output("execute_result", {"text/plain": text})


def error(name: str):
    return new_output("error", ename=name, evalue="why", traceback=[])


def check(*outputs, graded: bool = True) -> None:
    metadata = {"nbgrader": dict(GRADED)} if graded else {}
    cell = new_code_cell("x", metadata=metadata, outputs=list(outputs))
    CheckedMarks().preprocess(new_notebook(cells=[cell]), {})


@pytest.mark.parametrize("text", ["0.0", "0", "2.5", "5.0", "5"])
def test_a_number_up_to_the_points_is_a_mark(text):
    check(result(text))


@pytest.mark.parametrize(
    "text", ["nan", "inf", "-1", "5.000000000000001", "True", "None", "'5'", "np.float64(0.5)", ""]
)
def test_nothing_else_is(text):
    with pytest.raises(CourseError, match="rights_a-reply ended in"):
        check(result(text))


def test_no_output_two_outputs_and_warnings_are_no_marks():
    with pytest.raises(CourseError, match="ended in nothing"):
        check()
    with pytest.raises(CourseError, match="ended in"):
        check(result("1.0"), new_output("display_data", {"text/plain": "x"}))
    with pytest.raises(CourseError, match="wrote to stderr"):
        check(new_output("stream", name="stderr", text="Warning"), result("1.0"))


@pytest.mark.parametrize("graded", [True, False])
def test_an_error_of_ours_is_said_and_one_in_the_answers_scores_0(graded):
    with pytest.raises(CourseError, match=r"failed \(ImportError: why\)"):
        check(error("ImportError"), graded=graded)
    check(error("AnswersError"), graded=graded)  # nbgrader scores a failed cell 0


def test_marks_are_checked_once_the_cells_have_run_and_before_they_are_recorded():
    order = [one.__name__ for one in PREPROCESSORS]
    assert order.index("Execute") < order.index("CheckedMarks") < order.index("SaveAutoGrades")

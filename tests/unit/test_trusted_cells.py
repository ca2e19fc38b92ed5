"""The source notebook's cells mark answers in process, and one bad cell costs no other."""

import subprocess
import sys
import time
from typing import Any

import pytest

from alliance_lessons.items.bank import find_item
from alliance_lessons.workbook import graded
from alliance_lessons.workbook.answers_file import Answers, Entry
from alliance_lessons.workbook.course import course_files
from alliance_lessons.workbook.notebooks import read_notebook
from alliance_lessons.workbook.trusted_cells import Mark, run_trusted_cells, total

BEGIN = "from alliance_lessons import answered, ask, case, explore, hand_in, mark, response"
CHOICE = "rights.first-waiver"
A, B, C = (option.key for option in find_item(CHOICE).options[:3])


def cell(source: str, points: float | None = None, kind: str = "code", **about: Any) -> Any:
    nbgrader = {"grade": points is not None, "points": points, "grade_id": "g", **about}
    return {"cell_type": kind, "id": "i", "metadata": {"nbgrader": nbgrader}, "source": source}


def run(*cells: Any, **answers: Any) -> list[Mark]:
    history = {CHOICE: (Entry(answers["choice"]),)} if "choice" in answers else {}
    plain = {"cell_type": "code", "id": "b", "metadata": {}, "source": BEGIN}
    return run_trusted_cells({"cells": [plain, *cells]}, Answers(history=history))


def test_a_graded_cell_gives_its_marks_and_why() -> None:
    key = cell(f'key = "{B}"')
    marking = f'answered("{CHOICE}")\nmark("{CHOICE}", key=key, points=3, because="Clause 4.")'
    (right,) = run(key, cell(marking, 3), choice=B)
    assert (right.score, right.points, right.item_id) == (3, 3, CHOICE)
    assert (right.key, right.because, right.problem) == (B, "Clause 4.", "")
    (wrong,) = run(key, cell(marking, 3), choice=A)
    assert wrong.score == 0
    (empty,) = run(key, cell(marking, 3))
    assert empty.score == 0


def test_what_a_person_reads_has_no_score() -> None:
    marks = run(cell("A memo", 10, "markdown"), cell("1", 5, solution=True), cell("0.0", 2))
    assert [mark.score for mark in marks] == [None, None, 0]
    assert total(marks) == (0, 2)


@pytest.mark.parametrize(
    "ends",
    ["None", "True", "float('nan')", "-1", "3.1", "'3'", "x = 3", "1/0", "[", "import no_such_x"],
)
def test_whatever_a_cell_ends_in_gives_no_marks_by_mistake(ends: str) -> None:
    good = cell(f'mark("{CHOICE}", key="{B}", points=2)', 2, grade_id="good")
    bad, right = run(cell(ends, 3), good, choice=B)
    assert bad.score == 0
    assert "cell g" in bad.problem
    assert (right.score, right.problem) == (2, "")


def test_the_answers_of_one_learner_are_not_left_for_the_next() -> None:
    marking = cell(f'mark("{CHOICE}", key="{B}", points=2)', 2)
    assert run(marking, choice=B)[0].score == 2
    assert run(marking)[0].score == 0
    assert graded.submission.get() is None


def test_a_cell_may_use_answers_to_other_items() -> None:
    source = f'mark("{CHOICE}", key=response("{CHOICE}"), points=2)'
    assert run(cell(source, 2), choice=C)[0].score == 2


LOADS_NO_WIDGETS = """
import sys
from alliance_lessons.workbook.course import course_files
from alliance_lessons.workbook.notebooks import read_notebook
from alliance_lessons.workbook.trusted_cells import run_trusted_cells
from alliance_lessons.workbook.answers_file import Answers
for name in course_files().names():
    run_trusted_cells(read_notebook(course_files().source(name)), Answers())
heavy = {"ipywidgets", "anywidget", "nbgrader", "pandas", "nbformat", "IPython"}
print(sorted(heavy & set(sys.modules)))
"""


def test_neither_widgets_nor_nbgrader_are_loaded() -> None:
    command = [sys.executable, "-c", LOADS_NO_WIDGETS]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize("name", course_files().names())
def test_the_real_assignments_run_without_a_problem_and_fast(name: str) -> None:
    source = read_notebook(course_files().source(name))
    marks = run_trusted_cells(source, Answers())
    assert marks
    assert [mark.problem for mark in marks if mark.problem] == []
    assert total(marks)[0] == 0
    took = []
    for _ in range(5):
        started = time.perf_counter()
        run_trusted_cells(source, Answers())
        took.append(time.perf_counter() - started)
    assert min(took) < 0.1

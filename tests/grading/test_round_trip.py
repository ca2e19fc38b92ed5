"""Assignments go through nbgrader and through ours, with the same marks."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from tests import culture_answers, relationships_answers
from tests.grading.desk_course import VARIANT, Course, Scores, as_json
from tests.grading.same import gradebook_rows, marked_files

RIGHT = {
    "culture": culture_answers.model_answers(VARIANT),
    "relationships": relationships_answers.model_answers(VARIANT),
}


def _half(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for number, (name, value) in enumerate(answers.items()) if number % 2}


HAND_INS = {name: {"right": RIGHT[name], "half": _half(RIGHT[name])} for name in RIGHT}
HAND_INS["relationships"]["another-end"] = RIGHT["relationships"] | {
    "relationships_a.visit": ["no-such"]
}
each = pytest.mark.parametrize("name", RIGHT)


@dataclass(frozen=True)
class Marked:
    """The same hand-ins, marked by nbgrader and by ours."""

    stock: Course
    ours: Course


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Marked:
    stock = Course(tmp_path_factory.mktemp("round-trip")).set_up()
    for name, hand_ins in HAND_INS.items():
        stock.must("generate_assignment", name)
        for learner, answers in hand_ins.items():
            folder = stock.folder / "submitted" / learner / name
            folder.mkdir(parents=True)
            shutil.copy(stock.folder / f"release/{name}/{name}.ipynb", folder)
            (folder / "responses.json").write_text(as_json(answers))
    ours = stock.copy(tmp_path_factory.mktemp("ours"))
    for name in HAND_INS:
        stock.must("autograde", name)
        done = ours.alliance("grade", name)
        assert done.returncode == 0, done.stdout + done.stderr
    return Marked(stock, ours)


def test_both_leave_the_same_rows_and_files(marked: Marked) -> None:
    stock, ours = (
        gradebook_rows(one.folder / "gradebook.db") for one in (marked.stock, marked.ours)
    )
    assert ours == stock
    stock_files, our_files = (
        marked_files(one.folder / "autograded") for one in (marked.stock, marked.ours)
    )
    assert our_files == stock_files


@each
def test_who_answers_all_gets_all_points_but_the_memos(marked: Marked, name: str) -> None:
    scores: dict[str, Scores] = marked.ours.scores(name)
    assert scores["right"].automatic == 65
    assert scores["right"].needs_a_person
    assert 0 < scores["half"].automatic < 65


def test_without_a_visit_its_debrief_earns_nothing(marked: Marked) -> None:
    name = "relationships"
    cells = marked.ours.scores(name)["another-end"].cells
    assert (cells[f"{name}_a-visit-promises"], cells[f"{name}_a-visit-seen"]) == (0, 0)
    assert marked.ours.scores(name)["another-end"].automatic == 65 - 5 - 3


@each
def test_feedback_tells_the_answers_and_no_key(marked: Marked, name: str) -> None:
    done = marked.ours.alliance("feedback", name)
    assert done.returncode == 0, done.stdout + done.stderr
    page = (marked.ours.folder / f"feedback/right/{name}/{name}.html").read_text("utf-8")
    assert "HIDDEN TESTS" not in page
    assert "mark(" not in page
    assert RIGHT[name][f"{name}_a.memo"][:40] in page

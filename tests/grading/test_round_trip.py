"""The assignment `relationships` goes through nbgrader and through ours, with the same marks."""

import shutil
from dataclasses import dataclass

import pytest

from tests.grading.desk_course import VARIANT, Course, Scores, as_json
from tests.grading.same import gradebook_rows, marked_files
from tests.relationships_answers import model_answers

NAME = "relationships"
RIGHT = model_answers(VARIANT)
HALF = {name: value for number, (name, value) in enumerate(RIGHT.items()) if number % 2}
HAND_INS = {"right": RIGHT, "half": HALF, "another-end": RIGHT | {f"{NAME}_a.visit": ["no-such"]}}


@dataclass(frozen=True)
class Marked:
    """The same hand-ins, marked by nbgrader and by ours."""

    stock: Course
    ours: Course


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Marked:
    stock = Course(tmp_path_factory.mktemp("round-trip")).set_up()
    stock.must("generate_assignment", NAME)
    for learner, answers in HAND_INS.items():
        folder = stock.folder / "submitted" / learner / NAME
        folder.mkdir(parents=True)
        shutil.copy(stock.folder / f"release/{NAME}/{NAME}.ipynb", folder)
        (folder / "responses.json").write_text(as_json(answers))
    ours = stock.copy(tmp_path_factory.mktemp("ours"))
    stock.must("autograde", NAME)
    done = ours.alliance("grade", NAME)
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


def test_who_answers_all_gets_all_points_but_the_memos(marked: Marked) -> None:
    scores: dict[str, Scores] = marked.ours.scores(NAME)
    assert scores["right"].automatic == 65
    assert scores["right"].needs_a_person
    assert 0 < scores["half"].automatic < 65


def test_without_a_visit_its_debrief_earns_nothing(marked: Marked) -> None:
    cells = marked.ours.scores(NAME)["another-end"].cells
    assert (cells[f"{NAME}_a-visit-promises"], cells[f"{NAME}_a-visit-seen"]) == (0, 0)
    assert marked.ours.scores(NAME)["another-end"].automatic == 65 - 5 - 3


def test_feedback_tells_the_visit_and_no_key(marked: Marked) -> None:
    done = marked.ours.alliance("feedback", NAME)
    assert done.returncode == 0, done.stdout + done.stderr
    page = (marked.ours.folder / f"feedback/right/{NAME}/{NAME}.html").read_text("utf-8")
    assert "HIDDEN TESTS" not in page
    assert "mark(" not in page
    assert RIGHT[f"{NAME}_a.memo"][:40] in page

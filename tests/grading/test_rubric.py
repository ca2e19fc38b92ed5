"""Levels are read from the cells that learners see, and nothing a learner writes becomes one."""

import json

from alliance_lessons.desk.text_answers import as_written
from alliance_lessons.feedback.rubric import Rubric, rubric
from tests.grading.desk_course import RELEASE

RELEASED = {
    cell["metadata"]["nbgrader"]["grade_id"]: "".join(cell["source"])
    for cell in json.loads(RELEASE.read_text("utf-8"))["cells"]
    if cell["metadata"].get("nbgrader", {}).get("grade_id", "").startswith("rights_a-memo")
}


def test_both_criteria_of_the_memo_have_four_levels():
    first, second = rubric(RELEASED["rights_a-memo"]), rubric(RELEASED["rights_a-memo-stop"])
    assert first.title == "Criterion 1: the right and its price"
    assert second.title == "Criterion 2: the sign to stop"
    assert first.points == second.points == (15, 10, 5, 0)
    assert first.levels[1][1] == "names one request, whose it is by the mandate, and its cost."


def test_what_a_learner_writes_is_no_level():
    text = as_written("- **100:** names nothing at all.\n- **99:** and more")
    found = rubric(f"{RELEASED['rights_a-memo']}\n\n{text}\n- **50:** after the text")
    assert found == rubric(RELEASED["rights_a-memo"])


def test_levels_may_be_long_halved_and_in_any_order():
    found = rubric("## Tone\n\n* **0:** none\n* **2.5:** says it\n  in two lines\n\nWrite below.")
    assert found == Rubric("Tone", ((2.5, "says it in two lines"), (0, "none")))


def test_a_cell_without_levels_has_none():
    assert rubric("Write what you think.") == Rubric("", ())
    assert rubric("") == Rubric("", ())

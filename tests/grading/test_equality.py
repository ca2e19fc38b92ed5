"""`alliance grade` leaves behind what `nbgrader autograde` does: every row and every file."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.grading.conftest import Cohort
from tests.grading.desk_course import HONEST, RIGHT, Course
from tests.grading.hostile_course import Said, alliance
from tests.grading.same import gradebook_rows, marked_files
from tests.grading.varied import HANDED_IN, hand_in_again

FORCED = "named"
AGAIN = {"late-hours", "early", "excused"}


@dataclass(frozen=True)
class Round:
    """One course marked by both; what ours said."""

    stock: dict[str, Any]
    ours: dict[str, Any]
    said: Said


def found(course: Course) -> dict[str, Any]:
    return {
        "rows": gradebook_rows(course.folder / "gradebook.db"),
        "files": marked_files(course.folder / "autograded"),
    }


@pytest.fixture(scope="module")
def first(cohort: Cohort) -> Round:
    said = alliance(cohort.handed_in, "grade", "rights", "--json")
    return Round(found(cohort.again), found(cohort.handed_in), said)


@pytest.fixture(scope="module")
def second(cohort: Cohort, first: Round) -> Round:
    for course in (cohort.again, cohort.handed_in):
        hand_in_again(course)
    cohort.again.must("autograde", "rights")
    cohort.again.must("autograde", "rights", "--force", f"--student={FORCED}")
    said = alliance(cohort.handed_in, "grade", "rights", "--json")
    alliance(cohort.handed_in, "grade", "rights", "--force", "--student", FORCED)
    return Round(found(cohort.again), found(cohort.handed_in), said)


@pytest.fixture(params=["first", "second"])
def both(request: pytest.FixtureRequest) -> Round:
    marked: Round = request.getfixturevalue(request.param)
    return marked


def test_the_cohort_is_large_and_varied_enough_to_tell(first):
    rows = first.stock["rows"]
    assert len(rows["submitted_assignment"]) > 30
    penalties = {row["late_submission_penalty"] for row in rows["submitted_notebook"].values()}
    assert {None, 0.0, 4.0} < penalties
    assert any(penalty and penalty > 20 for penalty in penalties)
    assert any(row["extension"] for row in rows["submitted_assignment"].values())
    assert any(row["manual_comment"] for row in rows["comment"].values())
    assert {row["auto_comment"] for row in rows["comment"].values()} == {None, "No response."}
    scores = {row["auto_score"] for row in rows["grade"].values()}
    assert {None, 0.0} < scores
    assert len(scores) > 5


def test_every_row_of_every_table_is_the_same(both):
    assert set(both.ours["rows"]) == set(both.stock["rows"])
    for table, rows in both.stock["rows"].items():
        assert set(both.ours["rows"][table]) == set(rows), table
        for key, row in rows.items():
            assert both.ours["rows"][table][key] == row, (table, key)


def test_the_same_files_have_the_same_permissions(both):
    permissions = [
        {name: oct(mode) for name, (mode, _) in each["files"].items()}
        for each in (both.stock, both.ours)
    ]
    assert permissions[1] == permissions[0]


def test_the_same_stands_in_the_files_and_in_the_cells(both):
    for name, (_, inside) in both.stock["files"].items():
        assert both.ours["files"][name][1] == inside, name


def test_who_was_graded_and_who_was_not_is_said(first):
    assert first.said.code == 1
    assert first.said.err == ""
    graded = {key[-1] for key in first.stock["rows"]["submitted_assignment"]}
    told = {name: one["status"] for name, one in first.said.learners.items()}
    marked = {name for name, status in told.items() if status == "graded"}
    assert marked == {name for name in told if f"{name}/rights" in first.stock["files"]}
    assert len(marked) == len(graded)
    assert set(told) - marked == {"without-notebook"}
    late = {name for name in HANDED_IN if first.said.learners[name]["late"]}
    assert late == {
        *("late-a-moment", "late-hours", "late-elsewhere", "late-for-weeks"),
        *("late-with-nothing", "excused", "extended-and-late"),
    }


def test_what_was_not_handed_in_again_is_left_alone_unless_forced(second):
    graded = {name for name, one in second.said.learners.items() if one["status"] == "graded"}
    assert graded == AGAIN


def test_what_a_person_gave_outlives_the_second_round(cohort, second):
    for table, column, value in (
        ("grade", "manual_score", 12.0),
        ("grade", "extra_credit", 1.5),
        ("comment", "manual_comment", "A sign both can see."),
    ):
        rows = second.ours["rows"][table]
        kept = [row for key, row in rows.items() if row[column] == value]
        assert len(kept) >= 3, column


def test_the_answers_that_the_tests_hand_in_differ():
    assert HONEST != RIGHT
    assert len({time for _, time in HANDED_IN.values()}) > 5

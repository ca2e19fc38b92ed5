"""`alliance grade`: what an instructor sees, and when a submission is marked again."""

import json
from pathlib import Path

import pytest
from filelock import FileLock

from alliance_lessons.cli import main
from alliance_lessons.desk.grading.cohort import LOCK
from tests.grading.desk_course import HONEST, RIGHT, Course, as_json, deserved

MANUAL = {"rights_a-memo", "rights_a-memo-stop"}


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course directory whose assignment is generated, and nothing handed in."""
    return Course(tmp_path_factory.mktemp("grade")).generate()


@pytest.fixture
def course(generated: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """A copy of it, and nobody's own settings."""
    for name in ("JUPYTER_CONFIG_DIR", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return generated.copy(tmp_path)


def grade(course: Course, *more: str) -> int:
    try:
        return main(["grade", "rights", "--course", str(course.folder), *more])
    except SystemExit as end:
        return int(end.code or 0)


def test_the_table_says_who_was_graded_who_was_not_and_why(course, capsys):
    course.submitted("ada", RIGHT)
    course.submitted("bo", None)
    (course.submitted("cleo", HONEST) / "rights.ipynb").unlink()
    assert grade(course) == 1
    said = capsys.readouterr().out
    lines = {line.split()[0]: line for line in said.splitlines()}
    assert lines["ada"].split() == ["ada", "70"]
    assert lines["bo"].endswith("0  responses.json is missing, so nothing is answered.")
    assert "not graded  holds no rights.ipynb; ask for the hand-in again." in lines["cleo"]
    assert "2 graded, 0 unchanged since they were graded, 1 not graded." in said
    assert "1 wait for a person to read them" in said


def test_json_has_a_line_for_each_learner(course, capsys):
    course.submitted("ada", RIGHT)
    course.submitted("honest", HONEST)
    assert grade(course, "--json") == 0
    found = {one["learner"]: one for one in map(json.loads, capsys.readouterr().out.splitlines())}
    assert found["ada"]["score"] == 70
    assert found["honest"]["score"] == sum(deserved(HONEST).values())
    assert {one["status"] for one in found.values()} == {"graded"}


def test_marks_stand_in_the_gradebook(course):
    course.submitted("honest", HONEST)
    assert grade(course) == 0
    scores = course.scores()["honest"]
    automatic = {name: mark for name, mark in scores.cells.items() if name not in MANUAL}
    assert automatic == deserved(HONEST)
    assert scores.needs_a_person


def test_a_submission_is_marked_again_when_its_answers_changed_and_only_then(course, capsys):
    """A zip has no time of its own, so nbgrader's way of telling would miss the newer one."""
    folder = course.submitted("ada", HONEST)
    course.submitted("bo", RIGHT)
    grade(course)
    capsys.readouterr()
    (folder / "responses.json").write_text(as_json(RIGHT))
    assert grade(course) == 0
    assert "1 graded, 1 unchanged" in capsys.readouterr().out
    assert course.scores()["ada"].automatic == 70
    assert grade(course, "--force") == 0
    assert "2 graded, 0 unchanged" in capsys.readouterr().out


def test_what_a_killed_run_had_moved_away_is_marked_again(course, capsys):
    course.submitted("ada", RIGHT)
    grade(course)
    place = course.folder / "autograded/ada"
    (place / "rights").rename(place / ".rights.old")
    (place / ".rights.new").mkdir()
    capsys.readouterr()
    assert grade(course) == 0
    assert "1 graded, 0 unchanged" in capsys.readouterr().out
    assert [path.name for path in place.iterdir()] == ["rights"]


def test_a_hand_in_that_is_no_folder_is_named(course, capsys):
    course.submitted("ada", RIGHT)
    for name in ("file", "link"):
        (course.folder / "submitted" / name).mkdir(parents=True)
    (course.folder / "submitted/file/rights").write_text("my answers")
    (course.folder / "submitted/link/rights").symlink_to("nowhere")
    assert grade(course) == 1
    said = capsys.readouterr().out
    assert "1 graded" in said
    for name in ("file", "link"):
        assert any(
            line.startswith(f"{name} ") and "not graded" in line for line in said.splitlines()
        )


def test_one_learner_can_be_graded_alone(course):
    course.submitted("ada", RIGHT)
    course.submitted("bo", RIGHT)
    assert grade(course, "--student", "bo") == 0
    assert set(course.scores()) == {"bo"}


def test_the_marked_notebook_shows_marks_answers_and_the_learners_own_tables(course):
    course.submitted("ada", RIGHT)
    grade(course)
    path = course.folder / "autograded/ada/rights/rights.ipynb"
    outputs = {
        cell["id"]: cell["outputs"][0]["data"]
        for cell in json.loads(path.read_text("utf-8"))["cells"]
        if cell.get("outputs")
    }
    assert outputs["mark-reply"] == {"text/plain": "4.0"}
    assert "Answer: 6 k€ a quarter" in outputs["ask-limit-cost"]["text/plain"]
    assert "Table 4." in outputs["table-requests"]["text/html"]


# --- what stops everybody, in a sentence ---


def test_an_assignment_that_needs_learners_code_is_refused(course, capsys):
    course.submitted("ada", RIGHT)
    source = course.folder / "source/rights/rights.ipynb"
    notebook = json.loads(source.read_text("utf-8"))
    cell = next(cell for cell in notebook["cells"] if cell["id"] == "ask-reply")
    cell["metadata"]["nbgrader"] |= {"solution": True, "locked": False}
    cell["source"] = "### BEGIN SOLUTION\nanswer = 42\n### END SOLUTION"
    source.write_text(json.dumps(notebook))
    course.must("generate_assignment", "rights", "--force")
    assert grade(course) == 1
    said = capsys.readouterr().err
    assert "cell rights_a-reply-ask: it is for learners to program in" in said
    assert "use `nbgrader autograde rights`." in said
    assert not (course.folder / "autograded").exists()


def test_for_an_assignment_that_was_never_generated_the_command_is_named(course, capsys):
    (course.folder / "submitted/ada/culture").mkdir(parents=True)
    assert main(["grade", "culture", "--course", str(course.folder)]) == 1
    said = capsys.readouterr().err
    assert "The gradebook knows no notebook of 'culture'" in said
    assert "run `nbgrader generate_assignment culture` first." in said


def test_two_runs_at_once_do_not_meet(course, capsys):
    course.submitted("ada", RIGHT)
    with FileLock(course.folder / LOCK):
        assert grade(course) == 1
    assert "Another `alliance grade` is marking" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("folder", "sentence"),
    [
        (".", "is no course directory, nbgrader_config.py is missing"),
        ("nowhere", "nowhere is no folder; name your course directory with --course."),
    ],
)
def test_a_wrong_folder_is_named(folder, sentence, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["grade", "rights", "--course", folder]) == 1
    assert sentence in capsys.readouterr().err


def test_settings_that_cannot_be_read_are_named(course, capsys):
    (course.folder / "nbgrader_config.py").write_text("c.CourseDirectory.course_id = ")
    assert grade(course) == 1
    said = capsys.readouterr().err
    assert said.startswith("nbgrader_config.py can't be read (")
    assert "Traceback" not in said


def test_nothing_handed_in_is_said(course, capsys):
    assert grade(course) == 1
    assert "Nothing was handed in" in capsys.readouterr().err

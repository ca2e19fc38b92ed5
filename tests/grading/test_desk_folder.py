"""An instructor's course directory: made, upgraded, with private keys, and nothing lost."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alliance_lessons.cli import main
from alliance_lessons.desk.desk_folder import make_desk
from alliance_lessons.errors import CourseError
from alliance_lessons.workbook.course import CourseFiles, course_files
from alliance_lessons.workbook.folder import make_workbook
from tests.grading.desk_course import Course

SOURCE = Path("source", "rights", "rights.ipynb")


@pytest.fixture
def files(tmp_path: Path) -> CourseFiles:
    """The course as it was released, in a place of its own so that it can change."""
    real = course_files()
    copy = CourseFiles(tmp_path / "open" / "course", tmp_path / "open" / "assignments", False)
    copy.course.mkdir(parents=True)
    shutil.copytree(real.assignments, copy.assignments)
    return copy


@pytest.fixture
def overlay(tmp_path: Path, files: CourseFiles) -> Path:
    """Own points and another key for one question."""
    folder = tmp_path / "overlay"
    (folder / SOURCE).parent.mkdir(parents=True)
    (folder / SOURCE).write_bytes(files.source("rights").read_bytes())
    edit(folder / SOURCE, in_cell("rights_a-reply", 'key="counsel"', 'key="chief"'))
    return folder


def edit(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    notebook = json.loads(path.read_text("utf-8"))
    change(notebook)
    path.write_text(json.dumps(notebook), "utf-8")


def in_cell(name: str, old: str, new: str) -> Callable[[dict[str, Any]], None]:
    def change(notebook: dict[str, Any]) -> None:
        for cell in notebook["cells"]:
            if cell["metadata"].get("nbgrader", {}).get("grade_id") == name:
                source = "".join(cell["source"])
                assert old in source
                cell["source"] = source.replace(old, new)

    return change


def more_points(notebook: dict[str, Any]) -> None:
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "rights_a-memo":
            cell["metadata"]["nbgrader"]["points"] = 20


def add_words(notebook: dict[str, Any]) -> None:
    notebook["cells"][0]["source"] = "# A better assignment"


def refused(*arguments: Any) -> str:
    with pytest.raises(CourseError) as told:
        make_desk(*arguments)
    return str(told.value)


def test_a_course_directory_has_settings_and_sources_and_is_kept_out_of_git(tmp_path, files):
    made = make_desk(tmp_path / "Spring 2027", files=files)
    sources = {Path("source", name, f"{name}.ipynb") for name in files.names()}
    assert sources > {SOURCE}
    assert set(made.written) == {Path("nbgrader_config.py"), Path(".gitignore"), *sources}
    assert made.notes == []
    config = (made.folder / "nbgrader_config.py").read_text()
    assert 'c.CourseDirectory.course_id = "Spring-2027"' in config
    again = make_desk(made.folder, files=files)
    assert (again.written, again.notes) == ([], [])


def test_a_new_course_comes_in_and_what_the_instructor_changed_stays(tmp_path, files):
    folder = make_desk(tmp_path / "desk", files=files).folder
    with (folder / "nbgrader_config.py").open("a") as file:
        file.write("c.Exchange.root = '/srv'\n")
    edit(files.assignments / SOURCE, add_words)
    with (files.assignments / "nbgrader_config.py").open("a") as file:
        file.write("# new\n")
    made = make_desk(folder, files=files)
    assert "A better assignment" in (folder / SOURCE).read_text("utf-8")
    assert "c.Exchange.root = '/srv'" in (folder / "nbgrader_config.py").read_text()
    assert len(made.notes) == 1
    assert "new in the course/nbgrader_config.py" in made.notes[0]


def test_points_changed_in_jupyterlab_alone_are_the_instructors(tmp_path, files):
    folder = make_desk(tmp_path / "desk", files=files).folder
    edit(folder / SOURCE, more_points)
    edit(files.assignments / SOURCE, add_words)
    made = make_desk(folder, files=files)
    assert "A better assignment" not in (folder / SOURCE).read_text("utf-8")
    assert '"points": 20' in (folder / SOURCE).read_text("utf-8")
    # and not where nbgrader would release it
    assert [path.name for path in (folder / SOURCE).parent.iterdir()] == ["rights.ipynb"]
    assert (folder / "new in the course" / SOURCE).is_file()
    assert "new in the course" in made.notes[0]


def test_gradebook_and_hand_ins_are_not_touched(tmp_path, files):
    folder = make_desk(tmp_path / "desk", files=files).folder
    (folder / "gradebook.db").write_text("marks")
    (folder / "submitted" / "ada").mkdir(parents=True)
    (folder / "submitted" / "ada" / "x").write_text("work")
    make_desk(folder, files=files)
    assert (folder / "gradebook.db").read_text() == "marks"
    assert (folder / "submitted" / "ada" / "x").read_text() == "work"


@pytest.mark.parametrize("name", ["gradebook.db", "nbgrader_config.py", "source"])
def test_another_course_is_not_mixed_in(name, tmp_path, files):
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / name).write_text("another course's")
    assert "would mix their marks" in refused(folder, "", None, files)
    assert [path.name for path in folder.iterdir()] == [name]


def test_a_course_with_marks_keeps_its_name(tmp_path, files):
    folder = make_desk(tmp_path / "desk", "spring", files=files).folder
    make_desk(folder, "summer", files=files)
    (folder / "gradebook.db").write_text("marks")
    assert "is the course 'summer' and has a gradebook" in refused(folder, "autumn", None, files)
    assert 'course_id = "summer"' in (folder / "nbgrader_config.py").read_text()
    assert make_desk(folder, files=files).notes == []


def test_a_learners_workbook_and_a_desk_are_never_one_folder(tmp_path):
    workbook = make_workbook(tmp_path / "wb").folder
    assert "learner's workbook" in refused(workbook)
    desk = make_desk(tmp_path / "desk").folder
    with pytest.raises(CourseError, match="instructor's course directory"):
        make_workbook(desk)


def test_marks_and_keys_do_not_go_into_the_open_course(overlay, files):
    root = files.course.parent
    for folder in (root, root / "desk", files.assignments):
        assert "published" in refused(folder, "", None, files)
    inside = root / "private"
    overlay.rename(inside)
    assert "published" in refused(root.parent / "desk", "", inside, files)


# --- private keys ---------------------------------------------------------------------------


def test_an_overlay_replaces_the_open_source(tmp_path, files, overlay):
    folder = make_desk(tmp_path / "desk", "", overlay, files).folder
    assert (folder / SOURCE).read_bytes() == (overlay / SOURCE).read_bytes()
    edit(overlay / SOURCE, add_words)
    make_desk(folder, "", overlay, files)
    assert (folder / SOURCE).read_bytes() == (overlay / SOURCE).read_bytes()


def test_private_keys_are_never_replaced_by_public_ones(tmp_path, files, overlay):
    folder = make_desk(tmp_path / "desk", "", overlay, files).folder
    edit(files.assignments / SOURCE, add_words)
    made = make_desk(folder, files=files)
    assert (folder / SOURCE).read_bytes() == (overlay / SOURCE).read_bytes()
    assert made.written == []
    assert "source/rights/rights.ipynb came from an overlay and stays" in made.notes[0]
    (folder / ".alliance" / "private.json").write_text("{")
    assert "not known which sources are private" in refused(folder, "", None, files)


def test_an_overlay_over_an_open_desk_says_what_to_do_next(tmp_path, overlay, capsys):
    desk = str(tmp_path / "desk")
    assert main(["desk", desk]) == 0
    capsys.readouterr()
    assert main(["desk", desk, "--private", str(overlay)]) == 0
    text = capsys.readouterr().out
    assert "source/rights/rights.ipynb" in text
    assert "nbgrader generate_assignment rights" in text
    assert (tmp_path / "desk" / SOURCE).read_bytes() == (overlay / SOURCE).read_bytes()


def without_a_question(notebook: dict[str, Any]) -> None:
    notebook["cells"] = [
        cell
        for cell in notebook["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade_id") != "rights_a-reply"
    ]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (without_a_question, "rights_a-reply is missing"),
        (in_cell("rights_a-reply", 'key="chief"', 'key="nobody"'), "rights_a-reply: "),
        (in_cell("rights_a-reply", "points=4", "points=5"), "mark gives 5 points"),
        (in_cell("rights_a-reply", "mark(", "print("), "must end in mark(...)"),
        (lambda notebook: notebook.pop("cells"), "rights.ipynb"),
    ],
)
def test_a_faulty_overlay_is_told_and_changes_nothing(change, says, tmp_path, files, overlay):
    edit(overlay / SOURCE, change)
    said = refused(tmp_path / "desk", "", overlay, files)
    assert says in said
    assert said.endswith("Nothing was changed; mend the overlay first.")
    assert not (tmp_path / "desk").exists()


@pytest.mark.parametrize("place", ["rights", "source/other/other.ipynb", "source/rights/x.ipynb"])
def test_an_overlay_of_another_form_is_told(place, tmp_path, files):
    path = tmp_path / "overlay" / place
    path.parent.mkdir(parents=True)
    path.write_bytes(files.source("rights").read_bytes())
    refused(tmp_path / "desk", "", tmp_path / "overlay", files)


def test_nbgrader_releases_from_it_without_keys(tmp_path, overlay):
    course = Course(tmp_path / "base")
    course.base.mkdir()
    make_desk(course.folder, "spring", overlay)
    course.must("generate_assignment", "rights")
    released = (course.folder / "release/rights/rights.ipynb").read_text("utf-8")
    assert "rights_a-reply" in released
    assert "mark(" not in released
    assert sorted(path.name for path in (course.folder / "release/rights").iterdir()) == [
        "rights.ipynb"
    ]

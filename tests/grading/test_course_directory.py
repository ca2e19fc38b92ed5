"""A course directory is seen with the settings that nbgrader sees."""

from pathlib import Path

import pytest

from alliance_lessons.desk.course_directory import open_course
from alliance_lessons.errors import CourseError


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "jupyter"))


def test_the_settings_are_those_of_the_course_and_then_of_jupyter(tmp_path):
    (tmp_path / "jupyter").mkdir()
    (tmp_path / "jupyter/nbgrader_config.py").write_text(
        'c.Exchange.root = "/srv"\nc.CourseDirectory.course_id = "other"\n'
    )
    (tmp_path / "nbgrader_config.py").write_text('c.CourseDirectory.course_id = "this one"\n')
    course = open_course(tmp_path, "rights")
    assert course.config.Exchange.root == "/srv"
    assert course.directory.course_id == "this one"
    assert course.root == tmp_path


def test_settings_that_cannot_be_read_are_said_in_a_sentence(tmp_path):
    (tmp_path / "nbgrader_config.py").write_text("c.CourseDirectory.course_id = 1 / 0\n")
    with pytest.raises(CourseError, match=r"nbgrader_config.py can't be read \(division by zero\)"):
        open_course(tmp_path, "rights")


def test_a_folder_without_settings_is_no_course_directory(tmp_path):
    with pytest.raises(CourseError, match="is no course directory"):
        open_course(tmp_path, "rights")

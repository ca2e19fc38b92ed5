"""Places where no workbook can be made, and links that lead elsewhere, are told."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from alliance_lessons.errors import CourseError
from alliance_lessons.workbook.course import CourseFiles, course_files
from alliance_lessons.workbook.folder import OURS, make_workbook
from tests.unit.workbooks import LESSON, contents, is_sentence, on_posix, small_course


@pytest.fixture(autouse=True)
def own_jupyter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Signatures go to a folder of the test's own."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))


@pytest.fixture
def course(tmp_path: Path) -> CourseFiles:
    return small_course(tmp_path)


def refused(folder: Path, course: CourseFiles) -> str:
    with pytest.raises(CourseError) as told:
        make_workbook(folder, course)
    assert is_sentence(str(told.value))
    return str(told.value)


def test_a_file_is_no_folder(course: CourseFiles, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    refused(tmp_path / "file", course)
    refused(tmp_path / "file" / "below", course)
    assert (tmp_path / "file").read_text() == "mine"


def test_the_course_itself_stays_clean(course: CourseFiles) -> None:
    before = contents(course.course.parent)
    for folder in (course.course.parent, course.course, course.course / "x", course.assignments):
        refused(folder, course)
    assert contents(course.course.parent) == before


@pytest.mark.parametrize("name", ["4_module", str(LESSON), "start.ipynb", "assignments", OURS])
@on_posix
def test_a_link_is_not_followed(name: str, course: CourseFiles, tmp_path: Path) -> None:
    folder, outside = tmp_path / "wb", tmp_path / "outside"
    outside.mkdir()
    (outside / "file").write_text("not ours")
    (folder / name).parent.mkdir(parents=True)
    (folder / name).symlink_to(outside / "file" if name.endswith("ipynb") else outside)
    if name == OURS:
        refused(folder, course)
    else:
        made = make_workbook(folder, course)
        assert made.notes
        assert all(map(is_sentence, made.notes))
        assert (folder / "start.ipynb").exists()  # the others came in
    assert contents(outside) == {"file": b"not ours"}


@pytest.mark.parametrize("name", ["4_module", str(LESSON)])
def test_what_stands_in_the_way_is_named_and_the_rest_comes_in(
    name: str, course: CourseFiles, tmp_path: Path
) -> None:
    folder = tmp_path / "wb"
    if name.endswith(".ipynb"):
        (folder / name).mkdir(parents=True)
    else:
        folder.mkdir()
        (folder / name).write_text("a file in place of a folder")
    made = make_workbook(folder, course)
    assert made.notes
    assert all(is_sentence(note) and name in note for note in made.notes)
    assert (folder / "start.ipynb").exists()


AS_NOBODY = """
import os, sys
from pathlib import Path
import filelock  # is loaded when it is first used, and nobody may not read it
from alliance_lessons.errors import CourseError
from alliance_lessons.workbook.folder import make_workbook
from alliance_lessons.workbook.course import CourseFiles
if os.geteuid() == 0:
    os.setegid(65534)
    os.seteuid(65534)
course = Path(sys.argv[1])
try:
    make_workbook(Path(sys.argv[2]), CourseFiles(course / "course", course / "assignments", True))
except CourseError as error:
    print(error)
"""


@on_posix
@pytest.mark.parametrize("there_already", [False, True])
def test_a_read_only_place_is_told(there_already: bool, course: CourseFiles) -> None:
    with tempfile.TemporaryDirectory(prefix="alliance-test-") as place:
        shutil.copytree(course.course.parent, Path(place, "course"))
        target = Path(place, "wb")
        if there_already:
            make_workbook(target, course)
            (target / "start.ipynb").unlink()
        for path in Path(place).rglob("*"):
            path.chmod(0o555 if path.is_dir() else 0o444)
        Path(place).chmod(0o555)
        command = [sys.executable, "-c", AS_NOBODY, str(Path(place, "course")), str(target)]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        for path in (Path(place), *Path(place).rglob("*")):
            path.chmod(0o755)
    assert ran.returncode == 0, ran.stderr
    assert is_sentence(ran.stdout.strip())
    assert "can't be written" in ran.stdout


def test_the_real_course_is_found_and_has_what_a_workbook_needs() -> None:
    files = course_files()
    names = [path.name for path in files.lessons()]
    assert "start.ipynb" in names
    assert len(names) > 1
    for name in files.names():
        assert files.release(name).is_file()
    with pytest.raises(CourseError, match=r"There is no assignment 'x'; there are: .*\.$"):
        files.source("x")

"""Each lesson gives what its stored outputs show: a strict comparison, cell by cell."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from alliance_lessons.desk.refresh import refresh
from alliance_lessons.workbook.course import CourseFiles, course_files
from alliance_lessons.workbook.notebooks import read_notebook
from tests.warm_kernels import warm_kernels

COURSE = course_files()
LESSONS = [path.relative_to(COURSE.course) for path in COURSE.lessons()]
RUNNING = [path for path in LESSONS if '"cell_type": "code"' in (COURSE.course / path).read_text()]
CHANGED = "changed_number.ipynb"  # the first lesson with one digit of an output exchanged


def copy_of(course: Path, to: Path) -> Path:
    """A course of the test's own, so that running it leaves no answers in ours."""
    return shutil.copytree(course, to, ignore=shutil.ignore_patterns("resp*.json", ".*"))


def change_a_number(nb: dict[str, Any]) -> bool:
    """Changes one digit of the last stored output that has one."""
    for cell in reversed(nb["cells"]):
        for output in cell.get("outputs", []):
            for kind in ("text/html", "text/plain"):
                text = "".join(output.get("data", {}).get(kind, ""))
                if digit := re.search(r"(?<![\w#%])\d(?![\w%])", text):
                    other = str((int(digit[0]) + 1) % 10)
                    output["data"][kind] = text[: digit.start()] + other + text[digit.end() :]
                    return True
    return False


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = copy_of(COURSE.course, tmp_path_factory.mktemp("nbval") / "course")
    nb = read_notebook(copy / RUNNING[0])
    assert change_a_number(nb), "the lesson stores no number at all"
    (copy / RUNNING[0]).with_name(CHANGED).write_text(json.dumps(nb), "utf-8")
    return copy


@pytest.fixture(scope="module")
def compared(course: Path) -> dict[str, Counter[str]]:
    """How many cells of each notebook gave their stored outputs again, and how many did not."""
    report = course.parent / "report.xml"
    places = {name: str(course.parent / name) for name in ("JUPYTER_DATA_DIR", "IPYTHONDIR")}
    # nbval alone: other plugins cost a second each
    env = {**os.environ, **places, **warm_kernels(), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    options = ["-p", "nbval.plugin", "--nbval", "-p", "no:cacheprovider", "--rootdir", str(course)]
    command = [sys.executable, "-m", "pytest", *options, "-c", os.devnull, f"--junitxml={report}"]
    names = [str(path) for path in RUNNING] + [str(RUNNING[0].with_name(CHANGED))]
    ran = subprocess.run(
        [*command, *names], cwd=course, env=env, capture_output=True, text=True, timeout=600
    )
    assert report.exists(), ran.stdout + ran.stderr
    results: dict[str, Counter[str]] = {}
    for case in ElementTree.parse(report).iter("testcase"):
        notebook = case.attrib["classname"].removesuffix(".ipynb").split(".")[-1]
        results.setdefault(notebook, Counter())["failed" if len(case) else "passed"] += 1
    return results


def test_there_are_lessons() -> None:
    assert RUNNING


@pytest.mark.parametrize("lesson", RUNNING, ids=lambda path: path.stem)
def test_a_lesson_gives_its_stored_outputs(
    lesson: Path, compared: dict[str, Counter[str]], course: Path
) -> None:
    cells = [
        cell for cell in read_notebook(course / lesson)["cells"] if cell["cell_type"] == "code"
    ]
    assert compared[lesson.stem] == Counter(passed=len(cells)), "`alliance check --refresh`?"


def test_a_changed_number_in_a_stored_output_is_noticed(
    compared: dict[str, Counter[str]],
) -> None:
    assert compared[Path(CHANGED).stem]["failed"] == 1
    assert compared[Path(CHANGED).stem]["passed"] >= 1


def test_looking_at_lessons_answers_nothing(
    compared: dict[str, Counter[str]], course: Path
) -> None:
    assert compared
    assert list(course.rglob("*responses*")) == []


@pytest.fixture
def one_lesson(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CourseFiles:
    """A course of one lesson, which may be refreshed."""
    for name in ("JUPYTER_DATA_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    (tmp_path / "course").mkdir()
    shutil.copy(COURSE.course / RUNNING[0], tmp_path / "course")
    return CourseFiles(tmp_path / "course", tmp_path / "assignments", in_clone=True)


def test_refreshing_gives_the_stored_bytes_whatever_the_outputs_were(
    one_lesson: CourseFiles,
) -> None:
    (lesson,) = one_lesson.lessons()
    stored = lesson.read_bytes()
    nb = read_notebook(lesson)
    for cell in nb["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"], cell["metadata"] = [], None, {}
    lesson.write_text(json.dumps(nb), "utf-8")
    assert list(refresh(one_lesson)) == []
    assert lesson.read_bytes() == stored


def test_a_lesson_that_fails_is_told_and_stays_as_it_was(one_lesson: CourseFiles) -> None:
    (lesson,) = one_lesson.lessons()
    nb = read_notebook(lesson)
    cell = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": []}
    nb["cells"] = [{**cell, "id": "broken", "source": "1 / 0"}]
    lesson.write_text(json.dumps(nb), "utf-8")
    before = lesson.read_bytes()
    (told,) = list(refresh(one_lesson))
    assert "cell broken fails: ZeroDivisionError" in told
    assert "\n" not in told
    assert lesson.read_bytes() == before

"""A wheel carries the whole course, nothing of a learner or an instructor, and works alone."""

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

PRIVATE = [
    "course/responses.json",
    "course/.responses.json.lock",
    "course/.ipynb_checkpoints/lesson-checkpoint.ipynb",
    "assignments/gradebook.db",
    "assignments/release/rights_a/responses.json",
    "assignments/submitted/ada/rights_a/responses.json",
    "assignments/autograded/ada/rights_a/rights_a.ipynb",
    "assignments/feedback/ada/rights_a/rights_a.html",
    "src/alliance_lessons/__pycache__/items.cpython-311.pyc",
    "workbook/responses.json",
]


def build(project: Path, kind: str, out: Path) -> Path:
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", out],
        cwd=project,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1767225600"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = out.iterdir()
    return built


@pytest.fixture
def project(fresh_copy: Path) -> Path:
    """The project as it looks after people have worked in it."""
    for name in PRIVATE:
        (fresh_copy / name).parent.mkdir(parents=True, exist_ok=True)
        (fresh_copy / name).write_text("somebody's own")
    return fresh_copy


@pytest.fixture
def wheel(project: Path, tmp_path: Path) -> Path:
    return build(project, "wheel", tmp_path / "wheel")


def in_wheel(name: str) -> str:
    if name.startswith("src/"):
        return name.removeprefix("src/")
    return f"alliance_lessons/_course/{name}"


def test_wheel_holds_every_file_of_package_course_and_assignments(wheel, tracked):
    expected = {in_wheel(n) for n in tracked if n.startswith(("src/", "course/", "assignments/"))}
    held = {n for n in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in n}
    assert expected
    assert held == expected  # so nothing private is in it either


def test_wheel_names_both_licences(wheel):
    names = {Path(name).name for name in zipfile.ZipFile(wheel).namelist()}
    assert {"LICENSE", "LICENSE-content"} <= names


def test_same_sources_give_the_same_wheel(wheel, project, tmp_path):
    for path in project.rglob("*"):
        os.utime(path)
    again = build(project, "wheel", tmp_path / "again")
    assert again.name == wheel.name
    assert again.read_bytes() == wheel.read_bytes()


def test_source_distribution_can_set_itself_up_and_holds_nothing_private(
    project, tracked, tmp_path
):
    with tarfile.open(build(project, "sdist", tmp_path / "sdist")) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert held >= {name for name in tracked if name.startswith(("src/", "course/", "tests/"))}
    assert held >= {"start.py", "requirements.lock", "pyproject.toml", "LICENSE-content"}
    assert held.isdisjoint(PRIVATE)


def test_installed_wheel_works_without_a_clone(wheel, tracked, tmp_path):
    target = tmp_path / "target"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    done = subprocess.run(
        [*pip, "--target", target, wheel], capture_output=True, text=True, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    code = """if True:
        import alliance_lessons
        from alliance_lessons.items.bank import content_files, read_file
        from alliance_lessons.workbook.course import course_files
        from alliance_lessons.workbook.course_outline import course_outline
        assert any(read_file(file) for file in content_files())
        files = course_files()
        assert not files.in_clone
        assert all(files.source(name) and files.release(name) for name in files.names())
        assert course_outline().lessons
        print(alliance_lessons.__file__, *files.lessons(), *files.names(), sep="\\n")
    """
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(target)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    package = target / "alliance_lessons"
    lessons = sorted(n for n in tracked if re.fullmatch(r"course/.*\.ipynb", n))
    sources = [n.split("/") for n in tracked if n.startswith("assignments/source/")]
    names = sorted({parts[2] for parts in sources if parts[-1].endswith(".ipynb")})
    assert lessons
    assert done.stdout.splitlines() == [
        str(package / "__init__.py"),
        *(str(package / "_course" / lesson) for lesson in lessons),
        *names,
    ]

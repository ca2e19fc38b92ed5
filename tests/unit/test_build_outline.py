"""An outline is made from notebooks that can be read, each in its place, and from nothing else."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from alliance_lessons.cli import main
from alliance_lessons.desk.build_outline import (
    MODULES,
    build_outline,
    outline_faults,
    refresh_outline,
)
from alliance_lessons.workbook.course import CourseFiles, course_files
from alliance_lessons.workbook.course_outline import course_outline, read_outline
from alliance_lessons.workbook.notebooks import normalise, read_notebook, to_bytes

LEDGER = "4_forgoing_rights/4_1_the_rights_ledger.ipynb"
GIVE_AND_TAKE = "4_forgoing_rights/4_2_give_and_take.ipynb"


@pytest.fixture
def copy(tmp_path: Path) -> CourseFiles:
    files = course_files()
    for name, folder in (("course", files.course), ("assignments", files.assignments)):
        unneeded = shutil.ignore_patterns("*.csv", "*.db", ".*", "responses.json")
        shutil.copytree(folder, tmp_path / name, ignore=unneeded)
    return CourseFiles(tmp_path / "course", tmp_path / "assignments", in_clone=True)


def with_first_lines(path: Path, change: Callable[[str], str]) -> None:
    nb = read_notebook(path)
    before = "".join(nb["cells"][0]["source"])
    nb["cells"][0]["source"] = change(before)
    assert nb["cells"][0]["source"] != before
    path.write_bytes(to_bytes(normalise(nb)))


def with_code(path: Path, source: str) -> None:
    """Puts these words into a new cell at the end."""
    nb = read_notebook(path)
    cell = {"cell_type": "code", "id": "new", "metadata": {}, "outputs": [], "source": source}
    nb["cells"].append(cell)
    path.write_bytes(to_bytes(normalise(nb)))


def test_what_a_learner_leaves_behind_changes_nothing(copy: CourseFiles) -> None:
    clean = build_outline(copy)
    for folder in (copy.course, (copy.course / LEDGER).parent):
        (folder / "responses.json").write_text("{}")
        (folder / ".ipynb_checkpoints").mkdir()
        shutil.copy(copy.course / LEDGER, folder / ".ipynb_checkpoints/4_1-checkpoint.ipynb")
        with_code(folder / ".ipynb_checkpoints/4_1-checkpoint.ipynb", "my_own_code()")
    assert (clean.faults, build_outline(copy).to_bytes()) == ([], clean.to_bytes())


def test_a_refresh_writes_where_it_changes_and_then_nothing_is_left_to_say(
    copy: CourseFiles, tmp_path: Path
) -> None:
    file = tmp_path / "outline.json"
    (told,) = outline_faults(copy, file)
    assert told.startswith(str(file))
    assert told.endswith("is out of date; `alliance check --refresh` makes it again.")
    assert list(refresh_outline(copy, file)) == []
    assert read_outline(file) == course_outline()
    assert list(outline_faults(copy, file)) == []
    written = file.stat().st_mtime_ns
    assert list(refresh_outline(copy, file)) == []
    assert file.stat().st_mtime_ns == written
    with_code(copy.course / LEDGER, 'ask("rights.new")')
    assert len(list(outline_faults(copy, file))) == 1
    assert list(refresh_outline(copy, file)) == []
    lesson = read_outline(file).lesson(LEDGER)
    assert lesson
    assert (lesson.questions[-1].cell, lesson.questions[-1].items) == ("new", ("rights.new",))
    assert hashlib.sha256(b'ask("rights.new")').hexdigest() in json.loads(file.read_text())["code"]


@pytest.mark.parametrize("source", ["", " \n"])
def test_an_empty_cell_is_no_code(source: str, copy: CourseFiles) -> None:
    before = build_outline(copy).to_bytes()
    with_code(copy.course / LEDGER, source)
    assert build_outline(copy).to_bytes() == before


def test_an_outline_that_cant_be_written_is_told(copy: CourseFiles, tmp_path: Path) -> None:
    (told,) = refresh_outline(copy, tmp_path / "no folder" / "outline.json")
    assert "outline.json can't be written" in told


def test_minutes_from_to_count_at_their_most(copy: CourseFiles) -> None:
    path = copy.course / LEDGER
    with_first_lines(path, lambda text: text.replace("· 35 minutes ·", "· 25 to 120 minutes ·"))
    built = build_outline(copy)
    assert [one.minutes for one in built.lessons if one.id == "4_1"] == [120]


def test_the_tenth_lesson_follows_the_ninth(copy: CourseFiles) -> None:
    for number in (10, 9):
        path = copy.course / f"4_forgoing_rights/4_{number}_more.ipynb"
        shutil.copy(copy.course / LEDGER, path)
        with_first_lines(path, lambda text, n=number: text.replace("# 4.1 ", f"# 4.{n} "))  # type: ignore[misc]
    numbers = [one.number for one in build_outline(copy).lessons if one.module[0] == "4"]
    assert numbers == ["4.1", "4.2", "4.3", "4.4", "4.5", "4.9", "4.10", ""]


FIRST = 'its first cell must begin with "# 4.1 A title", an empty line and "*Core · 30 minutes'
UNREADABLE: dict[str, tuple[str, str]] = {
    "no number": ("# 4.1 ", "# "),
    "another number": ("# 4.1 ", "# 4.2 "),
    "no empty line": ("ledger\n\n", "ledger\n"),
    "another kind": ("*Core ", "*Extra "),
    "no minutes": (" 35 minutes ", " half an hour "),
    "nought minutes": (" 35 minutes ", " 0 minutes "),
    "another module": (" Forgoing rights. ", " Giving way. "),
    "the older form": ("*Core · 35 minutes · Forgoing rights.", "*35 minutes, core."),
}


@pytest.mark.parametrize(("old", "new"), UNREADABLE.values(), ids=UNREADABLE)
def test_first_lines_that_cant_be_read_are_told(
    old: str, new: str, copy: CourseFiles, tmp_path: Path
) -> None:
    with_first_lines(copy.course / LEDGER, lambda text: text.replace(old, new))
    (told,) = outline_faults(copy)
    assert told.startswith(f"{copy.course / LEDGER}: {FIRST}")
    file = tmp_path / "outline.json"
    assert list(refresh_outline(copy, file)) == [told]
    assert not file.exists()  # a half outline would be worse than yesterday's


def test_an_assignments_first_lines_that_cant_be_read_are_told(copy: CourseFiles) -> None:
    path = copy.release("rights")
    with_first_lines(path, lambda text: text.replace("**About 80 minutes:**", "**A while:**"))
    (told,) = outline_faults(copy)
    assert told.startswith(f"{path}: its first cell must begin with ")
    assert told.endswith("; mend the source and release it again.")


def first_cell_gone(files: CourseFiles) -> None:
    nb = read_notebook(files.course / LEDGER)
    (files.course / LEDGER).write_bytes(to_bytes(normalise({**nb, "cells": []})))


def copied(files: CourseFiles) -> None:
    shutil.copy(files.course / LEDGER, files.course / LEDGER.replace(".ipynb", "-Copy1.ipynb"))


def without_number(files: CourseFiles) -> None:
    (files.course / LEDGER).rename((files.course / LEDGER).with_name("ledger.ipynb"))


def outside_the_modules(files: CourseFiles) -> None:
    shutil.copy(files.course / LEDGER, files.course / "4_9_mine.ipynb")


def asks_twice(files: CourseFiles) -> None:
    with_code(files.course / LEDGER, 'ask("rights.bet")\nask("rights.ledger")')


def asks_and_recalls(files: CourseFiles) -> None:
    with_code(files.course / LEDGER, 'ask("rights.bet")\nrecall("rights.a", "rights.b")')


def no_release(files: CourseFiles) -> None:
    files.release("rights").unlink()


def no_notebook(files: CourseFiles) -> None:
    (files.course / LEDGER).write_text("{")


def one_more_assignment(files: CourseFiles) -> None:
    (files.assignments / "source/more").mkdir()
    shutil.copy(files.source("rights"), files.assignments / "source/more/more.ipynb")


ABSURD: dict[str, tuple[Callable[[CourseFiles], None], str]] = {
    "no first cell": (first_cell_gone, FIRST),
    "two with one id": (copied, f"{LEDGER} are both 4_1; rename one."),
    "a file without its number": (without_number, "begins with its number, as in 4_2_; rename it."),
    "outside the modules": (outside_the_modules, "4_9_mine.ipynb lies in no module's folder"),
    "two questions in a cell": (asks_twice, "cell new asks twice; give each question a cell."),
    "a question and a recall": (asks_and_recalls, "cell new asks twice"),
    "no release": (no_release, "rights.ipynb is missing"),
    "no notebook": (no_notebook, "4_1_the_rights_ledger.ipynb is not readable as a notebook."),
    "an assignment without module": (
        one_more_assignment,
        f"{MODULES} lacks the assignment 'more'; name it in a module.",
    ),
}


@pytest.mark.parametrize(("change", "says"), ABSURD.values(), ids=ABSURD)
def test_what_makes_no_sense_is_told_and_not_built(
    change: Callable[[CourseFiles], None], says: str, copy: CourseFiles
) -> None:
    change(copy)
    (told,) = outline_faults(copy)
    assert says in told
    assert "\n" not in told


ONE = '[[module]]\nid = "a"\nname = "A"\nwhen = "now"\nabout = "All."\nassignment = "rights"\n'
NO_MODULES = {
    "no TOML": ("[[module", "can't be read"),
    "nothing": ("", "each [[module]] needs id, name, when, about, assignment"),
    "a table": (ONE.replace("[[module]]", "[module]"), "each [[module]] needs"),
    "a name missing": (ONE.replace('when = "now"\n', ""), "each [[module]] needs"),
    "a name too many": (f"{ONE}minutes = 3\n", "each [[module]] needs"),
    "no text": (ONE.replace('"now"', "1"), "each [[module]] needs"),
    "an empty text": (ONE.replace('"now"', '""'), "each [[module]] needs"),
    "one id twice": (ONE + ONE.replace("rights", "culture"), "two modules have one id"),
    "one assignment twice": (ONE + ONE.replace('"a"', '"b"'), "two modules have one assignment"),
}


@pytest.mark.parametrize(("words", "says"), NO_MODULES.values(), ids=NO_MODULES)
def test_a_fault_in_the_file_of_modules_is_told(words: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "modules.toml"
    file.write_text(words)
    (told,) = build_outline(course_files(), file).faults
    assert told.startswith(str(file))
    assert says in told


def test_a_module_whose_assignment_is_not_there_is_told(tmp_path: Path) -> None:
    file = tmp_path / "modules.toml"
    file.write_text(MODULES.read_text("utf-8").replace('"rights"', '"right"'), "utf-8")
    assert build_outline(course_files(), file).faults == [
        f"{file}: 'right' is no assignment; there are: culture, relationships, rights.",
        f"{file} lacks the assignment 'rights'; name it in a module.",
    ]


# --- at the command line --------------------------------------------------------------------


def test_the_check_tells_each_fault_once(
    copy: CourseFiles, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (copy.course / LEDGER).write_text("{")
    with_first_lines(copy.course / GIVE_AND_TAKE, lambda text: text.replace("*Depth ", "*Deep "))
    monkeypatch.setattr("alliance_lessons.workbook.course.course_files", lambda: copy)
    assert main(["check"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert sum("is not readable as a notebook" in line for line in told) == 1
    assert sum("its first cell must begin" in line for line in told) == 1

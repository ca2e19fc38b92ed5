"""The shipped words and notebooks are in order: what `alliance check` looks at, one by one."""

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from alliance_lessons.desk.check_course import Simulations, check_course
from alliance_lessons.desk.notebook_faults import said
from alliance_lessons.items.bank import content_files, read_file
from alliance_lessons.items.item import Item
from alliance_lessons.views.simulations import SAVED_ITEMS, find_simulation
from alliance_lessons.workbook.course import CourseFiles, course_files
from alliance_lessons.workbook.notebooks import normalise, read_notebook, to_bytes
from tests.dialogues import SCENES

FILES = content_files()
SIMULATIONS = Simulations(find_simulation, SAVED_ITEMS)
NOTEBOOKS = [
    *course_files().lessons(),
    *(course_files().source(name) for name in course_files().names()),
]


def every_item() -> Iterator[Item]:
    for file in FILES:
        yield from read_file(file)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_file_of_the_bank_is_valid_and_holds_items(file: Any) -> None:
    assert read_file(file)


def test_an_id_stands_in_one_file_only() -> None:
    counted = Counter(item.id for item in every_item())
    assert {item_id: n for item_id, n in counted.items() if n > 1} == {}
    assert len(counted) > 20


def test_every_item_is_asked_in_one_cell_of_one_notebook() -> None:
    asked = Counter(
        SAVED_ITEMS.get(call.name, "") if call.verb == "explore" else call.name
        for notebook in NOTEBOOKS
        for call in said(read_notebook(notebook))
        if call.verb in ("ask", "explore", "recall")
    )
    asked.pop("", None)
    assert asked == Counter(item.id for item in every_item())


def test_an_assignments_items_have_no_key_in_the_bank_and_a_lesson_has_some() -> None:
    graded = [item for item in every_item() if item.graded]
    practice = [item for item in every_item() if not item.graded]
    assert graded
    assert all(item.key is None for item in graded)
    assert any(item.key is not None for item in practice)


def test_the_course_has_no_faults() -> None:
    assert list(check_course(course_files(), SIMULATIONS)) == []


# --- and the check finds what it should ----------------------------------------------------


@pytest.fixture
def copy(tmp_path: Path) -> CourseFiles:
    files = course_files()
    shutil.copytree(files.course, tmp_path / "course")
    shutil.copytree(files.assignments, tmp_path / "assignments")
    return CourseFiles(tmp_path / "course", tmp_path / "assignments", in_clone=True)


def faults_after(files: CourseFiles, path: Path, change: Any) -> str:
    nb = read_notebook(path)
    change(nb)
    path.write_bytes(to_bytes(normalise(nb)))
    return "\n".join(check_course(files, SIMULATIONS))


def graded_cell(nb: dict[str, Any]) -> dict[str, Any]:
    cells = (cell for cell in nb["cells"] if cell["cell_type"] == "code")
    found: dict[str, Any] = next(c for c in cells if c["metadata"].get("nbgrader", {}).get("grade"))
    return found


def source_of(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def replaced(old: str, new: str) -> Any:
    """Changes the source of the first graded cell."""

    def change(nb: dict[str, Any]) -> None:
        cell = graded_cell(nb)
        assert old in source_of(cell)
        cell["source"] = source_of(cell).replace(old, new)

    return change


def doubled_id(nb: dict[str, Any]) -> None:
    nb["cells"][1]["metadata"]["nbgrader"] = dict(graded_cell(nb)["metadata"]["nbgrader"])


def other_points(nb: dict[str, Any]) -> None:
    graded_cell(nb)["metadata"]["nbgrader"]["points"] = 99


def other_grade_id(nb: dict[str, Any]) -> None:
    graded_cell(nb)["metadata"]["nbgrader"]["grade_id"] = "other"


IN_AN_ASSIGNMENT = {
    "nothing at the end": (replaced("### END", "x = 1\n### END"), "must end in mark(...)"),
    "None at the end": (replaced("### END", "None\n### END"), "must end in mark(...)"),
    "another verb": (replaced("mark(", "print("), "must end in mark(...), not in print"),
    "the key in the open": (replaced("### BEGIN HIDDEN TESTS\n", ""), "outside the hidden tests"),
    "other points": (other_points, "nbgrader knows 99"),
    "other grade_id": (other_grade_id, "so its grade_id must be"),
    "grade_id twice": (doubled_id, "stands twice"),
    "no answered": (replaced("answered(", "print("), "must stand answered"),
    "a cell that fails": (
        replaced("### BEGIN HIDDEN TESTS", "### BEGIN HIDDEN TESTS\n1/0"),
        "Zero",
    ),
    "a key of no option": (replaced("key=key", 'key="no-such"'), "key"),
}


@pytest.mark.parametrize(("change", "says"), IN_AN_ASSIGNMENT.values(), ids=IN_AN_ASSIGNMENT)
def test_a_fault_in_an_assignment_is_found(change: Any, says: str, copy: CourseFiles) -> None:
    assert says in faults_after(copy, copy.source("rights"), change)


def first_asking(nb: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(cell for cell in nb["cells"] if "ask(" in source_of(cell))
    return found


def unknown_item(nb: dict[str, Any]) -> None:
    first_asking(nb)["source"] = 'ask("rights.no-such-item")'


def asked_twice(nb: dict[str, Any]) -> None:
    cell = first_asking(nb)
    nb["cells"].append({**cell, "id": "ask-again"})


def unknown_simulation(nb: dict[str, Any]) -> None:
    first_asking(nb)["source"] = 'explore("no-such-simulation")'


def no_literal(nb: dict[str, Any]) -> None:
    first_asking(nb)["source"] = "ask(name)"


def no_python(nb: dict[str, Any]) -> None:
    first_asking(nb)["source"] = "ask("


def no_output(nb: dict[str, Any]) -> None:
    first_asking(nb)["outputs"] = []


def an_error(nb: dict[str, Any]) -> None:
    error = {"output_type": "error", "ename": "E", "evalue": "", "traceback": []}
    first_asking(nb)["outputs"] = [error]


def code_in_sight(nb: dict[str, Any]) -> None:
    first_asking(nb)["metadata"] = {}


IN_A_LESSON = {
    "unknown item": (unknown_item, "there is no item 'rights.no-such-item'"),
    "asked twice": (asked_twice, "ask it in one cell"),
    "unknown simulation": (unknown_simulation, "no-such-simulation"),
    "no literal": (no_literal, "needs a name in quotes"),
    "no Python": (no_python, "was never closed"),
    "no output": (no_output, "no output is stored"),
    "code in sight": (code_in_sight, "is in sight"),
    "an error stored": (an_error, "its stored output is an error"),
}


@pytest.mark.parametrize(("change", "says"), IN_A_LESSON.values(), ids=IN_A_LESSON)
def test_a_fault_in_a_lesson_is_found(change: Any, says: str, copy: CourseFiles) -> None:
    lesson = next(path for path in copy.lessons() if "ask(" in path.read_text("utf-8"))
    assert says in faults_after(copy, lesson, change)


def test_a_lesson_out_of_its_normal_form_or_unreadable_is_found(copy: CourseFiles) -> None:
    first, second = copy.lessons()[:2]
    first.write_text(json.dumps(json.loads(first.read_bytes())))
    second.write_text("{")
    found = "\n".join(check_course(copy, SIMULATIONS))
    assert f"{first} is not in its normal form" in found
    assert f"{second} is not readable as a notebook" in found


def test_a_fault_of_a_recall_or_a_dialogue_is_found(
    copy: CourseFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    never = SCENES.replace("trust_from = 51", "trust_from = 99")
    head = '[[item]]\nid = "t.one"\nkind = "dialogue"\nstem = "A week."\nrecalls = "9_8"\n'
    words = tmp_path / "9_9.toml"
    words.write_text(f'lesson = "9_9"\n{head}{never}')
    monkeypatch.setattr("alliance_lessons.desk.check_course.content_files", lambda: [words])
    found = "\n".join(check_course(copy, SIMULATIONS))
    assert "9_9.toml: t.one recalls '9_8'; name another lesson." in found
    assert "9_9.toml: t.one: no path was found to the scene 'well'." in found


def test_a_release_with_hidden_tests_is_found(copy: CourseFiles) -> None:
    shutil.copy(copy.source("rights"), copy.release("rights"))
    assert "hidden tests are released" in "\n".join(check_course(copy, SIMULATIONS))

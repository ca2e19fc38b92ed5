"""The shipped outline is that of the notebooks, and its list holds the course's own code only."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from alliance_lessons.desk.build_outline import build_outline, outline_faults
from alliance_lessons.errors import CourseError
from alliance_lessons.items.bank import find_item
from alliance_lessons.workbook.course import course_files
from alliance_lessons.workbook.course_outline import FILE, course_outline, read_outline
from alliance_lessons.workbook.notebooks import read_notebook

# what a reader of the notebooks and of the start page's tables finds: number, kind, minutes
BY_HAND = """
2.1 core 45, 2.2 depth 30, 2.3 depth 35, 2.4 core 40, 2.5 core 40, relationships graded 85,
3.1 core 40, 3.2 depth 35, 3.3 core 45, 3.4 depth 30, 3.5 core 45, culture graded 85,
4.1 core 35, 4.2 depth 30, 4.3 depth 30, 4.4 depth 30, 4.5 core 35, rights graded 80"""
LEDGER = "4_forgoing_rights/4_1_the_rights_ledger.ipynb"


def stored() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return found


def sha256(source: str) -> str:
    return hashlib.sha256(source.encode("utf-8")).hexdigest()


# --- the file as it is shipped --------------------------------------------------------------


def test_the_stored_outline_is_that_of_the_notebooks() -> None:
    built = build_outline(course_files())
    assert built.faults == []
    assert FILE.read_bytes() == built.to_bytes(), "`alliance check --refresh`?"
    assert list(outline_faults(course_files())) == []


def test_lessons_stand_in_course_order_each_with_its_kind_and_minutes() -> None:
    lessons = [
        f"{lesson.number or lesson.id} {lesson.kind} {lesson.minutes}"
        for lesson in course_outline().lessons
    ]
    assert lessons == [one.strip() for one in BY_HAND.split(",")]


def test_every_lesson_has_a_module_and_a_path_where_a_workbook_holds_it() -> None:
    files, outline = course_files(), course_outline()
    modules = [module.id for module in outline.modules]
    for lesson in outline.lessons:
        graded = lesson.kind == "graded"
        assert lesson.module in modules
        assert (files.release(lesson.id) if graded else files.course / lesson.path).is_file()
    assert [lesson.path for lesson in outline.lessons if lesson.kind == "graded"] == [
        f"assignments/{name}/{name}.ipynb" for name in ("relationships", "culture", "rights")
    ]
    assert len(outline.lessons) == len(files.lessons()) - 1 + len(files.names())  # start.ipynb


def test_every_item_of_every_question_is_in_the_bank_and_its_cell_in_the_lesson() -> None:
    files = course_files()
    for lesson in course_outline().lessons:
        graded = lesson.kind == "graded"
        path = files.release(lesson.id) if graded else files.course / lesson.path
        cells = {cell["id"]: cell["source"] for cell in read_notebook(path)["cells"]}
        assert lesson.questions
        for question in lesson.questions:
            assert question.items
            for item_id in question.items:
                assert find_item(item_id).graded == graded
                assert item_id in "".join(cells[question.cell])


def test_a_recall_is_one_question_and_a_simulation_is_none() -> None:
    lesson = course_outline().lesson("3_cultural_understanding/3_4_distance_and_its_limits.ipynb")
    assert lesson
    assert [question.cell for question in lesson.questions] == [
        "begin",
        "ask-bet",
        "ask-risky-lines",
        "ask-check-same-distance",
        "ask-check-nineteen-questions",
        "recall",
        "ask-my-one-habit",
    ]
    assert lesson.questions[0].items == ("culture.one-number-by-four",)
    assert lesson.questions[5].items == (
        "culture.recall-wish-behind-the-wish",
        "culture.recall-one-of-many",
        "culture.recall-two-readings-first",
    )


def test_code_holds_the_hash_of_each_cell_in_its_very_words() -> None:
    code = stored()["code"]
    assert code == sorted(set(code))
    for source in (
        'from alliance_lessons import ask, explore\n\nask("rights.first-waiver")',
        'explore("both-ledgers")',
        'answered("rights_a.reply")',
        'hand_in("rights")',
    ):
        assert sha256(source) in code
    for source in ("", 'explore("both-ledgers") ', 'import os\nos.remove("responses.json")'):
        assert sha256(source) not in code


def test_no_cell_with_a_key_is_among_the_code() -> None:
    files, code = course_files(), set(stored()["code"])
    for name in files.names():
        cells = read_notebook(files.source(name))["cells"]
        with_key = [text for cell in cells if "mark(" in (text := "".join(cell["source"]))]
        assert with_key
        assert code.isdisjoint(map(sha256, with_key))


# --- reading it -----------------------------------------------------------------------------


def test_an_outline_holds_all_that_it_reads() -> None:
    outline = course_outline()
    assert len(outline.modules) == len(stored()["modules"]) == 3
    assert [lesson.id for lesson in outline.lessons] == [one["id"] for one in stored()["lessons"]]


def test_a_lesson_is_found_by_its_path() -> None:
    lesson = course_outline().lesson(LEDGER)
    assert lesson
    assert (lesson.id, lesson.title, lesson.module) == (
        "4_1",
        "The rights ledger",
        "4_forgoing_rights",
    )
    assert course_outline().lesson("start.ipynb") is None
    assert course_outline().lesson("") is None


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"{", b"[]", b"\xff", b"[" * 100_000, b"{}", b'{"format": 1}', b'{"format": 2}'),
        b'{"format": 1, "modules": [{}], "lessons": []}',
        b'{"format": 1, "modules": [], "lessons": [{"questions": [{}]}]}',
    ],
)
def test_a_damaged_outline_is_told_in_a_sentence(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "outline.json").write_bytes(content)
    with pytest.raises(CourseError, match=r"outline\.json .*; install the course again\.$"):
        read_outline(tmp_path / "outline.json")


def test_an_outline_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"can't be read; install the course again\.$"):
        read_outline(tmp_path / "outline.json")


def test_reading_it_loads_neither_the_bank_nor_a_library() -> None:
    code = """if True:
        import sys
        from alliance_lessons.workbook.course_outline import course_outline
        assert course_outline() is course_outline()
        slow = {"tomllib", "nbformat", "filelock", "alliance_lessons.items.bank"}
        print(sorted(slow & set(sys.modules)))
    """
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ran.stdout == "[]\n", ran.stderr

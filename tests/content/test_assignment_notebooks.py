"""The assignments: complete, in step with their cases, and worded with care."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from alliance_lessons.items.bank import find_item
from alliance_lessons.notebook_case import case
from tests.assignment_notebook import ASSIGNMENTS, ROOT, VARIANTS, Assignment

pytestmark = pytest.mark.parametrize("one", ASSIGNMENTS, ids=str)
END = "### END HIDDEN TESTS"


# --- what it is made of ---


def test_a_hundred_points_most_of_them_automatic(one: Assignment) -> None:
    points: Counter[str] = Counter()
    for cell in one.graded:
        points[cell["cell_type"]] += cell["metadata"]["nbgrader"]["points"]
    assert points == {"code": one.automatic_points, "markdown": one.manual_points}
    assert points.total() == 100
    assert f"{one.automatic_points} for the questions, {one.manual_points} for the memo" in (
        one.written("markdown")
    )


def test_at_least_six_kinds_are_graded_and_half_the_points_are_on_ones_own_data(
    one: Assignment,
) -> None:
    assert len({find_item(item_id).kind for item_id in one.automatic}) >= 6
    reads_rows = f'case("{one.name}").rows'
    own = sum(
        one.points(item_id)
        for item_id, cell in one.automatic.items()
        if reads_rows in "".join(cell["source"])
    )
    assert own >= one.automatic_points / 2


def test_every_item_is_asked_once_and_every_graded_cell_has_one(one: Assignment) -> None:
    asked = re.findall(r'^ask\("(.+?)"\)$', one.written("code"), re.MULTILINE)
    assert sorted(asked) == sorted(one.bank)
    assert set(one.automatic) == set(one.bank) - {*one.right.STATED, one.id("memo")}
    for item_id, cell in one.automatic.items():
        source = "".join(cell["source"])
        assert cell["metadata"]["nbgrader"]["grade_id"] == find_item(item_id).grade_id
        assert source.startswith(f'answered("{item_id}")\n### BEGIN HIDDEN TESTS\n')
        assert source.endswith(f"    points={one.points(item_id)},\n{_because(source)})\n{END}")


def test_each_mark_names_the_place_that_settles_it(one: Assignment) -> None:
    text = one.written("markdown")
    for name, mark in one.marked({}, VARIANTS[0]).items():
        named = re.findall(r"[Cc]lause (\d+)|M(\d)|Table (\d)|[Pp]aragraph (\d+)", mark.because)
        part = re.search(r"Part \d", mark.because)
        assert named or (part and f"## {part[0]}. " in text), name
        for clause, mandate, table, paragraph in named:
            assert not clause or f"**Clause {clause}," in text
            assert not mandate or f"**M{mandate}." in text
            assert not paragraph or f"**[{paragraph}]" in text or f"**[{paragraph} " in text
            assert not table or 1 <= int(table) <= len(one.shown())


def test_questions_are_numbered_in_order_and_say_what_they_are_worth(one: Assignment) -> None:
    heading = re.compile(r"^### Question (\d+) \((\d+ points|recorded, no points)\)", re.MULTILINE)
    headings = heading.findall(one.written("markdown"))
    asked = re.findall(r'^ask\("(.+?)"\)$', one.written("code"), re.MULTILINE)[:-1]  # no memo
    assert [int(number) for number, _ in headings] == list(range(1, len(asked) + 1))
    for item_id, (_, worth) in zip(asked, headings, strict=True):
        points = f"{one.points(item_id)} points" if item_id in one.automatic else "recorded"
        assert worth.startswith(points), item_id


def test_what_is_stated_says_which_questions_are_marked_against_it(one: Assignment) -> None:
    asked = re.findall(r'^ask\("(.+?)"\)$', one.written("code"), re.MULTILINE)
    for stated, marked in one.right.FOLLOWS.items():
        for item_id in marked:
            number = asked.index(item_id) + 1
            assert re.search(rf"questions? (\d+ and )?{number}\b", find_item(stated).stem.lower())


def test_cells_have_speaking_ids_and_nbgrader_data_once(one: Assignment) -> None:
    cells = one.source["cells"]
    ids = [cell["id"] for cell in cells]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in ids)
    names = [c["metadata"]["nbgrader"]["grade_id"] for c in cells if _is_locked(c)]
    assert len(set(names)) == len(names)
    assert all(_is_locked(cell) for cell in cells if cell["cell_type"] == "code" and not _own(cell))


def test_a_cell_of_the_learners_own_does_nothing_until_it_is_changed(
    one: Assignment, tmp_path, monkeypatch
) -> None:
    """And what is written into it stops neither the lesson nor the marking."""
    monkeypatch.chdir(tmp_path)
    for cell in filter(_own, one.source["cells"]):
        assert "nbgrader" not in cell["metadata"]
        assert "raises-exception" in cell["metadata"]["tags"]  # the cells below it still start
        (line,) = cell["source"]
        (table,) = re.findall(rf'^# case\("{one.name}"\)\.to_pandas\("(.+)"\)$', line)
        assert len(case(one.name).to_pandas(table)) == len(
            case(one.name, table).rows.tables()[table].rows
        )


# --- the words ---


def test_each_sentence_that_is_sorted_stands_in_the_case(one: Assignment) -> None:
    for row in find_item(one.id("evidence")).rows:
        assert row.text in one.written("markdown")


def test_feedback_says_more_than_wrong_and_nothing_twice(one: Assignment) -> None:
    said: Counter[str] = Counter()
    for item in one.bank.values():
        for part in (*item.options, *item.rows):
            texts = [part.feedback] if isinstance(part.feedback, str) else part.feedback.values()
            for text in texts:
                assert len(text.split()) >= 10, (item.id, part.key)
                assert not re.match(r"(wrong|right|correct|incorrect|no|yes)\b[.,!]", text.lower())
                said[text] += 1
    assert max(said.values()) == 1


def test_the_case_is_two_pages(one: Assignment) -> None:
    cells = [cell for cell in one.source["cells"] if cell["id"].startswith("case-")]
    lines = [line for cell in cells for line in cell["source"] if not line.startswith("#")]
    assert 900 <= len(re.findall(r"[\w’'-]+", " ".join(lines))) <= 1100


def test_tables_are_numbered_as_they_appear(one: Assignment, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    tables = case(one.name).rows.tables()
    captions = [tables[name].caption for name in one.shown()]
    assert [text.partition(".")[0] for text in captions] == [
        f"Table {n}" for n in range(1, len(tables) + 1)
    ]


def test_nobody_has_a_gender_and_everything_is_said_to_be_invented(one: Assignment) -> None:
    words = one.words.read_text("utf-8") + one.written("markdown")
    assert not re.search(r"\b(he|she|his|hers?|him|mr|mrs|ms)\b", words, re.IGNORECASE)
    assert "are invented" in one.written("markdown")


# --- the release ---


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the releases of all assignments, freshly built."""
    folder = tmp_path_factory.mktemp("releases")
    shutil.copytree(ROOT / "assignments/source", folder / "source")
    shutil.copy(ROOT / "assignments/nbgrader_config.py", folder)
    places = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "HOME": "home"}
    environment = os.environ | {name: str(folder / place) for name, place in places.items()}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", "generate_assignment", "--assignment=*"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return folder / "release"


def test_the_release_is_a_fresh_build_byte_for_byte_and_holds_no_key(
    one: Assignment, built: Path
) -> None:
    fresh = (built / f"{one.name}/{one.name}.ipynb").read_bytes()
    assert fresh == (ROOT / f"assignments/release/{one.name}/{one.name}.ipynb").read_bytes()
    for secret in (b"HIDDEN TESTS", b"mark(", b"MARK SCHEME", b"because"):
        assert secret not in fresh


def _because(source: str) -> str:
    found = re.search(r'    because=".+",\n', source)
    assert found
    return found[0]


def _own(cell: dict[str, Any]) -> bool:
    return cell["cell_type"] == "code" and str(cell["id"]).startswith("scratch-")


def _is_locked(cell: dict[str, Any]) -> bool:
    about = cell["metadata"].get("nbgrader", {})
    return bool(about) and (about["locked"] or about["solution"])

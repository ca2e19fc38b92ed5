"""The assignment `rights`: complete, in step with its case, and worded with care."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from alliance_lessons.cases.rights_draw import ANSWER_DAYS, STOCK, draw
from alliance_lessons.items.bank import find_item
from tests.rights_answers import LIMITS
from tests.rights_notebook import (
    AUTOMATIC,
    BANK,
    GRADED,
    ROOT,
    SOURCE,
    VARIANTS,
    item_of,
    marked,
    written,
)

TEXT = written("markdown")
CODE = written("code")


# --- what it is made of ---


def test_seventy_points_are_automatic_and_thirty_a_persons():
    points = Counter()
    for cell in GRADED:
        points[cell["cell_type"]] += cell["metadata"]["nbgrader"]["points"]
    assert points == {"code": 70, "markdown": 30}
    assert len(AUTOMATIC) == 14


def test_at_least_six_kinds_are_graded_and_half_the_points_are_on_ones_own_data():
    assert len({find_item(item_of(cell)).kind for cell in AUTOMATIC}) >= 6
    own = sum(
        cell["metadata"]["nbgrader"]["points"]
        for cell in AUTOMATIC
        if 'case("rights").rows' in "".join(cell["source"])
    )
    assert own >= 35


def test_every_item_is_asked_once_and_every_graded_cell_has_one():
    asked = re.findall(r'^ask\("(.+?)"\)$', CODE, re.MULTILINE)
    assert sorted(asked) == sorted(BANK)
    graded = {item_of(cell) for cell in AUTOMATIC}
    recorded = {"rights_a.limit-cost", "rights_a.limit-notice", "rights_a.memo"}
    assert graded == set(BANK) - recorded
    for cell in AUTOMATIC:
        source = "".join(cell["source"])
        about = cell["metadata"]["nbgrader"]
        assert about["grade_id"] == find_item(item_of(cell)).grade_id
        assert source.startswith(f'answered("{item_of(cell)}")\n### BEGIN HIDDEN TESTS\n')
        assert source.endswith(f"    points={about['points']},\n{_because(source)})\n{END}")


END = "### END HIDDEN TESTS"


def test_each_mark_names_the_place_that_settles_it():
    for name, mark in marked({}, VARIANTS[0]).items():
        named = re.findall(r"[Cc]lause (\d+)|M(\d)|Table (\d)|[Pp]aragraph (\d+)", mark.because)
        assert named or "Part 5" in mark.because, name
        for clause, mandate, table, paragraph in named:
            assert not clause or f"**Clause {clause}," in TEXT
            assert not mandate or f"**M{mandate}." in TEXT
            assert not paragraph or f"**[{paragraph}]" in TEXT or f"**[{paragraph} " in TEXT
            assert not table or 1 <= int(table) <= 8


def test_questions_are_numbered_in_order_and_say_what_they_are_worth():
    heading = re.compile(r"^### Question (\d+) \((\d+ points|recorded, no points)\)", re.MULTILINE)
    headings = heading.findall(TEXT)
    assert [int(number) for number, _ in headings] == list(range(1, 17))
    said = [int(worth.split()[0]) for _, worth in headings if worth[0].isdigit()]
    assert said == [cell["metadata"]["nbgrader"]["points"] for cell in AUTOMATIC]
    assert "question 16" in find_item("rights_a.limit-notice").stem.lower()
    assert headings[-1][1] == "5 points"
    assert item_of(AUTOMATIC[-1]) == "rights_a.own-limits"


def test_cells_have_speaking_ids_and_nbgrader_data_once():
    ids = [cell["id"] for cell in SOURCE["cells"]]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9-]+", one) for one in ids)
    names = [c["metadata"]["nbgrader"]["grade_id"] for c in SOURCE["cells"] if _is_locked(c)]
    assert len(set(names)) == len(names)
    assert all(_is_locked(cell) for cell in SOURCE["cells"] if cell["cell_type"] == "code")


# --- the case and its data say the same ---


def test_the_case_states_the_figures_that_the_draws_use():
    clause = ", ".join(f"{kind} {days}" for kind, days in ANSWER_DAYS.items())
    assert clause in TEXT
    assert f"Norrvane has {STOCK} spare ones" in TEXT
    assert find_item("rights_a.pumps").settings["total"] == STOCK
    assert f"left, key = {STOCK}, {{}}\n" in CODE
    limits = [[option.key for option in find_item(name).options] for name in LIMITS]
    assert limits == [["3", "6", "9"], ["10", "20", "30"]]


def test_items_on_ones_own_data_name_what_stands_in_the_tables():
    case = draw(VARIANTS[0])
    for name, rows in {
        "rights_a.due-order": [row.key.lower() for row in case.requests],
        "rights_a.valid-waivers": [row.key.lower() for row in case.courtesies],
        "rights_a.packages": [row.key for row in case.packages],
        "rights_a.pumps": [row.key for row in case.orders],
        "rights_a.double-grants": [g.area.lower().replace(" ", "-") for g in case.grants[:5]],
    }.items():
        assert [option.key for option in find_item(name).options] == rows
    for name, keys in {
        "rights_a.own-limits": [row.key.lower() for row in case.requests],
        "rights_a.partner-moves": [row.key.lower() for row in case.quarters],
    }.items():
        assert [row.key for row in find_item(name).rows] == keys


def test_each_sentence_that_is_sorted_stands_in_the_case():
    for row in find_item("rights_a.evidence").rows:
        assert row.text in TEXT


# --- the words ---


def test_feedback_says_more_than_wrong_and_nothing_twice():
    said: Counter[str] = Counter()
    for item in BANK.values():
        for part in (*item.options, *item.rows):
            texts = [part.feedback] if isinstance(part.feedback, str) else part.feedback.values()
            for text in texts:
                assert len(text.split()) >= 10, (item.id, part.key)
                assert not re.match(r"(wrong|right|correct|incorrect|no|yes)\b[.,!]", text.lower())
                said[text] += 1
    assert max(said.values()) == 1


def test_the_case_is_two_pages():
    cells = [cell for cell in SOURCE["cells"] if cell["id"].startswith("case-")]
    lines = [line for cell in cells for line in cell["source"] if not line.startswith("#")]
    assert 900 <= len(re.findall(r"[\w’'-]+", " ".join(lines))) <= 1100


def test_tables_are_numbered_as_they_appear():
    shown = re.findall(r'^case\("rights", "(.+?)"\)$', CODE, re.MULTILINE)
    captions = [draw(VARIANTS[0]).tables()[name].caption for name in dict.fromkeys(shown)]
    assert [caption[:8] for caption in captions] == [f"Table {n}." for n in range(1, 9)]


def test_nobody_has_a_gender_and_everything_is_said_to_be_invented():
    words = (ROOT / "src/alliance_lessons/content/rights_a.toml").read_text("utf-8") + TEXT
    assert not re.search(r"\b(he|she|his|hers?|him|mr|mrs|ms)\b", words, re.IGNORECASE)
    assert "are invented" in TEXT


# --- the release ---


def test_the_release_is_a_fresh_build_byte_for_byte_and_holds_no_key(tmp_path):
    shutil.copytree(ROOT / "assignments/source", tmp_path / "source")
    shutil.copy(ROOT / "assignments/nbgrader_config.py", tmp_path)
    places = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "HOME": "home"}
    environment = os.environ | {name: str(tmp_path / place) for name, place in places.items()}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", "generate_assignment", "rights"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    built = (tmp_path / "release/rights/rights.ipynb").read_bytes()
    assert built == (ROOT / "assignments/release/rights/rights.ipynb").read_bytes()
    for secret in (b"HIDDEN TESTS", b"mark(", b"MARK SCHEME", b"because"):
        assert secret not in built


def _because(source: str) -> str:
    found = re.search(r'    because=".+",\n', source)
    assert found
    return found[0]


def _is_locked(cell: dict[str, Any]) -> bool:
    about = cell["metadata"].get("nbgrader", {})
    return bool(about) and (about["locked"] or about["solution"])

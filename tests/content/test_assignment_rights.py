"""The assignment `rights`: complete, fair, and marked as its items say."""

import itertools
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from alliance_lessons.cases.rights_draw import ANSWER_DAYS, STOCK, draw
from alliance_lessons.items.bank import find_item, read_file
from alliance_lessons.items.item import Item
from alliance_lessons.workbook.answers_file import Answers, Entry
from alliance_lessons.workbook.trusted_cells import Mark, run_trusted_cells
from tests.rights_answers import LIMITS, model_answers

ROOT = Path(__file__).resolve().parents[2]
SOURCE = json.loads((ROOT / "assignments/source/rights/rights.ipynb").read_text("utf-8"))
VARIANTS = [f"{n * 0x9E3779B97F4A7C15 % 2**64:016x}" for n in range(120)]
BANK = {item.id: item for item in read_file(ROOT / "src/alliance_lessons/content/rights_a.toml")}
TEXT = "\n".join("".join(c["source"]) for c in SOURCE["cells"] if c["cell_type"] == "markdown")
GRADED = [c for c in SOURCE["cells"] if c["metadata"].get("nbgrader", {}).get("grade")]
AUTOMATIC = [c for c in GRADED if c["cell_type"] == "code"]


def marked(answers: Mapping[str, Any], variant: str) -> dict[str, Mark]:
    """The automatic marks for some answers, by the names of the items."""
    history = {name: (Entry(value),) for name, value in answers.items()}
    marks = run_trusted_cells(SOURCE, Answers(variant, history))
    assert [mark.problem for mark in marks if mark.problem] == []
    return {mark.item_id: mark for mark in marks if mark.score is not None}


def total(answers: Mapping[str, Any], variant: str) -> float:
    return sum(mark.score or 0 for mark in marked(answers, variant).values())


# --- what it is made of ---


def test_seventy_points_are_automatic_and_thirty_a_persons():
    points = Counter()
    for cell in GRADED:
        points[cell["cell_type"]] += cell["metadata"]["nbgrader"]["points"]
    assert points == {"code": 70, "markdown": 30}
    assert len(AUTOMATIC) == 14


def test_at_least_six_kinds_are_graded_and_half_the_points_are_on_ones_own_data():
    assert len({find_item(_item_id(cell)).kind for cell in AUTOMATIC}) >= 6
    own = sum(
        cell["metadata"]["nbgrader"]["points"]
        for cell in AUTOMATIC
        if 'case("rights").rows' in "".join(cell["source"])
    )
    assert own >= 35


def test_every_item_is_asked_once_and_every_graded_cell_has_one():
    asked = re.findall(r'^ask\("(.+?)"\)$', _code(), re.MULTILINE)
    assert sorted(asked) == sorted(BANK)
    graded = {_item_id(cell) for cell in AUTOMATIC}
    recorded = {"rights_a.limit-cost", "rights_a.limit-notice", "rights_a.memo"}
    assert graded == set(BANK) - recorded
    for cell in AUTOMATIC:
        source = "".join(cell["source"])
        about = cell["metadata"]["nbgrader"]
        assert about["grade_id"] == find_item(_item_id(cell)).grade_id
        assert source.startswith(f'answered("{_item_id(cell)}")\n### BEGIN HIDDEN TESTS\n')
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
    assert _item_id(AUTOMATIC[-1]) == "rights_a.own-limits"


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
    assert f"left, key = {STOCK}, {{}}\n" in _code()
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


# --- marks ---


def test_model_answers_earn_all_points_and_none_earn_none():
    for variant in VARIANTS:
        assert total(model_answers(variant), variant) == 70, variant
        assert total({}, variant) == 0


@pytest.mark.parametrize("cost", ["3", "6", "9"])
@pytest.mark.parametrize("notice", ["10", "20", "30"])
def test_whoever_keeps_to_the_own_limits_has_all_points_whatever_they_are(cost, notice):
    for variant in VARIANTS[:20]:
        assert total(model_answers(variant, cost, notice), variant) == 70


@pytest.mark.parametrize("left_out", list(LIMITS))
def test_without_a_limit_there_is_nothing_to_keep_to(left_out):
    for variant in VARIANTS[:20]:
        answers = {name: one for name, one in model_answers(variant).items() if name != left_out}
        assert marked(answers, variant)["rights_a.own-limits"].score == 0
        assert total(answers, variant) == 65


def test_limits_changed_afterwards_count_as_they_stand():
    answers = model_answers(VARIANTS[0], "3", "10") | {"rights_a.limit-notice": "30"}
    assert (marked(answers, VARIANTS[0])["rights_a.own-limits"].score or 0) < 5


def test_each_wrong_answer_scores_what_its_kind_says():
    for variant in VARIANTS[:12]:
        right = model_answers(variant)
        keys = {name: mark.key for name, mark in marked(right, variant).items()}
        for name, key in keys.items():
            item = find_item(name)
            for wrong, share in WRONG[item.kind](item, key):
                mark = marked({**LIMITS, name: wrong}, variant)[name]
                assert mark.score == pytest.approx(share * mark.points, abs=0.005), (name, wrong)


def _wrong_choices(item: Item, key: str) -> list[tuple[str, float]]:
    return [(option.key, 0.0) for option in item.options if option.key != key]


def _wrong_sets(item: Item, key: list[str]) -> list[tuple[list[str], float]]:
    every = [option.key for option in item.options]
    rest = [one for one in every if one not in key]
    less = [([k for k in key if k != one], 1 - 1 / len(key)) for one in key]
    more = [([*key, one], 1 - 1 / len(rest)) for one in rest]
    return [*less, *more, (every, 0.0), (rest, 0.0), ([], 0.0)]


def _wrong_orders(item: Item, key: list[str]) -> list[tuple[list[str], float]]:
    swaps = []
    for n in range(len(key) - 1):
        swapped = [*key[:n], key[n + 1], key[n], *key[n + 2 :]]
        swaps.append((swapped, 13 / 15))  # one of 15 pairs the wrong way: 14 less 1
    return [*swaps, (key[::-1], 0.0)]


def _wrong_grids(item: Item, key: dict[str, str]) -> list[tuple[dict[str, str], float]]:
    columns = [column.key for column in item.columns]
    guess = max(max(Counter(key.values()).values()) / len(key), 1 / len(columns))
    answers = []
    for row, column in itertools.product(key, columns):
        if column != key[row]:
            share = ((len(key) - 1) / len(key) - guess) / (1 - guess)
            answers.append(({**key, row: column}, share))
    return [*answers, *((dict.fromkeys(key, column), 0.0) for column in columns)]


def _wrong_numbers(item: Item, key: int) -> list[tuple[int, float]]:
    return [(key + off, 0.0) for off in (-10, -1, 1, 10)]


def _wrong_allocations(item: Item, key: dict[str, int]) -> list[tuple[dict[str, int], float]]:
    even = sum(min(points, 4) for points in key.values())
    unread = max(even, *key.values())
    answers = []
    for giver, taker in itertools.permutations(key, 2):
        if key[giver]:
            moved = {**key, giver: key[giver] - 1, taker: key[taker] + 1}
            answers.append((moved, (19 - unread) / (20 - unread)))
    everything = [({one: 20}, 0.0) for one in key]
    return [*answers, *everything, (dict.fromkeys(key, 4), 0.0)]


WRONG: dict[str, Callable[[Item, Any], list[tuple[Any, float]]]] = {
    "choice": _wrong_choices,
    "multiple response": _wrong_sets,
    "order": _wrong_orders,
    "grid": _wrong_grids,
    "match": _wrong_grids,
    "number": _wrong_numbers,
    "allocation": _wrong_allocations,
}


# --- who does not read ---


def _by(pick: Callable[[list[Any]], Any]) -> Callable[[Item], Any]:
    """A reader who takes what `pick` gives of the options or columns, and knows no more."""

    def answer(item: Item) -> Any:
        if item.kind in ("grid", "match"):
            return dict.fromkeys([row.key for row in item.rows], pick(list(item.columns)).key)
        if item.kind == "choice":
            return pick(list(item.options)).key
        if item.kind == "multiple response":
            return [pick(list(item.options)).key]
        return _lazy(item)

    return answer


def _lazy(item: Item) -> Any:
    if item.kind == "order":
        return [option.key for option in item.options]
    if item.kind == "allocation":
        return {option.key: 4 for option in item.options}
    return 10


def _half(item: Item) -> Any:
    """Ticks every second option, walks through the columns, turns the order round."""
    if item.kind in ("grid", "match"):
        columns = itertools.cycle(item.columns)
        return {row.key: next(columns).key for row in item.rows}
    if item.kind == "multiple response":
        return [option.key for option in item.options[::2]]
    if item.kind == "order":
        return [option.key for option in reversed(item.options)]
    return _by(lambda parts: parts[1])(item)


BLIND = {
    "first": _by(lambda parts: parts[0]),
    "second": _by(lambda parts: parts[1]),
    "third": _by(lambda parts: parts[2 % len(parts)]),
    "last": _by(lambda parts: parts[-1]),
    "longest": _by(lambda parts: max(parts, key=lambda part: len(part.text))),
    "shortest": _by(lambda parts: min(parts, key=lambda part: len(part.text))),
    "pattern": _half,
}


@cache
def _blind_shares(reader: str) -> dict[str, float]:
    """What a reader who does not read earns on the average of many workbooks."""
    earned: Counter[str] = Counter()
    answers = {name: BLIND[reader](item) for name, item in BANK.items() if item.kind != "text"}
    for variant in VARIANTS:
        for name, mark in marked({**answers, **LIMITS}, variant).items():
            earned[name] += (mark.score or 0) / mark.points / len(VARIANTS)
    return dict(earned)


@pytest.mark.parametrize("reader", list(BLIND))
def test_who_does_not_read_earns_next_to_nothing(reader):
    points = {_item_id(cell): cell["metadata"]["nbgrader"]["points"] for cell in AUTOMATIC}
    shares = _blind_shares(reader)
    assert sum(shares[name] * points[name] for name in points) <= 0.15 * 70


def test_no_length_or_place_gives_a_choice_away():
    for reader in BLIND:
        assert _blind_shares(reader)["rights_a.claim-test"] <= 0.45
    assert _blind_shares("longest")["rights_a.reply"] == 0
    assert _blind_shares("shortest")["rights_a.reply"] == 0


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
    case = ["".join(cell["source"]) for cell in SOURCE["cells"] if cell["id"].startswith("case-")]
    assert 900 <= len(" ".join(case).split()) <= 1150


def test_nobody_has_a_gender_and_everything_is_said_to_be_invented():
    words = (ROOT / "src/alliance_lessons/content/rights_a.toml").read_text("utf-8") + TEXT
    assert not re.search(r"\b(he|she|his|hers?|him|mr|mrs|ms)\b", words, re.IGNORECASE)
    assert "are invented" in TEXT


# --- the release ---


@pytest.mark.xdist_group("nbgrader")
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


def _code() -> str:
    return "\n".join("".join(c["source"]) for c in SOURCE["cells"] if c["cell_type"] == "code")


def _item_id(cell: dict[str, Any]) -> str:
    return cell["metadata"]["nbgrader"]["grade_id"].replace("-", ".", 1)


def _because(source: str) -> str:
    found = re.search(r'    because=".+",\n', source)
    assert found
    return found[0]


def _is_locked(cell: dict[str, Any]) -> bool:
    about = cell["metadata"].get("nbgrader", {})
    return bool(about) and (about["locked"] or about["solution"])

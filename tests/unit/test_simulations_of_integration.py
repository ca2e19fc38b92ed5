"""Lesson 3.3: the two clocks hour by hour, and its keys against the models and its own tables."""

import re
from itertools import product
from xml.etree import ElementTree

import pytest

from alliance_lessons.items.bank import find_item
from alliance_lessons.items.checks import NOTHING, found
from alliance_lessons.items.item import keys
from alliance_lessons.models.accountability import accountable
from alliance_lessons.models.goal_overlap import clashing, overlap, shared
from alliance_lessons.models.process_gap import match_fields
from alliance_lessons.models.staffing import Booking, double_bookings, overfull_weeks
from alliance_lessons.views.drawing import WIDTH
from alliance_lessons.views.simulation import Here
from alliance_lessons.views.simulations import one_fault_two_clocks as clocks
from alliance_lessons.workbook.course import course_files
from alliance_lessons.workbook.notebooks import read_notebook

LESSON = course_files().course / "3_cultural_understanding" / "3_3_five_integrations.ipynb"
CELLS = {cell["id"]: "".join(cell["source"]) for cell in read_notebook(LESSON)["cells"]}
FIELDS = dict.fromkeys(clocks.EXTRA, True)
EVERY = [
    {
        **clocks.AS_NOW,
        "told": told,
        "closed": closed,
        **dict(zip(clocks.EXTRA, passed, strict=True)),
    }
    for told, closed in product(clocks.TOLD, clocks.CLOSED)
    for passed in product([False, True], repeat=3)
]


def shown(answers=None, **changes):
    return clocks.SIMULATION.scene({**clocks.AS_NOW, **changes}, Here(answers or {}, learner=True))


def table_of(cell: str) -> list[list[str]]:
    """The rows of a lesson's table, without its head."""
    lines = [line for line in CELLS[cell].splitlines() if line.startswith("|")][2:]
    return [[part.strip(" *") for part in line.strip("|").split("|")] for line in lines]


# --- one fault, two clocks ---


def test_last_sunday_hour_by_hour() -> None:
    """Alarm 1, drive 2, test 3: heat on at 6. Report at 12. Ticket 13, data 17, three questions
    23, set right 25, drive again 28, restart 29, quiet night 39. Tallowmere: 39 - 12 = 27."""
    assert shown().said == (
        "From the alarm until the screen is right it takes 29 hours. Norrvane's board says 6, "
        "Tallowmere's 27. 6 hours are on nobody's board. 3 of the 4 fields are lost on the way, "
        "and asking back takes 6 hours. Marrowby Heat hears “closed” 23 hours too early. "
        "You have placed no bet yet."
    )
    assert "You bet 33 hours; last Sunday it took 29." in shown({clocks.BET: 33}).said


def test_told_from_the_site_it_is_six_hours_shorter_and_neither_board_moves() -> None:
    now, site = (clocks.measures({**clocks.AS_NOW, "told": told}) for told in ("report", "site"))
    assert now["fault"] - site["fault"] == 6
    assert (now["ours"], now["theirs"]) == (site["ours"], site["theirs"])
    assert (now["neither"], site["neither"]) == (6, 0)
    assert "nobody's board" not in shown(told="site").said


@pytest.mark.parametrize(("told", "hours", "in_vain"), [("site", 14, 0), ("alarm", 9, 35)])
def test_the_two_best_settings_and_their_price(told: str, hours: int, in_vain: int) -> None:
    """By hand: 6 + 1 + 4 + 2 + 1 = 14; from the alarm on 6 + 2 + 1 = 9, since data run beside."""
    found = clocks.measures({**clocks.AS_NOW, **FIELDS, "told": told, "closed": "right"})
    assert (found["fault"], found["in vain"], found["told"]) == (hours, in_vain, 0)
    assert min(clocks.measures(one)["fault"] for one in EVERY if one["told"] == told) == hours


def test_each_lost_field_costs_two_hours_whatever_else_is_set() -> None:
    for state in EVERY:
        gone = len(clocks.missing(state))
        whole = clocks.measures({**state, **FIELDS})
        assert clocks.measures(state)["fault"] - whole["fault"] == 2 * gone
    assert clocks.missing(clocks.AS_NOW) == ["serial number", "start", "tests done"]
    assert "No field is lost on the way." in shown(**FIELDS).said


def test_closed_decides_what_the_customer_hears_and_who_drives_again() -> None:
    hears = {
        closed: clocks.measures({**clocks.AS_NOW, "closed": closed}) for closed in clocks.CLOSED
    }
    assert {closed: one["told"] for closed, one in hears.items()} == {
        "own": -23,
        "night": 10,
        "right": 0,
    }
    assert [one["fault"] for one in hears.values()] == [29, 26, 26]  # three hours' drive
    assert "hears “closed” when it is so." in shown(closed="right").said


@pytest.mark.parametrize("state", EVERY, ids=str)
def test_table_picture_and_sentence_say_the_same(state) -> None:
    scene = clocks.SIMULATION.scene(state, Here())
    now = clocks.measures(state)
    rows = {row[0]: row[1:] for row in scene.tables[0].rows}
    assert rows["From the alarm until the screen is right, hours"] == ("29", str(now["fault"]))
    assert f"it takes {now['fault']} hours" in scene.said
    assert f"Hour {now['fault']}, both: the screen is right." in scene.pictures[0].words
    assert len(scene.tables[1].rows) == scene.pictures[0].words.count("Hour ")
    for one in ElementTree.fromstring(scene.pictures[0].svg()).iter():
        if one.get("text-anchor") == "middle" and one.text:
            assert abs(float(one.get("x")) - WIDTH / 2) + len(one.text) * 4.3 <= WIDTH / 2 + 10


def test_the_button_brings_last_sunday_back() -> None:
    changed = {**clocks.AS_NOW, **FIELDS, "told": "alarm", "closed": "night"}
    assert clocks.SIMULATION.after(changed, ["press", "reset"]) == clocks.AS_NOW


# --- the keys of the week ---


def test_monday_the_pairs_that_clash_are_those_of_the_lesson() -> None:
    """Which goals clash is a judgement, written down here; the model finds it in both papers."""
    ours, theirs = zip(*table_of("monday"), strict=True)
    known = [(ours[1], theirs[1]), (theirs[2], ours[2])]
    assert "A fifth fewer crew hours" in known[0][0]
    assert "January" in known[1][0]
    assert sorted(clashing(ours, theirs, known)) == sorted([known[0], known[1][::-1]])
    assert find_item("culture.goals-that-clash").key == ["hours", "fair"]
    assert len(shared(ours, theirs)) == 1
    assert overlap(ours, theirs) == pytest.approx(1 / 13)
    assert "one goal of thirteen" in CELLS["monday"]


def bookings() -> list[Booking]:
    """The bookings of both plans, as the lesson's table has them."""
    days = ["Mon", "Tue", "Wed", "Thu", "Fri"]
    found = []
    for who, *plans in table_of("tuesday"):
        for plan in plans:
            when = r"Week (\d), (\w+)(?: (?:to|and) (\w+))?, (full|half) \w+: (.+)"
            week, first, last, share, task = re.fullmatch(when, plan).groups()
            start = 5 * (int(week) - 1) + 1
            span = start + days.index(first), start + days.index(last or first)
            found.append(Booking(who, task, *span, 100 if share == "full" else 50))
    return found


def test_tuesday_those_who_cannot_are_booked_for_more_than_a_day_and_than_a_week() -> None:
    too_much = {
        both.one.person
        for both in double_bookings(bookings())
        if both.one.percent + both.other.percent > 100
    }
    assert {who.lower() for who in too_much} == set(find_item("culture.booked-twice").key)
    assert overfull_weeks(bookings()) == {"Ezra": {2: 110}, "Sol": {2: 110}}


@pytest.mark.parametrize("plan", [0, 1])
def test_tuesday_either_plan_alone_is_without_a_mistake(plan: int) -> None:
    alone = bookings()[plan::2]
    assert len(alone) == 6
    assert double_bookings(alone) == []
    assert overfull_weeks(alone) == {}


def test_wednesday_the_fields_are_matched_as_the_model_matches_them() -> None:
    matching = match_fields(clocks.REPORT_FORM, clocks.TICKET_FORM)
    item = find_item("culture.two-forms")
    names = {"order": "order number", "serial": "serial number", "tests": "tests done"}
    for row, column in item.key.items():
        where = {
            "same": matching.same,
            "renamed": [f"{ours.split()[-1]}" for ours, _ in matching.renamed],
            "false": matching.false_friends,
            "one": (*matching.only_ours, *matching.only_theirs),
        }[column]
        assert names.get(row, row) in where
    assert matching.unmatched == 10
    assert len(clocks.REPORT_FORM) + len(clocks.TICKET_FORM) == 14
    for form in (clocks.REPORT_FORM, clocks.TICKET_FORM):
        assert ", ".join(form) in CELLS["wednesday"]


def test_thursday_one_two_or_nobody_is_what_both_charts_say() -> None:
    rows = ("alarm", "limits", "telling", "report", "stock", "training")
    number = {0: "nobody", 1: "one", 2: "two"}
    merged = {}
    for row, (_, *charts) in zip(rows, table_of("clocks-read"), strict=True):
        merged[row] = {}
        for chart in charts:
            for name in re.findall(r"\b(?:Remy|Ilka|Jun|Wren|Gia|Ola|Ezra)\b", chart):
                answers = "is accountable" in chart or "jointly" in chart
                merged[row][name] = "a" if answers else "r"
    counted = {row: number[len(people)] for row, people in accountable(merged).items()}
    assert counted == find_item("culture.one-two-nobody").key


def test_thursday_several_tables_stand_all_four_tests_and_the_charts_do_not() -> None:
    item = find_item("culture.who-is-accountable")
    assert item.key is None
    good = {
        "alarm": {"remy": "ar"},
        "telling": {"wren": "r", "ilka": "a"},
        "training": {"ezra": "ar"},
        "report": {"wren": "ar"},
    }
    other = {
        "alarm": {"remy": "a", "ilka": "r"},
        "telling": {"wren": "ar"},
        "training": {"ezra": "r", "remy": "a"},
        "report": {"wren": "ar"},
    }
    assert found(item, good) == [NOTHING]
    assert any("Ilka would need" in said for said in found(item, other))
    assert found(item, {**other, "alarm": {"remy": "r", "ilka": "a"}}) == [NOTHING]
    charts = {
        "alarm": {"remy": "a", "ilka": "a"},
        "training": {"ezra": "r"},
    }
    said = " ".join(found(item, charts))
    assert "Two are accountable for the night alarm: Remy and Ilka." in said
    assert "training the crews" in said


def test_friday_five_complaints_lead_to_papers_two_to_habits_and_one_has_no_key() -> None:
    item = find_item("culture.what-of-it-is-habit")
    assert set(keys(item.rows)) - set(item.key) == {"paper"}
    places = list(item.key.values())
    assert (places.count("habit"), len(places) - places.count("habit")) == (2, 5)

"""What holds for every simulation, whatever is touched in it."""

import re
from base64 import b64decode
from datetime import date
from functools import cache
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_lessons.errors import CourseError
from alliance_lessons.items import marking
from alliance_lessons.items.bank import find_item
from alliance_lessons.views.simulation import Button, Choice, Here, Range, Scene, Switch
from alliance_lessons.views.simulation_fallback import simulation_page, simulation_words
from alliance_lessons.views.simulations import FILES, SAVED_ITEMS, find_simulation

NAMES = sorted(FILES)
SVG = "{http://www.w3.org/2000/svg}"
BETS = {
    "relationships.first-thirty-days": ["last", "ask", "mine", "direct"],
    "relationships.trust-bet": 70,
    "relationships.repair-bet": 5,
    "relationships.nine-in-ten-bet": 90,
    "relationships.station-seven-why": {"unseen": 60, "unsaid": 40},
    "relationships.broker-bet": "noor",
    "relationships.board-bet": 7,
    "relationships.disclosure-board": {"prices": "ask", "dates": "share", "craft": "condition"},
    "relationships.rotation-bet": 60,
    "relationships.my-hand-over-kit": "Two promises are open.",
    "culture.first-reading": "rule",
    "culture.eight-bet": 6,
    "culture.scenes-two-to-four": ["habit", "for-what", "other", "why", "other", "way"],
    "culture.scenes-five-to-eight": ["habit", "order", "other", "who"],
    "culture.bet-one-person": 14,
    "culture.closest-bet": "support-desk",
    "culture.quicker-at-both": 10,
    "culture.canvas-bet": 4,
    "culture.norm-canvas": "Trouble: keep theirs; first test: three cases",
    "culture.my-norms": "Half a page and six lines. New. A pump was started.",
    "culture.hours-bet": 33,
    "rights.bet": 5,
    "rights.questions": ["press", "engineers"],
    "rights.ledger": {"press": "forgo", "alarms": "keep", "engineers": "forgo"},
    "rights.my-courtesy": "One report fewer.",
    "rights.eight-bet": 3,
    "rights.strict-bet": 2.9,
    "rights.forgiveness-bet": 3,
    "rights.bet-enough-future": 40.5,
}
LEARNER = Here(answers=BETS, today=date(2026, 3, 1), learner=True)
PLAIN = {"div", "p", "strong", "em", "img", "details", "summary"}
JUNK = [None, 7, "press", [], ["press"], ["set", "slips"], ["set", "nothing", 1], ["press", []]]
JUNK += [["set", "slips", 10**9], ["set", "passes", "5"], ["press", "slips"], {"set": 1}]


def settings_of(control):
    if isinstance(control, Range):
        return [control.low, control.high, control.start]
    if isinstance(control, Choice):
        return [key for key, _ in control.options]
    return [False, True] if isinstance(control, Switch) else []


@cache
def events_of(name):
    """Every event that a page could send, and some that none does."""
    events = list(JUNK)
    for control in find_simulation(name).controls:
        if isinstance(control, Button):
            events.append(["press", control.name])
        elif isinstance(control, Range):
            values = range(control.low, control.high + 1, control.step)
            events += [["set", control.name, value] for value in values]
        else:
            events += [["set", control.name, value] for value in settings_of(control)]
    return events


def is_whole(scene: Scene) -> None:
    assert re.search(r"[a-z0-9%”]\.$", scene.said), scene.said
    assert not re.search(r"\b(nan|inf|True|False)\b|None (?!of the)", scene.said), scene.said
    names = set()
    for picture in scene.pictures:
        root = ElementTree.fromstring(picture.svg())
        assert root.find(f"{SVG}title").text
        assert root.find(f"{SVG}desc").text
        assert "nan" not in picture.body
        names.add(picture.name)
    assert len(names) == len(scene.pictures), "ids are unique on the page"
    for table in scene.tables:
        assert table.caption
        assert {len(row) for row in table.rows} == {len(table.head)}


@pytest.mark.parametrize("name", NAMES)
def test_every_controls_ends_work(name):
    simulation = find_simulation(name)
    for control in simulation.controls:
        for value in settings_of(control):
            event = ["set", control.name, value]
            is_whole(simulation.scene(simulation.after(simulation.start(), event), LEARNER))


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_no_sequence_of_events_breaks_it(name, data):
    simulation = find_simulation(name)
    state = simulation.start()
    for event in data.draw(st.lists(st.sampled_from(events_of(name)), max_size=20)):
        state = simulation.after(state, event)
    for here in (Here(), LEARNER):
        is_whole(simulation.scene(state, here))


@pytest.mark.parametrize("name", NAMES)
def test_what_no_page_sends_changes_nothing(name):
    simulation = find_simulation(name)
    state = simulation.start()
    junk = [one for one in JUNK if one != ["press", "slips"]]
    assert all(simulation.after(state, event) == state for event in junk)


@pytest.mark.parametrize("name", NAMES)
def test_buttons_that_are_off_do_nothing(name):
    simulation = find_simulation(name)
    state = simulation.start()
    for event in (*events_of(name), *[["press", "give"]] * 15):
        state = simulation.after(state, event)
        for button in simulation.scene(state, LEARNER).off:
            assert simulation.scene(simulation.after(state, ["press", button]), LEARNER) == (
                simulation.scene(state, LEARNER)
            )


@pytest.mark.parametrize("name", NAMES)
def test_without_a_kernel_it_is_plain_elements_that_ask_for_nothing(name):
    page = simulation_page(find_simulation(name))
    root = ElementTree.fromstring(f"<div>{page}</div>")
    table = {"table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert {one.tag for one in root.iter()} <= table | PLAIN
    assert {key for one in root.iter() for key in one.attrib} <= {"alt", "src", "scope"}
    for image in root.iter("img"):
        assert image.get("alt")
        head, data = image.get("src").split(",")
        assert head == "data:image/svg+xml;base64"
        ElementTree.fromstring(b64decode(data))


@pytest.mark.parametrize("name", NAMES)
def test_without_a_kernel_it_tells_the_same_each_day_and_to_everybody(name, tmp_path, monkeypatch):
    simulation = find_simulation(name)
    assert simulation_page(simulation) == simulation_page(simulation)
    words = simulation_words(simulation)
    assert simulation.intro in words
    assert not re.search(r"\b20[2-9]\d\b", words), "no date of today"
    assert "bet yet" not in words


@pytest.mark.parametrize("name", NAMES)
def test_what_it_reads_and_saves_stands_in_the_bank(name):
    simulation = find_simulation(name)
    for item_id in simulation.reads:
        item = find_item(item_id)
        if item_id in BETS:
            assert marking.misfit(item, BETS[item_id]) is None
    memory = simulation.memory
    assert (memory.item_id if memory else None) == SAVED_ITEMS.get(name)
    if memory:
        assert find_item(memory.item_id).kind == "text"


@pytest.mark.parametrize("name", NAMES)
def test_words_of_the_trade_stay_out(name):
    simulation = find_simulation(name)
    words = simulation_page(simulation) + simulation_words(simulation)
    for control in simulation.controls:
        words += control.label + getattr(control, "help", "")
    assert not re.search(r"cooperat|defect|tit for|strategy|δ|λ", words, re.IGNORECASE)


def test_an_unknown_name_is_refused_with_the_names():
    with pytest.raises(CourseError, match=r"no simulation 'two-interests'; there are .*both-led"):
        find_simulation("two-interests")

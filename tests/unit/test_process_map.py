"""The process map: every hour, hand-over and loss in words and shape, inside the picture."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.views.drawing import WIDTH, Picture
from alliance_lessons.views.process_map import Box, Event, process_map, process_table, told

SVG = "{http://www.w3.org/2000/svg}"
SIDES = ("Field", "Desk")
BOXES = [
    Box(0, "Drive", 0, 2),
    Box(0, "Report waits", 2, 8, "wait"),
    Box(1, "Read the data", 0, 4),
    Box(1, "Ask back", 8, 9, "again"),
]
EVENTS = [Event(8, "told: one field lost", to=1, lost=True), Event(9, "the screen is right")]


def drawn(boxes=BOXES, events=EVENTS) -> Picture:
    return process_map("m", "Two processes", SIDES, boxes, events)


def rectangles(picture: Picture) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of each box."""
    found = []
    for one in ElementTree.fromstring(picture.svg()).iter(f"{SVG}rect"):
        x, y, wide, high = (float(one.get(name)) for name in ("x", "y", "width", "height"))
        found.append((x, y, x + wide, y + high))
    return found


def texts(picture: Picture) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(picture.svg()).iter(f"{SVG}text"))


@st.composite
def both_sides(draw: st.DrawFn) -> list[Box]:
    """Some boxes on either side, none of a side at the same time."""
    boxes = []
    for side in (0, 1):
        hour = draw(st.integers(0, 5))
        for _ in range(draw(st.integers(0, 5))):
            hours, kind = draw(st.integers(1, 12)), draw(st.sampled_from(["work", "again", "wait"]))
            boxes.append(Box(side, "Some work", hour, hour + hours, kind))
            hour += hours + draw(st.sampled_from([0, 3]))
    return boxes


def test_it_is_told_in_the_order_of_the_hours_with_what_is_extra_and_who_waits() -> None:
    assert told(SIDES, BOXES, EVENTS) == (
        "Hour 0 to 2, Field: Drive. Hour 0 to 4, Desk: Read the data. "
        "Hour 2 to 8, Field: Report waits (nobody works). "
        "Hour 8, to Desk: told: one field lost. Hour 8 to 9, Desk: Ask back (extra work). "
        "Hour 9, both: the screen is right."
    )
    assert drawn().words == told(SIDES, BOXES, EVENTS)


def test_the_table_behind_it_holds_the_same_rows_and_is_folded() -> None:
    table = process_table("What happens when.", SIDES, BOXES, EVENTS)
    assert table.fold
    assert table.rows[3] == ("Hour 8", "to Desk", "told: one field lost")
    assert len(table.rows) == len(BOXES) + len(EVENTS)


def test_title_and_words_are_tied_to_the_picture() -> None:
    root = ElementTree.fromstring(drawn().svg())
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "Two processes"
    assert root.get("aria-describedby") == root.find(f"{SVG}desc").get("id")


def test_kinds_and_sides_differ_in_shape_and_not_only_in_colour() -> None:
    boxes = list(ElementTree.fromstring(drawn().svg()).iter(f"{SVG}rect"))
    assert [one.get("stroke-dasharray") for one in boxes] == [None, "2 4", None, "9 5"]
    assert [one.get("rx") for one in boxes] == ["0", "0", "10", "10"]
    assert drawn().body.count("m0 -10l-10 10") == 2  # crosses: extra work, and a lost field
    whole = drawn(events=[Event(8, "told: all fields", to=1)])
    assert whole.body.count("m0 -10l-10 10") == 1


@pytest.mark.parametrize(("to", "tip"), [(1, 350), (0, 10)])
def test_an_arrow_points_to_the_side_that_is_told(to: int, tip: int) -> None:
    body = drawn(events=[Event(8, "told", to=to)]).body
    assert re.search(rf'points="[\d.]+,[\d.]+ {tip},[\d.]+ [\d.]+,[\d.]+"', body)


@given(both_sides())
def test_no_box_lies_on_another_and_what_is_later_stands_lower(boxes: list[Box]) -> None:
    picture = drawn(boxes, [])
    placed = list(zip(boxes, rectangles(picture), strict=True))
    for one, (_, top, right, bottom) in placed:
        assert bottom - top >= 24  # a line of words
        assert bottom <= picture.height
        for other, (left, above, _, below) in placed:
            if one.side == 0 and other.side == 1:
                assert right < left
            if one.ends <= other.begins:
                assert bottom <= above
            if one.begins == other.begins:
                assert top == above
            if one.ends == other.ends:
                assert bottom == below


def test_events_stand_between_what_ends_and_what_begins_then() -> None:
    events = [Event(8, "told", to=1), Event(8, "and closed")]
    waits, asks = rectangles(drawn(BOXES, events))[1], rectangles(drawn(BOXES, events))[3]
    at = {one.text: float(one.get("y")) for one in texts(drawn(BOXES, events))}
    assert waits[3] < at["told"] < at["and closed"] < asks[1]


def test_each_hour_and_the_hours_of_each_box_can_be_read() -> None:
    said = [one.text for one in texts(drawn())]
    assert [one for one in said if re.fullmatch(r"\d+ h", one)] == [
        "0 h", "2 h", "4 h", "8 h", "9 h",
    ]  # fmt: skip
    assert {"Drive, 2 h", "Report waits, 6 h", "Read the data, 4 h", "Ask back, 1 h"} <= set(said)


def test_words_stay_inside_the_picture() -> None:
    for one in texts(drawn()):
        x, wide = float(one.get("x")), len(one.text) * 8.6
        place = {"start": x, "middle": x - wide / 2, "end": x - wide}
        start = place[one.get("text-anchor", "start")]
        assert start >= -2, one.text
        assert start + wide <= WIDTH + 2, one.text

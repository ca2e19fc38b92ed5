"""Networks as drawings: nothing lies on anything, and nothing is told by colour alone."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.models.brokerage import florentine_marriages
from alliance_lessons.views.drawing import WIDTH
from alliance_lessons.views.network_picture import (
    Bond,
    Dot,
    Place,
    Side,
    crowded,
    distance,
    label_box,
    network_picture,
    share_in_words,
)
from alliance_lessons.views.simulations import florentine_marriages as marriages
from alliance_lessons.views.simulations import two_staffs as staffs

SVG = "{http://www.w3.org/2000/svg}"
FLORENCE = [Dot(name, place) for name, place in marriages.PLACES.items()]
STAFF = [Dot(name, one.place, one.firm) for name, one in staffs.PEOPLE.items()]
TIES = {
    "florence": (FLORENCE, [Bond(*tie) for tie in florentine_marriages()], 0),
    "staffs": (STAFF, [Bond(*tie) for tie in (*staffs.CHART, *staffs.HELP)], 24),
}
SIDES: tuple[Side, ...] = ("above", "below", "left", "right")
A, B = Dot("Ada", Place(60, 60, "left")), Dot("Bo", Place(200, 60, "right"), 1)


def drawn(*dots: Dot, bonds: tuple[Bond, ...] = ()) -> str:
    return network_picture("n", "Title", "Words.", dots, bonds).body


@pytest.mark.parametrize("name", TIES)
def test_in_the_courses_networks_no_label_mark_or_tie_lies_on_another(name: str) -> None:
    dots, bonds, top = TIES[name]
    assert crowded(dots, bonds, top) == []


def test_every_tie_has_its_two_ends_in_the_picture() -> None:
    for dots, bonds, _ in TIES.values():
        names = {dot.name for dot in dots}
        assert {name for bond in bonds for name in (bond.one, bond.other)} == names


def test_the_two_firms_stand_on_two_sides() -> None:
    for one in staffs.PEOPLE.values():
        assert (one.place.x > WIDTH / 2) == bool(one.firm)


def test_superiors_stand_above_those_who_report_to_them() -> None:
    for above, below in staffs.CHART:
        if {above, below} != {"You", "Noor"}:
            assert staffs.PEOPLE[above].place.y < staffs.PEOPLE[below].place.y


@pytest.mark.parametrize(
    ("dots", "bonds", "said"),
    [
        ([A, Dot("Cy", Place(70, 66, "right"))], [], "Ada lies on Cy"),
        ([A, Dot("Cy", Place(30, 60, "below"))], [], "the label of Ada lies on Cy"),
        ([A, Dot("Cy", Place(60, 84, "above"))], [], "the label of Cy lies on Ada"),
        ([Dot("Ada", Place(10, 60, "left"))], [], "the label of Ada leaves the picture"),
        ([A, B, Dot("Cy", Place(130, 65, "below"))], [Bond("Ada", "Bo")], "runs through Cy"),
        (
            [A, Dot("Cyrille", Place(34, 84, "above")), Dot("Di", Place(60, 104, "left"))],
            [],
            "the labels of Ada and Cyrille overlap",
        ),
    ],
)
def test_what_lies_on_something_is_found(dots: list[Dot], bonds: list[Bond], said: str) -> None:
    assert any(said in fault for fault in crowded(dots, bonds))


def test_nothing_is_found_where_there_is_room() -> None:
    assert crowded([A, B], [Bond("Ada", "Bo")]) == []


def test_kinds_of_marks_and_ties_differ_without_colour() -> None:
    kinds = [
        drawn(A),
        drawn(Dot("Ada", A.place, 1)),
        drawn(Dot("Ada", A.place, 2)),
        drawn(Dot("Ada", A.place, chosen=True)),
        drawn(Dot("Ada", A.place, cut=True)),
        drawn(Dot("Ada", A.place, away=True)),
    ]
    assert len(set(kinds)) == len(kinds)
    plain = drawn(A, B, bonds=(Bond("Ada", "Bo"),))
    dashed = drawn(A, B, bonds=(Bond("Ada", "Bo", style=1),))
    assert "dasharray" in dashed
    assert "dasharray" not in plain
    assert drawn(A, B, bonds=(Bond("Ada", "Bo", strong=True),)) != plain


def test_a_tie_set_aside_does_not_cover_its_twin() -> None:
    straight = drawn(A, B, bonds=(Bond("Ada", "Bo"),))
    aside = drawn(A, B, bonds=(Bond("Ada", "Bo", aside=True),))
    assert 'points="60,60 200,60"' in straight
    assert 'points="60,65 200,65"' in aside


def test_the_picture_is_named_and_explains_its_marks() -> None:
    key: list[tuple[Dot | int, str]] = [(1, "the org chart"), (Dot("", A.place, cut=True), "cut")]
    made = network_picture("n", "Title", "Words.", [A, B], [], key, heads=((90, "North"),))
    root = ElementTree.fromstring(made.svg())
    texts = ["".join(one.itertext()) for one in root.iter(f"{SVG}text")]
    assert texts == ["North", "Ada", "Bo", "the org chart", "cut"]
    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == "Title"
    assert made.height > 100


@given(
    st.text(st.characters(min_codepoint=97, max_codepoint=122), min_size=1, max_size=12),
    st.sampled_from(SIDES),
)
def test_a_label_stands_clear_of_its_own_mark_on_its_side(name: str, side: Side) -> None:
    left, top, right, bottom = label_box(Dot(name, Place(180, 100, side)))
    free = {
        "left": 180 - right,
        "right": left - 180,
        "above": 100 - bottom,
        "below": top - 100,
    }
    assert free[side] >= 11


@given(st.floats(0, 1))
def test_any_share_has_its_words(share: float) -> None:
    words = share_in_words(share)
    assert words
    assert (words == "none") == (share == 0)
    assert (words == "all") == (share == 1)


def test_distance_is_to_the_line_between_and_beyond_it_to_its_end() -> None:
    start, end = Place(0, 0, "above"), Place(10, 0, "above")
    assert distance(Place(13, 4, "above"), start, end) == 5
    assert distance(Place(3, 4, "above"), start, start) == 5

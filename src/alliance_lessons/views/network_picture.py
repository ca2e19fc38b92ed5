"""A network as a drawing: people or firms as marks, ties as lines between them.

Where each stands is given, so that a picture stays the same whoever is chosen in it, and no
layout has to be worked out where it is shown. Marks and ties differ in shape, fill and dash,
never in colour alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import hypot
from typing import Literal, TypeAlias

from alliance_lessons.views.drawing import (
    BACK,
    FAINT,
    INK,
    LETTER,
    LINE,
    TEXT,
    TONES,
    WIDTH,
    Picture,
    line,
    num,
    text,
)

REACH = 14.0  # from the middle of a mark to its label
CLEAR = 12.0  # as near as the tie of others may come to a mark
RING = 11.0
Side: TypeAlias = Literal["above", "below", "left", "right"]
Box: TypeAlias = tuple[float, float, float, float]


@dataclass(frozen=True)
class Place:
    """Where a mark stands in a picture 360 wide, and on which side of it its label."""

    x: float
    y: float
    side: Side


@dataclass(frozen=True)
class Dot:
    """A person or firm. `shape` is a dot, a square or a triangle.

    One that is `chosen` has a ring, one that is `cut` off from most others is empty, and one that
    is `away` is a cross.
    """

    name: str
    place: Place
    shape: int = 0
    chosen: bool = False
    cut: bool = False
    away: bool = False


@dataclass(frozen=True)
class Bond:
    """A tie between two dots by name; `style` sets dash and colour, a `strong` one is thicker.

    One that lies `aside` leaves room for another tie between the same two.
    """

    one: str
    other: str
    style: int = 0
    strong: bool = False
    aside: bool = False


DASHES = ("", "2 4")


def network_picture(
    name: str,
    title: str,
    words: str,
    dots: Sequence[Dot],
    bonds: Iterable[Bond],
    key: Sequence[tuple[Dot | int, str]] = (),
    heads: Sequence[tuple[float, str]] = (),
) -> Picture:
    """The dots and bonds; `heads` stand on top, around an x each.

    `key` explains, line by line, a kind of dot, or a style of bond by its number.
    """
    places = {dot.name: dot.place for dot in dots}
    parts = [text(x, TEXT, head, "middle", bold=True) for x, head in heads]
    parts += [_bond(places, bond) for bond in sorted(bonds, key=lambda bond: bond.strong)]
    parts += [_dot(dot) for dot in dots]
    parts += [_label(dot) for dot in dots]
    y = max(label_box(dot)[3] for dot in dots) + 14
    for kind, meaning in key:
        parts += [_sample(kind, y + LINE / 2), text(40, y + LINE / 2 + 5, meaning)]
        y += LINE + 2
    return Picture(name, title, words, y + 4, "".join(parts))


def label_box(dot: Dot) -> Box:
    """Left, top, right and bottom of the label, at its largest.

    >>> label_box(Dot("Kit", Place(100, 50, "below")))
    (87.1, 64.0, 112.9, 80.0)
    """
    place, half = dot.place, len(dot.name) * LETTER / 2
    middle = {"left": place.x - REACH - half, "right": place.x + REACH + half}.get(
        place.side, place.x
    )
    top = {"above": place.y - REACH - TEXT, "below": place.y + REACH}.get(
        place.side, place.y - TEXT / 2
    )
    return middle - half, top, middle + half, top + TEXT


def crowded(dots: Sequence[Dot], bonds: Sequence[Bond], top: float = 0) -> list[str]:
    """What lies on something else or outside, in words; an empty list for a readable picture."""
    found = []
    boxes = {dot.name: label_box(dot) for dot in dots}
    places = {dot.name: dot.place for dot in dots}
    for name, box in boxes.items():
        if box[0] < 1 or box[2] > WIDTH - 1 or box[1] < top:
            found.append(f"the label of {name} leaves the picture")
        found += [
            f"the label of {name} lies on {other}"
            for other, place in places.items()
            if other != name and _from_box(box, place) < RING
        ]
    for one, other in combinations(boxes, 2):
        if _overlap(boxes[one], boxes[other]):
            found.append(f"the labels of {one} and {other} overlap")
        if hypot(places[one].x - places[other].x, places[one].y - places[other].y) < 2 * RING:
            found.append(f"{one} lies on {other}")
    for bond in bonds:
        found += [
            f"the tie of {bond.one} and {bond.other} runs through {name}"
            for name, place in places.items()
            if name not in (bond.one, bond.other)
            and distance(place, places[bond.one], places[bond.other]) < CLEAR
        ]
    return found


def distance(place: Place, start: Place, end: Place) -> float:
    """How near a straight line from start to end comes to a place.

    >>> distance(Place(5, 3, "above"), Place(0, 0, "above"), Place(10, 0, "above"))
    3.0
    """
    across, up = end.x - start.x, end.y - start.y
    squared = across**2 + up**2 or 1.0
    along = ((place.x - start.x) * across + (place.y - start.y) * up) / squared
    share = min(1.0, max(0.0, along))
    return hypot(place.x - start.x - share * across, place.y - start.y - share * up)


def share_in_words(share: float) -> str:
    """A share of something in words, to the nearest tenth.

    >>> [share_in_words(one) for one in (0, 0.02, 0.1, 0.2546, 0.522, 1)]
    ['none', 'hardly any', 'about one in ten', 'about three in ten', 'about half', 'all']
    """
    if share == 0 or share == 1:
        return "none" if share == 0 else "all"
    tenths = round(10 * share)
    names = ("one", "two", "three", "four", "", "six", "seven", "eight", "nine")
    if tenths in (0, 10):
        return "nearly all" if tenths else "hardly any"
    return "about half" if tenths == 5 else f"about {names[tenths - 1]} in ten"


def _bond(places: Mapping[str, Place], bond: Bond) -> str:
    ends = [(places[name].x, places[name].y) for name in (bond.one, bond.other)]
    if bond.aside:
        (x1, y1), (x2, y2) = ends
        length = hypot(x2 - x1, y2 - y1)
        across, up = 5 * (y1 - y2) / length, 5 * (x2 - x1) / length
        ends = [(x + across, y + up) for x, y in ends]
    return line(ends, TONES[bond.style], 3.5 if bond.strong else 1.5, DASHES[bond.style])


def _dot(dot: Dot) -> str:
    x, y = dot.place.x, dot.place.y
    if dot.away:
        path = f"M{num(x - 6)} {num(y - 6)}l12 12m0 -12l-12 12"
        return f'<path d="{path}" fill="none" stroke="{INK}" stroke-width="2.5"/>'
    under = _circle(x, y, RING, BACK, INK) if dot.chosen else ""
    under += _shape(x, y, dot.shape, BACK, BACK)  # ink lets lines shine through in some themes
    return under + _shape(x, y, dot.shape, BACK if dot.cut else INK, INK if dot.cut else "none")


def _shape(x: float, y: float, shape: int, fill: str, rim: str) -> str:
    if shape == 0:
        return _circle(x, y, 6, fill, rim)
    if shape == 1:
        path = f"M{num(x - 5.5)} {num(y - 5.5)}h11v11h-11z"
    else:
        path = f"M{num(x)} {num(y - 7)}L{num(x + 7)} {num(y + 5.5)}H{num(x - 7)}Z"
    return f'<path d="{path}" fill="{fill}" stroke="{rim}" stroke-width="2"/>'


def _circle(x: float, y: float, radius: float, fill: str, rim: str) -> str:
    return (
        f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(radius)}" fill="{fill}" stroke="{rim}" '
        f'stroke-width="2"/>'
    )


def _label(dot: Dot) -> str:
    left, _, right, bottom = label_box(dot)
    anchor = {"left": "end", "right": "start"}.get(dot.place.side, "middle")
    x = {"left": right, "right": left}.get(dot.place.side, dot.place.x)
    return text(x, bottom - 3, dot.name, anchor, FAINT if dot.away else INK, bold=dot.chosen)


def _sample(kind: Dot | int, y: float) -> str:
    if isinstance(kind, Dot):
        place = Place(18, y, "right")
        return _dot(Dot("", place, kind.shape, kind.chosen, kind.cut, kind.away))
    return line([(4, y), (32, y)], TONES[kind], 2.5, DASHES[kind])


def _overlap(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    return across > 0 and min(one[3], other[3]) - max(one[1], other[1]) > 0


def _from_box(box: Box, place: Place) -> float:
    across = max(box[0] - place.x, 0, place.x - box[2])
    return hypot(across, max(box[1] - place.y, 0, place.y - box[3]))

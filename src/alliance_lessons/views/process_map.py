"""Two processes side by side: what each side does when, and what is lost on the way between them.

Time runs downwards, in the order of the hours and not to their scale: the hours stand in the
middle. Work is a plain box, work that is done again a dashed one with a cross, waiting a dotted
one. A hand-over is an arrow with its words, and what is lost on it stands there and has a cross.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
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
    mark,
    num,
    text,
)
from alliance_lessons.views.simulation import Table

Kind: TypeAlias = Literal["work", "again", "wait"]

COLUMN = 150.0  # the width of a side; words and hours together are up to 17 letters long
LEFT, RIGHT, MIDDLE = 2.0, WIDTH - 2 - COLUMN, WIDTH / 2
BOX, BAND, LEAST = 30.0, 24.0, 20.0  # least heights of a box, of an event, and between two hours
KEY = "dashed: extra work, dotted: nobody works"
DASH = {"again": "9 5", "wait": "2 4"}
DOES = {"work": "", "again": " (extra work)", "wait": " (nobody works)"}


@dataclass(frozen=True)
class Box:
    """Something that a side (0 left, 1 right) does from one hour to another."""

    side: int
    words: str
    begins: float
    ends: float
    kind: Kind = "work"


@dataclass(frozen=True)
class Event:
    """What happens at an hour: a hand-over `to` a side, or else a mark; `lost` has a cross."""

    at: float
    words: str
    to: int | None = None
    lost: bool = False


def process_map(
    name: str, title: str, sides: tuple[str, str], boxes: Sequence[Box], events: Sequence[Event]
) -> Picture:
    """The map; boxes of one side must not run at the same time.

    Its words are those of `told`, so that it can be read aloud.
    """
    top, bottom, height = _heights(boxes, events)
    parts = [text(LEFT, TEXT, sides[0], bold=True)]
    parts.append(text(WIDTH - 2, TEXT, sides[1], "end", bold=True))
    parts.append(line([(MIDDLE, LINE + 8), (MIDDLE, height - 4)], FAINT, 1))
    for hour, y in bottom.items():
        below = 13 if top[hour] < y else 5  # clear of the line of an event
        parts.append(text(MIDDLE, y + below, f"{hour:g} h", "middle"))
    parts += [_box(one, bottom[one.begins], top[one.ends]) for one in boxes]
    for hour, those in groupby(sorted(events, key=_hour), key=_hour):
        for place, one in enumerate(those):
            parts.append(_event(one, top[hour] + BAND * place))
    parts.append(text(MIDDLE, height + TEXT - 2, KEY, "middle"))
    return Picture(name, title, told(sides, boxes, events), height + LINE + 4, "".join(parts))


def told(sides: tuple[str, str], boxes: Iterable[Box], events: Iterable[Event]) -> str:
    """The map in words, in the order of the hours.

    >>> told(("Field", "Desk"), [Box(0, "Drive", 0, 2)], [Event(2, "told by phone", to=1)])
    'Hour 0 to 2, Field: Drive. Hour 2, to Desk: told by phone.'
    """
    return " ".join(f"{hours}, {who}: {what}." for hours, who, what in _rows(sides, boxes, events))


def process_table(
    caption: str, sides: tuple[str, str], boxes: Iterable[Box], events: Iterable[Event]
) -> Table:
    """The table behind the map, folded."""
    rows = tuple(_rows(sides, boxes, events))
    return Table(caption, ("When", "Who", "What"), rows, fold="The map as a table")


def _rows(
    sides: tuple[str, str], boxes: Iterable[Box], events: Iterable[Event]
) -> list[tuple[str, str, str]]:
    """Hours, who and what; an event stands before what begins at its hour."""
    found = [
        (
            (one.begins, 1, one.side),
            (f"Hour {one.begins:g} to {one.ends:g}", sides[one.side], one.words + DOES[one.kind]),
        )
        for one in boxes
    ]
    for place, event in enumerate(events):
        who = "both" if event.to is None else f"to {sides[event.to]}"
        found.append(((event.at, 0, place), (f"Hour {event.at:g}", who, event.words)))
    return [row for _, row in sorted(found)]


def _hour(event: Event) -> float:
    return event.at


def _heights(
    boxes: Sequence[Box], events: Sequence[Event]
) -> tuple[dict[float, float], dict[float, float], float]:
    """For each hour where what ends there stops and, below its events, where what begins starts."""
    hours = sorted(
        {one.begins for one in boxes} | {one.ends for one in boxes} | {one.at for one in events}
    )
    top: dict[float, float] = {}
    bottom: dict[float, float] = {}
    y = LINE + 14.0
    for hour in hours:
        ending = [bottom[one.begins] + BOX for one in boxes if one.ends == hour]
        top[hour] = max([y, *ending])
        bottom[hour] = top[hour] + BAND * sum(one.at == hour for one in events)
        y = bottom[hour] + LEAST
    return top, bottom, max(bottom.values(), default=y) + 20


def _box(one: Box, begins: float, ends: float) -> str:
    """A box with its words and hours; the left side's corners are sharp, the right one's round."""
    x, middle, hours = (LEFT, RIGHT)[one.side], (begins + ends) / 2, one.ends - one.begins
    work = one.kind == "work"
    stroke, width = (TONES[one.side], 2.5) if work else (INK, 1.5)
    dash = "" if work else f' stroke-dasharray="{DASH[one.kind]}"'
    frame = (
        f'<rect x="{num(x + 1)}" y="{num(begins + 2)}" width="{num(COLUMN - 2)}" '
        f'height="{num(ends - begins - 4)}" rx="{10 * one.side}" fill="{BACK}" '
        f'stroke="{stroke}" stroke-width="{num(width)}"{dash}/>'
    )
    words = text(x + COLUMN / 2, middle + 5, f"{one.words}, {hours:g} h", "middle", bold=work)
    beside = (x + COLUMN + 1, x - 11)[one.side]
    return frame + words + (_cross(beside, middle - 5) if one.kind == "again" else "")


def _event(one: Event, y: float) -> str:
    """Words over an arrow from side to side, or over a line with a triangle at either end."""
    left, right, under = LEFT + 8, WIDTH - LEFT - 8, y + BAND - 4
    parts = [line([(left, under), (right, under)], INK, 1.5)]
    if one.to is None:
        parts += [mark(left, under, 2, INK), mark(right, under, 2, INK)]
    else:
        tip, back = ((left, left + 9), (right, right - 9))[one.to]
        head = [(back, under - 6), (tip, under), (back, under + 6)]
        parts.append(line(head, INK, 2.5))
    parts.append(text(MIDDLE, y + TEXT - 1, one.words, "middle", bold=one.to is None))
    if one.lost:
        parts.append(_cross(MIDDLE - len(one.words) * LETTER / 2 - 14, y + 4))
    return "".join(parts)


def _cross(x: float, y: float) -> str:
    path = f"M{num(x)} {num(y)}l10 10m0 -10l-10 10"
    return f'<path d="{path}" fill="none" stroke="{INK}" stroke-width="2.5"/>'

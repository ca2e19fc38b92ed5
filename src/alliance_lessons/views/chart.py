"""A line chart with labels on its lines, which are told apart by dash, mark and label."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor, log10

from alliance_lessons.views.drawing import (
    DASHES,
    FAINT,
    INK,
    LETTER,
    LINE,
    TEXT,
    TONES,
    WIDTH,
    Picture,
    inside,
    line,
    mark,
    num,
    text,
)

HEIGHT = 220  # of the plot, without titles and ticks
GAP = TEXT + 2  # the least distance of two labels


@dataclass(frozen=True)
class Axis:
    """An axis with its title and the numbers along it, the first and last being its ends."""

    title: str
    ticks: tuple[float, ...]

    @property
    def low(self) -> float:
        return self.ticks[0]

    @property
    def high(self) -> float:
        return self.ticks[-1]


@dataclass(frozen=True)
class Line:
    """A line of a chart.

    `style` sets dash, colour and mark together; `label` stands at the line's end, or above
    or below its point at `label_at`, where it starts or with `label_ends` ends. A `thin` line
    is one to compare with.
    """

    label: str
    points: tuple[tuple[float, float], ...]
    style: int
    label_at: float | None = None
    above: bool = True
    label_ends: bool = False
    thin: bool = False
    marked_at: float | None = None


def ticks(low: float, high: float, about: int = 5) -> tuple[float, ...]:
    """Round numbers that cover a span, some `about` of them.

    >>> ticks(0, 219), ticks(0, 1838), ticks(0, 0)
    ((0, 50, 100, 150, 200, 250), (0, 500, 1000, 1500, 2000), (0, 1))
    """
    span = max(high - low, 1e-9)
    size = 10.0 ** floor(log10(span / about))
    step = next(size * one for one in (1, 2, 2.5, 5, 10) if span / (size * one) <= about)
    step = max(step, 1)
    first = floor(low / step)
    numbers = [first * step]
    while numbers[-1] < high - 1e-9 or len(numbers) < 2:
        numbers.append((first + len(numbers)) * step)
    return tuple(int(one) if one == int(one) else one for one in numbers)


def value_at(points: Sequence[tuple[float, float]], x: float) -> float:
    """The height of a line at x, straight between its points.

    >>> value_at(((0, 1), (10, 2)), 5), value_at(((0, 1), (10, 2)), 99)
    (1.5, 2)
    """
    before, after = points[0], points[-1]
    for point in points:
        if point[0] <= x:
            before = point
        if point[0] >= x:
            after = point
            break
    if after[0] <= before[0]:
        return before[1]
    return before[1] + (after[1] - before[1]) * (x - before[0]) / (after[0] - before[0])


@dataclass(frozen=True)
class _Plot:
    """Where the plot stands in the picture, and what its axes mean."""

    x: Axis
    y: Axis
    left: float
    right: float
    top: float

    @property
    def bottom(self) -> float:
        return self.top + HEIGHT

    def across(self, value: float) -> float:
        return self.left + (self.right - self.left) * (value - self.x.low) / (
            self.x.high - self.x.low
        )

    def up(self, value: float) -> float:
        return self.bottom - HEIGHT * (value - self.y.low) / (self.y.high - self.y.low)


def line_chart(
    name: str,
    title: str,
    words: str,
    lines: Sequence[Line],
    x: Axis,
    y: Axis,
    crosses: Sequence[float] = (),
    guide: tuple[float, str] | None = None,
) -> Picture:
    """A chart of some lines; `crosses` are marked along the bottom, `guide` is an upright line
    with its label."""
    at_end = [one for one in lines if one.label_at is None]
    plot = _Plot(
        x,
        y,
        left=10 + LETTER * max(len(num(tick)) for tick in y.ticks),
        right=WIDTH - 10 - LETTER * max((len(one.label) for one in at_end), default=1),
        top=LINE * (2.6 if guide else 1.6),
    )
    parts = [*_axes(plot), *([_guide(plot, *guide)] if guide else [])]
    parts += [_drawn(plot, one) for one in lines]
    parts += [
        f'<path d="M{num(plot.across(at) - 5)} {num(plot.bottom - 11)}l10 10m0 -10l-10 10" '
        f'stroke="{INK}" stroke-width="2" fill="none"/>'
        for at in crosses
    ]
    for one in lines:
        if one.marked_at is not None:
            height = plot.up(value_at(one.points, one.marked_at))
            parts.append(mark(plot.across(one.marked_at), height, one.style, TONES[one.style]))
    parts += [_label_on(plot, one, one.label_at) for one in lines if one.label_at is not None]
    places = apart([plot.up(one.points[-1][1]) + 5 for one in at_end], plot.bottom)
    for one, place in zip(at_end, places, strict=True):
        parts.append(text(plot.right + 6, place, one.label, fill=TONES[one.style]))
    return Picture(name, title, words, plot.bottom + 14 + TEXT + LINE, "".join(parts))


def _axes(plot: _Plot) -> Iterator[str]:
    left, right, bottom = plot.left, plot.right, plot.bottom
    yield text(2, TEXT, plot.y.title)
    for tick in plot.y.ticks:
        yield line([(left, plot.up(tick)), (right, plot.up(tick))], FAINT, 0.5)
        yield text(left - 6, plot.up(tick) + 5, num(tick), "end")
    yield line([(left, bottom), (right, bottom)], INK, 1)
    for tick in plot.x.ticks:
        at = plot.across(tick)
        yield line([(at, bottom), (at, bottom + 5)], INK, 1)
        yield text(at, bottom + 5 + TEXT, num(tick), "middle")
    yield text((left + right) / 2, bottom + 7 + TEXT + LINE, plot.x.title, "middle")


def _guide(plot: _Plot, value: float, label: str) -> str:
    at = plot.across(value)
    place, anchor = inside(at, label)
    upright = line([(at, plot.top - 4), (at, plot.bottom)], INK, 1, "4 3")
    return upright + text(place, plot.top - 9, label, anchor)


def _drawn(plot: _Plot, one: Line) -> str:
    dash = "3 5" if one.thin else DASHES[one.style]
    path = [(plot.across(a), plot.up(b)) for a, b in one.points]
    return line(path, TONES[one.style], 1.5 if one.thin else 3, dash)


def _label_on(plot: _Plot, one: Line, at: float) -> str:
    height = plot.up(value_at(one.points, at))
    spot = height - 8 if one.above else height + TEXT + 2
    anchor = "end" if one.label_ends else "start"
    return text(plot.across(at), spot, one.label, anchor, TONES[one.style])


def apart(places: Sequence[float], bottom: float) -> list[float]:
    """The places of labels, moved as little as need be so that none lies on another.

    >>> apart([100, 103, 50], 220)
    [92.5, 110.5, 50.0]
    """
    moved = [float(place) for place in places]
    for _ in range(20):
        ordered = sorted(range(len(moved)), key=lambda index: (moved[index], index))
        for first, second in pairwise(ordered):
            overlap = GAP - (moved[second] - moved[first])
            if overlap > 1e-6:
                moved[first] -= overlap / 2
                moved[second] += overlap / 2
        moved = [min(place, bottom) for place in moved]
    return moved

"""Crowds of people over one scale: each person a mark in the column of what that person does.

Crowds stand above one another over the same columns, so that one sees how far they overlap. They
are told apart by the shape of their marks, by their place and by their label, never by colour
alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from alliance_lessons.views.drawing import (
    BACK,
    FAINT,
    INK,
    LINE,
    TEXT,
    TONES,
    WIDTH,
    Picture,
    line,
    num,
    text,
)

PITCH = 10.0  # from mark to mark
RADIUS = 3.8
ABREAST = 4  # people side by side in a column


@dataclass(frozen=True)
class Crowd:
    """`counts` are people in each column, the first at 1; `figure` is their mean on that scale.

    `shape` is a dot or a square.
    """

    label: str
    counts: tuple[int, ...]
    figure: float
    shape: int = 0


@dataclass(frozen=True)
class Chosen:
    """One person: the column, from 1, and the crowd by its number, or None while it is unknown."""

    column: int
    crowd: int | None = None


def crowds(
    name: str,
    title: str,
    words: str,
    rows: Sequence[Crowd],
    ends: tuple[str, str],
    chosen: Chosen | None = None,
) -> Picture:
    """The crowds above one another; `ends` say what people at both ends of the scale do.

    A chosen person has a ring, or stands as a question mark below all columns.
    """
    columns = len(rows[0].counts)
    wide = WIDTH / columns
    parts, y = [], 0.0
    for number, row in enumerate(rows):
        parts.append(text(2, y + TEXT, f"{row.label}, team figure {row.figure:.1f}"))
        ground = y + LINE + 4 + PITCH * max(-(-count // ABREAST) for count in row.counts)
        parts.append(line([(0, ground), (WIDTH, ground)], FAINT, 1))
        parts.append(_people(row, wide, ground))
        if chosen and chosen.crowd == number:
            parts.append(_ring(*_spot(chosen.column, row.counts, wide, ground)))
        parts.append(_pointer(wide * (row.figure - 0.5), ground))
        y = ground + 14
    for column in range(1, columns + 1):
        asked = chosen is not None and chosen.crowd is None and chosen.column == column
        label = f"{column} ?" if asked else str(column)
        parts.append(text(wide * (column - 0.5), y + TEXT, label, "middle", bold=asked))
    y += LINE
    parts.append(text(2, y + TEXT, f"1: {ends[0]}"))
    parts.append(text(WIDTH - 2, y + LINE + TEXT, f"{columns}: {ends[1]}", "end"))
    told = [words, *map(crowd_in_words, rows)]
    if chosen:
        who = f"In {rows[chosen.crowd].label}" if chosen.crowd is not None else "Unknown whose"
        told.append(f"{who}, one person is marked: at {chosen.column}.")
    return Picture(name, title, " ".join(told), y + 2 * LINE + 6, "".join(parts))


def crowd_in_words(row: Crowd) -> str:
    """A crowd as it is read aloud.

    >>> crowd_in_words(Crowd("Dots", (2, 0, 1), 1.7))
    'Dots, team figure 1.7: 2 at 1, 0 at 2, 1 at 3.'
    """
    people = ", ".join(f"{count} at {at}" for at, count in enumerate(row.counts, 1))
    return f"{row.label}, team figure {row.figure:.1f}: {people}."


def _place(column: int, number: int, count: int, wide: float, ground: float) -> tuple[float, float]:
    """Where one of a column's marks stands: row by row from below, each row in the middle."""
    up, across = divmod(number, ABREAST)
    abreast = min(ABREAST, count - ABREAST * up)
    left = wide * (column - 0.5) - PITCH * (abreast - 1) / 2
    return left + PITCH * across, ground - PITCH * (up + 0.6)


def _spot(column: int, counts: tuple[int, ...], wide: float, ground: float) -> tuple[float, float]:
    """The last mark of a column."""
    count = max(1, counts[column - 1])
    return _place(column, count - 1, count, wide, ground)


def _people(row: Crowd, wide: float, ground: float) -> str:
    """All marks of a crowd as one path, which keeps the picture small."""
    path = "".join(
        _mark(*_place(column, number, count, wide, ground), row.shape)
        for column, count in enumerate(row.counts, 1)
        for number in range(count)
    )
    return f'<path d="{path}" fill="{TONES[row.shape]}"/>'


def _mark(x: float, y: float, shape: int) -> str:
    r, wide = num(RADIUS), num(2 * RADIUS)
    if shape == 0:
        return f"M{num(x - RADIUS)} {num(y)}a{r} {r} 0 1 0 {wide} 0a{r} {r} 0 1 0 -{wide} 0z"
    return f"M{num(x - RADIUS)} {num(y - RADIUS)}h{wide}v{wide}h-{wide}z"


def _ring(x: float, y: float) -> str:
    """Around one mark, in ink on a rim of the background."""
    ring = f'<circle cx="{num(x)}" cy="{num(y)}" r="7" fill="none"'
    return f'{ring} stroke="{BACK}" stroke-width="5"/>{ring} stroke="{INK}" stroke-width="2.5"/>'


def _pointer(x: float, ground: float) -> str:
    """A triangle below the ground line, which points to the figure of the team."""
    x = min(WIDTH - 6.0, max(6.0, x))
    return f'<path d="M{num(x)} {num(ground + 1)}l6 9h-12z" fill="{INK}"/>'

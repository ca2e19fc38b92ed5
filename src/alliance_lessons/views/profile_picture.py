"""Two profiles on the same scales: one line a scale, a dot for the one and a square for the other.

Where single people are shown, those of the first stand as small dots above a line, those of the
other as small empty squares below it, so that sides and shapes tell them apart without colour.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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

LEFT, RIGHT = 16.0, WIDTH - 16.0
LOW, HIGH = 1, 7  # the ends of every scale
ROW = LINE + 26.0  # a heading, and the line under it
CROWD = 20.0  # room for the people on each side of a line
LAYERS = 4  # heights at which people stand, so that fewer lie upon each other


@dataclass(frozen=True)
class Scale:
    """One line: its heading between the words of its ends, two means, and the people of both.

    One that is `framed` has a frame around it.
    """

    name: str
    ends: tuple[str, str]
    means: tuple[float, float]
    people: tuple[Sequence[float], Sequence[float]] = ((), ())
    framed: bool = False


def profile_picture(
    name: str,
    title: str,
    words: str,
    headline: str,
    teams: tuple[str, str],
    scales: Sequence[Scale],
    frame: str,
) -> Picture:
    """The scales below one another under a headline and a key; `frame` says what a frame means."""
    parts = [text(2, TEXT, headline, bold=True), *_key(teams, LINE + 4.0)]
    y = 2 * LINE + 10.0
    if any(scale.framed for scale in scales):
        parts.append(_frame(3, y + 3, 18, 15) + text(28, y + TEXT, frame))
        y += LINE + 6
    for scale in scales:
        room = CROWD if any(scale.people) else 0.0
        height = ROW + 2 * room
        if scale.framed:
            parts.append(_frame(1, y + 1, WIDTH - 2, height - 2))
        parts += _scale(scale, y, y + LINE + 12 + room)
        y += height
    return Picture(name, title, words, y + 4, "".join(parts))


def across(score: float) -> float:
    """Where a score stands; one beyond an end stands at the end.

    >>> across(1), across(7), across(0.2)
    (16.0, 344.0, 16.0)
    """
    return LEFT + (RIGHT - LEFT) * (min(HIGH, max(LOW, score)) - LOW) / (HIGH - LOW)


def _key(teams: tuple[str, str], y: float) -> Iterator[str]:
    x = 10.0
    for style, team in enumerate(teams):
        yield mark(x, y + 10, style, TONES[style])
        yield text(x + 12, y + TEXT, team, fill=TONES[style])
        x += 42 + LETTER * len(team)


def _scale(scale: Scale, top: float, y: float) -> Iterator[str]:
    low, high = scale.ends
    yield text(6, top + TEXT, low)
    yield text(WIDTH / 2, top + TEXT, scale.name, "middle", bold=True)
    yield text(WIDTH - 6, top + TEXT, high, "end")
    yield line([(LEFT, y), (RIGHT, y)], FAINT, 1)
    for tick in range(LOW, HIGH + 1):
        yield line([(across(tick), y - 3), (across(tick), y + 3)], FAINT, 1)
    yield line([(across(mean), y) for mean in scale.means], INK, 4)
    for style, people in enumerate(scale.people):
        yield from _crowd(people, style, y)
    for style, mean in enumerate(scale.means):
        yield mark(across(mean), y, style, TONES[style])


def _crowd(people: Sequence[float], style: int, y: float) -> Iterator[str]:
    for number, score in enumerate(sorted(people)):
        away = 11 + 4.5 * (number % LAYERS)
        x = num(across(score))
        if style == 0:
            yield f'<circle cx="{x}" cy="{num(y - away)}" r="2.5" fill="{TONES[0]}"/>'
        else:
            yield (
                f'<rect x="{num(across(score) - 2)}" y="{num(y + away - 2)}" width="4" height="4" '
                f'fill="{BACK}" stroke="{TONES[1]}" stroke-width="1.5"/>'
            )


def _frame(x: float, y: float, width: float, height: float) -> str:
    return (
        f'<rect x="{num(x)}" y="{num(y)}" width="{num(width)}" height="{num(height)}" rx="5" '
        f'fill="none" stroke="{INK}" stroke-width="2" stroke-dasharray="5 3"/>'
    )

"""Two small crowds on one scale: dots above the line, squares below it, one for each person."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from alliance_lessons.views.drawing import (
    FAINT,
    LINE,
    TEXT,
    TONES,
    WIDTH,
    Picture,
    line,
    mark,
    text,
)

LEFT, RIGHT = 34.0, WIDTH - 34.0
STEP = 17.0  # from one person to the next above it


@dataclass(frozen=True)
class Scale:
    """A scale of whole numbers from `low` to `high`, and what its two ends mean."""

    low: int
    high: int
    low_words: str
    high_words: str


@dataclass(frozen=True)
class Crowd:
    """Some people by where they stand on a scale, and what to call them."""

    label: str
    places: tuple[int, ...]


def two_crowds(name: str, title: str, scale: Scale, upper: Crowd, lower: Crowd) -> Picture:
    """The two crowds, told apart by shape, side and label, never by colour alone."""
    tallest = [max(Counter(crowd.places).values(), default=1) for crowd in (upper, lower)]
    middle = LINE + 4 + STEP * tallest[0] + 4
    low = middle + 22 + STEP * tallest[1] + 4
    parts = [text(2, TEXT, upper.label), line([(LEFT, middle), (RIGHT, middle)], FAINT, 1)]
    numbers = range(scale.low, scale.high + 1)
    parts += [text(_across(scale, one), middle + 17, str(one), "middle") for one in numbers]
    parts += _people(scale, upper, middle - 12, -STEP, 0)
    parts += _people(scale, lower, middle + 32, STEP, 1)
    parts.append(text(2, low + LINE, lower.label))
    parts.append(text(2, low + 2 * LINE + 4, f"{scale.low}: {scale.low_words}"))
    parts.append(text(2, low + 3 * LINE + 4, f"{scale.high}: {scale.high_words}"))
    words = " ".join(f"{crowd.label}: {places_in_words(crowd.places)}." for crowd in (upper, lower))
    return Picture(name, title, words, low + 3 * LINE + 12, "".join(parts))


def places_in_words(places: Sequence[int]) -> str:
    """Where people stand, from the lowest place to the highest.

    >>> places_in_words((4, 1, 4, 4))
    '1 at 1, 3 at 4'
    """
    counted = sorted(Counter(places).items())
    return ", ".join(f"{number} at {place}" for place, number in counted) or "nobody"


def _across(scale: Scale, place: float) -> float:
    return LEFT + (RIGHT - LEFT) * (place - scale.low) / (scale.high - scale.low)


def _people(scale: Scale, crowd: Crowd, start: float, step: float, shape: int) -> list[str]:
    return [
        mark(_across(scale, place), start + step * nth, shape, TONES[shape])
        for place, number in sorted(Counter(crowd.places).items())
        for nth in range(number)
    ]

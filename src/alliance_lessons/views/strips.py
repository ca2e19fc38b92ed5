"""Strips of moves: a filled square for a give, an empty one for a hold-back."""

from collections.abc import Sequence
from dataclasses import dataclass

from alliance_lessons.views.drawing import BACK, INK, LINE, TEXT, TONES, Picture, num, text

STEP = 14.0  # from square to square; 25 of them fill a picture
SIDE = 11.0


@dataclass(frozen=True)
class Strip:
    """The moves of one side, oldest first, "C" or "D"; `slips` are places that went wrong."""

    label: str
    moves: str
    slips: tuple[int, ...] = ()


def strips(name: str, title: str, rows: Sequence[Strip]) -> Picture:
    """The strips below one another, with a key; told apart by fill, never by colour alone."""
    parts, y, slipped = [], 0.0, any(row.slips for row in rows)
    for row in rows:
        parts.append(text(2, y + TEXT, row.label))
        y += LINE + 2
        parts.append(_squares(y, row.moves))
        parts += [_cross(2 + STEP * place, y + STEP + 1) for place in row.slips]
        y += STEP + (12 if slipped else 6)
    y += 4
    parts.append(_squares(y, "C") + text(20, y + 11, "give"))
    parts.append(_squares(y, "D", 80) + text(98, y + 11, "hold back"))
    if slipped:
        parts.append(_cross(196, y + 1) + text(214, y + 11, "went wrong"))
    words = ". ".join(f"{row.label}: {moves_in_words(row)}" for row in rows) + "."
    return Picture(name, title, words, y + STEP + 6, "".join(parts))


def moves_in_words(row: Strip) -> str:
    """A strip as it is read aloud.

    >>> moves_in_words(Strip("You", "CCD", (2,)))
    'give, give, hold back (went wrong)'
    """
    words = [
        f"{'give' if move == 'C' else 'hold back'}{' (went wrong)' if place in row.slips else ''}"
        for place, move in enumerate(row.moves)
    ]
    return ", ".join(words) or "no round yet"


def _squares(y: float, moves: str, x: float = 2) -> str:
    """All gives as one path and all hold-backs as another, which keeps the picture small."""
    paths = []
    for letter, fill in (("C", TONES[0]), ("D", BACK)):
        places = [place for place, move in enumerate(moves) if move == letter]
        if places:
            path = "".join(
                f"M{num(x + 0.5 + STEP * place)} {num(y + 0.5)}h{num(SIDE)}v{num(SIDE)}"
                f"h-{num(SIDE)}z"
                for place in places
            )
            paths.append(f'<path d="{path}" fill="{fill}" stroke="{INK}" stroke-width="1.5"/>')
    return "".join(paths)


def _cross(x: float, y: float) -> str:
    """A cross, which stands below a square and leaves its fill in sight."""
    path = f"M{num(x + 1)} {num(y)}l10 10m0 -10l-10 10"
    return f'<path d="{path}" fill="none" stroke="{INK}" stroke-width="2.5"/>'

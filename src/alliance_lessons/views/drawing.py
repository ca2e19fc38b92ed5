"""Small drawings as SVG: made of text in a fixed order with fixed rounding, so that the same
picture is always the same bytes.

Colours are the page's own through CSS variables. Where there are none, in an `<img>`, the
colours after the comma hold, and the picture brings a light background along.
"""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

WIDTH = 360
TEXT = 16  # units; a phone shows the picture some 280 pixels wide, so that this is 12 pixels
LINE = 20  # from one line of text to the next
LETTER = 8.6  # a generous width of one letter, to keep labels inside
INK = "var(--al-text, #1c1c1c)"
BACK = "var(--al-back, #ffffff)"
FAINT = "var(--al-faint, #767676)"
TONES = ("var(--al-tone-0, #1257b0)", "var(--al-tone-1, #9a3b00)", "var(--al-tone-2, #17643a)")
DASHES = ("", "9 5", "2 4")


@dataclass(frozen=True)
class Picture:
    """A drawing with what it is (`title`) and what it shows (`words`).

    `name` is the picture's own on a page; the ids that tie title and words to it are made of it.
    """

    name: str
    title: str
    words: str
    height: float
    body: str

    def svg(self, alone: bool = False) -> str:
        """The picture as SVG; `alone` for an `<img>`, with a size and a background."""
        size = f' width="{WIDTH + 80}" height="{num(self.height * (WIDTH + 80) / WIDTH)}"'
        back = f'<rect width="{WIDTH}" height="{num(self.height)}" fill="#ffffff"/>'
        title, words = f"{self.name}-title", f"{self.name}-words"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {num(self.height)}"'
            f'{size if alone else ""} role="img" aria-labelledby="{title}" '
            f'aria-describedby="{words}" font-family="system-ui, sans-serif" '
            f'font-size="{TEXT}" fill="{INK}"><title id="{title}">{escape(self.title)}</title>'
            f'<desc id="{words}">{escape(self.words)}</desc>{back if alone else ""}'
            f"{self.body}</svg>"
        )

    def img(self) -> str:
        """The picture as an `<img>` that needs nothing else; its words stand beside it."""
        data = b64encode(self.svg(alone=True).encode()).decode()
        return f'<img alt="{escape(self.title)}" src="data:image/svg+xml;base64,{data}"/>'


def num(number: float) -> str:
    """A length with at most one decimal, the same on every machine.

    >>> num(2.0), num(2.04), num(-0.01), num(1 / 3)
    ('2', '2', '0', '0.3')
    """
    text = f"{number:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def text(
    x: float,
    y: float,
    words: str,
    anchor: str = "start",
    fill: str = INK,
    bold: bool = False,
) -> str:
    """A line of text; a rim in the background's colour keeps it readable on lines."""
    weight = ' font-weight="600"' if bold else ""
    place = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return (
        f'<text x="{num(x)}" y="{num(y)}"{place}{weight} fill="{fill}" stroke="{BACK}" '
        f'stroke-width="4" stroke-linejoin="round" paint-order="stroke">{escape(words)}</text>'
    )


def line(points: Iterable[tuple[float, float]], stroke: str, width: float, dash: str = "") -> str:
    """A line through points."""
    path = " ".join(f"{num(x)},{num(y)}" for x, y in points)
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<polyline points="{path}" fill="none" stroke="{stroke}" stroke-width="{num(width)}" '
        f'stroke-linejoin="round"{dashes}/>'
    )


def mark(x: float, y: float, shape: int, fill: str) -> str:
    """A dot, a square or a triangle, so that marks differ without colour."""
    rim = f'fill="{fill}" stroke="{BACK}" stroke-width="1.5"'
    if shape == 0:
        return f'<circle cx="{num(x)}" cy="{num(y)}" r="7" {rim}/>'
    if shape == 1:
        return f'<rect x="{num(x - 4.5)}" y="{num(y - 4.5)}" width="9" height="9" {rim}/>'
    path = f"M{num(x)} {num(y - 7)}L{num(x + 7)} {num(y + 5.5)}H{num(x - 7)}Z"
    return f'<path d="{path}" {rim}/>'


def inside(x: float, words: str) -> tuple[float, str]:
    """Where and how to anchor words around x, so that they stay inside the picture.

    >>> inside(180, "middle"), inside(5, "left"), inside(355, "right")
    ((180, 'middle'), (2, 'start'), (358, 'end'))
    """
    half = len(words) * LETTER / 2
    if x - half < 2:
        return 2, "start"
    return (WIDTH - 2, "end") if x + half > WIDTH - 2 else (x, "middle")

"""A bar from 0 to 100 % with what is needed, what there is, and a bet."""

from alliance_lessons.views.drawing import (
    BACK,
    INK,
    LINE,
    TEXT,
    TONES,
    Picture,
    inside,
    line,
    num,
    text,
)

LEFT, RIGHT, TOP, THICK = 40.0, 300.0, 34.0, 26.0


def threshold_bar(
    name: str,
    title: str,
    words: str,
    needed: float | None,
    needed_words: str,
    there_is: float,
    bet: float | None = None,
) -> Picture:
    """The bar; it is filled from `needed` on, and not at all where nothing is enough."""

    def across(percent: float) -> float:
        return LEFT + (RIGHT - LEFT) * percent / 100

    frame = f'x="{num(LEFT)}" y="{num(TOP)}" width="{num(RIGHT - LEFT)}" height="{num(THICK)}"'
    parts = [f'<rect {frame} fill="{BACK}"/>']
    if needed is not None:
        enough = RIGHT - across(needed)
        parts.append(
            f'<rect x="{num(across(needed))}" y="{num(TOP)}" width="{num(enough)}" '
            f'height="{num(THICK)}" fill="{TONES[0]}"/>'
        )
        parts.append(line([(across(needed), TOP - 8), (across(needed), TOP + THICK)], INK, 2.5))
    parts.append(f'<rect {frame} fill="none" stroke="{INK}" stroke-width="1"/>')
    parts.append(text(LEFT - 6, TOP + 19, "0 %", "end"))
    parts.append(text(RIGHT + 6, TOP + 19, "100 %"))
    at, anchor = inside(across(needed if needed is not None else 50), needed_words)
    parts.append(text(at, TEXT + 4, needed_words, anchor))
    y = TOP + THICK
    height = y + 24 + TEXT
    if bet is not None:  # its line is drawn first, under the words that it passes
        for stroke, width in ((BACK, 5.0), (INK, 2.0)):
            parts.append(line([(across(bet), TOP), (across(bet), height)], stroke, width, "5 3"))
        at, anchor = inside(across(bet), label := f"your bet: {num(bet)} %")
        parts.append(text(at, height + TEXT - 2, label, anchor))
        height += LINE
    parts.append(_pointer(across(there_is), y))
    at, anchor = inside(across(there_is), label := f"there is: {num(there_is)} %")
    parts.append(text(at, y + 16 + TEXT, label, anchor, bold=True))
    return Picture(name, title, words, height + 4, "".join(parts))


def _pointer(x: float, y: float) -> str:
    path = f"M{num(x)} {num(y - 6)}l9 18h-18z"
    return f'<path d="{path}" fill="{INK}" stroke="{BACK}" stroke-width="1.5"/>'

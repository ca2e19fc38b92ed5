"""The charts, as SVG for a page of any colour: drawn by matplotlib, coloured by the page.

matplotlib writes the same bytes for the same figures here: no date, ids from a fixed salt,
words as words.
"""

import re
from collections.abc import Sequence
from html import escape
from io import StringIO
from typing import Any

from alliance_lessons.desk.report.analysis import Figures
from alliance_lessons.desk.report.findings import WEAK_R, separates_badly

# drawn in these, which stand for the page's own
COLOURS = {
    "#010203": "currentColor",
    "#010204": "var(--bar)",
    "#010205": "var(--faint)",
    "#010206": "var(--alert)",
}
INK, BAR, FAINT, ALERT = COLOURS
STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "alliance",
    "font.size": 11,
    "text.color": INK,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.parse_math": False,
}
WIDTH = 7.6  # inches of 72 units
TENTHS = 10


def tenths(shares: Sequence[float]) -> list[int]:
    """How many shares lie in each tenth from 0 to 1; the last takes 1 as well.

    >>> tenths([0, 0.05, 0.1, 0.3, 0.95, 1])
    [2, 1, 0, 1, 0, 0, 0, 0, 0, 2]
    """
    counted = [0] * TENTHS
    for share in shares:
        place = int(round(share * TENTHS, 9))
        counted[min(max(place, 0), TENTHS - 1)] += 1
    return counted


def marks_chart(counted: Sequence[int], name: str, title: str, words: str) -> str:
    """How many learners have which share of the points."""

    def draw(figure: Any) -> None:
        axes = figure.add_axes((0.09, 0.2, 0.89, 0.76))
        bars = axes.bar(range(TENTHS), counted, width=0.86, color=BAR)
        axes.bar_label(bars, [str(one) if one else "" for one in counted], color=INK, padding=2)
        labels = [f"{10 * n}–{10 * n + 10}" for n in range(TENTHS)]
        axes.set_xticks(range(TENTHS), labels)
        axes.set_xlabel("Share of the points, %")
        axes.set_ylabel("Learners")
        axes.yaxis.get_major_locator().set_params(integer=True)
        axes.set_ylim(0, max(counted) * 1.12)

    return _svg(draw, 3.2, name, title, words)


def questions_chart(items: Sequence[Figures], title: str, words: str) -> str:
    """Each question's p as a bar, and its item-rest correlation as a point on the same row."""
    height = 0.34 * len(items) + 0.65
    label, top = 0.29, 0.1 / height
    bottom, rows = 0.55 / height, range(len(items))

    def draw(figure: Any) -> None:
        left = figure.add_axes((label, bottom, 0.34, 1 - top - bottom))
        left.barh(rows, [item.p or 0 for item in items], height=0.62, color=BAR)
        for row, item in enumerate(items):
            said = "none" if item.p is None else f"{item.p:.0%}".replace("%", " %")
            left.text((item.p or 0) + 0.02, row, said, va="center")
        left.set_yticks(rows, [_brief(item.question.title) for item in items])
        left.set_xlim(0, 1.18)
        left.set_xticks([0, 0.5, 1], ["0", "50", "100"])
        left.set_xlabel("Mean share of points, %")
        left.tick_params(axis="y", length=0)
        right = figure.add_axes((0.67, bottom, 0.31, 1 - top - bottom), sharey=left)
        low = min([-0.2, *(item.r - 0.1 for item in items if item.r is not None)])
        right.axvline(0, color=INK, linewidth=1)
        right.axvline(WEAK_R, color=INK, linewidth=1, linestyle=(0, (4, 3)))
        for row, item in enumerate(items):
            right.axhline(row, color=FAINT, linewidth=0.6, zorder=0)
            if item.r is None:
                right.text(0.02, row, "none", va="center")
            elif separates_badly(item):
                right.plot(item.r, row, "D", color=ALERT, markersize=8)
            else:
                right.plot(item.r, row, "o", color=BAR, markersize=8)
        right.set_xlim(low, 1)
        right.tick_params(axis="y", length=0, labelleft=False)
        right.set_xlabel("Item-rest correlation")
        right.spines["left"].set_visible(False)
        left.set_ylim(len(items) - 0.4, -0.6)

    return _svg(draw, height, "questions", title, words)


def _svg(draw: Any, height: float, name: str, title: str, words: str) -> str:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    out = StringIO()
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(WIDTH, height))
        figure.patch.set_visible(False)
        draw(figure)
        for axes in figure.axes:
            axes.patch.set_visible(False)
        figure.savefig(out, format="svg", metadata={"Date": None})
    return _for_page(out.getvalue(), name, title, words)


def _for_page(svg: str, name: str, title: str, words: str) -> str:
    """Only the picture: no prologue, no addresses, ids of its own, the page's font and colours."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r'( id="| xlink:href="#|url\(#)', rf"\g<1>{name}-", svg)
    svg = re.sub(r"font: ([0-9.]+)px [^;\"]*", r"font-size: \1px", svg)
    for drawn, shown in COLOURS.items():
        svg = svg.replace(drawn, shown)
    box = re.search(r'viewBox="[^"]+"', svg)
    assert box
    head = (
        f'<svg {box[0]} role="img" aria-label="{escape(title)}. {escape(words)}" '
        'xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<title>{escape(title)}</title><desc>{escape(words)}</desc>"
    )
    return head + svg[svg.index(">") + 1 :].strip()


def _brief(title: str) -> str:
    return title if len(title) <= 30 else f"{title[:28].rstrip()}…"

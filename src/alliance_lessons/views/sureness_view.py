"""How often the learner was right, by how sure: a sentence, a picture, and the numbers.

How sure is an order and no number: a bar is compared with the other bars only.
"""

from collections.abc import Mapping
from html import escape
from itertools import pairwise
from pathlib import Path

from alliance_lessons.errors import CourseError
from alliance_lessons.models.calibration import ENOUGH, LEVELS, Tally, tallies
from alliance_lessons.views.drawing import (
    BACK,
    INK,
    LINE,
    TEXT,
    TONES,
    Picture,
    line,
    num,
    text,
)
from alliance_lessons.views.fallback import table_page
from alliance_lessons.views.page import Page, sentence
from alliance_lessons.workbook.course_progress import course_progress
from alliance_lessons.workbook.sureness import sure_and_right

WORDS = {1: "not sure", 2: "fairly sure", 3: "very sure"}
HEAD = ("You were", "Answers", "Right", "Share", "May lie between")
TITLE = "How often you were right, by how sure you were"
NOTHING_YET = (
    f"Nothing to show yet: once you have said the same of {ENOUGH} answers, such as “fairly sure”, "
    "you see here how many of them were right."
)
LEFT, RIGHT, THICK = 14.0, 330.0, 18.0
SPAN = (
    "The thin line on a bar shows where the share may lie in the long run: the fewer answers, the "
    "longer the line."
)
LIMITS = (
    "Counted is your first answer to each question that has a right one, and each that came a "
    "day or more later; partly right counts as not right. One tends to be surer where a question "
    "is easier, so this says something about your answers so far, and little about you. "
    "It is for you alone."
)


def how_sure() -> Page:
    """How sure the learner of the working folder was, and how often right."""
    return sureness_page(Path.cwd())


def sureness_page(workbook: Path) -> Page:
    """The same for a workbook; what can't be read is said in a sentence."""
    try:
        found = tallies(sure_and_right(course_progress(workbook)))
    except CourseError as error:
        return sentence(str(error))
    if not any(tally.enough for tally in found.values()):
        said = sum(tally.of for tally in found.values())
        so_far = f" So far there {'is 1' if said == 1 else f'are {said}'}." if said else ""
        return sentence(NOTHING_YET + so_far)
    words = in_words(found)
    rows = [_row(level, found[level]) for level in LEVELS]
    html = (
        f'<div style="padding-left: 5px"><p>{escape(words)}</p><p>{picture(found, words).img()}</p>'
        f"<p>{escape(SPAN)}</p><details><summary>The numbers, and what they leave out</summary>"
        f"{table_page(TITLE, HEAD, rows)}<p>{escape(LIMITS)}</p></details></div>"
    )
    lines = [words, SPAN, *(" | ".join(row) for row in (HEAD, *rows)), LIMITS]
    return Page(html, "\n".join(lines))


def in_words(found: Mapping[int, Tally]) -> str:
    """What the picture shows.

    >>> in_words({1: Tally(3, 6), 2: Tally(1, 2), 3: Tally(9, 10)})
    'Not sure: 3 of 6 right. Fairly sure: 1 of 2 right, too few to say. Very sure: 9 of 10 right. \
The surer you were, the more often you were right. With so few answers it may be chance.'
    """
    counts = [f"{WORDS[level].capitalize()}: {_count(found[level])}." for level in LEVELS]
    return " ".join([*counts, *_verdict([one for one in found.values() if one.enough])])


def _verdict(shown: list[Tally]) -> list[str]:
    """What the shares say together, where there are two to compare."""
    if len(shown) < 2:
        return []
    shares = [one.share for one in shown]
    first, last = shown[0], shown[-1]
    if all(before < after for before, after in pairwise(shares)):
        said = "The surer you were, the more often you were right."
    elif last.share > first.share:
        said = "Mostly you were right more often where you were surer."
    else:
        said = "Where you were surer, you were not right more often."
    low, high = sorted((first, last), key=lambda one: one.share)
    overlap = low.span[1] >= high.span[0]
    return [said, "With so few answers it may be chance."] if overlap else [said]


def _count(tally: Tally) -> str:
    if not tally.of:
        return "no answer yet"
    return f"{tally.right} of {tally.of} right" + ("" if tally.enough else ", too few to say")


def picture(found: Mapping[int, Tally], words: str) -> Picture:
    """A bar for each level with enough answers, with its span; the others say that they lack."""

    def across(share: float) -> float:
        return LEFT + (RIGHT - LEFT) * share

    parts, y = [], 0.0
    for level in LEVELS:
        tally = found[level]
        parts.append(text(LEFT, y + TEXT, f"{WORDS[level]}: {_count(tally)}"))
        y += LINE + 4
        if tally.enough:
            parts.append(_bar(across(0), across(tally.share), y))
            low, high = map(across, tally.span)
            parts.append(_whisker(low, high, y + THICK / 2))
        y += THICK + 10
    parts.append(line([(across(0), y), (across(1), y)], INK, 1))
    for percent in (0, 50, 100):
        at = across(percent / 100)
        parts.append(line([(at, y), (at, y + 5)], INK, 1))
        parts.append(text(at, y + 5 + TEXT, f"{percent} %", "middle"))
    parts.append(text(across(0.5), y + 7 + TEXT + LINE, "of these answers were right", "middle"))
    return Picture("how-sure", TITLE, words, y + 14 + TEXT + LINE, "".join(parts))


def _bar(start: float, end: float, y: float) -> str:
    return (
        f'<rect x="{num(start)}" y="{num(y)}" width="{num(max(end - start, 1))}" '
        f'height="{num(THICK)}" fill="{TONES[0]}"/>'
    )


def _whisker(low: float, high: float, y: float) -> str:
    """A line with ends, on a rim of the background, so that it is seen on a bar, too."""
    path = [(low, y), (high, y)]
    ends = [[(at, y - 6), (at, y + 6)] for at in (low, high)]
    return "".join(
        line(one, colour, width)
        for colour, width in ((BACK, 5.0), (INK, 2.0))
        for one in (path, *ends)
    )


def _row(level: int, tally: Tally) -> tuple[str, ...]:
    low, high = tally.span
    share, span = f"{100 * tally.share:.0f} %", f"{100 * low:.0f} and {100 * high:.0f} %"
    shown = (share, span) if tally.enough else ("too few to say", "–")
    return (WORDS[level], str(tally.of), str(tally.right), *shown)

"""What is weak, in words an instructor can act on, each with the figures that say so."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten

from alliance_lessons.desk.report.analysis import Choice, Figures
from alliance_lessons.desk.report.statistics import FEWEST_FOR_ITEMS

ENOUGH_FOR_HARD = 10  # learners before a question is called hard
HARD, EASY = 0.40, 0.90
WEAK_R = 0.20  # below this an item hardly separates (Ebel & Frisbie)
LEFT_OUT = 0.20
MOST_PARTS = 3  # named in one sentence
MANY = 4  # questions of which the same is said are named together
TOGETHER = {  # by rank
    0: "Marks in the gradebook are not what today's keys give.",
    3: "These questions were hard for this cohort.",
    4: "These questions hardly tell strong learners from weak ones.",
    5: "These questions were often left empty.",
}


@dataclass(frozen=True)
class Finding:
    """Something to do: what is seen, what to do, the figures, and where on the page they are.

    In `do`, `commands` stand between backticks. What is seen of several questions names
    each of them in `each`, with its figures and its place.
    """

    seen: str
    do: str
    figures: str
    anchor: str
    each: tuple[tuple[str, str, str], ...] = ()


def question_findings(items: Sequence[Figures], marked: int) -> list[Finding]:
    """What the questions show, doubts about the key first."""
    by_rank: dict[int, list[tuple[Figures, Finding]]] = defaultdict(list)
    for item in items:
        if item.question.points:
            for rank, finding in _of_question(item, marked):
                by_rank[rank].append((item, finding))
    found: list[Finding] = []
    for rank, pairs in sorted(by_rank.items()):
        if rank in TOGETHER and len(pairs) >= MANY:
            each = tuple((item.question.title, one.figures, one.anchor) for item, one in pairs)
            found.append(Finding(TOGETHER[rank], pairs[0][1].do, "", "questions", each))
        else:
            found += [finding for _, finding in pairs]
    return found


def misleading(item: Figures) -> list[tuple[str, Choice]]:
    """The parts in which more strong learners give one wrong answer than the right one."""
    found = []
    for part, choices in item.parts.items():
        right = sum(one.strong or 0 for one in choices if one.right)
        wrong = [one for one in choices if one.right is False and one.answer != "no answer"]
        most = max(wrong, key=lambda one: one.strong or 0, default=None)
        if most is not None and most.strong is not None and most.strong > right:
            found.append((part, most))
    return found


def separates_badly(item: Figures) -> bool:
    """Whether an item's correlation is too low, where enough learners say so.

    Where nearly all have mastered an item it can't separate, and need not.
    """
    if item.r is None or item.marked < FEWEST_FOR_ITEMS:
        return False
    return item.r < 0 or (item.r < WEAK_R and (item.p or 0) < EASY)


def figures_of(item: Figures) -> str:
    """A question's figures in a line.

    >>> from alliance_lessons.desk.report.questions import Question
    >>> figures_of(Figures(Question("x-y", "Question 1", None, 4.0), 40, 38, 0.5, -0.1, ()))
    'mean share of points 50 %, item-rest correlation −0.10, 40 learners'
    """
    parts = []
    if item.p is not None:
        parts.append(f"mean share of points {item.p:.0%}".replace("%", " %"))
    if item.r is not None:
        parts.append(f"item-rest correlation {item.r:.2f}".replace(" -", " −"))
    return ", ".join([*parts, f"{item.marked} learners"])


def _of_question(item: Figures, marked: int) -> Iterator[tuple[int, Finding]]:
    title, numbers, anchor = item.question.title, figures_of(item), item.anchor
    if item.differs:
        yield (
            0,
            Finding(
                f"{title}: marks in the gradebook are not what today's key gives.",
                "Was the key changed? Grade the assignment again.",
                f"{item.differs} learners",
                anchor,
            ),
        )
    many = item.marked >= FEWEST_FOR_ITEMS and not item.question.by_hand
    misled = misleading(item) if many else []
    turned = many and separates_badly(item) and (item.r or 0) < 0
    if misled:
        yield 1, Finding(_misled(title, misled), _check(item), _shares(misled, numbers), anchor)
    elif turned:
        yield (
            2,
            Finding(
                f"{title}: who does well elsewhere does worse here.",
                "Check the key.",
                numbers,
                anchor,
            ),
        )
    elif many and separates_badly(item):
        yield (
            4,
            Finding(
                f"{title} hardly tells strong learners from weak ones.",
                "Read it again: is a word unclear, or can two answers be defended?",
                numbers,
                anchor,
            ),
        )
    enough = item.marked >= ENOUGH_FOR_HARD
    if enough and item.p is not None and item.p < HARD and not misled and not turned:
        yield (
            3,
            Finding(
                f"{title} was hard for this cohort.",
                "Teach it again before you build on it, or look for a trap in the wording.",
                numbers,
                anchor,
            ),
        )
    empty = marked - item.answered if item.answered is not None else 0
    if enough and marked and empty / marked >= LEFT_OUT and not item.question.by_hand:
        yield (
            5,
            Finding(
                f"{title} was often left empty.",
                "Was time short, or was it not clear that it counts?",
                f"{empty} of {marked} learners gave no answer",
                anchor,
            ),
        )


def _misled(title: str, misled: list[tuple[str, Choice]]) -> str:
    if misled[0][0] == "":
        return f"{title}: strong learners choose {_short(misled[0][1].answer)}"
    named = "; ".join(f"{_short(part)} ({_short(one.answer)})" for part, one in misled[:MOST_PARTS])
    more = f"; and {len(misled) - MOST_PARTS} more" if len(misled) > MOST_PARTS else ""
    return f"{title}: strong learners mostly go wrong the same way: {named}{more}."


def _check(item: Figures) -> str:
    """Check the key, with its letter where one option is right for all."""
    right = [one.answer for one in item.choices if one.right and one.part == ""]
    letter = right[0].partition(": ")[0] if len(right) == 1 else ""
    return f"Check the key, which says {letter}." if len(letter) == 1 else "Check the key."


def _shares(misled: list[tuple[str, Choice]], numbers: str) -> str:
    shares = ", ".join(f"{one.strong:.0%}".replace("%", " %") for _, one in misled[:MOST_PARTS])
    return f"{shares} of the strong group; {numbers}"


def _short(text: str) -> str:
    return shorten(text, 70, placeholder=" …")

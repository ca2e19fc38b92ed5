"""Each question's figures, and what was chosen in it by strong and by weak learners."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from alliance_lessons.desk.report import statistics
from alliance_lessons.desk.report.answers import STRONG, WEAK, Counted, Counts
from alliance_lessons.desk.report.decisions import NO_ANSWER, answers_to, parts_of, words
from alliance_lessons.desk.report.gradebook import Marks
from alliance_lessons.desk.report.questions import Question
from alliance_lessons.items.item import keys


@dataclass(frozen=True)
class Choice:
    """One answer to one part of a question: how many gave it, of whom `right` says how many
    rightly; shares of all, of the strong and of the weak (None where there are too few).
    """

    part: str
    answer: str
    right: bool | None
    number: int
    share: float
    strong: float | None
    weak: float | None


@dataclass(frozen=True)
class Figures:
    """One question: `marked` learners have marks for it, `answered` gave an answer.

    `p` is the mean share of its points, `r` the correlation with the other questions.
    """

    question: Question
    marked: int
    answered: int | None
    p: float | None
    r: float | None
    choices: tuple[Choice, ...]
    differs: int = 0

    @property
    def anchor(self) -> str:
        """Where on the page the question is."""
        return "q-" + "".join(c if c.isalnum() else "-" for c in self.question.grade_id)

    @property
    def parts(self) -> dict[str, list[Choice]]:
        """The answers to each part."""
        found: dict[str, list[Choice]] = defaultdict(list)
        for choice in self.choices:
            found[choice.part].append(choice)
        return dict(found)


def figures(marks: Marks, asked: Sequence[Question], counts: Counts) -> list[Figures]:
    """The figures of all questions, in their order."""
    automatic = marks.automatic
    total = automatic.sum(axis=1)
    graded = marks.scores.loc[marks.learners["complete"]]
    shares = statistics.difficulty(graded, marks.cells["points"])
    choices = _choices(asked, counts)
    found = []
    for question in asked:
        name = question.grade_id
        p = r = None
        marked = counts.read
        if name in graded.columns:
            column = graded[name]
            marked = int(column.notna().sum())
            rest = total - column if name in automatic.columns else total
            if marked >= statistics.FEWEST:
                p = None if pd.isna(shares[name]) else float(shares[name])
                r = statistics.item_rest(column, rest)
            if question.by_hand:
                choices[name] = list(_levels(column.dropna()))
        answered = counts.answered[name] if question.item else None
        found.append(
            Figures(question, marked, answered, p, r, tuple(choices[name]), counts.differs[name])
        )
    return found


def _choices(asked: Sequence[Question], counts: Counts) -> dict[str, list[Choice]]:
    """What was counted, in the order in which learners see it, answers not given left out."""
    total = sum(counts.groups.values())
    seen: dict[Counted, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for (counted, group), number in counts.decisions.items():
        seen[counted][group] += number
    by_question: dict[str, list[Counted]] = defaultdict(list)
    for counted in seen:
        by_question[counted.grade_id].append(counted)
    found: dict[str, list[Choice]] = defaultdict(list)
    for question in asked if total else ():
        item = question.item
        by_question[question.grade_id] += _never_chosen(question, seen, counts)
        for counted in sorted(
            by_question[question.grade_id], key=lambda one: _place(question, one)
        ):
            assert item is not None
            groups = seen[counted]
            part, answer = words(item, counted.part, counted.answer)
            number = sum(groups.values())
            strong, weak = (
                groups[one] / counts.groups[one]
                if counts.groups[one] >= statistics.FEWEST
                else None
                for one in (STRONG, WEAK)
            )
            share = number / total
            found[question.grade_id].append(
                Choice(part, answer, counted.right, number, share, strong, weak)
            )
    return found


def _never_chosen(question: Question, seen: Iterable[Counted], counts: Counts) -> Iterator[Counted]:
    """Options that nobody chose: a distractor that misleads no one, or a key that no one finds."""
    item, name = question.item, question.grade_id
    if item is not None and item.kind == "choice":
        chosen = {one.answer for one in seen if one.grade_id == name}
        for option in keys(item.options):
            if option not in chosen:
                right = (name, option) in counts.keys if question.points else None
                yield Counted(name, "", option, right)


def _place(question: Question, counted: Counted) -> tuple[int, int, bool]:
    item = question.item
    assert item is not None
    parts = parts_of(item)
    answers = [*answers_to(item, counted.part), NO_ANSWER]
    return (
        parts.index(counted.part) if counted.part in parts else -1,
        answers.index(counted.answer),
        not counted.right,
    )


def _levels(scores: pd.Series) -> Iterator[Choice]:
    """How often each mark was given by hand, the highest first."""
    if len(scores) < statistics.FEWEST:
        return
    counted = scores.value_counts().sort_index(ascending=False)
    for score, number in counted.items():
        share = int(number) / len(scores)
        yield Choice("", f"{score:g} points", None, int(number), share, None, None)

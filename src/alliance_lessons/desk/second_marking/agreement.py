"""How far two markers agree: counts first, then kappa, then what to do about it.

Kappa is Cohen's, weighted by the square of the distance in levels (Cohen 1968, Psychological
Bulletin 70: 213-220): 1 is full agreement, 0 what chance alone would give.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alliance_lessons.desk.course_directory import Course
from alliance_lessons.desk.second_marking.marks_file import marks_file, read_marks
from alliance_lessons.desk.second_marking.sample import Criterion, Sample, saved
from alliance_lessons.errors import CourseError

FEW = 30  # texts; below, one mark more or less moves kappa a lot
FAR = 2  # levels apart: worth a talk
ALIKE, MOSTLY, PARTLY = 0.8, 0.6, 0.4


@dataclass(frozen=True)
class Apart:
    """A text whose two marks lie levels apart."""

    number: int
    first: float
    second: float


@dataclass(frozen=True)
class Agreement:
    """Of one criterion: of `n` texts `exact` got the same level twice, `adjacent` one next to it.

    `kappa` is None where it can't be worked out; `reading` says why, or what it means, and
    `warning` is empty when there are texts enough. `left_out` are numbers of texts whose
    first mark is no level.
    """

    title: str
    n: int
    exact: int
    adjacent: int
    kappa: float | None
    reading: str
    warning: str
    apart: tuple[Apart, ...] = ()
    left_out: tuple[int, ...] = ()


@dataclass(frozen=True)
class SecondMarking:
    """What came of a sample: `missing` marks are still to come, of `texts` in the sample."""

    sample: Sample
    criteria: tuple[Agreement, ...]
    missing: int

    @property
    def texts(self) -> int:
        """How many texts were drawn."""
        return len(self.sample.texts)


def agreement(course: Course) -> SecondMarking | None:
    """The agreement of an assignment's two markers; None where no sample was drawn.

    Raises CourseError where the second marker's file can't be read.
    """
    sample = saved(course)
    if sample is None:
        return None
    path = marks_file(course)
    if not path.is_file():
        raise CourseError(f"{path} is missing; bring it back, it is what the second marker fills.")
    marks = read_marks(path, sample)
    compared = tuple(_compare(one, sample, marks[one.name]) for one in sample.criteria)
    given = sum(map(len, marks.values()))
    return SecondMarking(sample, compared, len(sample.texts) * len(sample.criteria) - given)


def weighted_kappa(
    first: Sequence[float], second: Sequence[float], levels: Sequence[float]
) -> float | None:
    """Quadratic-weighted kappa on levels from the lowest to the highest.

    None where nothing can be compared: no marks, or one and the same level throughout.

    >>> weighted_kappa([15, 10, 5, 0], [15, 10, 5, 5], [0, 5, 10, 15])
    0.875
    >>> weighted_kappa([10, 10], [10, 10], [0, 5, 10, 15]) is None
    True
    """
    if len({*first, *second}) < 2:
        return None
    from sklearn.metrics import cohen_kappa_score

    place = {level: number for number, level in enumerate(levels)}
    pair = [place[one] for one in first], [place[one] for one in second]
    labels = list(range(len(levels)))
    return round(float(cohen_kappa_score(*pair, labels=labels, weights="quadratic")), 12)


def _compare(criterion: Criterion, sample: Sample, second: Mapping[int, float]) -> Agreement:
    levels = criterion.levels
    both = [
        Apart(text.number, text.marks[criterion.name], second[text.number])
        for text in sample.texts
        if text.number in second
    ]
    pairs = [one for one in both if one.first in levels]
    steps = [abs(levels.index(one.first) - levels.index(one.second)) for one in pairs]
    first, other = [one.first for one in pairs], [one.second for one in pairs]
    kappa = weighted_kappa(first, other, levels)
    exact = steps.count(0)
    far = [one for one, step in zip(pairs, steps, strict=True) if step >= FAR]
    return Agreement(
        criterion.title,
        len(pairs),
        exact,
        steps.count(1),
        kappa,
        _reading(kappa, first, other, exact),
        _warning(len(pairs)),
        tuple(sorted(far, key=lambda one: one.number)),
        tuple(sorted(one.number for one in both if one.first not in levels)),
    )


def _reading(
    kappa: float | None, first: Sequence[float], second: Sequence[float], exact: int
) -> str:
    if not first:
        return "No text has two marks yet."
    if kappa is None:
        return (
            f"Both markers gave every text the same level, {first[0]:g}: full agreement, but no "
            "kappa, which needs texts that differ."
        )
    if min(len(set(first)), len(set(second))) == 1:
        return (
            "One marker gave every text the same level, so kappa is 0 whatever the other did; "
            "look at the counts, and at the anchors together."
        )
    if kappa >= ALIKE:
        return "The two read this criterion alike."
    if kappa >= MOSTLY:
        return "The two mostly read it alike; talk about the texts on which they differ."
    if kappa < PARTLY and exact >= 0.8 * len(first):
        return (
            "Most marks are the same, but nearly all lie at one level, which pulls kappa down; "
            "talk about the texts on which they differ."
        )
    if kappa >= PARTLY:
        return (
            "The two read it differently in places; settle on the anchors, and look again at "
            "what lies between two levels."
        )
    return (
        "The two do not read it alike; settle on the anchors and mark all texts again before "
        "marks go out."
    )


def _warning(n: int) -> str:
    if not 0 < n < FEW:
        return ""
    texts = "one text" if n == 1 else f"{n} texts"
    return f"Only {texts}: one other mark could move kappa a lot, so go by the texts themselves."

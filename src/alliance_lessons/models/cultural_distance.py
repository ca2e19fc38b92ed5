"""The distance of two profiles as one number (model S8), after Kogut and Singh (1988).

With scores x and y on n dimensions and V, the variance of each dimension over all profiles that
are compared, the distance is  (1/n) sum (x - y)^2 / V:  each difference counts in the measure of
what is usual for its dimension, squared, and all dimensions count alike. We have the formula
second hand; Kogut and Singh used it for the cultures of countries, which this course does not.

What the number can't tell, and what is said against it:

- It is the same in both directions, so it hides who would have to do what; the hidden
  assumptions of the idea are the subject of Shenkar (2001).
- It treats dimensions as independent: where two go together, one difference counts twice. The
  distance of Mahalanobis takes covariances into account; where all of them are zero, this is its
  square divided by n (Kandogan 2012).
- It is a square (Konara and Mohr 2019): twice the difference gives four times the number.
- It is made of averages, and knows nothing of the spread of people around them.
- It weighs every dimension alike, whatever the work at hand depends on.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import variance

from alliance_lessons.models._checks import require_finite


def distance_parts(
    one: Sequence[float], other: Sequence[float], variances: Sequence[float]
) -> tuple[float, ...]:
    """What each dimension adds: the squared difference over the variance of the dimension.

    All three are given dimension by dimension, in the same order. Raises `ValueError` where the
    lengths differ or are zero, and where a number is not finite or a variance not above 0.

    >>> distance_parts((2, 5), (4, 5), variances=(2, 1))
    (2.0, 0.0)
    """
    if not len(one) == len(other) == len(variances):
        raise ValueError(
            f"{len(one)} scores, {len(other)} scores and {len(variances)} variances: give one of "
            "each for every dimension."
        )
    if not one:
        raise ValueError("There are no scores: give at least one dimension.")
    for place, (score, its_score, spread) in enumerate(zip(one, other, variances, strict=True)):
        require_finite(score=score, other_score=its_score, variance=spread)
        if spread <= 0:
            raise ValueError(
                f"The variance of dimension {place} is {spread}: leave out a dimension on which "
                "nobody differs."
            )
    return tuple(
        (score - its_score) ** 2 / spread
        for score, its_score, spread in zip(one, other, variances, strict=True)
    )


def cultural_distance(
    one: Sequence[float], other: Sequence[float], variances: Sequence[float]
) -> float:
    """The mean of `distance_parts`, from 0 (the same profile) up; it has no unit and no end.

    Raises `ValueError` as `distance_parts` does.

    >>> a, b = (60, 35, 70, 40), (30, 80, 40, 60)
    >>> round(cultural_distance(a, b, variances=(400, 500, 450, 380)), 6)
    2.338158
    """
    parts = distance_parts(one, other, variances)
    return sum(parts) / len(parts)


def variances_of(profiles: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """The variance of each dimension over some profiles, with one less than their number below.

    With these variances the mean distance over all pairs of the profiles is exactly 2, so 2 is
    what an average pair has. Raises `ValueError` below two profiles, or where lengths differ.

    >>> variances_of([(1, 4), (3, 4), (5, 7)])
    (4, 3)
    """
    if len(profiles) < 2 or len({len(profile) for profile in profiles}) > 1:
        raise ValueError("Give two profiles or more, each with the same dimensions.")
    return tuple(variance(scores) for scores in zip(*profiles, strict=True))

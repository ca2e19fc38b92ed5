"""How much of the difference between people lies between their groups: intraclass correlation.

The one-way estimator and its interval are those of Shrout and Fleiss (1979), Psychological
Bulletin 86, 420-428, for their case 1, also given by McGraw and Wong (1996), Psychological
Methods 1, 30-46; read second hand, through the documentation of the R package psych. The interval
is exact where scores lie normally and groups are of one size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, variance

from alliance_lessons.models._checks import require_finite
from alliance_lessons.models.f_distribution import f_quantile


@dataclass(frozen=True)
class Share:
    """The share of the variance that lies between groups, with its interval.

    1: people of one group are alike, and groups differ. 0: a group tells nothing of its people.
    An estimate from few people may fall below 0.
    """

    estimate: float
    low: float
    high: float


def share_between(groups: Sequence[Sequence[float]], sure: float = 0.95) -> Share:
    """Intraclass correlation ICC(1) of groups of one size, and its interval.

    (B - W) / (B + (n - 1) W), with B and W the mean squares between and within groups of n.
    `sure` is how often such an interval holds the true share, between 0 and 1. Raises
    `ValueError` for fewer than two groups, groups of fewer than two or of several sizes, and
    where nobody differs from anybody in the same group.

    >>> share = share_between([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8],
    ...                        [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]])
    >>> round(share.estimate, 2), round(share.low, 2), round(share.high, 2)
    (0.17, -0.13, 0.72)
    """
    sizes = {len(group) for group in groups}
    if len(groups) < 2 or len(sizes) != 1 or min(sizes) < 2:
        raise ValueError("The groups don't fit: give two at least, all of one size, two or more.")
    if not 0 < sure < 1:
        raise ValueError(f"sure is {sure}: give a number between 0 and 1.")
    size = sizes.pop()
    between = size * variance(fmean(group) for group in groups)
    within = fmean(variance(group) for group in groups)
    require_finite(between=between, within=within)
    if within == 0:
        raise ValueError("Nobody differs within a group: the share can't be estimated.")
    ratio = between / within
    df = (len(groups) - 1, len(groups) * (size - 1))
    tail = (1 + sure) / 2
    return Share(
        _share(ratio, size),
        _share(ratio / f_quantile(tail, *df), size),
        _share(ratio * f_quantile(tail, *reversed(df)), size),
    )


def _share(ratio: float, size: int) -> float:
    """From F, the ratio of the mean squares, to the share."""
    return (ratio - 1) / (ratio + size - 1)

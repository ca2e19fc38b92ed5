"""The figures of classical item analysis, on a table with a row a learner and a column an item.

A figure that has no meaning for its data (nobody differs, too few rows) is None, never nan.
"""

import math
import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

EXTREME = 0.27  # of the learners at each end
NOTHING = 1e-9  # below this two marks are the same
FEWEST, FEWEST_FOR_ITEMS = 5, 30  # learners for any figure, and for a verdict on an item
BANDS = (  # Ebel & Frisbie, Essentials of Educational Measurement, 5th ed. 1991, chapter 13
    (0.40, "separates very well"),
    (0.30, "separates well"),
    (0.20, "separates a little"),
    (0.00, "hardly separates"),
    (-1.0, "goes the wrong way: check the key"),
)


@dataclass(frozen=True)
class Interval:
    """Where a figure may well lie, had other learners of the same kind been asked."""

    low: float
    high: float


def difficulty(marks: pd.DataFrame, points: pd.Series) -> pd.Series:
    """Each item's p: the mean share of its points; for right or wrong, the share who have it.

    >>> difficulty(pd.DataFrame({"a": [4, 0], "b": [1, 1]}), pd.Series({"a": 4, "b": 2})).to_dict()
    {'a': 0.5, 'b': 0.5}
    """
    return (marks.mean() / points.where(points > 0)).reindex(marks.columns)


def item_rest(item: pd.Series, rest: pd.Series) -> float | None:
    """The correlation of an item with the sum of the other items.

    Corrected, that is without the item itself (Henrysson 1963, Psychometrika 28, 211-218).

    >>> item_rest(pd.Series([0, 0, 1, 1]), pd.Series([1, 2, 3, 4]))
    0.8944271909999159
    >>> item_rest(pd.Series([1, 1, 1, 1]), pd.Series([1, 2, 3, 4])) is None
    True
    """
    both = pd.DataFrame({"item": item, "rest": rest}).dropna()
    if len(both) < 3 or both.std().min() < NOTHING:
        return None
    return _within(float(both["item"].corr(both["rest"])), -1.0, 1.0)


def alpha(marks: pd.DataFrame) -> float | None:
    """Cronbach's alpha (1951, Psychometrika 16, 297-334); for marks of 0 and 1 this is KR-20.

    >>> alpha(pd.DataFrame({"a": [0, 1, 2], "b": [0, 1, 2]}))
    1.0
    >>> alpha(pd.DataFrame({"a": [1, 1, 1], "b": [2, 2, 2]})) is None
    True
    """
    if min(marks.shape) < 2:
        return None
    found = float(_alphas(marks.to_numpy(float)))
    return None if math.isnan(found) else min(found, 1.0)


def alpha_interval(marks: pd.DataFrame, seed: int, draws: int = 1000) -> Interval | None:
    """A 95 % percentile bootstrap interval of alpha: learners drawn again with replacement.

    None where alpha is, and where too few learners differ for every draw to have an alpha.

    >>> alpha_interval(pd.DataFrame({"a": [1, 1, 1], "b": [2, 2, 2]}), seed=1) is None
    True
    """
    from scipy.stats import DegenerateDataWarning, bootstrap

    if alpha(marks) is None:
        return None
    table = marks.to_numpy(float)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DegenerateDataWarning)  # said by None below
        found = bootstrap(
            (np.arange(len(table)),),
            lambda rows, axis: _alphas(table[rows]),
            n_resamples=draws,
            batch=max(1, 1_000_000 // table.size),  # keeps a thousand draws of many learners small
            vectorized=True,
            axis=-1,
            method="percentile",
            rng=np.random.default_rng(seed),
        )
    if np.isnan(found.bootstrap_distribution).any():
        return None
    low, high = found.confidence_interval
    return Interval(float(low), min(1.0, float(high)))


def strong_and_weak(totals: pd.Series) -> tuple[pd.Index, pd.Index]:
    """The upper and the lower 27 % by their marks (Kelley 1939, J. Educ. Psych. 30, 17-24).

    Equal marks stay together, so the groups may be larger. Both are empty where they would
    meet or hold fewer than five.

    >>> strong, weak = strong_and_weak(pd.Series(range(20)))
    >>> list(strong), list(weak)
    ([15, 16, 17, 18, 19], [0, 1, 2, 3, 4])
    """
    number = round(EXTREME * len(totals))
    none = totals.index[:0]
    if number < FEWEST:
        return none, none
    ordered = np.sort(totals.to_numpy(float))
    low, high = ordered[number - 1], ordered[-number]
    if high - low < NOTHING:
        return none, none
    return totals.index[totals >= high - NOTHING], totals.index[totals <= low + NOTHING]


def band(correlation: float) -> str:
    """What an item-rest correlation says about an item, in the bands of Ebel and Frisbie.

    >>> band(0.41), band(0.2), band(-0.1)
    ('separates very well', 'separates a little', 'goes the wrong way: check the key')
    """
    return next((words for least, words in BANDS if correlation >= least), BANDS[-1][1])


def _alphas(tables: Any) -> Any:
    """Alpha of the last two axes, learners and items; nan where nobody differs."""
    items = tables.shape[-1]
    total = tables.sum(axis=-1).var(axis=-1)
    single = tables.var(axis=-2).sum(axis=-1)
    total = np.where(total > NOTHING, total, np.nan)
    return items / (items - 1) * (1 - single / total)


def _within(value: float, low: float, high: float) -> float | None:
    return None if math.isnan(value) else max(low, min(high, value))

"""The F distribution, for intervals: how likely a ratio of two mean squares is.

By the incomplete beta function and its continued fraction: NIST Digital Library of Mathematical
Functions, 8.17.22, evaluated by Lentz's method. Written here because Python's standard library
has no F distribution, and the in-browser edition no scipy.
"""

from __future__ import annotations

from math import exp, lgamma, log

from alliance_lessons.models._checks import require_count, require_finite

STEPS, CLOSE, TINY = 500, 1e-15, 1e-300
HALVINGS = 60  # as fine as a float is


def f_below(ratio: float, above: int, below: int) -> float:
    """The chance of an F below `ratio`, with `above` and `below` degrees of freedom.

    >>> round(f_below(1.0, 5, 5), 6)
    0.5
    """
    require_count(above=above, below=below)
    require_finite(ratio=ratio)
    if ratio <= 0:
        return 0.0
    odds = above / below * ratio
    return _incomplete_beta(above / 2, below / 2, odds / (1 + odds), 1 / (1 + odds))


def f_quantile(chance: float, above: int, below: int) -> float:
    """The F below which a share `chance` of all lies; tables print it as 2.71 for this one.

    >>> round(f_quantile(0.95, 5, 20), 2)
    2.71
    """
    if not 0 < chance < 1:
        raise ValueError(f"chance is {chance}: give a number between 0 and 1.")
    low, high = 0.0, 1.0
    while f_below(high, above, below) < chance:
        low, high = high, 2 * high
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if f_below(middle, above, below) < chance:
            low = middle
        else:
            high = middle
    return high


def _incomplete_beta(a: float, b: float, x: float, rest: float) -> float:
    """The regularised incomplete beta function; by its mirror where the fraction is slow.

    `rest` is 1 - x, which can't be had from an x so near to 1 that it is rounded.
    """
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(b, a, rest, x)
    if x == 0:
        return 0.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(rest))
    return front / (a * _fraction(a, b, x))


def _fraction(a: float, b: float, x: float) -> float:
    """1 + d1/(1 + d2/(1 + ...)), the terms d being those of DLMF 8.17.23."""
    value, up, down = 1.0, 1.0, 0.0
    for step in range(1, STEPS):
        half = step // 2
        if step % 2:
            term = -(a + half) * (a + b + half) / ((a + step - 1) * (a + step))
        else:
            term = half * (b - half) / ((a + step - 1) * (a + step))
        down = 1 / ((1 + term * x * down) or TINY)
        up = (1 + term * x / up) or TINY
        value *= up * down
        if abs(up * down - 1) < CLOSE:
            break
    return value

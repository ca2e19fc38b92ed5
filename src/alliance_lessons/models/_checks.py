"""Refuse an impossible number in one sentence that names it and says how to mend it."""

from __future__ import annotations

from fractions import Fraction
from math import isfinite


def require_finite(**numbers: float | Fraction) -> None:
    """Refuse infinities and not-a-number.

    >>> require_finite(cost=2.0)
    >>> require_finite(cost=float("nan"))
    Traceback (most recent call last):
    ValueError: cost is nan: give a finite number.
    """
    for name, number in numbers.items():
        if not isfinite(number):
            raise ValueError(f"{name} is {number}: give a finite number.")


def require_probability(**numbers: float | Fraction) -> None:
    """Refuse what is no probability.

    >>> require_probability(noise=0.05)
    >>> require_probability(noise=5)
    Traceback (most recent call last):
    ValueError: noise is 5: give a probability from 0 to 1.
    """
    for name, number in numbers.items():
        if not 0 <= number <= 1:
            raise ValueError(f"{name} is {number}: give a probability from 0 to 1.")


def require_patience(patience: float) -> None:
    """Refuse a patience outside [0, 1): at 1 the value of a steady future is infinite.

    >>> require_patience(0.9)
    >>> require_patience(1)
    Traceback (most recent call last):
    ValueError: patience is 1: give a number from 0 to just below 1.
    """
    if not 0 <= patience < 1:
        raise ValueError(f"patience is {patience}: give a number from 0 to just below 1.")


def require_count(**numbers: int) -> None:
    """Refuse a count below one.

    >>> require_count(rounds=10)
    >>> require_count(rounds=0)
    Traceback (most recent call last):
    ValueError: rounds is 0: give a whole number of at least 1.
    """
    for name, number in numbers.items():
        if number < 1:
            raise ValueError(f"{name} is {number}: give a whole number of at least 1.")

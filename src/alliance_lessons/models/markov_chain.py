"""How often a random process visits each of its states in the long run, exactly.

Textbooks ask for the stationary distribution x = x P. It is unique only when the chain has a
single recurrent class; without noise, two strategies may settle into one of several. What always
exists is the long-run share of time spent in each state, given the start. It is the one x with

    x (I - P) = 0            nothing changes any more, and
    start - x = y (I - P)    for some y: x is where this start leads.

The two have exactly one common solution, periodic chains included, because no stochastic matrix
has a Jordan chain longer than one at the eigenvalue 1 (Kemeny & Snell 1960). Rank is decided by
comparing with zero, so the numbers are fractions and not floats.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm
from operator import mul
from typing import TypeAlias, TypeVar

Row: TypeAlias = Sequence[Fraction]
Number = TypeVar("Number", int, Fraction)


def long_run_shares(start: Row, transitions: Sequence[Row]) -> tuple[Fraction, ...]:
    """Return the share of time in each state, from `start` and with `transitions`.

    `start` is the distribution of the first state, n probabilities; `transitions[i][j]` is the
    probability of going from state i to state j, n by n. The shares add up to 1. Raises
    `ValueError` when a distribution has negative parts, another length or another sum.

    >>> half, one, zero = Fraction(1, 2), Fraction(1), Fraction(0)
    >>> stay_or_swap = [[one, zero, zero], [zero, zero, one], [zero, one, zero]]
    >>> [str(share) for share in long_run_shares([half, half, zero], stay_or_swap)]
    ['1/2', '1/4', '1/4']
    """
    for row in (start, *transitions):
        if len(row) != len(transitions) or sum(row) != 1 or min(row) < 0:
            raise ValueError(
                f"{[str(part) for part in row]} is no distribution over {len(transitions)} "
                "states: give that many non-negative fractions which add up to 1."
            )
    # In whole numbers, which are quicker: B = scale * (I - P). Put x = start - y (I - P) into
    # x (I - P) = 0, and solve y B^2 = scale * start B for y.
    scale = lcm(*(part.denominator for row in (start, *transitions) for part in row))
    begun = [int(scale * part) for part in start]
    change = [
        [int(scale * ((i == j) - chance)) for j, chance in enumerate(row)]
        for i, row in enumerate(transitions)
    ]
    squared = [_times(row, change) for row in change]
    y = _solve(list(zip(*squared, strict=True)), _times(begun, change))
    return tuple((a - b) / scale for a, b in zip(begun, _times(y, change), strict=True))


def _times(row: Sequence[Number], matrix: Sequence[Sequence[int]]) -> list[Number]:
    """Return the row times the matrix."""
    columns = zip(*matrix, strict=True)
    return [sum(map(mul, row, column), start=0 * row[0]) for column in columns]


def _solve(equations: Sequence[Sequence[int]], values: Sequence[int]) -> list[Fraction]:
    """Return a solution of consistent equations by elimination; free unknowns are zero."""
    rows = [[*equation, value] for equation, value in zip(equations, values, strict=True)]
    pivots: list[int] = []
    for column in range(len(equations[0])):
        top = len(pivots)
        found = next((i for i in range(top, len(rows)) if rows[i][column]), None)
        if found is not None:
            rows[top], rows[found] = rows[found], rows[top]
            pivot = rows[top]
            rows = [row if row is pivot else _eliminate(column, row, pivot) for row in rows]
            pivots.append(column)
    solution = [Fraction()] * len(equations[0])
    for row, column in zip(rows, pivots, strict=False):
        solution[column] = Fraction(row[-1], row[column])
    return solution


def _eliminate(column: int, row: Sequence[int], pivot: Sequence[int]) -> list[int]:
    """Return the row freed of its entry in `column`, in its smallest whole numbers."""
    freed = [pivot[column] * a - row[column] * b for a, b in zip(row, pivot, strict=True)]
    divisor = gcd(*freed) or 1
    return [entry // divisor for entry in freed]

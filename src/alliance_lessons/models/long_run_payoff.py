"""What two memory-one strategies earn a round in the long run, when moves sometimes go wrong.

A round has four outcomes, and with memory-one strategies the next one depends on the last one
only: a Markov chain of four states (Nowak & Sigmund 1993). With noise between 0 and 1 every
outcome can follow every other, and the first moves do not matter. Without noise the pair may be
caught in different habits; then the result is that of the strategies' own first moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from alliance_lessons.models._checks import require_probability
from alliance_lessons.models.markov_chain import long_run_shares
from alliance_lessons.models.prisoners_dilemma import STANDARD, Move, Payoffs
from alliance_lessons.models.strategy import MemoryOne, Probability, Strategy

C, D = Move.COOPERATE, Move.DEFECT
OUTCOMES = ((C, C), (C, D), (D, C), (D, D))
"""The outcomes of a round, first player's move first, in the order of `LongRun.shares`."""


@dataclass(frozen=True)
class LongRun:
    """Points a round for each player, and the share of rounds with each of `OUTCOMES`."""

    points: tuple[float, float]
    shares: tuple[float, float, float, float]


def long_run_payoff(
    first: Strategy | MemoryOne,
    second: Strategy | MemoryOne,
    *,
    noise: float = 0.0,
    payoffs: Payoffs = STANDARD,
) -> LongRun:
    """Return what each of the two earns a round, averaged over an endless match.

    `noise` is the probability that a move is carried out the other way round. The result is
    computed in exact fractions and rounded once, at the end. Raises `ValueError` for a strategy
    that looks back further than one round, or a noise that is no probability.

    >>> from alliance_lessons.models.strategies import TIT_FOR_TAT
    >>> long_run_payoff(TIT_FOR_TAT, TIT_FOR_TAT).points
    (3.0, 3.0)
    >>> long_run_payoff(TIT_FOR_TAT, TIT_FOR_TAT, noise=0.01).points
    (2.25, 2.25)
    """
    require_probability(noise=noise)
    one, two, slip = _memory_one(first), _memory_one(second), _exact(noise)

    def carried_out(meant: Probability) -> Fraction:
        chance = _exact(meant)
        return chance * (1 - slip) + (1 - chance) * slip

    def outcomes(meant: Probability, partner_meant: Probability) -> list[Fraction]:
        p, q = carried_out(meant), carried_out(partner_meant)
        return [p * q, p * (1 - q), (1 - p) * q, (1 - p) * (1 - q)]

    start = outcomes(one.first, two.first)
    transitions = [outcomes(one.chance_after(a, b), two.chance_after(b, a)) for a, b in OUTCOMES]
    cc, cd, dc, dd = long_run_shares(start, transitions)
    t, r, p, s = (
        _exact(points)
        for points in (payoffs.temptation, payoffs.reward, payoffs.punishment, payoffs.sucker)
    )
    return LongRun(
        points=(
            float(cc * r + cd * s + dc * t + dd * p),
            float(cc * r + cd * t + dc * s + dd * p),
        ),
        shares=(float(cc), float(cd), float(dc), float(dd)),
    )


def _memory_one(strategy: Strategy | MemoryOne) -> MemoryOne:
    rule = strategy.rule if isinstance(strategy, Strategy) else strategy
    if isinstance(rule, MemoryOne):
        return rule
    name = strategy.name if isinstance(strategy, Strategy) else "This rule"
    raise ValueError(f"{name} looks back further than one round: play a long match instead.")


def _exact(number: Probability) -> Fraction:
    """Read a number as it is written: 0.1 is a tenth, which also keeps the fractions short."""
    return Fraction(str(number))

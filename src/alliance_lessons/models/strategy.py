"""What a strategy is: a rule from what both sides have done so far to the next move.

A strategy keeps no state. It sees both histories and, should it need chance, the generator it is
handed; so the same histories and the same seed always give the same move.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from random import Random
from typing import TypeAlias

from alliance_lessons.models._checks import require_probability
from alliance_lessons.models.prisoners_dilemma import Move

Probability: TypeAlias = float | Fraction
History: TypeAlias = Sequence[Move]
"""The moves one side has carried out, oldest first."""

Rule: TypeAlias = Callable[[History, History, Random], Move]
"""From my history, the partner's history and a source of chance to my next move."""


@dataclass(frozen=True)
class MemoryOne:
    """A rule that looks back one round: the probability of cooperating after each outcome.

    `first` is for the first round; `cc`, `cd`, `dc` and `dd` follow a round in which *I* played
    the first letter and the partner the second. Raises `ValueError` for what is no probability.
    Source: Nowak & Sigmund (1993) describe strategies in this way.

    >>> tit_for_tat = MemoryOne(first=1, cc=1, cd=0, dc=1, dd=0)
    >>> tit_for_tat([Move.COOPERATE], [Move.DEFECT], Random(1)).name
    'DEFECT'
    """

    first: Probability
    cc: Probability
    cd: Probability
    dc: Probability
    dd: Probability

    def __post_init__(self) -> None:
        require_probability(**asdict(self))

    def chance_after(self, mine: Move, theirs: Move) -> Probability:
        """Return the probability that I cooperate after a round of `mine` against `theirs`."""
        if mine is Move.COOPERATE:
            return self.cc if theirs is Move.COOPERATE else self.cd
        return self.dc if theirs is Move.COOPERATE else self.dd

    def __call__(self, own: History, other: History, rng: Random) -> Move:
        """Return the next move, drawn from `rng`."""
        chance = self.chance_after(own[-1], other[-1]) if own else self.first
        return Move.COOPERATE if rng.random() < chance else Move.DEFECT


@dataclass(frozen=True)
class Strategy:
    """A named rule, with what a debrief says of it.

    `name` is the field's usual name, `description` one sentence in plain English, `source` who
    described it, or "our own design".

    >>> trusting = Strategy("Trusting", "Always cooperates.", "our own design",
    ...                     lambda own, other, rng: Move.COOPERATE)
    >>> trusting.next_move([], [], Random(1)).name
    'COOPERATE'
    """

    name: str
    description: str
    source: str
    rule: Rule

    def next_move(self, own: History, other: History, rng: Random) -> Move:
        """Return the move this strategy intends after the two histories."""
        return self.rule(own, other, rng)

"""One round of the prisoner's dilemma: two moves, and the points they bring.

Source: the payoffs 5, 3, 1, 0 and their two conditions are those of Axelrod (1984).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from alliance_lessons.models._checks import require_finite


class Move(StrEnum):
    """What a player does in one round.

    >>> "".join([Move.COOPERATE, Move.DEFECT])
    'CD'
    >>> Move.COOPERATE.opposite is Move.DEFECT
    True
    """

    COOPERATE = "C"
    DEFECT = "D"

    @property
    def opposite(self) -> Move:
        """The other move."""
        return Move.DEFECT if self is Move.COOPERATE else Move.COOPERATE


@dataclass(frozen=True)
class Payoffs:
    """Points for one round, a player's own result for each pair of moves.

    `temptation` (T) for defecting on a cooperator, `reward` (R) when both cooperate,
    `punishment` (P) when both defect, `sucker` (S) for cooperating with a defector.

    Raises `ValueError` unless T > R > P > S, so that defecting tempts, and 2R > T + S, so that
    taking turns at exploiting each other is no better than cooperating.

    >>> Payoffs().points(Move.DEFECT, Move.COOPERATE)
    5
    """

    temptation: float = 5
    reward: float = 3
    punishment: float = 1
    sucker: float = 0

    def __post_init__(self) -> None:
        require_finite(
            temptation=self.temptation,
            reward=self.reward,
            punishment=self.punishment,
            sucker=self.sucker,
        )
        if not self.temptation > self.reward > self.punishment > self.sucker:
            raise ValueError(
                f"{self} is no prisoner's dilemma: "
                "choose temptation > reward > punishment > sucker."
            )
        if not 2 * self.reward > self.temptation + self.sucker:
            raise ValueError(
                f"{self} rewards taking turns: choose twice the reward above temptation + sucker."
            )

    def points(self, mine: Move, theirs: Move) -> float:
        """Return my points when I play `mine` and the partner plays `theirs`."""
        if mine is Move.COOPERATE:
            return self.reward if theirs is Move.COOPERATE else self.sucker
        return self.temptation if theirs is Move.COOPERATE else self.punishment


STANDARD = Payoffs()
"""Axelrod's payoffs: 5, 3, 1, 0."""

"""Everybody meets everybody, and a copy of itself: which strategies do well in which company?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from random import Random
from statistics import fmean

from alliance_lessons.models.iterated_game import play_match
from alliance_lessons.models.prisoners_dilemma import STANDARD, Payoffs
from alliance_lessons.models.strategy import Strategy


@dataclass(frozen=True)
class RoundRobin:
    """The table: `scores[i][j]` is what `names[i]` won in its match against `names[j]`."""

    names: tuple[str, ...]
    scores: tuple[tuple[float, ...], ...]

    @property
    def ranking(self) -> tuple[tuple[str, float], ...]:
        """Each name with its mean score a match, best first; equals stay in the table's order."""
        means = [fmean(row) for row in self.scores]
        table = zip(self.names, means, strict=True)
        return tuple(sorted(table, key=lambda entry: -entry[1]))


def round_robin(
    strategies: Sequence[Strategy],
    *,
    rounds: int,
    seed: int,
    noise: float = 0.0,
    payoffs: Payoffs = STANDARD,
) -> RoundRobin:
    """Play one match for each pair, self-play included; a match with a copy counts once.

    Raises `ValueError` when there is nobody, when two share a name, and as `play_match` does.
    Source: the design of Axelrod's tournaments (1980, 1984).

    >>> from alliance_lessons.models.strategies import ALWAYS_DEFECT, TIT_FOR_TAT
    >>> table = round_robin([ALWAYS_DEFECT, TIT_FOR_TAT], rounds=10, seed=1)
    >>> table.scores
    ((10, 14), (9, 30))
    >>> table.ranking
    (('Tit for Tat', 19.5), ('Always Defect', 12.0))
    """
    names = tuple(strategy.name for strategy in strategies)
    if not names or len(set(names)) < len(names):
        raise ValueError("A round robin needs players with names of their own: list each one once.")
    won: dict[tuple[int, int], float] = {}
    for i, j in combinations_with_replacement(range(len(names)), 2):
        match_seed = Random(f"{seed}: {names[i]} meets {names[j]}").getrandbits(64)
        match = play_match(
            strategies[i],
            strategies[j],
            rounds=rounds,
            seed=match_seed,
            noise=noise,
            payoffs=payoffs,
        )
        won[j, i] = match.scores[1]
        won[i, j] = match.scores[0]  # last, so that a match with a copy counts for the first seat
    everyone = range(len(names))
    return RoundRobin(names, tuple(tuple(won[i, j] for j in everyone) for i in everyone))

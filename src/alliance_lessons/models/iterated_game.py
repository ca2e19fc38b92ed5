"""A match of many rounds, in which a move sometimes goes wrong on its way.

Noise is *execution* noise: with this probability a move is carried out the other way round. Both
sides see, remember and are paid for what was carried out; what was intended is kept for the
debrief. (Misreading a partner's right move is another error, and not modelled here.)

Chance is drawn from three streams of one seed: one for slips, one for each player. So a seed has
its slips in the same rounds whatever is played, and a higher noise only adds slips.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, islice
from random import Random

from alliance_lessons.models._checks import require_count, require_probability
from alliance_lessons.models.prisoners_dilemma import STANDARD, Move, Payoffs
from alliance_lessons.models.strategy import Strategy


@dataclass(frozen=True)
class Round:
    """One round; each pair is (first player, second player).

    >>> C, D = Move.COOPERATE, Move.DEFECT
    >>> Round(intended=(C, C), carried_out=(C, D), points=(0, 5)).slips
    (False, True)
    """

    intended: tuple[Move, Move]
    carried_out: tuple[Move, Move]
    points: tuple[float, float]

    @property
    def slips(self) -> tuple[bool, bool]:
        """Whose move was carried out otherwise than intended."""
        meant, done = self.intended, self.carried_out
        return meant[0] is not done[0], meant[1] is not done[1]


@dataclass(frozen=True)
class Match:
    """All rounds of two players, oldest first; each pair is (first player, second player).

    >>> from alliance_lessons.models.strategies import ALTERNATOR, TIT_FOR_TAT
    >>> match = play_match(ALTERNATOR, TIT_FOR_TAT, rounds=5, seed=1)
    >>> match.moves, match.scores
    (('CDCDC', 'CCDCD'), (13, 13))
    """

    names: tuple[str, str]
    rounds: tuple[Round, ...]

    @property
    def moves(self) -> tuple[str, str]:
        """What was carried out, a letter a round."""
        return _letters(round_.carried_out for round_ in self.rounds)

    @property
    def intended_moves(self) -> tuple[str, str]:
        """What was meant, a letter a round."""
        return _letters(round_.intended for round_ in self.rounds)

    @property
    def running_scores(self) -> tuple[tuple[float, float], ...]:
        """The points won so far, after each round."""
        first = accumulate(round_.points[0] for round_ in self.rounds)
        second = accumulate(round_.points[1] for round_ in self.rounds)
        return tuple(zip(first, second, strict=True))

    @property
    def scores(self) -> tuple[float, float]:
        """The points of the whole match; (0, 0) before the first round."""
        return self.running_scores[-1] if self.rounds else (0, 0)


def play_match(
    first: Strategy,
    second: Strategy,
    *,
    rounds: int,
    seed: int,
    noise: float = 0.0,
    payoffs: Payoffs = STANDARD,
) -> Match:
    """Play `first` against `second`.

    `noise` is the probability, for each move, that it is carried out the other way round.
    Raises `ValueError` when `rounds` is below one or `noise` is no probability.
    Source: the repeated game of Axelrod (1984); noise as in Wu & Axelrod (1995).

    >>> from alliance_lessons.models.strategies import ALWAYS_DEFECT, TIT_FOR_TAT
    >>> match = play_match(TIT_FOR_TAT, ALWAYS_DEFECT, rounds=4, seed=1)
    >>> match.moves, match.running_scores
    (('CDDD', 'DDDD'), ((0, 5), (1, 6), (2, 7), (3, 8)))
    """
    require_count(rounds=rounds)
    all_rounds = play_rounds(first, second, seed=seed, noise=noise, payoffs=payoffs)
    return Match((first.name, second.name), tuple(islice(all_rounds, rounds)))


def play_against(
    partner: Strategy,
    moves: Iterable[str],
    *,
    seed: int,
    noise: float = 0.0,
    payoffs: Payoffs = STANDARD,
) -> Match:
    """Play a person's `moves` so far (each "C" or "D") against `partner`; the person is first.

    A lesson calls this again after each move: what has happened never changes, and one round is
    added. So the moves and the seed are all that must be stored. Raises `ValueError` for a move
    that is neither letter.

    >>> from alliance_lessons.models.strategies import TIT_FOR_TAT
    >>> play_against(TIT_FOR_TAT, "CDC", seed=1).moves
    ('CDC', 'CCD')
    >>> play_against(TIT_FOR_TAT, "CDCC", seed=1).moves
    ('CDCC', 'CCDC')
    """
    script = [_read_move(move) for move in moves]
    person = Strategy("You", "Plays as you do.", "you", lambda own, _other, _rng: script[len(own)])
    all_rounds = play_rounds(person, partner, seed=seed, noise=noise, payoffs=payoffs)
    return Match((person.name, partner.name), tuple(islice(all_rounds, len(script))))


def play_rounds(
    first: Strategy,
    second: Strategy,
    *,
    seed: int,
    noise: float = 0.0,
    payoffs: Payoffs = STANDARD,
) -> Iterator[Round]:
    """Return a game without end, to be taken round by round.

    Raises `ValueError` when `noise` is no probability.

    >>> from alliance_lessons.models.strategies import ALWAYS_COOPERATE, ALTERNATOR
    >>> game = play_rounds(ALWAYS_COOPERATE, ALTERNATOR, seed=1)
    >>> next(game).points, next(game).points
    ((3, 3), (0, 5))
    """
    require_probability(noise=noise)
    return _rounds(first, second, seed, noise, payoffs)


def _rounds(
    first: Strategy, second: Strategy, seed: int, noise: float, payoffs: Payoffs
) -> Iterator[Round]:
    luck = Random(f"{seed} slips")
    luck_a, luck_b = Random(f"{seed} first player"), Random(f"{seed} second player")
    done_a: list[Move] = []
    done_b: list[Move] = []
    while True:
        intended = (
            first.next_move(done_a, done_b, luck_a),
            second.next_move(done_b, done_a, luck_b),
        )
        a = intended[0].opposite if luck.random() < noise else intended[0]
        b = intended[1].opposite if luck.random() < noise else intended[1]
        done_a.append(a)
        done_b.append(b)
        yield Round(intended, (a, b), (payoffs.points(a, b), payoffs.points(b, a)))


def _letters(pairs: Iterable[tuple[Move, Move]]) -> tuple[str, str]:
    both = list(pairs)
    return "".join(first for first, _ in both), "".join(second for _, second in both)


def _read_move(letter: str) -> Move:
    try:
        return Move(letter)
    except ValueError:
        raise ValueError(f"{letter!r} is no move: give C to cooperate or D to defect.") from None

"""The partners one can meet: strategies of the literature, and one of our own design.

Each can be shown without its name while it is played, and with name, description and source in
the debrief.
"""

from __future__ import annotations

from collections import deque
from fractions import Fraction
from random import Random

from alliance_lessons.models._checks import require_count
from alliance_lessons.models.prisoners_dilemma import Move
from alliance_lessons.models.strategy import History, MemoryOne, Probability, Strategy

C, D = Move.COOPERATE, Move.DEFECT


def generous_tit_for_tat(forgiveness: Probability) -> Strategy:
    """Return a tit for tat that answers a defection with cooperation at rate `forgiveness`.

    Raises `ValueError` when `forgiveness` is no probability. Source: Nowak & Sigmund (1992).

    >>> generous_tit_for_tat(0.25).description
    'Returns your last move, but lets about 25% of your defections pass.'
    """
    return Strategy(
        "Generous Tit for Tat",
        f"Returns your last move, but lets about {float(forgiveness):.0%} of your defections pass.",
        "Nowak & Sigmund 1992",
        MemoryOne(first=1, cc=1, cd=forgiveness, dc=1, dd=forgiveness),
    )


def late_defector(loyal_rounds: int) -> Strategy:
    """Return a partner who cooperates for `loyal_rounds` rounds and then only defects.

    Raises `ValueError` when `loyal_rounds` is below one. Source: our own design.

    >>> late_defector(8).description
    'Cooperates for 8 rounds, whatever you do, and then always defects.'
    """
    require_count(loyal_rounds=loyal_rounds)
    return Strategy(
        "Late Defector",
        f"Cooperates for {loyal_rounds} rounds, whatever you do, and then always defects.",
        "our own design",
        lambda own, _other, _rng: C if len(own) < loyal_rounds else D,
    )


def _alternator(own: History, _other: History, _rng: Random) -> Move:
    return D if len(own) % 2 else C


def _grim(_own: History, other: History, _rng: Random) -> Move:
    return D if D in other else C


def _tit_for_two_tats(_own: History, other: History, _rng: Random) -> Move:
    return D if len(other) > 1 and other[-1] is D and other[-2] is D else C


def _two_tits_for_tat(_own: History, other: History, _rng: Random) -> Move:
    return D if D in other[-2:] else C


def _tester(own: History, other: History, _rng: Random) -> Move:
    played = len(own)
    if D not in other:
        return D if played == 0 or (played > 2 and played % 2) else C
    caught_just_now = other.index(D) == played - 1
    return C if caught_just_now else other[-1]


def _gradual(_own: History, other: History, _rng: Random) -> Move:
    answer, planned, punishments = C, deque[Move](), 0
    for seen in other:
        if not planned and seen is D:
            punishments += 1
            planned.extend([D] * punishments + [C, C])
        answer = planned.popleft() if planned else C
    return answer


def _contrite(own: History, other: History, _rng: Random) -> Move:
    """Defect only when provoked: a defection costs its doer good standing, unless provoked."""
    i_am_good = you_are_good = True
    for mine, yours in zip(own, other, strict=True):
        i_was_good, you_were_good = i_am_good, you_are_good
        i_am_good = mine is C or (i_was_good and not you_were_good)
        you_are_good = yours is C or (you_were_good and not i_was_good)
    return D if i_am_good and not you_are_good else C


ALWAYS_COOPERATE = Strategy(
    "Always Cooperate",
    "Cooperates in every round, whatever you do.",
    "standard",
    MemoryOne(first=1, cc=1, cd=1, dc=1, dd=1),
)
ALWAYS_DEFECT = Strategy(
    "Always Defect",
    "Defects in every round, whatever you do.",
    "standard",
    MemoryOne(first=0, cc=0, cd=0, dc=0, dd=0),
)
TIT_FOR_TAT = Strategy(
    "Tit for Tat",
    "Starts by cooperating and then does what you did last.",
    "Rapoport, in Axelrod 1980",
    MemoryOne(first=1, cc=1, cd=0, dc=1, dd=0),
)
SUSPICIOUS_TIT_FOR_TAT = Strategy(
    "Suspicious Tit for Tat",
    "Starts by defecting and then does what you did last.",
    "Boyd & Lorberbaum 1987",
    MemoryOne(first=0, cc=1, cd=0, dc=1, dd=0),
)
GENEROUS_TIT_FOR_TAT = generous_tit_for_tat(Fraction(1, 3))
CONTRITE_TIT_FOR_TAT = Strategy(
    "Contrite Tit for Tat",
    "Answers a defection it did not provoke, but accepts your answer to its own mistakes.",
    "Boyd 1989; Wu & Axelrod 1995",
    _contrite,
)
TIT_FOR_TWO_TATS = Strategy(
    "Tit for Two Tats",
    "Defects only after you have defected twice in a row.",
    "Axelrod 1984",
    _tit_for_two_tats,
)
TWO_TITS_FOR_TAT = Strategy(
    "Two Tits for Tat",
    "Answers each of your defections with two of its own.",
    "Axelrod 1984",
    _two_tits_for_tat,
)
WIN_STAY_LOSE_SHIFT = Strategy(
    "Win-Stay, Lose-Shift",
    "Repeats its move when you cooperated and changes it when you defected.",
    "Nowak & Sigmund 1993",
    MemoryOne(first=1, cc=1, cd=0, dc=0, dd=1),
)
GRIM_TRIGGER = Strategy(
    "Grim Trigger",
    "Cooperates until your first defection and never again after it.",
    "Friedman 1971",
    _grim,
)
GRADUAL = Strategy(
    "Gradual",
    "Punishes you for one round the first time, two the second, and so on, with peace between.",
    "Beaufils, Delahaye & Mathieu 1997",
    _gradual,
)
TESTER = Strategy(
    "Tester",
    "Defects first, then makes peace if you ever answer in kind, and exploits you if you do not.",
    "Gladstein, in Axelrod 1984",
    _tester,
)
JOSS = Strategy(
    "Joss",
    "Returns your last move, but defects now and then after you have cooperated.",
    "Johann Joss, in Axelrod 1980",
    MemoryOne(first=1, cc=Fraction(9, 10), cd=0, dc=Fraction(9, 10), dd=0),
)
ALTERNATOR = Strategy(
    "Alternator",
    "Cooperates and defects in turn, whatever you do.",
    "standard",
    _alternator,
)
LATE_DEFECTOR = late_defector(8)
RANDOM = Strategy(
    "Random",
    "Tosses a coin in every round.",
    "Axelrod 1980",
    MemoryOne(*[Fraction(1, 2)] * 5),
)

STRATEGIES = (
    ALWAYS_COOPERATE,
    ALWAYS_DEFECT,
    TIT_FOR_TAT,
    SUSPICIOUS_TIT_FOR_TAT,
    GENEROUS_TIT_FOR_TAT,
    CONTRITE_TIT_FOR_TAT,
    TIT_FOR_TWO_TATS,
    TWO_TITS_FOR_TAT,
    WIN_STAY_LOSE_SHIFT,
    GRIM_TRIGGER,
    GRADUAL,
    TESTER,
    JOSS,
    ALTERNATOR,
    LATE_DEFECTOR,
    RANDOM,
)
"""All of the above, each with a name of its own."""


def strategy_named(name: str) -> Strategy:
    """Return the strategy of this name; `ValueError` lists the names when there is none.

    >>> strategy_named("Grim Trigger").source
    'Friedman 1971'
    """
    for strategy in STRATEGIES:
        if strategy.name == name:
            return strategy
    names = "; ".join(strategy.name for strategy in STRATEGIES)
    raise ValueError(f"There is no strategy {name!r}: choose one of {names}.")

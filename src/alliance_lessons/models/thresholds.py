"""How much future, and how much forgiveness, keeps cooperation stable: three closed forms.

The future is weighed by w, from 0 to 1: the probability of one more round, or the value today of
a point in the next round.
"""

from __future__ import annotations

from alliance_lessons.models.prisoners_dilemma import STANDARD, Payoffs


def grim_threshold(payoffs: Payoffs = STANDARD) -> float:
    """Return the smallest w at which the threat never to cooperate again sustains cooperation.

    (T - R) / (T - P): what one defection gains, over what it gains and then loses each round.
    Source: Friedman (1971); standard.

    >>> grim_threshold()
    0.5
    """
    gain = payoffs.temptation - payoffs.reward
    return gain / (payoffs.temptation - payoffs.punishment)


def tit_for_tat_threshold(payoffs: Payoffs = STANDARD) -> float:
    """Return the smallest w at which nobody gains by departing from mutual tit for tat.

    max{(T - R) / (T - P), (T - R) / (R - S)}: neither defecting for good nor defecting every
    other round may pay. Source: Axelrod (1984).

    >>> round(tit_for_tat_threshold(), 4)
    0.6667
    """
    gain = payoffs.temptation - payoffs.reward
    return max(grim_threshold(payoffs), gain / (payoffs.reward - payoffs.sucker))


def forgiveness_limit(payoffs: Payoffs = STANDARD) -> float:
    """Return the largest share of defections one can forgive and still not invite exploitation.

    q* = min{1 - (T - R) / (R - S), (R - P) / (T - P)}, a probability: the generosity of Generous
    Tit for Tat. Source: Nowak & Sigmund (1992), as the Axelrod library gives it.

    >>> round(forgiveness_limit(), 4)
    0.3333
    """
    t, r, p, s = payoffs.temptation, payoffs.reward, payoffs.punishment, payoffs.sucker
    return min(1 - (t - r) / (r - s), (r - p) / (t - p))

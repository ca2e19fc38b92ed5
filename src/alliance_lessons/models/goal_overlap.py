"""How far the goals of two firms overlap, and which of them clash (CONTENT B11).

The overlap is the Jaccard index (Jaccard 1912, The distribution of the flora in the alpine zone,
New Phytologist 11, 37-50): the goals that both have, as a share of all goals that either has. It
counts goals as same or not, each as much as another. It says nothing of how much a goal matters,
and two firms that share most goals can still fail on the one that clashes.

What clashes is a judgement that is handed in here as pairs of goals; no formula finds it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeAlias

Pair: TypeAlias = tuple[str, str]


def shared(ours: Collection[str], theirs: Collection[str]) -> list[str]:
    """The goals that both firms have, in the order of the alphabet.

    >>> shared({"fewer outages", "sell parts"}, {"fewer outages", "sell licences"})
    ['fewer outages']
    """
    return sorted(set(ours) & set(theirs))


def overlap(ours: Collection[str], theirs: Collection[str]) -> float:
    """The shared goals as a share, 0 to 1, of all goals: the Jaccard index.

    A goal named twice counts once. Two firms without any goal have no overlap to speak of.

    >>> overlap({"fewer outages", "sell parts"}, {"fewer outages", "sell licences", "learn"})
    0.25
    >>> overlap([], [])
    Traceback (most recent call last):
    ValueError: There is no goal on either side: give at least one.
    """
    every = set(ours) | set(theirs)
    if not every:
        raise ValueError("There is no goal on either side: give at least one.")
    return len(shared(ours, theirs)) / len(every)


def clashing(
    ours: Collection[str], theirs: Collection[str], known: Iterable[Pair]
) -> list[tuple[str, str]]:
    """The pairs of a goal of ours and a goal of theirs that are known to clash.

    `known` are pairs of goals that pull against each other, in either order. A clash inside one
    firm is not named: it has to be settled there.

    >>> clashing({"sell parts", "learn"}, {"fewer repairs"}, [("fewer repairs", "sell parts")])
    [('sell parts', 'fewer repairs')]
    >>> clashing({"learn"}, {"learn"}, [("learn", "learn")])
    Traceback (most recent call last):
    ValueError: 'learn' is said to clash with itself: name two goals.
    """
    found = set()
    for one, other in known:
        if one == other:
            raise ValueError(f"{one!r} is said to clash with itself: name two goals.")
        found |= {
            (mine, yours)
            for mine, yours in ((one, other), (other, one))
            if mine in ours and yours in theirs
        }
    return sorted(found)

"""Joining two histories of answers: whatever is joined with whatever first, the same comes out.

What a history holds is a set of entries; their order is that of time, so joining is the union of
two sets, cut to its newest. That makes it commutative, idempotent and associative. Where one side
has nothing that the other lacks, nothing is put in order anew: a clock may have been wrong once.
"""

import json
from collections.abc import Iterable
from datetime import datetime

from alliance_lessons.workbook.answers import HISTORY
from alliance_lessons.workbook.answers_file import Answers, Entry
from alliance_lessons.workbook.moments import moment


def joined(some: Iterable[Entry], more: Iterable[Entry]) -> tuple[Entry, ...]:
    """Two histories of one item as one: each entry once, the newest last, unknown times first.

    >>> early, late = Entry(1, None, "2026-03-01T10:00:00Z"), Entry(2, 3, "2026-03-02T10:00:00Z")
    >>> joined([late], [early, Entry(0)]) == (Entry(0), early, late)
    True
    """
    found = {order(entry): entry for entry in (*some, *more)}
    return tuple(found[place] for place in sorted(found))[-HISTORY:]


def merged(some: Answers, more: Answers) -> Answers:
    """The answers of one folder with those of another copy of it; the first one's draw holds.

    Answers to two draws of an assignment's case data are not for joining; the caller sees to it.
    """
    items = dict.fromkeys((*some.history, *more.history))
    history = {
        item: _both(some.history.get(item, ()), more.history.get(item, ())) for item in items
    }
    return Answers(some.variant or more.variant, history)


def same(one: Entry | None, other: Entry | None) -> bool:
    """Whether two entries give the same answer, whenever that was."""
    if one is None or other is None:
        return one is other
    return order(one)[2:] == order(other)[2:]


def _both(some: tuple[Entry, ...], more: tuple[Entry, ...]) -> tuple[Entry, ...]:
    some, more = some[-HISTORY:], more[-HISTORY:]
    mine, theirs = (list(map(order, one)) for one in (some, more))
    if mine == theirs:
        return some
    if set(theirs) < set(mine):
        return some
    return more if set(mine) < set(theirs) else joined(some, more)


def order(entry: Entry) -> tuple[datetime, str, str, int]:
    """What tells an entry from others.

    By time first; what lies at one time still has one order, the same on every computer.
    """
    value = json.dumps(entry.value, sort_keys=True)
    return moment(entry.at), entry.at, value, entry.confidence or 0

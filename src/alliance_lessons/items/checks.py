"""Live checks: what can be said of an answer while it is made, in plain sentences, never a mark.

An item names them, as in `checks = ["one-accountable"]`. A check says what it looks at, why an
item can't be looked at in this way, and what it finds in an answer. To add one, write these
three as functions and give them a name in CHECKS.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from alliance_lessons.items import role_checks
from alliance_lessons.items.item import Item
from alliance_lessons.items.kinds import KINDS

NOTHING = "Nothing stands out so far."


@dataclass(frozen=True)
class Check:
    """One live check.

    `looks_at` ends the sentence "Checked as you go: ...". `needs` says in a sentence what an
    item lacks to be checked so, or None. `finds` gives the sentences on a fitting answer.
    """

    looks_at: str
    needs: Callable[[Item], str | None]
    finds: Callable[[Item, Any], Iterator[str]]


CHECKS: Mapping[str, Check] = {
    "one-accountable": Check(
        "exactly one is accountable in each row",
        role_checks.needs_roles,
        role_checks.not_one_accountable,
    ),
    "somebody-does": Check(
        "somebody does each row", role_checks.needs_roles, role_checks.done_by_nobody
    ),
    "both-firms": Check(
        "people of both firms are accountable", role_checks.needs_firms, role_checks.firm_left_out
    ),
    "full-week": Check(
        "nobody needs more days than they have", role_checks.needs_days, role_checks.overfull
    ),
}


def check_faults(item: Item) -> Iterator[str]:
    """What is wrong with the checks that an item names, a sentence each."""
    for name in item.checks:
        if name not in tuple(CHECKS):  # a name that is no text need not be hashable
            yield f"there is no check {name!r}; known are {', '.join(CHECKS)}"
        elif lacking := CHECKS[name].needs(item):
            yield f"the check {name!r} can't be made: {lacking}"


def looks_at(item: Item) -> str:
    """What an item's live checks look at, in a sentence; empty where it has none."""
    if not item.checks:
        return ""
    looked = "; ".join(CHECKS[name].looks_at for name in item.checks)
    return f"Checked as you go, and never a mark: {looked}."


def found(item: Item, value: Any) -> list[str]:
    """What an item's live checks find in an answer; nothing where there is none that fits.

    An answer in which they find nothing is told so, for silence would look like a fault.
    """
    if not item.checks or not value or KINDS[item.kind].misfit(item, value) is not None:
        return []
    return [said for name in item.checks for said in CHECKS[name].finds(item, value)] or [NOTHING]

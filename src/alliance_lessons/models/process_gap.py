"""Two ways of working laid side by side: when each step ends, and which fields have no match (B13).

A step takes its hours and begins when all that it waits for has ended; that is the reckoning of
the critical path method, which project planning has used since the 1950s. A form is a table from
the names of its fields to what they mean: two fields match where they mean the same, whatever
they are called, and a name on both forms that means two things is a false friend. This exact
matching is our own design, as is calling the difference of two lead times a gap.

It leaves out shifts, people who are busy elsewhere, work that goes wrong, and how well a field is
filled in. What a field means has to be asked for; no formula reads it off the form.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from alliance_lessons.models._checks import require_finite

Form: TypeAlias = Mapping[str, str]
"""The fields of a form: what stands on it, and what is meant by it."""


@dataclass(frozen=True)
class Step:
    """A piece of work: its hours, the `side` that does it, and the steps it waits for.

    >>> Step("drive out", hours=-1)
    Traceback (most recent call last):
    ValueError: drive out takes -1 hours: give 0 or more.
    """

    name: str
    hours: float
    after: tuple[str, ...] = ()
    side: str = ""

    def __post_init__(self) -> None:
        require_finite(**{f"hours of {self.name}": self.hours})
        if self.hours < 0:
            raise ValueError(f"{self.name} takes {self.hours} hours: give 0 or more.")


def schedule(steps: Iterable[Step]) -> dict[str, tuple[float, float]]:
    """When each step begins and ends, in hours from the first beginning, in the order given.

    A step may wait only for steps that stand before it, so that nothing waits in a circle.

    >>> schedule([Step("alarm", 1), Step("drive", 2, ("alarm",)), Step("data", 4, ("alarm",)),
    ...           Step("mend", 1, ("drive", "data"))])
    {'alarm': (0, 1), 'drive': (1, 3), 'data': (1, 5), 'mend': (5, 6)}
    """
    found: dict[str, tuple[float, float]] = {}
    for step in steps:
        if step.name in found:
            raise ValueError(f"The step {step.name!r} stands twice: give each a name of its own.")
        for name in step.after:
            if name not in found:
                raise ValueError(
                    f"{step.name!r} waits for {name!r}, which does not stand before it: "
                    "list it first, or leave it out."
                )
        begins = max((found[name][1] for name in step.after), default=0)
        found[step.name] = begins, begins + step.hours
    return found


def lead_time(steps: Iterable[Step], start: str = "", end: str = "") -> float:
    """Hours from the beginning of step `start` to the end of step `end`.

    Left out, they are the first beginning of all and the last end of all.

    >>> steps = [Step("alarm", 1), Step("drive", 2, ("alarm",)), Step("mend", 3, ("drive",))]
    >>> lead_time(steps), lead_time(steps, start="drive"), lead_time(steps, end="drive")
    (6, 5, 3)
    """
    times = schedule(steps)
    if not times:
        raise ValueError("There is no step: give at least one.")
    for name in (start, end):
        if name and name not in times:
            raise ValueError(f"There is no step {name!r}; there are {', '.join(times)}.")
    ends = times[end][1] if end else max(last for _, last in times.values())
    return ends - (times[start][0] if start else 0)


def lead_time_gap(ours: Iterable[Step], theirs: Iterable[Step]) -> float:
    """How many hours longer theirs takes than ours; below 0 where theirs is quicker.

    >>> lead_time_gap([Step("look", 2)], [Step("look", 2), Step("watch", 12, ("look",))])
    12
    """
    return lead_time(theirs) - lead_time(ours)


def lost(needed: Collection[str], passed: Collection[str]) -> list[str]:
    """The fields that a receiver needs and that are not passed on, in the order of the need.

    >>> lost(needed=["serial number", "tests"], passed=["order", "tests"])
    ['serial number']
    """
    return [field for field in needed if field not in passed]


@dataclass(frozen=True)
class Matching:
    """Two forms laid side by side; each field of either form stands in exactly one place.

    `same` have name and meaning in common, `renamed` are (our name, their name) of one meaning.
    Our field and theirs of one name but two meanings are `false_friends`, unless either means
    the same as a field of another name: then it is among the renamed.
    """

    same: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    false_friends: tuple[str, ...]
    only_ours: tuple[str, ...]
    only_theirs: tuple[str, ...]

    @property
    def unmatched(self) -> int:
        """How many fields, of both forms together, have none of the same meaning on the other."""
        return 2 * len(self.false_friends) + len(self.only_ours) + len(self.only_theirs)


def match_fields(ours: Form, theirs: Form) -> Matching:
    """Which fields of two forms match, and which don't.

    >>> match_fields({"site": "place", "closed": "heat is on", "crew": "who came"},
    ...              {"station": "place", "closed": "a quiet night"})
    Matching(same=(), renamed=(('site', 'station'),), false_friends=('closed',), \
only_ours=('crew',), only_theirs=())
    """
    our_name, their_name = _by_meaning(ours), _by_meaning(theirs)
    pairs = [
        (our_name[meaning], their_name[meaning]) for meaning in our_name if meaning in their_name
    ]
    left = [name for name, meaning in ours.items() if meaning not in their_name]
    right = [name for name, meaning in theirs.items() if meaning not in our_name]
    return Matching(
        same=tuple(mine for mine, yours in pairs if mine == yours),
        renamed=tuple((mine, yours) for mine, yours in pairs if mine != yours),
        false_friends=tuple(name for name in left if name in right),
        only_ours=tuple(name for name in left if name not in right),
        only_theirs=tuple(name for name in right if name not in left),
    )


def _by_meaning(form: Form) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, meaning in form.items():
        if meaning in found:
            raise ValueError(
                f"{found[meaning]!r} and {name!r} mean the same on one form: keep one of them."
            )
        found[meaning] = name
    return found

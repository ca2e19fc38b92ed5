"""The roster as the report needs it: who should hand in, and in which group."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from alliance_lessons.desk.exports.roster import match, read_roster

NO_GROUP = "no group"


@dataclass(frozen=True)
class Enrolled:
    """The groups of all on the roster by learner id, and what should be mended in it."""

    group: dict[str, str]
    has_groups: bool
    remarks: tuple[str, ...] = ()


def enrolled(path: Path, learners: Iterable[str]) -> Enrolled:
    """Everybody on the roster, those who handed in under the ids they did it with."""
    roster = read_roster(path)
    found = match(roster, learners)
    group = {learner: person.group for learner, person in found.people.items()}
    for person in found.others:
        learner = person.row.cells[found.by]
        if learner:
            group.setdefault(learner, person.group)
    return Enrolled(
        {learner: name or NO_GROUP for learner, name in group.items()},
        any(group.values()),
        tuple(f"{one}." for one in found.remarks),
    )

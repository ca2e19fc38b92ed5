"""Who answers for a task, who does it, and who carries too much (CONTENT B14).

A table of roles says for each task what each person is to it, in the letters of a responsibility
chart: `a` accountable, `r` does it, `c` is asked first, `i` is told; `ar` is both of the first
two, and no letter is no part in it. That each task has exactly one accountable is the common rule
of such charts (the RACI matrix of project management). The common rule also lets whoever is
accountable do the work without a word; asking that somebody is named who does it, and sharing a
task's days evenly among those who do it, is our own. A table says what was agreed, not what is
done.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias

from alliance_lessons.models._checks import require_finite

Roles: TypeAlias = Mapping[str, Mapping[str, str]]

LETTERS = "raci"


def accountable(roles: Roles) -> dict[str, list[str]]:
    """Who is accountable for each task: exactly one, where the table is sound.

    >>> accountable({"night alarm": {"Remy": "a", "Jun": "ar"}, "spare parts": {"Ola": "r"}})
    {'night alarm': ['Remy', 'Jun'], 'spare parts': []}
    """
    return _with("a", roles)


def doing(roles: Roles) -> dict[str, list[str]]:
    """Who does each task: at least one, where the table is sound.

    >>> doing({"night alarm": {"Remy": "a", "Jun": "r"}, "spare parts": {"Ola": "a"}})
    {'night alarm': ['Jun'], 'spare parts': []}
    >>> doing({"night alarm": {"Remy": "boss"}})
    Traceback (most recent call last):
    ValueError: Remy is 'boss' to night alarm: give letters out of r, a, c and i.
    """
    return _with("r", roles)


def carried(roles: Roles) -> dict[str, list[str]]:
    """The tasks that each person is accountable for or does; whoever has none is left out.

    >>> carried({"alarm": {"Remy": "a", "Jun": "r"}, "parts": {"Jun": "ar", "Ola": "i"}})
    {'Remy': ['alarm'], 'Jun': ['alarm', 'parts']}
    """
    found: dict[str, list[str]] = {}
    answering, working = accountable(roles), doing(roles)
    for task, people in roles.items():
        for person in people:
            if person in answering[task] or person in working[task]:
                found.setdefault(person, []).append(task)
    return found


def in_too_many(roles: Roles, most: int) -> dict[str, list[str]]:
    """Who carries more than `most` tasks, with what they carry.

    >>> in_too_many({"alarm": {"Remy": "a", "Jun": "r"}, "parts": {"Jun": "a", "Ola": "r"}}, most=1)
    {'Jun': ['alarm', 'parts']}
    """
    return {person: tasks for person, tasks in carried(roles).items() if len(tasks) > most}


def firms_without(roles: Roles, firm_of: Mapping[str, str]) -> list[str]:
    """The firms of which nobody is accountable for anything; none while nobody is at all.

    >>> firm_of = {"Remy": "Norrvane", "Jun": "Tallowmere"}
    >>> firms_without({"alarm": {"Remy": "a", "Jun": "r"}}, firm_of)
    ['Tallowmere']
    """
    answering = {person for people in accountable(roles).values() for person in people}
    with_one = {firm_of[person] for person in answering}
    return [firm for firm in dict.fromkeys(firm_of.values()) if with_one and firm not in with_one]


def days_needed(roles: Roles, days: Mapping[str, float]) -> dict[str, Fraction]:
    """The days a week that each person's tasks take, shared evenly by those who do a task.

    `days` holds the days a week of each task; a task without any takes none.

    >>> days_needed({"alarm": {"Remy": "a", "Jun": "r", "Ola": "r"}, "parts": {"Ola": "ar"}},
    ...             {"alarm": 3, "parts": 4})
    {'Jun': Fraction(3, 2), 'Ola': Fraction(11, 2)}
    """
    require_finite(**{f"days of {task}": number for task, number in days.items()})
    if fewest := next((task for task, number in days.items() if number < 0), None):
        raise ValueError(f"{fewest} takes {days[fewest]} days: give 0 or more.")
    found: dict[str, Fraction] = {}
    for task, people in doing(roles).items():
        for person in people:
            share = Fraction(days.get(task, 0)) / len(people)
            found[person] = found.get(person, Fraction(0)) + share
    return found


def _with(letter: str, roles: Roles) -> dict[str, list[str]]:
    for task, people in roles.items():
        for person, role in people.items():
            if not set(role) <= set(LETTERS):
                raise ValueError(
                    f"{person} is {role!r} to {task}: give letters out of r, a, c and i."
                )
    return {
        task: [person for person, role in people.items() if letter in role]
        for task, people in roles.items()
    }

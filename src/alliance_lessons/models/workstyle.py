"""Eight teams and six working habits: synthetic people, drawn from a seed.

Habits, teams and numbers are our own design. The habits are those of teams and trades, and of no
nation; neither end of a habit is the better one. Each person has a score for each habit, on a
scale whose middle is 4 and which is shown from 1 to 7. A team's mean lies around the middle with
a standard deviation of 0.8, its people around the team's mean with 1.6: so of all the difference
between two people, 0.64 of 3.2, a fifth, lies between teams (`intraclass`).

Scores are kept as they are drawn, and a few lie beyond 1 or 7: to cut them off would shrink the
planted differences. `shown` makes a whole number from 1 to 7 of them, for the eye only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from random import Random
from statistics import NormalDist, fmean

from alliance_lessons.models._checks import require_count, require_finite

MIDDLE, LOWEST, HIGHEST = 4, 1, 7
BETWEEN_TEAMS, WITHIN_A_TEAM = 0.8, 1.6  # planted standard deviations
COURSE_SEED, COURSE_PEOPLE = 441, 24  # all six habits near the planted share, neither firm ahead
PLANTED_SHARE = BETWEEN_TEAMS**2 / (BETWEEN_TEAMS**2 + WITHIN_A_TEAM**2)  # 0.2


@dataclass(frozen=True)
class Habit:
    """A working habit; `low` and `high` say what somebody at 1 and at 7 does."""

    key: str
    name: str
    low: str
    high: str


@dataclass(frozen=True)
class Team:
    """A team and the firm it belongs to."""

    key: str
    name: str
    firm: str


HABITS = (
    Habit("drafts", "Drafts", "shows a rough draft early", "shows a draft when it is finished"),
    Habit("trouble", "Trouble", "tells the own line first", "tells first whoever can mend it"),
    Habit("decisions", "Decisions", "holds once it is said", "holds once it is written"),
    Habit(
        "meetings",
        "Meetings",
        "decides in the meeting",
        "decides before it, the meeting confirms",
    ),
    Habit("dates", "Dates", "a day is a promise", "a day is a best guess"),
    Habit("questions", "Questions", "asks in the open channel", "asks one person alone"),
)

TEAMS = (
    Team("field-service", "Field service", "Norrvane"),
    Team("valve-design", "Valve design", "Norrvane"),
    Team("contracts", "Contracts", "Norrvane"),
    Team("stores", "Stores", "Norrvane"),
    Team("platform", "Platform", "Tallowmere"),
    Team("data", "Data", "Tallowmere"),
    Team("support-desk", "Support desk", "Tallowmere"),
    Team("product", "Product", "Tallowmere"),
)


@dataclass(frozen=True)
class Person:
    """One of a team, by a code such as "data-3"; `scores` are by the key of the habit."""

    code: str
    team: Team
    scores: Mapping[str, float]


def draw_workstyles(seed: int, people: int = 12) -> tuple[Person, ...]:
    """`people` persons of each team, team by team, the same on every machine.

    Scores are rounded to hundredths. A larger number adds people and changes none.

    >>> first = draw_workstyles(seed=1, people=2)[0]
    >>> first.code, first.team.name, first.team.firm
    ('field-service-1', 'Field service', 'Norrvane')
    >>> first.scores["drafts"], len(draw_workstyles(seed=1, people=2))
    (4.64, 16)
    """
    require_count(people=people)
    luck = Random(seed)
    means = {pair: MIDDLE + BETWEEN_TEAMS * _normal(luck) for pair in product(TEAMS, HABITS)}
    drawn: dict[Team, list[Person]] = {team: [] for team in TEAMS}
    for number, team in product(range(1, people + 1), TEAMS):
        scores = {
            habit.key: round(means[team, habit] + WITHIN_A_TEAM * _normal(luck), 2)
            for habit in HABITS
        }
        drawn[team].append(Person(f"{team.key}-{number}", team, scores))
    return tuple(person for team in TEAMS for person in drawn[team])


@cache
def course_staff() -> tuple[Person, ...]:
    """The eight teams as the lessons show them, 24 people each: one draw for all lessons.

    >>> len(course_staff()), round(team_profile(course_staff(), "data")["drafts"], 2)
    (192, 5.42)
    """
    return draw_workstyles(COURSE_SEED, COURSE_PEOPLE)


def team_profile(people: Iterable[Person], team: str) -> dict[str, float]:
    """The mean score of a team, named by its key, in each habit.

    Raises `ValueError` where nobody of this team is among the people.

    >>> people = draw_workstyles(seed=1, people=12)
    >>> round(team_profile(people, "data")["dates"], 2)
    3.54
    """
    of_team = [person for person in people if person.team.key == team]
    if not of_team:
        known = ", ".join(one.key for one in TEAMS)
        raise ValueError(f"There is nobody of a team {team!r}: name one of {known}.")
    return {habit.key: fmean(person.scores[habit.key] for person in of_team) for habit in HABITS}


def scores_by_team(people: Iterable[Person], habit: str) -> dict[str, list[float]]:
    """The scores in one habit, by the key of the team.

    >>> {team: len(scores) for team, scores in scores_by_team(
    ...     draw_workstyles(seed=1, people=3), "dates").items()}["stores"]
    3
    """
    teams: dict[str, list[float]] = {}
    for person in people:
        teams.setdefault(person.team.key, []).append(person.scores[habit])
    return teams


def shown(score: float) -> int:
    """A score as a whole number from 1 to 7, to look at and not to compute with.

    >>> shown(4.4), shown(0.3), shown(7.9)
    (4, 1, 7)
    """
    require_finite(score=score)
    return min(HIGHEST, max(LOWEST, round(score)))


def _normal(luck: Random) -> float:
    """From random() alone, the one stream that Python promises for ever."""
    return NormalDist().inv_cdf(max(luck.random(), 2.0**-53))

"""Lesson 3.2: eight teams on six habits, so that one sees how people of one team differ."""

from functools import lru_cache
from statistics import fmean

from alliance_lessons.models.intraclass import share_between
from alliance_lessons.models.workstyle import (
    COURSE_PEOPLE,
    HABITS,
    HIGHEST,
    MIDDLE,
    PLANTED_SHARE,
    TEAMS,
    course_staff,
    scores_by_team,
    shown,
)
from alliance_lessons.views.crowds import Crowd, crowds
from alliance_lessons.views.simulation import Choice, Here, Scene, Simulation, State, Table

NAME = "eight-teams"
FIRMS = ("Norrvane", "Tallowmere")


@lru_cache(maxsize=8)
def teams(habit: str) -> tuple[Crowd, ...]:
    """The eight teams in one habit; the figure is the mean of what was said, before rounding.

    >>> data = teams("drafts")[5]
    >>> data.label, data.counts, round(data.figure, 2)
    ('Data', (0, 2, 1, 4, 5, 4, 8), 5.42)
    """
    scores = scores_by_team(course_staff(), habit)
    return tuple(_crowd(team.name, FIRMS.index(team.firm), scores[team.key]) for team in TEAMS)


def _crowd(label: str, shape: int, scores: list[float]) -> Crowd:
    places = [shown(score) for score in scores]
    counts = tuple(places.count(column) for column in range(1, HIGHEST + 1))
    return Crowd(label, counts, fmean(scores), shape)


def sides(team: Crowd) -> tuple[int, int, int]:
    """People on the side of 1, in the middle, and on the side of 7.

    >>> sides(teams("drafts")[5])
    (3, 4, 17)
    """
    below, above = team.counts[: MIDDLE - 1], team.counts[MIDDLE:]
    return sum(below), team.counts[MIDDLE - 1], sum(above)


def scene(state: State, here: Here) -> Scene:
    """The eight teams in the habit chosen."""
    habit = next(one for one in HABITS if one.key == state["habit"])
    rows = teams(habit.key)
    low = min(rows, key=lambda row: row.figure)
    high = max(rows, key=lambda row: row.figure)
    said = (
        f"{habit.name}: the team figures run from {low.figure:.1f} ({low.label}) to "
        f"{high.figure:.1f} ({high.label}). {_across(low, high)} In {_both(rows)} of the eight "
        "teams there are people on both sides."
    )
    title = f"{habit.name}: {COURSE_PEOPLE} people of each of eight teams"
    words = "Teams of Norrvane as dots, of Tallowmere as squares, in seven columns."
    return Scene(
        said=said,
        pictures=(crowds(f"{NAME}-crowds", title, words, rows, (habit.low, habit.high)),),
        tables=(_table(rows),),
        model=_model(habit.key),
    )


def _across(low: Crowd, high: Crowd) -> str:
    """How many of the two teams furthest apart stand on the other's side of the middle."""
    up, down = sides(low)[2], sides(high)[0]
    return (
        f"Even of these two, {up} of the {COURSE_PEOPLE} in {low.label} and {down} in {high.label} "
        "stand on the other side of the middle."
    )


def _both(rows: tuple[Crowd, ...]) -> str:
    number = sum(bool(sides(row)[0] and sides(row)[2]) for row in rows)
    return "all" if number == len(rows) else str(number)


def _table(rows: tuple[Crowd, ...]) -> Table:
    told = [
        (f"{row.label}, {FIRMS[row.shape]}", f"{row.figure:.1f}", *map(str, sides(row)))
        for row in rows
    ]
    head = ("Team", "Team figure", "At 1 to 3", "At 4", "At 5 to 7")
    return Table("People on both sides of the middle", head, tuple(told), fold="In numbers")


def _model(habit: str) -> str:
    share = share_between(list(scores_by_team(course_staff(), habit).values()))
    return (
        "How much of the difference between people lies between teams? The intraclass correlation "
        "answers it, from 0 (the team tells nothing) to 1 (it tells all). Here it is "
        f"{share.estimate:.2f}, with a 95 % interval from {share.low:.2f} to {share.high:.2f}; it "
        f"is wide, with only eight teams. Planted was {PLANTED_SHARE:.2f}: team means are drawn "
        "with a standard deviation of 0.8 around 4, people with 1.6 around their team, and "
        "0.64 / (0.64 + 2.56) = 0.20."
    )


SIMULATION = Simulation(
    name=NAME,
    title="Eight teams, six habits",
    intro=(
        "Month 8: in eight teams, 24 people each told how they usually work, without names, and "
        "free to pass. Each mark is one of them; the triangle points to the team figure."
    ),
    controls=(
        Choice(
            "habit",
            "Habit",
            tuple((habit.key, habit.name) for habit in HABITS),
            HABITS[0].key,
            tiles=True,
        ),
    ),
    scene=scene,
    leaves_out=(
        "It is what people said of their own habits in one month, and it gives no reason for "
        "anything. Neither end of a habit is the better one."
    ),
    source=(
        "Habits, teams and numbers are our own design. The measure under Show the model and its "
        "interval are those of Shrout and Fleiss (1979)."
    ),
    footnote="All people and numbers are invented; synthetic, seeded.",
)

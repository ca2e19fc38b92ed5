"""Lesson 3.5: six working habits, two small crowds, and which norm the joint desk keeps.

What is decided is kept as text, one habit a line, such as "Trouble: keep ours; first test:
three cases".
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, partial
from typing import Any, TypeAlias

from alliance_lessons.models.workstyle import (
    HABITS,
    HIGHEST,
    LOWEST,
    MIDDLE,
    Habit,
    draw_workstyles,
    scores_by_team,
    shown,
    team_profile,
)
from alliance_lessons.views.crowds import Crowd, crowds
from alliance_lessons.views.drawing import Picture
from alliance_lessons.views.phrases import listed
from alliance_lessons.views.simulation import Choice, Here, Memory, Scene, Simulation, State, Table
from alliance_lessons.views.simulations import SAVED_ITEMS
from alliance_lessons.views.two_sides import sides

NAME = "norm-canvas"
SEED, EACH = 27694, 8  # a draw in which the widest gap is not the one that the work feels
OURS, THEIRS = "field-service", "data"
WHO = {OURS: "Remy's eight", THEIRS: "Jun's eight"}
SCALE = range(LOWEST, HIGHEST + 1)
OPEN = "open"
WAYS = {
    OPEN: "Not yet",
    "ours": "Keep ours",
    "theirs": "Keep theirs",
    "new": "A new one",
    "own": "Each its own",
}
TESTS = {
    "none": "None yet",
    "cases": "Three cases",
    "week": "One week",
    "ask": "Not ours: ask",
}
DECIDED = tuple(way for way in WAYS if way != OPEN)
LINE = re.compile(r"([A-Z][a-z]+): ([a-z ]+); first test: (.+)")
EARLY = "A first test is kept together with a decision: choose one for this habit as well."
TIMES = ("never", "once", "twice", "three times", "four times", "five times", "six times")

Decision: TypeAlias = tuple[str, str]
Canvas: TypeAlias = Mapping[str, Decision]

# for each habit what the desk's log says, whether the work needs a norm, and what they chose
log = partial(sides, "3_5", "canvas")


def scene(state: State, here: Here) -> Scene:
    """The chosen habit with its crowds, and the canvas as it stands."""
    canvas: Canvas = state["canvas"]
    habit = next(one for one in HABITS if one.key == state["habit"])
    labels = {one.key: f"{one.name} ✓" if one.key in canvas else one.name for one in HABITS}
    early = state["way"] == OPEN and state["test"] != "none"
    said = [_habit_in_words(habit), _changes(habit, state["way"]), EARLY if early else ""]
    said += checks(canvas)
    return Scene(
        said=" ".join(filter(None, said)),
        pictures=(_picture(habit),),
        tables=(_canvas_table(canvas), _log_table(), _numbers()),
        labels={"habit": labels},
    )


def change(state: State, name: str, value: Any) -> State:
    """Another habit brings its own decision along; any other control is about this habit."""
    if name == "habit":
        way, test = state["canvas"].get(value, (OPEN, "none"))
        return {**state, "habit": value, "way": way, "test": test}
    state = {**state, name: value}
    canvas = {key: one for key, one in state["canvas"].items() if key != state["habit"]}
    if state["way"] != OPEN:
        canvas[state["habit"]] = (state["way"], state["test"])
    return {**state, "canvas": _in_order(canvas)}


def write(state: State) -> str:
    """The canvas as text, one habit a line."""
    canvas: Canvas = state["canvas"]
    return "\n".join(
        f"{habit.name}: {_small(WAYS[way])}; first test: {_small(TESTS[test])}"
        for habit in HABITS
        if habit.key in canvas
        for way, test in [canvas[habit.key]]
    )


def read(kept: str) -> State:
    """The canvas from a text; lines that are no decision are passed over.

    >>> read("Trouble: keep ours; first test: three cases")["canvas"]
    {'trouble': ('ours', 'cases')}
    """
    names = {habit.name: habit.key for habit in HABITS}
    ways = {_small(WAYS[way]): way for way in DECIDED}
    tests = {_small(words): test for test, words in TESTS.items()}
    canvas = {}
    for line in kept.splitlines():
        found = LINE.fullmatch(line.strip())
        if found and found[1] in names and found[2] in ways and found[3] in tests:
            canvas[names[found[1]]] = (ways[found[2]], tests[found[3]])
    return change({"canvas": _in_order(canvas)}, "habit", next(iter(canvas), HABITS[0].key))


def checks(canvas: Canvas) -> Iterator[str]:
    """What the canvas as a whole shows, in words, and never a mark."""
    if not canvas:
        yield "Nothing is decided yet."
        return
    yield f"Decided so far: {len(canvas)} of {len(HABITS)}. {moves(canvas)}"
    unneeded = [key for key, (way, _) in canvas.items() if way != "own" and not log()[key]["need"]]
    if unneeded:
        yield f"Decided, though the log shows no need: {_names(unneeded)}."
    left = [key for key, (way, _) in canvas.items() if way == "own" and log()[key]["need"]]
    if left:
        yield f"Left to each, though the log shows that something went wrong: {_names(left)}."
    untested = [key for key, (way, test) in canvas.items() if way != "own" and test == "none"]
    if untested:
        yield f"Without a first test: {_names(untested)}."


def moves(canvas: Canvas) -> str:
    """Who would have to change, and how often."""
    counted = {way: sum(one == way for one, _ in canvas.values()) for way in DECIDED}
    ours, theirs, both = counted["theirs"], counted["ours"], counted["new"]
    said = f"Who moves: Remy's people {TIMES[ours]}, Jun's {TIMES[theirs]}, both {TIMES[both]}."
    if ours + theirs > 1 and 0 in (ours, theirs):
        who = "Remy's" if ours else "Jun's"
        said += f" Where one side moves alone, it is always {who}: would they say so, too?"
    return said


def pole(habit: Habit, team: str) -> str:
    """What a team leans to: the end of the scale that is nearer to its mean."""
    return habit.low if figures()[team][habit.key] < MIDDLE else habit.high


@cache
def figures() -> Mapping[str, Mapping[str, float]]:
    """The means of both teams, by team and habit."""
    drawn = draw_workstyles(SEED, EACH)
    return {team: team_profile(drawn, team) for team in WHO}


@cache
def people() -> Mapping[str, Mapping[str, tuple[int, ...]]]:
    """Where the sixteen stand, by habit and team."""
    drawn = draw_workstyles(SEED, EACH)
    return {
        habit.key: {
            team: tuple(sorted(map(shown, scores_by_team(drawn, habit.key)[team])))
            for team in (OURS, THEIRS)
        }
        for habit in HABITS
    }


def _habit_in_words(habit: Habit) -> str:
    ours, theirs = pole(habit, OURS), pole(habit, THEIRS)
    tend = f"Ours here is “{ours}”, theirs is “{theirs}”."
    if ours == theirs:
        tend = f"Both lean to “{ours}” here; a new one would be something else again."
    return f"{habit.name}. The desk's log: {log()[habit.key]['log']} {tend}"


def _changes(habit: Habit, way: str) -> str:
    """For how many a decision would be a change: all on the other side of the middle."""
    if way not in ("ours", "theirs"):
        return {"new": "That is a change for all sixteen.", "own": "Nobody moves."}.get(way, "")
    kept = pole(habit, OURS if way == "ours" else THEIRS)
    other = [
        sum((one > MIDDLE) if kept == habit.low else (one < MIDDLE) for one in places)
        for places in people()[habit.key].values()
    ]
    first, second = (
        f"{number or 'none'} of {who}" for number, who in zip(other, WHO.values(), strict=True)
    )
    return f"Those on the other side of the middle would have to change: {first}, {second}."


def _picture(habit: Habit) -> Picture:
    rows = [
        Crowd(
            who, tuple(map(people()[habit.key][team].count, SCALE)), figures()[team][habit.key], n
        )
        for n, (team, who) in enumerate(WHO.items())
    ]
    title = f"{habit.name}: where sixteen people stand"
    words = "Two crowds over one scale."
    return crowds(f"{NAME}-crowds", title, words, rows, (habit.low, habit.high))


def _canvas_table(canvas: Canvas) -> Table:
    rows = []
    for habit in HABITS:
        way, test = canvas.get(habit.key, (OPEN, "none"))
        told = "none needed" if way == "own" else TESTS[test] if way != OPEN else ""
        rows.append((habit.name, WAYS[way], told))
    return Table("Your canvas", ("Habit", "Your decision", "First test"), tuple(rows))


def _log_table() -> Table:
    rows = tuple((habit.name, str(log()[habit.key]["log"])) for habit in HABITS)
    head = ("Habit", "What happened")
    return Table("Three weeks at the desk", head, rows, fold="The desk's log on one page")


def _numbers() -> Table:
    rows = tuple(
        (
            f"{habit.name} (1: {habit.low}, 7: {habit.high})",
            *(", ".join(map(str, people()[habit.key][team])) for team in WHO),
        )
        for habit in HABITS
    )
    head = ("Habit", *WHO.values())
    return Table("Where each person stands, from 1 to 7", head, rows, fold="The crowds as numbers")


def _names(habits: list[str]) -> str:
    return listed([habit.name.lower() for habit in HABITS if habit.key in habits])


def _in_order(canvas: Canvas) -> dict[str, Decision]:
    return {habit.key: canvas[habit.key] for habit in HABITS if habit.key in canvas}


def _small(words: str) -> str:
    return words[0].lower() + words[1:]


_EXTRA: dict[str, Any] = {"canvas": {}}

SIMULATION = Simulation(
    name=NAME,
    title="The norm canvas",
    intro=(
        "Remy's eight field people and Jun's eight data people, on six habits. “Ours” is what "
        "Remy's lean to, “theirs” what Jun's lean to. Decide for each habit: whose way for the "
        "joint work, a new one, or to each its own? Where it is not yours to set, the first test "
        "is to ask those who work there."
    ),
    controls=(
        Choice("habit", "Habit", tuple((one.key, one.name) for one in HABITS), "drafts", True),
        Choice("way", "For the joint desk", tuple(WAYS.items()), OPEN, tiles=True),
        Choice("test", "First test", tuple(TESTS.items()), "none", tiles=True),
    ),
    scene=scene,
    change=change,
    footnote="It is kept as you go. The rules of safety and law are not on this canvas.",
    leaves_out=(
        "A place on a scale is what somebody tends to on most days, and not what they can do. And "
        "whoever is not asked stands on no scale: the night shift, those who join next month."
    ),
    source=(
        "Habits, people and log are invented; the people are drawn by lot. We took a draw in "
        "which the widest gap is not the one that harms the work. It shows what can be, not how "
        "often it is. Keep, take over or make new: our design, after the idea of a third culture."
    ),
    memory=Memory(SAVED_ITEMS[NAME], write, read),
    extra=_EXTRA,
)

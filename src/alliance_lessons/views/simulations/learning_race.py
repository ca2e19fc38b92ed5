"""Lesson 2.4, for those who want the model: who has learned what by when, and who could leave."""

from math import inf

from alliance_lessons.models.learning_race import Learner, Race
from alliance_lessons.views.chart import Axis, Line, line_chart
from alliance_lessons.views.drawing import Picture, num
from alliance_lessons.views.simulation import (
    Button,
    Here,
    Range,
    Scene,
    Simulation,
    State,
    Switch,
    Table,
)

NAME = "learning-race"
WHO = ("Tallowmere", "Norrvane")
TO_LEARN, EFFORT, PRIVATE, MONTHS = 10, 4, 2, 24
JOINT, OPEN = 3, 100


def race_of(state: State) -> Race:
    """The race for the controls as they stand; Tallowmere first.

    >>> race_of({"joint": 3, "open": 100, "time": False}).finish
    (5.0, 10.0)
    """
    joint = float(state["joint"])
    tallowmere = Learner(TO_LEARN, 2, joint=joint, effort=EFFORT, private=PRIVATE)
    norrvane = Learner(
        TO_LEARN,
        2 if state["time"] else 1,
        openness=state["open"] / 100,
        joint=joint,
        effort=EFFORT,
        private=PRIVATE,
    )
    return Race((tallowmere, norrvane))


def scene(state: State, here: Here) -> Scene:
    """What each has learned by when, who could leave, and what it is worth by then."""
    race = race_of(state)
    said = f"{_finish(race)} {_end(race, state['joint'])}"
    return Scene(
        said=said,
        pictures=(_chart(race, said),),
        tables=(_table(race),),
        model=_model(race),
    )


def press(state: State, button: str) -> State:
    """Back to the first numbers."""
    return {**state, "joint": JOINT, "open": OPEN, "time": False}


def _finish(race: Race) -> str:
    first, second = race.finish
    if first == second:
        return f"Both have their ten things to learn after {_months(first)}."
    return (
        f"{WHO[0]} needs {_months(first)} for its ten things to learn, {WHO[1]} {_months(second)}."
    )


def _end(race: Race, joint: int) -> str:
    if race.end == inf:
        return (
            f"Working together brings {joint} a month and costs {EFFORT}: nobody gains by leaving, "
            "so both learn all ten and go on."
        )
    because = f"Working together brings {joint} a month and costs {EFFORT}, so"
    if len(race.leavers) == 2:
        return f"{because} both could leave then, each with all ten."
    who = race.leavers[0]
    left = num(race.learned(1 - who, MONTHS))
    return (
        f"{because} {WHO[who]} could leave after {_months(race.end)}; {WHO[1 - who]} is left with "
        f"{left} of 10."
    )


def _months(number: float) -> str:
    return f"{num(number)} month{'' if number == 1 else 's'}"


def _chart(race: Race, said: str) -> Picture:
    bends = (min(one, race.end, MONTHS) for one in race.finish)
    months = sorted({0, *bends, MONTHS})
    lines = tuple(
        Line(name, tuple((month, race.learned(who, month)) for month in months), who)
        for who, name in enumerate(WHO)
    )
    ends = race.end <= MONTHS
    return line_chart(
        f"{NAME}-learned",
        "What each has learned from the other, month by month",
        said,
        lines,
        Axis("Month", (0, 6, 12, 18, MONTHS)),
        Axis("Learned, of 10", (0, 2, 4, 6, 8, TO_LEARN)),
        guide=(race.end, f"month {num(race.end)}: it could end") if ends else None,
    )


def _table(race: Race) -> Table:
    rows = []
    for who, name in enumerate(WHO):
        learned = num(race.learned(who, MONTHS))
        rows.append((name, f"{learned} of 10", num(race.value(who, MONTHS))))
    head = ("Firm", "Learned by month 24", "Points by month 24")
    return Table("If whoever could leave does leave", head, tuple(rows))


def _model(race: Race) -> str:
    slow = race.firms[1]
    return (
        "Months to learn = things to learn / (things a month x the partner's openness). "
        f"{WHO[0]}: {TO_LEARN} / ({race.firms[0].speed:g} x {slow.openness:g}) = "
        f"{num(race.finish[0])}. {WHO[1]}: {TO_LEARN} / ({slow.speed:g} x 1) = "
        f"{num(race.finish[1])}. Who is done leaves if working together brings less than it "
        f"costs ({EFFORT} a month). Points: what it brings less what it costs, for as long as both "
        f"stay, and {PRIVATE} a month from the day a firm has learned all."
    )


SIMULATION = Simulation(
    name=NAME,
    title="Two who learn, and who is done first",
    intro=(
        "Each firm has ten things to learn from the other. Tallowmere takes in two a month from an "
        "open partner, Norrvane one."
    ),
    controls=(
        Range(
            "joint",
            "What working together brings each, a month",
            0,
            8,
            JOINT,
            unit="points",
            help=f"It costs each {EFFORT} a month throughout.",
        ),
        Range(
            "open",
            "How open Norrvane is, of 100",
            10,
            100,
            OPEN,
            10,
            unit="of 100",
            help="Tallowmere is fully open.",
        ),
        Switch("time", "Norrvane frees people to learn: two things a month"),
        Button("reset", "Back to the start"),
    ),
    scene=scene,
    press=press,
    footnote="All numbers are invented.",
    leaves_out=(
        "Learning is no list that ends: partners who work together find new things to learn. "
        "Nobody leaves in a day; there are contracts, customers and a name to lose. And a firm "
        "that still learns stays here, whatever it costs."
    ),
    source=(
        "The idea of a race to learn follows Hamel (1991, abstract read), that of gains each has "
        "alone and gains both have together Khanna, Gulati and Nohria (1998, abstract read). The "
        "equations and numbers are our own, not theirs."
    ),
)

"""Lesson 2.4: two firms answer each other's openness, and it runs to closed or to open."""

from alliance_lessons.models.openness import OpennessLoop
from alliance_lessons.views.chart import Axis, Line, line_chart
from alliance_lessons.views.drawing import Picture, num
from alliance_lessons.views.simulation import (
    Button,
    Choice,
    Here,
    Range,
    Scene,
    Simulation,
    State,
    Table,
)

NAME = "openness"
ANSWERS = 12
GAIN, COST, FIRST = 3, 2, "0"
STEPS = {"0": "closed", "20": "a little open", "50": "half open", "80": "wide open"}


def scene(state: State, here: Here) -> Scene:
    """The answers one after the other, where they run, and whether both would want that."""
    loop = OpennessLoop(state["gain"], state["cost"])
    path = tuple(100 * one for one in loop.answers(int(state["first"]) / 100, ANSWERS))
    said = f"{_course(loop, path)} {_worth(loop)}"
    return Scene(
        said=said,
        pictures=(_chart(path, said),),
        tables=(_table(path),),
        model=_model(loop),
    )


def press(state: State, button: str) -> State:
    """Back to the first numbers."""
    return {**state, "gain": GAIN, "cost": COST, "first": FIRST}


def _course(loop: OpennessLoop, path: tuple[float, ...]) -> str:
    first = f"Norrvane begins {STEPS[num(path[0])]}, at {num(path[0])} of 100."
    if path[0] == 0:
        return f"{first} Nothing answers nothing: both stay closed, whatever openness would bring."
    share = 100 * loop.gain / loop.tipping_gain
    if loop.course == "staying":
        return f"{first} Each answer is as open as the one before, so it stays there."
    each = f"Each answer is {num(share)} % as open as the one before"
    if loop.course == "closing":
        return (
            f"{first} {each}: after six answers {num(path[6])} of 100 are left, after twelve "
            f"{num(path[12])}. It closes."
        )
    full = next((number for number, one in enumerate(path) if one >= 100), None)
    when = f"with answer {full} both are fully open" if full else "it opens step by step"
    return f"{first} {each}, as far as there is room: {when}."


def _worth(loop: OpennessLoop) -> str:
    """Whether two open firms have more than two closed ones, in points."""
    more = loop.worth_opening
    points = f"{abs(more):g} point{'' if abs(more) == 1 else 's'}"
    if more > 0:
        return f"Two fully open firms would each have {points} more than two closed ones."
    if more < 0:
        return f"Two fully open firms would each have {points} less than two closed ones."
    return "Two fully open firms would have no more and no less than two closed ones."


def _chart(path: tuple[float, ...], said: str) -> Picture:
    return line_chart(
        f"{NAME}-answers",
        "How open each answer is, one after the other",
        said,
        (Line("", tuple(enumerate(path)), 0, marked_at=ANSWERS),),
        Axis("Answers (0: Norrvane's first step)", (0, 3, 6, 9, ANSWERS)),
        Axis("How open, of 100", (0, 25, 50, 75, 100)),
    )


def _table(path: tuple[float, ...]) -> Table:
    who = ("Norrvane", "Tallowmere")
    rows = [(str(number), who[number % 2], num(one)) for number, one in enumerate(path)]
    head = ("Answer", "Who", "How open, of 100")
    return Table("The same numbers as in the picture.", head, tuple(rows), fold="The numbers")


def _model(loop: OpennessLoop) -> str:
    gain, cost, tips = loop.gain, loop.cost, loop.tipping_gain
    return (
        "Each firm has, in points: gain x own openness x the other's openness - cost x own "
        "openness x own openness, with openness from 0 to 1. What pays best is then gain x the "
        "other's openness / (2 x cost), and never more than 1. So answers shrink where the gain "
        "is below 2 x cost, grow where it is above, and stay where they are equal. Here: "
        f"{gain:g} / (2 x {cost:g}) = {gain / tips:.2f}, and it tips at a gain of {tips:g}."
    )


SIMULATION = Simulation(
    name=NAME,
    title="Openness that answers openness",
    intro=(
        "Norrvane takes a first step. Tallowmere answers with what pays Tallowmere best, Norrvane "
        "answers that, and so on. Neither plans ahead."
    ),
    controls=(
        Choice("first", "Norrvane begins", tuple(STEPS.items()), FIRST, tiles=True),
        Range(
            "gain",
            "What joint work brings",
            0,
            12,
            GAIN,
            unit="points",
            help="What each firm gains when both are fully open. Half of it if one is half open.",
        ),
        Range(
            "cost",
            "What openness costs",
            1,
            6,
            COST,
            unit="points",
            help="What full openness costs a firm: hours, worry, and what may travel on.",
        ),
        Button("reset", "Back to the start"),
    ),
    scene=scene,
    press=press,
    footnote="All numbers are invented.",
    leaves_out=(
        "Law, contracts and other people's facts: what is not yours to share is not on this scale. "
        "Words: here nobody can say why, promise a date, or ask. And both firms are alike; for a "
        "small one openness often costs more."
    ),
    source=(
        "Our own design, with some algebra. It shows how answers can feed on answers, and measures "
        "nothing."
    ),
    example=(("set", "first", "50"),),
)

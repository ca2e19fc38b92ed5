"""Lesson 2.2: the learner's bet on why a station was missing, beside what the week shows."""

from collections.abc import Mapping

from alliance_lessons.items.bank import find_item
from alliance_lessons.views.simulation import Here, Scene, Simulation, State, Table
from alliance_lessons.views.two_sides import sides

BET = "relationships.station-seven-why"
SLIP, SILENCE, PURPOSE = "unseen", "unsaid", "chose"


def scene(state: State, here: Here) -> Scene:
    """The points of the bet, if there is one, beside what became of each explanation."""
    bet = here.answers.get(BET)
    shown = sides("2_2", "station")
    rows = []
    for option in find_item(BET).options:
        points = [] if bet is None else [str(bet.get(option.key, 0))]
        rows.append((option.text, *points, shown[option.key]["shows"]))
    head = ("Explanation", *([] if bet is None else ["Your points"]), "What the week shows")
    said = (
        "It was lost by a fault on Monday, noticed on Tuesday evening, and not said until "
        "Thursday evening."
    )
    return Scene(
        said=f"{said} {here.no_bet if bet is None else _beside(bet)}".rstrip(),
        tables=(Table("Four explanations (invented, like the firms)", head, tuple(rows)),),
    )


def _beside(bet: Mapping[str, int]) -> str:
    """Where the points lay: on the silence, on the fault alone, and on purpose."""
    placed = sum(bet.values())
    silence, slip, purpose = (bet.get(key, 0) for key in (SILENCE, SLIP, PURPOSE))
    return (
        f"Of your {placed} points, {silence} lay on a fault that somebody noticed and did not "
        f"tell, {slip} on a fault that nobody noticed, and {purpose} on purpose."
    )


SIMULATION = Simulation(
    name="station-seven",
    title="Your bet, and the week",
    intro="What you believed on Thursday at ten to five, beside what came out.",
    controls=(),
    scene=scene,
    reads=(BET,),
)

"""Lesson 2.2: how many promises of a hundred are kept, and where trust settles in the end."""

from alliance_lessons.models.trust import Pace, steady_trust
from alliance_lessons.views.chart import Axis, Line, line_chart
from alliance_lessons.views.drawing import Picture, num
from alliance_lessons.views.simulation import Here, Range, Scene, Simulation, State, Table

NAME = "reliability"
BET = "relationships.nine-in-ten-bet"
START = 90
FEWEST, ALL = 50, 100
FASTER, EVEN = Pace(), Pace(gain=0.1, loss=0.1)
TOLD = (50, 60, 70, 80, 90, 95, 99, 100)


def settles(kept: int, pace: Pace = FASTER) -> float:
    """Where trust settles, of 100, when `kept` of 100 promises are kept.

    >>> round(settles(90), 1), round(settles(90, EVEN), 1)
    (64.3, 90.0)
    """
    return 100 * steady_trust(kept / 100, pace)


def scene(state: State, here: Here) -> Scene:
    """Both curves with the slider's place on them; the bet comes first."""
    kept = state["kept"]
    bet = here.answers.get(BET)
    if here.learner and bet is None and kept == START:
        said = "Place your bet above, or move the slider, to see where trust settles."
        return Scene(said=said, pictures=(_chart(kept, said, told=False),), model=_model())
    said = (
        f"If {kept} of 100 promises are kept, trust settles around {settles(kept):.0f} of 100. "
        f"If it fell only as fast as it grows, it would settle around {settles(kept, EVEN):.0f}."
    )
    if kept == START:
        placed = here.no_bet if bet is None else f"You bet {num(bet or 0)}."
        said = f"{said} {placed}".rstrip()
    return Scene(
        said=said,
        pictures=(_chart(kept, said, told=True),),
        tables=(_table(),),
        model=_model(),
    )


def _chart(kept: int, said: str, told: bool) -> Picture:
    grid = range(FEWEST, ALL + 1)
    even = tuple((one, settles(one, EVEN)) for one in (FEWEST, ALL))
    at = kept if told else None
    lines = [Line("falls as fast as it grows", even, 1, 84, label_ends=True, marked_at=at)]
    if told:
        faster = tuple((one, settles(one)) for one in grid)
        lines.append(Line("falls faster", faster, 0, 78, above=False, marked_at=at))
    return line_chart(
        f"{NAME}-curves",
        "Where trust settles, by how many promises are kept",
        said,
        lines,
        Axis("Promises kept, of 100", (50, 60, 70, 80, 90, 100)),
        Axis("Trust settles at, of 100", (0, 20, 40, 60, 80, 100)),
    )


def _table() -> Table:
    rows = tuple((str(one), f"{settles(one):.0f}", f"{settles(one, EVEN):.0f}") for one in TOLD)
    head = ("Promises kept, of 100", "Falls faster than it grows", "Falls as fast as it grows")
    return Table("Where trust settles, of 100", head, rows, fold="The numbers")


def _model() -> str:
    return (
        "When the share p of promises is kept, trust settles on average where gain and loss "
        "balance: p x gain / (p x gain + (1 - p) x loss). Gain 5 % and loss 25 % where it falls "
        "faster; 10 % and 10 % where it falls as fast as it grows, and then it settles at p. These "
        "are design values; no deceit is in it."
    )


SIMULATION = Simulation(
    name=NAME,
    title="Nine promises in ten",
    intro=(
        "A partner keeps most promises, and now and then one slips, without a word. After a year "
        "or two trust wanders around one level."
    ),
    controls=(
        Range(
            "kept",
            "Promises kept, of 100",
            FEWEST,
            ALL,
            START,
            unit="of 100",
            help="All promises weigh the same, and every slip goes without a word.",
        ),
    ),
    scene=scene,
    leaves_out=(
        "Nobody explains or mends anything here, and a wrong date on a list weighs as much as a "
        "missed delivery. People forgive the first and remember the second."
    ),
    source=(
        "Computed from the rules of the simulation above, whose numbers are ours. A result of the "
        "model, not of alliances."
    ),
    reads=(BET,),
)

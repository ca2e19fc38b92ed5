"""Lesson 4.3: what letting hold-backs pass brings with three partners, and what it costs."""

from functools import cache

from alliance_lessons.models.long_run_payoff import long_run_payoff
from alliance_lessons.models.strategies import (
    ALWAYS_DEFECT,
    GENEROUS_TIT_FOR_TAT,
    TIT_FOR_TAT,
    generous_tit_for_tat,
)
from alliance_lessons.models.strategy import Strategy
from alliance_lessons.views.chart import Axis, Line, line_chart
from alliance_lessons.views.drawing import Picture
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
from alliance_lessons.views.simulations.slips_and_forgiveness import share

NAME = "forgiveness-and-takers"
BET = "rights.forgiveness-bet"
PARTNERS: dict[str, Strategy] = {
    "strict": TIT_FOR_TAT,
    "forgiving": GENEROUS_TIT_FOR_TAT,
    "taker": ALWAYS_DEFECT,
}
GRID = (0, 1, 2, 3, 5, 8, 12, 20, 33, 50, 75, 100)  # closer where the curves bend
NOISE = 0.01  # signals that go wrong
BOTH_GIVE = 3.0  # points a round for two who always give


@cache
def points(passes: int, partner: str) -> tuple[float, float]:
    """Points a round in the long run, yours and the partner's.

    >>> [round(one, 2) for one in points(33, "taker")]
    [0.69, 2.36]
    """
    you = generous_tit_for_tat(share(passes))
    return long_run_payoff(you, PARTNERS[partner], noise=NOISE).points


def scene(state: State, here: Here) -> Scene:
    """The three curves with the slider's place on them."""
    passes, both = state["passes"], state["both"]
    yours = {name: points(passes, name)[0] for name in PARTNERS}
    taker = points(passes, "taker")[1]
    said = (
        f"You let {passes} of 100 hold-backs pass. With a strict partner you earn "
        f"{yours['strict']:.2f} a round, with a forgiving one {yours['forgiving']:.2f}, "
        f"with a taker {yours['taker']:.2f}."
    )
    if both:
        said += f" The taker earns {taker:.2f} a round from you{_beside_two_givers(taker)}."
    return Scene(
        said=said + _bet(here, passes),
        pictures=(_chart(passes, both, said),),
        tables=(_table(passes, both),),
        off=() if passes else ("never",),
    )


def press(state: State, button: str) -> State:
    """Back to never."""
    return {**state, "passes": 0}


def _beside_two_givers(taker: float) -> str:
    """How the taker's points stand beside those of two who always give, as they are shown."""
    shown = round(taker, 2)
    if shown < BOTH_GIVE:
        return ""
    size = "more than" if shown > BOTH_GIVE else "as much as"
    return f"; that is {size} the 3.00 two who always give would have"


def _bet(here: Here, passes: int) -> str:
    """The learner's bet, which was of ten; 3 of ten and the slider's 33 are not the same."""
    bet = here.answers.get(BET)
    if bet is None:
        return f" {here.no_bet}".rstrip()
    there = round(bet * 10)
    where = "the slider stands there." if there == passes else f"that is {there} on the slider."
    return f" You bet {bet:g} of ten: {where}"


def _chart(passes: int, both: bool, said: str) -> Picture:
    grid = sorted({*GRID, passes})

    def curve(partner: str, whose: int) -> tuple[tuple[float, float], ...]:
        return tuple((one, points(one, partner)[whose]) for one in grid)

    # with the taker's own curve in the picture, the strict one is named at its other end
    strict_at = 100 if both else 14
    lines = [
        Line("with a forgiving partner", curve("forgiving", 0), 0, 2, marked_at=passes),
        Line(
            "with a strict partner",
            curve("strict", 0),
            1,
            strict_at,
            above=False,
            label_ends=both,
            marked_at=passes,
        ),
        Line("with a taker", curve("taker", 0), 2, 30, marked_at=passes),
    ]
    if both:
        lines.append(
            Line(
                "the taker's own",
                curve("taker", 1),
                2,
                78,
                label_ends=True,
                thin=True,
                marked_at=passes,
            )
        )
    high = (0, 1, 2, 3, 4, 5) if both else (0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5)
    whose = "Points a round" if both else "Your points a round"
    return line_chart(
        f"{NAME}-curves",
        f"{whose}, in the long run, by how many hold-backs you let pass",
        said,
        lines,
        Axis("Hold-backs you let pass, of 100", (0, 25, 50, 75, 100)),
        Axis(f"{whose}, in the long run", high),
    )


def _table(passes: int, both: bool) -> Table:
    head = ["Partner", "You, points a round", "Partner, points a round"]
    rows = []
    for label, name in (("Strict", "strict"), ("Forgiving", "forgiving"), ("Taker", "taker")):
        numbers = [f"{one:.2f}" for one in points(passes, name)]
        rows.append((label, *numbers[: 2 if both else 1]))
    caption = f"In the long run, when {passes} of 100 hold-backs pass"
    return Table(caption, tuple(head[: 3 if both else 2]), tuple(rows))


SIMULATION = Simulation(
    name=NAME,
    title="What forgiving brings you, and what it costs",
    intro=(
        "You start by giving, answer a give with a give, and let some hold-backs pass. How many "
        "is yours to set. Three sorts of partner answer."
    ),
    controls=(
        Range(
            "passes",
            "Hold-backs you let pass, of 100",
            0,
            100,
            0,
            unit="of 100",
            help="One signal in a hundred goes wrong throughout. 33 means exactly one in three.",
            ends=("never", "always"),
        ),
        Button("never", "Back to never"),
        Switch("both", "Show the partner's points too"),
    ),
    scene=scene,
    press=press,
    leaves_out=(
        "The three partners never change. In life a partner learns how much you let pass, and "
        "takers look for the generous; and you would stop, speak or leave long before the long run."
    ),
    source=(
        "Computed from the rules shown, with one signal in a hundred going wrong. Generosity after "
        "Nowak and Sigmund (1992, second-hand) and Wu and Axelrod (1995, abstract read). A result "
        "of the model, not of alliances."
    ),
    reads=(BET,),
)

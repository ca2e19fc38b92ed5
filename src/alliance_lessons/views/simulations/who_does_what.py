"""Lesson 3.5: two crews, two kinds of work, and the hours that are saved by dividing it."""

from dataclasses import dataclass

from alliance_lessons.models.comparative_advantage import Pair, best_split, hours, saved
from alliance_lessons.views.drawing import BACK, INK, LINE, TEXT, TONES, Picture, num, text
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

NAME, BET = "who-does-what", "culture.quicker-at-both"
MONTH = 12  # lots of alarms, and site reports, that each crew has in a month
CREWS = ("Remy's crew", "Jun's crew")
WIDEST = 270.0  # of a bar, in the picture's units


@dataclass(frozen=True)
class Case:
    """Hours of each crew for a lot of alarms and for a site report."""

    words: str
    first: tuple[float, float]
    second: tuple[float, float]

    @property
    def pair(self) -> Pair:
        return Pair(self.first, self.second, (MONTH, MONTH), (MONTH, MONTH))


CASES = {
    "remy": Case("Remy's crew is quicker at both", (4, 3), (5, 6)),
    "jun": Case("Jun's crew is quicker at both", (8, 5), (3, 4)),
    "each": Case("Each is quicker at one", (6, 3), (4, 5)),
    "even": Case("Remy's crew is quicker at both, by the same share", (4, 2), (6, 3)),
}
START = "remy"


def scene(state: State, here: Here) -> Scene:
    """The hours of both crews as the work is divided, beside each alone."""
    case = CASES[state["case"]]
    does = (MONTH - state["alarms"], MONTH + state["reports"])  # what Remy's crew does
    now, alone = hours(case.pair, does), case.pair.alone
    untouched = not state["alarms"] and not state["reports"]
    said = _said(case, now) if not untouched else _alone(alone)
    if not untouched and state["case"] == START:
        said += _bet(case, here)
    return Scene(
        said=said,
        pictures=(_bars(alone, now, said),),
        tables=(_rates(case), _numbers(does, now, alone)),
        model=_model(case),
    )


def press(state: State, button: str) -> State:
    """Each does its own work again, or each does one kind of work alone."""
    taken = MONTH if button == "all" else 0
    return {**state, "alarms": taken, "reports": taken}


def _alone(alone: tuple[float, float]) -> str:
    return (
        f"Each crew does its own work: Remy's crew {num(alone[0])} hours a month, Jun's crew "
        f"{num(alone[1])}, together {num(sum(alone))}. Nothing is divided yet."
    )


def _said(case: Case, now: tuple[float, float]) -> str:
    alone = case.pair.alone
    parts = [
        f"{crew} {num(after)} hours instead of {num(before)}"
        for crew, after, before in zip(CREWS, now, alone, strict=True)
    ]
    gain = sum(alone) - sum(now)
    together = f"{num(abs(gain))} hours {'less' if gain > 0 else 'more'} than alone"
    said = f"{parts[0]}, {parts[1]}: together {together if gain else 'as many as alone'}."
    longer = [
        f"{crew} works {num(after - before)} hours longer than alone"
        for crew, after, before in zip(CREWS, now, alone, strict=True)
        if after > before
    ]
    if longer:
        said += f" But {' and '.join(longer)}. Nobody has agreed to that."
    elif gain > 0:
        said += " And nobody works longer than before."
    return said


def _bet(case: Case, here: Here) -> str:
    most = num(saved(case.pair, best_split(case.pair)))
    bet = here.answers.get(BET)
    told = f"You bet on {bet:g}. " if bet is not None else f"{here.no_bet} "
    return f" {told}Here, {most} is the most, if nobody is to work longer.".replace("  ", " ")


def _rates(case: Case) -> Table:
    price = [num_of(hours_of[1] / hours_of[0]) for hours_of in (case.first, case.second)]
    rows = (
        ("A lot of alarms, sorted", *(f"{num(one[0])} hours" for one in (case.first, case.second))),
        ("A site report", *(f"{num(one[1])} hours" for one in (case.first, case.second))),
        ("One report costs, in lots not sorted", *price),
    )
    return Table("Hours for one", ("", *CREWS), rows)


def num_of(lots: float) -> str:
    """A share of lots with up to two decimals.

    >>> num_of(0.75), num_of(1.2), num_of(0.5)
    ('0.75', '1.2', '0.5')
    """
    return f"{lots:.2f}".rstrip("0").rstrip(".")


def _numbers(does: tuple[int, int], now: tuple[float, ...], alone: tuple[float, ...]) -> Table:
    left = tuple(2 * MONTH - one for one in does)
    whose = zip(CREWS, (does, left), now, alone, strict=True)
    rows = tuple(
        (crew, str(lots), str(reports), num(after), num(before))
        for crew, (lots, reports), after, before in whose
    )
    head = ("Who", "Lots of alarms", "Site reports", "Hours now", "Hours alone")
    return Table("Who does how much in a month", head, rows, fold="The numbers")


def _model(case: Case) -> str:
    pair = case.pair
    best = best_split(pair)
    most = saved(pair, best)
    ours, theirs = (num_of(one[1] / one[0]) for one in (case.first, case.second))
    first = f"A report costs Remy's crew {ours} lots, Jun's crew {theirs}. "
    if not most:
        return f"{first}The price is the same on both sides, so no exchange saves an hour."
    after = hours(pair, best)
    return (
        f"{first}Whoever pays the lower price has the comparative advantage in reports, and the "
        "other has it in alarms, whoever is quicker. Any exchange between the two prices gains "
        "both; where in between is for them to settle. The fewest hours in all, with nobody "
        f"working longer than alone: Remy's crew does {num(best[0])} lots and {num(best[1])} "
        f"reports in {num(after[0])} hours, Jun's crew the rest in {num(after[1])}. That saves "
        f"{num(most)} hours, and says nothing of who should have them."
    )


def _bars(alone: tuple[float, ...], now: tuple[float, ...], said: str) -> Picture:
    widest = 220.0  # hours; no setting has more for one crew
    parts, y = [], 0.0
    for nth, crew in enumerate(CREWS):
        parts.append(text(2, y + TEXT, crew, bold=True))
        y += LINE + 2
        for label, one, fill in (("alone", alone[nth], BACK), ("now", now[nth], TONES[nth])):
            width = WIDEST * min(one, widest) / widest
            parts.append(
                f'<rect x="2" y="{num(y)}" width="{num(width)}" height="14" fill="{fill}" '
                f'stroke="{INK}" stroke-width="1"/>'
            )
            parts.append(text(width + 8, y + 13, f"{num(one)} {label}"))
            y += 20
        y += 6
    return Picture(f"{NAME}-hours", "Hours of both crews, alone and now", said, y, "".join(parts))


SIMULATION = Simulation(
    name=NAME,
    title="Who does what",
    intro=(
        "Each month each crew has twelve lots of night alarms to sort and twelve site reports to "
        "write. Let them take work over from each other, and watch the hours of both."
    ),
    controls=(
        Choice("case", "The two crews", tuple((k, one.words) for k, one in CASES.items()), START),
        Range("alarms", "Lots of alarms that Jun's crew takes over", 0, MONTH, 0, unit="lots"),
        Range("reports", "Site reports that Remy's crew takes over", 0, MONTH, 0, unit="reports"),
        Button("all", "Each does one kind of work only", main=True),
        Button("none", "Each alone again"),
    ),
    scene=scene,
    press=press,
    leaves_out=(
        "One learns what one does and forgets what one no longer does. Who has given work away "
        "depends on the other. Handing it over takes time. And the dull half may land with the "
        "same people month after month, until they can do nothing else."
    ),
    source=(
        "The idea after Ricardo (1817), as textbooks teach it; crews, work and hours are "
        "invented. A result of the rules shown, and no finding about alliances."
    ),
    reads=(BET,),
    example=(("press", "all"),),
)

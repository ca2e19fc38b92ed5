"""Lesson 4.4: a promise on no paper, held by the value of the future."""

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any

from alliance_lessons.models.relational_contract import RelationalContract
from alliance_lessons.views.bar import threshold_bar
from alliance_lessons.views.chart import Axis, Line, line_chart, ticks
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

NAME = "when-a-promise-holds"
BET = "rights.bet-enough-future"
BAR = "Chance of a next quarter, from 0 to 100 %"
QUARTERS = 12
WHOLE = 100 ** (QUARTERS - 1)
SEATS: dict[str, dict[str, int]] = {
    "tallowmere": {"keep": 100, "break": 160, "outside": 40, "chance": 70},
    "norrvane": {"keep": 100, "break": 130, "outside": 80, "chance": 70},
}
SEAT_WORDS = {
    "tallowmere": "Tallowmere's seat: keep the two analysts on the project",
    "norrvane": "Norrvane's seat: keep the test week free",
}


@dataclass(frozen=True)
class Promise:
    """The numbers of one seat; any are possible, also where nothing tempts or nothing holds."""

    keep: int
    broken: int
    outside: int
    chance: int

    @property
    def needed(self) -> float | None:
        """The chance in percent from which on keeping pays; None where there is no such chance.

        >>> [Promise(100, d, o, 70).needed for d, o in ((160, 40), (160, 80), (90, 40), (160, 100))]
        [50.0, 75.0, None, None]
        """
        if not self.broken > self.keep > self.outside:
            return None
        return 100 * RelationalContract(self.keep, self.broken, self.outside).patience_threshold

    @cached_property
    def totals(self) -> tuple[tuple[float, float], ...]:
        """If kept and if broken, the money up to each quarter, weighed by its chance to come."""
        return tuple((kept / WHOLE, broken / WHOLE) for kept, broken in self._totals)

    @cached_property
    def _totals(self) -> tuple[tuple[int, int], ...]:
        """The same in whole numbers, WHOLE to the k€, so that level is exactly level."""
        weights = [self.chance**quarter * WHOLE // 100**quarter for quarter in range(QUARTERS)]
        after = [self.broken] + [self.outside] * (QUARTERS - 1)
        kept = accumulate(self.keep * weight for weight in weights)
        broken = accumulate(gain * weight for gain, weight in zip(after, weights, strict=True))
        return tuple(zip(kept, broken, strict=True))

    @property
    def passed(self) -> int | None:
        """The first quarter in which keeping is ahead; None where that takes more than twelve."""
        return next((q for q, (kept, broken) in enumerate(self._totals, 1) if kept > broken), None)


def scene(state: State, here: Here) -> Scene:
    """The picture, sentence and numbers for the sliders as they stand."""
    promise = Promise(state["keep"], state["break"], state["outside"], state["chance"])
    start = SEATS[state["seat"]]
    moved = any(state[name] != start[name] for name in start)
    same_deal = all(state[name] == start[name] for name in ("keep", "break", "outside"))
    bet = here.answers.get(BET)
    # the bet comes first: until it is placed or something is moved, what is needed stays hidden
    first = here.learner and bet is None and not moved and state["seat"] == "tallowmere"
    said = "Place your bet above, or move a slider, to see what it needs."
    if not first:
        said = _verdict(promise)
    if not first and state["seat"] == "tallowmere" and same_deal:
        placed = here.no_bet if bet is None else f"You bet {num(bet)} %; the model needs 50 %."
        said = f"{said} {placed}".rstrip()
    return Scene(
        said=said,
        pictures=(_lines(promise, said), _bar(promise, bet, first)),
        tables=(_table(promise),),
        labels={"seat": {state["seat"]: f"{SEAT_WORDS[state['seat']]} (changed)"}} if moved else {},
        model=_model(promise, first),
    )


def change(state: State, name: str, value: Any) -> State:
    """A seat brings its numbers along; a slider leaves the seat as it is."""
    return {**state, name: value, **(SEATS[value] if name == "seat" else {})}


def press(state: State, button: str) -> State:
    """Back to the numbers of the seat."""
    return {**state, **SEATS[state["seat"]]}


def _percent(promise: Promise) -> str:
    """The chance needed, whole unless that would read as enough where it is not."""
    needed = promise.needed
    if needed is None:
        return "none"
    exact = round(needed) == promise.chance and needed > promise.chance
    return f"{needed:.1f} %" if exact else f"{needed:.0f} %"


def _verdict(promise: Promise) -> str:
    needed = promise.needed
    if promise.broken <= promise.keep:
        return (
            "Nothing tempts: breaking brings no more than keeping, even in the first quarter. "
            "Needed: none."
        )
    if needed is None:
        return (
            "Nothing holds it: this firm earns as much outside, so no chance of a next quarter "
            "is enough."
        )
    measure = f"{_percent(promise)}, and there is {promise.chance} %."
    if needed > promise.chance:
        return (
            f"The promise does not hold by itself: it needs a chance of {measure} "
            "Keeping never catches up; here it takes paper, or a different deal."
        )
    if promise.passed is None:
        return (
            f"The promise only just holds: it needs {measure} "
            "Keeping takes more than twelve quarters to catch up."
        )
    return (
        f"The promise holds by itself: it needs a chance of {measure} "
        f"Breaking is ahead at first; keeping passes it in quarter {promise.passed}."
    )


def _lines(promise: Promise, said: str) -> Picture:
    kept = tuple((q, one) for q, (one, _) in enumerate(promise.totals, 1))
    broken = tuple((q, one) for q, (_, one) in enumerate(promise.totals, 1))
    passes = promise.needed is not None and promise.passed
    return line_chart(
        f"{NAME}-totals",
        "Total so far if the promise is kept, and if it is broken",
        said,
        (
            Line("keep", kept, 0, marked_at=passes or None),
            Line("break", broken, 1, marked_at=passes or None),
        ),
        Axis("Quarter", (1, 4, 8, QUARTERS)),
        Axis("Total so far, k€ (expected)", ticks(0, max(kept[-1][1], broken[-1][1]))),
        guide=(passes, f"quarter {passes}: keeping passes") if passes else None,
    )


def _bar(promise: Promise, bet: float | None, first: bool) -> Picture:
    if first:
        words = f"There is: {promise.chance} %."
        return threshold_bar(f"{NAME}-bar", BAR, words, None, "", promise.chance)
    words = f"Needed: {_percent(promise)}. There is: {promise.chance} %."
    words += f" Your bet: {num(bet)} %." if bet is not None else ""
    label = f"needed: {_percent(promise)}"
    if promise.needed is None and promise.broken > promise.keep:
        label = "nothing is enough"
    # where nothing tempts, any chance is enough: the whole bar is filled
    needed = 0.0 if promise.broken <= promise.keep else promise.needed
    return threshold_bar(
        f"{NAME}-bar",
        BAR,
        words,
        needed,
        label,
        promise.chance,
        bet,
    )


def _table(promise: Promise) -> Table:
    rows = []
    for quarter, (kept, broken) in enumerate(promise.totals, 1):
        chance = 100 * (promise.chance / 100) ** (quarter - 1)
        ahead = "keep" if kept > broken else "break" if broken > kept else "level"
        numbers = (f"{num(chance)} %", num(kept), num(broken))
        rows.append((str(quarter), *numbers, ahead))
    head = ("Quarter", "Chance that it comes", "Total if kept", "Total if broken", "Who is ahead")
    return Table(
        "The same numbers as in the picture.", head, tuple(rows), fold="The numbers, in k€"
    )


def _model(promise: Promise, first: bool) -> str:
    rule = "Keep when the chance of a next quarter is at least (break - keep) / (break - outside). "
    if first:
        return rule.rstrip()
    if promise.needed is None:
        return rule + "With the numbers above there is no such chance."
    keep, broken, outside = promise.keep, promise.broken, promise.outside
    return (
        f"{rule}From the numbers above: ({broken} - {keep}) / ({broken} - {outside}) = "
        f"{promise.needed / 100:.2f}."
    )


_START = SEATS["tallowmere"]

SIMULATION = Simulation(
    name=NAME,
    title="When a promise holds",
    intro="One promise, nothing on paper. Does it pay this firm to keep it?",
    controls=(
        Choice("seat", "Whose seat", tuple(SEAT_WORDS.items()), "tallowmere"),
        Range(
            "keep",
            "A quarter in which the promise is kept",
            20,
            200,
            _START["keep"],
            10,
            "k€",
            "What this firm earns from the project while both keep their word.",
        ),
        Range(
            "break",
            "The quarter in which it is broken",
            20,
            400,
            _START["break"],
            10,
            "k€",
            "What this firm earns in that one quarter: the better offer included.",
        ),
        Range(
            "outside",
            "Every quarter after that",
            0,
            200,
            _START["outside"],
            10,
            "k€",
            "What is left outside: the project runs by the contract only, or with somebody else.",
        ),
        Range(
            "chance",
            "Chance of a next quarter",
            0,
            95,
            _START["chance"],
            5,
            "%",
            "How likely, each quarter, that the two go on together: the market, the budget, the "
            "people who made the promise.",
        ),
        Button("reset", "Back to the start"),
    ),
    scene=scene,
    change=change,
    press=press,
    footnote="All numbers are invented.",
    leaves_out=(
        "One firm at a time: the promise holds only if it holds in both seats. After one break "
        "trust is gone for good; in life some is repaired. Every quarter is alike and both know "
        "the numbers. No law, no conscience, no reputation with others, no person who leaves. If "
        "the two part for another reason, both lines get the same income afterwards, so the "
        "picture leaves it out."
    ),
    source=(
        "The condition is standard; the idea that an informal agreement between firms is held by "
        "the value of the future follows Baker, Gibbons and Murphy, Relational contracts and the "
        "theory of the firm, Quarterly Journal of Economics 117(1), 2002. Reading patience as the "
        "chance of a next quarter, and the numbers, are ours."
    ),
    reads=(BET,),
)

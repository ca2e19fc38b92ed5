"""Lesson 4.2: eight partners, each with a rule of its own that nobody tells.

What was played is kept as text, such as "A1:gggg B1:ghh now:B": partner, how often the partner
was started, and the moves (g for give, h for hold back). All else is replayed from it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from types import MappingProxyType
from typing import Any

from alliance_lessons.models.iterated_game import Match, play_against
from alliance_lessons.models.strategies import (
    ALWAYS_COOPERATE,
    ALWAYS_DEFECT,
    GRIM_TRIGGER,
    LATE_DEFECTOR,
    RANDOM,
    TESTER,
    TIT_FOR_TAT,
    TIT_FOR_TWO_TATS,
)
from alliance_lessons.models.strategy import Strategy
from alliance_lessons.views.simulation import (
    Button,
    Choice,
    Here,
    Memory,
    Scene,
    Simulation,
    State,
    Table,
)
from alliance_lessons.views.simulations import SAVED_ITEMS
from alliance_lessons.views.strips import Strip, strips

NAME = "eight-partners"
BET = "rights.eight-bet"
PARTNERS: Mapping[str, Strategy] = MappingProxyType(
    {
        "A": TIT_FOR_TAT,
        "B": ALWAYS_DEFECT,
        "C": TIT_FOR_TWO_TATS,
        "D": GRIM_TRIGGER,
        "E": ALWAYS_COOPERATE,
        "F": LATE_DEFECTOR,
        "G": RANDOM,
        "H": TESTER,
    }
)
FIRST_LENGTHS = {"A": 12, "B": 11, "C": 13, "D": 12, "E": 14, "F": 13, "G": 14, "H": 12}
KEPT = 40  # meetings with each partner
MOVES = {"give": "g", "hold": "h"}
MEETING = re.compile(r"([A-H])([1-9][0-9]{0,3}):([gh]{0,15})")


@dataclass(frozen=True)
class Meeting:
    """One meeting with a partner: which start it is, and your moves so far."""

    partner: str
    start: int = 1
    moves: str = ""

    @property
    def length(self) -> int:
        """How many rounds it has, which is never said; at least 11, so that F can show itself.

        >>> [Meeting(partner).length for partner in "ABF"]
        [12, 11, 13]
        """
        if self.start == 1:
            return FIRST_LENGTHS[self.partner]
        return Random(f"{NAME} {self.partner} {self.start}").randint(11, 15)

    @property
    def over(self) -> bool:
        return len(self.moves) >= self.length

    @property
    def match(self) -> Match:
        """The meeting replayed."""
        return _replay(self.partner, self.start, self.moves)


@lru_cache(maxsize=1024)
def _replay(partner: str, start: int, moves: str) -> Match:
    letters = ["C" if move == "g" else "D" for move in moves]
    seed = 10 * start + list(PARTNERS).index(partner)
    return play_against(PARTNERS[partner], letters, seed=seed)


def scene(state: State, here: Here) -> Scene:
    """The meeting with the partner chosen, and what is known of all eight."""
    now = _latest(state, state["partner"])
    finished = {name: _finished(state, name) for name in PARTNERS}
    said = _sentence(now)
    if now.over:
        said += _bet(here, [one for met in finished.values() for one in met])
    tables = [_record(now)] if now.moves else []
    if any(finished.values()):
        tables.append(_overview(finished))
    you, partner = now.match.moves
    rows = (Strip("You", you), Strip(f"Partner {now.partner}", partner))
    return Scene(
        said=said,
        pictures=(strips(f"{NAME}-moves", f"Moves with partner {now.partner}", rows),)
        if now.moves
        else (),
        tables=tuple(tables),
        labels={"partner": {name: f"{name}: {_met(state, name)}" for name in PARTNERS}},
        off=(*(("give", "hold", "end") if now.over else ()), *(() if now.moves else ("again",))),
    )


def press(state: State, button: str) -> State:
    """A round more, all that remain, or this partner from the start; nothing after the last."""
    now = _latest(state, state["partner"])
    earlier = state["meetings"].get(now.partner, (now,))[:-1]
    if button == "again" and now.moves:
        earlier, now = (*earlier, now), Meeting(now.partner, now.start + 1)
    elif button in MOVES and not now.over:
        now = Meeting(now.partner, now.start, now.moves + MOVES[button])
    elif button == "end":
        now = Meeting(now.partner, now.start, now.moves.ljust(now.length, MOVES["give"]))
    meetings = {**state["meetings"], now.partner: (*earlier, now)[-KEPT:]}
    return {**state, "meetings": meetings}


def write(state: State) -> str:
    """The state as text."""
    met = [one for name in PARTNERS for one in state["meetings"].get(name, ())]
    kept = [f"{one.partner}{one.start}:{one.moves}" for one in met]
    return " ".join([*kept, f"now:{state['partner']}"])


def read(text: str) -> State:
    """The state from a text; what is no meeting in it is passed over.

    >>> read("A1:gg what A2:g now:B")["partner"], write(read("A1:gg what A2:g now:B"))
    ('B', 'A1:gg A2:g now:B')
    """
    meetings: dict[str, tuple[Meeting, ...]] = {}
    partner = "A"
    for word in text.split():
        if found := MEETING.fullmatch(word):
            one = Meeting(found[1], int(found[2]), found[3])
            one = Meeting(one.partner, one.start, one.moves[: one.length])
            meetings[one.partner] = (*meetings.get(one.partner, ()), one)[-KEPT:]
        elif word[:4] == "now:" and word[4:] in PARTNERS:
            partner = word[4:]
    return {"partner": partner, "meetings": meetings}


def _latest(state: State, partner: str) -> Meeting:
    met: tuple[Meeting, ...] = state["meetings"].get(partner, ())
    return met[-1] if met else Meeting(partner)


def _finished(state: State, partner: str) -> list[Meeting]:
    return [one for one in state["meetings"].get(partner, ()) if one.over]


def _met(state: State, partner: str) -> str:
    now, times = _latest(state, partner), len(_finished(state, partner))
    if now.moves and not now.over:
        return "in play"
    return ("not met yet", "met once")[times] if times < 2 else f"met {times} times"


def _sentence(now: Meeting) -> str:
    if not now.moves:
        return f"Partner {now.partner}: no round played yet."
    match, rounds = now.match, len(now.moves)
    you, partner = ("gave" if moves[-1] == "C" else "held back" for moves in match.moves)
    mine, theirs = match.scores
    last = f"Round {rounds} with partner {now.partner}: you {you}, the partner {partner}."
    if not now.over:
        return f"{last} So far you have {_points(mine)} and the partner {theirs:g}."
    return (
        f"{last} That was the last round with partner {now.partner}, and you were not told before. "
        f"You have {_points(mine)} from {rounds} rounds, the partner {theirs:g}; two who always "
        f"give would have {3 * rounds} each."
    )


def _points(number: float) -> str:
    return f"{number:g} point{'' if number == 1 else 's'}"


def _bet(here: Here, finished: list[Meeting]) -> str:
    """The bet was on how many hold back on somebody who always gives."""
    given = {one.partner: one.match.moves[1] for one in finished if "h" not in one.moves}
    if not given:
        return ""
    bet = here.answers.get(BET)
    held = sum("D" in moves for moves in given.values())
    so_far = f"You have always given to {len(given)} of them so far, and {held} held back."
    if bet is None:
        return f" {here.no_bet} {so_far}"
    return f" You bet that {bet:g} of the eight would hold back on you. {so_far}"


def _record(now: Meeting) -> Table:
    rows = [
        (
            str(number),
            *("give" if a.value == "C" else "hold back" for a in one.carried_out),
            *(f"{points:g}" for points in one.points),
        )
        for number, one in enumerate(now.match.rounds, 1)
    ]
    head = ("Round", "You", "Partner", "Your points", "Partner's points")
    return Table(f"Partner {now.partner}, newest round on top", head, tuple(reversed(rows)))


def _overview(finished: Mapping[str, list[Meeting]]) -> Table:
    rows: list[tuple[str, ...]] = []
    for name, met in finished.items():
        if not met:
            rows.append((name, "not met yet", "", ""))
            continue
        scores = met[-1].match.scores
        each = (f"{score / met[-1].length:.2f}" for score in scores)
        rows.append((name, str(len(met)), *each))
    head = ("Partner", "Times met", "You, points a round", "Partner, points a round")
    return Table("Partners met to the last round (points: last meeting)", head, tuple(rows))


_EXTRA: dict[str, Any] = {"meetings": {}}

SIMULATION = Simulation(
    name=NAME,
    title="Eight partners",
    intro=(
        "Choose a partner. In each round you both decide at the same moment: give, or hold back. "
        "Nobody tells you how the partner ticks, or which round is the last."
    ),
    controls=(
        Choice("partner", "Partner", tuple((one, one) for one in PARTNERS), "A", tiles=True),
        Button("give", "Give", main=True),
        Button("hold", "Hold back", main=True),
        Button("end", "Give to the end"),
        Button("again", "Start this partner again"),
    ),
    scene=scene,
    press=press,
    footnote=(
        "A partner answers only to what you do here. None of them knows how you treat the others."
    ),
    payoffs=Table(
        "Points for you / for the partner",
        ("", "The partner gives", "The partner holds back"),
        (("You give", "3 / 3", "0 / 5"), ("You hold back", "5 / 0", "1 / 1")),
    ),
    leaves_out=(
        "You can't talk, leave, put it in writing, or look at what this partner did to others; one "
        "right counts like another; nothing goes wrong on its way. In an alliance all of that is "
        "possible."
    ),
    source=(
        "Rounds and points after Axelrod's repeated game (1984, as described by Rapoport, Seale "
        "and Colman 2015). The choice of these eight, and the words “give” and “hold back”, are "
        "ours."
    ),
    reads=(BET,),
    memory=Memory(SAVED_ITEMS[NAME], write, read),
    extra=_EXTRA,
)

"""Lesson 3.2: two teams on one habit, and what the habit tells of one person."""

from collections.abc import Mapping
from functools import lru_cache
from random import Random
from statistics import NormalDist
from typing import Any

from alliance_lessons.models.crowds import (
    best_guesses,
    overlap,
    right_guesses,
    stands_above,
    who_is_later,
)
from alliance_lessons.models.workstyle import HABITS, HIGHEST, MIDDLE, shown
from alliance_lessons.views.crowds import Chosen, Crowd, crowds
from alliance_lessons.views.drawing import Picture, num
from alliance_lessons.views.simulation import (
    Button,
    Here,
    Range,
    Scene,
    Simulation,
    State,
    Table,
)

NAME = "one-person"
BET = "culture.bet-one-person"
TEAM = 40  # people in each of the two
TEAMS = ("Dots", "Squares")
GUESSES = {"dot": 0, "square": 1}
HABIT = HABITS[0]
DOTS = 3.0  # their figure; a whole step, so that rounding does no harm
RULE = 100  # people for whom the figure guesses at a press
SEED = 32
TENTHS = 10


@lru_cache(maxsize=64)
def teams(gap: int, spread: int) -> tuple[Crowd, Crowd]:
    """The two teams for a gap and a spread in tenths of a step, evenly placed in their curves.

    >>> [team.counts for team in teams(10, 16)]
    [(7, 8, 10, 8, 5, 1, 1), (2, 5, 8, 10, 8, 5, 2)]
    """
    return _team(0, DOTS, spread), _team(1, DOTS + gap / TENTHS, spread)


def _team(number: int, figure: float, spread: int) -> Crowd:
    curve = NormalDist(figure, spread / TENTHS)
    places = [shown(curve.inv_cdf((one + 0.5) / TEAM)) for one in range(TEAM)]
    counts = tuple(places.count(column) for column in range(1, HIGHEST + 1))
    return Crowd(TEAMS[number], counts, figure, number)


@lru_cache(maxsize=256)
def person(number: int) -> tuple[int, int]:
    """The team of the person drawn as this number, and the place in it; the same on each day."""
    luck = Random(SEED * 1_000_003 + number)
    return int(2 * luck.random()), int(TEAM * luck.random())


def column_of(pair: tuple[Crowd, Crowd], number: int) -> int:
    """What a person that was drawn does, from 1 to 7."""
    team, place = person(number)
    for column, count in enumerate(pair[team].counts, 1):
        place -= count
        if place < 0:
            return column
    raise AssertionError("a place is one of the team's people")


def by_figure(pair: tuple[Crowd, Crowd], column: int) -> int:
    """The team whose figure is nearer; in the very middle it says the Squares."""
    return int(2 * column >= pair[0].figure + pair[1].figure)


def press(state: State, button: str) -> State:
    """Draw somebody, guess, let the figure guess for a hundred, or begin again."""
    pair = teams(state["gap"], state["spread"])
    if button == "again":
        return {**state, **_EXTRA}
    waits = state["waits"]
    if button == "draw" and not waits:
        return {**state, "drawn": state["drawn"] + 1, "waits": True, "guess": None}
    if button in GUESSES and waits:
        right = GUESSES[button] == person(state["drawn"])[0]
        return {
            **state,
            "waits": False,
            "guess": GUESSES[button],
            "right": state["right"] + right,
            "guessed": state["guessed"] + 1,
        }
    if button == "rule" and not waits:
        numbers = range(state["drawn"] + 1, state["drawn"] + RULE + 1)
        held = sum(by_figure(pair, column_of(pair, one)) == person(one)[0] for one in numbers)
        return {
            **state,
            "drawn": state["drawn"] + RULE,
            "guess": None,
            "held": state["held"] + held,
            "tried": state["tried"] + RULE,
        }
    return state


def change(state: State, name: str, value: Any) -> State:
    """Other teams, and so a new count."""
    return {**state, **_EXTRA, name: value}


def scene(state: State, here: Here) -> Scene:
    """The two teams, the person who was drawn, and the count so far."""
    bet = here.answers.get(BET)
    moved = {name: state[name] for name in START} != START
    if here.learner and bet is None and not moved:
        return Scene(said="Place your bet above, or move a slider, to see the two teams.")
    pair = teams(state["gap"], state["spread"])
    first = state["gap"] == GAP and state["spread"] == SPREAD  # what the bet was on
    played = _drawn(state, pair), _counted(state)
    told = (*played, _teams(pair, bet if first else None), "" if any(played) else _met(pair))
    waits = state["waits"]
    return Scene(
        said=" ".join(filter(None, told)),
        pictures=(_picture(state, pair),),
        tables=(_table(pair),),
        off=("draw", "rule") if waits else tuple(GUESSES),
        model=_model(state),
    )


def _drawn(state: State, pair: tuple[Crowd, Crowd]) -> str:
    if state["waits"]:
        column = column_of(pair, state["drawn"])
        return f"Somebody stands at {column}, {_does(column)}: a Dot or a Square?"
    if state["guess"] is None:
        return ""
    team, verdict = person(state["drawn"])[0], "you were wrong"
    if state["guess"] == team:
        verdict = "you were right"
    return f"It was a {TEAMS[team][:-1]}: {verdict}."


def _does(column: int) -> str:
    """What somebody at a column does, in words.

    >>> _does(2), _does(4)
    ('rather “shows a rough draft early”', 'half-way between')
    """
    if column == MIDDLE:
        return "half-way between"
    end = HABIT.low if column < MIDDLE else HABIT.high
    return f"{'' if column in (1, HIGHEST) else 'rather '}“{end}”"


def _counted(state: State) -> str:
    told = []
    if state["guessed"]:
        told.append(f"You have been right about {state['right']} of {_people(state['guessed'])}.")
    if state["tried"]:
        told.append(
            f"The team figure was right about {state['held']} of {_people(state['tried'])}; "
            f"a coin would be about {state['tried'] // 2}. People are drawn by lot: now and then "
            "that brings a few more, or fewer."
        )
    return " ".join(told)


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


def _teams(pair: tuple[Crowd, Crowd], bet: float | None) -> str:
    best = best_guesses(*(team.counts for team in pair))
    said = (
        f"By what they do, one can name the right team for {best} of all {2 * TEAM} people at "
        f"best, each taken once; a coin gets {TEAM}."
    )
    if bet is not None:
        said += f" You bet on {num(bet)} of 20; the best is about {best * 20 / 80:.0f} of 20."
    return said


def _met(pair: tuple[Crowd, Crowd]) -> str:
    met = who_is_later(*(team.counts for team in pair))
    later, alike, earlier = (f"{100 * count / TEAM**2:.0f}" for count in met)
    return (
        f"When a Dot and a Square meet, the Square shows drafts later in {later} of 100 cases, "
        f"the Dot in {earlier}, and both do alike in {alike}."
    )


def _picture(state: State, pair: tuple[Crowd, Crowd]) -> Picture:
    chosen = None
    if state["waits"] or state["guess"] is not None:
        column = column_of(pair, state["drawn"])
        chosen = Chosen(column, None if state["waits"] else person(state["drawn"])[0])
    title = "When people of two teams show a draft, each person a mark"
    words = "Forty dots above forty squares, in seven columns from early to finished."
    return crowds(f"{NAME}-crowds", title, words, pair, (HABIT.low, HABIT.high), chosen)


def _table(pair: tuple[Crowd, Crowd]) -> Table:
    rows = [(team.label, f"{team.figure:.1f}", *map(str, team.counts)) for team in pair]
    head = ("Team", "Team figure", *map(str, range(1, HIGHEST + 1)))
    return Table(
        "People at each place of the scale", head, tuple(rows), fold="The picture as a table"
    )


def _model(state: State) -> str:
    gap = state["gap"] / state["spread"]
    return (
        "Both teams lie on normal curves of the same standard deviation s; m is the distance of "
        f"their means. Here m / s = {state['gap'] / TENTHS:.1f} / {state['spread'] / TENTHS:.1f} = "
        f"{gap:.2f}. The curves overlap by 2 Phi(-m / 2s) = {overlap(gap):.2f}. A random Square "
        f"lies above a random Dot with the chance Phi(m / (s √2)) = {stands_above(gap):.2f}. "
        f"Who guesses the nearer team is right with the chance Phi(m / 2s) = "
        f"{right_guesses(gap):.2f}. The people in the picture are rounded to whole steps, so their "
        "counts differ a little from these."
    )


_EXTRA: Mapping[str, Any] = {
    "drawn": 0,
    "waits": False,
    "guess": None,
    "right": 0,
    "guessed": 0,
    "held": 0,
    "tried": 0,
}
GAP, SPREAD = 10, 16

SIMULATION = Simulation(
    name=NAME,
    title="Two teams, one person",
    intro=(
        "Forty people in each of two teams; each mark is a person. On the average the Squares show "
        "their drafts later. Draw one person, see what that person does, and say the team."
    ),
    controls=(
        Range(
            "gap",
            "Gap between the two team figures",
            0,
            30,
            GAP,
            5,
            "tenths of a step",
            ends=("none", "three steps"),
        ),
        Range(
            "spread",
            "How much people of one team differ",
            4,
            24,
            SPREAD,
            2,
            "tenths of a step",
            "Two in three of a team lie within this distance of its figure.",
            ends=("nearly alike", "each their own way"),
        ),
        Button("draw", "Draw one person", main=True),
        Button("dot", "A Dot"),
        Button("square", "A Square"),
        Button("rule", "Let the team figure guess for 100"),
        Button("again", "Start the count again"),
    ),
    scene=scene,
    press=press,
    change=change,
    leaves_out=(
        "Both teams are spread alike, and one habit says nothing about the five others. People "
        "change, act differently on a bad day, and may tell a survey what they would like to do. "
        "Real teams are seldom as regular as these."
    ),
    source=(
        "The scale is our own design, and all people are invented: synthetic, seeded. The measures "
        "under Show the model are the overlapping coefficient and the common language effect size "
        "of McGraw and Wong (1992)."
    ),
    reads=(BET,),
    extra=_EXTRA,
    example=(("press", "rule"),),
    words_first=True,
)

START = {"gap": GAP, "spread": SPREAD, **_EXTRA}

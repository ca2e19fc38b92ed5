"""Lesson 4.3: what one slip does to a strict pair and to a forgiving one, side by side."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache

from alliance_lessons.models.iterated_game import play_match
from alliance_lessons.models.long_run_payoff import long_run_payoff
from alliance_lessons.models.strategies import generous_tit_for_tat
from alliance_lessons.views.chart import Axis, Line, line_chart
from alliance_lessons.views.drawing import Picture
from alliance_lessons.views.simulation import Button, Here, Range, Scene, Simulation, State, Table
from alliance_lessons.views.strips import Strip, strips

NAME = "slips-and-forgiveness"
BET = "rights.strict-bet"
MOST = 200  # rounds
SEEN = 25  # rounds that the strips show, and from which on the long run is told: bets come first
SEEDS = (19, 119, 179, 228, 236, 259, 399, 425)
NAMES = ("Strict pair", "Forgiving pair")


def share(of_100: int) -> Fraction:
    """A slider's place as a share; 33 means one third.

    >>> share(33), share(50)
    (Fraction(1, 3), Fraction(1, 2))
    """
    return Fraction(1, 3) if of_100 == 33 else Fraction(of_100, 100)


@dataclass(frozen=True)
class Pair:
    """All rounds of two alike partners: moves and running points of both sides, and where
    signals went wrong, as (round, side)."""

    moves: tuple[str, str]
    points: tuple[tuple[float, float], ...]
    wrong: tuple[tuple[int, int], ...]
    long_run: float

    def average(self, rounds: int) -> float:
        """Points a round and side, so far."""
        return sum(self.points[rounds - 1]) / 2 / rounds

    def wrong_until(self, rounds: int) -> list[tuple[int, int]]:
        return [(number, side) for number, side in self.wrong if number <= rounds]


@lru_cache(maxsize=256)
def pair(passes: int, slips: int, run: int) -> Pair:
    """The pair that lets `passes` of 100 hold-backs pass; a strict one lets none.

    >>> strict = pair(0, slips=1, run=0)
    >>> [number for number, side in strict.wrong], strict.average(200), strict.long_run
    ([7, 28, 43, 180], 2.245, 2.25)
    """
    one = generous_tit_for_tat(share(passes))
    seed = SEEDS[run] if run < len(SEEDS) else 1000 + run
    match = play_match(one, one, rounds=MOST, seed=seed, noise=slips / 100)
    wrong = [
        (number, side)
        for number, played in enumerate(match.rounds, 1)
        for side, slip in enumerate(played.slips)
        if slip
    ]
    return Pair(match.moves, match.running_scores, tuple(wrong), _long_run(passes, slips))


@cache
def _long_run(passes: int, slips: int) -> float:
    one = generous_tit_for_tat(share(passes))
    return long_run_payoff(one, one, noise=slips / 100).points[0]


def scene(state: State, here: Here) -> Scene:
    """Both pairs after the rounds played so far."""
    rounds = state["rounds"]
    pairs = [pair(passes, state["slips"], state["run"]) for passes in (0, state["passes"])]
    said = (
        _sentence(pairs, rounds) + _habit(pairs[0], rounds) + _bet(here, rounds, pairs[0].long_run)
    )
    return Scene(
        said=said,
        pictures=(_strips(pairs, rounds), _chart(pairs, rounds, said)),
        tables=(_summary(pairs, rounds), *_record(pairs, rounds)),
        off=(*(("next", "play") if rounds == MOST else ()), *(() if rounds else ("again",))),
    )


def press(state: State, button: str) -> State:
    """Plays on, or starts again with the same signals or with others."""
    rounds, run = state["rounds"], state["run"]
    if button == "next":
        rounds = min(MOST, rounds + 1)
    elif button == "play":
        rounds = min(MOST, rounds + 25)
    else:
        rounds, run = 0, run + (button == "another")
    return {**state, "rounds": rounds, "run": run}


def _sentence(pairs: list[Pair], rounds: int) -> str:
    strict, forgiving = pairs
    if not rounds:
        return f"No round played yet. Play at least {SEEN} rounds to see the long run."
    wrong = len(strict.wrong_until(rounds))
    told = rounds >= SEEN
    ends = [f", {one.long_run:.2f} in the long run" if told else "" for one in pairs]
    return (
        f"After {rounds} {'round' if rounds == 1 else 'rounds'}, {wrong} of {2 * rounds} signals "
        f"{'has' if wrong == 1 else 'have'} gone wrong. "
        f"Strict pair: {strict.average(rounds):.2f} points a round for each side so far, on "
        f"average{ends[0]}. Forgiving pair: {forgiving.average(rounds):.2f} so far{ends[1]}. "
        "Without any slip both would have 3.00."
        f"{'' if told else f' Play at least {SEEN} rounds to see the long run.'}"
    )


def _habit(strict: Pair, rounds: int) -> str:
    """What the strict pair does by now, where its last two rounds show it."""
    last = {strict.moves[0][n] + strict.moves[1][n] for n in (rounds - 2, rounds - 1) if n > -1}
    words = {
        frozenset({"CC"}): " The strict pair now gives on both sides.",
        frozenset({"DD"}): " The strict pair now holds back on both sides.",
        frozenset({"CD", "DC"}): " The strict pair now gives and holds back in turn.",
    }
    return words.get(frozenset(last), "") if rounds > 1 else ""


def _bet(here: Here, rounds: int, end: float) -> str:
    """The learner's bet on the strict pair, said once there is something beside it."""
    if not rounds:
        return ""
    bet = here.answers.get(BET)
    if bet is None:
        return f" {here.no_bet}".rstrip()
    if rounds < SEEN:
        return ""
    return f" You bet {bet:.2f} for the strict pair in the long run; it comes to {end:.2f}."


def _strips(pairs: list[Pair], rounds: int) -> Picture:
    first = max(0, rounds - SEEN)
    rows = []
    for name, one in zip(NAMES, pairs, strict=True):
        for side, words in enumerate(("one side", "other side")):
            wrong = [
                number - 1 - first for number, whose in one.wrong_until(rounds) if whose == side
            ]
            places = tuple(place for place in wrong if place >= 0)
            rows.append(Strip(f"{name}, {words}", one.moves[side][first:rounds], places))
    shown = f"rounds {first + 1} to {rounds}" if rounds > 1 else ("no round yet", "round 1")[rounds]
    return strips(f"{NAME}-strips", f"What each side did: {shown}", rows)


def _chart(pairs: list[Pair], rounds: int, said: str) -> Picture:
    last = next(one for one in (25, 50, 100, MOST) if rounds <= one)
    told = rounds >= SEEN
    lines = []
    for style, (name, one) in enumerate(zip(("strict", "forgiving"), pairs, strict=True)):
        end = one.long_run
        if told:
            lines.append(Line(f"{end:.2f}", ((0, end), (last, end)), style, thin=True))
        if rounds:
            points = tuple((number, one.average(number)) for number in range(1, rounds + 1))
            late = rounds > last * 0.6
            lines.append(Line(name, points, style, rounds, bool(style), label_ends=late))
    return line_chart(
        f"{NAME}-points",
        f"Points a round for each side, so far{' and in the long run' if told else ''}",
        said,
        lines,
        Axis("Round (a cross: a signal went wrong)", (0, last // 2 // 10 * 10, last)),
        Axis(
            f"Points a round{'; dotted: in the long run' if told else ''}", (1, 1.5, 2, 2.5, 3, 3.5)
        ),
        crosses=sorted({number for number, _ in pairs[0].wrong_until(rounds)}),
    )


def _summary(pairs: list[Pair], rounds: int) -> Table:
    rows = []
    for name, one in zip(NAMES, pairs, strict=True):
        sides = ["not yet", "not yet"]
        if rounds:
            sides = [f"{points / rounds:.2f}" for points in one.points[rounds - 1]]
        rows.append((name, *sides, f"{one.long_run:.2f}"))
    head = ("Pair", "One side, so far", "Other side, so far", "Each, in the long run")
    columns = 4 if rounds >= SEEN else 3
    return Table("Points a round", head[:columns], tuple(row[:columns] for row in rows))


def _record(pairs: list[Pair], rounds: int) -> tuple[Table, ...]:
    if not rounds:
        return ()
    rows = []
    for number in range(rounds, max(0, rounds - SEEN), -1):
        cells = []
        for one in pairs:
            for side in (0, 1):
                word = "give" if one.moves[side][number - 1] == "C" else "hold back"
                cells.append(f"{word}, went wrong" if (number, side) in one.wrong else word)
        rows.append((str(number), *cells))
    head = ("Round", "Strict, one side", "Strict, other", "Forgiving, one side", "Forgiving, other")
    return (Table("What each side did, newest on top", head, tuple(rows), "Round by round"),)


SIMULATION = Simulation(
    name=NAME,
    title="One slip, two pairs",
    intro=(
        "Two pairs play side by side. The strict pair does what the other did last. The forgiving "
        "pair does the same, but lets some hold-backs pass. The same signals go wrong in both."
    ),
    controls=(
        Range(
            "slips",
            "Signals that go wrong, of 100",
            0,
            20,
            1,
            unit="of 100",
            help="A signal goes wrong when somebody means to give and the other side gets a "
            "hold-back, or the other way round. Both sides then go by what arrived.",
        ),
        Range(
            "passes",
            "Hold-backs a forgiving partner lets pass, of 100",
            0,
            100,
            33,
            unit="of 100",
            help="At 0 the second pair is as strict as the first; at 100 it lets everything pass.",
        ),
        Button("next", "Next round", main=True),
        Button("play", "Play 25 rounds"),
        Button("another", "Another run"),
        Button("again", "Start again"),
    ),
    scene=scene,
    press=press,
    leaves_out=(
        "Both sides remember the same thing: a true misunderstanding, where each has a different "
        "story, is not in here. Nobody can ask, apologise or explain, and every slip weighs the "
        "same."
    ),
    source=(
        "The game after Axelrod (1984, second-hand); slips and generosity after Wu and Axelrod "
        "(1995, abstract read); the long-run numbers are computed from the rules shown. A result "
        "of the model, not of alliances."
    ),
    reads=(BET,),
    extra={"rounds": 0, "run": 0},
    example=(("press", "play"),),
)

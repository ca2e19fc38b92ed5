"""Lesson 4.3: what one slip does to a strict pair and to a forgiving one, side by side."""

from fractions import Fraction
from functools import cache, lru_cache
from itertools import accumulate

from alliance_lessons.models.iterated_game import Match, play_match
from alliance_lessons.models.long_run_payoff import long_run_payoff
from alliance_lessons.models.strategies import TIT_FOR_TAT, generous_tit_for_tat
from alliance_lessons.models.strategy import Strategy
from alliance_lessons.views.chart import Axis, Line, line_chart
from alliance_lessons.views.drawing import Picture
from alliance_lessons.views.simulation import Button, Here, Range, Scene, Simulation, State, Table
from alliance_lessons.views.strips import Strip, strips

NAME = "slips-and-forgiveness"
BET = "rights.strict-bet"
MOST = 200  # rounds
SEEN = 25  # rounds that the strips show
SEEDS = (19, 119, 179, 228, 236, 259, 399, 425)
PAIRS = ("Strict pair", "Forgiving pair")


def share(of_100: int) -> Fraction:
    """A slider's place as a share; 33 means one third.

    >>> share(33), share(50)
    (Fraction(1, 3), Fraction(1, 2))
    """
    return Fraction(1, 3) if of_100 == 33 else Fraction(of_100, 100)


def scene(state: State, here: Here) -> Scene:
    """Both pairs after the rounds played so far."""
    rounds, slips = state["rounds"], state["slips"]
    matches = [_match(one, slips, state["run"]) for one in _pair(state["passes"])]
    ends = [long_run(slips, 0), long_run(slips, state["passes"])]
    averages = [_averages(match)[:rounds] for match in matches]
    wrong = _wrong(matches[0], rounds)
    said = _sentence(rounds, len(wrong), averages, ends, matches[0])
    said += _bet(here, rounds, ends[0])
    return Scene(
        said=said,
        pictures=(_strips(matches, rounds), _chart(averages, ends, wrong, said)),
        tables=(_summary(matches, rounds, ends), *_record(matches, rounds)),
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


def _pair(passes: int) -> tuple[Strategy, Strategy]:
    return TIT_FOR_TAT, generous_tit_for_tat(share(passes))


@lru_cache(maxsize=64)
def _match(strategy: Strategy, slips: int, run: int) -> Match:
    """All rounds of a pair of alike players; the same signals go wrong for every pair."""
    seed = SEEDS[run] if run < len(SEEDS) else 1000 + run
    return play_match(strategy, strategy, rounds=MOST, seed=seed, noise=slips / 100)


@cache
def long_run(slips: int, passes: int) -> float:
    """Points a round for each side of a pair, in the long run.

    >>> [round(long_run(slips, 33), 2) for slips in (0, 1, 5, 10, 20)], long_run(20, 0)
    ([3.0, 2.97, 2.86, 2.74, 2.56], 2.25)
    """
    one = generous_tit_for_tat(share(passes))
    return long_run_payoff(one, one, noise=slips / 100).points[0]


def _averages(match: Match) -> list[float]:
    """Points a round up to each round, averaged over the two sides."""
    totals = accumulate(sum(one.points) / 2 for one in match.rounds)
    return [total / number for number, total in enumerate(totals, 1)]


def _wrong(match: Match, rounds: int) -> list[int]:
    """The rounds in which signals went wrong; a round with two stands twice."""
    played = enumerate(match.rounds[:rounds], 1)
    return [number for number, one in played for slip in one.slips if slip]


def _sentence(
    rounds: int, wrong: int, averages: list[list[float]], ends: list[float], strict: Match
) -> str:
    if not rounds:
        return (
            f"No round played yet. In the long run: strict pair {ends[0]:.2f}, "
            f"forgiving pair {ends[1]:.2f}."
        )
    so_far = [one[-1] for one in averages]
    signals = "signal has" if wrong == 1 else "signals have"
    return (
        f"After {rounds} {'round' if rounds == 1 else 'rounds'}, {wrong} {signals} gone wrong. "
        f"Strict pair: {so_far[0]:.2f} points a round for each side so far, on average, "
        f"{ends[0]:.2f} in the long run. Forgiving pair: {so_far[1]:.2f} so far, {ends[1]:.2f} in "
        f"the long run. Without any slip both would have 3.00.{_habit(strict, rounds)}"
    )


def _habit(match: Match, rounds: int) -> str:
    """What the strict pair does by now, where its last two rounds show it."""
    both = [one + other for one, other in zip(*match.moves, strict=True)]
    last = both[rounds - 2 : rounds] if rounds > 1 else []
    words = {
        frozenset({"CC"}): " The strict pair now gives on both sides.",
        frozenset({"DD"}): " The strict pair now holds back on both sides.",
        frozenset({"CD", "DC"}): " The strict pair now gives and holds back in turn.",
    }
    return words.get(frozenset(last), "")


def _bet(here: Here, rounds: int, end: float) -> str:
    """The learner's bet on the strict pair, said once there is something beside it."""
    if not rounds:
        return ""
    bet = here.answers.get(BET)
    if bet is None:
        return f" {here.no_bet}".rstrip()
    return f" You bet {bet:.2f} for the strict pair in the long run; it comes to {end:.2f}."


def _strips(matches: list[Match], rounds: int) -> Picture:
    first = max(0, rounds - SEEN)
    shown = f"rounds {first + 1} to {rounds}" if rounds > 1 else "round 1"
    rows = []
    for name, match in zip(PAIRS, matches, strict=True):
        for side, words in enumerate(("one side", "other side")):
            slips = [n for n in range(first, rounds) if match.rounds[n].slips[side]]
            moves = match.moves[side][first:rounds]
            rows.append(Strip(f"{name}, {words}", moves, tuple(n - first for n in slips)))
    title = f"What each side did, {shown}" if rounds else "What each side did: no round yet"
    return strips(f"{NAME}-strips", title, rows)


def _chart(averages: list[list[float]], ends: list[float], wrong: list[int], said: str) -> Picture:
    rounds = len(averages[0])
    last = next(one for one in (25, 50, 100, MOST) if rounds <= one)
    lines = []
    for style, (name, played, end) in enumerate(
        zip(("strict", "forgiving"), averages, ends, strict=True)
    ):
        lines.append(Line(f"{end:.2f}", ((0, end), (last, end)), style, thin=True))
        if played:
            points = tuple(enumerate(played, 1))
            late = rounds > last * 0.6
            lines.append(Line(name, points, style, rounds, bool(style), label_ends=late))
    return line_chart(
        f"{NAME}-points",
        "Points a round for each side, so far and in the long run",
        said,
        lines,
        Axis("Round (a cross: a signal went wrong)", (0, last // 5 * 2, last)),
        Axis("Points a round; dotted: in the long run", (1, 1.5, 2, 2.5, 3, 3.5)),
        crosses=sorted(set(wrong)),
    )


def _summary(matches: list[Match], rounds: int, ends: list[float]) -> Table:
    rows = []
    for name, match, end in zip(PAIRS, matches, ends, strict=True):
        scores = match.running_scores[rounds - 1] if rounds else (0, 0)
        sides = [f"{score / rounds:.2f}" if rounds else "not yet" for score in scores]
        rows.append((name, *sides, f"{end:.2f}"))
    head = ("Pair", "One side, so far", "Other side, so far", "Each, in the long run")
    return Table("Points a round", head, tuple(rows))


def _record(matches: list[Match], rounds: int) -> tuple[Table, ...]:
    if not rounds:
        return ()
    rows = []
    for number in range(rounds - 1, max(-1, rounds - SEEN - 1), -1):
        cells = []
        for match in matches:
            for move, slip in zip(
                match.rounds[number].carried_out, match.rounds[number].slips, strict=True
            ):
                word = "give" if move.value == "C" else "hold back"
                cells.append(f"{word}, went wrong" if slip else word)
        rows.append((str(number + 1), *cells))
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

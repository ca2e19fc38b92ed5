"""Lesson 2.2: promises kept and broken one by one, and what it takes to be trusted as before."""

from alliance_lessons.models.beta_reputation import reputation
from alliance_lessons.models.trust import Pace
from alliance_lessons.models.trust_repair import Step, steps, still_needed
from alliance_lessons.views.chart import Axis, Line, line_chart
from alliance_lessons.views.drawing import Picture, num
from alliance_lessons.views.simulation import (
    Button,
    Choice,
    Here,
    Scene,
    Simulation,
    State,
    Table,
)

NAME = "kept-and-broken"
BET = "relationships.repair-bet"
MOST = 60  # events
LONG = 40  # promises kept in a row where no number of them is enough
MEMORY = 0.9  # of the alternative model that forgets
PACES = {"faster": Pace(), "even": Pace(gain=0.1, loss=0.1)}
WORDS = {
    "kept": "A kept promise",
    "slip": "A slip",
    "mended": "A slip, explained and mended",
    "deceit": "A deceit comes to light",
}


def scene(state: State, here: Here) -> Scene:
    """The path of trust so far, what the last event did, and the way back."""
    pace = PACES[state["pace"]]
    path = steps(state["events"], pace)
    bet = here.answers.get(BET)
    hidden = here.learner and bet is None  # the bet comes first
    needed = None if hidden else still_needed(path[-1], pace)
    said = " ".join(filter(None, (_happened(path), _way_back(path, needed, hidden))))
    if bet is not None and any(step.event != "kept" for step in path[1:]):
        said += f" You bet {num(bet)} for one slip."
    if len(path) > MOST:
        said += f" After {MOST} events this ledger is full: start again."
    return Scene(
        said=said,
        pictures=(_chart(path, said),),
        tables=(_numbers(path[-1], needed, hidden), *_record(path)),
        off=_off(path),
        model=_model(state["events"]),
    )


def press(state: State, button: str) -> State:
    """One more event, or as many kept promises as bring trust back, or none at all."""
    events = state["events"]
    if button == "again":
        return {**state, "events": ()}
    if button in WORDS:
        return {**state, "events": (*events, button)[:MOST]}
    pace = PACES[state["pace"]]
    step = steps(events, pace)[-1]
    if step.goal is None:
        return state
    more = still_needed(step, pace) or LONG
    return {**state, "events": (*events, *("kept",) * more)[:MOST]}


def _off(path: list[Step]) -> tuple[str, ...]:
    if len(path) > MOST:
        return (*WORDS, "back")
    return (*(("back",) if path[-1].goal is None else ()), *(("again",) if len(path) == 1 else ()))


def _of_100(share: float) -> str:
    """A share in whole points, rounded down: what is below a height never reads as that height.

    >>> _of_100(0.6000000000000001), _of_100(0.7999)
    ('60', '79')
    """
    return str(int(100 * share + 1e-6))


def _happened(path: list[Step]) -> str:
    now = path[-1]
    level = _of_100(now.trust.level)
    if len(path) == 1:
        return f"Trust stands at {level} of 100, and nothing has happened yet."
    before = _of_100(path[-2].trust.level)
    moved = f"trust goes from {before} to {level} of 100"
    if level == before:
        moved = f"trust moves by less than a point, {level} of 100"
    more = ""
    if now.event == "mended":
        times = "double" if now.speed == 2 else "one and a half times as much"
        more = f", and kept promises count {times} until it is back"
    elif now.event == "deceit":
        more = ", and the most that it can reach is lowered by a fifth"
    return f"{WORDS[now.event]}: {moved}{more}."


def _way_back(path: list[Step], needed: int | None, hidden: bool) -> str:
    now = path[-1]
    if now.goal is None:
        if len(path) > 1 and path[-2].goal is not None:
            where = _of_100(path[-2].goal)
            return f"It is back at {where}: that took {_promises(now.since)}."
        return ""
    where = _of_100(now.goal)
    if not now.can_return:
        top = _of_100(now.trust.ceiling)
        return f"It was at {where}; from now on it stays below {top}, whatever is kept."
    if hidden:
        return f"It was at {where}. Place your bet above to see how many kept promises that takes."
    more = " more" if now.event == "kept" else ""
    return f"It takes {_promises(needed or 0, more)} to be back at {where}."


def _promises(count: int, more: str = "") -> str:
    return f"{count}{more} kept {'promise' if count == 1 else 'promises'}"


def _chart(path: list[Step], said: str) -> Picture:
    last = len(path) - 1
    end = next(one for one in (20, 40, MOST) if last <= one)
    levels = tuple((at, 100 * step.trust.level) for at, step in enumerate(path))
    lines = [Line("trust", levels, 0, marked_at=last)]
    if path[-1].trust.ceiling < 1:
        heights = [100 * step.trust.ceiling for step in path]
        ceilings = (*enumerate(heights), (end, heights[-1]))
        lines.append(Line("at most", ceilings, 2, thin=True))
    if path[-1].can_return and path[-1].goal:
        height = 100 * path[-1].goal
        lines.append(Line("before", ((0, height), (end, height)), 1, thin=True))
    return line_chart(
        f"{NAME}-path",
        "Trust, event by event",
        said,
        lines,
        Axis("Events (a cross: something was broken)", tuple(range(0, end + 1, 10))),
        Axis("Trust, of 100", (0, 20, 40, 60, 80, 100)),
        crosses=[at for at, step in enumerate(path) if step.event not in ("", "kept")],
    )


def _numbers(now: Step, needed: int | None, hidden: bool) -> Table:
    if now.goal is None:
        before, missing = "nothing is open", "none"
    else:
        before = _of_100(now.goal)
        missing = "no number is enough" if not now.can_return else str(needed)
        missing = "place your bet first" if now.can_return and hidden else missing
    rows = (
        ("Trust now, of 100", _of_100(now.trust.level)),
        ("The most it can come to", _of_100(now.trust.ceiling)),
        ("Where it was before", before),
        ("Kept promises still needed", missing),
    )
    return Table("Where trust stands", ("What", "Number"), rows)


def _record(path: list[Step]) -> tuple[Table, ...]:
    if len(path) == 1:
        return ()
    rows = tuple(
        (str(at), WORDS[path[at].event], _of_100(path[at].trust.level))
        for at in range(len(path) - 1, 0, -1)
    )
    head = ("Event", "What happened", "Trust after it")
    return (Table("The ledger, newest on top", head, rows, fold="Event by event"),)


def _model(events: tuple[str, ...]) -> str:
    kept = [event == "kept" for event in events]
    good, bad = kept.count(True), kept.count(False)
    return (
        "A kept promise closes 5 % of the gap between trust and the most it can reach. A slip "
        "takes 25 % of the trust. A deceit takes 50 % and lowers the most it can reach by 20 %. "
        "A slip that is explained and mended takes 25 % too, but then kept promises count double "
        "until trust is back; after a deceit, one and a half times. “As fast as it grows” means "
        "10 % up and 10 % down. All these are design values. Another model only counts: (kept + 1) "
        f"/ (kept + broken + 2), here ({good} + 1) / ({good} + {bad} + 2) = "
        f"{100 * reputation(kept):.0f} of 100; if each event also pales by a tenth with every "
        f"later one, {100 * reputation(kept, MEMORY):.0f} of 100. It knows no ceiling, and a slip "
        "and a deceit are the same to it."
    )


SIMULATION = Simulation(
    name=NAME,
    title="Kept and broken",
    intro=(
        "Two firms have worked together for a while: trust stands at 80 of 100. What happens next "
        "is yours to press."
    ),
    controls=(
        Choice(
            "pace",
            "How fast trust falls",
            (("faster", "Faster than it grows"), ("even", "As fast as it grows")),
            "faster",
        ),
        Button("kept", "Keep a promise", main=True),
        Button("slip", "A slip"),
        Button("mended", "A slip, explained and mended"),
        Button("deceit", "A deceit comes to light"),
        Button("back", "Keep on until it is back"),
        Button("again", "Start again"),
    ),
    scene=scene,
    press=press,
    leaves_out=(
        "Why something happened, and who hears of it. All promises weigh the same, and so do all "
        "people. What an apology does is only told as a quicker way back, and an apology for a "
        "deceit is not in here at all."
    ),
    source=(
        "That negative events weigh more: Slovic (1993), contested since. That kept promises "
        "restore trust, a promise to change speeds it, and after a deceit it never fully comes "
        "back: Schweitzer, Hershey and Bradlow (2006, abstract read), a laboratory study. Neither "
        "gives these numbers: they are ours. The model that counts: Jøsang and Ismail (2002)."
    ),
    reads=(BET,),
    extra={"events": ()},
    example=(("press", "slip"), *((("press", "kept"),) * 5)),
)

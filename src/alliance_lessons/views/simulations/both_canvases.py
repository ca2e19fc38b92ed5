"""Lesson 3.5: the learner's norm canvas beside the one that Tallowmere's people filled in."""

from collections.abc import Iterable

from alliance_lessons.models.workstyle import HABITS
from alliance_lessons.views.simulation import Button, Here, Scene, Simulation, State, Table
from alliance_lessons.views.simulations import SAVED_ITEMS, norm_canvas
from alliance_lessons.views.simulations.norm_canvas import OPEN, WAYS, Canvas, log, moves

BET, CANVAS = "culture.canvas-bet", SAVED_ITEMS[norm_canvas.NAME]
COUNTS = ("none", "one", "two", "three", "four", "five", "six")
WORDS = {**WAYS, OPEN: "not decided yet", "ours": "Norrvane's way", "theirs": "Tallowmere's way"}


def scene(state: State, here: Here) -> Scene:
    """Both canvases once the button was pressed; before it, only how far the own one is."""
    canvas: Canvas = norm_canvas.read(str(here.answers.get(CANVAS, "")))["canvas"]
    if not state["shown"]:
        return Scene(said=_open(canvas) or "All six habits are decided.")
    rows = tuple(
        (
            habit.name,
            WORDS[canvas.get(habit.key, (OPEN, ""))[0]],
            WORDS[log()[habit.key]["theirs"]],
            str(log()[habit.key]["why"]),
        )
        for habit in HABITS
    )
    head = ("Habit", "You", "Noor's people", "What they said about it")
    return Scene(
        said=" ".join(filter(None, _sentences(canvas, here))),
        tables=(Table("Your canvas, and theirs (invented, like the firms)", head, rows),),
    )


def press(state: State, button: str) -> State:
    """Shows both canvases; pressed again, with the answers as they are then."""
    return {**state, "shown": True}


def _sentences(canvas: Canvas, here: Here) -> Iterable[str]:
    """The bet beside what came, where the two agree, and who moves on theirs."""
    yield _open(canvas)
    bet = here.answers.get(BET)
    yield here.no_bet if bet is None else f"You bet on {bet:g} of the six."
    if canvas:
        same = [
            habit.name.lower()
            for habit in HABITS
            if canvas.get(habit.key, (OPEN, ""))[0] == log()[habit.key]["theirs"]
        ]
        yield f"The two canvases say the same for {COUNTS[len(same)]}" + (
            f": {', '.join(same)}." if same else "."
        )
        yielded = [
            habit.name.lower()
            for habit in HABITS
            if canvas.get(habit.key, (OPEN, ""))[0] == "theirs"
            and log()[habit.key]["theirs"] == "ours"
        ]
        if yielded:
            yield f"Each of you gave way to the other here: {', '.join(yielded)}."
    theirs = {key: (side["theirs"], "") for key, side in log().items()}
    yield f"On theirs, w{moves(theirs)[1:]}"


def _open(canvas: Canvas) -> str:
    left = len(HABITS) - len(canvas)
    if left == len(HABITS):
        return "Nothing on your canvas is decided yet: it stands further up."
    if left:
        return f"{COUNTS[left].capitalize()} of your six {'is' if left == 1 else 'are'} still open."
    return ""


SIMULATION = Simulation(
    name="both-canvases",
    title="Both canvases",
    intro=(
        "Your decisions, and beside them what eight people of Tallowmere decided on the same "
        "evening, with the same log before them."
    ),
    controls=(Button("show", "Show both canvases", main=True),),
    scene=scene,
    press=press,
    leaves_out=(
        "Where both say the same, both may still be wrong: only the first test tells. And eight "
        "people who agree in one room are not yet the night shift."
    ),
    reads=(BET, CANVAS),
    extra={"shown": False},
    example=(("press", "show"),),
)

"""Lesson 3.3: one fault, two incident processes; the learner changes how one is told of it."""

from collections.abc import Iterator

from alliance_lessons.models.process_gap import Step, lead_time, lost, schedule
from alliance_lessons.views.process_map import Box, Event, Kind, process_map, process_table
from alliance_lessons.views.simulation import (
    Button,
    Choice,
    Here,
    Scene,
    Simulation,
    State,
    Switch,
    Table,
)

NAME = "one-fault-two-clocks"
BET = "culture.hours-bet"
SIDES = ("Norrvane", "Tallowmere")

REPORT_FORM = {  # Norrvane's form and Tallowmere's: what stands on it, and what is meant
    "order number": "the order for the bill",
    "station": "the station's number",
    "crew phone": "whom to ring",
    "start": "when the crew drives off",
    "parts used": "parts for the bill",
    "result": "what the crew found",
    "closed": "the heat is on",
}
TICKET_FORM = {
    "station": "the station's number",
    "serial number": "the sensor's own number",
    "ring back": "whom to ring",
    "start": "the first odd reading",
    "tests done": "which tests were done",
    "cause": "why it happened",
    "closed": "a quiet night",
}
NEEDED = ("station", "serial number", "start", "tests done")  # of the ticket, to begin with
EXTRA = {"serial": "serial number", "first": "start", "tests": "tests done"}
ASK_BACK = 2  # hours for each field that has to be asked for
TOLD = {"report": "By the report at eight", "site": "From the site", "alarm": "With the alarm"}
CLOSED = {
    "own": "As now: “the heat is on” here, “a quiet night” there",
    "night": "A quiet night, for both",
    "right": "The screen is right, and both say so",
}
IN_VAIN = 7  # of ten alarms it is the valve alone, and no data are needed
AS_NOW = {"told": "report", "serial": False, "first": False, "tests": False, "closed": "own"}

ALARM, DRIVE, TEST, WAIT = "Take alarm", "Drive out", "Test on site", "Report waits"
TICKET, DATA, ASK, SET = "Open ticket", "Read data", "Ask back", "Set it right"
AGAIN, RESTART, WATCH = "Drive again", "Restart it", "Watch"
DONE_BY = {ALARM: 0, DRIVE: 0, TEST: 0, WAIT: 0, AGAIN: 0, RESTART: 0}  # the others by Tallowmere
KINDS: dict[str, Kind] = {WAIT: "wait", ASK: "again", AGAIN: "again"}


def missing(state: State) -> list[str]:
    """The fields of its ticket that Tallowmere needs and does not get; a name is not enough."""
    passed = [
        *REPORT_FORM.values(),
        *(TICKET_FORM[field] for name, field in EXTRA.items() if state[name]),
    ]
    gone = lost([TICKET_FORM[field] for field in NEEDED], passed)
    return [field for field in NEEDED if TICKET_FORM[field] in gone]


def steps(state: State) -> Iterator[Step]:
    """Both processes as one: the hours of each step, and what it waits for."""
    yield Step(ALARM, 1)
    yield Step(DRIVE, 2, (ALARM,))
    yield Step(TEST, 3, (DRIVE,))
    if state["told"] == "report":
        yield Step(WAIT, 6, (TEST,))
    yield Step(TICKET, 1, ({"report": WAIT, "site": TEST, "alarm": ALARM}[state["told"]],))
    yield Step(DATA, 4, (TICKET,))
    ready = (DATA, TEST)  # nothing is set right before the crew has said what it found
    if number := len(missing(state)):
        yield Step(ASK, ASK_BACK * number, ready)
        ready = (ASK, TEST)
    yield Step(SET, 2, ready)
    if state["closed"] == "own":
        yield Step(AGAIN, 3, (SET,))
    yield Step(RESTART, 1, (AGAIN if state["closed"] == "own" else SET,))
    yield Step(WATCH, 10, (RESTART,))


def measures(state: State) -> dict[str, int]:
    """Hours: of the fault, on either board, on neither; and of `told` before (-) or after it."""
    process = list(steps(state))
    times = schedule(process)
    right, quiet = times[RESTART][1], times[WATCH][1]
    begun = times[TICKET][0]
    over = {"own": (times[TEST][1], quiet), "night": (quiet, quiet), "right": (right, right)}
    ours, theirs = over[state["closed"]]
    return {
        "fault": int(lead_time(process, end=RESTART)),
        "ours": int(ours),
        "theirs": int(theirs - begun),
        "neither": int(max(0, begun - ours)),
        "told": int(ours - right),
        "in vain": IN_VAIN * 5 if state["told"] == "alarm" else 0,
    }


def scene(state: State, here: Here) -> Scene:
    """Both processes side by side, what they take, and what they took before."""
    boxes, events = _drawn(state)
    title = "One fault at Brackwater, two processes"
    return Scene(
        said=" ".join(filter(None, _sentences(state, here))),
        pictures=(process_map(f"{NAME}-map", title, SIDES, boxes, events),),
        tables=(
            _compared(state),
            process_table("What happens when, in hours from the alarm.", SIDES, boxes, events),
        ),
        model=_model(state),
    )


def press(state: State, button: str) -> State:
    """Back to how it is now."""
    return {**state, **AS_NOW}


def _drawn(state: State) -> tuple[list[Box], list[Event]]:
    times = schedule(steps(state))
    boxes = [
        Box(DONE_BY.get(name, 1), name, *when, KINDS.get(name, "work"))
        for name, when in times.items()
    ]
    gone = len(missing(state))
    what = f"{gone} of 4 fields lost" if gone else "all four fields"
    words = {"report": "told by report", "site": "told from the site", "alarm": "told of the alarm"}
    events = [Event(times[TICKET][0], words[state["told"]], 1)]
    if state["told"] == "alarm":
        events.append(Event(times[TEST][1], f"what was found: {what}", 1, gone > 0))
    else:
        events[0] = Event(events[0].at, f"{events[0].words}: {what}", 1, gone > 0)
    if state["closed"] == "own":
        events.append(Event(times[TEST][1], "the heat is on: Norrvane closes", None))
    events.append(Event(times[SET][1], "please restart the sensor", 0))
    events.append(Event(times[RESTART][1], "the screen is right", None))
    if state["closed"] != "right":
        who = "Tallowmere closes" if state["closed"] == "own" else "both close"
        events.append(Event(times[WATCH][1], f"a quiet night: {who}", None))
    return boxes, events


def _sentences(state: State, here: Here) -> Iterator[str]:
    now = measures(state)
    yield (
        f"From the alarm until the screen is right it takes {now['fault']} hours. "
        f"Norrvane's board says {now['ours']}, Tallowmere's {now['theirs']}."
    )
    if now["neither"]:
        yield f"{now['neither']} hours are on nobody's board."
    gone = missing(state)
    if gone:
        fields = "field is" if len(gone) == 1 else "fields are"
        yield (
            f"{len(gone)} of the 4 {fields} lost on the way, and asking back takes "
            f"{ASK_BACK * len(gone)} hours."
        )
    else:
        yield "No field is lost on the way."
    yield f"Marrowby Heat hears “closed” {_told(now['told'])}."
    if now["in vain"]:
        yield (
            f"And of ten alarms seven need a crew alone: there {now['in vain']} hours of "
            "Tallowmere's are for nothing."
        )
    bet = here.answers.get(BET)
    first = measures(AS_NOW)["fault"]
    yield here.no_bet if bet is None else f"You bet {bet:g} hours; last Sunday it took {first}."


def _told(hours: int) -> str:
    if not hours:
        return "when it is so"
    return f"{abs(hours)} hours too {'late' if hours > 0 else 'early'}"


def _compared(state: State) -> Table:
    before, now = measures(AS_NOW), measures(state)
    rows = [
        ("From the alarm until the screen is right, hours", "fault"),
        ("On Norrvane's board, hours", "ours"),
        ("On Tallowmere's board, hours", "theirs"),
        ("On nobody's board, hours", "neither"),
        ("Tallowmere's hours for nothing, in ten alarms", "in vain"),
    ]
    table = [(words, str(before[key]), str(now[key])) for words, key in rows]
    gone = [str(len(missing(one))) for one in (AS_NOW, state)]
    table.insert(4, ("Fields lost, of 4", gone[0], gone[1]))
    table.append(("Marrowby hears “closed”", _told(before["told"]), _told(now["told"])))
    return Table("Last Sunday, and with your changes", ("", "Then", "Now"), tuple(table))


def _model(state: State) -> str:
    gone = len(missing(state))
    asked = f"{ASK_BACK} hours for each lost field, here {ASK_BACK} x {gone} = {ASK_BACK * gone}"
    return (
        "Each step begins when all that it waits for has ended. Norrvane: take the alarm 1 hour, "
        "drive 2, test 3. The report lies until eight in the morning, 6 hours. Tallowmere: ticket "
        f"1, data 4, {asked}, set it right 2; that waits for the test as well. Once a case is "
        "closed, a restart needs a new drive of 3 hours; the restart takes 1, the night 10. "
        "Norrvane's board counts from the alarm to its “closed”, Tallowmere's from the ticket to "
        "its own. A later drive for the restart is a new case, and on this board it does not show."
    )


SIMULATION = Simulation(
    name=NAME,
    title="One fault, two clocks",
    intro=(
        "Sunday, 20:00: station 9 at Brackwater gives an alarm. The valve is sound, the heat is "
        "on; a sensor has lost its setting. A crew goes out, then the data desk looks, then "
        "somebody restarts the sensor. Change how the two processes meet."
    ),
    controls=(
        Choice("told", "When Tallowmere is told", tuple(TOLD.items()), "report", tiles=True),
        Switch("serial", "Pass on the sensor's serial number"),
        Switch("first", "Pass on the hour of the first odd reading"),
        Switch("tests", "Pass on which tests were done"),
        Choice("closed", "What “closed” means", tuple(CLOSED.items()), "own"),
        Button("reset", "Back to last Sunday"),
    ),
    scene=scene,
    press=press,
    footnote="Invented, as all numbers are. Crews and the data desk work at night, too.",
    leaves_out=(
        "People: nobody here is asleep, busy elsewhere, or glad to be rung. Mistakes: the first "
        "setting is the right one. Price: a crew keeps an open case on its round, and each field "
        "costs somebody some minutes in the cold. Ask those who would pay it."
    ),
    source=(
        "That a step begins when what it waits for has ended is the usual reckoning of project "
        "plans. The steps, their hours and the two boards are our own design."
    ),
    reads=(BET,),
    words_first=True,
)

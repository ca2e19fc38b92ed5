"""Lesson 2.3: the learner's own three networks, under code names that need no typing.

What is on the map is kept as text, one contact a line, such as "Heron: operational and strategic,
at the partner": who is meant by a code name stands nowhere.
"""

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

from alliance_lessons.views.drawing import Picture
from alliance_lessons.views.network_picture import Bond, Dot, Place, network_picture
from alliance_lessons.views.phrases import listed
from alliance_lessons.views.simulation import (
    Button,
    Choice,
    Here,
    Memory,
    Scene,
    Simulation,
    State,
    Switch,
    Table,
)
from alliance_lessons.views.simulations import SAVED_ITEMS

NAME = "my-three-networks"
CODE_NAMES = (
    *("Badger", "Crane", "Dolphin", "Falcon", "Gecko", "Heron"),
    *("Ibex", "Lynx", "Marten", "Otter", "Puffin", "Raven"),
)
NETWORKS = {
    "operational": "Operational: we get this quarter's work done",
    "personal": "Personal: I learn from this person, or am passed on to others",
    "strategic": "Strategic: what comes next, and who will back it",
}
WHERE = {"own": "in my firm", "partner": "at the partner", "outside": "outside both"}
SHAPES = {"own": 0, "partner": 1, "outside": 2}
LINE = re.compile(r"([A-Z][a-z]+): ([a-z ,]+), (in my firm|at the partner|outside both)")
FEW = 3  # contacts from which the map says anything

Contact: TypeAlias = tuple[frozenset[str], str]


def scene(state: State, here: Here) -> Scene:
    """The map as it stands."""
    known: Mapping[str, Contact] = state["map"]
    labels = {name: f"{name} ✓" if name in known else name for name in CODE_NAMES}
    off = () if state["contact"] in known else ("forget",)
    if not known:
        said = "Nobody is on your map yet. Choose a code name, then what this person is to you."
        return Scene(said=said, labels={"contact": labels}, off=off)
    return Scene(
        said=_said(known),
        pictures=(_picture(known),),
        tables=(_table(known),),
        labels={"contact": labels},
        off=off,
    )


def change(state: State, name: str, value: Any) -> State:
    """Another contact brings its own settings along; any other control is about this contact."""
    if name == "contact":
        nets, where = state["map"].get(value, (frozenset(), "own"))
        return {**state, "contact": value, **_switches(nets), "where": where}
    state = {**state, name: value}
    nets = frozenset(one for one in NETWORKS if state[one])
    known = dict(state["map"])
    known.pop(state["contact"], None)
    if nets:
        known[state["contact"]] = (nets, state["where"])
    return {**state, "map": {one: known[one] for one in CODE_NAMES if one in known}}


def press(state: State, button: str) -> State:
    """Takes the contact off the map."""
    known = {one: what for one, what in state["map"].items() if one != state["contact"]}
    if len(known) == len(state["map"]):
        return state
    return {**state, **_switches(frozenset()), "where": "own", "map": known}


def write(state: State) -> str:
    """The map as text, one contact a line."""
    return "\n".join(
        f"{name}: {' and '.join(one for one in NETWORKS if one in nets)}, {WHERE[where]}"
        for name, (nets, where) in state["map"].items()
    )


def read(kept: str) -> State:
    """The map from a text; lines that are no contact are passed over.

    >>> write(read("Heron: operational and strategic, at the partner\\nwhat"))
    'Heron: operational and strategic, at the partner'
    """
    known: dict[str, Contact] = {}
    places = {words: where for where, words in WHERE.items()}
    for line in kept.splitlines():
        if (found := LINE.fullmatch(line.strip())) and found[1] in CODE_NAMES:
            nets = frozenset(found[2].split(" and ")) & frozenset(NETWORKS)
            if nets:
                known[found[1]] = (nets, places[found[3]])
    ordered = {one: known[one] for one in CODE_NAMES if one in known}
    first = next(iter(ordered), CODE_NAMES[0])
    nets, where = ordered.get(first, (frozenset(), "own"))
    return {"map": ordered, "contact": first, **_switches(nets), "where": where}


def _switches(nets: frozenset[str]) -> dict[str, bool]:
    return {one: one in nets for one in NETWORKS}


def _said(known: Mapping[str, Contact]) -> str:
    counts = {one: sum(one in nets for nets, _ in known.values()) for one in NETWORKS}
    number = f"{len(known)} contact{'' if len(known) == 1 else 's'} on your map"
    parts = listed([f"{count or 'none'} {one}" for one, count in counts.items()])
    return f"{number}: {parts}. {_question(known, counts)}"


def _question(known: Mapping[str, Contact], counts: Mapping[str, int]) -> str:
    """A question about the thinnest network, never a verdict: thin may be right this year."""
    if len(known) < FEW:
        return f"Put at least {FEW} on it before you look for a pattern."
    fewest = [one for one in NETWORKS if counts[one] == min(counts.values())]
    there = {where for nets, where in known.values() if fewest[0] in nets}
    if len(fewest) == len(NETWORKS):
        return "The three are equally full: which would you miss first? That one is worth a call."
    if len(fewest) == 2:
        return (
            f"Two are thinner than the third, the {fewest[0]} and the {fewest[1]} one: which of "
            f"them will you need first? Begin with that."
        )
    thin = fewest[0]
    if there and "partner" not in there:
        return (
            f"The {thin} one is the thinnest, and nobody in it is at the partner: is that as you "
            f"want it this year, or has it just come so? You alone can say."
        )
    return (
        f"The {thin} one is the thinnest: is that as you want it this year, or has it just come "
        f"so? You alone can say."
    )


def _picture(known: Mapping[str, Contact]) -> Picture:
    top, step = 18.0, 24.0
    height = max(len(known) - 1, 4) * step
    dots = [
        Dot(name, Place(100, top + step * row, "left"), SHAPES[where])
        for row, (name, (_, where)) in enumerate(known.items())
    ]
    dots += [
        Dot(one.capitalize(), Place(226, top + height * row / 2, "right"), chosen=True)
        for row, one in enumerate(NETWORKS)
    ]
    bonds = [
        Bond(name, one.capitalize()) for name, (nets, _) in known.items() for one in sorted(nets)
    ]
    spot = Place(0, 0, "right")
    used = [where for where in WHERE if any(where == one for _, one in known.values())]
    key = [(Dot("", spot, SHAPES[where]), WHERE[where]) for where in used]
    words = f"{len(known)} code names on the left, each joined to one or more of three networks."
    return network_picture(f"{NAME}-ties", "Your three networks", words, dots, bonds, key)


def _table(known: Mapping[str, Contact]) -> Table:
    rows = tuple(
        (name, listed([one for one in NETWORKS if one in nets]), WHERE[where])
        for name, (nets, where) in known.items()
    )
    return Table("Your map as a table", ("Code name", "Network", "Where"), rows)


_EXTRA: dict[str, Any] = {"map": {}}

SIMULATION = Simulation(
    name=NAME,
    title="My three networks",
    intro=(
        "Whom have you turned to in the last three months, for your alliance? Give each a code "
        "name, twelve at the most, and say what they are to you. One person may stand in more than "
        "one network. Who hides behind a name stays in your head, or on paper."
    ),
    controls=(
        Choice("contact", "Code name", tuple((one, one) for one in CODE_NAMES), "Badger", True),
        *(Switch(one, words) for one, words in NETWORKS.items()),
        Choice("where", "This person is", tuple(WHERE.items()), "own", tiles=True),
        Button("forget", "Take this one off the map"),
    ),
    scene=scene,
    change=change,
    press=press,
    footnote="The map stays in your folder. It is never handed in.",
    leaves_out=(
        "How often you talk, how well, and what you give in return. And those who turn to you: "
        "their maps are their own."
    ),
    source=(
        "The three networks after Ibarra and Hunter (2007); the map and its question are ours."
    ),
    memory=Memory(SAVED_ITEMS[NAME], write, read),
    extra=_EXTRA,
)

"""Lesson 3.1: the eight scenes once more, as they were lived at Tallowmere."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from alliance_lessons.items.bank import find_item
from alliance_lessons.items.dialogue import Choice, play
from alliance_lessons.items.item import text_of
from alliance_lessons.views.phrases import listed
from alliance_lessons.views.simulation import Button, Here, Scene, Simulation, State, Table
from alliance_lessons.views.two_sides import sides

BET, FIRST = "culture.eight-bet", "culture.first-reading"
PLAYED = ("culture.scenes-two-to-four", "culture.scenes-five-to-eight")
HABIT = "habit"
COUNTS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight")

# for each scene its title, what a camera saw, what comes out, and how it was lived over there
eyes = partial(sides, "3_1", "eyes")


def scene(state: State, here: Here) -> Scene:
    """One of the eight scenes, and after the last of them the list of all."""
    at, keys = state["at"], list(eyes())
    off = (*(["back"] if at == 0 else []), *(["next"] if at == len(keys) else []))
    if at == len(keys):
        return Scene(said=" ".join(filter(None, _counted(here))), tables=(_list(here),), off=off)
    key = keys[at]
    told = eyes()[key]
    head = f"Scene {at + 1} of {len(keys)}, month {told['month']}: {told['title']}."
    if here.learner and not _is_played(key, here):
        return Scene(said=f"{head} You have not played it yet: it stands further up.", off=off)
    rows = (("The moment", told["what"], told["theirs"]), *_own(key, here))
    table = Table(f"{told['title']}, twice", ("", "On your side", "At Tallowmere"), rows)
    return Scene(said=f"{head} {told['found']}{_answered(key, here)}", tables=(table,), off=off)


def press(state: State, button: str) -> State:
    """One scene on or back."""
    step = 1 if button == "next" else -1
    return {**state, "at": min(max(state["at"] + step, 0), len(eyes()))}


def _choices(here: Here) -> Mapping[str, Choice]:
    """What was chosen in the two dialogues, by the key of its moment."""
    return {
        step.scene.key: choice
        for item_id in PLAYED
        for step, choice in play(find_item(item_id), here.answers.get(item_id, ())).decisions
    }


def _known(here: Here) -> frozenset[str]:
    """The scenes whose question brought its answer."""
    ever = [
        play(find_item(item_id), here.answers.get(item_id, ())).state.ever for item_id in PLAYED
    ]
    return frozenset(note.removesuffix("-known") for notes in ever for note in notes)


def _is_played(key: str, here: Here) -> bool:
    return (FIRST in here.answers) if key == _first() else f"{key}-ask" in _choices(here)


def _first() -> str:
    return next(iter(eyes()))


def _own(key: str, here: Here) -> Iterator[tuple[str, str, str]]:
    """What the learner took it for and asked, and how that looked over there."""
    chosen = _choices(here)
    if key == _first() and FIRST in here.answers:
        did = here.answers[FIRST]
        words = text_of(find_item(FIRST).options, did)
        yield "What you did first", words, eyes()[key]["looked"][did]
    elif f"{key}-ask" in chosen:
        reading, asked = chosen[key], chosen[f"{key}-ask"]
        yield "What you took it for", reading.text, reading.follows.partner
        yield "What you asked", asked.text, asked.follows.partner


def _answered(key: str, here: Here) -> str:
    if key == _first() or not here.learner:
        return ""
    if key in _known(here):
        return " Your question brought that out."
    return " Your question had left it open."


def _counted(here: Here) -> Iterator[str]:
    """The bet beside what comes out in the eight, and how the learner first read them."""
    bet = here.answers.get(BET)
    yield here.no_bet if bet is None else f"You bet on {bet:g} of 8."
    left = sum(not _is_played(key, here) for key in eyes())
    if here.learner and left:
        verb = "is" if left == 1 else "are"
        yield f"{COUNTS[left].capitalize()} of the eight {verb} not played yet: further up."
        return
    by_out: dict[str, list[str]] = {}
    for told in eyes().values():
        by_out.setdefault(told["out"], []).append(f"“{told['title']}”")
    habits, others = by_out[HABIT], by_out["other"]
    yield (
        f"In {COUNTS[len(habits)]} a habit, and nothing else, is what comes out: {listed(habits)}. "
        f"In {COUNTS[len(others)]} it was something around the people, a shift, a rule or a count: "
        f"{listed(others)}. {listed(by_out['both'])} was both, and {listed(by_out['open'])} is "
        "still open."
    )
    if here.learner:
        chosen = _choices(here)
        first = COUNTS[sum(chosen[key].key == HABIT for key in eyes() if key in chosen)]
        yield (
            f"Of the seven that you played you first took {first} for a habit, and in "
            f"{COUNTS[len(_known(here))]} your question brought its answer."
        )


def _list(here: Here) -> Table:
    """All eight, with the learner's first reading where there is a learner."""
    chosen = _choices(here)
    first = here.answers.get(FIRST)
    rows = []
    for key, told in eyes().items():
        mine, found = told["what"], told["found"]
        if here.learner and not _is_played(key, here):
            mine, found = "not played yet: further up", ""
        elif key in chosen:
            mine = chosen[key].text
        elif key == _first() and first:
            mine = text_of(find_item(FIRST).options, first)
        rows.append((told["title"], mine, found))
    head = ("Scene", "You first" if here.learner else "A camera saw", "What comes out")
    return Table("The eight, in one list (invented, like the firms)", head, tuple(rows))


_EXTRA: dict[str, Any] = {"at": 0}

SIMULATION = Simulation(
    name="eight-scenes-twice",
    title="Eight scenes, twice",
    intro=(
        "Each scene with what you took it for and asked, and with what went on at Tallowmere in "
        "the same hours. After the eighth comes a list, with your bet."
    ),
    controls=(Button("next", "Next scene", main=True), Button("back", "One scene back")),
    scene=scene,
    press=press,
    leaves_out=(
        "In an alliance nobody shows you what went on over there. You have what you asked, and "
        "whom. And eight scenes that somebody wrote are no sample: they tell you nothing about how "
        "often a habit is the reason elsewhere."
    ),
    reads=(BET, FIRST, *PLAYED),
    extra=_EXTRA,
    example=(("press", "next"),) * 8,
    words_first=True,
)

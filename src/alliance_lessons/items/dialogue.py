"""A dialogue: scenes and choices that remember what was promised, learned and trusted.

Its words stand in the bank; CONTRIBUTING.md shows one. `play` follows the chosen keys from the
first scene on. The partner's trust, and the player's own in the partner, move by the model of
`alliance_lessons.models.trust`, both from 50 of 100.
"""

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from alliance_lessons.items.item import Item
from alliance_lessons.models.trust import Event, Trust

NoteKind = Literal["promise", "learned", "quiet"]
START = Trust(0.5)


@dataclass(frozen=True)
class State:
    """What is remembered at a moment: notes held, notes ever held, and the trust of both."""

    notes: frozenset[str] = frozenset()
    ever: frozenset[str] = frozenset()
    trust: Trust = START
    own: Trust = START


@dataclass(frozen=True)
class Condition:
    """When something may happen: notes held, notes not held, and the partner's trust in percent."""

    held: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    trust_from: float = 0
    trust_below: float = 101

    def holds(self, state: State) -> bool:
        trust = 100 * state.trust.level
        return (
            self.held <= state.notes
            and not self.without & state.notes
            and self.trust_from <= trust < self.trust_below
        )


@dataclass(frozen=True)
class Happening:
    """What follows: words, the same through the partner's eyes, and what it changes."""

    text: str
    partner: str
    condition: Condition
    trust: Event | None = None
    own: Event | None = None
    add: frozenset[str] = frozenset()
    drop: frozenset[str] = frozenset()

    def change(self, state: State) -> State:
        """The state after it."""
        notes = (state.notes - self.drop) | self.add
        state = replace(state, notes=notes, ever=state.ever | self.add)
        if self.trust:
            state = replace(state, trust=state.trust.after(self.trust))
        return replace(state, own=state.own.after(self.own)) if self.own else state


@dataclass(frozen=True)
class Choice:
    """One way to act in a scene: its words, what follows at once, and the scenes it may lead to."""

    key: str
    text: str
    follows: Happening
    leads_to: tuple[str, ...]


@dataclass(frozen=True)
class Scene:
    """A moment of the story; one with an `ending` has no choices."""

    key: str
    when: str
    text: str
    partner: str
    condition: Condition
    later: tuple[Happening, ...]
    choices: tuple[Choice, ...]
    ending: str = ""


@dataclass(frozen=True)
class Note:
    """Something that can be remembered, in words."""

    key: str
    text: str
    kind: NoteKind


@dataclass(frozen=True)
class Script:
    """A whole dialogue; the story begins with its first scene."""

    scenes: Mapping[str, Scene]
    notes: Mapping[str, Note]

    def begin(self) -> "Step":
        """The first scene, as it is met."""
        return self._enter(next(iter(self.scenes)), State())

    def after(self, step: "Step", choice: Choice) -> "Step":
        """The scene that a choice leads to, as it is met."""
        state = choice.follows.change(step.state)
        found = (key for key in choice.leads_to if self.scenes[key].condition.holds(state))
        return self._enter(next(found), state)

    def _enter(self, key: str, state: State) -> "Step":
        """Late consequences happen one after the other, each on what the one before left."""
        scene, happened = self.scenes[key], []
        for later in scene.later:
            if later.condition.holds(state):
                happened.append(later)
                state = later.change(state)
        open_now = tuple(c for c in scene.choices if c.follows.condition.holds(state))
        return Step(scene, tuple(happened), state, open_now)


@dataclass(frozen=True)
class Step:
    """A scene as it was met: late consequences first, then the state in which was chosen."""

    scene: Scene
    happened: tuple[Happening, ...]
    state: State
    offered: tuple[Choice, ...]
    choice: Choice | None = None


@dataclass(frozen=True)
class Play:
    """The steps of a path. The last one waits for a choice, or is an ending.

    `fits` says whether every key of the path could be chosen; where one could not, the steps
    end before it.
    """

    steps: tuple[Step, ...]
    fits: bool

    @property
    def state(self) -> State:
        """What is remembered now."""
        return self.steps[-1].state

    @property
    def ending(self) -> str:
        """The name of the ending that was reached, or nothing."""
        return self.steps[-1].scene.ending

    @property
    def decisions(self) -> list[tuple[Step, Choice]]:
        """The steps in which something was chosen, with the choice."""
        return [(step, step.choice) for step in self.steps if step.choice]


def play(item: Item, path: Iterable[str]) -> Play:
    """Follows a path of chosen keys through a dialogue, as far as it fits."""
    plot = script(item)
    steps = [plot.begin()]
    for key in path:
        choice = next((one for one in steps[-1].offered if one.key == key), None)
        if choice is None:
            return Play(tuple(steps), False)
        chosen = replace(steps[-1], choice=choice)
        steps[-1:] = [chosen, plot.after(chosen, choice)]
    return Play(tuple(steps), True)


def script(item: Item) -> Script:
    """The dialogue of an item whose tables are in order."""
    scenes = [_scene(table) for table in item.settings["scene"]]
    notes = [Note(**table) for table in item.settings.get("note", [])]
    return Script({one.key: one for one in scenes}, {one.key: one for one in notes})


def walks(plot: Script) -> Iterator[tuple[tuple[str, ...], Step]]:
    """A path to every moment that differs from the others, with the moment.

    Moments are the same where the scene is, what happened in it, and all that a later scene
    asks for: notes, and the partner's trust in percent. Otherwise a dialogue of fifteen
    decisions would have more moments than can be walked. They come in a mixed order, the same
    each time, so that who looks for all endings finds the rare ones early.
    """
    asked = _asked_from_here(plot)
    waiting: list[tuple[tuple[str, ...], Step]] = [((), plot.begin())]
    seen = set()
    mixed = random.Random(0)
    while waiting:
        place = mixed.randrange(len(waiting))
        waiting[place], waiting[-1] = waiting[-1], waiting[place]
        path, step = waiting.pop()
        notes, by_trust = asked[step.scene.key]
        trust = step.state.trust
        percent = (round(100 * trust.level), round(100 * trust.ceiling)) if by_trust else ()
        moment = (step.scene.key, step.happened, step.state.notes & notes, percent)
        if moment in seen:
            continue
        seen.add(moment)
        yield path, step
        waiting += [((*path, one.key), plot.after(step, one)) for one in step.offered]


def _asked_from_here(plot: Script) -> Mapping[str, tuple[frozenset[str], bool]]:
    """For each scene the notes, and whether trust, that its choices or later scenes ask for."""
    found: dict[str, tuple[frozenset[str], bool]] = {}

    def ask(key: str) -> tuple[frozenset[str], bool]:
        if key not in found:
            scene = plot.scenes[key]
            conditions = [choice.follows.condition for choice in scene.choices]
            after = {name for choice in scene.choices for name in choice.leads_to}
            for name in after:
                conditions.append(plot.scenes[name].condition)
                conditions += [later.condition for later in plot.scenes[name].later]
            deeper = [ask(name) for name in sorted(after)]
            notes = [one.held | one.without for one in conditions] + [one[0] for one in deeper]
            by_trust = any(one.trust_from > 0 or one.trust_below < 101 for one in conditions)
            found[key] = frozenset().union(*notes), by_trust or any(one[1] for one in deeper)
        return found[key]

    for key in plot.scenes:
        ask(key)
    return found


def _scene(table: Mapping[str, Any]) -> Scene:
    return Scene(
        table["key"],
        table["when"],
        table["text"],
        table.get("partner", ""),
        _condition(table),
        tuple(_happening(one, "text") for one in table.get("later", [])),
        tuple(_choice(one) for one in table.get("choice", [])),
        table.get("ending", ""),
    )


def _choice(table: Mapping[str, Any]) -> Choice:
    to = table["next"]
    leads_to = (to,) if isinstance(to, str) else tuple(to)
    return Choice(table["key"], table["text"], _happening(table, "feedback"), leads_to)


def _happening(table: Mapping[str, Any], words: str) -> Happening:
    return Happening(
        table[words],
        table["partner"],
        _condition(table),
        table.get("trust"),
        table.get("own"),
        frozenset(table.get("add", [])),
        frozenset(table.get("drop", [])),
    )


def _condition(table: Mapping[str, Any]) -> Condition:
    return Condition(
        frozenset(table.get("if", [])),
        frozenset(table.get("unless", [])),
        table.get("trust_from", 0),
        table.get("trust_below", 101),
    )

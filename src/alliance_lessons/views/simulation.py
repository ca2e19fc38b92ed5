"""What a simulation is: controls as data, and a pure function from their state to a scene.

Nothing here knows a widget: `simulation_view` shows a simulation on a page, and
`simulation_fallback` writes it down where no kernel runs.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

from alliance_lessons.views.drawing import Picture

State: TypeAlias = Mapping[str, Any]
"""The value of each control by its name, and what a simulation remembers besides."""


def nothing() -> Mapping[str, Any]:
    """An empty mapping, for fields that are left out."""
    return MappingProxyType({})


@dataclass(frozen=True)
class Range:
    """A slider over whole numbers; `ends` are words for its two ends.

    >>> slips = Range("slips", "Signals that go wrong, of 100", 0, 20, 1, unit="of 100")
    >>> slips.admits(20), slips.admits(21), slips.admits("20"), slips.admits(True)
    (True, False, False, False)
    """

    name: str
    label: str
    low: int
    high: int
    start: int
    step: int = 1
    unit: str = ""
    help: str = ""
    ends: tuple[str, str] = ("", "")

    def admits(self, value: object) -> bool:
        return type(value) is int and value in range(self.low, self.high + 1, self.step)


@dataclass(frozen=True)
class Choice:
    """Radio buttons; `options` are (value, words), `tiles` puts short ones side by side."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    start: str
    tiles: bool = False

    def admits(self, value: object) -> bool:
        return any(value == key for key, _ in self.options)


@dataclass(frozen=True)
class Switch:
    """Something that is shown or not."""

    name: str
    label: str
    start: bool = False

    def admits(self, value: object) -> bool:
        return isinstance(value, bool)


@dataclass(frozen=True)
class Button:
    """Something to do; a row of buttons stands where the first of them is declared."""

    name: str
    label: str
    main: bool = False


Control: TypeAlias = Range | Choice | Switch | Button


@dataclass(frozen=True)
class Table:
    """Rows of cells, the first of each being its heading; `fold` folds it under these words."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    fold: str = ""


@dataclass(frozen=True)
class Scene:
    """What is shown for a state. `said` says in words what the pictures show.

    `labels` are words of options that differ from those declared, by control and option;
    `off` names the buttons that can't be pressed now; `model` stands under "Show the model".
    `settled` are parts of the state that this scene has put right, such as a place that lay
    beyond the end.
    """

    said: str
    pictures: tuple[Picture, ...] = ()
    tables: tuple[Table, ...] = ()
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=nothing)
    off: tuple[str, ...] = ()
    model: str = ""
    settled: State = field(default_factory=nothing)


@dataclass(frozen=True)
class Here:
    """What a simulation may know of where it runs: the learner's latest answers, and the day.

    `written` is the day on which one of these answers was last given. `learner` is false where a
    lesson is only read; then nobody could have placed a bet.
    """

    answers: Mapping[str, Any] = field(default_factory=nothing)
    today: date | None = None
    written: date | None = None
    folder: Path | None = None
    learner: bool = False

    @property
    def no_bet(self) -> str:
        """What to say to a learner without a bet."""
        return "You have placed no bet yet." if self.learner else ""


@dataclass(frozen=True)
class Note:
    """A sentence on something that was done, and what was made: a page to open (its HTML), or
    days for a calendar (an .ics file's text)."""

    words: str
    page: str = ""
    calendar: str = ""


@dataclass(frozen=True)
class Memory:
    """Where a simulation keeps its state as an answer, and how it is written and read.

    `read` gives the parts of the state that the text holds, whatever the text is.
    """

    item_id: str
    write: Callable[[State], str]
    read: Callable[[str], State]


def put(state: State, name: str, value: Any) -> State:
    """The state with one control at another value.

    >>> put({"slips": 1}, "slips", 5)
    {'slips': 5}
    """
    return {**state, name: value}


def _no_buttons(state: State, button: str) -> State:
    return state


@dataclass(frozen=True)
class Simulation:
    """A simulation: its words, its controls, and three pure functions.

    `scene` shows a state, `change` moves a control, `press` presses a button. `acts` are the
    buttons that do something outside, such as writing a page. `reads` names the items whose
    answers it may mention. `example` are events that lead to what is shown without a kernel.
    With `words_first` the pictures stand below what is said and told.
    """

    name: str
    title: str
    intro: str
    controls: tuple[Control, ...]
    scene: Callable[[State, Here], Scene]
    leaves_out: str = ""
    source: str = ""
    footnote: str = ""
    payoffs: Table | None = None
    change: Callable[[State, str, Any], State] = put
    press: Callable[[State, str], State] = _no_buttons
    acts: Mapping[str, Callable[[Here], Note]] = field(default_factory=nothing)
    reads: tuple[str, ...] = ()
    memory: Memory | None = None
    extra: State = field(default_factory=nothing)
    example: tuple[tuple[Any, ...], ...] = ()
    words_first: bool = False

    def start(self) -> State:
        """The state before anything is touched."""
        values = {one.name: one.start for one in self.controls if not isinstance(one, Button)}
        return {**values, **self.extra}

    def after(self, state: State, event: object) -> State:
        """The state after ("set", control, value) or ("press", button); others change nothing.

        Events come from a page, so every one of them is checked.
        """
        match event:
            case ["set" | "press" as what, str() as name, *rest] if len(rest) == (what == "set"):
                control = next((one for one in self.controls if one.name == name), None)
                if what == "press" and isinstance(control, Button):
                    return self.press(state, name)
                if what == "set" and control and not isinstance(control, Button):
                    return self.change(state, name, rest[0]) if control.admits(rest[0]) else state
        return state

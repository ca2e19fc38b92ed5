"""The one widget that shows any simulation: it hands events on and shows what they lead to."""

import os
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import traitlets

from alliance_lessons.errors import CourseError
from alliance_lessons.items import marking
from alliance_lessons.items.bank import find_item
from alliance_lessons.views.base import STATIC, View, script
from alliance_lessons.views.simulation import (
    Button,
    Control,
    Here,
    Range,
    Simulation,
    State,
    Switch,
)
from alliance_lessons.views.simulation_fallback import simulation_page, simulation_words
from alliance_lessons.workbook import answers
from alliance_lessons.workbook.moments import UNKNOWN, moment


class SimulationView(View):
    """A simulation on the page.

    `setup` never changes. The page sends events, at most one batch at a time, each with a
    word of its own; `heard` answers with that word, in one message with whatever changed.
    """

    _esm = script("base.js", "controls.js", "simulation.js")
    _css = (STATIC / "view.css").read_text("utf-8") + (STATIC / "simulation.css").read_text("utf-8")
    setup = traitlets.Dict().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    labels = traitlets.Dict().tag(sync=True)
    off: Any = traitlets.List().tag(sync=True)
    pictures: Any = traitlets.List().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)
    tables: Any = traitlets.List().tag(sync=True)
    shown_model = traitlets.Unicode().tag(sync=True)
    note = traitlets.Dict().tag(sync=True)
    problem = traitlets.Unicode().tag(sync=True)
    heard = traitlets.Unicode().tag(sync=True)

    def __init__(self, simulation: Simulation, folder: Path) -> None:
        self._simulation = simulation
        self._folder = folder
        self._unread = False  # whether the answers could not be read the last time
        self._draft = ""  # when what is remembered was last saved from here
        self._state: State = simulation.start()
        here = self._here()
        memory = simulation.memory
        kept = here.answers.get(memory.item_id) if memory else None
        if memory and isinstance(kept, str):
            self._state = {**self._state, **memory.read(kept)}
        self._kept = memory.write(self._state) if memory else ""
        super().__init__(setup=_setup(simulation), **self._shown(here))
        self.on_msg(self._told)

    def words(self) -> str:
        return simulation_words(self._simulation)

    def page(self) -> str:
        return simulation_page(self._simulation)

    def do(self, *events: Any) -> str:
        """Moves controls and presses buttons from code; returns the sentence of the page.

        >>> from alliance_lessons.views import explore
        >>> explore("slips-and-forgiveness").do(("set", "slips", 0), ("press", "next"))[:13]
        'After 1 round'
        """
        self._told(None, {"events": [list(event) for event in events], "word": ""}, None)
        return str(self.said)

    def _told(self, _: Any, content: Any, __: Any) -> None:
        """Events of a page, or an empty list where it only asks to look at the answers again."""
        events = content.get("events") if isinstance(content, dict) else None
        if not isinstance(events, list):
            return
        before = self._state
        for event in events:
            self._state = self._simulation.after(self._state, event)
        here = self._here()
        shown = self._shown(here)
        for event in events:
            if isinstance(event, list) and event[:1] == ["press"] and len(event) == 2:
                act = self._simulation.acts.get(str(event[1]))
                shown |= {"note": asdict(act(here))} if act else {}
        self._show({**shown, "heard": str(content.get("word", ""))})
        if self._state != before:
            self._keep()

    def _show(self, shown: dict[str, Any]) -> None:
        with self.hold_sync():  # one message, with the parts that differ
            for name, value in shown.items():
                setattr(self, name, value)

    def _shown(self, here: Here) -> dict[str, Any]:
        scene = self._simulation.scene(self._state, here)
        self._state = {**self._state, **scene.settled}
        controls = self._simulation.controls
        shown = [one.name for one in controls if not isinstance(one, Button)]
        return {
            "values": {name: self._state[name] for name in shown},
            "labels": {name: dict(words) for name, words in scene.labels.items()},
            "off": list(scene.off),
            "pictures": [picture.svg() for picture in scene.pictures],
            "said": scene.said,
            "tables": [dict(vars(table)) for table in scene.tables],
            "shown_model": scene.model,
        }

    def _here(self) -> Here:
        """Where this runs, with the answers that it may mention as they are now."""
        wanted = list(self._simulation.reads)
        wanted += [self._simulation.memory.item_id] if self._simulation.memory else []
        found, given_on = {}, []
        told = self._unread
        self._unread = False
        try:
            kept = answers.read(self._folder) if wanted else None
            for item_id in wanted:
                latest = kept.latest(item_id) if kept else None
                if latest and marking.misfit(find_item(item_id), latest.value) is None:
                    found[item_id] = latest.value
                    given_on.append(moment(latest.at))
            if told:
                self.problem = ""
        except CourseError as error:
            self.problem, self._unread = str(error), True
        today = datetime.now(UTC).astimezone().date()
        last = max(given_on, default=UNKNOWN)
        written = None if last == UNKNOWN else last.astimezone().date()
        return Here(found, today, written, folder=self._folder, learner=True)

    def _keep(self) -> None:
        """Saves what is to be found again; the page has its picture by now."""
        memory = self._simulation.memory
        if memory is None or "NBGRADER_EXECUTION" in os.environ:
            return
        try:
            words = memory.write(self._state)
            if words == self._kept:
                return  # only looked around: what another tab has saved since stays as it is
            saved = answers.save(self._folder, memory.item_id, words, replaces=self._draft)
            self._kept, self._draft, self.problem = words, saved.at, ""
        except CourseError as error:
            self.problem = str(error)


def _setup(simulation: Simulation) -> dict[str, Any]:
    """The words and controls that never change."""
    return {
        "name": simulation.name,
        "title": simulation.title,
        "intro": simulation.intro,
        "payoffs": asdict(simulation.payoffs) if simulation.payoffs else None,
        "controls": [_control(one) for one in simulation.controls],
        "footnote": simulation.footnote,
        "leavesOut": simulation.leaves_out,
        "source": simulation.source,
        "looks": bool(simulation.reads),
        "wordsFirst": simulation.words_first,
    }


def _control(control: Control) -> dict[str, Any]:
    kinds: dict[type, str] = {Range: "range", Switch: "switch", Button: "button"}
    return {"kind": kinds.get(type(control), "choice"), **asdict(control)}

"""The widget that plays a dialogue: the story so far, the scene now, and what was promised."""

from pathlib import Path
from typing import Any

import traitlets

from alliance_lessons.items import dialogue, marking
from alliance_lessons.items.dialogue import Play, Script, Step, play
from alliance_lessons.items.item import Item
from alliance_lessons.views.base import STATIC, script
from alliance_lessons.views.item_view import ItemView

GO_BACK = (
    "This is one of {} endings. The moments above let you go back and choose otherwise; the last "
    "ways that you took stay in your file."
)
COUNTS = (
    "Your last path counts. If you go back, finish it again, and look once more at your answers to "
    "the questions about it."
)


class DialogueView(ItemView):
    """A dialogue on the page.

    The path of chosen keys is the answer, saved after each choice; `shown` is what the page
    shows of it. Nothing of what has not happened yet reaches the page.
    """

    _esm = script("base.js", "spare_copies.js", "keep_answer.js", "dialogue.js")
    _css = (STATIC / "view.css").read_text("utf-8") + (STATIC / "dialogue.css").read_text("utf-8")
    shown = traitlets.Dict().tag(sync=True)

    def __init__(self, item: Item, folder: Path) -> None:
        super().__init__(item, folder)
        self.shown = _shown(item, self.given["value"] or [])

    def answer(self, value: Any, confidence: int | None = None) -> str:
        """Follows a path of choices from code; returns what the page would say."""
        self.given = {"value": value, "confidence": None, "seq": -1}
        if not self.saved["ok"]:
            return str(self.saved["problem"])
        now = self.shown["now"]
        return "\n\n".join([*self.shown["follows"], *now["happened"], now["text"], now["ending"]])

    def _answered(self, change: Any) -> None:
        value = change["new"].get("value")
        before = self.shown["path"]
        if isinstance(value, list) and value[: len(before)] != before:
            self._draft = ""  # another way was taken: the old one stays in the history
        super()._answered(change)
        if marking.misfit(self._item, value) is None:
            self.shown = _shown(self._item, value)


def _shown(item: Item, path: list[str]) -> dict[str, Any]:
    """The story as far as a path has come."""
    plot, played = dialogue.script(item), play(item, path)
    last = played.steps[-1]
    return {
        "path": path,
        "past": [
            {
                "when": step.scene.when,
                "text": _text(step),
                "chosen": choice.text,
                "follows": choice.follows.text,
            }
            for step, choice in played.decisions
        ],
        "follows": [choice.follows.text for _, choice in played.decisions[-1:]],
        "now": {
            "when": last.scene.when,
            "happened": [one.text for one in last.happened],
            "text": last.scene.text,
            "choices": [{"key": choice.key, "text": choice.text} for choice in last.offered],
            "ending": last.scene.ending,
        },
        "promised": _notes(plot, played, "promise"),
        "known": _notes(plot, played, "learned"),
        "after": COUNTS if item.graded else GO_BACK.format(_endings(plot)),
    }


def _text(step: Step) -> str:
    return "\n\n".join([*(one.text for one in step.happened), step.scene.text])


def _endings(plot: Script) -> int:
    return sum(bool(scene.ending) for scene in plot.scenes.values())


def _notes(plot: Script, played: Play, kind: str) -> list[str]:
    """What is held now, in the order in which the bank lists it."""
    held = played.state.notes
    return [note.text for note in plot.notes.values() if note.key in held and note.kind == kind]

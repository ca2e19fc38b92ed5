"""The widget that shows one item, saves its answers and gives feedback."""

import os
from pathlib import Path
from typing import Any

import traitlets

from alliance_lessons.errors import CourseError
from alliance_lessons.items import checks, marking
from alliance_lessons.items.item import WHERE_IT_GOES, Item, Part, as_sentence
from alliance_lessons.views.base import STATIC, View, script
from alliance_lessons.views.fallback import item_page, item_words
from alliance_lessons.workbook import answers

QUESTION = (
    "base.js",
    "spare_copies.js",
    "keep_answer.js",
    "choosing.js",
    "arranging.js",
    "table.js",
    "writing.js",
    "item.js",
)


class ItemView(View):
    """An item on the page.

    `given` holds value, confidence and a number by which the page knows its own saves;
    `saved` answers with that number, whether it is on disk, and a sentence if not or if
    something is still missing; `told` is the feedback, empty while there is none; `noticed`
    is what the item's live checks find, a sentence each. A `fresh` view shows no earlier answer,
    so that it is given from memory, and asks how sure the learner is before it says anything.
    """

    _esm = script(*QUESTION, "one_item.js")
    _css = (STATIC / "view.css").read_text("utf-8") + (STATIC / "table.css").read_text("utf-8")
    item = traitlets.Dict().tag(sync=True)
    place = traitlets.Unicode().tag(sync=True)
    given = traitlets.Dict().tag(sync=True)
    saved = traitlets.Dict().tag(sync=True)
    told = traitlets.Dict().tag(sync=True)
    noticed = traitlets.List(traitlets.Unicode()).tag(sync=True)

    def __init__(self, item: Item, folder: Path, fresh: bool = False) -> None:
        super().__init__(**self._begin(item, folder, fresh))
        if self.given["value"] is not None:
            self._check()  # what was said about it is there again
        self.observe(self._answered, "given")
        self.on_msg(self._asked)

    def _begin(self, item: Item, folder: Path, fresh: bool) -> dict[str, Any]:
        """Turns to an item; what the page shows of it."""
        self._item = item
        self._folder = folder
        self._draft = ""  # when the answer still being written was last saved
        latest, problem = None, ""
        try:
            found = answers.read(folder)
            latest = None if fresh else found.latest(item.id)
            problem = " ".join(found.problems)
        except CourseError as error:
            problem = str(error)
        if latest is not None and marking.misfit(item, latest.value) is not None:
            problem = f"Your saved answer does not fit this question; answer it anew. {problem}"
            latest = None
        return {
            "item": _for_page(item, fresh),
            "place": str(folder),
            "given": {
                "value": latest.value if latest else None,
                "confidence": latest.confidence if latest else None,
                "at": latest.at if latest else "",
            },
            "saved": {"seq": 0, "ok": True, "problem": problem.strip()},
            "noticed": checks.found(item, latest.value if latest else None),
        }

    def words(self) -> str:
        return item_words(self._item)

    def page(self) -> str:
        return item_page(self._item)

    def answer(self, value: Any, confidence: int | None = None) -> str:
        """Answers from code, where no page is shown; returns what the page would say."""
        self.given = {"value": value, "confidence": confidence, "seq": -1}
        self._check()
        if not self.saved["ok"]:
            return str(self.saved["problem"])
        told = self.told or {"outcome": "saved", "lines": [], "overall": ""}
        lines = [f"{label} {text}".strip() for label, text, _ in told["lines"]]
        return "\n".join([told["outcome"], *lines, told["overall"], *self.noticed]).strip()

    def _answered(self, change: Any) -> None:
        """Saves what the page sent; a draft replaces its own last save."""
        value, confidence = change["new"].get("value"), change["new"].get("confidence")
        self.told = {}
        problem = marking.misfit(self._item, value)
        ok = problem is None
        if ok and "NBGRADER_EXECUTION" not in os.environ:
            try:
                entry = answers.save(self._folder, self._item.id, value, confidence, self._draft)
                self._draft = entry.at
            except CourseError as error:
                ok, problem = False, str(error)
        if ok and self._item.kind not in (
            "text",
            "dialogue",
        ):  # the page itself shows how far it is
            problem = marking.missing(self._item, value)
        problem = f"{problem[0].upper()}{problem[1:]}".rstrip(".") + "." if problem else ""
        self.saved = {"seq": change["new"].get("seq", 0), "ok": ok, "problem": problem}
        self.noticed = checks.found(self._item, value)

    def _asked(self, _: Any, content: Any, __: Any) -> None:
        if content == {"check": True}:
            self._check()

    def _check(self) -> None:
        """Gives feedback; the next answer is a new one in the history."""
        value, confidence = self.given.get("value"), self.given.get("confidence")
        if not _button(self._item) or (value is not None and marking.misfit(self._item, value)):
            return  # nothing is said about it, or it was said already why it does not fit
        self._draft = ""
        told = marking.feedback(self._item, value, confidence)
        judged = told.outcome in ("correct", "partly", "incorrect")
        open_rows = judged and marking.missing(self._item, value) is not None
        self.told = {
            "outcome": "unfinished" if open_rows else told.outcome,
            "lines": [
                (as_sentence(line.label) if line.text else line.label, line.text, line.right)
                for line in told.lines
            ],
            "overall": "" if open_rows else told.overall,  # it speaks of the whole
        }


def _for_page(item: Item, fresh: bool = False) -> dict[str, Any]:
    """What the page may know before an answer is given: no key and no feedback."""

    def parts(some: tuple[Part, ...]) -> list[dict[str, str]]:
        return [{"key": part.key, "text": part.text, "firm": part.firm} for part in some]

    return {
        "id": item.id,
        "kind": item.kind,
        "stem": item.stem,
        "options": parts(item.options),
        "rows": parts(item.rows),
        "columns": parts(item.columns),
        "settings": {} if item.kind == "dialogue" else dict(item.settings),
        "looksAt": checks.looks_at(item),
        "confidence": item.confidence or fresh,
        "sureFirst": fresh,
        "where": WHERE_IT_GOES.get(item.goes, ""),
        "button": _button(item),
    }


def _button(item: Item) -> str:
    """What its button says; items that only record have none."""
    if item.graded or item.kind == "dialogue" or (item.kind == "text" and not item.feedback):
        return ""
    return "Check my answer" if item.key is not None else "See what follows"

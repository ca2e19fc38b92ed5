"""The last thing in an assignment: what is still open, and the file to send."""

from pathlib import Path
from typing import Any

import traitlets

from alliance_lessons.errors import CourseError
from alliance_lessons.items.item import Item
from alliance_lessons.views.base import View, script
from alliance_lessons.views.fallback import HOW_TO
from alliance_lessons.workbook import answers
from alliance_lessons.workbook.hand_in import assignment_items, hand_in_file
from alliance_lessons.workbook.progress import lacking

LONGEST_NAME = 70  # characters of a stem that name an item in the list


class HandInView(View):
    """`report` says what is answered and what is open; `made` where the file lies."""

    _esm = script("base.js", "hand_in.js")
    report = traitlets.Dict().tag(sync=True)
    made = traitlets.Dict().tag(sync=True)

    def __init__(self, assignment: str, folder: Path) -> None:
        self._assignment = assignment
        self._folder = folder
        self._items = assignment_items(assignment)
        super().__init__(report=self._report())
        self.on_msg(self._asked)

    def words(self) -> str:
        return f"Hand in: {len(self._items)} answers of the assignment {self._assignment}."

    def page(self) -> str:
        return f"<p><strong>{self.words()}</strong></p><p><em>{HOW_TO}</em></p>"

    def _asked(self, _: Any, content: Any, __: Any) -> None:
        """The page wants a fresh look, or the file for a learner's id."""
        self.report = self._report()
        if not isinstance(content, dict) or "learner" not in content:
            return
        learner = str(content["learner"])
        if not learner:
            words = "Type your learner id first: what your instructor knows you by."
            self.made = {"ok": False, "words": words}
            return
        try:
            # beside the assignment's folder, so that the file is no part of what it holds
            path = hand_in_file(self._folder, self._assignment, learner, self._folder.parent)
            self.made = {"ok": True, "words": f"{path.name} is ready. {_found(path.parent.name)}"}
        except CourseError as error:
            self.made = {"ok": False, "words": str(error)}

    def _report(self) -> dict[str, Any]:
        try:
            found = answers.read(self._folder)
        except CourseError as error:
            return {"answered": 0, "of": len(self._items), "open": [], "problem": str(error)}
        open_items = []
        for number, item in enumerate(self._items, 1):
            if lacks := lacking(item, found):
                open_items.append([f"{number}. {_name(item)}", lacks])
        return {
            "answered": len(self._items) - len(open_items),
            "of": len(self._items),
            "open": open_items,
            "problem": " ".join(found.problems),
        }


def _found(folder: str) -> str:
    return (
        f"In the list of files on the left it lies in the folder {folder}: "
        "right-click it, choose Download, and send it."
    )


def _name(item: Item) -> str:
    """The beginning of an item's stem, cut at a word."""
    stem = " ".join(item.stem.split())
    if len(stem) <= LONGEST_NAME:
        return stem
    return stem[:LONGEST_NAME].rsplit(" ", 1)[0] + " …"

"""The last thing in an assignment: what is still open, and the file to send."""

from pathlib import Path
from typing import Any

import traitlets

from alliance_lessons.errors import CourseError
from alliance_lessons.items.item import Item
from alliance_lessons.views.base import View, script
from alliance_lessons.views.fallback import HOW_TO
from alliance_lessons.views.own_marks import may_mark, own_marks
from alliance_lessons.workbook import answers
from alliance_lessons.workbook.hand_in import assignment_items, hand_in_file, handed_in
from alliance_lessons.workbook.progress import lacking
from alliance_lessons.workbook.where_kept import also_lies, edition

LONGEST_NAME = 70  # characters of a stem that name an item in the list


class HandInView(View):
    """`report` says what is answered and what is open; `made` what became of the file; `own`
    whether learners may mark themselves here, and `alone` whether that comes first, as in the
    browser, where nobody hands in by an Assignments list.

    The file's bytes go to the page as a message: what a trait holds can be kept in a notebook.
    """

    _esm = script("base.js", "own_marks.js", "hand_in.js")
    report = traitlets.Dict().tag(sync=True)
    made = traitlets.Dict().tag(sync=True)
    own = traitlets.Bool(False).tag(sync=True)
    alone = traitlets.Bool(False).tag(sync=True)

    def __init__(self, assignment: str, folder: Path) -> None:
        self._assignment = assignment
        self._folder = folder
        self._items = assignment_items(assignment)
        self._file: Path | None = None  # the one that was made last
        self._made_of = b""  # the answers in it
        own = may_mark(folder, assignment)
        super().__init__(report=self._report(), own=own, alone=own and edition() == "browser")
        self.on_msg(self._asked)

    def words(self) -> str:
        return f"Hand in: {len(self._items)} answers of the assignment {self._assignment}."

    def page(self) -> str:
        return f"<p><strong>{self.words()}</strong></p><p><em>{HOW_TO}</em></p>"

    def _asked(self, _: Any, content: Any, __: Any) -> None:
        """The page wants marks, a fresh look, the file for a learner's id, or that file again."""
        if isinstance(content, dict) and "own" in content:
            if self.own:
                self._mark(content["own"])
            return
        self.report = self._report()
        if self._file and self._given() != self._made_of:
            self._file = None
            words = "Your answers have changed since the file was made: make it again."
            self.made = {"ok": False, "words": words}
        if not isinstance(content, dict):
            return
        if "learner" in content:
            self._make(str(content["learner"]))
        if "learner" in content or "file" in content:
            self._hand_over()

    def _mark(self, wanted: Any) -> None:
        if wanted is True:  # in a browser without a server the first time takes some seconds
            self.send({"own": {"words": "Marking your answers …"}})
        told, page = own_marks(self._folder, self._assignment, wanted)
        self.send({"own": told}, [page])

    def _make(self, learner: str) -> None:
        self._file = None
        if not learner:
            self.made = {"ok": False, "words": "Type your learner id first."}
            return
        try:
            # beside the assignment's folder, so that the file is no part of what it holds
            path = hand_in_file(self._folder, self._assignment, learner, self._folder.parent)
        except CourseError as error:
            self.made = {"ok": False, "words": str(error)}
            return
        self._file, self._made_of = path, self._given()
        self.made = {"ok": True, "words": f"{path.name} is ready. {_next_steps(path.parent.name)}"}

    def _given(self) -> bytes:
        """The answers as they would be handed in now."""
        try:
            return handed_in(answers.read(self._folder), self._items, False, False)
        except CourseError:
            return b""

    def _hand_over(self) -> None:
        """Sends the file that was made; without one, the word alone that the page was heard."""
        name, data = "", []
        if self._file:
            try:
                name, data = self._file.name, [self._file.read_bytes()]
            except OSError:
                words = f"{self._file.name} is no longer there: make it again."
                self.made = {"ok": False, "words": words}
        self.send({"file": name}, data)

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
            "memo": any(item.id.endswith(".memo") for item in self._items),
            "open": open_items,
            "problem": " ".join(found.problems),
        }


def _next_steps(folder: str) -> str:
    return "It is not sent yet: download it, then send it to your instructor. " + also_lies(
        folder, edition()
    )


def _name(item: Item) -> str:
    """The beginning of an item's stem, cut at a word."""
    stem = " ".join(item.stem.split())
    if len(stem) <= LONGEST_NAME:
        return stem
    return stem[:LONGEST_NAME].rsplit(" ", 1)[0] + " …"

"""The panel “My work”: all answers as one file, brought back from one, or erased."""

import base64
import binascii
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import traitlets

from alliance_lessons.errors import CourseError
from alliance_lessons.views.base import STATIC, View, script
from alliance_lessons.views.fallback import HOW_TO
from alliance_lessons.workbook import compared_words, my_work
from alliance_lessons.workbook.my_work import Compared
from alliance_lessons.workbook.taken_along import LARGEST_FILE, Taken, gather, look_into, pack
from alliance_lessons.workbook.where_kept import KEPT, edition

WORDS = (
    "My work: all your answers as one file, to keep, to bring back here or in another copy of "
    "the course; and a way to erase them."
)
REOPEN = (
    "Lessons that are open still show the old answers: close them and open them again before you "
    "go on."
)
LEFT = "The file was left as it is, and nothing was changed."


class MyWorkView(View):
    """`state` says how much there is, where it is kept, and what can be undone.

    The page asks with a word of its own, and hears that word again with what came of it. A file
    comes in parts, since one message may have 10 MB; what is downloaded goes as one.
    """

    _esm = script("base.js", "spare_copies.js", "my_work_parts.js", "my_work.js")
    _css = (STATIC / "view.css").read_text("utf-8") + (STATIC / "my_work.css").read_text("utf-8")
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, workbook: Path) -> None:
        self._workbook = workbook
        self._parts = b""  # of a file that is still coming
        self._taken: Taken | None = None  # what was looked into last
        self._do = {
            "download": self._download,
            "look": self._look,
            "leave": self._leave,
            "bring": self._bring,
            "undo": self._undo,
            "erase": self._erase,
        }
        super().__init__(state=self._state())
        self.on_msg(self._asked)

    def words(self) -> str:
        return WORDS

    def page(self) -> str:
        return f"<p><strong>{WORDS}</strong></p><p><em>{HOW_TO}</em></p>"

    def _asked(self, _: Any, content: Any, __: Any) -> None:
        """Does what a page asks for, and tells it."""
        asked = content if isinstance(content, dict) else {}
        act = self._do.get(str(asked.get("do")))
        reply: dict[str, Any] = {"ok": True}
        data: list[bytes] = []
        try:
            if act:
                reply |= act(asked, data)
        except (CourseError, OSError) as error:
            self._parts = b""
            reply = {"ok": False, "words": _sentence(error)}
        self.state = self._state()
        self.send({**reply, "word": asked.get("word")}, data)

    def _download(self, _: dict[str, Any], data: list[bytes]) -> dict[str, Any]:
        taken = gather(self._workbook, datetime.now(UTC))
        data.append(pack(taken))
        return {"words": " ".join(taken.remarks)}

    def _look(self, asked: dict[str, Any], _: list[bytes]) -> dict[str, Any]:
        """Takes in one more part of a file; after the last, says what would come of it."""
        if asked.get("part") == 0:
            self._parts, self._taken = b"", None
        try:
            self._parts += base64.b64decode(str(asked.get("data")), validate=True)
        except (binascii.Error, ValueError):
            raise CourseError("This file did not arrive whole; choose it once more.") from None
        if not asked.get("last") and len(self._parts) <= LARGEST_FILE:
            return {}
        data, self._parts = self._parts, b""
        self._taken = look_into(data)
        rows = my_work.compare(self._workbook, self._taken)
        comes = sum(row.comes_in for row in rows)
        apart = [row for row in rows if row.other_draw]
        return {
            "words": compared_words.total(rows),
            "look": {
                "made": self._taken.made.isoformat() if self._taken.made.year > 1970 else "",
                "lines": [[compared_words.name(row), compared_words.line(row)] for row in rows],
                "remarks": list(self._taken.remarks),
                "draws": [_draw(row) for row in apart],
                "comes": bool(comes or apart),
            },
        }

    def _leave(self, _: dict[str, Any], __: list[bytes]) -> dict[str, Any]:
        self._taken = None
        return {"words": LEFT}

    def _bring(self, asked: dict[str, Any], _: list[bytes]) -> dict[str, Any]:
        if self._taken is None:
            raise CourseError("There is no file to bring in: choose one first.")
        whole = asked.get("whole")
        my_work.bring_in(self._workbook, self._taken, whole if isinstance(whole, list) else [])
        self._taken = None
        return {"words": f"Your work is here. {REOPEN}"}

    def _undo(self, _: dict[str, Any], __: list[bytes]) -> dict[str, Any]:
        undone = my_work.undo(self._workbook)
        return {"words": f"{compared_words.undone(undone)} {REOPEN}"}

    def _erase(self, asked: dict[str, Any], __: list[bytes]) -> dict[str, Any]:
        if asked.get("sure") is not True:
            raise CourseError("Nothing was erased: tick first that you are sure.")
        self._taken = None
        number = my_work.erase(self._workbook)
        erased = "1 answer is" if number == 1 else f"{number} answers are"
        return {"words": f"{erased} erased. {REOPEN}", "erased": True}

    def _state(self) -> dict[str, Any]:
        kept = edition()
        state: dict[str, Any] = {"edition": kept, "kept": KEPT[kept]}
        try:
            taken = gather(self._workbook, datetime.now(UTC))
            undoable = my_work.undoable(self._workbook)
        except CourseError as error:
            return {**state, "answers": 0, "undo": "", "problem": str(error)}
        return {
            **state,
            "answers": sum(len(found.history) for found in taken.folders.values()),
            "undo": undoable.isoformat() if undoable else "",
            "problem": " ".join(taken.remarks),
        }


def _draw(row: Compared) -> dict[str, Any]:
    return {
        "folder": row.other_draw,
        "name": compared_words.name(row),
        "here": row.only_here,
        "there": row.only_there,
    }


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError):
        path, reason = error.filename or "A file", error.strerror or error
        return f"{path} can't be read or written ({reason}); make room or allow it, then try again."
    return str(error)

"""A mark scheme: what only markers read, written into a locked text cell of the source notebook.

nbgrader cuts it out of what learners get. Its parts are told by their headings:

    **For the marker.** Read it once, place it by the nearer anchor, pick a comment.

    **Beside the memo:** `case("rights", "requests")`; cost limit: `response("rights_a.limit-cost")`

    **Criterion 1, the right and its price**

    *Anchor for 5:* "..."

    *Comments:*

    - **5:** You name the right. Next time say whose it is.
    - I read the first 200 words. (This one fits any level.)

A criterion is found by its words, whatever its punctuation; comments go to learners.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nbformat import NotebookNode

BEGIN, END = "BEGIN MARK SCHEME", "END MARK SCHEME"  # nbgrader's own marks
HEADING = re.compile(r"\*\*([^*]+)\*\*")
BESIDE = re.compile(r"\*\*Beside [^*]*:\*\*(.*)")
NAMED = re.compile("([^`]*)`([^`]+)`")  # words of the author's, and a verb with its names
COMMENTS = re.compile(r"\*Comments?:?\*:?")
COMMENT = re.compile(r"[-*] +(?:\*\*(\d{1,4}(?:\.\d{1,2})?):?\*\*:? +)?(\S.*)")


@dataclass(frozen=True)
class Comment:
    """A sentence or two for a learner, and the level it fits; None if it fits any."""

    points: float | None
    words: str


@dataclass(frozen=True)
class Guide:
    """What markers read on one criterion; `anchors` is Markdown."""

    title: str
    anchors: str
    comments: tuple[Comment, ...]


@dataclass(frozen=True)
class MarkScheme:
    """`advice` (Markdown) is for all criteria.

    `beside` says what of the learner's to show: its label, empty for a table, and the verb.
    """

    advice: str = ""
    beside: tuple[tuple[str, str], ...] = ()
    guides: tuple[Guide, ...] = ()

    def guide(self, title: str) -> Guide:
        """The guide to a criterion; an empty one where the scheme has none."""
        fits = (guide for guide in self.guides if _plain(guide.title) == _plain(title))
        return next(fits, Guide(title, "", ()))


def mark_scheme(cells: Iterable[NotebookNode]) -> MarkScheme:
    """Reads what a notebook's cells say to markers."""
    advice: list[str] = []
    beside: list[tuple[str, str]] = []
    sections: list[tuple[str, list[str]]] = []
    for line in _lines(cells):
        if found := BESIDE.fullmatch(line):
            beside += [(label.strip(" ,;:."), verb) for label, verb in NAMED.findall(found[1])]
        elif found := HEADING.fullmatch(line):
            sections.append((found[1].strip(), []))
        else:
            (sections[-1][1] if sections else advice).append(line)
    guides = tuple(_guide(title, lines) for title, lines in sections)
    return MarkScheme("\n".join(advice).strip(), tuple(beside), guides)


def _lines(cells: Iterable[NotebookNode]) -> Iterator[str]:
    for cell in cells:
        if cell.cell_type == "markdown" and BEGIN in cell.source:
            inside = False
            for line in cell.source.splitlines():
                if BEGIN in line or END in line:
                    inside = BEGIN in line
                elif inside:
                    yield line.rstrip()


def _guide(title: str, lines: list[str]) -> Guide:
    anchors: list[str] = []
    comments: list[Comment] = []
    listing = False
    for line in lines:
        if COMMENTS.fullmatch(line):
            listing = True
        elif listing and (found := COMMENT.fullmatch(line)):
            comments.append(Comment(None if found[1] is None else float(found[1]), found[2]))
        elif not listing:
            anchors.append(line)
    return Guide(title, "\n".join(anchors).strip(), tuple(comments))


def _plain(title: str) -> list[str]:
    return re.findall(r"\w+", title.lower())

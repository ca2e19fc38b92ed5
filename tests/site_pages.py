"""The pages to read as a test reads them: their words, their links and their places."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from alliance_lessons.items.bank import find_item
from alliance_lessons.items.item import Item
from alliance_lessons.site.pages.exercise import verb_of
from alliance_lessons.workbook.notebooks import Notebook

VOID = {"meta", "link", "br", "hr", "img", "rect", "circle", "polyline", "path", "line"}


@dataclass
class Read(HTMLParser):
    """A page, taken apart by Python's own reader of HTML."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    hrefs: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    title: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.hrefs.append(given["href"])
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open.pop() == tag, (tag, self.getpos())

    def handle_data(self, data: str) -> None:
        if self._open[-1:] == ["title"]:
            self.title += data
        if self._open[-1:] != ["style"]:
            self.data.append(data)

    @property
    def words(self) -> str:
        """All that is read on the page, with single spaces."""
        return plain("".join(self.data))

    @property
    def levels(self) -> list[int]:
        """The levels of its headings, in their order."""
        return [int(tag[1]) for tag, _ in self.tags if len(tag) == 2 and tag[1:].isdigit()]


def read(path: Path) -> Read:
    page = Read()
    page.feed(path.read_text("utf-8"))
    page.close()
    return page


def plain(text: str) -> str:
    return " ".join(text.split())


def asked(nb: Notebook) -> Iterator[Item]:
    """The items that the cells of a notebook ask, each by itself."""
    for cell in nb["cells"]:
        if cell["cell_type"] == "code":
            verb, names = verb_of(cell)
            if verb == "ask":
                yield find_item(names[0])


def feedback(item: Item) -> Iterator[str]:
    """All that the bank says about the answers to an item that is no dialogue."""
    yield item.feedback
    for part in (*item.options, *item.rows, *item.bands):
        yield from [part.feedback] if isinstance(part.feedback, str) else part.feedback.values()


def told(item: Item) -> Iterator[str]:
    """All that may be read while a dialogue is played."""
    for scene in item.settings["scene"]:
        yield scene["text"]
        yield from (later["text"] for later in scene.get("later", []))
        for choice in scene.get("choice", []):
            yield choice["text"]
            yield choice["feedback"]

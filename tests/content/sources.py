"""Sources: those in the list of references, and those that the course's texts name.

A text names a source by its authors and the year, in any of the usual forms: `Wu and Axelrod
(1995)`, `Wu, J., & Axelrod, R. (1995)`, `found in a study [Wu and Axelrod 1995]`, or the same with
n.d. for the year. So every year from 1800 to 2099 in a text must follow the names of all authors
of an entry of that year, with no other year between; for two authors and more the first with
"and others" or "et al." will do.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from alliance_lessons.views.simulation import Here
from alliance_lessons.views.simulations import FILES, find_simulation
from alliance_lessons.workbook.course import course_files
from alliance_lessons.workbook.notebooks import read_notebook
from tests.content.bank_words import every_item

LIST = course_files().course / "references.md"
READ = ("Article", "Parts", "Abstract", "Second hand", "Not found")
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b(?![-–]\d)|\bn\.d\.")
HEAD = re.compile(
    r"^- \*\*(?P<names>[^*]+) \((?P<year>\d{4}|n\.d\.)\)\*\* (?P<rest>.+)$", re.MULTILINE
)


@dataclass(frozen=True)
class Entry:
    """One source of the list: authors' names, year, and what is said of it."""

    names: tuple[str, ...]
    year: str
    rest: str

    @property
    def label(self) -> str:
        return f"{' and '.join(self.names)} ({self.year})"

    def named_in(self, words: str) -> bool:
        """Whether its authors stand in some words, all or the first and others."""
        first, *others = self.names
        all_of_them = all(re.search(rf"\b{name}\b", words) for name in self.names)
        shortened = re.search(rf"\b{first}\b,?(?: and (?:others|colleagues)| et al\.)", words)
        return all_of_them or bool(others and shortened)


@dataclass(frozen=True)
class Text:
    """A text of the course that may name sources, and where it stands."""

    place: str
    words: str


def entries(text: str) -> list[Entry]:
    """The entries of a list of references."""
    found = []
    for match in HEAD.finditer(text):
        names = re.sub(r" and others$", "", match["names"])
        authors = tuple(re.split(r", | and ", names))
        also = tuple(re.findall(r"([A-Z][\w’'-]+), [A-Z]\.", match["rest"].partition(" (")[0]))
        found.append(Entry(max(authors, also, key=len), match["year"], match["rest"]))
    return found


def unlisted(text: Text, known: list[Entry]) -> Iterator[str]:
    """What a text names and the list has not, a sentence each."""
    for before, year in _years(text.words):
        if not any(one.year == year and one.named_in(before) for one in known):
            yield f"{text.place}: {before[-60:]!r} {year} is not in the list"


def is_named(entry: Entry, texts: list[Text]) -> bool:
    """Whether any text names a source of the list; one without a date by its name alone."""
    if entry.year == "n.d.":
        return any(entry.named_in(text.words) for text in texts)
    return any(
        year == entry.year and entry.named_in(before)
        for text in texts
        for before, year in _years(text.words)
    )


def _years(words: str) -> Iterator[tuple[str, str]]:
    """Each year of a text with the words between it and the year before."""
    start = 0
    for year in YEAR.finditer(words):
        yield words[start : year.start()], year[0]
        start = year.end()


def texts() -> list[Text]:
    """Every text of the course that may name a source."""
    return [*_of_lessons(), *_of_items(), *_of_simulations()]


def _of_lessons() -> Iterator[Text]:
    for path in course_files().lessons():
        for cell in read_notebook(path)["cells"]:
            if cell["cell_type"] == "markdown":
                yield Text(f"{path.name}, {cell['id']}", "".join(cell["source"]))
    for path in sorted(Path(course_files().course).rglob("*.md")):
        if path != LIST:
            yield Text(path.name, path.read_text("utf-8"))


def _of_items() -> Iterator[Text]:
    for item in every_item():
        if item.source:
            yield Text(item.id, item.source)


def _of_simulations() -> Iterator[Text]:
    for name in FILES:
        shown = find_simulation(name)
        scene = shown.scene(shown.start(), Here())
        for part, words in {
            "source": shown.source,
            "limits": shown.leaves_out,
            "footnote": shown.footnote,
            "model": scene.model,
        }.items():
            yield Text(f"{name}, {part}", words)

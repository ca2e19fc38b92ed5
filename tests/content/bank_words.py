"""The words of the item bank one by one, each with its place, for the tests of their quality."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from alliance_lessons.items.bank import content_files, read_file
from alliance_lessons.items.item import Item


@dataclass(frozen=True)
class Words:
    """A text of the bank: its item, what it is there, the key of its part, and the words.

    `role` is stem, option, row, column, feedback (of one part), overall (of the whole item),
    scene, choice or partner (of a dialogue).
    """

    item: str
    role: str
    part: str
    text: str

    @property
    def place(self) -> str:
        """Where it stands, for a message."""
        return f"{self.item}, {self.role} {self.part}".rstrip()


@cache
def bank() -> dict[str, tuple[Item, ...]]:
    """All items of the bank, by the names of their files without the suffix."""
    return {file.name.removesuffix(".toml"): read_file(file) for file in content_files()}


def every_item() -> list[Item]:
    """All items, in the order of the files."""
    return [item for items in bank().values() for item in items]


def words_of(item: Item) -> Iterator[Words]:
    """Every text of an item."""
    yield Words(item.id, "stem", "", item.stem)
    if item.feedback:
        yield Words(item.id, "overall", "", item.feedback)
    for role in ("option", "row", "column", "band"):
        for part in getattr(item, f"{role}s"):
            if part.text:
                yield Words(item.id, role, part.key, part.text)
            by_column = part.feedback
            texts = {"": by_column} if isinstance(by_column, str) else by_column
            for column, text in texts.items():
                if text:
                    yield Words(item.id, "feedback", f"{part.key} {column}".rstrip(), text)
    for scene in item.settings.get("scene", ()):
        yield from _words_of_scene(item.id, scene)


def _words_of_scene(item_id: str, scene: dict[str, Any]) -> Iterator[Words]:
    name = scene["key"]
    tables = [(name, "scene", scene)]
    tables += [(f"{name} later {n}", "scene", one) for n, one in enumerate(scene.get("later", []))]
    for choice in scene.get("choice", ()):
        place = f"{name} {choice['key']}"
        yield Words(item_id, "feedback", place, choice["feedback"])
        tables.append((place, "choice", choice))
    for place, role, table in tables:
        yield Words(item_id, role, place, table["text"])
        if table.get("partner"):
            yield Words(item_id, "partner", place, table["partner"])


def plain(text: str) -> str:
    """A text as one compares it: small letters, single blanks, no punctuation.

    >>> plain("“It is 17:40 … What do you do tonight?”")
    'it is 17 40 what do you do tonight'
    """
    return " ".join(re.findall(r"[a-z0-9]+", text.lower().replace("’", "'").replace("'", "")))


def words_in(text: str) -> list[str]:
    """The words of a text; a number with its dot or comma is one.

    >>> words_in("Don't add 2.25 k€ — it's a half-day.")
    ["Don't", 'add', '2.25', 'k', "it's", 'a', 'half-day']
    """
    return re.findall(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*", text)

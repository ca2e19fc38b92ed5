"""The item bank: words in TOML, one file a lesson or assignment.

A file has `lesson = "4_1"` or `assignment = "rights"` at its head and its items as
`[[item]]` tables; CONTRIBUTING.md shows one. `competency = "forgoing rights"` beside it says
which of the course's three competencies its marks count for. A fault is reported in a
sentence that names file, item and line. Items of assignments have no key here: it stands
between the hidden-test marks of the source notebook.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from alliance_lessons.errors import CourseError
from alliance_lessons.items.checks import check_faults
from alliance_lessons.items.item import COMPETENCIES, WHERE_IT_GOES, Item, Part
from alliance_lessons.items.kinds import KINDS

ID = re.compile(r"[a-z][a-z0-9_]*\.[a-z0-9]+(-[a-z0-9]+)*")
PARTS = {"option": "options", "row": "rows", "column": "columns", "band": "bands"}
COMMON = {
    "id": str,
    "kind": str,
    "stem": str,
    "goes": str,
    "source": str,
    "recalls": str,
    "feedback": str,
    "checks": list,
    "confidence": bool,
}
OF_A_TABLE: Mapping[str, Mapping[str, type | tuple[type, ...]]] = {
    "row": {"called": str, "days": (int, float)},
    "column": {"called": str, "firm": str, "days": (int, float)},
}


class BankError(CourseError):
    """A fault in the item bank, for its author."""


def find_item(item_id: str) -> Item:
    """The item with this id, from the package's own bank.

    Only the file that holds the id is parsed, so that a lesson does not wait for the
    whole course's words.
    """
    return _find(str(item_id))


@cache
def _find(item_id: str) -> Item:
    if ID.fullmatch(item_id):
        for name, text in _texts():
            if f'"{item_id}"' in text:
                for item in _read_once(text, name):
                    if item.id == item_id:
                        return item
    raise BankError(f"There is no item {item_id!r}; compare it with the ids in content/.")


@cache
def _texts() -> tuple[tuple[str, str], ...]:
    """The bank's files, name and text, read once."""
    return tuple((file.name, file.read_text("utf-8")) for file in content_files())


def read_file(file: Traversable) -> tuple[Item, ...]:
    """The items of one file, parsed once for each text of it."""
    return _read_once(file.read_text("utf-8"), file.name)


def content_files() -> list[Traversable]:
    """The bank's files, in the order of their names."""
    folder = resources.files("alliance_lessons") / "content"
    return sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)


def read_bank(text: str, name: str) -> tuple[Item, ...]:
    r"""The items written in `text`, or the first fault as a BankError that names `name`.

    >>> read_bank('lesson = "4_1"\n[[item]]\nid = "rights.x"', "4_1.toml")
    Traceback (most recent call last):
    alliance_lessons.items.bank.BankError: 4_1.toml, line 2, item rights.x: kind is missing; ...
    """
    try:
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BankError(f"{name}: not readable as TOML: {error}.") from None
    graded = "assignment" in tables
    if len({"lesson", "assignment"} & set(tables)) != 1:
        raise BankError(f"{name}, line 1: write either lesson = or assignment = at the head.")
    competency = tables.get("competency", "")
    if competency not in ("", *COMPETENCIES):
        known = ", ".join(COMPETENCIES)
        raise BankError(f"{name}, line 1: competency must be one of {known}.")
    written = tables.get("item", [])
    if not isinstance(written, list) or not all(isinstance(one, dict) for one in written):
        raise BankError(f"{name}: write items as [[item]], with two brackets.")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line.strip() == "[[item]]"]
    items: dict[str, Item] = {}
    for position, table in enumerate(written):
        line = lines[position] if position < len(lines) else 1
        item_id = table.get("id", "without an id")
        place = f"{name}, line {line}, item {item_id}"
        for fault in _table_faults(table):
            raise BankError(f"{place}: {fault}.")
        item = _item(table, graded, competency)
        for fault in _item_faults(item):
            raise BankError(f"{place}: {fault}.")
        if item.id in items:
            raise BankError(f"{place}: the id stands twice; give this item one of its own.")
        items[item.id] = item
    return tuple(items.values())


_read_once = cache(read_bank)


def _table_faults(table: Mapping[str, Any]) -> Iterator[str]:
    """What keeps a table from being an item at all."""
    for name in ("id", "kind", "stem"):
        if not isinstance(table.get(name), str) or not table[name].strip():
            yield f"{name} is missing; write {name} = with words in quotes"
    if not ID.fullmatch(table["id"]):
        yield "an id has the form module.slug, such as rights.first-waiver"
    if table["kind"] not in KINDS:
        yield f"unknown kind {table['kind']!r}; known are {', '.join(KINDS)}"
    kind = KINDS[table["kind"]]
    known = {**COMMON, **kind.SETTINGS}
    for name, value in table.items():
        if name in kind.PARTS:
            yield from _part_faults(table["kind"], name, value)
        elif name in known:
            if not isinstance(value, known[name]) or (
                isinstance(value, bool) and known[name] is not bool
            ):
                yield f"{name} has the wrong type"
        elif name != "key":
            allowed = ", ".join(sorted([*known, *kind.PARTS, "key"]))
            yield f"unknown field {name!r} for a {table['kind']}; allowed are {allowed}"


def _part_faults(kind: str, name: str, parts: Any) -> Iterator[str]:
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        yield f"write {name}s as [[item.{name}]], with two brackets"
        return
    seen = set()
    for number, part in enumerate(parts, 1):
        key = part.get("key", str(number) if name == "band" else None)
        if not isinstance(key, str) or not re.fullmatch(r"[a-z0-9][a-z0-9-]*", key):
            yield f"{name} {number} needs a key of small letters, digits and hyphens"
        if key in seen:
            yield f"the key {key!r} of a {name} stands twice"
        seen.add(key)
        if name != "band" and not part.get("text"):
            yield f"{name} {key!r} needs a text"
        said_by_row = name == "column" or (kind, name) == ("table", "option")
        if not said_by_row and not part.get("feedback"):
            yield f"{name} {key!r} needs feedback of its own"
        more = OF_A_TABLE.get(name, {}) if kind == "table" else {}
        unknown = set(part) - {"key", "text", "feedback", "upto", *more}
        if unknown:
            yield f"{name} {key!r} has the unknown field {unknown.pop()!r}"
        for field, types in more.items():
            if field in part and (
                not isinstance(part[field], types) or isinstance(part[field], bool)
            ):
                yield f"{field} of {name} {key!r} has the wrong type"


def _item_faults(item: Item) -> Iterator[str]:
    """What is wrong with an item that could be read."""
    kind = KINDS[item.kind]
    yield from kind.faults(item)
    if item.goes and item.goes not in WHERE_IT_GOES:
        yield f"goes must be one of {', '.join(WHERE_IT_GOES)}"
    if item.graded and item.key is not None:
        yield "an assignment's key stands in the source notebook, not here"
    if item.key is not None and (fault := kind.key_fault(item, item.key)):
        yield fault
    yield from check_faults(item)
    if item.confidence and item.key is None:
        yield "confidence is asked only where there is a key"


def _item(table: Mapping[str, Any], graded: bool, competency: str) -> Item:
    parts: dict[str, Any] = {
        plural: tuple(
            Part(
                part.get("key", str(number)),
                part.get("text", ""),
                part.get("feedback", ""),
                part.get("upto"),
                **{name: part[name] for name in OF_A_TABLE.get(singular, {}) if name in part},
            )
            for number, part in enumerate(table.get(singular, []), 1)
        )
        for singular, plural in PARTS.items()
    }
    settings = {name: table[name] for name in KINDS[table["kind"]].SETTINGS if name in table}
    common = {name: table[name] for name in (*COMMON, "key") if name in table}
    common["checks"] = tuple(table.get("checks", ()))
    more = MappingProxyType(settings)
    return Item(**common, **parts, graded=graded, competency=competency, settings=more)

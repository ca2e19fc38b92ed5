"""Everything an author should mend, in sentences: bank, lessons and assignments."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from alliance_lessons.desk.assignment_faults import release_faults, source_faults
from alliance_lessons.desk.notebook_faults import (
    Said,
    code_faults,
    form_faults,
    output_faults,
    said,
)
from alliance_lessons.errors import CourseError
from alliance_lessons.items.bank import content_files, read_file
from alliance_lessons.items.dialogue import script
from alliance_lessons.items.dialogue_faults import unreached
from alliance_lessons.workbook.course import CourseFiles
from alliance_lessons.workbook.notebooks import Notebook, parse


@dataclass(frozen=True)
class Simulations:
    """What this part may not import: `find` raises CourseError for a name that is unknown,
    `saves` are the items that no `ask` asks since a simulation saves what was done in it.
    """

    find: Callable[[str], object]
    saves: Mapping[str, str]


def check_course(files: CourseFiles, simulations: Simulations) -> Iterator[str]:
    """All faults of the course, in the order in which it is read."""
    bank: dict[str, str] = {}
    yield from _bank_faults(bank)
    asked: dict[str, list[str]] = {item_id: [] for item_id in bank}
    for path in files.lessons():
        nb, faults = _read(path)
        yield from faults
        yield from output_faults(nb, path)
        yield from code_faults(nb, path)
        yield from _said_faults(said(nb), path, asked, simulations)
    for name in files.names():
        try:
            source, release = files.source(name), files.release(name)
        except CourseError as error:
            yield str(error)
            continue
        nb, faults = _read(source)
        yield from faults
        yield from source_faults(nb, source)
        yield from _said_faults(said(nb), source, asked, simulations)
        yield from release_faults(_read(release)[0], release)
    for item_id, places in asked.items():
        if len(places) != 1:
            where = " and ".join(places) or "no notebook"
            yield f"{bank[item_id]}: {item_id} is asked in {where}; ask it in one cell."


def _bank_faults(bank: dict[str, str]) -> Iterator[str]:
    """Reads the bank, and says which items can't be read or stand in two files."""
    files = content_files()
    lessons = {file.name.removesuffix(".toml") for file in files if file.name[0].isdigit()}
    for file in files:
        others = lessons - {file.name.removesuffix(".toml")}
        try:
            for item in read_file(file):
                if item.recalls and item.recalls not in others:
                    yield f"{file.name}: {item.id} recalls {item.recalls!r}; name another lesson."
                if item.id in bank:
                    yield f"{file.name}: {item.id} stands in {bank[item.id]} too; rename one."
                bank.setdefault(item.id, file.name)
                if item.kind == "dialogue":
                    for missed in unreached(script(item)):
                        yield f"{file.name}: {item.id}: no path was found to {missed}."
        except CourseError as error:
            yield str(error)


def _read(path: Path) -> tuple[Notebook, list[str]]:
    """A notebook with the faults of its form; an empty one where it can't be read."""
    try:
        raw = path.read_bytes()
        nb = parse(raw, path)
    except CourseError as error:
        return {"cells": []}, [str(error)]
    return nb, list(form_faults(raw, nb, path))


def _said_faults(
    calls: Iterator[Said], path: Path, asked: dict[str, list[str]], simulations: Simulations
) -> Iterator[str]:
    """What a notebook names and is not there; notes where each item is asked."""
    for call in calls:
        place = f"{path.name}, cell {call.cell}"
        item_id = call.name
        if call.verb == "explore" and call.name:
            try:
                simulations.find(call.name)
            except CourseError as error:
                yield f"{place}: {error}"
            item_id = simulations.saves.get(call.name, "")
        if call.verb != "hand_in" and item_id:
            if item_id not in asked:
                yield f"{place}: there is no item {item_id!r} in the bank."
            elif call.verb in ("ask", "explore", "recall"):
                asked[item_id].append(place)

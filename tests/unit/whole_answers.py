"""A workbook in which lessons are answered, for the tests of how far a learner is."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from alliance_lessons.items.bank import find_item
from alliance_lessons.items.dialogue import script
from alliance_lessons.items.item import Item
from alliance_lessons.workbook.answers_file import NAME
from alliance_lessons.workbook.course_outline import Lesson, course_outline

OUTLINE = course_outline()
LESSON = {lesson.id: lesson for lesson in OUTLINE.lessons}
NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)


def folder_of(workbook: Path, lesson: Lesson) -> Path:
    return (workbook / lesson.path).parent


def course_in(workbook: Path) -> Path:
    """Empty files where a workbook has its lessons."""
    for lesson in OUTLINE.lessons:
        path = workbook / lesson.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")
    return workbook


def put(folder: Path, item_id: str, value: Any, at: datetime) -> None:
    """Adds an answer to a folder's file, as of a time."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    data = json.loads(path.read_text()) if path.exists() else {"format": 1, "responses": {}}
    entry = {"value": value, "confidence": None, "at": at.isoformat()}
    data["responses"].setdefault(item_id, []).append(entry)
    path.write_text(json.dumps(data))


def do(workbook: Path, lesson: Lesson, first: int | None = None, at: datetime = NOW) -> None:
    """Answers the first questions of a lesson, or all: the last at `at`, a second between two."""
    questions = lesson.questions[:first]
    for before, question in enumerate(reversed(questions)):
        item = find_item(question.items[-1])
        put(folder_of(workbook, lesson), item.id, whole(item), at - timedelta(seconds=before))


def whole(item: Item) -> Any:
    """A complete answer, right where the item has a key."""
    if item.kind == "dialogue":
        return _played(item)
    options, columns = ([part.key for part in parts] for parts in (item.options, item.columns))
    rows = [row.key for row in item.rows]
    one, column = next(iter(options), ""), next(iter(columns), "")
    of_kind = {
        "text": "Some words.",
        "choice": one,
        "multiple response": [one],
        "order": options,
        "allocation": {**dict.fromkeys(options, 0), one: item.settings.get("total")},
        "match": dict.fromkeys(rows, column),
        "grid": dict.fromkeys(rows, column),
        "table": dict.fromkeys(rows, dict.fromkeys(columns, one)),
        "number": item.settings.get("minimum", 1),
    }
    some = of_kind[item.kind]
    if item.key is None:
        return some
    return {**some, **item.key} if isinstance(some, dict) else item.key  # a key may leave rows out


def _played(item: Item) -> list[str]:
    """A dialogue from its beginning to an end."""
    plot, path = script(item), list[str]()
    step = plot.begin()
    while step.offered:
        path.append(step.offered[0].key)
        step = plot.after(step, step.offered[0])
    return path

"""Which item to recall: one that goes back to a lesson this learner has done."""

from collections.abc import Sequence, Set
from pathlib import Path

from alliance_lessons.errors import CourseError
from alliance_lessons.items.bank import content_files, find_item, read_file
from alliance_lessons.items.item import Item
from alliance_lessons.workbook import answers


def to_recall(item_ids: Sequence[str], folder: Path) -> Item:
    """The first of some items that recalls a lesson done in this workbook, else the last.

    One that was answered here before is shown again, whatever was done since. `folder` is the
    lesson's own; each module's folder stands beside it and begins with the module's number.
    """
    items = [find_item(item_id) for item_id in item_ids]
    answered = _answered(folder)
    here = (item for item in items if item.id in answered)
    earlier = (item for item in items if item.recalls and lesson_done(item.recalls, folder.parent))
    return next(here, None) or next(earlier, items[-1])


def lesson_done(lesson: str, workbook: Path) -> bool:
    """Whether at least half of a lesson's items have an answer in a workbook."""
    module = lesson.partition("_")[0]
    return done_with(lesson, set().union(*map(_answered, workbook.glob(f"{module}_*/"))))


def done_with(lesson: str, answered: Set[str]) -> bool:
    """Whether at least half of a lesson's items are among those answered."""
    words = next((file for file in content_files() if file.name == f"{lesson}.toml"), None)
    asked = {item.id for item in read_file(words)} if words else set()
    return bool(asked) and 2 * len(asked & answered) >= len(asked)


def _answered(folder: Path) -> set[str]:
    """What was answered in a folder; nothing where its answers can't be read."""
    try:
        return set(answers.read(folder).history)
    except CourseError:
        return set()

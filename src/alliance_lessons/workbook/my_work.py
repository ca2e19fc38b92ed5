"""The answers of a whole workbook: compared with a file, brought in, undone, erased.

Before anything is changed, all answers as they are go into `.alliance/before.zip`, so that it
can be undone, and the undoing as well. Erasing removes that file, too.
"""

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from alliance_lessons.errors import CourseError
from alliance_lessons.workbook import answers
from alliance_lessons.workbook.answers_file import Answers
from alliance_lessons.workbook.course_outline import Lesson, course_outline
from alliance_lessons.workbook.course_progress import folder_of
from alliance_lessons.workbook.merging import merged, same
from alliance_lessons.workbook.taken_along import (
    Taken,
    course_folders,
    gather,
    pack,
    unpack,
)
from alliance_lessons.workbook.up_to_date import OURS
from alliance_lessons.workbook.zips import put

NONE = Answers()
BEFORE = "before.zip"  # in OURS
# made of answers: a lesson's card to print; beside an assignment the file to hand in, and the
# page of feedback of who marked the own work
MADE = ("*-card.html", ".*-card.html-*")
BESIDE = ("{}_*.zip", ".{}_*.zip.*", "{}_feedback.html", ".{}_feedback.html.*")
ASSIGNMENTS = "assignments/"


@dataclass(frozen=True)
class Compared:
    """What a file would change in one lesson, or in what belongs to no lesson (None).

    The number of questions that are answered only here, only in the file, newer here, newer in
    the file, and alike. `other_draw` is the folder of an assignment whose answers belong to two
    draws of the case data and can't be joined.
    """

    lesson: Lesson | None
    only_here: int = 0
    only_there: int = 0
    newer_here: int = 0
    newer_there: int = 0
    alike: int = 0
    other_draw: str = ""

    @property
    def comes_in(self) -> int:
        """How many questions would show another answer than now."""
        return 0 if self.other_draw else self.only_there + self.newer_there


def compare(workbook: Path, taken: Taken) -> list[Compared]:
    """What bringing in a file would change, lesson by lesson in course order."""
    here = gather(workbook, taken.made).folders
    rows: list[Compared] = []
    asked: dict[str, set[str]] = {folder: set() for folder in course_folders()}
    for lesson in course_outline().lessons:
        folder = folder_of(lesson)
        items = {item for question in lesson.questions for item in question.items}
        asked[folder] |= items
        rows.append(
            _compared(lesson, here.get(folder, NONE), taken.folders.get(folder, NONE), items)
        )
    for folder, theirs in taken.folders.items():
        mine = here.get(folder, NONE)
        if not _apart(folder, mine, theirs):
            items = (mine.history.keys() | theirs.history.keys()) - asked[folder]
            rows.append(_compared(None, mine, theirs, items))
    return [row for row in rows if row != Compared(row.lesson)]


def bring_in(workbook: Path, taken: Taken, whole: Collection[str] = ()) -> None:
    """Joins a file's answers with those of a workbook.

    Of an assignment with another draw the answers here stay, unless its folder is in `whole`:
    then the file's take their place. Raises CourseError, with all as it was, where that fails.
    """

    def joined(folder: str, mine: Answers) -> Answers:
        return _joined(folder, mine, taken.folders[folder], folder in whole)

    _change(workbook, list(taken.folders), joined)


def undo(workbook: Path) -> None:
    """Puts all answers back as they were before the last change; undone again, that is undone.

    Raises CourseError where there is nothing to undo, or it can't be.
    """
    before = _before(workbook)
    if before is None:
        raise CourseError("There is nothing to undo.")
    there = [one for one in course_folders() if one in before.folders or (workbook / one).is_dir()]
    _change(workbook, there, partial(_back, before))


def undoable(workbook: Path) -> datetime | None:
    """When the last change was made that can be undone; None where there is none."""
    before = _before(workbook)
    return before.made if before else None


def erase(workbook: Path) -> int:
    """Removes all answers of a workbook, and what was made of them; returns how many answers.

    What was downloaded or handed in is elsewhere and stays. Raises CourseError for a file that
    can't be removed.
    """
    count = answered(workbook)
    (workbook / OURS / BEFORE).unlink(missing_ok=True)
    for name in course_folders():
        folder = _own(workbook, name)
        made = [folder.glob(pattern) for pattern in MADE]
        if name.startswith(ASSIGNMENTS):
            made += [folder.parent.glob(pattern.format(folder.name)) for pattern in BESIDE]
        answers.remove(path for some in made for path in some)
        answers.forget(folder)
    return count


def answered(workbook: Path) -> int:
    """How many questions have an answer in a workbook."""
    return sum(len(found.history) for found in gather(workbook, datetime.now(UTC)).folders.values())


def _compared(
    lesson: Lesson | None, mine: Answers, theirs: Answers, items: Collection[str]
) -> Compared:
    count = dict.fromkeys(("only_here", "only_there", "newer_here", "newer_there", "alike"), 0)
    folder = folder_of(lesson) if lesson else ""
    apart = _apart(folder, mine, theirs)
    both = mine if apart else merged(mine, theirs)
    for item in items:
        one, other = mine.latest(item), theirs.latest(item)
        if one and (apart or other is None):
            count["only_here"] += 1
        if other and (apart or one is None):
            count["only_there"] += 1
        if one and other and not apart:
            stays = same(both.latest(item), one)
            here = "alike" if same(one, other) else "newer_here"
            count[here if stays else "newer_there"] += 1
    return Compared(lesson, **count, other_draw=folder if apart else "")


def _apart(folder: str, mine: Answers, theirs: Answers) -> bool:
    """Whether both are answers to an assignment, but to different draws of its case data."""
    both = bool(mine.history and theirs.history)
    return folder.startswith(ASSIGNMENTS) and both and mine.variant != theirs.variant


def _joined(folder: str, mine: Answers, theirs: Answers, whole: bool) -> Answers:
    """What becomes of the answers of one folder; two draws are never mixed."""
    if not folder.startswith(ASSIGNMENTS) or mine.variant == theirs.variant:
        return merged(mine, theirs)
    if not theirs.history:
        return mine if mine.history or mine.variant else theirs
    return merged(theirs, NONE) if whole or not mine.history else mine


def _change(workbook: Path, folders: list[str], change: Callable[[str, Answers], Answers]) -> None:
    """Changes the answers of some folders: of all of them, or of none."""
    before = gather(workbook, datetime.now(UTC))
    aside = workbook / OURS / BEFORE
    done: list[str] = []
    try:
        earlier = aside.read_bytes() if aside.is_file() else None
        aside.parent.mkdir(exist_ok=True)
        put(aside, pack(before))
    except OSError as error:
        reason = error.strerror or error
        raise CourseError(
            f"Nothing was changed: {aside} can't be written ({reason}); make room or allow "
            "writing there, then try again."
        ) from None
    try:
        for name in folders:
            folder = _own(workbook, name)
            folder.mkdir(parents=True, exist_ok=True)
            answers.rewrite(folder, partial(change, name))
            done.append(name)
    except (OSError, CourseError) as error:
        with suppress(OSError, CourseError):
            for name in done:
                answers.rewrite(workbook / name, partial(_back, before, name))
            put(aside, earlier) if earlier else aside.unlink()
        raise CourseError(f"Nothing was changed: {error}") from None


def _back(before: Taken, name: str, _: Answers) -> Answers:
    return before.folders.get(name, NONE)


def _before(workbook: Path) -> Taken | None:
    try:
        return unpack((workbook / OURS / BEFORE).read_bytes())
    except (OSError, CourseError):
        return None


def _own(workbook: Path, name: str) -> Path:
    """A folder of the workbook, which no link leads out of it."""
    folder = workbook / name
    if not folder.resolve().is_relative_to(workbook.resolve()):
        raise CourseError(f"{folder} is a link to another place; put a folder in its place.")
    return folder

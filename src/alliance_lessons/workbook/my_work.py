"""The answers of a whole workbook: compared with a file, brought in, undone, erased.

With each change, what it was goes into `.alliance/undo.zip`, so that it can be undone, and the
undoing as well. Erasing removes that file, too.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from alliance_lessons.errors import CourseError
from alliance_lessons.workbook import answers, undoing
from alliance_lessons.workbook.answers_file import NAME, Answers
from alliance_lessons.workbook.course_outline import Lesson, course_outline
from alliance_lessons.workbook.course_progress import folder_of
from alliance_lessons.workbook.hand_in import LEARNER_ID
from alliance_lessons.workbook.merging import merged, same
from alliance_lessons.workbook.put_in_place import PartlyPut, leading
from alliance_lessons.workbook.taken_along import (
    Taken,
    course_folders,
    gather,
)
from alliance_lessons.workbook.undoing import NONE, Undone
from alliance_lessons.workbook.up_to_date import OURS
from alliance_lessons.workbook.zips import names

# what is made of answers: the cards to print
CARDS = ("hand-over-card.html", "norms-card.html", "courtesy-card.html")
# what is kept of a change, what a killed one left over, and the same of older copies of the course
KEPT = (undoing.FILE, leading(undoing.FILE) + "*", "before.zip", ".before.zip.*")
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
    then the file's take their place. Raises CourseError where that fails; it says what changed.
    """

    def joined(folder: str, mine: Answers) -> Answers:
        return _joined(folder, mine, taken.folders[folder], folder in whole)

    _change(workbook, list(taken.folders), joined)


def undo(workbook: Path) -> Undone:
    """Takes the last change back, and says what became of the answers given since.

    Undone again, that is undone. Raises CourseError where there is nothing to undo, or it can't be.
    """
    kept = _kept(workbook)
    if kept is None:
        raise CourseError("There is nothing to undo.")
    before, after = (one.folders for one in kept)
    found: list[Undone] = []

    def back(folder: str, mine: Answers) -> Answers:
        was, what = undoing.taken_back(mine, before.get(folder, NONE), after.get(folder, NONE))
        found.append(what)
        return was

    _change(workbook, [one for one in course_folders() if one in before or one in after], back)
    return Undone(sum(one.stay for one in found), sum(one.go for one in found))


def undoable(workbook: Path) -> datetime | None:
    """When the last change was made that can be undone; None where there is none."""
    kept = _kept(workbook)
    return kept[0].made if kept else None


def erase(workbook: Path) -> int:
    """Removes all answers of a workbook, and what was made of them; returns how many answers.

    What was downloaded or handed in is elsewhere and stays. Raises CourseError for a file that
    can't be removed.
    """
    count = answered(workbook)
    for pattern in KEPT:
        answers.remove((workbook / OURS).glob(pattern))
    answers.forget(workbook)  # of questions in a notebook of one's own
    for name in course_folders():
        folder = _own(workbook, name)
        answers.remove(_made_of_answers(folder))
        if name.startswith(ASSIGNMENTS):
            answers.remove(_beside(folder))
        answers.forget(folder)
    return count


def answered(workbook: Path) -> int:
    """How many questions have an answer in a workbook."""
    return sum(len(found.history) for found in gather(workbook, datetime.now(UTC)).folders.values())


def _made_of_answers(folder: Path) -> Iterator[Path]:
    for card in CARDS:
        yield from folder.glob(card)
        yield from folder.glob(f".{card}-*")


def _beside(folder: Path) -> Iterator[Path]:
    """Files to hand in, the page of who marked the own work, and what a killed one left over."""
    task = re.escape(folder.name)
    left_over = re.compile(rf"\.{task}_({LEARNER_ID.pattern})(-[a-z0-9_]{{8}}|\.(zip|html)\.\d+)")
    to_hand_in = re.compile(rf"{task}_({LEARNER_ID.pattern})\.zip")
    inside = {f"{folder.name}.ipynb", NAME}
    for path in folder.parent.glob(f"*{folder.name}_*"):
        ours = to_hand_in.fullmatch(path.name) and names(path) == inside
        page = path.name == f"{folder.name}_feedback.html"
        if ours or page or left_over.fullmatch(path.name):
            yield path


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
    places = {_own(workbook, name): name for name in folders}
    ours = workbook / OURS

    def all_of_them(mine: list[Answers]) -> tuple[list[Answers], dict[Path, bytes]]:
        before = dict(zip(folders, mine, strict=True))
        after = {name: change(name, one) for name, one in before.items()}
        kept = undoing.to_bytes(before, after, datetime.now(UTC))
        return list(after.values()), {ours / undoing.FILE: kept}

    try:
        for place in (ours, *places):
            place.mkdir(parents=True, exist_ok=True)
        answers.rewrite(list(places), all_of_them)
    except PartlyPut as error:
        changed = [places[path.parent] for path in error.changed if path.parent in places]
        if changed:
            raise CourseError(
                f"Only the answers in {', '.join(changed)} were changed, all others are as they "
                f"were ({error.strerror}): make room, then choose “Undo the last change”."
            ) from None
        raise CourseError(f"Nothing was changed ({error.strerror}): make room first.") from None
    except OSError as error:
        raise CourseError(
            f"Nothing was changed: {error.filename} can't be written ({error.strerror or error}); "
            "make room or allow writing there, then try again."
        ) from None
    except CourseError as error:
        raise CourseError(f"Nothing was changed: {error}") from None


def _kept(workbook: Path) -> tuple[Taken, Taken] | None:
    try:
        return undoing.from_bytes((workbook / OURS / undoing.FILE).read_bytes())
    except (OSError, CourseError):
        return None


def _own(workbook: Path, name: str) -> Path:
    """A folder of the workbook, which no link leads out of it."""
    folder = workbook / name
    if not folder.resolve().is_relative_to(workbook.resolve()):
        raise CourseError(f"{folder} is a link to another place; put a folder in its place.")
    return folder

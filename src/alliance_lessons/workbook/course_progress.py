"""How far a learner is in the whole course, and where to go on."""

from dataclasses import dataclass
from pathlib import Path

from alliance_lessons.errors import CourseError
from alliance_lessons.workbook import answers
from alliance_lessons.workbook.answers_file import Answers
from alliance_lessons.workbook.course_outline import Lesson, Outline, course_outline
from alliance_lessons.workbook.progress import Progress, given, newest, progress

IN_TURN = ("core", "graded", "depth")  # which lessons come first when one is finished


@dataclass(frozen=True)
class Step:
    """What to do next: `verb` is "Begin", "Go on", "Next" or "Hand in"."""

    verb: str
    lesson: Lesson


@dataclass(frozen=True)
class CourseProgress:
    """All of a workbook: its answers by folder, and each lesson in order with its progress.

    `step` is None when everything is done. `unread` are the folders whose answers can't be
    read, or not all of them.
    """

    outline: Outline
    answers: dict[str, Answers]
    lessons: tuple[tuple[Lesson, Progress], ...]
    step: Step | None
    unread: tuple[str, ...] = ()

    def found(self, lesson: Lesson) -> Answers:
        """The answers in a lesson's folder."""
        return self.answers[folder_of(lesson)]


def folder_of(lesson: Lesson) -> str:
    """The folder of a lesson in a workbook.

    >>> lesson = course_outline().lessons[0]
    >>> folder_of(lesson)
    '2_relationship_building'
    """
    return lesson.path.rpartition("/")[0]


def course_progress(workbook: Path) -> CourseProgress:
    """The progress of every lesson; raises CourseError where the outline can't be read."""
    outline = course_outline()
    folders = dict.fromkeys(map(folder_of, outline.lessons))  # several lessons share one
    found = {folder: _read(workbook / folder) for folder in folders}
    lessons = tuple(
        (lesson, progress(lesson, found[folder_of(lesson)], workbook / folder_of(lesson)))
        for lesson in outline.lessons
    )
    unread = tuple(folder for folder, one in found.items() if one.problems)
    return CourseProgress(outline, found, lessons, _step(lessons, found), unread)


def _read(folder: Path) -> Answers:
    try:
        return answers.read(folder)
    except CourseError as error:
        return Answers(problems=(str(error),))


def _step(lessons: tuple[tuple[Lesson, Progress], ...], found: dict[str, Answers]) -> Step | None:
    """Goes on where the newest answer was given, or else to what comes after it."""
    worked = [
        (last.at, number)
        for number, (lesson, _) in enumerate(lessons)
        if (last := newest(given(lesson, found[folder_of(lesson)])))
    ]
    if not worked:
        return Step("Begin", lessons[0][0])
    _, number = max(worked)
    lesson, how_far = lessons[number]
    if how_far.answered < how_far.of:
        return Step("Go on", lesson)
    if _to_hand_in(lesson, how_far):
        return Step("Hand in", lesson)
    after_it = (*lessons[number + 1 :], *lessons[:number])
    for kind in IN_TURN:
        for following, far in after_it:
            if following.kind == kind and far.answered < far.of:
                return Step("Go on" if far.answered else "Next", following)
    waiting = (following for following, far in after_it if _to_hand_in(following, far))
    return next((Step("Hand in", following) for following in waiting), None)


def _to_hand_in(lesson: Lesson, far: Progress) -> bool:
    """Whether an assignment that is all answered was not handed in as it is now."""
    return (
        lesson.kind == "graded"
        and far.answered == far.of
        and (not far.handed_in.at or far.handed_in.changed)
    )

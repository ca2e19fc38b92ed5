"""What learners answered, counted in one pass over their files, one file in memory at a time."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from alliance_lessons.desk.course_directory import Course
from alliance_lessons.desk.report.decisions import decisions
from alliance_lessons.desk.report.places import Fingerprints
from alliance_lessons.desk.report.questions import Question
from alliance_lessons.items.marking import misfit
from alliance_lessons.workbook.answers_file import NAME, Answers, AnswersError, read_file
from alliance_lessons.workbook.trusted_cells import Mark, run_trusted_cells

MOST_COUNTED = 1_000  # learners whose decisions are counted; their keys take time to work out
STRONG, MIDDLE, WEAK = "strong", "middle", "weak"


@dataclass(frozen=True)
class Counted:
    """One kind of decision: on which part, what was answered, and whether that was right."""

    grade_id: str
    part: str
    answer: str
    right: bool | None


@dataclass
class Counts:
    """What was counted.

    `answered` counts learners who answered, of all that were `read`. `decisions` counts by
    decision and group, over the learners in `groups`. `differs` are marks in the gradebook
    that today's keys would not give; `keys` has the options that were right for somebody.
    """

    read: int = 0
    unreadable: list[str] = field(default_factory=list)
    answered: Counter[str] = field(default_factory=Counter)
    groups: Counter[str] = field(default_factory=Counter)
    decisions: Counter[tuple[Counted, str]] = field(default_factory=Counter)
    differs: Counter[str] = field(default_factory=Counter)
    keys: set[tuple[str, str]] = field(default_factory=set)


def count_answers(
    course: Course,
    asked: Sequence[Question],
    notebooks: Mapping[str, Any],
    learners: Iterable[str],
    group_of: Mapping[str, str],
    scores: Mapping[str, Mapping[str, float]],
    fingerprints: Fingerprints,
) -> Counts:
    """Reads the answers of each learner as they were graded.

    Decisions are counted for those in `group_of` only; `scores` are their marks in the
    gradebook by grade_id.
    """
    counts = Counts()
    for learner in learners:
        try:
            answers = read_file(course.autograded(learner) / NAME)
        except AnswersError:
            counts.unreadable.append(learner)
            continue
        counts.read += 1
        fingerprints.add(learner, answers)
        given = {question.grade_id: _value(question, answers) for question in asked}
        counts.answered.update(name for name, value in given.items() if value is not None)
        if learner in group_of:
            group = group_of[learner]
            counts.groups[group] += 1
            marks = _marks(notebooks, answers)
            _count_decisions(counts, asked, given, marks, group)
            for name, score in scores.get(learner, {}).items():
                today = marks.get(name)
                if today is not None and today.score is not None:
                    counts.differs[name] += abs(today.score - score) > 0.005
    return counts


def _count_decisions(
    counts: Counts,
    asked: Sequence[Question],
    given: Mapping[str, Any],
    marks: Mapping[str, Mark],
    group: str,
) -> None:
    for question in asked:
        if question.item is None or question.by_hand:
            continue
        name = question.grade_id
        key = marks[name].key if name in marks else None
        if isinstance(key, str):
            counts.keys.add((name, key))
        for one in decisions(question.item, given[name], key):
            counts.decisions[Counted(name, one.part, one.answer, one.right), group] += 1


def _value(question: Question, answers: Answers) -> Any:
    """The answer to a question where there is one that fits."""
    entry = answers.latest(question.item.id) if question.item else None
    if entry is None or question.item is None or misfit(question.item, entry.value) is not None:
        return None
    return None if question.by_hand and not entry.value.strip() else entry.value


def _marks(notebooks: Mapping[str, Any], answers: Answers) -> dict[str, Mark]:
    """What today's keys give, by grade_id, with the notebook before it where it stands twice."""
    found: dict[str, Mark] = {}
    for name, notebook in notebooks.items():
        for mark in run_trusted_cells(notebook, answers):
            found[f"{name}/{mark.grade_id}"] = mark
            found.setdefault(mark.grade_id, mark)
    return found

"""Puts a report's parts together, from the gradebook, the hand-ins and the roster."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from alliance_lessons.desk.course_directory import Course
from alliance_lessons.desk.grading.marking_notebook import marking_notebooks
from alliance_lessons.desk.grading.submitted import is_due
from alliance_lessons.desk.report import statistics
from alliance_lessons.desk.report.analysis import Figures, figures
from alliance_lessons.desk.report.answers import (
    MIDDLE,
    MOST_COUNTED,
    STRONG,
    WEAK,
    Counts,
    count_answers,
)
from alliance_lessons.desk.report.cohort import NOT_IN, cohort
from alliance_lessons.desk.report.competencies import Competency, competencies
from alliance_lessons.desk.report.findings import Finding, question_findings
from alliance_lessons.desk.report.gradebook import (
    Marks,
    assignments,
    open_gradebook,
    read_marks,
)
from alliance_lessons.desk.report.groups import hidden_groups
from alliance_lessons.desk.report.places import Fingerprints, Place
from alliance_lessons.desk.report.pseudonyms import course_secret, pseudonym
from alliance_lessons.desk.report.questions import Question, item_of, questions
from alliance_lessons.desk.report.roster import Enrolled, enrolled
from alliance_lessons.desk.second_marking.agreement import SecondMarking, agreement
from alliance_lessons.errors import CourseError

SEED = 20_260_101  # of the draws for the interval; any would do, and one report is like the next


@dataclass(frozen=True)
class Group:
    """A group of the roster; `hidden` says why its figures are not shown."""

    name: str
    members: int
    handed_in: int | None
    marked: int | None
    share: float | None
    hidden: str = ""


@dataclass(frozen=True)
class Report:
    """Everything the page and the tables show; learners by their names in the report.

    `again` is how many handed in again after they were graded.
    """

    assignment: str
    pseudonymous: bool
    enrolled: Enrolled | None
    cohort: pd.DataFrame
    points: tuple[float, float]  # automatic ones, and all
    items: list[Figures]
    item_marks: pd.DataFrame
    alpha: float | None
    interval: statistics.Interval | None
    strong: int
    weak: int
    counts: Counts
    competencies: list[Competency]
    groups: list[Group]
    places: list[Place]
    titles: dict[str, str]
    findings: list[Finding]
    again: int = 0
    remark: str = ""
    second: SecondMarking | None = None
    second_remark: str = ""

    @property
    def marked(self) -> int:
        """How many learners the figures rest on."""
        return len(self.item_marks)

    @property
    def shown(self) -> bool:
        """Whether there are enough learners for any figure."""
        return self.marked >= statistics.FEWEST


def gather(course: Course, roster: Path | None, names: bool) -> Report:
    """Reads all of it once."""
    with open_gradebook(course) as book:
        marks = read_marks(book, course.assignment)
        every = (
            (name, marks if name == course.assignment else read_marks(book, name))
            for name in assignments(book)
        )
        shares = competencies(every)
        try:
            notebooks = marking_notebooks(course, book)
            remark = ""
        except CourseError as error:
            notebooks, remark = {}, f"What learners chose is not counted. {error}"
    asked = questions(notebooks) or _from_cells(marks)
    submitted = list(course.learners())
    who = enrolled(roster, {*submitted, *marks.learners.index}) if roster else None
    table = cohort(marks, submitted, who.group if who else None)
    secret = b"" if names else course_secret(course.root)
    shown_as = {one: one if names else pseudonym(secret, one) for one in table.index}
    automatic = marks.automatic
    strong, weak = statistics.strong_and_weak(automatic.sum(axis=1))
    group_of = dict.fromkeys(sorted(automatic.index, key=shown_as.__getitem__), MIDDLE)
    group_of |= dict.fromkeys(strong, STRONG) | dict.fromkeys(weak, WEAK)
    counted = dict(list(group_of.items())[:MOST_COUNTED]) if notebooks else {}
    texts = {one.item.id: one.item for one in asked if one.item and one.item.kind == "text"}
    fingerprints = Fingerprints(list(texts.values()))
    counts = count_answers(
        course,
        asked,
        notebooks,
        automatic.index,
        counted,
        _given_by_key(marks, list(counted)),
        fingerprints,
    )
    try:
        second, second_remark = agreement(course), ""
    except CourseError as error:
        second, second_remark = None, str(error)
    shown = len(automatic) >= statistics.FEWEST
    items = figures(marks, asked, counts) if shown else []
    return Report(
        assignment=course.assignment,
        pseudonymous=not names,
        enrolled=who,
        cohort=_named(table, shown_as),
        points=(
            float(marks.cells.loc[~marks.cells["by_hand"], "points"].sum()),
            float(marks.cells["points"].sum()),
        ),
        items=items,
        item_marks=marks.scores.loc[automatic.index].rename(index=shown_as),
        alpha=statistics.alpha(automatic) if shown else None,
        interval=statistics.alpha_interval(automatic, SEED) if shown else None,
        strong=len(strong),
        weak=len(weak),
        counts=counts,
        competencies=shares,
        groups=_groups(table, float(marks.cells.loc[automatic.columns, "points"].sum())),
        places=[_place(one, shown_as) for one in fingerprints.places()],
        titles={one.item.id: one.heading or one.title for one in asked if one.item},
        findings=question_findings(items, counts.read),
        again=_again(course, set(submitted) & set(automatic.index), frozenset(notebooks)),
        remark=remark,
        second=second,
        second_remark=second_remark,
    )


def _given_by_key(marks: Marks, learners: list[str]) -> dict[str, dict[str, float]]:
    """The marks that no person gave, by learner and grade_id."""
    table = marks.automatic.loc[learners].to_dict("index")
    return {
        learner: {name: one for name, one in row.items() if (learner, name) not in marks.by_person}
        for learner, row in table.items()
    }


def _again(course: Course, graded: set[str], notebooks: frozenset[str]) -> int:
    """How many of the graded changed what they handed in since."""
    return sum(is_due(course, learner, notebooks) for learner in graded) if notebooks else 0


def _from_cells(marks: Marks) -> list[Question]:
    """The questions as the gradebook alone has them, where there is no notebook of answers."""
    return [
        Question(str(name), str(name), item_of(str(name), by_hand), points, by_hand)
        for name, points, by_hand in zip(
            marks.cells.index, marks.cells["points"], marks.cells["by_hand"], strict=True
        )
    ]


def _groups(table: pd.DataFrame, points: float) -> list[Group]:
    """The groups in the order of their names; figures of small ones don't leave this function."""
    if "group" not in table:
        return []
    sizes = table.groupby("group").agg(
        members=("status", "size"),
        handed_in=("status", lambda status: int((status != NOT_IN).sum())),
        marked=("automatic", "count"),
        mean=("automatic", "mean"),
    )
    hidden = hidden_groups(sizes["members"].to_dict(), sizes["marked"].to_dict())
    found = []
    for name, row in sizes.iterrows():
        if name in hidden:
            found.append(Group(str(name), 0, None, None, None, hidden[str(name)]))
            continue
        share = None if pd.isna(row["mean"]) or not points else float(row["mean"] / points)
        numbers = int(row["members"]), int(row["handed_in"]), int(row["marked"])
        found.append(Group(str(name), *numbers, share))
    return found


def _named(table: pd.DataFrame, shown_as: Mapping[str, str]) -> pd.DataFrame:
    """Under the names of the report and in their order, which says nothing of the ids'."""
    return table.rename(index=shown_as).sort_index().rename_axis("learner")


def _place(place: Place, shown_as: Mapping[str, str]) -> Place:
    learners = tuple(sorted(shown_as[one] for one in place.learners))
    return Place(place.what, learners, place.item_id, place.length)

"""Those who hand in late, again, in part or not at all, and what a gradebook holds before.

Nobody here is hostile: it is what any cohort looks like. Times are UTC, as nbgrader's are.
"""

import shutil
import warnings
from datetime import datetime, timedelta

from nbgrader.api import Gradebook
from nbgrader.utils import get_username
from sqlalchemy.exc import SAWarning

from tests.grading.desk_course import HONEST, RELEASE, RIGHT, Course, as_json

DUE = datetime(2025, 11, 22, 12, 0, 0)  # noqa: DTZ001  nbgrader's own have no time zone
HANDED_IN = {
    "early": (RIGHT, "2025-11-22 11:59:59 UTC"),
    "late-a-moment": (RIGHT, "2025-11-22 12:00:00.500000 UTC"),
    "late-hours": (HONEST, "2025-11-22 16:30:00.123456 UTC"),
    "late-elsewhere": (HONEST, "2025-11-22 10:30:00 EST"),
    "late-for-weeks": (RIGHT, "2025-12-20 12:00:00 UTC"),
    "late-with-nothing": ({}, "2025-11-25 12:00:00 UTC"),
    "excused": (RIGHT, "2025-11-25 12:00:00 UTC"),
    "extended": (RIGHT, "2025-11-24 11:00:00 UTC"),
    "extended-and-late": (RIGHT, "2025-11-24 13:00:00 UTC"),
    "read-before": (HONEST, "2025-11-22 10:00:00 UTC"),
    "named": (HONEST, "2025-11-22 09:00:00 UTC"),
}
# Two points for each hour begun; also less than nothing, nothing at all, and more than was
# earned, which nbgrader has rules for.
CONFIG = """

# --- of these tests ---
from nbgrader.plugins import BasePlugin


class Hours(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        if student_id in {excused!r}:
            return None
        return -1 if total_seconds_late < 60 else 2 * (1 + total_seconds_late // 3600)


c.AssignLatePenalties.plugin_class = Hours
c.CourseDirectory.student_id_exclude = {excluded!r}
"""


def add_settings(course: Course, excluded: list[str]) -> None:
    """A rule for lateness, and who is not to be marked."""
    with (course.folder / "nbgrader_config.py").open("a") as file:
        # who uses the exchange hands in today, long after
        excused = ("excused", get_username())
        file.write(CONFIG.format(excluded=",".join(excluded), excused=excused))


def fill_varied(course: Course) -> None:
    """Hand-ins, and a gradebook in which some learners stand already."""
    for learner, (answers, time) in HANDED_IN.items():
        (course.submitted(learner, answers) / "timestamp.txt").write_text(time)
    (course.submitted("without-notebook", RIGHT) / "rights.ipynb").unlink()
    (course.submitted("with-another-draw", None) / "responses.json").write_text(
        as_json(RIGHT, "\u0661" * 16)  # digits, and not those of a draw
    )
    for name in ("rights (1).ipynb", "my own.ipynb"):
        shutil.copy(RELEASE, course.folder / "submitted/early/rights" / name)
    with (
        warnings.catch_warnings(action="ignore", category=SAWarning),  # nbgrader's own way
        Gradebook(f"sqlite:///{course.folder}/gradebook.db", "alliance-lessons") as book,
    ):
        book.update_or_create_assignment("rights", duedate=DUE)
        book.add_student("named", first_name="Ana", last_name="Šarić", email="ana@firm.example")
        book.add_student("absent", first_name="Never", last_name="Seen")
        for learner in ("extended", "extended-and-late", "read-before"):
            book.add_student(learner)
            book.add_submission("rights", learner)
        for learner in ("extended", "extended-and-late"):
            book.grant_extension("rights", learner, days=2)
        mark_by_hand(book, "read-before", 9.5)


def mark_by_hand(book: Gradebook, learner: str, marks: float) -> None:
    """What a marker enters in Formgrader."""
    memo, stop = (
        book.find_grade(name, "rights", "rights", learner)
        for name in ("rights_a-memo", "rights_a-memo-stop")
    )
    memo.manual_score, memo.needs_manual_grade = marks, False
    stop.manual_score, stop.extra_credit, stop.needs_manual_grade = 3.0, 1.5, False
    reply = book.find_grade("rights_a-reply", "rights", "rights", learner)
    reply.manual_score, reply.needs_manual_grade = 2.0, False
    comment = book.find_comment("rights_a-memo", "rights", "rights", learner)
    comment.manual_comment = "A sign both can see."
    book.db.commit()


def hand_in_again(course: Course) -> None:
    """A second round: marked by hand meanwhile, handed in again, or left as it is."""
    with Gradebook(f"sqlite:///{course.folder}/gradebook.db", "alliance-lessons") as book:
        for learner in ("late-hours", "early", "named"):
            mark_by_hand(book, learner, 12.0)
    without_memo = {name: value for name, value in RIGHT.items() if name != "rights_a.memo"}
    for learner, answers, hours in (
        ("late-hours", RIGHT, 7),  # better, later, and marked by hand
        ("early", without_memo, 7),
        ("excused", HONEST, 99),
    ):
        later = (DUE + timedelta(hours=hours)).isoformat(" ") + " UTC"
        folder = course.folder / "submitted" / learner / "rights"
        (folder / "responses.json").write_text(as_json(answers))
        (folder / "timestamp.txt").write_text(later)

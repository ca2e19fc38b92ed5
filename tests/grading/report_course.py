"""A course directory with a graded cohort and a report on it."""

import contextlib
from pathlib import Path

from nbgrader.api import Gradebook

from alliance_lessons.cli import main
from tests.grading.desk_course import Course
from tests.grading.report_cohort import drawn_cohort

NUMBER = 40
HOSTILE = '=HYPERLINK("https://example.org")<script>alert(1)</script>'


def report(course: Course, *more: str, assignment: str = "rights") -> int:
    """Runs the verb; it changes the working folder, which is put back."""
    with contextlib.chdir(Path.cwd()):
        return main(["report", assignment, "--course", str(course.folder), *more])


def mark_memos(course: Course, learners: list[str]) -> None:
    """Gives some learners' memos the marks that a person might."""
    with Gradebook(f"sqlite:///{course.folder}/gradebook.db") as book:
        for place, learner in enumerate(learners):
            notebook = book.find_submission_notebook("rights", "rights", learner)
            for grade in notebook.grades:
                if grade.auto_score is None:
                    grade.manual_score, grade.needs_manual_grade = 5.0 * (place % 4), False
        book.db.commit()


def reported_course(base: Path) -> Course:
    """A graded cohort: a question whose key is wrong, late ones, and one not graded yet."""
    course = Course(base).generate()
    with Gradebook(f"sqlite:///{course.folder}/gradebook.db") as book:
        book.update_or_create_assignment("rights", duedate="2026-03-17 12:00:00 UTC")
    learners = drawn_cohort(course.folder / "submitted", NUMBER, misled=True)
    hostile = course.folder / "submitted" / learners[5] / "rights/responses.json"
    hostile.write_text(hostile.read_text().replace("I would lend 5", HOSTILE.replace('"', '\\"')))
    with contextlib.chdir(Path.cwd()):
        assert main(["grade", "rights", "--course", str(course.folder)]) == 0
    (course.folder / "submitted/too.new/rights").mkdir(parents=True)
    mark_memos(course, learners[:20])
    groups = ["North"] * 22 + ["South"] * 13 + [HOSTILE] * 2 + ["Lab"] * 3
    rows = [
        f'{one},"{group.replace(chr(34), chr(34) * 2)}"'
        for one, group in zip(learners, groups, strict=True)
    ]
    roster = ["id,group", *rows, "absent.one,North", "absent.two,South"]
    (base / "roster.csv").write_text("\n".join(roster))
    assert report(course, "--roster", str(base / "roster.csv")) == 0
    return course

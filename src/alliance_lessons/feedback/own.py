"""Feedback on the own work: the marks and the page that an instructor's marking would give."""

from dataclasses import dataclass
from pathlib import Path

from alliance_lessons.errors import CourseError
from alliance_lessons.feedback.answer import DAMAGED, LEFT_OUT
from alliance_lessons.feedback.marks import Grade, Submission
from alliance_lessons.feedback.outline import read_outline
from alliance_lessons.feedback.own_reading import Criterion, criteria
from alliance_lessons.feedback.page import OWN_PAGE, feedback_page
from alliance_lessons.workbook import answers
from alliance_lessons.workbook.answers_file import Answers
from alliance_lessons.workbook.course import CourseFiles, course_files
from alliance_lessons.workbook.notebooks import Notebook, cell_text, read_notebook
from alliance_lessons.workbook.put_in_place import put
from alliance_lessons.workbook.trusted_cells import Mark, run_trusted_cells, total


@dataclass(frozen=True)
class OwnFeedback:
    """The marks of the graded cells, the criteria of the text, and the page, as HTML."""

    answers: Answers
    marks: list[Mark]
    criteria: list[Criterion]
    page: bytes

    @property
    def automatic(self) -> tuple[float, float]:
        """Points by a rule, and of how many."""
        return total(self.marks)

    @property
    def own(self) -> tuple[float, float, float]:
        """Points by the own reading, of how many, and how many of them are still open."""
        return (
            sum(one.chosen or 0.0 for one in self.criteria),
            sum(one.points for one in self.criteria),
            sum(one.points for one in self.criteria if one.text and one.chosen is None),
        )


def own_feedback(folder: Path, assignment: str, files: CourseFiles | None = None) -> OwnFeedback:
    """Marks the answers in an assignment's folder; nothing is written.

    Raises CourseError where the course holds no such assignment, or the answers can't be
    read at all.
    """
    files = files or course_files()
    source = read_notebook(files.source(assignment))
    release = read_notebook(files.release(assignment))
    found = answers.read(folder)
    marks = run_trusted_cells(source, found)
    points = {mark.grade_id: mark.points for mark in marks}
    outline = read_outline(release, points, _sources(source))
    read = criteria(outline, found)
    page = feedback_page(
        outline, Submission("", grades=_grades(marks, read)), found, _remark(found), "", OWN_PAGE
    )
    return OwnFeedback(found, marks, read, page)


def in_words(marked: OwnFeedback) -> str:
    """The sums in a few sentences, each named for who gave the marks."""
    earned, most = marked.automatic
    said = [f"Automatic marks: {earned:g} of {most:g}."]
    read, possible, waiting = marked.own
    if possible and not any(one.text for one in marked.criteria):
        said.append(f"Your text: nothing to read yet, 0 of {possible:g}.")
    elif possible and waiting == possible:
        said.append(f"Your own reading: still open, for up to {possible:g}.")
    elif possible:
        rest, so_far = (
            (f", and {waiting:g} more are still open", " so far") if waiting else ("", "")
        )
        said.append(f"Your own reading: {read:g} of {possible:g}{rest}.")
        said.append(f"Together: {earned + read:g} of {most + possible:g}{so_far}.")
    return " ".join(said)


def page_path(folder: Path, assignment: str) -> Path:
    """Where the page is written: beside the assignment's folder, as the file to hand in is."""
    return folder.resolve().parent / f"{assignment}_feedback.html"


def write_page(path: Path, page: bytes) -> None:
    """Writes the page, whole or not at all; raises CourseError where it can't."""
    try:
        put(path, page)
    except OSError as error:
        raise CourseError(
            f"{path} can't be written ({error.strerror or error}); make room or allow writing "
            "there, or name another file."
        ) from None


def _sources(source: Notebook) -> dict[str, str]:
    names = (
        (str(cell.get("metadata", {}).get("nbgrader", {}).get("grade_id", "")), cell)
        for cell in source["cells"]
    )
    return {name: cell_text(cell) for name, cell in names if name}


def _grades(marks: list[Mark], read: list[Criterion]) -> dict[str, Grade]:
    """Where nothing was written there is nothing to read: 0, as nbgrader has it."""
    return {mark.grade_id: Grade(mark.score) for mark in marks} | {
        one.name: Grade(one.chosen, by_person=one.chosen is not None) if one.text else Grade(0.0)
        for one in read
    }


def _remark(found: Answers) -> str:
    if found.damaged:
        return DAMAGED
    return LEFT_OUT if found.problems else ""

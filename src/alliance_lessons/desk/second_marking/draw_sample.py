"""Draws the sample from the gradebook and writes what the second marker gets."""

from itertools import chain

from nbformat import NotebookNode
from nbgrader.api import Grade, Gradebook, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import select

from alliance_lessons.desk.course_directory import Course
from alliance_lessons.desk.exports.csv_file import write_table
from alliance_lessons.desk.grading.marking_notebook import marking_notebooks
from alliance_lessons.desk.report.gradebook import open_gradebook
from alliance_lessons.desk.second_marking.marks_file import headings, marks_file
from alliance_lessons.desk.second_marking.sample import (
    Criterion,
    Sample,
    Text,
    draw,
    folder_of,
    record_of,
    save,
)
from alliance_lessons.desk.second_marking.texts_page import texts_page, written
from alliance_lessons.errors import CourseError
from alliance_lessons.feedback.rubric import rubric
from alliance_lessons.feedback.text_cell import is_text_cell


def draw_sample(course: Course, share: float, seed: int) -> Sample:
    """A new sample, with its page and the empty file of marks beside it.

    Only texts that a person has marked by every criterion are drawn.
    """
    with open_gradebook(course) as book:
        notebooks = marking_notebooks(course, book)
        cells = list(chain.from_iterable(notebook.cells for notebook in notebooks.values()))
        criteria = criteria_of(cells)
        if not criteria:
            raise CourseError(f"{course.assignment!r} has no text that is marked by levels.")
        marks = _marked_by_hand(course, book, criteria)
    marks = {learner: given for learner, given in marks.items() if written(course, learner, cells)}
    if not marks:
        raise CourseError(
            f"No text of {course.assignment!r} is marked yet; open Formgrader and mark some first."
        )
    learners = draw(marks, share, seed, course.assignment)
    texts = tuple(Text(number, one, marks[one]) for number, one in enumerate(learners, 1))
    sample = Sample(seed, share, len(marks), criteria, texts)
    _write(course, sample, texts_page(course, sample, cells))
    return sample


def criteria_of(cells: list[NotebookNode]) -> tuple[Criterion, ...]:
    """By what the texts are marked, in the order of the notebook."""
    found = [(cell, rubric(cell.source)) for cell in cells if is_text_cell(cell)]
    return tuple(
        Criterion(name, levels.title or name, tuple(sorted(levels.points)))
        for cell, levels in found
        if levels.levels and (name := str(cell.metadata.nbgrader.grade_id))
    )


def _marked_by_hand(
    course: Course, book: Gradebook, criteria: tuple[Criterion, ...]
) -> dict[str, dict[str, float]]:
    """The marks of all whose text a person has marked by every criterion."""
    names = {cell.id: cell.name for cell in _cells(course, book, {one.name for one in criteria})}
    rows = (
        select(SubmittedAssignment.student_id, Grade.cell_id, Grade.manual_score)
        .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .where(Grade.cell_id.in_(list(names)))
        .where(Grade.manual_score.is_not(None))
        .where(Grade.needs_manual_grade.is_(False))
    )
    marks: dict[str, dict[str, float]] = {}
    for learner, cell, score in book.db.execute(rows):
        marks.setdefault(learner, {})[names[cell]] = float(score)
    return {learner: given for learner, given in marks.items() if len(given) == len(names)}


def _cells(course: Course, book: Gradebook, names: set[str]) -> list[NotebookNode]:
    notebooks = book.find_assignment(course.assignment).notebooks
    return [cell for one in notebooks for cell in one.grade_cells if cell.name in names]


def _write(course: Course, sample: Sample, page: str) -> None:
    """Never over anything: the folder may hold marks that somebody gave."""
    folder = folder_of(course)
    if marks_file(course).exists():
        raise CourseError(
            f"{marks_file(course)} is there, but {record_of(course)}, which says whose marks they "
            "are, is not; bring it back, or move the folder away to draw anew."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "texts.html").write_text(page, "utf-8")
        rows = [(str(text.number), *("" for _ in sample.criteria)) for text in sample.texts]
        write_table(marks_file(course), [headings(sample), *rows])
        save(course, sample)
    except OSError as error:
        raise CourseError(f"{folder} can't be written: {error.strerror or error}.") from None

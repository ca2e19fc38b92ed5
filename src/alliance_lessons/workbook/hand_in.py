"""What a learner hands in: one zip with the notebook and the answers of one assignment.

Handed in is what the assignment asks and no more: of each of its items the newest answer,
without how sure the learner was, when, and what was tried before, unless the learner says
so; and no item whose answer was promised to stay in the folder.
"""

import json
import re
from pathlib import Path
from typing import Any

from alliance_lessons.errors import CourseError
from alliance_lessons.items import marking
from alliance_lessons.items.bank import content_files, read_file
from alliance_lessons.items.item import Item
from alliance_lessons.workbook import answers as answers_of_folder
from alliance_lessons.workbook.answers_file import FORMAT, NAME, Answers, Entry
from alliance_lessons.workbook.course import course_files
from alliance_lessons.workbook.notebooks import LARGEST, NotebookError, parse
from alliance_lessons.workbook.put_in_place import put
from alliance_lessons.workbook.zips import zipped

LEARNER_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.@_-]{0,99}")


def hand_in_file(
    folder: Path,
    assignment: str,
    learner_id: str,
    out: Path,
    with_history: bool = False,
    share: bool = False,
) -> Path:
    """Writes `<assignment>_<learner id>.zip` into `out` and returns its path.

    `folder` holds the assignment's notebook and answers. What was tried before, when, and
    how sure the learner was goes along `with_history` only; answers that the learner may
    choose to share go along with `share` only.
    """
    if not LEARNER_ID.fullmatch(learner_id):
        raise CourseError(
            f"The learner id {learner_id!r} can't be used: begin with a letter or digit and "
            "use letters, digits and . - @ _ only."
        )
    answers = answers_of_folder.read(folder)
    given = handed_in(answers, assignment_items(assignment), with_history, share)
    notebook, _ = _notebook(folder, assignment)
    path = out / f"{assignment}_{learner_id}.zip"
    files = {f"{assignment}.ipynb": notebook, NAME: given}
    try:
        out.mkdir(parents=True, exist_ok=True)
        put(path, zipped(files))
    except OSError as error:
        raise CourseError(
            f"{path} can't be written ({error.strerror or error}); make room or allow "
            "writing there, or name another folder."
        ) from None
    return path


def remarks(folder: Path, assignment: str) -> list[str]:
    """What the learner should know before handing in, in sentences: nothing hinders it."""
    answers = answers_of_folder.read(folder)
    items = assignment_items(assignment)
    _, problem = _notebook(folder, assignment)
    said = [*answers.problems, *([problem] if problem else [])]
    if all(_newest(item, answers) is None for item in items):
        return [*said, f"No item of {assignment} is answered in {folder} yet."]
    for item in items:
        entry = _newest(item, answers)
        lacking = marking.missing(item, entry.value) if entry else "it is not answered yet"
        if lacking:
            said.append(f"{item.id}: {lacking}.")
    return said


def assignment_items(assignment: str) -> tuple[Item, ...]:
    """The items of an assignment, in the order of the bank."""
    items: list[Item] = []
    for file in content_files():
        if f'assignment = "{assignment}"' in file.read_text("utf-8").splitlines():
            items += read_file(file)  # reading them all would take a tenth of a second
    if not items:
        raise CourseError(f"There is no assignment {assignment!r} with items in the bank.")
    return tuple(items)


def assignment_folder(folder: Path, assignment: str) -> Path:
    """Where an assignment lies: in a workbook, in nbgrader's copy, or right here."""
    for place in (
        folder / "assignments" / assignment,
        folder / assignment,
        folder / "workbook" / "assignments" / assignment,  # where `alliance lab` puts it
    ):
        if place.is_dir():
            return place
    if (folder / f"{assignment}.ipynb").exists() or folder.name == assignment:
        return folder
    raise CourseError(
        f"There is no assignment {assignment!r} in {folder}; "
        "say where your workbook is with --from FOLDER."
    )


def _newest(item: Item, answers: Answers) -> Entry | None:
    """The newest answer to an item, if it fits."""
    entry = answers.latest(item.id)
    return entry if entry and marking.misfit(item, entry.value) is None else None


def handed_in(answers: Answers, items: tuple[Item, ...], with_history: bool, share: bool) -> bytes:
    """The answers file that is handed in: of each item what the learner agreed to give."""
    responses: dict[str, list[dict[str, Any]]] = {}
    for item in items:
        newest = _newest(item, answers)
        stays = item.goes == "folder" or (item.goes == "share" and not share)
        if newest is None or stays:
            continue
        if with_history:
            fitting = [e for e in answers.history[item.id] if not marking.misfit(item, e.value)]
            responses[item.id] = [vars(entry) for entry in fitting]
        else:
            responses[item.id] = [vars(Entry(newest.value))]
    variant = {"variant": answers.variant} if answers.variant else {}
    data = {"format": FORMAT, **variant, "responses": responses}
    return json.dumps(data, allow_nan=False, indent=1).encode()


def _notebook(folder: Path, assignment: str) -> tuple[bytes, str]:
    """The learner's notebook as it is, else the released one and why, in a sentence."""
    path = folder / f"{assignment}.ipynb"
    try:
        if path.is_symlink():
            problem = "is a link"
        elif not path.is_file():
            problem = "is missing"
        elif path.stat().st_size > LARGEST:
            problem = f"has more than {LARGEST // 1_000_000} MB"
        else:
            raw = path.read_bytes()
            parse(raw, path)
            return raw, ""
    except NotebookError:
        problem = "is damaged"
    except OSError as error:
        problem = f"can't be read ({error.strerror or error})"
    released = course_files().release(assignment).read_bytes()
    return released, f"{path} {problem}: your answers are handed in with the notebook as released."

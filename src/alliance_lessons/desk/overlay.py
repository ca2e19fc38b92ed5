"""An overlay: an instructor's own sources, with other keys, points and hidden tests.

It has the form `source/<assignment>/<notebook>.ipynb`. It must ask and mark the same items as
the open course, since learners' answers are kept by item, and pass the checks of any source.
"""

from pathlib import Path

from alliance_lessons.desk.assignment_faults import source_faults
from alliance_lessons.errors import CourseError
from alliance_lessons.workbook.course import CourseFiles, files_in
from alliance_lessons.workbook.notebooks import Notebook, read_notebook


def read_overlay(overlay: Path, files: CourseFiles) -> dict[Path, Path]:
    """Where each file of an overlay goes, and where it is.

    Raises CourseError, with a line for each fault, where it can't be used.
    """
    source = overlay / "source"
    place, root = overlay.resolve(), files.course.resolve().parent
    if place.is_relative_to(root):
        raise CourseError(
            f"{overlay} lies in the open course's own folder, where it could be published with "
            "it; move it elsewhere."
        )
    found = list(files_in(source)) if source.is_dir() else []
    if not any(path.suffix == ".ipynb" for path in found):
        raise CourseError(f"{overlay} has no source/<assignment>/<assignment>.ipynb.")
    faults: list[str] = []
    for path in found:
        if len(path.parts) < 2 or path.parts[0] not in files.names():
            known = ", ".join(files.names())
            faults.append(f"{source / path}: the course's assignments are {known}; move it.")
        elif path.suffix == ".ipynb":
            faults += _faults(source / path, files.assignments / "source" / path)
    if faults:
        raise CourseError("\n".join([*faults, "Nothing was changed; mend the overlay first."]))
    return {Path("source", path): source / path for path in found}


def _faults(path: Path, open_path: Path) -> list[str]:
    if not open_path.is_file():
        return [f"{path}: the course has no such notebook; name it as the course does."]
    try:
        notebook = read_notebook(path)
    except CourseError as error:
        return [str(error)]
    ours, theirs = _cells(read_notebook(open_path)), _cells(notebook)
    faults = [f"{path}: {name} is missing." for name in sorted(ours - theirs)]
    faults += [f"{path}: the course has no {name}." for name in sorted(theirs - ours)]
    return faults + list(source_faults(notebook, path))


def _cells(notebook: Notebook) -> set[str]:
    """The cells that ask an item or give marks, by their grade_ids."""
    about = (cell.get("metadata", {}).get("nbgrader") or {} for cell in notebook["cells"])
    return {
        str(one.get("grade_id"))
        for one in about
        if one.get("grade") or str(one.get("grade_id")).endswith("-ask")
    }

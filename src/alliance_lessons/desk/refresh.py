"""Runs the lessons and stores their outputs in normal form, with the code folded.

Each is run in a copy of the course without anybody's answers, so the outputs are those
that a learner first sees. The notebook is written only where it changes.
"""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from alliance_lessons.errors import CourseError
from alliance_lessons.workbook.course import CourseFiles, files_in
from alliance_lessons.workbook.notebooks import Notebook, normalise, read_notebook, to_bytes

LONGEST = 120  # seconds for one cell


def refresh(files: CourseFiles) -> Iterator[str]:
    """Refreshes every lesson, and gives a sentence for each that fails and so stays as it is."""
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary) / "course"
        for inside in files_in(files.course):
            (copy / inside).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(files.course / inside, copy / inside)
        for path in files.lessons():
            try:
                run = execute(read_notebook(path), copy / path.parent.relative_to(files.course))
                _store(path, _with_code_folded(run))
            except CourseError as error:
                yield f"{path}: {error}"
    for name in files.names():  # nothing runs here: an assignment shows no outputs
        try:
            _store(files.source(name), read_notebook(files.source(name)))
        except CourseError as error:
            yield str(error)


def execute(nb: Notebook, folder: Path) -> Notebook:
    """The notebook with the outputs it gives in this folder; CourseError for a cell that fails."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    given = nbformat.from_dict(normalise(nb))  # type: ignore[no-untyped-call]
    client = NotebookClient(
        given,
        timeout=LONGEST,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
    )
    try:
        client.execute()
    except CellExecutionError as error:
        failed = next(cell for cell in given.cells if _has_error(cell))
        raise CourseError(f"cell {failed.id} fails: {error.ename}: {error.evalue}") from None
    except CellTimeoutError:
        raise CourseError(f"a cell takes more than {LONGEST} seconds.") from None
    except DeadKernelError:
        raise CourseError("the kernel died.") from None
    ran: Notebook = given
    return ran


def _with_code_folded(nb: Notebook) -> Notebook:
    for cell in nb["cells"]:
        if cell["cell_type"] == "code":
            cell["metadata"].setdefault("jupyter", {})["source_hidden"] = True
    return nb


def _has_error(cell: Notebook) -> bool:
    return any(output["output_type"] == "error" for output in cell.get("outputs", []))


def _store(path: Path, nb: Notebook) -> None:
    new = to_bytes(normalise(nb))
    if path.read_bytes() != new:
        try:
            path.write_bytes(new)
        except OSError as error:
            raise CourseError(f"{path} can't be written ({error.strerror or error}).") from None

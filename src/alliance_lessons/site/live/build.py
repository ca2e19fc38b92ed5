"""The live edition: JupyterLab, Python and the course as files that any static host can serve."""

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from alliance_lessons.errors import CourseError
from alliance_lessons.site.live.opening import write_opening
from alliance_lessons.site.live.pyodide_folder import write_pyodide
from alliance_lessons.site.live.settings import write_settings
from alliance_lessons.workbook.course import course_files
from alliance_lessons.workbook.folder import workbook_files

NOT_FOR_LEARNERS = "facilitator.md"


@dataclass(frozen=True)
class Live:
    """What was made; `first_visit_bytes` is what opening a lesson loads on a first visit."""

    first_visit_bytes: int


def build_live(out: Path) -> Live:
    """Writes the live edition to `out`/live.

    Raises CourseError where a part of it is not installed or can't be fetched.
    """
    with tempfile.TemporaryDirectory() as place:
        lite = Path(place, "lite")
        for part in ("files", "static/pyodide"):
            (lite / part).mkdir(parents=True)
        write_settings(lite)
        write_pyodide(lite / "static" / "pyodide")
        _write_contents(lite / "files")
        live = out / "live"
        _run_jupyterlite(lite, Path(place, "live"))
        shutil.copytree(Path(place, "live"), live)
    return Live(write_opening(live))


def _write_contents(folder: Path) -> None:
    """The files of a workbook, without what is for those who teach."""
    for place, origin in workbook_files(course_files()):
        if place.name != NOT_FOR_LEARNERS:
            (folder / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(origin, folder / place)


def _run_jupyterlite(lite: Path, out: Path) -> None:
    command = [sys.executable, "-m", "jupyterlite_core", "build"]
    command += ["--lite-dir", str(lite), "--output-dir", str(out)]
    done = subprocess.run(command, cwd=lite, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it gave no reason"])[-1]
        raise CourseError(f"JupyterLite could not be built: {last}.")

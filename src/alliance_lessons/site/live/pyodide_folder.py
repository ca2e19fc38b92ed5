"""Pyodide's folder of the live edition: its own files, our archives, and the list of both."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

from alliance_lessons.site.live.course_package import course_package
from alliance_lessons.site.live.kernel_files import NAMES, kernel_files
from alliance_lessons.site.live.library import files_of, with_requirements, write_archive
from alliance_lessons.site.live.pyodide_files import fetch_pyodide

OWN = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
LEARNERS = ("anywidget", "filelock", "ipython", "ipywidgets", "jinja2", "networkx")
WITHOUT = ("jedi", "parso", "widgetsnbextension", "jupyterlab-widgets", "pexpect")
# tests, and what is for other front ends
NOT_LOADED = r"(^|/)(tests?|sphinxext|labextension|nbextension)/"
LIBRARY, COURSE, NOTHING = "library.zip", "course.zip", "nothing.zip"


def write_pyodide(folder: Path) -> None:
    """Writes Pyodide with all Python that learners use."""
    from alliance_lessons.site.live.cache import cache_folder

    source = fetch_pyodide(cache_folder())
    for name in OWN:
        shutil.copyfile(source / name, folder / name)
    library = kernel_files()
    for name in with_requirements(LEARNERS, WITHOUT):
        library |= files_of(name, NOT_LOADED)
    write_archive(folder / LIBRARY, library)
    write_archive(folder / COURSE, course_package())
    write_archive(folder / NOTHING, {})
    shipped = json.loads((source / "pyodide-lock.json").read_text("utf-8"))
    packages = {name: _entry(folder, name, NOTHING) for name in NAMES}
    packages["ipython"] = _entry(folder, "ipython", LIBRARY)
    packages["alliance-lessons"] = _entry(folder, "alliance-lessons", COURSE)
    lock = {"info": shipped["info"], "packages": packages}
    (folder / "pyodide-lock.json").write_text(json.dumps(lock, indent=1, sort_keys=True), "utf-8")


def _entry(folder: Path, name: str, file: str) -> dict[str, Any]:
    return {
        "depends": [],
        "file_name": file,
        "imports": [],
        "install_dir": "site",
        "name": name,
        "package_type": "package",
        "sha256": hashlib.sha256((folder / file).read_bytes()).hexdigest(),
        "unvendored_tests": False,
        "version": "1",
    }

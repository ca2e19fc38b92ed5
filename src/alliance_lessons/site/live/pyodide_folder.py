"""Pyodide's folder of the live edition: its own files, our archives, and the list of both."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

from alliance_lessons.site.live.cache import cache_folder
from alliance_lessons.site.live.compiled import compile_archives
from alliance_lessons.site.live.course_package import course_package
from alliance_lessons.site.live.kernel_files import NAMES, kernel_files
from alliance_lessons.site.live.library import files_of, with_requirements, write_archive
from alliance_lessons.site.live.pyodide_files import fetch_pyodide

OWN = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
STANDARD = "python_stdlib.zip"
LEARNERS = ("anywidget", "ipython", "ipywidgets", "jinja2")
# hints while typing, a terminal, and JupyterLab's half of the exercises, which is no Python
WITHOUT = ("jedi", "parso", "pexpect", "widgetsnbextension", "jupyterlab-widgets")
# tests, what is for other front ends, the widths of signs in terminals, and the grammars of all
# languages but Python
NOT_LOADED = (
    r"(^|/)(tests?|sphinxext|labextension|nbextension)/"
    r"|^wcwidth/table_grapheme_overrides/|^pygments/lexers/(?!__init__|_mapping|python)"
)
LIBRARY, COURSE, NETWORKS, NOTHING = "library.zip", "course.zip", "networkx.zip", "nothing.zip"


def write_pyodide(folder: Path) -> None:
    """Writes Pyodide with all Python that learners use; raises CourseError where one is missing."""
    cache = cache_folder()
    pyodide = fetch_pyodide(cache)
    for name in (*OWN, STANDARD):
        shutil.copyfile(pyodide / name, folder / name)
    library = kernel_files()
    for name in with_requirements(LEARNERS, WITHOUT):
        library |= files_of(name, NOT_LOADED)
    write_archive(folder / LIBRARY, library)
    write_archive(folder / COURSE, course_package())
    write_archive(folder / NETWORKS, files_of("networkx", NOT_LOADED))
    write_archive(folder / NOTHING, {})
    archives = [folder / name for name in (STANDARD, LIBRARY, COURSE, NETWORKS)]
    compile_archives(archives, pyodide, cache)
    shipped = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))
    packages = {name: _entry(folder, name, NOTHING) for name in NAMES}
    packages["ipython"] = _entry(folder, "ipython", LIBRARY)
    packages["alliance-lessons"] = _entry(folder, "alliance-lessons", COURSE)
    packages["networkx"] = _entry(folder, "networkx", NETWORKS)
    lock = {"info": shipped["info"], "packages": packages}
    (folder / "pyodide-lock.json").write_text(json.dumps(lock, sort_keys=True), "utf-8")


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

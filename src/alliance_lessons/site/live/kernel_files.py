"""The parts of JupyterLite's Python kernel, and what stands for those that a lesson does not need.

The kernel asks for its parts by name when it starts. What completes and installs (jedi, micropip,
piplite) is left out: it takes seconds of each start, and there is nothing to install from.
"""

import sys
import zipfile
from pathlib import Path, PurePosixPath

from alliance_lessons.errors import CourseError

EXTENSION = "@jupyterlite/pyodide-kernel-extension"
WANTED = ("ipykernel", "pyodide_kernel", "widgetsnbextension-4")  # wheels in the extension
NAMES = ("comm", "ipykernel", "ipython", "jedi", "micropip", "piplite", "pyodide-kernel")
# The kernel sets two names of this module when it starts.
PIPLITE = '''"""Installs nothing: this edition has all it needs and asks no other host."""


async def install(*names, **options):
    raise RuntimeError("Nothing can be installed in this edition; use the full one.")
'''


def labextension(name: str) -> Path:
    """The folder of an installed extension of JupyterLab; raises CourseError where it's missing."""
    folder = Path(sys.prefix, "share", "jupyter", "labextensions", name)
    if not (folder / "package.json").is_file():
        raise CourseError(f"{folder} is missing; install the course with its extra `site`.")
    return folder


def kernel_files() -> dict[str, bytes]:
    """The Python files of the kernel, by their place below site-packages."""
    files = {"piplite/__init__.py": b"", "piplite/piplite.py": PIPLITE.encode()}
    shipped = labextension(EXTENSION) / "static" / "pypi"
    for start in WANTED:
        wheels = sorted(shipped.glob(f"{start}*.whl"))
        if not wheels:
            raise CourseError(
                f"{shipped} has no {start}; install the course anew with its extra `site`."
            )
        with zipfile.ZipFile(wheels[-1]) as archive:
            for name in archive.namelist():
                if PurePosixPath(name).name != "RECORD" and not name.endswith("/"):
                    files[name] = archive.read(name)
    return files

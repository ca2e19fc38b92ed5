"""The Python that the live edition runs: Python files of this environment, as zip archives.

What is installed here has the versions of requirements.lock, so the browser has them as well.
Compiled parts are left out: each package that ships them works without.
"""

import re
import zipfile
from collections.abc import Iterable, Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from alliance_lessons.errors import CourseError

Files = Mapping[str, bytes]  # by their place below site-packages

THERE = {  # where the code will run, for requirements that hold in some places only
    "extra": "",
    "implementation_name": "cpython",
    "os_name": "posix",
    "platform_machine": "wasm32",
    "platform_python_implementation": "CPython",
    "platform_system": "Emscripten",
    "python_full_version": "3.14.2",
    "python_version": "3.14",
    "sys_platform": "emscripten",
}
COMPILED = {".pyc", ".pyd", ".pyi", ".so"}
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same files give the same archive


def with_requirements(names: Iterable[str], without: Iterable[str] = ()) -> list[str]:
    """Distributions and all that they need in the browser, in the order of their names.

    Raises CourseError where one is not installed.

    >>> with_requirements(["jinja2"])
    ['jinja2', 'markupsafe']
    """
    left_out = set(map(canonicalize_name, without))
    found: set[str] = set()
    waiting = list(map(canonicalize_name, names))
    while waiting:
        name = waiting.pop()
        if name in found or name in left_out:
            continue
        found.add(name)
        needs = [Requirement(one) for one in _installed(name).requires or ()]
        waiting += [
            canonicalize_name(one.name)
            for one in needs
            if one.marker is None or one.marker.evaluate(THERE)
        ]
    return sorted(found)


def files_of(name: str, leave_out: str = "(?!)") -> dict[str, bytes]:
    """The Python files and data of an installed distribution.

    `leave_out` is a pattern; files whose place fits it are not taken.
    """
    package = _installed(name)
    files = {}
    for place in package.files or ():
        path = PurePosixPath(place)
        outside = ".." in path.parts or path.is_absolute()  # programs, JupyterLab's extensions
        if outside or path.suffix in COMPILED or re.search(leave_out, str(path)):
            continue
        if path.parts[0].endswith(".dist-info") and path.name != "METADATA":
            continue
        files[str(path)] = Path(str(package.locate_file(place))).read_bytes()
    return files


def write_archive(path: Path, files: Files) -> None:
    """Writes files as a zip archive; what is shipped is compressed as a whole, not each file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for place, body in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(place, LONG_AGO), body)


def _installed(name: str) -> Distribution:
    try:
        return distribution(name)
    except PackageNotFoundError:
        raise CourseError(
            f"{name} is missing, which the live edition is made of; install the course with "
            "its extra `site`."
        ) from None

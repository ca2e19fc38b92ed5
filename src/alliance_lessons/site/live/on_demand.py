"""Libraries that few lessons use, loaded when first imported; part of the browser's kernel."""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType

from alliance_lessons.errors import CourseError

FOLDER = "static/pyodide/"  # of the edition
ARCHIVES = {"networkx": "networkx.zip"}
NOT_HERE = (
    "This exercise needs a part of the course that is not on this device yet: connect to the "
    "internet once, then open the lesson again."
)
PLACE = Path("/tmp")  # noqa: S108 - of the browser's own, in memory


class OnDemand(MetaPathFinder):
    """Finds the libraries that lie on the site as archives of their own."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Loads the archive of a library; None for all other names.

        Raises CourseError where it is neither kept on the device nor to be had.
        """
        if name not in ARCHIVES:
            return None
        archive = PLACE / ARCHIVES[name]
        if not archive.is_file() and not _load(archive):
            raise CourseError(NOT_HERE)
        if str(archive) not in sys.path:
            sys.path.append(str(archive))
        return PathFinder.find_spec(name)


def _load(archive: Path) -> bool:
    from js import XMLHttpRequest, location  # type: ignore[import-not-found]

    request = XMLHttpRequest.new()
    edition = location.href.split("extensions/")[0]
    request.open("GET", f"{edition}{FOLDER}{archive.name}", False)
    request.responseType = "arraybuffer"
    try:
        request.send()
    except Exception:  # noqa: BLE001 - what JavaScript raises has no type here
        return False
    if request.status != 200:
        return False
    archive.write_bytes(request.response.to_bytes())
    return True

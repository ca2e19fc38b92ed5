"""Libraries that few lessons use, loaded when first imported; part of the browser's kernel."""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType

FOLDER = "static/pyodide/"  # of the edition
ARCHIVES = {"networkx": "networkx.zip"}
PLACE = Path("/tmp")  # noqa: S108 - of the browser's own, in memory


class OnDemand(MetaPathFinder):
    """Finds the libraries that lie on the site as archives of their own."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Loads the archive of a library; None for all other names, and without a connection."""
        archive = PLACE / ARCHIVES.get(name, "")
        if name not in ARCHIVES or not (archive.is_file() or _load(archive)):
            return None
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

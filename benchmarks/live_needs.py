"""Records what an opening lesson of the live edition asks for, and writes it to needs.json.

Builds the live edition as JupyterLite makes it, without our page that opens lessons, and opens
a lesson, the map and an assignment there in a real browser, in light and in dark colours. What is
ours or Pyodide's is written as patterns, so that only a change of JupyterLite asks for a new list.
"""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from importlib.metadata import version
from pathlib import Path
from unittest.mock import patch

from playwright.sync_api import Browser

from alliance_lessons.site.live.build import build_live
from alliance_lessons.site.live.needs import NEEDS
from tests.browser.running_lab import CURRENT, READY, running_chromium
from tests.browser.static_host import Host, static_host

OPENED = (
    "4_forgoing_rights/4_1_the_rights_ledger.ipynb",
    "start.ipynb",
    "assignments/rights/rights.ipynb",
)
SETTLE = 2_000  # ms for what is asked late
OF_GROUP = {  # what stands in a group whatever was recorded: it changes with the course
    "app": (),
    "python": ("static/pyodide/pyodide*", "static/pyodide/library.zip", "static/pyodide/python*"),
    "course": (
        "lab/index.html",
        "static/pyodide/*",
        "extensions/alliance-lessons/static/*",
        "files/**/*",
        "api/contents/**/*",
    ),
}
ABSENT = {"api/contents/.alliance/all.json"}  # asked for when work is brought in
LATER = ("static/pyodide/networkx.zip",)  # two lessons use it


@contextmanager
def plain_edition() -> Iterator[Path]:
    """The live edition without our page that opens lessons: the folder above `live`."""
    with (
        tempfile.TemporaryDirectory() as place,
        patch("alliance_lessons.site.live.build.write_opening", return_value=0),
    ):
        build_live(Path(place))
        yield Path(place)


def record(browser: Browser, host: Host) -> tuple[set[str], set[str]]:
    """What lessons ask for: files that are there, and names that are not."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{host.url}/live/lab/index.html?path={OPENED[0]}")
        page.wait_for_function(READY, timeout=120_000)
        for path in OPENED[1:]:
            page.evaluate("path => jupyterapp.commands.execute('docmanager:open', { path })", path)
            page.wait_for_function(f"{CURRENT}?.context?.path === {path!r}")
            page.wait_for_function(READY, timeout=120_000)
        for theme in ("JupyterLab Dark", "JupyterLab Light"):
            arguments = {"theme": theme, "isPalette": False}
            page.evaluate(
                "([id, what]) => jupyterapp.commands.execute(id, what)",
                ["apputils:change-theme", arguments],
            )
            page.wait_for_timeout(SETTLE)
    absent = {one for one in map(below, host.absent) if not one.startswith("api/")}
    return {below(path) for path, _ in host.asked} - set(map(below, host.absent)), absent - {""}


def below(path: str) -> str:
    """A path as it is named below the folder of the edition; empty for one outside."""
    name = path.split("?")[0]
    return name.removeprefix("/live/") if name.startswith("/live/") else ""


def grouped(there: set[str]) -> dict[str, list[str]]:
    groups = {name: list(patterns) for name, patterns in OF_GROUP.items()}
    known = [one.replace("**/", "") for patterns in OF_GROUP.values() for one in patterns]
    for path in sorted(there - {"", "service-worker.js"}):
        if any(fnmatch(path, one) for one in known):
            continue
        of = "app" if path.startswith(("build/", "extensions/")) else "course"
        groups[of].append(path)
    return groups


def main() -> None:
    with plain_edition() as site, static_host(site) as host, running_chromium() as browser:
        there, absent = record(browser, host)
    of = {name: version(name) for name in ("jupyterlite-core", "jupyterlite-pyodide-kernel")}
    needs = {"of": of, "groups": grouped(there), "later": LATER, "absent": sorted(absent | ABSENT)}
    NEEDS.write_text(json.dumps(needs, indent=1) + "\n", "utf-8")
    print(f"{len(there)} files and {len(absent)} that are not there: {NEEDS}")


if __name__ == "__main__":
    main()

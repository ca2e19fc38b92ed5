"""How a lesson of the live edition is opened: open.html, its scripts, and the service worker.

All that an opening lesson asks for is shipped a second time, packed (`packs.py`). The page loads
the packs with a picture of how far it is, and puts the files into the browser's store, where the
service worker finds them. Everybody comes in by this page, so a build is used whole or not at all.
What only some lessons need is packed as well, and comes in once a lesson is open.
"""

import json
from pathlib import Path
from typing import Any

from alliance_lessons.errors import CourseError
from alliance_lessons.site.addresses import START, page_of
from alliance_lessons.site.live.needs import NEEDS, absent_names, later_files, needed_groups
from alliance_lessons.site.live.packs import Pack, hash_of, pack
from alliance_lessons.site.live.policy import with_policy
from alliance_lessons.workbook.course_outline import course_outline

OPENING = Path(__file__).with_name("opening")
WORKER = "service-worker.js"
JUPYTERLITE_WORKER = "jupyterlite-service-worker.js"
# the service worker alone loads these; ours stand first, as JupyterLite's answers all that is asked
IN_WORKER = ("keep.js", "one-at-a-time.js", JUPYTERLITE_WORKER)
GUARD = """<link rel="icon" href="favicon.ico">
<script>
(() => {{
  const base = new URL("../", location.href).pathname;
  const {{ type }} = performance.getEntriesByType("navigation")[0] ?? {{}};
  const from = document.referrer.split(/[?#]/)[0];
  const isOpened = type !== "reload" && from.endsWith(`${{base}}open.html`);
  const build = localStorage.getItem(`alliance-lessons live ${{base}}`);
  if (isOpened || navigator.serviceWorker?.controller && build === {build}) return;
  const path = new URLSearchParams(location.search).get("path") ?? {start};
  location.replace(`${{base}}open.html?path=${{encodeURIComponent(path)}}${{location.hash}}`);
}})();
</script>
"""


def write_opening(live: Path, needs: Path = NEEDS) -> int:
    """Adds the page that opens lessons to a live edition that is built otherwise.

    Returns the bytes that a first visit loads. Raises CourseError where a file that an opening
    lesson asks for, or a lesson, is missing.
    """
    scripts = {one.name: one.read_bytes() for one in sorted(OPENING.glob("*.[cj]s*"))}
    scripts[JUPYTERLITE_WORKER] = (live / WORKER).read_bytes()
    folder = f"opening/{hash_of(*scripts.values())}/"
    (live / folder).mkdir(parents=True)
    for name, body in scripts.items():
        (live / folder / name).write_bytes(body)
    told = _site_of(live) | {"absent": absent_names(needs)}
    page = (OPENING / "open.html").read_text("utf-8").replace("{opening}", folder)
    groups = [group.files for group in needed_groups(live, needs)]
    later = later_files(live, needs)
    build = hash_of(
        *((live / path).read_bytes() for files in (*groups, later) for path in files),
        folder.encode(),
        page.encode(),
        json.dumps(told).encode(),
    )
    _guard(live / "lab" / "index.html", build)
    packs = [pack(live, files) for files in groups]
    late = [pack(live, later)] if later else []
    _write_parts(live, packs + late)
    told |= {
        "build": build,
        "opening": ["open.html", *(f"{folder}{name}" for name in scripts if name not in IN_WORKER)],
        "packs": [one.told() for one in packs],
        "later": [one.told() | {"files": later} for one in late],
    }
    own = ", ".join(f'"{folder}{name}"' for name in ("load.js", *IN_WORKER))
    shipped = [live / "open.html", live / WORKER, *(live / folder).iterdir()]
    told["bytes"] = sum(one.size for one in packs)
    for _ in range(2):  # the sum stands in two of the files that it counts
        whole = json.dumps(told, separators=(",", ":"), sort_keys=True).replace("<", "\\u003c")
        (live / "open.html").write_text(page.replace("{live}", whole), "utf-8")
        (live / WORKER).write_text(f"self.live = {whole};\nimportScripts({own});\n", "utf-8")
        sizes = [one.size for one in packs] + [one.stat().st_size for one in shipped]
        told["bytes"] = sum(sizes)
    return sum(sizes)


def _site_of(live: Path) -> dict[str, Any]:
    """What JupyterLite is told about itself, and the pages that may be opened."""
    config = json.loads((live / "jupyter-lite.json").read_text("utf-8"))["jupyter-config-data"]
    titles = {START: "Map of the course"}
    titles |= {one.path: f"{one.number} {one.title}".strip() for one in course_outline().lessons}
    lessons = {}
    for path, title in titles.items():
        file = live / "files" / path
        if not file.is_file():
            raise CourseError(f"{file} is missing; the live edition holds every lesson.")
        body = file.read_bytes()
        hashed = {"hash": hash_of(body), "words": hash_of(words(json.loads(body)).encode())}
        lessons[path] = {"title": title, "page": page_of(path)} | hashed
    return {
        "appVersion": config["appVersion"],
        "storage": config.get("contentsStorageName"),
        "lessons": lessons,
    }


def words(notebook: dict[str, Any]) -> str:
    """What a learner could have written in a notebook, as own-copies.js has it.

    >>> words({"cells": [{"cell_type": "code", "source": ["a = 1\\n", "b"], "outputs": []}]})
    '[["code","a = 1\\\\nb",null]]'
    """
    cells = [
        [one["cell_type"], "".join(one["source"]), one.get("attachments")]
        for one in notebook["cells"]
    ]
    return json.dumps(cells, ensure_ascii=False, separators=(",", ":"))


def _guard(page: Path, build: str) -> None:
    """Leads whoever comes without this build, as from a bookmark, to open.html."""
    text = page.read_text("utf-8")
    guard = GUARD.format(build=json.dumps(build), start=json.dumps(START))
    if text.count("<head>") != 1:
        raise CourseError(f"{page} has another shape than JupyterLite's pages had; look at it.")
    page.write_text(with_policy(text.replace("<head>", f"<head>\n{guard}", 1)), "utf-8")


def _write_parts(live: Path, packs: list[Pack]) -> None:
    (live / "parts").mkdir()
    for one in packs:
        for part in one.parts:
            (live / "parts" / f"{hash_of(part)}.bin").write_bytes(part)

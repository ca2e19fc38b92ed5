"""A lesson's address to its first exercise: with course mode, and started from the menu.

Both are the same JupyterLab over the same workbook, the second without our extension; there
Playwright clicks Run > Run All Cells once the notebook has a kernel. That is a machine's speed: a
person has to find the menu first. Each visit has a fresh browser context (nothing cached) and a
new kernel; the servers are warm. Times are the page's own, from the start of navigation. A last
part opens a lesson of 60 cells, as JupyterLab draws cells by default and with its windowing mode
"full".
"""

import argparse
import json
import os
import re
import statistics
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from playwright.sync_api import Browser, Page

from tests.browser.running_lab import Lab, running_chromium, running_lab

FOLDER = "4_forgoing_rights"
LESSON = f"{FOLDER}/4_1_the_rights_ledger.ipynb"
LONG = f"long/{LESSON}"  # ends as a lesson's path does, so that the bar counts here as well
READY = ".jp-NotebookPanel[data-lesson=ready]"
WATCH = """
performance.setResourceTimingBufferSize(5000);
globalThis.marks = {};
const is = (query) => document.querySelector(query)?.checkVisibility({ visibilityProperty: true });
const marks = {
  text: () => is(".jp-MarkdownOutput h1"),
  kernel: () => globalThis.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel,
  exercise: () => is(".al-view input"),
  ready: () => is(".jp-NotebookPanel[data-lesson=ready]"),
};
const look = () => {
  for (const [name, seen] of Object.entries(marks)) {
    if (seen()) globalThis.marks[name] ??= performance.now();
  }
  requestAnimationFrame(look);
};
look();
const whenRestored = () => globalThis.jupyterapp
  ? jupyterapp.restored.then(() => { globalThis.marks.restored = performance.now(); })
  : setTimeout(whenRestored, 1);
whenRestored();
"""
OWN = """() => {
  const own = performance.getEntriesByType("resource")
    .filter(({ name }) => name.includes("/extensions/alliance-lessons/"));
  const sum = (take) => own.reduce((all, one) => all + take(one), 0);
  return { requests: own.length, kB: sum((one) => one.encodedBodySize) / 1000,
    ms: sum((one) => one.duration) };
}"""
WITHOUT = """
def without(handler, page):
    others = [one for one in page["federated_extensions"] if one["name"] != "alliance-lessons"]
    return {**page, "federated_extensions": others}


c.ServerApp.tornado_settings = {"page_config_hook": without}
"""
END = "jupyterapp.serviceManager.sessions.shutdownAll()"
Figures = dict[str, float]


def by_itself(page: Page) -> None:
    page.locator(READY).wait_for(timeout=120_000)


def by_menu(page: Page) -> None:
    page.wait_for_function("globalThis.marks.kernel", timeout=60_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def visit(browser: Browser, lab: Lab, path: str, start: Callable[[Page], None]) -> Figures:
    """Opens a notebook as it came with the course, and answers its first exercise."""
    notebook = lab.folder / path
    before = notebook.read_bytes()
    with browser.new_context() as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(f"{lab.url}/lab/workspaces/visit/tree/{path}?reset", wait_until="commit")
        start(page)
        first = page.locator("[data-item]").first
        first.locator("input").first.evaluate("one => one.click()")  # the page may scroll away
        first.locator(".al-saved", has_text=re.compile(r"Saved \d")).wait_for(timeout=120_000)
        saved: float = page.evaluate("performance.now()")
        page.wait_for_function("globalThis.marks.restored")
        figures: Figures = page.evaluate("globalThis.marks") | {"saved": saved}
        own = page.evaluate(OWN)
        page.evaluate(END)
    notebook.write_bytes(before)
    notebook.with_name("responses.json").unlink()
    return figures | {f"own {name}": value for name, value in own.items()}


@contextmanager
def lab_without(home: Path) -> Iterator[Lab]:
    """The same JupyterLab, whose page is not told of our extension."""
    (home / "config").mkdir()
    (home / "config" / "jupyter_server_config.py").write_text(WITHOUT)
    with patch.dict(os.environ, JUPYTER_CONFIG_PATH=str(home / "config")), running_lab(home) as lab:
        yield lab


def draw(lab: Lab, mode: str | None) -> None:
    """Sets how JupyterLab draws the cells of a notebook; None: as it does by default."""
    place = lab.folder / ".alliance" / "settings" / "@jupyterlab" / "notebook-extension"
    place.mkdir(parents=True, exist_ok=True)
    setting = {} if mode is None else {"windowingMode": mode}
    (place / "tracker.jupyterlab-settings").write_text(json.dumps(setting))


def write_long(lab: Lab, each: int = 30) -> None:
    """Writes a lesson of as many texts and exercises, in turn, taken from the course's lessons."""
    texts: list[dict[str, Any]] = []
    exercises: list[dict[str, Any]] = []
    for path in sorted((lab.folder / FOLDER).glob("4_*.ipynb")):
        whole = json.loads(path.read_text("utf-8"))
        for number, cell in enumerate(whole["cells"]):
            if path.name != Path(LESSON).name:
                cell["id"] = f"{path.name[:3]}-{number}"
            source = "".join(cell["source"])
            if cell["cell_type"] == "markdown":
                texts.append(cell)
            elif source.startswith("ask(") or (not exercises and "ask(" in source):
                exercises.append(cell)
    if min(len(texts), len(exercises)) < each:
        raise SystemExit(f"Only {len(texts)} texts and {len(exercises)} exercises were found.")
    pairs = zip(texts[:each], exercises[:each], strict=True)
    long = lab.folder / LONG
    long.parent.mkdir(parents=True)
    long.write_text(json.dumps({**whole, "cells": [cell for pair in pairs for cell in pair]}))


def tell(title: str, what: Iterable[str], figures: dict[str, list[Figures]]) -> None:
    """Prints medians and where 9 in 10 lie below, and how many times the first is the second."""
    print(f"\n{title}")
    for mark in what:
        taken = [[one[mark] for one in each] for each in figures.values()]
        middle = [statistics.median(one) for one in taken]
        most = [statistics.quantiles(one, n=10, method="inclusive")[-1] for one in taken]
        shown = [f"{m:8.0f} (9 in 10 below {q:.0f})" for m, q in zip(middle, most, strict=True)]
        ratio = middle[1] / middle[0] if middle[0] else float("nan")
        print(f"  {mark:14}{''.join(f'{one:32}' for one in shown)}{ratio:6.2f} x")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=9, help="of each kind (default: 9)")
    visits = parser.parse_args().visits
    lesson: dict[str, list[Figures]] = {"course mode": [], "from the menu": []}
    long: dict[str, list[Figures]] = {"default": [], "full": []}
    with (
        tempfile.TemporaryDirectory() as ours,
        tempfile.TemporaryDirectory() as plain,
        running_chromium() as browser,
        running_lab(Path(ours)) as lab,
        lab_without(Path(plain)) as without,
    ):
        write_long(lab)
        kinds: list[tuple[list[Figures], Lab, str, Callable[[Page], None], str | None]] = [
            (lesson["course mode"], lab, LESSON, by_itself, None),
            (lesson["from the menu"], without, LESSON, by_menu, None),
            (long["default"], lab, LONG, by_itself, None),
            (long["full"], lab, LONG, by_itself, "full"),
        ]
        for number in range(visits + 1):
            for taken, server, path, start, mode in kinds:
                draw(server, mode)
                figures = visit(browser, server, path, start)
                if number > 0:  # the first ones warm up
                    taken.append(figures)
            kinds.reverse()  # none always follows the same other one
    print(f"{visits} visits of each kind in turn; ms from the start of navigation")
    marks = ("restored", "text", "kernel", "exercise", "saved")
    tell("lesson 4.1: course mode | from the menu | times as long", marks, lesson)
    tell("what the extension itself loads", ("own requests", "own kB", "own ms"), lesson)
    tell("60 cells: drawn as by default | windowing mode full", (*marks, "ready"), long)


if __name__ == "__main__":
    main()

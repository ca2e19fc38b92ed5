"""JupyterLab as `alliance lab` starts it, and Chromium, for tests and benchmarks."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # it reaches this machine alone
]
CURRENT = "window.jupyterapp?.shell?.currentWidget"
IDLE = f"{CURRENT}?.sessionContext?.session?.kernel?.status === 'idle'"
READY = f"{CURRENT}?.node.dataset.lesson === 'ready'"
SETTLED = f"({READY} || {CURRENT}?.node.dataset.lesson === 'not ours') && {IDLE}"
ALONE = """() => {
  const open = [...(window.jupyterapp?.shell.widgets("main") ?? [])];
  return open.length === 1 ? open[0].context?.path : "";
}"""
EXCHANGE = """async path => {
  const { commands, serviceManager, shell } = jupyterapp;
  const open = (path) => commands.execute("docmanager:open", { path });
  const between = await open("glossary.md"); // where nothing is open the course opens its map
  for (const tab of [...shell.widgets("main")]) if (tab !== between) tab.dispose();
  await serviceManager.sessions.shutdownAll();
  await open(path);
  between.dispose();
}"""
BESIDE = """async path => {
  const options = { mode: "split-right" };
  await jupyterapp.commands.execute("docmanager:open", { path, options });
}"""


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab over a workbook of its own."""

    folder: Path
    url: str

    def open(self, page: Page, notebook: str, run: bool = True) -> None:
        """Opens a notebook alone, with a new kernel, and starts it if it does not by itself.

        A page that shows JupyterLab already goes on showing it: to load it takes ten seconds.
        """
        if page.url.startswith(self.url):
            page.evaluate(EXCHANGE, notebook)
            self._settle(page, run)
        else:
            self.load(page, notebook, run)

    def stay(self, page: Page, notebook: str) -> None:
        """Goes on with a notebook that an earlier test left open alone and ready; else opens it."""
        if page.evaluate(ALONE) != notebook or not page.evaluate(f"{READY} && {IDLE}"):
            self.open(page, notebook)

    def load(self, page: Page, notebook: str, run: bool = True) -> None:
        """Opens a notebook as its address does, JupyterLab loaded anew; its kernel goes on."""
        page.goto(f"{self.url}/lab/workspaces/tests/tree/{notebook}?reset")
        self._settle(page, run)

    def open_beside(self, page: Page, notebook: str) -> None:
        """Opens one more notebook, with a kernel of its own, and starts it."""
        page.evaluate(BESIDE, notebook)
        self._settle(page, run=True)

    def run(self, page: Page) -> None:
        """What the button “Start lesson” does, waited for."""
        page.evaluate("void jupyterapp.commands.execute('alliance-lessons:start-lesson')")
        page.wait_for_function(READY, timeout=60_000)

    def _settle(self, page: Page, run: bool) -> None:
        """Waits until a lesson has started by itself, or has said why it does not."""
        page.wait_for_function(SETTLED, timeout=60_000)
        if run and not page.evaluate(READY):
            self.run(page)


@contextmanager
def running_chromium() -> Iterator[Browser]:
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET) as browser,
    ):
        yield browser


@contextmanager
def running_lab(home: Path) -> Iterator[Lab]:
    """JupyterLab with no token, and nothing of this machine's user, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {
        name: str(home / name.lower())
        for name in ("HOME", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR")
    }
    for path in own.values():
        Path(path).mkdir()
    arguments = f"lab {home / 'workbook'} --no-browser --port {port} --ip=127.0.0.1"
    more = "--IdentityProvider.token= --allow-root --expose-app-in-browser"
    command = [sys.executable, "-m", "alliance_lessons.cli", *arguments.split(), *more.split()]
    log = home / "log"
    with log.open("w") as out:
        server = subprocess.Popen(command, env={**os.environ, **own}, stdout=out, stderr=out)
    try:
        while not answers(port):
            if server.poll() is not None:
                raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()}")
            time.sleep(0.1)
        yield Lab(home / "workbook", f"http://127.0.0.1:{port}")
    finally:
        server.terminate()
        server.wait(20)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0

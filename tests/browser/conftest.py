"""A real JupyterLab in a real Chromium, with every request to another host refused and noted."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
IDLE = "window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab over a workbook of its own."""

    folder: Path
    url: str

    def open(self, page: Page, notebook: str, run: bool = True) -> None:
        """Opens a notebook of the workbook alone on the page, and runs all its cells."""
        space = "".join(filter(str.isalnum, notebook))
        page.goto(f"{self.url}/lab/workspaces/{space}/tree/{notebook}?reset")
        page.wait_for_function(IDLE, timeout=60_000)
        if run:
            self.run(page)

    def run(self, page: Page) -> None:
        """What the button “Start lesson” does, waited for."""
        page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
        page.wait_for_function(IDLE, timeout=60_000)
        page.locator(".al-view").first.wait_for()


def tab_to(page: Page, what: str, most: int = 100) -> None:
    """Presses Tab until something that matches has the focus, as a keyboard user does."""
    for _ in range(most):
        if page.evaluate(f"document.activeElement.matches({what!r})"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab never reaches {what}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing; install Debian's chromium to test the pages.")
        pytest.skip("Chromium is missing, so the pages can't be tested here")
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET) as browser,
    ):
        yield browser


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """JupyterLab as `alliance lab` starts it, with no token and nothing of this machine's user."""
    home = tmp_path_factory.mktemp("lab")
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
                pytest.fail(f"JupyterLab did not start:\n{log.read_text()}")
            time.sleep(0.1)
        yield Lab(home / "workbook", f"http://127.0.0.1:{port}")
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of its own that can reach this machine only; a test that tries more fails."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    elsewhere: list[str] = []

    def guard(route: Route) -> None:
        if urlsplit(route.request.url).hostname in {"127.0.0.1", None}:
            route.continue_()
        else:
            elsewhere.append(route.request.url)
            route.abort()

    context.route("**/*", guard)
    yield context
    context.close()
    assert elsewhere == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def notebook(lab: Lab, request: pytest.FixtureRequest) -> Callable[..., str]:
    """Writes a notebook that says these verbs, a cell each, in a folder of its own."""

    def write(*verbs: str, name: str = "own.ipynb") -> str:
        folder = lab.folder / request.node.name.replace("[", "-").replace("]", "")
        folder.mkdir(exist_ok=True)
        code = [
            {
                "cell_type": "code",
                "execution_count": None,
                "id": f"cell-{number}",
                "metadata": {},
                "outputs": [],
                "source": f"import alliance_lessons as al\n\nal.{source}",
            }
            for number, source in enumerate(verbs)
        ]
        kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
        whole = {
            "cells": code,
            "metadata": {"kernelspec": kernel},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        (folder / name).write_text(json.dumps(whole), "utf-8")
        return f"{folder.name}/{name}"

    return write

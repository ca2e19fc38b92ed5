"""A real JupyterLab in a real Chromium, with every request to another host refused and noted."""

import json
import os
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.browser.running_lab import CHROMIUM, Lab, running_chromium, running_lab


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
    with running_chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with running_lab(tmp_path_factory.mktemp("lab")) as lab:
        yield lab


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

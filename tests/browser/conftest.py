"""A real JupyterLab; the browser that opens it is in tests/conftest.py."""

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from alliance_lessons.site.build import Site, build_site
from tests.browser.running_lab import Lab, running_lab
from tests.conftest import SCREEN, asks_no_other_host


def tab_to(page: Page, what: str, most: int = 100) -> None:
    """Presses Tab until something that matches has the focus, as a keyboard user does."""
    for _ in range(most):
        if page.evaluate(f"document.activeElement.matches({what!r})"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab never reaches {what}")


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with running_lab(tmp_path_factory.mktemp("lab")) as lab:
        yield lab


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The whole site, as `alliance site` makes it."""
    return build_site(tmp_path_factory.mktemp("site") / "site")


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        yield context.new_page()


@pytest.fixture
def page(window: Page) -> Iterator[Page]:
    """A page on which JupyterLab stays loaded from test to test, each with its own notebook."""
    window.set_viewport_size(SCREEN)
    with asks_no_other_host(window.context):
        yield window


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

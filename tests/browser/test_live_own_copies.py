"""After an update of the live edition, and after a lesson was closed in the middle of saving."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from alliance_lessons.workbook.answers import PATIENCE
from tests.browser.static_host import Host, static_host
from tests.browser.test_live_opening import (
    FILES,
    LESSON,
    address,
    make_edition,
    notebook,
    opened,
    renew,
)
from tests.conftest import asks_no_other_host


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    make_edition(tmp_path / "site" / "live")
    with static_host(tmp_path / "site") as host:
        yield host


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context() as context, asks_no_other_host(context):
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def as_saved(*sources: str) -> dict[str, Any]:
    """The same as JupyterLab writes it, with more of what no learner wrote."""
    cells = [
        {"id": "a", "metadata": {"trusted": True}, **one} for one in notebook(*sources)["cells"]
    ]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def test_a_copy_that_a_learner_never_changed_makes_way_for_the_new_lesson(host, page):
    renew(host, lesson="as “shipped”, naïve\n\tand\u2028old\x7f")
    page.goto(address(host))
    opened(page)
    page.evaluate(FILES, ["kept", LESSON, as_saved("as “shipped”, naïve\n\tand\u2028old\x7f")])
    shutil.rmtree(host.folder.parent / "old")
    renew(host, version="2", lesson="newer words")
    page.goto(address(host))
    opened(page, version="2")
    assert page.evaluate(FILES, ["kept", "", None]) == {}
    picture = as_saved("newer words")
    picture["cells"][0]["attachments"] = {"own.png": {"image/png": "iVBORw0KGgo="}}
    page.evaluate(FILES, ["kept", LESSON, picture])  # a picture of the learner's own
    shutil.rmtree(host.folder.parent / "old")
    renew(host, version="3", lesson="newest words")
    page.goto(address(host))
    opened(page, version="3")
    beside = LESSON.replace(".ipynb", " (yours).ipynb")
    assert list(page.evaluate(FILES, ["kept", "", None])) == [beside]


TAKE = """async ([place, patience]) => (await fetch("../api/one-at-a-time", {
  method: "POST", body: JSON.stringify({ take: place, patience }) })).text()"""


def test_a_turn_of_a_lesson_that_was_closed_ends_before_another_gives_up(host, page, context):
    page.goto(address(host))
    opened(page)
    assert page.evaluate(TAKE, ["/drive/lock", PATIENCE])  # and never gives it back
    second = context.new_page()
    second.goto(address(host))
    opened(second)
    page.close()
    began = time.monotonic()
    assert second.evaluate(TAKE, ["/drive/lock", PATIENCE]) not in {"", "busy"}
    assert time.monotonic() - began < PATIENCE / 2

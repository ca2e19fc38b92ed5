"""Which tests share a worker: a file's, and all that share a costly cohort. And the browser."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Route

TOGETHER = [  # what shares a worker
    tuple(f"tests/grading/test_{name}.py" for name in names)
    for names in (("cohort", "equality", "journey"), ("hostile_grade", "hostile_pages"))
]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            shared = (group[0] for group in TOGETHER if nodeid.startswith(group))
            return next(shared, nodeid.partition("::")[0])

    return ByFile(config, log)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """A real Chromium, one for all tests of a worker."""
    from tests.browser.running_lab import CHROMIUM, running_chromium

    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing; install Debian's chromium to test the pages.")
        pytest.skip("Chromium is missing, so the pages can't be tested here")
    with running_chromium() as browser:
        yield browser


@pytest.fixture
def context(browser: "Browser") -> Iterator["BrowserContext"]:
    """A browser of its own that can reach this machine only; a test that tries more fails."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    elsewhere: list[str] = []

    def guard(route: "Route") -> None:
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
def page(context: "BrowserContext") -> "Page":
    return context.new_page()

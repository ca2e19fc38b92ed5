"""Which tests share a worker: a file's, and all that share what is costly. And the browser."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Request, ViewportSize

WITHOUT = str(Path(__file__).with_name("without"))  # whose file says what for
sys.path.insert(0, WITHOUT)
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (WITHOUT, os.environ.get("PYTHONPATH"))))
collect_ignore = ["without"]

settings.register_profile("patient", deadline=None)  # two workers, and whatever else is running
settings.load_profile("patient")

LAB = ("dialogue", "exercises", "from_memory", "hand_in", "lesson_pages", "my_work", "own_marks")
SITE = ("live_foreign", "live_journey", "live_kept", "live_two_lessons", "live_whole")
TOGETHER = [  # what shares a worker: a JupyterLab, the site, or a cohort
    tuple(f"tests/{folder}/test_{name}.py" for name in names)
    for folder, names in (
        ("browser", LAB),
        ("browser", SITE),
        ("grading", ("cohort", "equality", "journey")),
        ("grading", ("hostile_grade", "hostile_pages")),
    )
]
LONGEST = (*TOGETHER[0], *TOGETHER[2])
# what would keep one worker busy alone at the end: the site, a JupyterLab of its own, installers
LONG = (*TOGETHER[1], "tests/browser/test_course_mode.py", "tests/unit/test_start.py")
SCREEN: "ViewportSize" = {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A worker each begins with the longest, so that none of them is left for the end."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


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


@contextmanager
def asks_no_other_host(context: "BrowserContext") -> Iterator[None]:
    """No other host is reached (running_lab.QUIET); a test that tries to fails."""
    elsewhere: list[str] = []

    def note(request: "Request") -> None:
        if urlsplit(request.url).hostname not in {"127.0.0.1", None}:
            elsewhere.append(request.url)

    context.on("request", note)
    yield
    context.cookies()  # an answer that comes after all that was noted
    context.remove_listener("request", note)
    assert elsewhere == []


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    """A page of a browser that holds nothing of other tests."""
    with browser.new_context(viewport=SCREEN) as context, asks_no_other_host(context):
        yield context.new_page()

"""The live edition, opened as its learners do."""

from playwright.sync_api import Page

from tests.browser.running_lab import READY

LESSON = "4_forgoing_rights/4_1_the_rights_ledger.ipynb"
PATIENCE = 90_000  # ms


def open_live(page: Page, url: str, lesson: str = LESSON) -> Page:
    """Opens a lesson by the page that loads all it needs, and waits until it has started."""
    begin_live(page, url, lesson)
    page.wait_for_function(READY, timeout=PATIENCE)
    return page


def begin_live(page: Page, url: str, lesson: str = LESSON) -> None:
    """The same until JupyterLab begins; `lesson` may lead on to a place in it."""
    page.goto(f"{url}/live/open.html?path={lesson}")
    page.wait_for_url("**/lab/index.html*", timeout=PATIENCE, wait_until="commit")

"""The live edition as it is shipped: a lesson asks for nothing that was not loaded before."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from alliance_lessons.site.build import Site
from tests.browser.live_edition import LESSON, PATIENCE, begin_live
from tests.browser.running_lab import READY
from tests.browser.static_host import Host, static_host
from tests.conftest import asks_no_other_host

SAVED = 2_000  # ms after which JupyterLab has noted which pages are open
TABS = "[...jupyterapp.shell.widgets('main')].map(one => one.context.path)"
AT = """jupyterapp.shell.currentWidget.content.widgets.find(
  one => one.node.contains(document.activeElement))?.model.id"""


@pytest.fixture
def host(site: Site) -> Iterator[Host]:
    with static_host(site.folder) as host:
        yield host


def opened(page: Page, host: Host, place: str = "") -> int:
    """Opens the lesson; returns how much had been asked for when JupyterLab began."""
    begin_live(page, host.url, LESSON + place)
    asked = len(host.asked)
    page.wait_for_function(READY, timeout=PATIENCE)
    return asked


def test_an_opening_lesson_asks_for_nothing_more_and_opens_without_a_connection(
    site: Site, host: Host, browser: Browser
):
    with browser.new_context() as context, asks_no_other_host(context):
        page = context.new_page()
        began = opened(page, host)
        # a browser looks by itself whether there is a newer worker
        late = [path for path, _ in host.asked[began:] if "/service-worker.js" not in path]
        assert late == []
        parts = [path for path, _ in host.asked if "/parts/" in path]
        assert len(parts) == len(set(parts))
        assert host.sent() == pytest.approx(site.live_bytes, rel=0.02)  # what the link to it says
        choice = page.locator("[data-item] input").first
        choice.check()
        expect(page.locator(".al-saved", has_text="Saved").first).to_be_visible()
        page.evaluate("jupyterapp.commands.execute('docmanager:open', { path: 'glossary.md' })")
        page.wait_for_timeout(SAVED)
        page.close()
        host.is_cut = True
        again = context.new_page()
        opened(again, host, "#cell-id=ask-questions")
        again.wait_for_function(f"{AT} === 'ask-questions'")
        assert again.evaluate(TABS) == [LESSON]  # what was left open would start a Python, too
        expect(again.locator("[data-item] input").first).to_be_checked()

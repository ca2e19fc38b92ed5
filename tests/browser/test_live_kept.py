"""What is typed as the tab of a live lesson closes waits in the browser, and is there again."""

from playwright.sync_api import Browser, expect

from alliance_lessons.site.build import Site
from tests.browser.live_edition import PATIENCE, open_live
from tests.browser.static_host import static_host
from tests.conftest import asks_no_other_host

BUSY = """() => { jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestExecute(
  { code: "import time; time.sleep(60)" }); }"""
SPARE = "Object.keys(localStorage).filter((one) => one.startsWith('alliance-lessons answer '))"
OTHER = "alliance-lessons answer /other /drive/4_forgoing_rights rights.bet"  # another site's
OURS = "alliance-lessons answer  /drive/nowhere rights.bet"
HOLD = "names => names.forEach((one) => localStorage.setItem(one, '{}'))"
WORDS = "last words before closing"


def test_what_was_typed_last_is_there_when_the_lesson_opens_next(site: Site, browser: Browser):
    with (
        static_host(site.folder) as host,
        browser.new_context() as context,
        asks_no_other_host(context),
    ):
        page = open_live(context.new_page(), host.url)
        page.evaluate(BUSY)  # nothing is saved any more
        page.locator(".al-item textarea").first.fill(WORDS)
        page.close()
        page = open_live(context.new_page(), host.url)
        field = page.locator(".al-item textarea").first
        expect(field).to_have_value(WORDS)
        item = page.locator(".al-item", has=page.locator("textarea")).first
        expect(item.locator(".al-saved")).to_contain_text("Saved", timeout=PATIENCE)
        assert page.evaluate(SPARE) == []
        page.evaluate(HOLD, [OURS, OTHER])
        page.evaluate("jupyterapp.commands.execute('docmanager:open', { path: 'start.ipynb' })")
        panel = page.locator(".al-my-work:not([inert] *)")
        panel.get_by_text("Erase everything").first.click(timeout=PATIENCE)
        panel.get_by_label("Yes, erase all my answers").check()
        panel.get_by_role("button", name="Erase everything").click()
        expect(panel).to_contain_text("1 answer is erased.", timeout=PATIENCE)
        assert page.evaluate(SPARE) == [OTHER]

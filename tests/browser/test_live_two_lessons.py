"""Two lessons of the live edition that save at the same moment both keep their answers."""

from playwright.sync_api import Browser

from alliance_lessons.site.build import Site
from tests.browser.live_edition import PATIENCE, open_live
from tests.browser.static_host import static_host
from tests.conftest import asks_no_other_host

LESSONS = {
    "one": "4_forgoing_rights/4_1_the_rights_ledger.ipynb",
    "two": "4_forgoing_rights/4_2_give_and_take.ipynb",
}
MANY = 12
SAVE = f"""
from pathlib import Path
from alliance_lessons.workbook import answers
for number in range({MANY}):
    answers.save(Path.cwd(), f"rights.NAME-{{number}}", number)
"""
BEGIN = """code => {
  const { kernel } = jupyterapp.shell.currentWidget.sessionContext.session;
  kernel.requestExecute({ code }).done.then(reply => { window.saved = reply.content.status; });
}"""
SAVED = """async () => {
  const path = "4_forgoing_rights/responses.json";
  const { content } = await jupyterapp.serviceManager.contents.get(path, { content: true });
  return Object.keys((typeof content === "string" ? JSON.parse(atob(content)) : content).responses);
}"""


def test_two_tabs_that_save_at_once_lose_nothing(site: Site, browser: Browser):
    with (
        static_host(site.folder) as host,
        browser.new_context() as context,
        asks_no_other_host(context),
    ):
        tabs = {
            name: open_live(context.new_page(), host.url, lesson)
            for name, lesson in LESSONS.items()
        }
        for name, page in tabs.items():
            page.evaluate(BEGIN, SAVE.replace("NAME", name))
        for page in tabs.values():
            page.wait_for_function("window.saved === 'ok'", timeout=PATIENCE)
        expected = {f"rights.{name}-{number}" for name in LESSONS for number in range(MANY)}
        assert expected <= set(tabs["one"].evaluate(SAVED))

"""How a lesson of the live edition is opened: slow, cut off, for the second time, after an update.

The edition here is a stand-in: a page that asks for its files as JupyterLite does, and some noise
to load. test_live_whole.py opens a real one.
"""

import json
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from alliance_lessons.site.live.opening import write_opening
from alliance_lessons.workbook.course_outline import course_outline
from tests.browser.static_host import THREE_MBIT, Host, static_host
from tests.conftest import asks_no_other_host

LESSON = "4_forgoing_rights/4_1_the_rights_ledger.ipynb"
PHONE = {"width": 390, "height": 844}
NOISE = 1_200_000  # bytes, which take 3.2 s at 3 Mbit/s
WORKER = """
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.url.includes("api/drive")) event.respondWith(new Response("drive"));
});
"""
LAB = """<!doctype html>
<html lang="en"><head><title>…</title></head><body>
<script>
const path = new URLSearchParams(location.search).get("path");
const asked = ["../noise.bin?1", "../version.txt", "../files/" + path, "../api/drive/x"];
const read = async (one) => (await fetch(one)).text();
Promise.all(asked.map(read)).then(([noise, version, lesson, drive]) => {
  document.title = ["opened", version, path, location.hash, drive].join("|");
});
</script></body></html>"""
NEEDS = {
    "groups": {"noise": ["noise.bin"], "course": ["lab/*", "version.txt", "files/**/*"]},
    "absent": ["not-there.json"],
}
FILES = """async ([name, path, value]) => {
  const files = await new Promise((resolve) => {
    const asked = indexedDB.open(name, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("files");
    asked.onsuccess = () => resolve(asked.result);
  });
  const store = files.transaction("files", "readwrite").objectStore("files");
  if (path) store.put({ path, name: path.split("/").pop(), content: value, format: "json" }, path);
  const all = store.getAll();
  await new Promise((resolve) => { all.onsuccess = resolve; });
  files.close();
  return Object.fromEntries(all.result.map((one) => [one.path, one]));
}"""


def make_edition(live: Path, version: str = "1", lesson: str | None = None) -> int:
    """Writes a stand-in whose lesson 4.1 may have other words; returns what write_opening does."""
    (live / "lab").mkdir(parents=True)
    (live / "lab" / "index.html").write_text(LAB)
    (live / "lab" / "favicon.ico").touch()
    (live / "version.txt").write_text(version)
    (live / "noise.bin").write_bytes(random.Random(1).randbytes(NOISE))
    (live / "service-worker.js").write_text(WORKER)
    config = {"jupyter-config-data": {"appVersion": "0.0.0", "contentsStorageName": "kept"}}
    (live / "jupyter-lite.json").write_text(json.dumps(config))
    for path in ("start.ipynb", *(one.path for one in course_outline().lessons)):
        file = live / "files" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        text = lesson if lesson is not None and path == LESSON else f"as shipped in {path}"
        file.write_text(json.dumps(notebook(text)))
    needs = live.parent / "needs.json"
    needs.write_text(json.dumps(NEEDS))
    return write_opening(live, needs)


def notebook(*sources: str) -> dict[str, Any]:
    return {"cells": [{"cell_type": "markdown", "source": one} for one in sources]}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("made") / "site"
    make_edition(site / "live")
    return site


@pytest.fixture
def host(made: Path, tmp_path: Path) -> Iterator[Host]:
    shutil.copytree(made, tmp_path / "site")
    with static_host(tmp_path / "site") as host:
        yield host


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport=PHONE) as context, asks_no_other_host(context):
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def address(host: Host, path: str = LESSON) -> str:
    return f"{host.url}/live/open.html?path={path}"


def opened(page: Page, version: str = "1", path: str = LESSON, place: str = "") -> None:
    expect(page).to_have_title(f"opened|{version}|{path}|{place}|drive", timeout=10_000)


def violations(page: Page) -> list[str]:
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += [(scheme, one["id"]) for one in Axe().run(page).response["violations"]]
    return [f"{scheme}: {rule}" for scheme, rule in found]


def test_a_slow_link_is_cut_and_it_goes_on(host, page, context):
    host.bits = THREE_MBIT
    page.goto(address(host) + "#cell-id=scene")
    expect(page.get_by_role("heading", level=1)).to_have_text("4.1 The rights ledger")
    expect(page.get_by_role("progressbar")).to_have_accessible_name(re.compile(r"Loading 2 MB"))
    expect(page.locator("#count")).to_have_text(re.compile(r"0\.[4-9] of 2 MB are here\."))
    host.is_cut = True
    said = page.get_by_role("alert")
    expect(said).to_have_text(
        re.compile(r"^The connection is gone\. 0\.\d of 2 MB are here\. They stay, and it goes")
    )
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    again = page.get_by_role("button", name="Try again now")
    again.click()  # still gone: it says so again
    expect(said).to_have_text(re.compile("^The connection is gone"))
    before = {path for path, size in host.asked if "/parts/" in path and size == whole(host, path)}
    assert before
    host.is_cut = False
    page.reload()  # what has arrived stays, over a reload as well
    opened(page, place="#cell-id=scene")
    complete = [path for path, size in host.asked if size and size == whole(host, path)]
    parts = [path for path in complete if "/parts/" in path]
    assert len(parts) == len(set(parts)) == len(list((host.folder / "live/parts").iterdir()))
    assert not [path for path, _ in host.asked if "/lab/" in path or "noise" in path]
    host.is_cut = True
    second = context.new_page()  # and without any connection
    second.goto(address(host))
    opened(second)
    host.is_cut = False


def whole(host: Host, path: str) -> int:
    file = host.folder / path.split("?")[0].lstrip("/")
    return file.stat().st_size if file.is_file() else -1


def test_it_goes_on_by_itself_when_the_connection_is_back(host, page):
    host.bits = THREE_MBIT
    page.goto(address(host))
    expect(page.locator("#count")).to_have_text(re.compile(r"0\.[3-9] of"))
    host.is_cut = True
    expect(page.get_by_role("alert")).to_have_text(re.compile("^The connection is gone"))
    host.is_cut = False
    opened(page)


@pytest.mark.parametrize(
    "path", ["https://example.org/", "//example.org/x.ipynb", "../start.ipynb", "constructor", ""]
)
def test_what_is_no_page_of_the_course_is_refused(host, page, path):
    page.goto(address(host, path))
    expect(page.get_by_role("alert")).to_have_text(
        "The course has no page of this name. The map shows all its lessons."
    )
    expect(page.get_by_role("link")).to_have_attribute("href", "../index.html")
    assert page.url.startswith(host.url)
    assert not [one for one, _ in host.asked if "/parts/" in one]


@pytest.mark.parametrize(
    ("lack", "told"),
    [
        ("delete Navigator.prototype.serviceWorker", "This browser keeps no pages for later"),
        ("delete window.DecompressionStream", "This browser is too old for the live course"),
        ("delete window.WebAssembly", "This browser is too old for the live course"),
        ("Object.defineProperty(window, 'isSecureContext', {value: false})", "begins with https"),
        ("IDBFactory.prototype.open = () => { throw Error(); }", "This browser keeps nothing"),
    ],
)
def test_a_browser_that_lacks_something_is_told_in_a_sentence(host, page, lack, told):
    page.add_init_script(lack)
    page.goto(address(host))
    expect(page.get_by_role("alert")).to_contain_text(told)
    href = "../4_forgoing_rights/4_1_the_rights_ledger.html"
    link = page.get_by_role("link", name="Back to the page to read")
    assert link.evaluate("one => one.href") == f"{host.url}/live/{href}".replace("live/../", "")
    assert not [one for one, _ in host.asked if "/parts/" in one]


def test_without_script_the_way_to_the_lessons_is_told(host, browser):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address(host))
        expect(page.get_by_text("with JavaScript switched on")).to_be_visible()
        expect(page.get_by_role("link", name="read all lessons")).to_be_visible()


def test_where_there_is_no_room_it_says_so(host, page, context):
    page.goto(f"{host.url}/live/version.txt")
    session = context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": host.url, "quotaSize": 300_000})
    page.goto(address(host))
    expect(page.get_by_role("alert")).to_contain_text("has no room left for the course")


def test_a_part_that_the_host_lost_is_told(host, page):
    for part in (host.folder / "live" / "parts").iterdir():
        part.unlink()
    page.goto(address(host))
    expect(page.get_by_role("alert")).to_contain_text("A part of the course is missing")
    expect(page.get_by_role("button", name="Try again now")).to_be_visible()


def test_a_bookmark_of_a_lesson_leads_through_the_page_that_loads(host, page):
    page.goto(f"{host.url}/live/lab/index.html?path={LESSON}#cell-id=scene")
    opened(page, place="#cell-id=scene")
    asked = len(host.asked)
    page.goto(f"{host.url}/live/lab/index.html?path=start.ipynb")
    opened(page, path="start.ipynb")
    assert not [path for path, _ in host.asked[asked:] if "service-worker" not in path]


def renew(host: Host, **changes: str) -> None:
    """Puts another build in the place of the one that is served."""
    make_edition(host.folder.parent / "new" / "live", **changes)
    (host.folder / "live").rename(host.folder.parent / "old")
    (host.folder.parent / "new" / "live").rename(host.folder / "live")


def test_after_an_update_lessons_are_new_and_what_learners_wrote_is_there(host, page):
    page.goto(address(host))
    opened(page)
    own = notebook("as shipped", "and a line of my own")
    page.evaluate(FILES, ["kept", LESSON, own])
    page.evaluate(FILES, ["kept", "start.ipynb", notebook("as shipped in start.ipynb")])
    page.evaluate(FILES, ["kept", "4_forgoing_rights/responses.json", {"format": 1}])
    page.goto(address(host))  # no update yet: nothing is moved
    opened(page)
    kept = page.evaluate(FILES, ["kept", "", None])
    assert kept[LESSON]["content"] == own
    renew(host, version="2", lesson="newer words")
    asked = len(host.asked)
    page.goto(address(host))
    opened(page, version="2")
    assert sum(size for path, size in host.asked[asked:] if "/parts/" in path) < NOISE / 10
    found = page.evaluate(FILES, ["kept", "", None])
    beside = LESSON.replace(".ipynb", " (yours).ipynb")
    assert sorted(found) == sorted(
        [beside, "4_forgoing_rights/responses.json", "start.ipynb"]  # start.ipynb did not change
    )
    assert found[beside] == {**found[beside], "content": own, "name": Path(beside).name}
    assert found["4_forgoing_rights/responses.json"]["content"] == {"format": 1}
    stores = page.evaluate("caches.keys()")
    assert len(stores) == 1


def test_a_lesson_that_is_open_goes_on_in_its_build(host, page, context):
    page.goto(address(host))
    opened(page)
    renew(host, version="2")
    second = context.new_page()
    second.goto(address(host))
    opened(second)  # the earlier one, since the first page is still open
    page.close()
    second.goto("about:blank")  # no lesson is open any more
    second.goto(address(host))
    opened(second, version="2")


def test_lessons_of_the_course_are_those_that_may_be_opened(host):
    page = (host.folder / "live" / "open.html").read_text("utf-8")
    told = json.loads(re.search(r'type="application/json">(.*?)</script>', page)[1])
    lessons = [one.path for one in course_outline().lessons]
    assert sorted(told["lessons"]) == sorted(["start.ipynb", *lessons])
    assert told["lessons"][LESSON]["title"] == "4.1 The rights ledger"

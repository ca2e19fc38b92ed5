"""What only some lessons of the live edition need: it loads once a lesson is open."""

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from alliance_lessons.site.live.settings import OURS
from tests.browser.static_host import Host, static_host
from tests.browser.test_live_opening import LESSON, NEEDS, NOISE, make_edition
from tests.conftest import asks_no_other_host

LESSON_SCRIPT = OURS / "static" / "lesson.js"
RARE = "static/rare.zip"
SIZE = 300_000  # bytes, which are three parts
STORED = """async (path) => {
  while (!await caches.match(new URL(path, `${location.origin}/live/`)))
    await new Promise((resolve) => setTimeout(resolve, 100));
}"""
OPEN = '.postMessage("a lesson is open")'
SAY = f"navigator.serviceWorker.controller{OPEN}"
LOADED = """(path) => fetch(`../${path}`).then(
  (answer) => answer.blob()).then((body) => body.size, () => 0)"""


def write(live: Path, version: str) -> None:
    rare = live / RARE
    rare.parent.mkdir(parents=True)
    rare.write_bytes(random.Random(2).randbytes(SIZE))
    first_visit = make_edition(live, version)
    assert first_visit < NOISE + SIZE  # not told with the link to the live edition


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    monkeypatch.setitem(NEEDS, "later", ["static/*"])
    write(tmp_path / "site" / "live", "1")
    with static_host(tmp_path / "site") as host:
        yield host


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context, asks_no_other_host(context):
        yield context.new_page()


def opened(page: Page, host: Host, version: str = "1") -> None:
    page.goto(f"{host.url}/live/open.html?path={LESSON}")
    expect(page).to_have_title(re.compile(rf"^opened\|{version}\|"), timeout=10_000)


def late_parts(host: Host) -> set[str]:
    page = (host.folder / "live" / "open.html").read_text("utf-8")
    [told] = json.loads(re.search(r'type="application/json">(.*?)</script>', page)[1])["later"]
    assert told["files"] == [RARE]
    return {f"/live/parts/{one['hash']}.bin" for one in told["parts"]}


def asked(host: Host) -> list[str]:
    return [path for path, _ in host.asked]


def test_it_comes_by_itself_and_is_there_without_a_connection(host, page, tmp_path):
    opened(page, host)
    assert not late_parts(host) & set(asked(host))
    page.evaluate(SAY)  # as lesson.js does
    page.evaluate(STORED, RARE)
    host.is_cut = True
    opened(page, host)
    assert page.evaluate(LOADED, RARE) == SIZE
    host.is_cut = False
    write(tmp_path / "new" / "live", "2")
    (host.folder / "live").rename(tmp_path / "old")
    (tmp_path / "new" / "live").rename(host.folder / "live")
    opened(page, host, "2")  # an update brings along what has not changed
    host.is_cut = True
    assert page.evaluate(LOADED, RARE) == SIZE
    assert sorted(one for one in asked(host) if one in late_parts(host)) == sorted(late_parts(host))


def test_a_lesson_says_that_it_is_open():
    assert OPEN in LESSON_SCRIPT.read_text("utf-8")


def test_a_lesson_that_needs_it_at_once_gets_it_at_once(host, page):
    opened(page, host)
    host.is_cut = True
    assert page.evaluate(LOADED, RARE) == 0
    host.is_cut = False
    assert page.evaluate(LOADED, RARE) == SIZE
    assert set(asked(host)) >= late_parts(host)
    assert f"/live/{RARE}" not in asked(host)  # which would not be packed

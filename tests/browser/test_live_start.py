"""What is told while a lesson of the live edition starts, and what it asks no host for."""

import json
import re

from playwright.sync_api import expect

from tests.browser.test_live_opening import address, opened, violations
from tests.browser.test_live_opening import context as context
from tests.browser.test_live_opening import host as host
from tests.browser.test_live_opening import made as made
from tests.browser.test_live_opening import page as page


def test_the_sum_is_that_of_the_link_and_a_start_that_takes_long_says_so(host, page):
    text = (host.folder / "live" / "open.html").read_text("utf-8")
    told = json.loads(re.search(r'type="application/json">(.*?)</script>', text)[1])
    parts = [part["size"] for pack in told["packs"] for part in pack["parts"]]
    live = host.folder / "live"
    own = [live / "open.html", live / "service-worker.js", *(live / "opening").rglob("*.*s")]
    assert told["bytes"] == sum(parts) + sum(one.stat().st_size for one in own)
    page.add_init_script("ServiceWorkerContainer.prototype.register = () => new Promise(() => {})")
    page.goto(address(host))
    said = page.get_by_role("status").filter(has_text="Starting the lesson")
    expect(said).to_have_text("Starting the lesson: this takes about twenty seconds.")
    bar = page.get_by_role("progressbar")
    expect(bar).to_have_accessible_name("Everything is here.")
    expect(bar).not_to_have_attribute("value", re.compile(""))
    kept = page.get_by_role("link", name="the address of this page")
    expect(kept).to_have_attribute("href", "open.html")
    assert violations(page) == []


def test_no_host_is_asked_for_a_folder_that_is_being_made(host, page):
    page.goto(address(host))
    opened(page)
    asked = len(host.asked)
    for folder in ("Untitled%20Folder", "assignments/Untitled%20Folder12"):
        path = f"../api/contents/{folder}/all.json"
        assert page.evaluate("async path => (await fetch(path)).status", path) == 404
    assert len(host.asked) == asked

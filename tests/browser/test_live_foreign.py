"""The live edition with a notebook of somebody else's: nothing of it runs when it is opened."""

from typing import Any

from playwright.sync_api import Browser, expect

from alliance_lessons.site.build import Site
from tests.browser.live_edition import PATIENCE, open_live
from tests.browser.static_host import static_host
from tests.conftest import asks_no_other_host

SAVE = "([path, model]) => jupyterapp.serviceManager.contents.save(path, model)"
READ = "path => jupyterapp.serviceManager.contents.get(path, { content: true })"
OPEN = "path => jupyterapp.commands.execute('docmanager:open', { path })"
SHOWN = """path => [...jupyterapp.shell.widgets('main')].find((one) => one.context.path === path)
  ?.node.dataset.lesson"""
WORDS = "Stored by somebody"
ATTACKS: tuple[dict[str, Any], ...] = (
    {"text/html": f"<p>{WORDS}</p><img src=x onerror='window.pwned = 1'>"},
    {"text/html": "<script>window.pwned = 2</script>"},
    {"application/javascript": "window.pwned = 3"},
    {"image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg' onload='window.pwned = 4'/>"},
)
OUTPUTS = [{"output_type": "display_data", "data": one, "metadata": {}} for one in ATTACKS]
INSERT = "html => document.body.insertAdjacentHTML('beforeend', html)"
RULES = ["script-src", "connect-src"]  # that refuse


def foreign(source: str) -> dict[str, Any]:
    cell = {"cell_type": "code", "execution_count": 1, "id": "a", "source": source}
    cell |= {"metadata": {"trusted": True}, "outputs": OUTPUTS}
    return {"metadata": {}, "nbformat": 4, "nbformat_minor": 5, "cells": [cell]}


def test_scripts_in_what_a_notebook_shows_do_not_run(site: Site, browser: Browser):
    with (
        static_host(site.folder) as host,
        browser.new_context() as context,
        asks_no_other_host(context),
    ):
        page = context.new_page()
        refused: list[str] = []
        page.on("console", lambda one: "Content Security" in one.text and refused.append(one.text))
        open_live(page, host.url)
        page.locator("[data-item] input").first.check()
        expect(page.locator(".al-saved", has_text="Saved").first).to_be_visible()
        assert refused == []  # the page lets through all that a lesson needs
        model = {"type": "notebook", "format": "json", "content": foreign("x = 1")}
        page.evaluate(SAVE, ["stranger.ipynb", model])
        page.evaluate(OPEN, "stranger.ipynb")
        expect(page.get_by_text(WORDS)).to_be_visible()
        expect(page.get_by_text("is not part of the course")).to_be_visible()
        other = "4_forgoing_rights/4_2_give_and_take.ipynb"
        lesson = page.evaluate(READ, other)
        for cell in lesson["content"]["cells"]:
            if cell["cell_type"] == "code":
                cell |= {"metadata": {"trusted": True}, "outputs": OUTPUTS}
        page.evaluate(SAVE, [other, lesson])
        page.evaluate(OPEN, other)
        page.wait_for_function(f"({SHOWN})({other!r}) === 'ready'", timeout=PATIENCE)
        open_live(page, host.url, other)  # and as the first that is opened
        assert page.evaluate("window.pwned") is None
        assert refused == []  # no script was there to be refused
        # the second line: the page runs no script that stands in HTML, and asks nobody else
        page.evaluate(INSERT, ATTACKS[0]["text/html"])
        page.wait_for_timeout(500)
        assert page.evaluate("window.pwned") is None
        ask = "fetch('https://example.org/').then(() => 'went', () => 'refused')"
        assert page.evaluate(ask) == "refused"
        assert all(any(rule in words for words in refused) for rule in RULES)

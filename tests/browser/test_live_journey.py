"""The way of somebody who learns alone: read on a phone, go live, answer, come back, mark the own
work, take it along, and go on at home."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize, expect

from alliance_lessons.items.bank import find_item
from alliance_lessons.items.dialogue import play
from alliance_lessons.items.item import Item
from alliance_lessons.site.build import Site
from alliance_lessons.workbook.answers_file import NAME
from alliance_lessons.workbook.course_outline import course_outline
from tests.browser.conftest import tab_to
from tests.browser.live_edition import LESSON, PATIENCE
from tests.browser.running_lab import EXCHANGE, READY, SETTLED, running_lab
from tests.browser.static_host import static_host
from tests.browser.test_exercises import ONE_OF_EACH, answer_by_keyboard, shown, view
from tests.conftest import SCREEN, asks_no_other_host
from tests.rights_answers import model_answers

PHONE: ViewportSize = {"width": 390, "height": 844}
ASSIGNMENT = "assignments/rights/rights.ipynb"
VARIANT = "0123456789abcdef"
RIGHT = {
    name: [{"value": value, "confidence": None, "at": ""}]
    for name, value in model_answers(VARIANT).items()
}
SAVE = "([path, model]) => jupyterapp.serviceManager.contents.save(path, model)"
WRITTEN = "fields => fields.filter(one => one.type !== 'checkbox').map(one => one.value)"
FILES = """async () => {
  const get = path => jupyterapp.serviceManager.contents.get(path, { content: true });
  const folders = async path => (await get(path)).content.filter(one => one.type === "directory");
  const found = {};
  const look = async folder => {
    for (const below of await folders(folder)) await look(below.path);
    const files = (await get(folder)).content.filter(one => one.name === "responses.json");
    for (const { path } of files) {
      const { content, format } = await get(path);
      found[path] = JSON.parse(format === "base64" ? atob(content) : content);
    }
  };
  await look("");
  return found;
}"""


def opened(page: Page, path: str) -> None:
    """Opens a page of the live edition alone, with a Python of its own."""
    page.evaluate(EXCHANGE, path)
    page.wait_for_function(READY, timeout=PATIENCE)


def given(page: Page) -> dict[str, dict[str, Any]]:
    """All answers files of the live edition, by their place."""
    found: dict[str, dict[str, Any]] = page.evaluate(FILES)
    return found


def newest(file: dict[str, Any]) -> dict[str, Any]:
    return {name: entries[-1]["value"] for name, entries in file["responses"].items()}


def answer(page: Page, item: Item) -> Any:
    """Answers an item by keyboard; returns what should be saved."""
    if item.kind == "dialogue":
        tab_to(page, f"{view(item)} .al-choice")
        page.keyboard.press("Enter")
        expect(page.locator(f"{view(item)} .al-past details")).to_have_count(1)
        return [play(item, []).steps[-1].offered[0].key]
    value = answer_by_keyboard(page, item)
    expect(page.locator(f"{view(item)} .al-saved")).to_contain_text("Saved", timeout=20_000)
    return value


def own_page(page: Page, items: list[Item]) -> str:
    """Puts a page of these items into the live edition."""
    cells = [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": f"cell-{number}",
            "metadata": {},
            "outputs": [],
            "source": f"from alliance_lessons import ask\n\nask({item.id!r})",
        }
        for number, item in enumerate(items)
    ]
    kernel = {"display_name": "Python", "language": "python", "name": "python"}
    whole = {"metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    model = {"type": "notebook", "format": "json", "content": {**whole, "cells": cells}}
    page.evaluate(SAVE, ["own.ipynb", model])
    return "own.ipynb"


def test_from_reading_on_a_phone_to_going_on_at_home(
    site: Site, browser: Browser, page: Page, tmp_path: Path
) -> None:
    with (
        static_host(site.folder) as host,
        browser.new_context(viewport=PHONE) as context,
        asks_no_other_host(context),
    ):
        live = context.new_page()
        live.goto(f"{host.url}/{LESSON.replace('.ipynb', '.html')}")
        fold = live.locator("summary", has_text="Call Noor").first
        fold.click()
        expect(live.get_by_text("Noor picks up at once")).to_be_visible()
        live.get_by_role("link", name="Make this page live").first.click()
        live.wait_for_function(READY, timeout=PATIENCE)

        live.set_viewport_size(SCREEN)
        live.locator(".jp-Notebook").first.focus()
        lesson = course_outline().lesson(LESSON)
        assert lesson
        items = [find_item(item) for one in lesson.questions for item in one.items]
        items = [item for item in items if live.locator(view(item)).count()]
        assert len(items) == len(lesson.questions)  # of what is recalled, one is asked
        fields = live.locator("[data-item] textarea, [data-item] input:not([type=radio])")
        written = fields.evaluate_all(WRITTEN)
        assert len(written) > 3
        assert set(written) == {""}
        expected = {item.id: answer(live, item) for item in items}
        bar = live.locator(".lesson-bar").first
        expect(bar).to_contain_text("Saved")
        live.reload()
        live.wait_for_function(READY, timeout=PATIENCE)
        assert {item.id: shown(live, item) for item in items} == expected
        assert newest(given(live)[f"{Path(LESSON).parent}/{NAME}"]) == expected

        kinds = {item.kind for item in items}
        others = [item for kind, item in ONE_OF_EACH.items() if kind not in kinds]
        others.append(find_item("relationships.first-thirty-days"))
        assert kinds | {item.kind for item in others} == {*ONE_OF_EACH, "dialogue"}
        path = own_page(live, others)
        live.evaluate(EXCHANGE, path)
        live.wait_for_function(SETTLED, timeout=PATIENCE)
        live.evaluate("void jupyterapp.commands.execute('alliance-lessons:start-lesson')")
        live.locator(view(others[-1])).wait_for(timeout=PATIENCE)
        live.locator(".jp-Notebook").first.focus()
        also = {item.id: answer(live, item) for item in others}
        assert newest(given(live)[NAME]) == also

        work = {"format": 1, "variant": VARIANT, "responses": RIGHT}
        text = {"type": "file", "format": "text", "content": json.dumps(work)}
        live.evaluate(SAVE, [f"{Path(ASSIGNMENT).parent}/{NAME}", text])
        opened(live, ASSIGNMENT)
        own = live.locator(".al-own")
        panel = live.locator(".al-hand-in")
        expect(panel).not_to_contain_text("Nbgrader")
        parts = panel.locator("summary, input, .al-row button").evaluate_all(
            "all => all.map(one => one.tagName)"
        )
        assert parts.index("SUMMARY") < parts.index("INPUT")  # what is for one alone comes first
        own.locator("summary").click()
        own.get_by_role("button").first.click()
        marked = own.get_by_role("status")
        expect(marked).to_contain_text("Automatic marks: 70 of 70", timeout=30_000)
        expect(own).to_contain_text("It is also kept in this browser.")

        opened(live, "start.ipynb")
        panel = live.locator(".al-my-work")
        with live.expect_download() as download:
            panel.get_by_role("button", name="Download my work").click()
        taken = tmp_path / download.value.suggested_filename
        download.value.save_as(taken)
        there = {place: file["responses"] for place, file in given(live).items() if place != NAME}

    (home := tmp_path / "home").mkdir()
    with running_lab(home) as lab:
        lab.open(page, "start.ipynb")
        panel = page.locator(".al-my-work")
        panel.get_by_label("Bring work back").set_input_files(taken)
        panel.get_by_role("button", name="Bring it in").click()
        expect(panel).to_contain_text("Your work is here.")
        here = {
            str(file.relative_to(lab.folder)): json.loads(file.read_text())["responses"]
            for file in lab.folder.rglob(NAME)
        }
        assert here == there
        lab.open(page, LESSON)
        assert {item.id: shown(page, item) for item in items} == expected

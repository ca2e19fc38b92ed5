"""The dialogue of lesson 2.1 in JupyterLab: by keyboard, to each ending, and again later."""

import json
from collections.abc import Callable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from alliance_lessons.items.bank import find_item
from alliance_lessons.items.dialogue import play, script, walks
from alliance_lessons.workbook import answers
from tests.browser.conftest import tab_to
from tests.browser.running_lab import Lab

ITEM = find_item("relationships.first-thirty-days")
NAMES = {scene.ending for scene in script(ITEM).scenes.values() if scene.ending}
SAY = f"ask({ITEM.id!r})"


def ways() -> dict[str, tuple[str, ...]]:
    """A way to each ending."""
    found: dict[str, tuple[str, ...]] = {}
    for path, step in walks(script(ITEM)):
        if step.scene.ending:
            found.setdefault(step.scene.ending, path)
        if set(found) == NAMES:
            break
    return found


def saved(lab: Lab, path: str) -> list[Any]:
    found = json.loads((lab.folder / path).with_name("responses.json").read_text())
    return [entry["value"] for entry in found["responses"][ITEM.id]]


def decided(page: Page, count: int) -> None:
    expect(page.locator(".al-past details")).to_have_count(count, timeout=20_000)


def test_it_is_played_to_its_end_by_keyboard_alone(
    lab: Lab, page: Page, notebook: Callable[..., str]
) -> None:
    path = notebook(SAY)
    lab.open(page, path)
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    page.locator(".jp-Notebook").first.focus()
    chosen: list[str] = []
    while offered := play(ITEM, chosen).steps[-1].offered:
        tab_to(page, ".al-choice", most=60)
        page.keyboard.press("Enter")
        chosen.append(offered[0].key)
        decided(page, len(chosen))
        # the focus is on what follows, so that it is read aloud and the next Tab goes on from it
        assert page.evaluate("document.activeElement.className") == "al-now"
    expect(page.locator(".al-ending")).to_have_text(play(ITEM, chosen).ending)
    assert saved(lab, path) == [chosen]
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells, "a key reached JupyterLab"
    found = Axe().run(page, context=".al-dialogue").response["violations"]
    assert [one["id"] for one in found] == []


def test_every_ending_can_be_reached_on_the_page(
    lab: Lab, page: Page, notebook: Callable[..., str]
) -> None:
    path = notebook(SAY)
    folder = (lab.folder / path).parent
    endings = ways()
    assert set(endings) == NAMES
    assert len(NAMES) >= 4
    for number, (name, way) in enumerate(endings.items()):
        answers.save(folder, ITEM.id, list(way[:-1]))  # played so far, and left
        if number:
            lab.run(page)
        else:
            lab.open(page, path)
        decided(page, len(way) - 1)
        # the second click must not hit what the first one draws in its place
        page.locator(f".al-choice[value={way[-1]}]").dblclick()
        expect(page.locator(".al-ending")).to_have_text(name)
    page.get_by_role("button", name="Begin again").click()
    decided(page, 0)
    assert list(endings.values())[-1] in map(tuple, saved(lab, path))


def test_it_goes_on_where_it_was_left_and_back_to_an_earlier_moment(
    lab: Lab, page: Page, notebook: Callable[..., str]
) -> None:
    path = notebook(SAY)
    lab.open(page, path)
    way = next(iter(ways().values()))[:3]
    for done, key in enumerate(way, 1):
        page.locator(f".al-choice[value={key}]").click()
        decided(page, done)
    lab.open(page, path)
    decided(page, 3)
    page.locator(".al-past summary").nth(1).click()
    page.locator(".al-past .al-back").nth(1).click()
    decided(page, 1)
    expect(page.locator(".al-when")).to_have_text(play(ITEM, way[:1]).steps[-1].scene.when)
    assert saved(lab, path)[-1] == list(way[:1])


def test_a_choice_made_without_a_kernel_waits_and_is_not_lost(
    lab: Lab, page: Page, notebook: Callable[..., str]
) -> None:
    path = notebook(SAY)
    lab.open(page, path)
    page.evaluate("jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    page.wait_for_timeout(500)
    page.locator(".al-choice").first.click()
    expect(page.locator(".al-problem")).to_contain_text("Not saved yet", timeout=10_000)
    lab.open(page, path)
    decided(page, 1)

"""Each kind of item, answered by keyboard alone, kept through kernel restart and reload."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from alliance_lessons.items.bank import content_files, find_item, read_file
from alliance_lessons.items.item import Item
from tests.browser.conftest import IDLE, Lab

pytestmark = pytest.mark.xdist_group("browser")

PRACTICE = [item for file in content_files() for item in read_file(file) if not item.graded]
ONE_OF_EACH = {item.kind: item.id for item in reversed(PRACTICE)}
ACTIVE = "document.activeElement"


def tab_to(page: Page, inside: str, what: str, most: int = 60) -> None:
    """Presses Tab until something that matches has the focus, as a keyboard user does."""
    for _ in range(most):
        if page.evaluate(f"{ACTIVE}.matches({what!r}) && {ACTIVE}.closest({inside!r}) !== null"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab never reaches {what} in {inside}")


def answer_by_keyboard(page: Page, item: Item, view: str) -> Any:
    """Answers the item with keys alone; returns the response that should be saved."""
    keys = [option.key for option in item.options]
    match item.kind:
        case "choice":
            tab_to(page, view, "input[type=radio]")
            page.keyboard.press("ArrowDown")  # from the first option to the second
            return keys[1]
        case "multiple response":
            tab_to(page, view, "input[type=checkbox]")
            page.keyboard.press("Space")
            return [keys[0]]
        case "order":
            tab_to(page, view, ".al-down")
            page.keyboard.press("Enter")
            return [keys[1], keys[0], *keys[2:]]
        case "match":
            tab_to(page, view, "select")
            page.keyboard.press("ArrowDown")
            return {item.rows[0].key: item.columns[0].key}
        case "grid":
            tab_to(page, view, "input[type=radio]")
            page.keyboard.press("ArrowRight")
            return {item.rows[0].key: item.columns[1].key}
        case "number":
            tab_to(page, view, "input")
            page.keyboard.type("5")
            return 5
        case "allocation":
            tab_to(page, view, "input")
            page.keyboard.type("7")
            return {keys[0]: 7}
    tab_to(page, view, "textarea")
    page.keyboard.type("bread, jam and dd b x")  # letters that are commands of JupyterLab
    return "bread, jam and dd b x"


def saved(lab: Lab, path: str) -> dict[str, Any]:
    found = json.loads((lab.folder / path).with_name("responses.json").read_text())
    return {name: entries[-1]["value"] for name, entries in found["responses"].items()}


def shown(page: Page, item: Item) -> Any:
    """The answer that the controls on the page show."""

    def values(selector: str) -> list[str]:
        found: list[str] = page.locator(f".al-item {selector}").evaluate_all(
            "nodes => nodes.map((node) => node.value ?? node.textContent)"
        )
        return found

    match item.kind:
        case "choice":
            return values("input:checked")[0]
        case "multiple response":
            return values("input:checked")
        case "order":
            by_text = {option.text: option.key for option in item.options}
            return [by_text[text] for text in values(".al-order li > span:first-child")]
        case "match":
            given = zip(item.rows, values("select"), strict=True)
            return {row.key: value for row, value in given if value}
        case "grid":
            return dict(zip([item.rows[0].key], values("tr input:checked"), strict=True))
        case "number":
            return float(values("input")[0])
        case "allocation":
            given = zip(item.options, values("input"), strict=True)
            return {option.key: int(value) for option, value in given if value}
    return values("textarea")[0]


def test_there_is_an_item_of_every_kind() -> None:
    assert len(ONE_OF_EACH) == 8


@pytest.mark.parametrize("kind", ONE_OF_EACH)
def test_answered_by_keyboard_and_found_again(
    kind: str, lab: Lab, page: Page, notebook: Callable[..., str]
) -> None:
    item = find_item(ONE_OF_EACH[kind])
    path = notebook(f"ask({item.id!r})")
    lab.open(page, path)
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    page.locator(".jp-Notebook").first.focus()
    expected = answer_by_keyboard(page, item, ".al-item")
    expect(page.locator(".al-saved")).to_contain_text("Saved", timeout=10_000)
    assert saved(lab, path) == {item.id: expected}
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells, "a key reached JupyterLab"

    if page.locator(".al-check").count():
        tab_to(page, ".al-item", ".al-check")
        page.keyboard.press("Enter")
        expect(page.locator(".al-outcome")).to_be_visible()

    page.evaluate("jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    page.reload()
    page.wait_for_function(IDLE, timeout=60_000)
    lab.run(page)
    assert shown(page, item) == expected
    assert saved(lab, path) == {item.id: expected}

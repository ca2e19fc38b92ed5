"""Each kind of item, answered by keyboard alone, kept through kernel restart and reload."""

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from alliance_lessons.items.bank import content_files, read_file
from alliance_lessons.items.item import Item
from tests.browser.conftest import tab_to
from tests.browser.running_lab import Lab
from tests.browser.test_lesson_pages import WIDER, violations

PRACTICE = [item for file in content_files() for item in read_file(file) if not item.graded]
# a dialogue is played in test_dialogue.py
ONE_OF_EACH = {item.kind: item for item in reversed(PRACTICE) if item.kind != "dialogue"}


def view(item: Item) -> str:
    return f"[data-item='{item.id}']"


def answer_by_keyboard(page: Page, item: Item) -> Any:
    """Answers the item with keys alone; returns the response that should be saved."""
    keys = [option.key for option in item.options]
    match item.kind:
        case "choice":
            tab_to(page, f"{view(item)} input[type=radio]")
            page.keyboard.press("ArrowDown")  # from the first option to the second
            return keys[1]
        case "multiple response":
            tab_to(page, f"{view(item)} input[type=checkbox]")
            page.keyboard.press("Space")
            return [keys[0]]
        case "order":
            tab_to(page, f"{view(item)} .al-down")
            page.keyboard.press("Enter")
            return [keys[1], keys[0], *keys[2:]]
        case "match":
            tab_to(page, f"{view(item)} select")
            page.keyboard.press("ArrowDown")
            return {item.rows[0].key: item.columns[0].key}
        case "grid":
            tab_to(page, f"{view(item)} input[type=radio]")
            page.keyboard.press("ArrowRight")
            return {item.rows[0].key: item.columns[1].key}
        case "table":
            tab_to(page, f"{view(item)} select")
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Tab")
            page.keyboard.type(item.options[1].text)  # letters choose what they begin
            across = [column.key for column in item.columns]
            return {item.rows[0].key: {across[0]: keys[0], across[1]: keys[1]}}
        case "number":
            tab_to(page, f"{view(item)} input")
            page.keyboard.type("5")
            return 5
        case "allocation":
            tab_to(page, f"{view(item)} input")
            page.keyboard.type("7")
            return {keys[0]: 7}
    tab_to(page, f"{view(item)} textarea")
    page.keyboard.type("bread, jam and dd b x")  # letters that are commands of JupyterLab
    return "bread, jam and dd b x"


def shown(page: Page, item: Item) -> Any:
    """The answer that the controls on the page show."""

    def values(selector: str) -> list[str]:
        found: list[str] = page.locator(f"{view(item)} {selector}").evaluate_all(
            "nodes => nodes.map((node) => node.value ?? node.textContent)"
        )
        return found

    match item.kind:
        case "choice":
            return values("input:checked")[0]
        case "multiple response":
            return values("fieldset:first-of-type input:checked")
        case "order":
            by_text = {option.text: option.key for option in item.options}
            return [by_text[text] for text in values(".al-order li > span:first-child")]
        case "match":
            given = zip(item.rows, values("select"), strict=True)
            return {row.key: value for row, value in given if value}
        case "grid":
            return dict(zip([item.rows[0].key], values("tr input:checked"), strict=True))
        case "table":
            found = iter(values("select"))
            rows = {row.key: {c.key: next(found) for c in item.columns} for row in item.rows}
            filled = {
                row: {c: one for c, one in cells.items() if one} for row, cells in rows.items()
            }
            return {row: cells for row, cells in filled.items() if cells}
        case "number":
            return float(values("input")[0])
        case "allocation":
            given = zip(item.options, values("input"), strict=True)
            return {option.key: int(value) for option, value in given if value}
    return values("textarea")[0]


def saved(lab: Lab, path: str) -> dict[str, Any]:
    found = json.loads((lab.folder / path).with_name("responses.json").read_text())
    return {name: entries[-1]["value"] for name, entries in found["responses"].items()}


def test_answered_by_keyboard_and_found_again(
    lab: Lab, page: Page, notebook: Callable[..., str]
) -> None:
    assert len(ONE_OF_EACH) == 9
    path = notebook(*(f"ask({item.id!r})" for item in ONE_OF_EACH.values()))
    lab.open(page, path)
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    page.locator(".jp-Notebook").first.focus()
    expected = {}
    for item in ONE_OF_EACH.values():
        expected[item.id] = answer_by_keyboard(page, item)
        expect(page.locator(f"{view(item)} .al-saved")).to_contain_text("Saved", timeout=20_000)
        if page.locator(f"{view(item)} .al-check").count():
            tab_to(page, f"{view(item)} .al-check")
            page.keyboard.press("Enter")
            expect(page.locator(f"{view(item)} .al-outcome")).to_be_visible(timeout=20_000)
    assert saved(lab, path) == expected
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells, "a key reached JupyterLab"

    page.evaluate("jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    lab.load(page, path)
    page.locator(".al-view").nth(len(ONE_OF_EACH) - 1).wait_for()
    assert {item.id: shown(page, item) for item in ONE_OF_EACH.values()} == expected
    assert saved(lab, path) == expected


def test_a_table_says_at_once_what_stands_out_and_fits_a_narrow_page(
    lab: Lab, page: Page, notebook: Callable[..., str]
) -> None:
    item = ONE_OF_EACH["table"]
    assert "one-accountable" in item.checks
    first, second, *_ = item.columns
    row = item.rows[0]
    path = notebook(f"ask({item.id!r})")
    lab.open(page, path)
    region = page.locator(f"{view(item)} .al-noticed")
    expect(region).to_have_attribute("role", "status")
    expect(region).to_be_empty()
    page.get_by_label(f"{row.text}, {first.text}").select_option("a")
    nobody = region.get_by_text(f"Nobody does {row.called}.")
    expect(nobody).to_be_visible(timeout=20_000)
    nobody.evaluate("sentence => sentence.classList.add('stays')")
    page.get_by_label(f"{row.text}, {second.text}").select_option("a")
    said = f"Two are accountable for {row.called}: {first.text} and {second.text}."
    expect(region).to_contain_text(said, timeout=20_000)
    expect(region.locator(".stays")).to_have_count(1)  # it is not read aloud once more
    expect(region.locator("p").first).to_have_text(said)  # in the order of the checks
    expect(page.locator(f"{view(item)} .al-outcome")).to_have_count(0)  # and never a mark
    assert saved(lab, path)[item.id] == {row.key: {first.key: "a", second.key: "a"}}

    for width, head in ((1280, True), (640, False), (390, False)):
        page.set_viewport_size({"width": width, "height": 900})
        expect(page.locator(f"{view(item)} thead")).to_be_visible(visible=head)
        assert page.locator(f"{view(item)}, .al-cells").evaluate_all(WIDER) == []
        assert violations(page) == []


def test_two_lessons_open_at_a_time_lose_nothing(
    lab: Lab, page: Page, notebook: Callable[..., str]
) -> None:
    first = notebook("ask('rights.first-waiver')", name="first.ipynb")
    second = notebook("ask('rights.bet')", name="second.ipynb")
    lab.open(page, first)
    lab.open_beside(page, second)
    choice, number = (
        page.locator(f"[data-item='rights.{name}']") for name in ("first-waiver", "bet")
    )
    for turn, key in enumerate(("keep", "forgo", "ask", "trade")):
        choice.locator(".al-option").nth(turn).click()
        number.locator(".al-number").fill(str(turn))
        number.locator(".al-check").click()
        expect(choice.locator(".al-saved")).to_contain_text("Saved", timeout=20_000)
        expect(number.locator(".al-outcome")).to_be_visible(timeout=20_000)
        both = {"rights.first-waiver": key, "rights.bet": turn}
        for _ in range(100):  # what the page shows may still be said of the turn before
            if saved(lab, first) == both:
                break
            page.wait_for_timeout(100)
        assert saved(lab, first) == both


def test_an_answer_given_without_a_kernel_is_said_not_saved_and_saved_later(
    lab: Lab, page: Page, notebook: Callable[..., str]
) -> None:
    path = notebook("ask('rights.first-waiver')")
    lab.open(page, path)
    page.evaluate("jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    page.wait_for_timeout(500)
    page.locator(".al-option").first.click()
    expect(page.locator(".al-problem")).to_contain_text("Not saved yet", timeout=10_000)
    assert not (lab.folder / path).with_name("responses.json").exists()

    lab.load(page, path)
    expect(page.locator(".al-saved")).to_contain_text("Saved", timeout=20_000)
    assert saved(lab, path) == {"rights.first-waiver": "keep"}


def test_a_full_disk_is_said_and_the_answer_kept(
    lab: Lab, page: Page, notebook: Callable[..., str]
) -> None:
    path = notebook("ask('rights.first-waiver')")
    blocked = (lab.folder / path).with_name("responses.json")
    blocked.mkdir()  # stands for whatever keeps the file from being written, also for root
    lab.open(page, path)
    page.locator(".al-option").nth(1).click()
    expect(page.locator(".al-problem")).to_contain_text("responses.json", timeout=20_000)
    expect(page.locator("input[value=forgo]")).to_be_checked()
    blocked.rmdir()
    page.locator(".al-option").nth(2).click()
    expect(page.locator(".al-saved")).to_contain_text("Saved", timeout=20_000)
    assert saved(lab, path) == {"rights.first-waiver": "ask"}


def test_what_is_no_number_is_said_and_not_saved(
    lab: Lab, page: Page, notebook: Callable[..., str]
) -> None:
    path = notebook("ask('rights.bet')")
    lab.open(page, path)
    faults = {"many": "is not a number", "13": "12 or less", "-1": "0 or more", "2.5": "whole"}
    for typed, said in faults.items():
        page.locator(".al-number").fill(typed)
        expect(page.locator(".al-problem")).to_contain_text(said, timeout=20_000)
    page.locator(".al-number").fill("5,0")  # as half the world writes it
    page.keyboard.press("Enter")
    expect(page.locator(".al-outcome")).to_be_visible(timeout=20_000)
    assert saved(lab, path) == {"rights.bet": 5}

"""Somebody who learns alone marks the own work, in the panel that ends an assignment."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from alliance_lessons.workbook import answers
from tests.browser.conftest import tab_to
from tests.browser.running_lab import Lab
from tests.rights_answers import model_answers

PHONE = {"width": 390, "height": 844}
NOTEBOOK = "assignments/rights/own.ipynb"
SEEN = (
    "one => 0 <= one.getBoundingClientRect().top && one.getBoundingClientRect().top < innerHeight"
)
WIDER = """() => [...document.querySelectorAll(".al-own *")].filter(
  (one) => one.getBoundingClientRect().right > innerWidth).map((one) => one.outerHTML)"""


@pytest.fixture
def work(lab: Lab) -> Iterator[Path]:
    """The assignment's folder with all answers right, and a short notebook that ends it."""
    folder = lab.folder / "assignments/rights"
    for name, value in model_answers(answers.variant(folder)).items():
        answers.save(folder, name, value)
    cell = {
        "cell_type": "code",
        "execution_count": None,
        "id": "hand-in",
        "metadata": {},
        "outputs": [],
        "source": 'from alliance_lessons import hand_in\n\nhand_in("rights")',
    }
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = {"cells": [cell], "metadata": {"kernelspec": kernel}}
    (lab.folder / NOTEBOOK).write_text(json.dumps({**notebook, "nbformat": 4, "nbformat_minor": 5}))
    yield folder
    for name in ("own.ipynb", answers.NAME):
        (folder / name).unlink()
    (folder.parent / "rights_feedback.html").unlink()


def test_own_work_is_marked_and_read_with_the_keyboard_alone(
    lab: Lab, page: Page, work: Path, tmp_path: Path
) -> None:
    lab.open(page, NOTEBOOK)
    panel = page.locator(".al-hand-in")
    warning = panel.get_by_text("hand in first")
    expect(warning).to_be_hidden()
    panel.get_by_role("button", name="Make the file to send").focus()
    tab_to(page, ".al-own summary", most=2)
    page.keyboard.press("Enter")
    expect(warning).to_be_visible()
    expect(panel).to_contain_text("the right answers to its assignments stand in its public")
    expect(panel.locator("iframe")).to_have_count(0)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    said = panel.locator(".al-own").get_by_role("status")
    expect(said).to_contain_text("Automatic marks: 70 of 70. Your own reading: still open")
    expect(said).to_be_in_viewport()
    expect(panel.get_by_role("button", name="Mark my answers")).to_be_focused()
    shown = panel.frame_locator("iframe")
    sum_of_levels = shown.get_by_role("row", name="Your own reading, with the rubric")
    expect(sum_of_levels).to_contain_text("still open")
    expect(panel.locator(".al-own-text")).to_have_text(answers_memo(work))

    tab_to(page, ".al-own input[type=radio]", most=2)
    page.keyboard.press("ArrowDown")
    expect(said).to_contain_text("Your own reading: 10 of 30, and 15 more are still open.")
    chosen = panel.get_by_role("radio", name="10 points").first
    expect(chosen).to_be_focused()
    tab_to(page, ".al-own fieldset:nth-of-type(2) input", most=2)
    page.keyboard.press("Space")
    expect(said).to_contain_text("Your own reading: 25 of 30. Together: 95 of 100.")
    expect(sum_of_levels).to_contain_text("25")
    expect(shown.locator(".given")).to_have_count(2)

    tab_to(page, "a[download='rights_feedback.html']", most=3)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    download.value.save_as(tmp_path / "page.html")
    kept = work.parent / "rights_feedback.html"
    assert (tmp_path / "page.html").read_bytes() == kept.read_bytes()
    assert "<title>Your own feedback" in kept.read_text("utf-8")
    link = shown.get_by_role("link", name="Question 9", exact=True)
    for _ in range(12):  # on into the page of feedback, whose links lead within it
        page.keyboard.press("Tab")
        if link.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Enter")
    question = shown.get_by_role("heading", name="Question 9", exact=True).element_handle()
    frame = question.owner_frame()
    assert frame
    frame.wait_for_function(SEEN, arg=question)
    assert Axe().run(page, context=".al-hand-in").response["violations"] == []

    page.set_viewport_size(PHONE)
    assert page.evaluate(WIDER) == []


def answers_memo(folder: Path) -> str:
    entry = answers.read(folder).latest("rights_a.memo")
    assert entry
    return str(entry.value)

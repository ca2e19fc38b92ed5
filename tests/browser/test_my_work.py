"""The panel “My work” in a real JupyterLab: all answers as one file, there and back again."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from alliance_lessons.workbook import answers
from alliance_lessons.workbook.answers_file import NAME
from alliance_lessons.workbook.taken_along import look_into
from tests.browser.conftest import tab_to
from tests.browser.running_lab import Lab
from tests.browser.test_lesson_pages import COLOURS, WIDER, use_theme, violations

LESSONS, TASK = "4_forgoing_rights", "assignments/rights"
FILE = re.compile(r"my-alliance-work-\d{4}-\d\d-\d\d\.zip")
TABLET = """() => {
  window.shared = [];
  navigator.canShare = ({ files }) => files.length === 1;
  navigator.share = async ({ files }) => { shared.push(files[0]); };
}"""
NO_TABLET = "() => { delete navigator.canShare; delete navigator.share; }"
REMEMBERED = """sessionStorage.setItem("alliance-lessons answer  /x rights.bet", "{}")"""


def given(workbook: Path) -> dict[str, Any]:
    """The answers files of a workbook, as data."""
    return {
        str(path.relative_to(workbook)): json.loads(path.read_bytes())
        for path in sorted(workbook.rglob(NAME))
    }


@pytest.fixture
def workbook(lab: Lab, page: Page, notebook: Callable[..., str]) -> Path:
    """A workbook of its own with four answers, and the panel open in it."""
    path = notebook("my_work()")
    workbook = (lab.folder / path).parent
    for folder in (LESSONS, TASK):
        (workbook / folder).mkdir(parents=True, exist_ok=True)
    answers.save(workbook / LESSONS, "rights.bet", 5, confidence=2)
    answers.save(workbook / LESSONS, "rights.bet", 7, confidence=3)
    answers.save(workbook / LESSONS, "rights.my-courtesy", "I wait ten days – “gern”.")
    answers.variant(workbook / TASK)
    answers.save(workbook / TASK, "rights_a.memo", "My memo")
    lab.open(page, path)
    return workbook


def test_downloaded_erased_brought_back_and_undone(
    page: Page, workbook: Path, tmp_path: Path
) -> None:
    before = given(workbook)
    panel = page.locator(".al-my-work")
    expect(panel).to_contain_text("3 answers are here.")
    with page.expect_download() as download:
        panel.get_by_role("button", name="Download my work").click()
    assert FILE.fullmatch(download.value.suggested_filename)
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    assert sum(len(one.history) for one in look_into(saved.read_bytes()).folders.values()) == 3
    expect(panel.get_by_role("link", name=FILE)).to_be_visible()
    share = panel.get_by_role("button", name="Share or save")
    expect(share).to_have_count(0)  # no tablet
    page.evaluate(TABLET)
    with page.expect_download():
        panel.get_by_role("button", name="Download my work").click()
    share.click()
    page.wait_for_function("shared.length === 1")
    assert FILE.fullmatch(page.evaluate("shared[0].name"))
    assert page.evaluate("shared[0].size") > 500
    page.evaluate(NO_TABLET)  # the next test has the same page

    panel.get_by_text("Erase everything").first.click()
    erase = panel.get_by_role("button", name="Erase everything")
    erase.click()
    expect(panel.locator(".al-problem")).to_contain_text("tick first")
    assert given(workbook) == before
    page.evaluate(REMEMBERED)
    panel.get_by_label("Yes, erase all my answers").check()
    assert violations(page) == []
    erase.click()
    expect(panel).to_contain_text("3 answers are erased.")
    expect(panel).to_contain_text("No answer is here yet.")
    assert given(workbook) == {}
    assert page.evaluate("Object.keys(sessionStorage).filter(one => one.endsWith('.bet'))") == []

    chooser = panel.get_by_label("Bring work back")
    foreign = tmp_path / "holiday.zip"
    foreign.write_bytes(b"PK\x03\x04 and a beach")
    chooser.set_input_files(foreign)
    expect(panel.locator(".al-problem")).to_contain_text("This is no file of “My work”")
    expect(panel.get_by_role("button", name="Bring it in")).to_have_count(0)
    chooser.set_input_files(saved)
    expect(panel).to_contain_text("3 answers come in.")
    expect(panel.get_by_role("listitem")).to_have_count(2)
    assert given(workbook) == {}  # seen before it is done
    assert violations(page) == []
    use_theme(page, "JupyterLab Dark")
    assert violations(page, COLOURS) == []
    use_theme(page, "JupyterLab Light")
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("innerWidth === 390")
    assert page.evaluate(f"({WIDER})([...document.querySelectorAll('.al-my-work')])") == []
    panel.get_by_role("button", name="Bring it in").click()
    expect(panel).to_contain_text("Your work is here.")
    assert given(workbook) == before
    panel.get_by_role("button", name="Show the map").click()  # there is none on this page
    expect(panel).to_contain_text("The map shows it when you open this page again.")
    panel.get_by_role("button", name="Undo the last change").click()
    expect(panel).to_contain_text("Your answers are as they were before.")
    assert given(workbook) == {}


def test_the_keyboard_alone_joins_two_and_chooses_between_draws(
    page: Page, workbook: Path, tmp_path: Path
) -> None:
    there = given(workbook)
    page.once("filechooser", lambda _: None)  # asked for early, so that none is missed
    panel = page.locator(".al-my-work")
    tab_to(page, ".al-my-work .al-check")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    download.value.save_as(tmp_path / "mine.zip")

    (workbook / LESSONS / NAME).unlink()
    answers.forget(workbook / TASK)
    answers.save(workbook / LESSONS, "rights.bet", 2)
    answers.variant(workbook / TASK)
    answers.save(workbook / TASK, "rights_a.memo", "Another memo")
    tab_to(page, ".al-my-work input[type=file]")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(tmp_path / "mine.zip")
    expect(panel).to_contain_text("1 only in the file, 1 newer here.")
    expect(panel.locator("fieldset")).to_contain_text("one of the two has to go")
    tab_to(page, ".al-my-work input[type=radio]", most=3)
    page.keyboard.press("ArrowDown")
    expect(panel.get_by_label("Take the file's instead")).to_be_checked()
    tab_to(page, ".al-came .al-check", most=3)
    page.keyboard.press("Enter")
    expect(panel.get_by_role("status").filter(has_text="Your work is here.")).to_be_focused()
    assert given(workbook)[f"{TASK}/{NAME}"] == there[f"{TASK}/{NAME}"]
    history = answers.read(workbook / LESSONS).history["rights.bet"]
    assert [entry.value for entry in history] == [5, 7, 2]

    tab_to(page, ".al-my-work summary", most=4)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(panel.get_by_role("status").filter(has_text="are erased.")).to_be_focused()
    assert given(workbook) == {}


def test_the_map_is_drawn_anew_when_all_answers_are_others(lab: Lab, page: Page) -> None:
    lab.open(page, "start.ipynb")
    work = lab.folder / "3_cultural_understanding"
    answers.save(work, "culture.eight-bet", 3)
    page.locator(".al-my-work").evaluate(
        """panel => panel.dispatchEvent(
             new CustomEvent("alliance-lessons:changed", { bubbles: true, cancelable: true }))"""
    )
    expect(page.get_by_role("link", name=re.compile(r"^Go on: 3\.1"))).to_be_visible()
    expect(page.locator(".al-next")).to_have_count(1)  # what was shown meanwhile is gone
    answers.forget(work)

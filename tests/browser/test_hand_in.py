"""The panel that ends an assignment, as a learner hands in with it."""

import base64
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import tab_to
from tests.browser.running_lab import Lab

COUNTED = """document.addEventListener("alliance-lessons:saved",
  ({ target }) => { window.heardFrom = target.className; })"""


def test_the_file_to_send_is_downloaded_with_the_keyboard_alone(
    lab: Lab, page: Page, notebook: Callable[..., str], tmp_path: Path
) -> None:
    path = notebook('hand_in("rights")')
    lab.open(page, path)
    panel = page.locator(".al-hand-in")
    field = panel.get_by_label("Your learner id")
    expect(field).to_have_accessible_description(re.compile("your instructor knows you"))
    expect(panel).to_contain_text("Making the file does not send it.")
    expect(panel.get_by_role("link")).to_have_count(0)
    page.evaluate(COUNTED)

    field.focus()
    page.keyboard.type("lin.osei")
    page.keyboard.press("Enter")
    link = panel.get_by_role("link", name="Download rights_lin.osei.zip")
    expect(link).to_be_visible()
    expect(panel.get_by_role("status").last).to_contain_text("It is not sent yet")
    assert page.evaluate("heardFrom") == "al-view al-hand-in"
    tab_to(page, "a[download]", most=3)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "rights_lin.osei.zip"
    download.value.save_as(tmp_path / "sent.zip")
    assert (tmp_path / "sent.zip").read_bytes() == (lab.folder / link.inner_text()[9:]).read_bytes()
    assert "rights.ipynb" in zipfile.ZipFile(tmp_path / "sent.zip").namelist()
    assert Axe().run(page, context=".al-hand-in").response["violations"] == []

    field.fill("no id at all")
    page.keyboard.press("Enter")
    expect(panel.locator(".al-problem")).to_contain_text("can't be used")
    expect(link).to_have_count(0)


def test_a_second_view_has_the_download_too_and_the_notebook_does_not_hold_it(
    lab: Lab, page: Page, notebook: Callable[..., str]
) -> None:
    path = notebook('hand_in("rights")')
    lab.open(page, path)
    panel = page.locator(".al-hand-in")
    panel.get_by_label("Your learner id").fill("sol.osei")
    panel.get_by_role("button", name="Make the file to send").click()
    link = panel.get_by_role("link", name="Download rights_sol.osei.zip")
    expect(link).to_be_visible()
    page.evaluate("jupyterapp.commands.execute('docmanager:save')")
    page.evaluate("jupyterapp.commands.execute('notebook:create-output-view')")
    expect(link).to_have_count(2)
    data = (lab.folder / "rights_sol.osei.zip").read_bytes()
    assert base64.b64encode(data)[:20].decode() not in (lab.folder / path).read_text("utf-8")


def test_a_lesson_that_stopped_says_so_and_makes_nothing(
    lab: Lab, page: Page, notebook: Callable[..., str]
) -> None:
    lab.open(page, notebook('hand_in("rights")'))
    panel = page.locator(".al-hand-in")
    page.evaluate("jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    panel.get_by_label("Your learner id").fill("ada")
    panel.get_by_role("button", name="Make the file to send").click()
    expect(panel.locator(".al-problem")).to_contain_text("is not running", timeout=10_000)
    assert not (lab.folder / "rights_ada.zip").exists()

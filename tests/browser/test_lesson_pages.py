"""The start page, a lesson, and the assignment, as a learner meets them."""

import contextlib
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page, expect

from alliance_lessons.workbook.course import course_files
from alliance_lessons.workbook.course_outline import course_outline
from tests.browser.conftest import tab_to
from tests.browser.running_lab import Lab

COURSE = course_files()
LESSONS = {  # "4_1" and where it stands
    path.name[:3]: str(path.relative_to(COURSE.course))
    for path in COURSE.lessons()
    if path.parent != COURSE.course
}
WIDER = """views => views.filter(view => view.scrollWidth > view.clientWidth + 1)
  .map(view => view.textContent.slice(0, 80))"""
VIEWS = "[...document.querySelectorAll('.al-view')]"
FADED = "!document.getAnimations().some(one => one instanceof CSSTransition)"
FAULTS = {"resultTypes": ["violations"]}  # to list what is well, too, takes three times as long
COLOURS = FAULTS | {"runOnly": {"type": "tag", "values": ["cat.color"]}}


def violations(page: Page, rules: dict[str, Any] = FAULTS) -> list[str]:
    """What axe-core finds in the outputs, by WCAG 2.2 AA and its own best practices."""
    found = Axe().run(page, context=".jp-OutputArea-output", options=rules)
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found.response["violations"]]


def use_theme(page: Page, theme: str) -> None:
    page.evaluate(f"jupyterapp.commands.execute('apputils:change-theme', {{theme: '{theme}'}})")
    page.wait_for_function(
        "light => document.body.dataset.jpThemeLight === light", arg=str("Light" in theme).lower()
    )
    page.wait_for_function(FADED)


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_barrier_in_a_lesson_light_dark_or_zoomed(lesson: str, lab: Lab, page: Page) -> None:
    lab.open(page, LESSONS[lesson])
    asked = course_outline().lesson(LESSONS[lesson])
    assert asked
    expect(page.locator("[data-item]")).to_have_count(len(asked.questions), timeout=20_000)
    # feedback is looked at as well
    checks = page.locator(".al-check:not([aria-disabled=true])")
    checks.evaluate_all("checks => checks.forEach(check => check.click())")
    items = page.locator("[data-item]:has(.al-check)")
    expect(items.locator(".al-outcome")).to_have_count(items.count(), timeout=20_000)
    assert page.locator(".jp-OutputArea-output .al-view").count() > 5
    assert page.locator("[data-mime-type*=error], [data-mime-type*=stderr]").count() == 0
    use_theme(page, "JupyterLab Light")
    assert violations(page) == []
    use_theme(page, "JupyterLab Dark")
    assert violations(page, COLOURS) == []  # nothing else changes with the theme
    page.set_viewport_size({"width": 640, "height": 450})  # as 200 % zoom shows 1280 by 900
    page.wait_for_function("innerWidth === 640")
    with contextlib.suppress(Error):  # laid out anew; what stays too wide is named below
        page.wait_for_function(f"!({WIDER})({VIEWS}).length")
    assert page.evaluate(f"({WIDER})({VIEWS})") == []


def test_an_unsigned_lesson_is_readable_without_a_kernel(lab: Lab, page: Page) -> None:
    folder = lab.folder / "unsigned"
    folder.mkdir()
    content = json.loads((lab.folder / LESSONS["4_1"]).read_text("utf-8"))
    content["cells"][0]["source"] = ["Changed, so that no signature fits.\n"]
    content["cells"].append({**content["cells"][1], "id": "own", "source": "1", "outputs": []})
    (folder / "lesson.ipynb").write_text(json.dumps(content), "utf-8")
    lab.open(page, "unsigned/lesson.ipynb", run=False)
    assert page.locator(".al-view").count() == 0
    output = page.locator(".jp-OutputArea-output").first
    expect(output).to_contain_text("What do you do tonight?")
    summary = output.locator("summary").nth(2)
    expect(summary).to_contain_text("Call Noor")
    summary.click()
    expect(output.get_by_text("Noor picks up at once")).to_be_visible()
    assert violations(page) == []


def test_a_simulation_moves_by_keyboard(lab: Lab, page: Page) -> None:
    lab.open(page, LESSONS["4_4"])
    said = page.locator(".al-simulation .al-said")
    expect(said).to_contain_text("Place your bet", timeout=20_000)
    before = page.locator(".al-simulation svg").first.evaluate("node => node.outerHTML")
    page.locator(".jp-Notebook").first.focus()
    tab_to(page, ".al-simulation input[type=range]", most=200)
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(said).to_contain_text("it needs a chance of", timeout=20_000)
    assert page.locator(".al-simulation svg").first.evaluate("node => node.outerHTML") != before


def test_what_was_played_is_there_again_when_the_lesson_is_opened_again(
    lab: Lab, page: Page, notebook: Callable[..., str]
) -> None:
    path = notebook("explore('eight-partners')")
    lab.open(page, path)
    played = page.locator(".al-simulation .al-said")
    for number in range(1, 4):
        page.get_by_role("button", name="Give", exact=True).click()
        expect(played).to_contain_text(f"Round {number} with partner A", timeout=20_000)
    words = played.inner_text()
    lab.open(page, path)
    expect(played).to_have_text(words, timeout=20_000)


def test_the_assignment_is_answered_and_handed_in_as_one_file(lab: Lab, page: Page) -> None:
    lab.open(page, "assignments/rights/rights.ipynb")
    page.locator("[data-item='rights_a.limit-cost'] .al-option").first.click()
    page.locator("[data-item='rights_a.memo'] textarea").fill("I would forgo the deposit.")
    panel = page.locator(".al-hand-in")
    expect(panel).to_contain_text("questions are answered", timeout=20_000)
    panel.get_by_role("button", name="Make the file").click()
    expect(panel).to_contain_text("learner id", timeout=20_000)
    panel.get_by_label("Your learner id").fill("nia.osei")
    panel.get_by_role("button", name="Make the file").click()
    expect(panel).to_contain_text("rights_nia.osei.zip", timeout=20_000)
    with zipfile.ZipFile(lab.folder / "assignments" / "rights_nia.osei.zip") as made:
        handed_in = json.loads(made.read("responses.json"))["responses"]
    assert handed_in["rights_a.limit-cost"][-1]["value"] == "3"
    assert handed_in["rights_a.memo"][-1]["value"] == "I would forgo the deposit."

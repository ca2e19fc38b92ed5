"""Course mode: what opens by itself and what does not, and what a learner finds around it."""

import itertools
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import tab_to
from tests.browser.running_lab import READY, Lab
from tests.browser.test_lesson_pages import COLOURS, FAULTS, LESSONS, WIDER, use_theme
from tests.conftest import SCREEN

FIRST = LESSONS["4_1"]
OWN_CODE = """open("it_ran", "w").close()"""
NUMBER = itertools.count(1)
SOURCE = ".jp-MarkdownCell:not(.jp-mod-rendered)"  # a text as its author writes it
PATH = "jupyterapp.shell.currentWidget.context.path"
WATCH = """() => {
  globalThis.shifts = [];
  const moved = ({ sources }) => sources.map(({ node }) => node?.className).filter(Boolean);
  new PerformanceObserver((list) => list.getEntries().forEach((one) => shifts.push(...moved(one))))
    .observe({ type: "layout-shift" });
}"""
OURS = {"exclude": [[".jp-skiplink-wrapper"]]}  # JupyterLab's own link to its parts
FIRST_CODE = "jupyterapp.shell.currentWidget.content.widgets.find(c => c.model.type === 'code')"
NO_OUTLINE = """const real = window.fetch;
window.fetch = (url, ...more) => String(url).includes("course-outline")
  ? Promise.resolve(new Response("gone", { status: 404 })) : real(url, ...more);"""
KERNEL = "jupyterapp.shell.currentWidget.sessionContext"
DIE = f"{KERNEL}.session.kernel.requestExecute({{code: 'import os; os._exit(1)'}})"


def bar(page: Page) -> Any:
    return page.locator(".lesson-bar:visible")


@pytest.fixture
def changed(lab: Lab) -> Callable[..., str]:
    """Puts a lesson with something changed where a course would have it."""
    folder = lab.folder / f"course-{next(NUMBER)}" / "4_forgoing_rights"

    def put(change: Callable[[list[dict[str, Any]]], None], name: str = Path(FIRST).name) -> str:
        nb = json.loads((lab.folder / FIRST).read_text("utf-8"))
        change(nb["cells"])
        folder.mkdir(parents=True)
        (folder / name).write_text(json.dumps(nb), "utf-8")
        return str((folder / name).relative_to(lab.folder))

    return put


def code_cell(source: str) -> dict[str, Any]:
    cell = {"cell_type": "code", "id": "added", "metadata": {}, "source": source}
    return {**cell, "execution_count": None, "outputs": []}


def change_one(cells: list[dict[str, Any]]) -> None:
    cell = next(cell for cell in cells if cell["cell_type"] == "code")
    cell["source"] = [*cell["source"], f"\n{OWN_CODE}"]


def add_one(cells: list[dict[str, Any]]) -> None:
    cells.append(code_cell(OWN_CODE))


def only_a_strangers(cells: list[dict[str, Any]]) -> None:
    cells[1:] = [code_cell(OWN_CODE)]


@pytest.mark.parametrize(
    ("change", "name", "why"),
    [
        (change_one, Path(FIRST).name, "One part of this page is not as the course brought it"),
        (add_one, Path(FIRST).name, "One part of this page is not as the course brought it"),
        (only_a_strangers, "letter.ipynb", "This page is not part of the course"),
    ],
)
def test_what_is_not_ours_does_not_run_by_itself(
    change: Any, name: str, why: str, lab: Lab, page: Page, changed: Callable[..., str]
) -> None:
    path = changed(change, name)
    lab.open(page, path, run=False)
    expect(bar(page)).to_contain_text(why, timeout=30_000)
    page.wait_for_timeout(1500)  # time enough to run, if it did
    assert page.locator(".al-view").count() == 0
    assert not (lab.folder / path).with_name("it_ran").exists()
    # JupyterLab's own ways stand there as ever, and so does a button that starts it all the same
    assert page.locator(".jp-NotebookPanel-toolbar:visible").count() == 1
    page.get_by_role("button", name="Start lesson").first.click()
    page.wait_for_function(READY, timeout=60_000)
    assert (lab.folder / path).with_name("it_ran").exists()


def test_empty_cells_and_texts_of_ones_own_do_not_hinder(
    lab: Lab, page: Page, changed: Callable[..., str]
) -> None:
    def write(cells: list[dict[str, Any]]) -> None:
        cells.insert(1, {"cell_type": "markdown", "id": "own", "metadata": {}, "source": "Mine."})
        cells.append(code_cell(" \n"))

    lab.open(page, changed(write), run=False)
    page.wait_for_function(READY, timeout=60_000)
    assert page.locator(".al-view").count() > 5


def test_nothing_beside_a_lesson_takes_part_when_it_opens(
    lab: Lab, page: Page, changed: Callable[..., str]
) -> None:
    path = changed(lambda cells: None)
    folder = (lab.folder / path).parent
    for name in ("alliance_lessons", "anywidget", "ipykernel_launcher", "json", "traitlets"):
        (folder / f"{name}.py").write_text("open('it_ran', 'w').close()")
    lab.open(page, path, run=False)
    page.wait_for_function(READY, timeout=60_000)
    assert not (folder / "it_ran").exists()


def test_what_was_changed_since_does_not_run_when_the_kernel_comes_back(
    lab: Lab, page: Page, changed: Callable[..., str]
) -> None:
    path = changed(lambda cells: None)
    lab.open(page, path)
    page.evaluate(f"{FIRST_CODE}.model.sharedModel.setSource({OWN_CODE!r})")
    page.evaluate(f"void {DIE}")
    expect(bar(page)).to_contain_text("not as the course brought it", timeout=30_000)
    assert not (lab.folder / path).with_name("it_ran").exists()


def test_a_strangers_text_gives_no_commands(
    lab: Lab, page: Page, changed: Callable[..., str]
) -> None:
    command = "data-commandlinker-command='launcher:create' data-commandlinker-args='{}'"

    def write(cells: list[dict[str, Any]]) -> None:
        text = f"<button {command}>Press</button>"
        cells.insert(0, {"cell_type": "markdown", "id": "own", "metadata": {}, "source": text})

    lab.open(page, changed(write))
    assert page.get_by_text("Press", exact=True).count() <= 1
    for button in page.get_by_text("Press", exact=True).all():
        button.click()
    page.wait_for_timeout(500)
    assert page.locator(".jp-Launcher").count() == 0


def test_stored_exercises_bring_no_code_of_their_own(
    lab: Lab, page: Page, changed: Callable[..., str]
) -> None:
    path = changed(lambda cells: None)
    file = lab.folder / path
    nb = json.loads(file.read_text("utf-8"))
    state = {
        "_model_module": "anywidget",
        "_model_module_version": "~0.11.*",
        "_model_name": "AnyModel",
        "_view_module": "anywidget",
        "_view_module_version": "~0.11.*",
        "_view_name": "AnyView",
        "_anywidget_id": "own",
        "_esm": "export default { initialize() { globalThis.itRan = true; } }",
    }
    about = {"model_module": "anywidget", "model_module_version": "~0.11.*"}
    own = {**about, "model_name": "AnyModel", "state": state}
    kept = {"state": {"0" * 32: own}, "version_major": 2, "version_minor": 0}
    nb["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": kept}
    file.write_text(json.dumps(nb), "utf-8")
    lab.open(page, path)
    page.wait_for_timeout(1000)
    assert page.evaluate("globalThis.itRan ?? false") is False


def test_without_the_list_of_our_code_a_page_is_readable_and_says_why(
    lab: Lab, browser: Browser
) -> None:
    with browser.new_context(viewport=SCREEN) as context:
        page = context.new_page()
        page.add_init_script(NO_OUTLINE)
        lab.load(page, FIRST, run=False)
        expect(bar(page)).to_contain_text("missing, so nothing was started")
        expect(page.get_by_role("paragraph").filter(has_text="At 17:40 Noor")).to_be_visible()
        assert page.locator(".al-view").count() == 0


def test_a_lesson_opens_awake_and_the_first_decision_is_made_by_keyboard(
    lab: Lab, page: Page
) -> None:
    lab.open(page, FIRST)
    assert page.locator(".jp-CodeCell .cm-editor:visible").count() == 0, "no code in sight"
    for away in ("#jp-menu-panel", ".jp-SideBar", "#jp-bottom-panel", ".jp-NotebookPanel-toolbar"):
        assert page.locator(f"{away}:visible").count() == 0, away
    expect(bar(page)).to_contain_text("The rights ledger")
    expect(bar(page)).to_contain_text(re.compile(r"of 14 answered"))
    page.locator(".jp-Notebook").first.focus()
    tab_to(page, "[data-item='rights.first-waiver'] input[type=radio]")
    page.keyboard.press("ArrowDown")
    expect(bar(page)).to_contain_text("1 of 14 answered", timeout=20_000)
    expect(bar(page)).to_contain_text(re.compile(r"Saved \d"))
    assert page.evaluate("document.activeElement.matches('[data-item] input')"), "focus stays"


def test_no_stray_click_or_key_changes_the_text(lab: Lab, page: Page) -> None:
    lab.stay(page, FIRST)
    text = page.locator(".jp-MarkdownCell .jp-RenderedMarkdown").nth(1)
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    text.dblclick()
    for key in ("Enter", "d", "d", "b", "x", "m", "Shift+Enter", "ArrowDown"):
        page.keyboard.press(key)
    assert page.locator(SOURCE).count() == 0
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells


def test_the_code_is_shown_on_request_and_that_is_remembered(lab: Lab, page: Page) -> None:
    lab.stay(page, FIRST)
    bar(page).get_by_role("button", name="Options").click()
    page.get_by_role("checkbox", name="Show the code").check()
    code = page.locator(".jp-CodeCell .cm-content:visible", has_text="rights.bet")
    expect(code).to_be_visible()
    assert page.evaluate("jupyterapp.shell.currentWidget.context.model.dirty") is False
    lab.load(page, FIRST)
    expect(code).to_be_visible()
    bar(page).get_by_role("button", name="Options").click()
    page.get_by_role("checkbox", name="Show the code").uncheck()
    expect(code).to_be_hidden()
    page.keyboard.press("Escape")


def test_the_full_jupyterlab_is_one_switch_away(lab: Lab, page: Page) -> None:
    lab.stay(page, FIRST)
    bar(page).get_by_role("button", name="Options").click()
    page.get_by_role("checkbox", name=re.compile("Full JupyterLab")).check()
    for back in ("#jp-menu-panel", ".jp-SideBar.jp-mod-left", ".jp-NotebookPanel-toolbar"):
        expect(page.locator(back).first).to_be_visible()
    page.locator(".jp-MarkdownCell .jp-RenderedMarkdown").nth(1).dblclick()
    expect(page.locator(SOURCE)).to_have_count(1)
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+Enter")
    bar(page).get_by_role("button", name="Options").click()
    page.get_by_role("checkbox", name=re.compile("Full JupyterLab")).uncheck()
    expect(page.locator("#jp-menu-panel")).to_be_hidden()
    page.keyboard.press("Escape")


def test_it_comes_back_by_itself_when_its_kernel_died(lab: Lab, page: Page) -> None:
    lab.stay(page, FIRST)
    page.locator("[data-item='rights.first-waiver'] .al-option").nth(2).click()
    expect(page.locator("[data-item='rights.first-waiver'] .al-saved")).to_contain_text("Saved")
    page.evaluate(f"void {DIE}")
    page.locator(".jp-NotebookPanel[data-lesson=starting]").wait_for(timeout=30_000)
    page.wait_for_function(READY, timeout=60_000)
    assert page.locator(".jp-Dialog").count() == 0
    expect(page.locator("[data-item='rights.first-waiver'] input").nth(2)).to_be_checked()
    page.locator("[data-item='rights.first-waiver'] .al-option").nth(0).click()
    expect(page.locator("[data-item='rights.first-waiver'] .al-saved")).to_contain_text("Saved")


def test_one_button_goes_on_when_the_kernel_is_gone(lab: Lab, page: Page) -> None:
    lab.stay(page, FIRST)
    page.evaluate(f"{KERNEL}.shutdown()")
    expect(bar(page)).to_contain_text("Your answers are saved")
    bar(page).get_by_role("button", name="Go on").click()
    page.wait_for_function(READY, timeout=60_000)
    page.locator("[data-item='rights.first-waiver'] input").nth(1).check()  # nothing lies over it
    expect(page.locator("[data-item='rights.first-waiver'] .al-saved")).to_contain_text("Saved")


def test_previous_and_next_turn_the_pages(lab: Lab, page: Page) -> None:
    lab.stay(page, FIRST)
    bar(page).get_by_role("button", name="Next: 4.2 Give and take").click()
    page.wait_for_function(f"{READY} && {PATH}.includes('4_2')", timeout=60_000)
    bar(page).get_by_role("button", name="Previous: 4.1 The rights ledger").click()
    page.wait_for_function(f"{READY} && {PATH}.includes('4_1')", timeout=60_000)


def test_where_nothing_is_open_the_map_opens(lab: Lab, page: Page) -> None:
    lab.stay(page, FIRST)
    page.evaluate("jupyterapp.commands.execute('application:close-all')")
    page.wait_for_function(f"{READY} && {PATH} === 'start.ipynb'", timeout=60_000)
    page.goto(f"{lab.url}/lab/workspaces/another?reset")
    page.wait_for_function(f"{READY} && {PATH} === 'start.ipynb'", timeout=60_000)
    expect(page.locator(".jp-Launcher")).to_have_count(0)


def test_the_map_leads_to_a_lesson_and_back_to_the_very_question(lab: Lab, page: Page) -> None:
    lab.open(page, "start.ipynb")
    expect(bar(page)).to_contain_text("Alliance Lessons")
    page.get_by_role("link", name=re.compile("4.1 The rights ledger")).first.click()
    page.wait_for_function(f"{READY} && {PATH}.includes('4_1')", timeout=60_000)
    for option in page.locator("[data-item='rights.first-waiver'] .al-option").all()[:1]:
        option.click()
    bet = page.locator("[data-item='rights.bet'] input")
    bet.fill("5")
    expect(bar(page)).to_contain_text("2 of 14 answered", timeout=20_000)
    bar(page).get_by_role("button", name="Map").click()
    go_on = page.get_by_role("link", name=re.compile(r"Go on: 4\.1 .*question 3 of 14"))
    expect(go_on).to_be_visible(timeout=30_000)
    lab.load(page, "start.ipynb")  # as on another day
    go_on.click()
    page.wait_for_function(f"{READY} && {PATH}.includes('4_1')", timeout=60_000)
    third = page.locator("[data-item='rights.four-questions']")
    expect(third).to_be_in_viewport(timeout=20_000)
    tab_to(page, "[data-item='rights.four-questions'] select", most=2)


def test_nothing_jumps_while_a_lesson_starts_and_starts_again(
    lab: Lab, page: Page, changed: Callable[..., str]
) -> None:
    path = changed(lambda cells: None)  # in a folder without answers
    lab.open(page, "start.ipynb")
    page.evaluate(WATCH)
    page.evaluate("path => void jupyterapp.commands.execute('docmanager:open', { path })", path)
    page.wait_for_function(f"{READY} && {PATH} === {path!r}", timeout=60_000)
    page.locator("[data-item='rights.first-waiver'] input").first.focus()
    page.evaluate(f"void {KERNEL}.restartKernel()")
    page.wait_for_function(f"!({READY})")
    page.wait_for_function(READY, timeout=60_000)
    assert page.evaluate(
        "document.activeElement.matches('[data-item=\"rights.first-waiver\"] input')"
    )
    page.wait_for_timeout(600)
    assert page.evaluate("shifts") == []


@pytest.mark.parametrize("path", ["start.ipynb", FIRST, "assignments/rights/rights.ipynb"])
def test_no_barrier_in_the_whole_window(path: str, lab: Lab, page: Page) -> None:
    lab.open(page, path)
    for width in (1280, 800, 640):  # 640 as 200 % zoom shows 1280
        page.set_viewport_size({"width": width, "height": 900 if width > 640 else 450})
        page.wait_for_function(f"innerWidth === {width}")
        for theme, rules in (("JupyterLab Light", FAULTS), ("JupyterLab Dark", COLOURS)):
            use_theme(page, theme)
            found = Axe().run(page, context=OURS, options=rules).response["violations"]
            assert [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator(".jp-RenderedHTMLCommon, .lesson-bar").evaluate_all(WIDER) == []

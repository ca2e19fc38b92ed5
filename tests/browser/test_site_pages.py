"""The pages to read in a real browser: no barrier, fit for a phone, open on paper, no request."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from alliance_lessons.site.pages.build import write_pages
from tests.browser.conftest import tab_to
from tests.browser.test_lesson_pages import COLOURS

LESSON = "4_forgoing_rights/4_1_the_rights_ledger.html"
PICTURES = "2_relationship_building/2_3_three_networks.html"
ASSIGNMENT = "assignments/rights.html"
STORY = "2_relationship_building/2_1_the_first_thirty_days.html"
Scheme = Literal["light", "dark"]
BUT_COLOURS = {"rules": {"color-contrast": {"enabled": False}}}
UNFOLD = "document.querySelectorAll('details').forEach(one => { one.open = true; })"
WIDER = "document.documentElement.scrollWidth > innerWidth"
# what is wider than its frame must be a frame that the keyboard reaches and that has a name
STUCK = """[...document.querySelectorAll('main *:not(svg, svg *)')].filter(one =>
  one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline' &&
  !(one.tabIndex === 0 && one.ariaLabel && getComputedStyle(one).overflowX === 'auto')
).map(one => one.outerHTML.slice(0, 120))"""
FOLDED = """[...document.querySelectorAll('details > :not(summary)')]
  .filter(one => !one.checkVisibility({contentVisibilityAuto: true}) || !one.offsetHeight)
  .map(one => one.textContent.slice(0, 80))"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_pages(folder, 14_200_000)
    return folder


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that may ask for nothing but itself, and has nothing to say to the console."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        yield page
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
        assert [url for url in asked if not url.endswith(".html") and url[:5] == "file:"] == []
        assert said == []


def violations(page: Page, rules: dict[str, object] | None = None) -> list[str]:
    found = Axe().run(page, options=rules).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


def test_no_page_has_a_barrier_or_is_too_wide(site: Path, page: Page) -> None:
    """With all folded open: axe looks at nothing that is hidden."""
    found: dict[str, list[str]] = {}
    for path in sorted(site.rglob("*.html")):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(path.as_uri())
        page.evaluate(UNFOLD)
        found[path.name] = violations(page, BUT_COLOURS)
        for width in (390, 320, 768):
            page.set_viewport_size({"width": width, "height": 844})
            too_wide = ["the page is too wide"] if page.evaluate(WIDER) else []
            found[f"{path.name} at {width}"] = too_wide + page.evaluate(STUCK)
    assert {where: what for where, what in found.items() if what} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index.html", LESSON, PICTURES, ASSIGNMENT, "cards.html"])
def test_colours_are_told_apart(name: str, scheme: Scheme, site: Path, page: Page) -> None:
    """One page of each kind: all have the same style."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((site / name).as_uri())
    page.evaluate(UNFOLD)
    assert violations(page, COLOURS) == []


def test_a_wide_table_is_scrolled_by_keyboard(site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((site / ASSIGNMENT).as_uri())
    tab_to(page, '[aria-label^="Table 4."]')
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")


def test_the_keyboard_skips_to_the_text_and_unfolds(site: Path, page: Page) -> None:
    page.goto((site / LESSON).as_uri())
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the text")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, "summary", most=4)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Noor answers with one word")).to_be_visible()


def test_a_page_needs_no_script(site: Path, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((site / LESSON).as_uri())
        expect(page.get_by_text("Noor answers with one word")).to_be_hidden()
        page.get_by_text("Write that the thirty days stand.").click()
        expect(page.get_by_text("Noor answers with one word")).to_be_visible()


def test_a_story_is_followed_from_moment_to_moment(site: Path, page: Page) -> None:
    """A link into what is folded away opens it."""
    page.goto((site / STORY).as_uri())
    page.get_by_text("Tell me about your last big partner.").click()
    page.get_by_role("link", name="Day 2, 11:05").locator("visible=true").click()
    later = page.locator(".moment").get_by_text("Our sensors have never met a valve of yours.")
    expect(later).to_be_in_viewport()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_on_paper_all_is_open_and_what_only_a_screen_can_do_is_gone(
    paper: str, site: Path, page: Page
) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto((site / LESSON).as_uri())
    folded = page.pdf(format=paper)
    page.evaluate(UNFOLD)
    assert sheets(page.pdf(format=paper)) == sheets(folded)
    page.reload()
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("details").count() > 30
    assert page.evaluate(FOLDED) == []
    for gone in (page.get_by_role("navigation"), page.get_by_role("link", name="live")):
        expect(gone.locator("visible=true")).to_have_count(0)
    expect(page.locator("body")).to_have_css("color", "rgb(32, 38, 44)")
    page.emulate_media(media="screen")
    assert len(page.evaluate(FOLDED)) > 30


def sheets(pdf: bytes) -> int:
    found = pdf.count(b"/Type /Page\n")
    assert found > 3
    return found


def test_each_card_has_a_sheet_of_its_own(site: Path, page: Page) -> None:
    page.goto((site / "cards.html").as_uri())
    assert sheets(page.pdf(format="A4")) == page.locator(".card, .sheet").count()

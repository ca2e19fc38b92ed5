"""A page of feedback in a real browser: no barrier, nothing asked of any host, fit for a phone."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from alliance_lessons.feedback.marks import Grade
from alliance_lessons.feedback.page import OWN_PAGE
from tests.browser.test_lesson_pages import COLOURS
from tests.conftest import asks_no_other_host
from tests.feedback_pages import RIGHT, page

HOSTILE = (
    "<script>document.title='gained'</script><img src=http://192.0.2.1/x.png>"
    "![x](http://192.0.2.1/y.png)" + "very" * 200 + "\u202egnorw " + "Z\u0335\u0321\u0352" * 50
)
MARKED = {
    "rights_a-memo": Grade(15.0, by_person=True, comment="Who carries it?\n\n" + HOSTILE),
    "rights_a-memo-stop": Grade(12.0, by_person=True),
}
OWN = {"rights_a-memo-stop": Grade(10.0, by_person=True)}
PAGES = {
    "finished": page(RIGHT, MARKED, penalty=5.0),
    "waiting": page(RIGHT | {"rights_a.reply": "tell", "rights_a.packages": []}),
    "nothing handed in": page({}, remark="No file of answers came with what you handed in."),
    "marked by oneself": page(RIGHT, OWN, form=OWN_PAGE),
    "hostile": page(RIGHT | {"rights_a.memo": HOSTILE}, MARKED, learner=HOSTILE[:100]),
}


@pytest.fixture(params=PAGES)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "rights.html"
    path.write_text(PAGES[request.param], "utf-8")
    return path


def test_no_barrier_no_request_and_nothing_beside_the_screen(file: Path, browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.goto(file.as_uri())
        assert page.title().startswith(("Feedback for ", "Your own feedback: "))
        for width in (420, 1100, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert Axe().run(page).response["violations"] == []
        page.emulate_media(color_scheme="dark")
        assert Axe().run(page, options=COLOURS).response["violations"] == [], "dark"
        assert asked == [file.as_uri()]
        assert said == []


def test_who_asks_another_host_fails(browser: Browser) -> None:
    """As all tests do in which JupyterLab or Formgrader is open."""
    with browser.new_context() as context:
        page = context.new_page()
        with pytest.raises(AssertionError, match="192"), asks_no_other_host(context):
            page.set_content("<img src=http://192.0.2.1/x.png>")


def test_the_policy_of_the_page_stops_what_may_ever_get_through(
    tmp_path: Path, browser: Browser
) -> None:
    """A second wall: even with markup of a learner in it the page runs and fetches nothing."""
    holed = PAGES["waiting"].replace("<main>", f"<main>{HOSTILE}<p id=x style='color:red'>x</p>")
    path = tmp_path / "rights.html"
    path.write_text(holed, "utf-8")
    page = browser.new_page()
    answered: list[str] = []
    page.on("requestfinished", lambda request: answered.append(request.url))
    page.goto(path.as_uri())
    assert page.title().startswith("Feedback for ")
    assert answered == [path.as_uri()]
    expect(page.locator("#x")).not_to_have_css("color", "rgb(255, 0, 0)")
    page.close()


def test_on_paper_the_level_is_still_marked_and_colours_are_light(
    tmp_path: Path, browser: Browser
) -> None:
    path = tmp_path / "rights.html"
    path.write_text(PAGES["finished"], "utf-8")
    page = browser.new_page(color_scheme="dark")
    page.goto(path.as_uri())
    page.emulate_media(media="print")
    expect(page.locator("body")).to_have_css("color", "rgb(27, 37, 48)")
    expect(page.get_by_text("Your level").first).to_be_visible()
    page.close()

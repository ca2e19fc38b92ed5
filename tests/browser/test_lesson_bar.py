"""The lesson bar on a page of its own, laid out as JupyterLab lays it out: cut off at its edges,
as high as it asks for, in the colours of the installed themes."""

import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect

import alliance_lessons
from tests.browser.conftest import tab_to
from tests.browser.test_lesson_pages import COLOURS
from tests.conftest import SCREEN, asks_no_other_host

STATIC = Path(alliance_lessons.__file__).parent.joinpath(
    "jupyter_config", "labextensions", "alliance-lessons", "static"
)
THEMES = Path(sys.prefix, "share/jupyter/lab/themes/@jupyterlab")
HOST = """<!doctype html><html lang="en"><title>A lesson</title>
<link rel="stylesheet" href="/lesson-bar.css"><link rel="stylesheet" href="/light.css" id="light">
<link rel="stylesheet" href="/dark.css" id="dark" disabled>
<body data-jp-theme-light="true" style="margin: 0; background: var(--jp-layout-color0)">
<div id="header" style="position: relative"></div><main tabindex="-1">The lesson</main>"""
PUT = """async base => {
  const { lessonBar } = await import("/lesson-bar.js");
  const names = ["start", "restart", "go", "map", "work", "setShowCode", "setDark", "setFull"];
  window.called = [];
  const noted = name => (...values) => called.push([name, ...values]);
  const actions = Object.fromEntries(names.map(name => [name, noted(name)]));
  const header = document.getElementById("header");
  const fit = () => { header.style.height = node.style.height = node.style.minHeight; };
  const bar = lessonBar({ ...actions, resized: fit });
  const { node } = bar;
  Object.assign(node.style, { position: "absolute", contain: "strict", width: "100%" });
  node.style.height = header.style.height = "46px";
  header.append(node);
  window.node = node;
  window.keys = [];
  document.addEventListener("keydown", ({ key }) => keys.push(key));
  window.spoken = [];
  const status = node.querySelector("[role=status]");
  new MutationObserver(() => spoken.push(status.textContent))
    .observe(status, { childList: true, characterData: true, subtree: true });
  window.showState = changes => bar.show({ ...base, ...changes });
}"""
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
FITS = "Math.abs(node.offsetHeight - node.firstChild.offsetHeight) < 2"
PLACES = """() => [...node.querySelectorAll("button, .lesson-bar-title")]
  .filter(one => one.offsetParent).map(one => JSON.stringify(one.getBoundingClientRect()))
  .concat(document.querySelector("main").offsetTop)"""

NOW = "2026-11-23T13:02:00Z"  # 14:02 on the learner's clock
BEFORE = "2026-11-20T08:05:00Z"


def lesson(number: str, title: str, kind: str = "core", minutes: int = 45) -> dict[str, Any]:
    return {"number": number, "title": title, "kind": kind, "minutes": minutes} | {
        "id": title,
        "path": f"2/{number}.ipynb",
        "module": "2",
    }


def progress(answered: int, of: int, saved: str = "", **handed_in: Any) -> dict[str, Any]:
    handed_in = {"at": "", "changed": False, "how": ""} | handed_in
    return {
        "answered": answered,
        "of": of,
        "next": "",
        "saved": saved,
        "handed_in": handed_in,
        "problem": "",
    }


LESSON = lesson("2.3", "Three networks and the people between")
ASSIGNMENT = lesson("", "Assignment: twenty-three letters and eight promises", "graded", 85)
BASE: dict[str, Any] = {
    "lesson": LESSON,
    "module": {"name": "Relationship building"},
    "previous": lesson("2.2", "Trust comes slowly"),
    "next": lesson("2.4", "What to share, what to hold"),
    "isMap": False,
    "running": "ready",
    "why": "",
    "progress": None,
    "showCode": False,
    "dark": False,
    "full": False,
}
CLOSED = (
    "The course was closed. Your answers are saved: "
    "start it again (python3 start.py), then reload this page."
)
WHY = "This lesson was changed, so it does not start by itself."
NEIGHBOURS = ["Previous: 2.2 Trust comes slowly", "Next: 2.4 What to share, what to hold"]
ALL = ["Map of the course", *NEIGHBOURS, "Options"]
TITLE = "Relationship building 2.3 Three networks and the people between"
STATES: dict[str, tuple[dict[str, Any], list[str], list[str]]] = {  # changes, words, buttons
    "waiting": ({"running": "waiting"}, [TITLE], ALL),
    "starting": ({"running": "starting"}, [TITLE, "Getting the exercises ready…"], ALL),
    "ready": ({}, [TITLE], ALL),
    "begun": (
        {"progress": progress(9, 14, NOW)},
        [TITLE, "9 of 14 answered, about 20 minutes left", "Saved 14:02"],
        ALL,
    ),
    "last lesson, done": (
        {"progress": progress(14, 14, BEFORE), "next": None},
        [TITLE, "all answered", "Saved 20 Nov, 09:05"],
        ["Map of the course", NEIGHBOURS[0], "Options"],
    ),
    "assignment": (
        {
            "lesson": ASSIGNMENT,
            "progress": progress(9, 11, NOW, at=BEFORE, changed=True, how="file"),
        },
        [
            "Relationship building Assignment: twenty-three letters and eight promises",
            "two unanswered, about 20 minutes left",
            "changed since the file of 20 Nov, 09:05",
        ],
        ALL,
    ),
    "not ours": (
        {"running": "not ours", "why": WHY},
        [TITLE, WHY],
        [*ALL, "Start lesson"],
    ),
    "gone": (
        {"running": "gone", "progress": progress(9, 14, NOW)},
        [
            TITLE,
            "9 of 14 answered, about 20 minutes left",
            "Saved 14:02",
            "This lesson has paused. Your answers are saved.",
        ],
        [*ALL, "Go on"],
    ),
    "no server": (
        {"running": "no server"},
        [
            TITLE,
            CLOSED,
        ],
        ALL,
    ),
    "damaged": (
        {"progress": progress(0, 14) | {"problem": "The answers can't be read."}},
        [
            TITLE,
            "0 of 14 answered, about 45 minutes left",
            "saved as you answer",
            "The answers can't be read.",
        ],
        ALL,
    ),
    "map": ({"isMap": True, "lesson": None}, ["Alliance Lessons"], ["Options"]),
    "unknown": (
        {"lesson": None, "running": "not ours", "why": "This page is not of the course."},
        ["This page is not of the course."],
        ["Map of the course", "Options"],
    ),
}


class Served(SimpleHTTPRequestHandler):
    """The bar's own files, the themes of the installed JupyterLab, and a page to put a bar on."""

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        name = self.path.strip("/")
        if name in {"light.css", "dark.css"}:
            body = (THEMES / f"theme-{name[:-4]}-extension/index.css").read_bytes()
            kind = "text/css"
        elif not name:
            body, kind = HOST.encode(), "text/html"
        else:
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Served, directory=STATIC)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def berlin(browser: Browser) -> Iterator[Page]:
    """A browser in Berlin, on a winter's afternoon."""
    with browser.new_context(
        locale="en-GB", timezone_id="Europe/Berlin", reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        page.clock.set_fixed_time("2026-11-23T15:00:00Z")
        yield page


@pytest.fixture
def page(berlin: Page, address: str) -> Iterator[Page]:
    """A page with a bar on which nothing has been shown yet."""
    berlin.set_viewport_size(SCREEN)
    with asks_no_other_host(berlin.context):
        berlin.goto(address)
        berlin.evaluate(PUT, BASE)
        yield berlin


def show(page: Page, **changes: Any) -> None:
    page.evaluate("changes => showState(changes)", changes)
    page.evaluate(TWO_FRAMES)


def use(page: Page, theme: str) -> None:
    page.evaluate(
        """theme => {
          for (const one of ["light", "dark"]) document.getElementById(one).disabled = one != theme;
          document.body.dataset.jpThemeLight = theme === "light";
        }""",
        theme,
    )
    page.wait_for_function("theme => document.getElementById(theme).sheet", arg=theme)


def names(page: Page) -> Any:
    buttons = page.locator(".lesson-bar button:visible")
    return buttons.evaluate_all("all => all.map(one => one.ariaLabel ?? one.textContent)")


def barriers(page: Page) -> list[str]:
    """What axe-core finds in the bar: everything in light colours, and contrast in dark ones."""
    found = []
    for theme, rules in (("light", None), ("dark", COLOURS)):
        use(page, theme)
        found += Axe().run(page, context=".lesson-bar", options=rules).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


def box(place: Locator) -> FloatRect:
    """Where something is on the screen, in pixels."""
    found = place.bounding_box()
    assert found
    return found


def words(page: Page, function: str, *values: Any) -> Any:
    call = "async ([name, values]) => (await import('/bar-words.js'))[name](...values)"
    return page.evaluate(call, [function, values])


def test_words_for_what_is_left(page: Page) -> None:
    for values, said in {
        (45, 0, 14): "about 45 minutes left",
        (45, 9, 14): "about 20 minutes left",  # 16.1
        (40, 7, 8): "about 5 minutes left",  # five exactly
        (45, 13, 14): "under 5 minutes left",  # 3.2
        (45, 14, 14): "",
        (45, 15, 14): "",
        (45, 0, 0): "",
    }.items():
        assert words(page, "timeLeft", *values) == said, values
    for pair, said in {
        (9, 11): "two unanswered",
        (10, 11): "one unanswered",
        (0, 12): "twelve unanswered",
        (0, 13): "13 unanswered",
        (11, 11): "all answered",
    }.items():
        assert words(page, "unanswered", *pair) == said, pair


DONE_AND_SAVED: list[tuple[str, dict[str, Any], str, str]] = [
    ("core", progress(0, 14), "0 of 14 answered, about 45 minutes left", "saved as you answer"),
    ("core", progress(0, 14, NOW), "0 of 14 answered, about 45 minutes left", "Saved 14:02"),
    ("core", progress(14, 14, NOW), "all answered", "Saved 14:02"),
    ("core", progress(3, 14, "yesterday"), "3 of 14 answered, about 40 minutes left", ""),
    (
        "core",
        progress(1, 2, NOW, at=NOW),
        "1 of 2 answered, about 25 minutes left",
        "Saved 14:02",
    ),
    ("core", progress(0, 0), "", ""),
    ("graded", progress(9, 11), "two unanswered, about 10 minutes left", ""),
    ("graded", progress(11, 11, NOW), "all answered, not handed in yet", "Saved 14:02"),
    (
        "graded",
        progress(9, 11, NOW, at=NOW, how="file"),
        "two unanswered",
        "file to send made 14:02",
    ),
    (
        "graded",
        progress(11, 11, NOW, at=NOW, how="exchange"),
        "all answered",
        "handed in 14:02",
    ),
    (
        "graded",
        progress(11, 11, NOW, at="2025-12-31T23:30:00Z", how="exchange"),
        "all answered",
        "handed in 1 Jan, 00:30",  # the new year has begun where the learner is
    ),
    (
        "graded",
        progress(11, 11, NOW, at="2025-12-31T13:00:00Z", how="exchange"),
        "all answered",
        "handed in 31 Dec 2025, 14:00",
    ),
    (
        "graded",
        progress(11, 11, NOW, at=BEFORE, how="exchange", changed=True),
        "all answered",
        "changed since the hand-in of 20 Nov, 09:05",
    ),
]


def test_words_for_what_is_done_and_where_it_is(page: Page) -> None:
    for kind, state, done, saved in DONE_AND_SAVED:
        show(page, lesson=LESSON | {"kind": kind}, progress=state)
        expect(page.locator(".lesson-bar-done")).to_have_text(done)
        expect(page.locator(".lesson-bar-saved")).to_have_text(saved)


@pytest.mark.parametrize("state", STATES)
def test_each_state_has_its_words_its_buttons_and_no_barrier(state: str, page: Page) -> None:
    changes, said, buttons = STATES[state]
    show(page, **changes)
    seen = "p:not(.lesson-bar-facts, .lesson-bar-heard):visible"
    texts = f".lesson-bar {seen}, .lesson-bar-facts > :visible"
    shown = page.locator(texts).evaluate_all("all => all.map(one => one.textContent.trim())")
    assert list(filter(None, shown)) == said
    assert names(page) == buttons
    expect(page.get_by_role("navigation", name="Course")).to_be_visible()
    assert barriers(page) == []
    line = page.get_by_role("status").is_visible() and state != "starting"
    for width, most in ((1280, 48), (640, 76), (320, 120)):  # one line, two lines, a phone's
        page.set_viewport_size({"width": width, "height": 600})
        page.wait_for_function(f"innerWidth === {width}")
        page.evaluate(TWO_FRAMES)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        wide = page.locator(".lesson-bar-row").evaluate("row => row.scrollWidth - row.clientWidth")
        assert wide <= 0
        height = box(page.locator(".lesson-bar-row"))["height"]
        assert height <= most + (110 if width == 320 else 60) * line
        page.wait_for_function(FITS)  # nothing is cut off
        for button in page.locator(".lesson-bar button:visible").all():
            assert min(box(button)["width"], box(button)["height"]) >= 36


def test_the_words_of_the_screen_are_all_there_for_a_screen_reader(page: Page) -> None:
    page.set_viewport_size({"width": 640, "height": 600})
    show(page, module={"name": "A module"}, lesson=lesson("2.3", "A title that is long " * 9))
    title = page.locator(".lesson-bar-title")
    assert title.inner_text().endswith("long")
    assert (title.get_attribute("title") or "").startswith("A module · 2.3 A title")
    following = page.get_by_role("button", name=NEIGHBOURS[1])
    expect(following).to_have_attribute("title", NEIGHBOURS[1])
    expect(following).to_contain_text("Next")  # what is seen is part of the name


def test_buttons_do_what_they_say_by_keyboard_alone(page: Page) -> None:
    show(page, running="gone")
    for one in (*(f"[aria-label={name!r}]" for name in ALL[:3]), ".lesson-bar-mend"):
        tab_to(page, one)
        page.keyboard.press("Enter")
    assert page.evaluate("called") == [
        ["map"],
        ["go", "2/2.2.ipynb"],
        ["go", "2/2.4.ipynb"],
        ["restart"],
    ]
    show(page, running="not ours", why=WHY)
    page.keyboard.press("Space")
    assert page.evaluate("called.at(-1)") == ["start"]
    outline = page.evaluate("getComputedStyle(document.activeElement).outline")
    assert "solid 3px" in outline


def test_options_unfold_by_keyboard_and_escape_gives_the_focus_back(page: Page) -> None:
    show(page, dark=True)
    options = page.get_by_role("button", name="Options")
    expect(options).to_have_attribute("aria-expanded", "false")
    tab_to(page, ".lesson-bar-options")
    page.keyboard.press("Enter")
    expect(options).to_have_attribute("aria-expanded", "true")
    switches = page.get_by_role("group", name="Options").get_by_role("checkbox")
    expect(switches).to_have_count(3)
    expect(page.get_by_role("checkbox", name="Dark colours")).to_be_checked()
    assert barriers(page) == []
    for number in range(3):
        page.keyboard.press("Tab")
        expect(switches.nth(number)).to_be_focused()
        page.keyboard.press("Space")
    assert page.evaluate("called") == [["setShowCode", True], ["setDark", False], ["setFull", True]]
    page.keyboard.press("Escape")
    expect(switches.first).to_be_hidden()
    expect(options).to_be_focused()
    expect(options).to_have_attribute("aria-expanded", "false")


def test_options_close_on_a_click_elsewhere_and_when_the_focus_goes_on(page: Page) -> None:
    show(page, running="gone")
    options = page.get_by_role("button", name="Options")
    panel = page.get_by_role("group", name="Options")
    options.click()
    assert box(panel)["y"] >= 44
    assert box(panel)["x"] + box(panel)["width"] <= 1280
    page.get_by_text("Dark colours").click()
    assert page.evaluate("called") == [["setDark", True]]
    expect(panel).to_be_visible()
    page.mouse.click(20, 400)
    expect(panel).to_be_hidden()
    options.click()
    options.click()
    expect(panel).to_be_hidden()
    options.click()
    panel.get_by_role("button", name="Start lesson").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Go on")).to_be_focused()
    expect(panel).to_be_hidden()


def test_options_lead_to_ones_work_and_close(page: Page) -> None:
    show(page)
    page.get_by_role("button", name="Options").click()
    work = page.get_by_role("button", name="My work")
    assert box(work)["height"] >= 44
    work.click()
    assert page.evaluate("called") == [["work"]]
    expect(work).to_be_hidden()


def test_plain_keys_stay_in_the_bar_and_combinations_leave_it(page: Page) -> None:
    show(page)
    tab_to(page, ".lesson-bar-options")
    page.evaluate("keys.length = 0")
    for key in ("b", "d", "d", "ArrowDown", "Enter", "Escape", "Control+b", "Shift+Enter"):
        page.keyboard.press(key)
    left = [key for key in page.evaluate("keys") if key not in {"Control", "Shift"}]
    assert left == ["Escape", "b", "Enter"]


def test_only_what_is_new_changes_and_the_focus_stays(page: Page) -> None:
    show(page, progress=progress(9, 14, NOW))
    page.evaluate(
        """() => {
          window.changes = [];
          const note = all => changes.push(...all.map(one => one.target.className));
          window.observer = new MutationObserver(note);
          observer.observe(node, { subtree: true, childList: true, attributes: true });
        }"""
    )
    tab_to(page, ".lesson-bar-move + .lesson-bar-move")
    for _ in range(3):
        show(page, progress=progress(9, 14, NOW))
    assert page.evaluate("changes") == []
    show(page, progress=progress(10, 14, NOW))
    assert sorted(page.evaluate("changes")) == ["lesson-bar-done", "lesson-bar-filled"]
    expect(page.get_by_role("button", name=NEIGHBOURS[1])).to_be_focused()


def test_a_change_is_spoken_once(page: Page) -> None:
    assert page.get_by_role("status").count() == 1  # before anything is shown
    for _ in range(3):
        show(page, running="waiting")
    assert page.evaluate("spoken") == []
    for running in ("starting", "starting", "ready", "ready", "gone", "gone"):
        show(page, running=running, progress=progress(1, 2))
        show(page, running=running, progress=progress(2, 2))
    ready, gone = STATES["starting"][1][-1], STATES["gone"][1][-1]
    assert page.evaluate("spoken") == [ready, "The exercises are ready.", gone]


def test_a_button_that_goes_hands_its_focus_to_one_that_stays(page: Page) -> None:
    show(page, running="gone")
    tab_to(page, ".lesson-bar-mend")
    show(page, running="starting")
    expect(page.get_by_role("button", name="Options")).to_be_focused()
    page.get_by_role("button", name=NEIGHBOURS[1]).focus()
    show(page, next=None)
    expect(page.get_by_role("button", name=NEIGHBOURS[0])).to_be_focused()
    show(page, isMap=True, lesson=None)
    expect(page.get_by_role("button", name="Options")).to_be_focused()
    page.locator("main").focus()
    show(page)
    expect(page.locator("main")).to_be_focused()  # nothing is taken from elsewhere


@pytest.mark.parametrize("width", [1280, 640])
def test_nothing_moves_while_a_lesson_starts_and_is_answered(width: int, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 600})
    show(page, running="waiting")
    places = page.evaluate(PLACES)
    for changes in (
        {"running": "starting"},
        {"running": "ready"},
        {"progress": progress(0, 14)},
        {"progress": progress(9, 14, NOW)},
        {"progress": progress(14, 14, NOW)},
        {"running": "starting", "progress": progress(14, 14, NOW)},
    ):
        show(page, **changes)
        assert [one for one in page.evaluate(PLACES) if one not in places] == [], changes
    show(page, isMap=True, lesson=None)
    places = page.evaluate(PLACES)
    show(page, isMap=True, lesson=None, running="starting")
    assert page.evaluate(PLACES) == places
    assert page.evaluate("spoken.at(-1)") == ""  # the map can be read, whatever goes on

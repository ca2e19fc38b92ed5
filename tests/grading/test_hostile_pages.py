"""What learners wrote, on every page that shows it, in a real browser: nothing acts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page

from tests.grading.conftest import HostileCohort
from tests.grading.hostile import CASES
from tests.grading.hostile.texts import EVIL
from tests.grading.hostile_course import SECRET, alliance
from tests.grading.running_formgrader import Formgrader, running_formgrader

# The learners whose answers, notebooks or names a page could stumble over.
SHOWN = (
    "answers-with-acting-text",
    "answers-with-strange-text",
    "answers-with-a-full-text",
    "answers-of-odd-times",
    "answers-to-odd-items",
    "answers-of-bytes",
    "answers-of-wrong-types",
    "notebook-with-acting-outputs",
    "notebook-worth-more",
)


class Watched:
    """A page that reaches this machine alone (`tests.conftest.page`), and what acted on it."""

    def __init__(self, page: Page) -> None:
        self.dialogs: list[str] = []
        page.add_init_script("window.acted = []; window.alert = text => acted.push(text)")
        page.on("dialog", self._dialog)
        self.page = page

    def _dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def harmless(self, address: str) -> str:
        """Opens a page, sees that nothing acted, and gives its text."""
        self.page.goto(address, wait_until="load")
        self.page.wait_for_timeout(100)
        assert self.page.url.split("#")[0] == address, "it led to another page"
        assert self.page.evaluate("window.acted") == []
        for name in ("src", "href", "action", "data"):
            assert self.page.locator(f"[{name}*='{EVIL}']").count() == 0, name
        assert self.page.locator("[onerror], [onload]:not(body), iframe, base, object").count() == 0
        assert self.dialogs == []
        return str(self.page.inner_text("body"))


@pytest.fixture
def watched(page: Page) -> Watched:
    return Watched(page)


@pytest.fixture(scope="module")
def feedback(hostile_cohort: HostileCohort) -> Path:
    said = alliance(hostile_cohort.course, "feedback", "rights")
    assert said.code == 0, said.err
    return hostile_cohort.course.folder / "feedback"


@pytest.fixture(scope="module")
def formgrader(hostile_cohort: HostileCohort) -> Iterator[Formgrader]:
    with running_formgrader(hostile_cohort.course) as running:
        yield running


def test_everybody_has_a_small_page_without_anything_from_elsewhere(feedback):
    for name in [*CASES, "model", "zz-honest"]:
        raw = (feedback / name / "rights/rights.html").read_bytes()
        assert len(raw) < 300_000, name
        assert SECRET.encode() not in raw
        assert b"<script>alert" not in raw


def test_feedback_pages_do_nothing(feedback, watched):
    for name in SHOWN:
        text = watched.harmless((feedback / name / "rights/rights.html").as_uri())
        if name == "answers-with-acting-text":
            assert "<script>alert(1)</script>" in text
            assert "{{ 7 * 7 }}" in text


def test_the_markers_pages_do_nothing(formgrader, watched):
    for name in SHOWN:
        if CASES[name].has_memo:
            address = f"{formgrader.url}/formgrader/submissions/{formgrader.submission(name)}/"
            text = watched.harmless(address.rstrip("/") + "/")
            if name == "answers-with-acting-text":
                assert "![image]" in text


def test_a_text_that_overflows_covers_nothing_else(feedback, watched):
    """A thousand accents on one letter, or a word without an end, stay in their own place."""
    watched.harmless((feedback / "answers-with-strange-text/rights/rights.html").as_uri())
    wide = watched.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0


def test_the_report_does_nothing(hostile_cohort, watched):
    said = alliance(hostile_cohort.course, "report", "rights", "--names")
    assert said.code == 0, said.err
    folder = hostile_cohort.course.folder / "reports/rights"
    for path in folder.rglob("*.html"):
        watched.harmless(path.as_uri())
    for path in folder.rglob("*.csv"):
        for line in path.read_text("utf-8-sig").splitlines():
            for cell in line.split(","):
                assert not cell.strip('"').startswith(("=", "+", "@", "\t")), (path, line)


def test_nothing_was_run_by_showing_it(hostile_cohort, feedback):
    assert list(hostile_cohort.world.canary.iterdir()) == []

"""What a marker does in a real Formgrader: levels, comments and keys, saved by nbgrader.

axe looks at our own region alone; nbgrader's page around it has faults of its own.
"""

import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.grading.desk_course import VARIANT, Course, as_json
from tests.grading.running_formgrader import Formgrader, running_formgrader
from tests.rights_answers import model_answers

MEMOS = {
    "first": "Request B. M1 makes it mine.\n\n<script>alert(1)</script>![x](http://evil.example/x)",
    "keys": "I would lend the valves. I stop when two come back late.",
    "long": "generous " * 230,
    "silent": "",
    "waits": "Request C. I stop in month 17.",
}
ONE, TWO = "[data-for=rights_a-memo]", "[data-for=rights_a-memo-stop]"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    course = Course(tmp_path_factory.mktemp("marking")).generate()
    for learner, memo in MEMOS.items():
        answers = model_answers(VARIANT, cost="9", notice="30") | {"rights_a.memo": memo}
        folder = course.folder / f"submitted/{learner}/rights"
        folder.mkdir(parents=True)
        shutil.copy(course.folder / "release/rights/rights.ipynb", folder)
        (folder / "responses.json").write_text(as_json(answers))
    done = course.alliance("grade", "rights")
    assert done.returncode == 0, done.stderr
    return course


@pytest.fixture(scope="module")
def formgrader(course: Course) -> Iterator[Formgrader]:
    with running_formgrader(course) as formgrader:
        yield formgrader


@pytest.fixture
def marking(formgrader: Formgrader, page: Page) -> Any:
    """Opens a learner's page and waits until nbgrader has the marks."""

    def marking(learner: str) -> Page:
        page.goto(f"{formgrader.url}/formgrader/submissions/{formgrader.submission(learner)}/")
        page.locator(".al-level:enabled").first.wait_for()
        return page

    return marking


def saved(formgrader: Formgrader, learner: str) -> dict[str, tuple[Any, Any, str]]:
    """What the gradebook holds on both criteria: score, whether it waits, comment."""
    query = f"?submission_id={formgrader.submission(learner)}"
    comments = {
        one["name"]: one["manual_comment"] or "" for one in formgrader.ask(f"api/comments{query}")
    }
    return {
        one["name"]: (one["manual_score"], one["needs_manual_grade"], comments[one["name"]])
        for one in formgrader.ask(f"api/grades{query}")
        if one["name"].startswith("rights_a-memo")
    }


def words(comment: Locator) -> str:
    return comment.locator(".al-words").text_content() or ""


def test_a_level_and_comments_by_mouse(marking, formgrader):
    page = marking("first")
    assert page.get_by_text("0 of 2 criteria marked").is_visible()
    page.locator(f"{ONE} .al-level[data-points='10']").click()
    box = page.get_by_label(re.compile("^Comment: Criterion 1"))
    box.fill("My own words.")
    offered = page.locator(f"{ONE} .al-comment:visible")
    expect(offered).to_have_count(2)  # those of the level that was given
    offered.nth(0).click()
    offered.nth(1).click()  # at once, while the first is being saved
    offered.nth(0).click()  # again: it stands there already
    expect(page.get_by_role("status")).to_have_text("This comment stands there already.")
    expected = f"My own words.\n\n{words(offered.nth(0))}\n\n{words(offered.nth(1))}"
    expect(box).to_have_value(expected)
    assert page.get_by_text("1 of 2 criteria marked").is_visible()

    page = marking("first")
    expect(page.locator(f"{ONE} .al-level[aria-pressed=true]")).to_have_text(re.compile("^10"))
    expect(page.locator(f"{TWO} .al-level[aria-pressed=true]")).to_have_count(0)
    assert page.get_by_label("Points: Criterion 1").input_value() == "10"
    expect(page.locator(f"{ONE} .al-used")).to_have_count(2)
    assert saved(formgrader, "first") == {
        "rights_a-memo": (10, False, expected),
        "rights_a-memo-stop": (None, True, ""),
    }


def test_all_by_keyboard(marking, formgrader):
    page = marking("keys")
    assert page.evaluate("document.activeElement.className") == "al-text"  # to read first

    def tab_to(what: Locator) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if what.evaluate("it => it === document.activeElement"):
                return
        pytest.fail("Tab never gets there")

    tab_to(page.locator(f"{ONE} .al-level[data-points='5']"))
    page.keyboard.press("Enter")
    expect(page.locator(f"{ONE} .al-level[aria-pressed=true]")).to_have_text(re.compile("^5"))
    comment = page.locator(f"{ONE} .al-comment:visible").nth(1)
    tab_to(comment)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Comment: Criterion 1")).to_have_value(words(comment))
    tab_to(page.locator(f"{TWO} details summary").first)
    page.keyboard.press("Enter")
    expect(page.locator(TWO).get_by_text("a two-way street")).to_be_visible()  # an anchor
    tab_to(page.locator(f"{TWO} .al-level[data-points='15']"))
    page.keyboard.press("Space")
    expect(page.get_by_text("2 of 2 criteria marked")).to_be_visible()
    scores = [score for score, waits, _ in saved(formgrader, "keys").values() if not waits]
    assert scores == [5, 15]

    page.keyboard.press("Control+.")  # nbgrader's own key for the next submission works again
    page.wait_for_url(lambda url: formgrader.submission("keys") not in url)


def test_what_is_typed_into_nbgraders_own_box_shows_at_the_levels(marking, formgrader):
    page = marking("waits")
    box = page.get_by_label("Points: Criterion 2")
    box.fill("15")
    box.press("Escape")
    expect(page.locator(f"{TWO} .al-level[aria-pressed=true]")).to_have_text(re.compile("^15"))
    box.fill("12")
    box.press("Escape")
    expect(page.locator(f"{TWO} .al-level[aria-pressed=true]")).to_have_count(0)
    expect(page.get_by_role("status")).to_have_text("Mark saved.")
    assert saved(formgrader, "waits")["rights_a-memo-stop"][:2] == (12, False)


def test_the_text_is_harmless_and_its_figures_stand_beside_it(marking):
    page = marking("first")
    text = page.get_by_role("region", name="The learner's text")
    expect(text).to_contain_text("<script>alert(1)</script>![x](http://evil.example/x)")
    assert text.locator("script, img").count() == 0
    expect(text).to_contain_text("Cost limit: 9 k€ a quarter")
    expect(text).to_contain_text("Notice limit: 30 days")
    expect(text.get_by_role("table")).to_contain_text("Table 4. Six requests from Tallowmere")
    assert page.locator(".al-memo pre", has_text="M1 makes it mine").count() == 1


def test_a_long_text_shows_where_its_limit_ends_and_a_missing_one_says_so(marking):
    page = marking("long")
    expect(page.locator(".al-text h2")).to_contain_text("230 of at most 200 words")
    assert len((page.locator(".al-text pre").first.text_content() or "").split()) == 200
    page = marking("silent")
    expect(page.locator(".al-text")).to_contain_text("Nothing was written")


def test_questions_are_out_of_the_way_until_they_are_wanted(marking):
    page = marking("first")
    question = page.get_by_role("heading", name="Question 3 (7 points)")
    expect(question).to_be_hidden()
    page.get_by_role("button", name="Show the automatic questions").click()
    expect(question).to_be_visible()
    expect(page.locator(".al-text")).to_be_in_viewport()  # the text stays where it was
    page = marking("keys")
    expect(page.get_by_role("heading", name="Question 3 (7 points)")).to_be_visible()
    page.get_by_role("button", name="Show the automatic questions").click()


def test_the_next_text_that_waits(marking, formgrader):
    listed = formgrader.ask("api/submitted_notebooks/rights/rights")
    waiting = {one["id"] for one in listed if one["needs_manual_grade"]}
    assert len(waiting) >= 2
    page = marking("silent")
    on = page.get_by_role("button", name="Next text that waits")
    while waiting:
        before = page.url
        on.click()
        page.wait_for_url(lambda url, before=before: url != before)
        page.locator(f"{ONE} .al-level:enabled").first.wait_for()
        waiting.remove(page.url.split("/submissions/")[1].split("/")[0])
        for criterion in (ONE, TWO):
            page.locator(f"{criterion} .al-level").last.click()
    on.click()
    expect(page.get_by_role("status")).to_have_text("No other text is waiting.")


def test_a_mark_that_is_not_saved_is_said(marking):
    page = marking("long")
    page.route("**/api/grade/*", lambda route: route.abort())
    page.locator(f"{ONE} .al-level").first.click()
    expect(page.get_by_role("status")).to_contain_text("Not saved")
    before = page.url
    page.get_by_role("button", name="Next text that waits").click()
    page.wait_for_timeout(300)
    assert page.url == before


def test_no_barrier_in_what_we_add(marking):
    page = marking("first")
    page.locator(".al-criteria details, .al-text details").evaluate_all(
        "folds => folds.forEach(fold => { fold.open = true; })"
    )
    for region in (".al-bar", ".al-text", ONE, TWO):
        found = Axe().run(page, context=region).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == [], region

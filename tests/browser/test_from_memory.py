"""What comes back from memory, and the days to look back, as a learner meets them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import icalendar
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from alliance_lessons.items.bank import find_item
from alliance_lessons.workbook import answers
from tests.browser.conftest import tab_to
from tests.browser.running_lab import Lab
from tests.unit.whole_answers import LESSON, do, folder_of, put

DAY = timedelta(days=1)


def test_a_question_from_memory_asks_how_sure_before_it_says_anything(
    lab: Lab, page: Page, notebook: Callable[..., str]
) -> None:
    path = notebook("recall_due()")
    workbook = (lab.folder / path).parent
    for lesson in ("2_1", "3_1"):
        do(workbook, LESSON[lesson], at=datetime.now(UTC) - 20 * DAY)
    lab.open(page, path)
    question = page.locator(".al-item")
    first = answer(question)
    question.get_by_role("button", name="Check my answer").click()
    expect(question.locator(".al-problem")).to_have_text("First say how sure you are, then look.")
    expect(question.locator(".al-feedback")).to_be_empty()
    expect(question.locator(".al-sure input").first).to_be_focused()

    page.keyboard.press("Space")
    tab_to(page, ".al-check", most=4)
    page.keyboard.press("Enter")
    expect(question.locator(".al-outcome")).to_be_visible()
    expect(question.locator(".al-problem")).to_be_empty()
    following = page.get_by_role("button", name="Next question (the last one due)")
    expect(following).to_be_visible()
    assert Axe().run(page, context=".jp-OutputArea-output").response["violations"] == []

    following.focus()
    page.keyboard.press("Enter")
    group = page.get_by_role("group", name="A question from memory")
    expect(group).to_be_focused()
    expect(question).not_to_have_attribute("data-item", first)
    expect(question.locator(".al-outcome")).to_have_count(0)
    second = answer(question)
    question.get_by_label("very sure").check()
    question.get_by_role("button", name="Check my answer").click()
    expect(page.get_by_text("That was the last one for today.")).to_be_visible()
    assert [sure_of(workbook, one) for one in (first, second)] == [1, 3]


def answer(question: Locator) -> str:
    """Answers the choice that is shown with its first option; returns its id."""
    shown = question.get_attribute("data-item")
    assert shown
    assert find_item(shown).kind == "choice"
    question.locator("input[type=radio]").first.check()
    expect(question.locator(".al-saved")).to_contain_text("Saved")
    return shown


def sure_of(workbook: Path, item_id: str) -> int | None:
    found = [answers.read(folder).latest(item_id) for folder in workbook.glob("*/")]
    return next(entry.confidence for entry in found if entry)


def test_the_end_of_the_14_days_goes_into_a_calendar(
    lab: Lab, page: Page, notebook: Callable[..., str], tmp_path: Path
) -> None:
    path = notebook("look_back()", "how_sure()", 'explore("courtesy-card")')
    workbook = (lab.folder / path).parent
    now = datetime.now(UTC)
    put(folder_of(workbook, LESSON["4_1"]), "rights.my-courtesy", "Heron: a Tuesday", now)
    put(workbook, "rights.my-courtesy", "Heron: a Tuesday", now)  # where the card looks here
    lab.open(page, path)
    with page.expect_download() as download:
        page.locator(".al-look-back").get_by_role("link", name="Put the end of the 14 days").click()
    card = page.locator(".al-simulation")
    card.get_by_role("button", name="Put the end of the 14 days into my calendar").click()
    with page.expect_download() as of_card:
        card.get_by_role("link", name="Download the days").click()
    end = now.astimezone().date() + 14 * DAY
    for one in (download.value, of_card.value):
        assert one.suggested_filename == "look-back.ics"
        one.save_as(tmp_path / "saved.ics")
        read = icalendar.Calendar.from_ical((tmp_path / "saved.ics").read_bytes())
        assert [event["DTSTART"].dt for event in read.walk("VEVENT")] == [end - 7 * DAY, end]
        assert b"Heron" not in (tmp_path / "saved.ics").read_bytes()
    expect(page.get_by_text("Nothing to show yet")).to_be_visible()
    for part in (".al-look-back", ".al-simulation"):
        assert Axe().run(page, context=part).response["violations"] == []

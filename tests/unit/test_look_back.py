"""The end of the 14 days in the learner's own calendar, and nothing that the learner wrote."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.items.bank import find_item
from alliance_lessons.views.look_back_view import LookBackView, look_back_view
from alliance_lessons.views.page import Page
from alliance_lessons.views.simulation_view import SimulationView
from alliance_lessons.views.simulations import find_simulation
from alliance_lessons.workbook.calendar_file import Event, calendar_file
from alliance_lessons.workbook.course import course_files
from alliance_lessons.workbook.course_outline import Lesson
from alliance_lessons.workbook.course_progress import course_progress
from alliance_lessons.workbook.look_back import (
    OF_OTHER_LENGTH,
    look_back_calendar,
    look_back_in,
    look_backs,
)
from alliance_lessons.workbook.own_pages import is_own
from tests.unit.whole_answers import LESSON, NOW, OUTLINE, folder_of, put

DAY = timedelta(days=1)
SECRET = "Heron, price 4711, Ms Q"
CARDS = {"2_5": "hand-over-card", "3_5": "norms-card", "4_1": "courtesy-card"}


def own_items(lesson: Lesson) -> list[str]:
    asked = [item_id for question in lesson.questions for item_id in question.items]
    return [item_id for item_id in asked if is_own(find_item(item_id))]


def write(workbook: Path, lesson: str, at: datetime, item: int = 0) -> None:
    put(folder_of(workbook, LESSON[lesson]), own_items(LESSON[lesson])[item], SECRET, at)


def read(text: str) -> list[icalendar.Event]:
    """The events, as another program reads them; all parts must be as the standard has them."""
    parsed = icalendar.Calendar.from_ical(text)
    assert parsed["VERSION"] == "2.0"
    assert "Alliance Lessons" in parsed["PRODID"]
    assert parsed.errors == []
    assert all(event.errors == [] for event in parsed.walk("VEVENT"))
    return list(parsed.walk("VEVENT"))


def local(at: datetime) -> date:
    return at.astimezone().date()


# --- the file ---

texts = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=300)


@given(texts, texts, st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_another_program_reads_what_was_written(title: str, text: str, day: date) -> None:
    file = calendar_file([Event("1@here", day, title, text)], NOW)
    (event,) = read(file)
    assert str(event["SUMMARY"]) == title
    assert str(event.get("DESCRIPTION", "")) == text
    assert event["DTSTART"].dt == day
    assert event["DTEND"].dt == day + DAY
    assert event["DTSTAMP"].dt == NOW
    assert str(event["UID"]) == "1@here"


@given(texts)
def test_lines_end_and_fold_as_the_standard_says(title: str) -> None:
    raw = calendar_file([Event("1@here", NOW.date(), title)], NOW).encode()
    lines = raw.split(b"\r\n")
    assert lines[-1] == b""
    for line in lines:
        assert len(line) <= 75
        assert b"\n" not in line
        line.decode()  # no character is split


def test_line_breaks_and_marks_in_a_text_come_back(tmp_path: Path) -> None:
    words = "One, two; three\nC:\\new\\; \u201cfour\u201d"
    (event,) = read(calendar_file([Event("1@here", NOW.date(), words)], NOW))
    assert str(event["SUMMARY"]) == words


def test_a_day_takes_no_time_and_is_private() -> None:
    (event,) = read(calendar_file([Event("1@here", NOW.date(), "Look back")], NOW))
    assert (str(event["TRANSP"]), str(event["CLASS"])) == ("TRANSPARENT", "PRIVATE")


# --- which days ---


def test_the_end_is_14_days_after_it_was_last_written_and_7_is_halfway(tmp_path: Path) -> None:
    write(tmp_path, "2_1", NOW)
    write(tmp_path, "2_1", NOW + 2 * DAY, item=1)
    (one,) = look_backs(course_progress(tmp_path), NOW + 2 * DAY)
    assert (one.lesson.id, one.halfway, one.end) == (
        "2_1",
        local(NOW + 9 * DAY),
        local(NOW + 16 * DAY),
    )
    events = read(look_back_calendar([one], NOW + 3 * DAY))
    assert [event["DTSTART"].dt for event in events] == [one.halfway, one.end]
    assert [str(event["SUMMARY"]) for event in events] == [
        "Halfway through your 14-day experiment (Alliance Lessons, lesson 2.1)",
        "Look back at your 14-day experiment (Alliance Lessons, lesson 2.1)",
    ]


def test_what_is_over_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, "2_1", NOW)
    found = look_backs(course_progress(tmp_path), NOW)
    assert len(read(look_back_calendar(found, NOW + 8 * DAY))) == 1
    assert len(read(look_back_calendar(found, NOW + 14 * DAY))) == 1
    assert look_back_calendar(found, NOW + 15 * DAY) == ""


def test_a_change_moves_the_days_and_makes_no_new_ones(tmp_path: Path) -> None:
    write(tmp_path, "4_1", NOW)
    before = read(look_back_calendar(look_backs(course_progress(tmp_path), NOW), NOW))
    write(tmp_path, "4_1", NOW + 3 * DAY)
    later = NOW + 3 * DAY
    after = read(look_back_calendar(look_backs(course_progress(tmp_path), later), later))
    assert [event["UID"] for event in before] == [event["UID"] for event in after]
    assert [event["DTSTART"].dt + 3 * DAY for event in before] == [
        event["DTSTART"].dt for event in after
    ]


def test_two_people_and_two_lessons_never_share_an_event(tmp_path: Path) -> None:
    for number, lesson in enumerate(("2_1", "4_1")):
        for person in ("a", "b"):
            write(tmp_path / person, lesson, NOW + timedelta(seconds=number + (person == "b") * 9))
    files = [
        look_back_calendar(look_backs(course_progress(tmp_path / person), NOW), NOW)
        for person in "ab"
    ]
    uids = [event["UID"] for file in files for event in read(file)]
    assert len(uids) == len(set(uids)) == 8


def test_every_lesson_with_a_step_of_14_days_has_one_and_no_other(tmp_path: Path) -> None:
    for lesson in OUTLINE.lessons:
        if lesson.kind != "graded":
            write(tmp_path, lesson.id, NOW)
    found = {one.lesson.id for one in look_backs(course_progress(tmp_path), NOW)}
    for lesson in OUTLINE.lessons:
        if lesson.kind == "graded":
            continue
        words = (course_files().course / lesson.path).read_text("utf-8")
        asks = (
            re.search("(?:within|next|again in) (?:14|fourteen) days", words, re.IGNORECASE)
            is not None
        )
        assert (lesson.id in found) == asks == (lesson.id not in OF_OTHER_LENGTH), lesson.id


def test_nothing_that_the_learner_wrote_stands_in_it(tmp_path: Path) -> None:
    for lesson in LESSON.values():
        if lesson.kind != "graded":
            write(tmp_path, lesson.id, NOW)
    view = look_back_view(tmp_path, NOW)
    assert isinstance(view, LookBackView)
    for words in (
        view.calendar,
        view.words(),
        view.page(),
        json.dumps(view.get_state(), default=str),
    ):
        for secret in re.findall(r"\w+", SECRET):
            assert not re.search(rf"\b{secret}\b", words), secret
    for lesson in OUTLINE.lessons:
        assert lesson.title not in view.calendar


# --- on the start page and on a card ---


def test_the_start_page_names_the_days_to_come(tmp_path: Path) -> None:
    page = look_back_view(tmp_path, NOW)
    assert isinstance(page, Page)
    assert page.words.startswith("Nothing yet")
    write(tmp_path, "4_1", NOW)
    view = look_back_view(tmp_path, NOW)
    assert isinstance(view, LookBackView)
    assert view.words() == f"4.1 The rights ledger: look back on {_said(local(NOW + 14 * DAY))}"
    assert len(read(view.calendar)) == 2
    over = look_back_view(tmp_path, NOW + 15 * DAY)
    assert isinstance(over, Page)
    assert "4.1 The rights ledger ended on" in over.words


def _said(day: date) -> str:
    return f"{day:%A}, {day.day} {day:%B} {day.year}"


@pytest.mark.parametrize("lesson", CARDS)
def test_a_card_gives_the_same_days_as_the_start_page(lesson: str, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    folder = folder_of(tmp_path, LESSON[lesson])
    folder.mkdir(parents=True)
    view = SimulationView(find_simulation(CARDS[lesson]), folder)
    view.do(("press", "calendar"))
    assert (view.note["calendar"], view.note["page"]) == ("", "")
    assert view.note["words"].startswith("Nothing is written yet")
    write(tmp_path, lesson, now - 3 * DAY)
    said = view.do(("press", "calendar"))
    shown = look_back_view(tmp_path, now)
    assert isinstance(shown, LookBackView)
    days = [
        [(event["UID"], event["DTSTART"].dt) for event in read(file)]
        for file in (view.note["calendar"], shown.calendar)
    ]
    assert days[0] == days[1]
    assert shown.days[0][1] in said  # "Look at it again on …", on the card, too
    assert shown.days[0][1] in view.note["words"]


def test_a_card_whose_days_are_over_says_so(tmp_path: Path) -> None:
    write(tmp_path, "4_1", datetime.now(UTC) - 30 * DAY)
    view = SimulationView(find_simulation("courtesy-card"), folder_of(tmp_path, LESSON["4_1"]))
    view.do(("press", "calendar"))
    assert view.note["words"].startswith("The 14 days ended on")
    assert view.note["calendar"] == ""


def test_answers_that_cannot_be_read_are_a_sentence_on_a_card(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, LESSON["4_1"])
    folder.mkdir(parents=True)
    view = SimulationView(find_simulation("courtesy-card"), folder)
    (folder / "responses.json").mkdir()
    view.do(("press", "calendar"))
    assert "is no ordinary file" in view.note["words"] or "can't be read" in view.note["words"]


def test_an_item_of_no_lesson_has_no_days(tmp_path: Path) -> None:
    assert look_back_in(tmp_path, "rights.nothing", NOW) is None


def test_every_card_is_of_a_lesson_with_14_days() -> None:
    for lesson, name in CARDS.items():
        module = find_simulation(name)
        assert set(module.reads) <= set(own_items(LESSON[lesson]))


def test_a_clock_that_was_ahead_does_not_put_off_the_day(tmp_path: Path) -> None:
    write(tmp_path, "4_1", NOW + 300 * DAY)
    (alone,) = look_backs(course_progress(tmp_path), NOW)
    assert alone.written == local(NOW)  # nothing else is known of it
    write(tmp_path, "4_1", NOW - 3 * DAY, item=1)
    (one,) = look_backs(course_progress(tmp_path), NOW)
    assert one.written == local(NOW - 3 * DAY)

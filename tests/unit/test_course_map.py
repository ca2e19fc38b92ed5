"""The map says in words how far each lesson is, and leads on; nothing in a workbook breaks it."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from alliance_lessons.items.bank import find_item
from alliance_lessons.views import course_map as show_map
from alliance_lessons.views import recall_due
from alliance_lessons.views.card import day_in_words
from alliance_lessons.views.item_view import ItemView
from alliance_lessons.views.map_view import map_page
from alliance_lessons.views.page import Page
from alliance_lessons.views.recall_view import due_view
from alliance_lessons.workbook import answers
from alliance_lessons.workbook.answers_file import NAME
from alliance_lessons.workbook.course import course_files
from alliance_lessons.workbook.folder import make_workbook
from alliance_lessons.workbook.own_pages import is_own
from tests.unit.whole_answers import LESSON, NOW, OUTLINE, course_in, do, folder_of, put, whole

DAY = timedelta(days=1)
CORE = [lesson for lesson in OUTLINE.lessons if lesson.kind == "core"]


@pytest.fixture(autouse=True)
def quiet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Jupyter that knows of no submission."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return course_in(tmp_path / "workbook")


def tree(page: Page) -> ElementTree.Element:
    """The map as a tree: it is well-formed, and its style is the only thing before it."""
    html = re.sub(r"<style>.*?</style>", "", page.html, flags=re.DOTALL)
    return ElementTree.fromstring(html)


def text(node: ElementTree.Element) -> str:
    return " ".join("".join(node.itertext()).split())


def step(workbook: Path, now: datetime = NOW) -> tuple[str, str]:
    """The words of the next step, and where it leads."""
    link = tree(map_page(workbook, now)).find("p[@class='al-next']/a")
    assert link is not None
    return text(link), link.attrib["href"]


def row(workbook: Path, lesson: str, now: datetime = NOW) -> tuple[list[str], str]:
    """What is said of a lesson in its row, and where its link leads."""
    for one in tree(map_page(workbook, now)).iter("tr"):
        link = one.find("th/a")
        if link is not None and link.attrib["href"].startswith(LESSON[lesson].path):
            return [text(cell) for cell in one], link.attrib["href"]
    raise AssertionError(f"{lesson} has no row")


# --- the next step ---


def test_at_first_it_leads_to_the_first_lesson(workbook: Path) -> None:
    first = OUTLINE.lessons[0]
    assert step(workbook) == ("Begin: 2.1 The first thirty days · 45 minutes", first.path)


def test_a_lesson_that_is_begun_goes_on_at_its_next_question(workbook: Path) -> None:
    do(workbook, LESSON["4_1"], 4)
    lesson = LESSON["4_1"]
    words = "Go on: 4.1 The rights ledger, question 5 of 14, about 25 minutes left"
    assert step(workbook) == (words, f"{lesson.path}#cell-id={lesson.questions[4].cell}")


def test_the_newest_answer_of_all_lessons_says_where(workbook: Path) -> None:
    do(workbook, LESSON["4_1"], 4, at=NOW - DAY)
    do(workbook, LESSON["2_2"], 1, at=NOW)
    assert step(workbook)[0].startswith("Go on: 2.2 ")
    put(folder_of(workbook, LESSON["4_1"]), "rights.ledger", "x", NOW + DAY)
    assert step(workbook)[0].startswith("Go on: 4.1 ")


def test_after_a_finished_lesson_comes_the_next_core_lesson(workbook: Path) -> None:
    do(workbook, LESSON["2_1"])
    assert step(workbook) == ("Next: 2.4 What to share, what to hold · 40 minutes", CORE[1].path)
    do(workbook, LESSON["2_4"], 2, at=NOW - DAY)
    assert step(workbook)[0].startswith("Go on: 2.4 What to share, what to hold, question 3 of ")


def test_core_lessons_before_it_come_when_those_behind_are_done(workbook: Path) -> None:
    for lesson in CORE[1:]:
        do(workbook, lesson, at=NOW - DAY)
    do(workbook, LESSON["4_5"])
    assert step(workbook)[0].startswith("Next: 2.1 ")


def test_then_come_assignments_then_depth_and_then_there_is_nothing(workbook: Path) -> None:
    for lesson in CORE:
        do(workbook, lesson, at=NOW - DAY)
    assert step(workbook)[0].startswith("Next: Assignment: ")
    for lesson in OUTLINE.lessons:
        if lesson.kind == "graded":
            do(workbook, lesson, at=NOW - DAY)
            folder = folder_of(workbook, lesson)
            (folder.parent / f"{lesson.id}_ada.zip").write_bytes(b"")
    do(workbook, LESSON["2_1"])
    assert step(workbook)[0].startswith("Next: 2.2 ")
    for lesson in OUTLINE.lessons:
        do(workbook, lesson, at=NOW - DAY)
    page = map_page(workbook, NOW)
    assert "You have answered all there is." in page.words
    assert tree(page).find("p[@class='al-next']/a") is None


def test_an_assignment_that_is_all_answered_is_to_be_handed_in(workbook: Path) -> None:
    lesson = LESSON["rights"]
    do(workbook, lesson, at=datetime.now(UTC) - DAY)
    words, place = step(workbook)
    assert words == "Hand in: Assignment: six requests and twenty pumps, all answered"
    assert place == f"{lesson.path}#cell-id=hand-in"
    (folder_of(workbook, lesson).parent / "rights_ada.zip").write_bytes(b"")
    assert not step(workbook)[0].startswith("Hand in")


# --- the rows ---


def test_every_lesson_has_a_row_in_course_order_below_its_module(workbook: Path) -> None:
    root = tree(map_page(workbook, NOW))
    links = [link.attrib["href"] for link in root.findall(".//th/a")]
    assert links == [lesson.path for lesson in OUTLINE.lessons]
    headings = [text(node) for node in root.iter() if re.fullmatch(r"h\d", node.tag)]
    assert headings == [*(module.name for module in OUTLINE.modules), "Yours"]
    assert all(node.tag == "h2" for node in root.iter() if re.fullmatch(r"h\d", node.tag))


def test_a_row_says_kind_time_and_state_in_words(workbook: Path) -> None:
    lesson = LESSON["4_1"]
    name = "4.1 The rights ledger"
    assert row(workbook, "4_1") == ([name, "core", "35 min", "not begun"], lesson.path)
    do(workbook, lesson, 5)
    said, link = row(workbook, "4_1")
    assert said == [name, "core", "35 min", "5 of 14 answered"]
    assert link == f"{lesson.path}#cell-id={lesson.questions[5].cell}"
    do(workbook, lesson)
    assert row(workbook, "4_1") == ([name, "core", "35 min", "✓ done"], lesson.path)


def test_the_small_bar_says_nothing_that_the_words_do_not(workbook: Path) -> None:
    do(workbook, LESSON["4_1"], 7)
    (bar,) = tree(map_page(workbook, NOW)).findall(".//span[@class='al-bar']")
    assert bar.attrib["aria-hidden"] == "true"
    assert bar[0].attrib["style"] == "width: 50%"
    assert not text(bar)


def test_an_assignment_says_when_it_was_handed_in(workbook: Path) -> None:
    lesson, now = LESSON["rights"], datetime.now(UTC)
    do(workbook, lesson, at=now - DAY)
    path = folder_of(workbook, lesson).parent / "rights_ada.zip"
    path.write_bytes(b"")
    made = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    assert row(workbook, "rights", now)[0][-1] == f"✓ all answered, file made {made:%H:%M}"
    said = row(workbook, "rights", datetime(2100, 1, 1, tzinfo=UTC))[0][-1]
    assert re.search(rf"file made {made.day} [A-Z][a-z]+ {made.year}, {made:%H:%M}$", said)
    put(folder_of(workbook, lesson), "rights_a.memo", "Better", now + DAY)
    assert f"changed since the file of {made:%H:%M}" in row(workbook, "rights", now)[0][-1]


# --- from memory ---


def test_of_recall_nothing_is_said_before_a_lesson_is_done(workbook: Path) -> None:
    assert "From memory" not in map_page(workbook, NOW).words
    do(workbook, LESSON["2_1"], 2)
    assert "From memory" not in map_page(workbook, NOW).words


def test_it_says_what_is_due_or_when_the_next_will_be(workbook: Path) -> None:
    do(workbook, LESSON["2_1"])
    early = map_page(workbook, NOW - DAY)
    day = (NOW + DAY).astimezone()  # on the learner's own calendar
    assert f"the next question comes on {day_in_words(day.date())}." in early.words
    assert "From memory: the next question comes tomorrow." in map_page(workbook, NOW).words
    assert "From memory: 1 question is due." in map_page(workbook, NOW + DAY).words
    do(workbook, LESSON["4_1"], at=NOW + 5 * DAY)
    page = map_page(workbook, NOW + 6 * DAY)
    assert "From memory: 2 questions are due." in page.words
    assert 'href="start.ipynb#cell-id=from-memory"' in page.html


# --- pages of one's own ---


def test_every_lesson_asks_for_a_page_of_ones_own() -> None:
    for lesson in OUTLINE.lessons:
        own = [one for one in lesson.questions if any(is_own(find_item(i)) for i in one.items)]
        assert bool(own) == (lesson.kind != "graded"), lesson.id


def test_pages_of_ones_own_are_counted_and_linked(workbook: Path) -> None:
    folder = folder_of(workbook, LESSON["4_1"])
    assert "What you write stands here." in map_page(workbook, NOW).words
    put(folder, "rights.my-courtesy", "The code name is Heron", NOW)
    page = map_page(workbook, NOW)
    assert "0 of 15 are written." in page.words
    assert "4.1 The rights ledger: 1 of 3 parts written" in page.words
    assert f'{LESSON["4_1"].path}#cell-id=ask-my-courtesy"' in page.html
    put(folder, "rights.my-words", "For this once", NOW)
    put(folder, "rights.my-stop", "Two in a row", NOW)
    page = map_page(workbook, NOW)
    assert "1 of 15 are written." in page.words
    assert "4.1 The rights ledger: ✓ written" in page.words
    assert "Heron" not in page.html + page.words


# --- what it leads to, and what can go wrong ---


def test_all_it_leads_to_is_there(tmp_path: Path) -> None:
    workbook = tmp_path / "real"
    make_workbook(workbook)
    for number, lesson in enumerate(OUTLINE.lessons):
        do(workbook, lesson, 1 + number % len(lesson.questions), at=NOW - DAY)
    page = map_page(workbook, NOW)
    for link in tree(page).iter("a"):
        path, _, cell = link.attrib["href"].partition("#cell-id=")
        cells = json.loads((workbook / path).read_bytes())["cells"]
        assert not cell or cell in {one["id"] for one in cells}, link.attrib["href"]
    assert "not in this folder" not in page.words
    assert "not beside" not in page.words


def test_the_start_page_stores_the_map_as_it_is_before_anything_is_done() -> None:
    nb = json.loads((course_files().course / "start.ipynb").read_bytes())
    cells = {cell["id"]: cell for cell in nb["cells"]}
    assert list(cells)[:2] == ["begin", "map"]
    stored = "".join(cells["map"]["outputs"][0]["data"]["text/plain"])
    assert stored.startswith("Begin: 2.1 The first thirty days · 45 minutes")
    assert stored.count("not begun") == len(OUTLINE.lessons)
    assert "not in this folder" not in stored
    assert "Nothing yet" in "".join(cells["due"]["outputs"][0]["data"]["text/plain"])


HOSTILE = {
    "cut short": b'{"format": 1, "responses": {"rights.bet": [{"value"',
    "a newer format": b'{"format": 2, "responses": {}}',
    "no answers": b"[]",
    "a page in place of an id": b'{"format": 1, "responses": {"<img src=x>": [3]}}',
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_answers_that_cannot_be_read_are_one_sentence_and_the_map_stands(
    content: bytes, workbook: Path
) -> None:
    do(workbook, LESSON["2_1"], 3)
    (folder_of(workbook, LESSON["4_1"]) / NAME).write_bytes(content)
    page = map_page(workbook, NOW)
    (said,) = [line for line in page.words.splitlines() if "can't be read" in line]
    assert said.startswith("Some answers in 4_forgoing_rights can't be read")
    assert row(workbook, "2_1")[0][-1] == "3 of 13 answered"
    assert row(workbook, "4_1")[0][-1] == "not begun"
    assert "<img" not in page.html


def test_no_words_of_the_learner_stand_in_the_map(workbook: Path) -> None:
    for lesson in OUTLINE.lessons:
        for question in lesson.questions:
            for item_id in question.items:
                item = find_item(item_id)
                value = "<b>SECRET" if item.kind == "text" else whole(item)
                put(folder_of(workbook, lesson), item_id, value, NOW)
    page = map_page(workbook, NOW + 2 * DAY)
    assert "SECRET" not in page.html + page.words


def test_a_workbook_without_assignments_says_so_and_leads_to_the_lessons(tmp_path: Path) -> None:
    workbook = tmp_path / "real"
    make_workbook(workbook)
    for name in ("relationships", "culture", "rights"):
        (workbook / "assignments" / name / f"{name}.ipynb").unlink()
    page = map_page(workbook, NOW)
    assert "The assignments are not in this folder" in page.words
    links = {link.attrib["href"] for link in tree(page).findall(".//th/a")}
    assert links == {lesson.path for lesson in OUTLINE.lessons if lesson.kind != "graded"}
    assert page.words.count("graded") == 3


def test_opened_from_another_folder_it_says_so_and_leads_nowhere(tmp_path: Path) -> None:
    page = map_page(tmp_path / "elsewhere", NOW)
    assert "open start.ipynb in the folder of your course" in page.words
    assert tree(page).find(".//th/a") is None
    assert page.words.count("not begun") == len(OUTLINE.lessons)


def test_an_outline_that_cannot_be_read_is_one_sentence(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alliance_lessons.errors import CourseError
    from alliance_lessons.workbook import course_progress

    def broken() -> None:
        raise CourseError("The outline <can't> be read.")

    monkeypatch.setattr(course_progress, "course_outline", broken)
    assert map_page(workbook, NOW).html == "<p>The outline &lt;can&#x27;t&gt; be read.</p>"
    assert repr(due_view(workbook, NOW)) == "The outline <can't> be read."


def test_each_answers_file_is_read_once(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for lesson in OUTLINE.lessons:
        do(workbook, lesson)
    read, original = list[Path](), answers.read

    def counting(folder: Path) -> answers.Answers:
        read.append(folder)
        return original(folder)

    monkeypatch.setattr(answers, "read", counting)
    map_page(workbook, NOW + 9 * DAY)
    assert len(read) == len({folder_of(workbook, lesson) for lesson in OUTLINE.lessons})


# --- the question that is due ---


def test_nothing_due_is_a_plain_sentence(workbook: Path) -> None:
    assert repr(due_view(workbook, NOW)).startswith("Nothing yet")
    do(workbook, LESSON["2_1"])
    assert repr(due_view(workbook, NOW)).startswith("Nothing is due now")


def test_what_is_due_is_asked_afresh_and_saved_in_its_own_lesson(workbook: Path) -> None:
    now = datetime.now(UTC)
    do(workbook, LESSON["4_2"], at=now - 20 * DAY)
    item = find_item("relationships.recall-a-reply")  # the only one that goes back to 4.2
    own = folder_of(workbook, LESSON["2_1"])  # the lesson that asks it
    put(own, item.id, item.key, now - 19 * DAY)
    shown = due_view(workbook, now)
    assert isinstance(shown, ItemView)
    assert (shown.item["id"], shown.given["value"], shown.told) == (item.id, None, {})
    shown.answer(item.key)
    kept = answers.read(own).history[item.id]
    assert [entry.value for entry in kept] == [item.key, item.key]
    assert repr(due_view(workbook, now)).startswith("Nothing is due now")


def test_the_verbs_look_at_the_working_folder(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workbook)
    do(workbook, LESSON["2_1"], 3)
    assert "3 of 13 answered" in repr(show_map())
    assert repr(recall_due()).startswith("Nothing yet")

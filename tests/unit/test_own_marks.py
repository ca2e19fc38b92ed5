"""Marking oneself: where it is offered, how levels are kept, and what they leave alone."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.cli import main
from alliance_lessons.errors import CourseError
from alliance_lessons.feedback.own import OwnFeedback, own_feedback
from alliance_lessons.feedback.own_reading import choose, criteria, kept_as
from alliance_lessons.items.bank import content_files, read_file
from alliance_lessons.views import hand_in_view
from alliance_lessons.views import own_marks as view
from alliance_lessons.views.hand_in_view import HandInView
from alliance_lessons.views.own_marks import may_mark
from alliance_lessons.workbook import answers
from alliance_lessons.workbook.answers_file import NAME, parse
from alliance_lessons.workbook.course import course_files
from alliance_lessons.workbook.course_progress import course_progress
from alliance_lessons.workbook.folder import make_workbook
from alliance_lessons.workbook.hand_in import assignment_items, hand_in_file, handed_in
from alliance_lessons.workbook.notebooks import read_notebook
from alliance_lessons.workbook.trusted_cells import run_trusted_cells

RIGHTS = "rights"
MEMO, STOP = "rights_a-memo", "rights_a-memo-stop"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workbook(tmp_path_factory.mktemp("own") / "wb").folder


@pytest.fixture
def work(workbook: Path) -> Path:
    """The assignment's folder in a workbook, with a memo and one right answer."""
    folder = workbook / "assignments" / RIGHTS
    (folder / NAME).unlink(missing_ok=True)
    (folder.parent / "rights_feedback.html").unlink(missing_ok=True)
    answers.save(folder, "rights_a.memo", "I lend two valves, and stop in month 17.")
    answers.save(folder, "rights_a.reply", "counsel")
    return folder


class Panel(HandInView):
    """A panel that keeps what it tells the page."""

    def __init__(self, *about: Any) -> None:
        self.told: list[tuple[Any, Any]] = []
        super().__init__(*about)

    def send(self, content: Any, buffers: Any = None) -> None:
        self.told.append((content, buffers))

    def hear(self, content: Any) -> dict[str, Any]:
        self._asked(None, content, [])
        told: dict[str, Any] = self.told[-1][0].get("own", {}) if self.told else {}
        return told


def chosen(marked: OwnFeedback) -> dict[str, float | None]:
    return {one.name: one.chosen for one in marked.criteria}


def level(work: Path, name: str, points: float) -> None:
    (one,) = (one for one in own_feedback(work, RIGHTS).criteria if one.name == name)
    choose(work, one, points)


# --- levels ----------------------------------------------------------------------------------


def test_no_item_has_a_name_under_which_a_level_is_kept():
    items = {item.id for file in content_files() for item in read_file(file)}
    for assignment in course_files().names():
        source = read_notebook(course_files().source(assignment))
        marks = run_trusted_cells(source, answers.read(Path("no-such-folder")))
        kept = {kept_as(mark.grade_id) for mark in marks}
        assert len(kept) == len(marks)
        assert not kept & items


def test_a_level_is_kept_among_the_answers_and_the_last_one_counts(work):
    level(work, STOP, 15)
    level(work, STOP, 5)
    assert [one.value for one in answers.read(work).history["rights_a.memo-stop-own"]] == [15, 5]
    marked = own_feedback(work, RIGHTS)
    assert chosen(marked) == {MEMO: None, STOP: 5}
    assert marked.own == (5, 30, 15)
    assert marked.automatic == (4, 70)


def test_points_between_the_levels_are_refused(work):
    with pytest.raises(CourseError, match="no level of 12 points; choose one of 15, 10, 5, 0"):
        level(work, STOP, 12)


def test_a_text_that_was_changed_has_to_be_read_again(work):
    level(work, MEMO, 15)
    answers.save(work, "rights_a.memo", "Another thought.")
    (first, _) = own_feedback(work, RIGHTS).criteria
    assert (first.chosen, first.changed, first.text) == (None, True, "Another thought.")
    level(work, MEMO, 10)
    assert own_feedback(work, RIGHTS).criteria[0].chosen == 10


@pytest.mark.parametrize("text", ["", "  \n "])
def test_where_nothing_is_written_there_is_nothing_to_read(work, text):
    answers.save(work, "rights_a.memo", text)
    answers.save(work, kept_as(MEMO), 15)
    marked = own_feedback(work, RIGHTS)
    assert chosen(marked) == {MEMO: None, STOP: None}
    assert marked.own == (0, 30, 0)
    assert b"there was nothing to read" in marked.page


@given(value=JSON)
def test_whatever_stands_in_the_place_of_a_level_it_is_one_or_none(value):
    entries = {
        name: [{"value": one, "confidence": None, "at": ""}]
        for name, one in (("rights_a.memo", "A text"), ("rights_a.memo-own", value))
    }
    raw = json.dumps({"format": 1, "responses": entries}).encode()
    found = parse(raw, Path(NAME))
    (first, _) = criteria(OUTLINE, found)
    is_level = type(value) in (int, float) and value in (0, 5, 10, 15)
    assert first.chosen == (value if is_level else None)


@pytest.mark.parametrize("more", [{}, {"with_history": True, "share": True}])
def test_levels_are_not_handed_in(work, tmp_path, more):
    before = hand_in_file(work, RIGHTS, "ada", tmp_path, **more).read_bytes()
    level(work, MEMO, 15)
    assert hand_in_file(work, RIGHTS, "ada", tmp_path, **more).read_bytes() == before
    flags = (bool(more), bool(more))
    given = handed_in(answers.read(work), assignment_items(RIGHTS), *flags)
    assert b"-own" not in given


def test_levels_are_no_progress_and_no_change_after_handing_in(work, workbook):
    before = course_progress(workbook)
    level(work, MEMO, 15)
    after = course_progress(workbook)
    assert after.lessons == before.lessons
    assert after.step == before.step


# --- where it is offered ---------------------------------------------------------------------


def test_it_is_offered_in_a_workbook_and_not_in_a_copy_of_the_exchange(work, tmp_path):
    assert may_mark(work, RIGHTS)
    for place in ("rights", "assignments/rights", "release/rights", "assignments/other"):
        (tmp_path / place).mkdir(parents=True)
        assert not may_mark(tmp_path / place, RIGHTS)
    assert not may_mark(Path("/"), RIGHTS)


def test_it_is_offered_in_the_browser_whose_files_are_the_learners_own(tmp_path, monkeypatch):
    monkeypatch.setattr(view, "edition", lambda: "browser")
    assert may_mark(tmp_path / "assignments" / RIGHTS, RIGHTS)
    assert not may_mark(tmp_path, RIGHTS)


def test_it_is_not_offered_where_the_keys_are_missing(work, monkeypatch):
    def none() -> None:
        raise CourseError("The course's lessons are missing.")

    monkeypatch.setattr(view, "course_files", none)
    assert not may_mark(work, RIGHTS)


# --- the panel -------------------------------------------------------------------------------


def test_nothing_is_marked_before_it_is_asked_for(work):
    panel = Panel(RIGHTS, work)
    assert panel.own
    assert panel.told == []
    assert not (work.parent / "rights_feedback.html").exists()
    assert "of 70" not in json.dumps(panel.report) + panel.page() + panel.words()


def test_marks_go_to_the_page_as_a_message_and_the_page_lies_in_the_workbook(work):
    panel = Panel(RIGHTS, work)
    told = panel.hear({"own": True})
    assert told["words"] == "Automatic marks: 4 of 70. Your own reading: still open, for up to 30."
    assert panel.told[0] == ({"own": {"words": "Marking your answers …"}}, None)  # heard at once
    assert told["problem"] == ""
    first, second = told["criteria"]
    assert first["text"] == second["text"] == "I lend two valves, and stop in month 17."
    assert [points for points, _ in first["levels"]] == [15, 10, 5, 0]
    kept = work.parent / told["page"]
    assert panel.told[-1][1] == [kept.read_bytes()]
    kept.unlink()
    told = panel.hear({"own": {"criterion": STOP, "points": 10}})
    assert (
        "Your own reading: 10 of 30, and 15 more are still open. Together: 14 of 100 so far."
        in (told["words"])
    )
    assert b"by your own reading" in kept.read_bytes()
    assert "of 70" not in json.dumps(panel.get_state(["report", "made", "own"]))


@pytest.mark.parametrize(
    "wanted",
    [
        None,
        [],
        {"criterion": "x", "points": 5},
        {"criterion": STOP, "points": "all"},
        {"criterion": STOP, "points": 10**400},
        {"criterion": STOP, "points": -(10**400)},
        {"criterion": STOP, "points": float("nan")},
        {"criterion": STOP, "points": float("inf")},
    ],
)
def test_what_is_no_level_is_passed_over(work, wanted):
    told = Panel(RIGHTS, work).hear({"own": wanted})
    assert told["problem"] == ""
    assert all(one["chosen"] is None for one in told["criteria"])


def test_what_hinders_is_said_in_a_sentence(work):
    told = Panel(RIGHTS, work).hear({"own": {"criterion": STOP, "points": 12}})
    assert told["problem"].startswith("Criterion 2: the sign to stop has no level of 12 points")
    (work / NAME).write_text('{"format": 99, "responses": {}}')
    told = Panel(RIGHTS, work).hear({"own": True})
    assert "newer than this course knows" in told["problem"]
    assert "page" not in told


def test_where_it_is_not_offered_asking_gives_nothing(tmp_path):
    panel = Panel(RIGHTS, tmp_path)
    assert not panel.own
    assert panel.hear({"own": True}) == {}
    assert panel.told == []


def test_in_the_browser_marking_oneself_comes_first_and_no_folder_is_named(tmp_path, monkeypatch):
    folder = tmp_path / "assignments" / RIGHTS
    folder.mkdir(parents=True)
    assert not Panel(RIGHTS, folder).alone
    for module in (view, hand_in_view):
        monkeypatch.setattr(module, "edition", lambda: "browser")
    panel = Panel(RIGHTS, folder)
    assert panel.alone
    assert panel.hear({"own": True})["where"] == "It is also kept in this browser."
    panel.hear({"learner": "ada"})
    assert panel.made["words"].endswith("to your instructor. It is also kept in this browser.")


# --- the command -----------------------------------------------------------------------------


def test_the_command_writes_the_page_and_shows_levels(work, tmp_path, capsys):
    level(work, STOP, 10)
    kept = tmp_path / "mine.html"
    assert main(["mark", RIGHTS, "--from", str(work), "--page", str(kept)]) == 0
    said = capsys.readouterr().out
    assert "rights_a-memo: up to 15 by your own reading: choose a level in the assignment" in said
    assert "rights_a-memo-stop: 10 of 15 by your own reading" in said
    assert said.endswith(f"The page of feedback is {kept}.\n")
    assert kept.read_bytes() == own_feedback(work, RIGHTS).page
    assert not (work.parent / "rights_feedback.html").exists()


def test_a_page_that_cannot_be_written_is_told_in_a_sentence(work, tmp_path, capsys):
    assert main(["mark", RIGHTS, "--from", str(work), "--page", str(tmp_path / "no/x.html")]) == 1
    assert capsys.readouterr().err.endswith("or name another file.\n")


def _outline() -> Any:
    from tests.feedback_pages import outline

    return outline()


OUTLINE = _outline()

"""`alliance feedback` and `nbgrader generate_feedback` over a small graded course."""

import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from sqlalchemy import event
from sqlalchemy.engine import Engine

from alliance_lessons.cli import main
from alliance_lessons.desk.feedback import folder as folders
from tests.feedback_pages import HIDDEN, RIGHT
from tests.grading.desk_course import HONEST, Course

HANDED_IN = {
    "ada": RIGHT,
    "ben": HONEST,
    "cleo": {"rights_a.reply": "tell"},
    "dora": None,
    "emil": RIGHT | {"rights_a.memo": "<img src=//evil.example>\u202e" * 500},
}
CONTACT = "Write to Dr Vogel before 1 July."


@dataclass(frozen=True)
class Desk:
    """The course, and where its pages and gradebook are."""

    course: Course

    @property
    def folder(self) -> Path:
        return self.course.folder

    def page(self, learner: str) -> Path:
        return self.folder / "feedback" / learner / "rights/rights.html"

    def feedback(self, *more: str) -> int:
        return main(["feedback", "rights", "--course", str(self.folder), *more])

    def book(self) -> Gradebook:
        return Gradebook(f"sqlite:///{self.folder}/gradebook.db")

    def times(self) -> dict[str, int]:
        return {name: self.page(name).stat().st_mtime_ns for name in HANDED_IN}


@pytest.fixture(autouse=True)
def _as_it_was(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A verb of the desk changes into the course."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course graded once; each test works on a copy."""
    course = Course(tmp_path_factory.mktemp("feedback")).generate()
    with (course.folder / "nbgrader_config.py").open("a") as config:
        config.write(f"c.FeedbackPage.appeal = {CONTACT!r}\n")
    for learner, answers in HANDED_IN.items():
        folder = course.submitted(learner, answers)
        (folder / "timestamp.txt").write_text("2026-11-20 14:05:00 UTC")
        (folder / "submission_secret.txt").write_text(f"secret of {learner}")
    assert course.alliance("grade", "rights").returncode == 0
    return course


@pytest.fixture
def desk(graded: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    shutil.copytree(graded.base, tmp_path / "base", symlinks=True)
    course = Course(tmp_path / "base")
    for name, value in course.environment.items():
        if name.startswith(("JUPYTER_", "IPYTHON")):
            monkeypatch.setenv(name, value)
    yield Desk(course)
    for path in course.folder.rglob("*"):
        if path.is_dir():
            path.chmod(0o755)


def test_everybody_who_was_marked_has_a_page_where_nbgrader_has_it(desk, capsys):
    assert desk.feedback() == 0
    for learner in HANDED_IN:
        assert desk.page(learner).is_file()
        assert stat.S_IMODE(desk.page(learner).stat().st_mode) == 0o644
        assert f"<bdi>{learner}</bdi>" in desk.page(learner).read_text("utf-8")
    said = capsys.readouterr().out
    assert "5 written, 0 unchanged, 0 without a page" in said
    assert "3 still wait for a person" in said


def test_stock_generate_feedback_writes_the_same_bytes(desk):
    assert desk.feedback() == 0
    ours = {learner: desk.page(learner).read_bytes() for learner in HANDED_IN}
    shutil.rmtree(desk.folder / "feedback")
    desk.course.must("generate_feedback", "rights")
    assert {learner: desk.page(learner).read_bytes() for learner in HANDED_IN} == ours


def test_no_page_holds_a_key_a_path_or_another_learner(desk):
    assert desk.feedback() == 0
    for learner in HANDED_IN:
        text = desk.page(learner).read_text("utf-8")
        others = set(HANDED_IN) - {learner}
        assert not [one for one in others if f">{one}<" in text or f"secret of {one}" in text]
        assert "secret" not in text
        for place in (desk.folder, desk.course.base, Path.home()):
            assert str(place) not in text
        for sign in (
            "HIDDEN TESTS",
            "MARK SCHEME",
            "mark(",
            "Anchor for",
            HIDDEN["rights_a-reply"],
        ):
            assert sign not in text
        assert CONTACT in text


def test_after_manual_marking_exactly_the_changed_pages_are_renewed(desk, capsys):
    assert desk.feedback() == 0
    before = desk.times()
    assert desk.feedback() == 0
    assert "0 written, 5 unchanged" in capsys.readouterr().out
    with desk.book() as book:
        for name, points in (("rights_a-memo", 15), ("rights_a-memo-stop", 10)):
            grade = book.find_grade(name, "rights", "rights", "ben")
            grade.manual_score, grade.needs_manual_grade = points, False
        comment = book.find_comment("rights_a-memo", "rights", "rights", "ben")
        comment.manual_comment = "Who carries it?"
        book.db.commit()
    assert desk.feedback() == 0
    assert "1 written, 4 unchanged" in capsys.readouterr().out
    after = desk.times()
    assert {name for name in after if after[name] != before[name]} == {"ben"}
    text = desk.page("ben").read_text("utf-8")
    assert "Who carries it?" in text
    assert "25 of 30" in text
    assert "Not finished" not in text


def test_force_writes_all_pages_and_student_only_one(desk):
    assert desk.feedback("--student", "ada") == 0
    assert [one.name for one in (desk.folder / "feedback").iterdir()] == ["ada"]
    assert desk.feedback() == 0
    before = desk.times()
    assert desk.feedback("--force") == 0
    assert all(desk.times()[name] != before[name] for name in HANDED_IN)


def test_release_feedback_carries_the_page_on(desk):
    desk.course.exchange.mkdir(exist_ok=True)
    own = desk.course.base / "jupyter_config_dir/nbgrader_config.py"
    own.write_text(f"c.Exchange.root = {str(desk.course.exchange)!r}\n")
    assert desk.feedback() == 0
    desk.course.must("release_feedback", "rights")
    released = list(desk.course.exchange.glob("*/feedback/*.html"))
    assert {one.read_bytes() for one in released} == {
        desk.page(learner).read_bytes() for learner in HANDED_IN
    }


def test_one_learners_trouble_costs_that_page_alone(desk, capsys):
    (desk.folder / "feedback").mkdir()
    (desk.folder / "feedback/ben").write_text("a file where a folder has to be")
    with desk.book() as book:
        book.remove_submission("rights", "cleo")
    assert desk.feedback() == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("ben: ")
    assert said[1] == (
        "cleo: no marks in the gradebook; run `alliance grade` with --force for this learner."
    )
    assert said[2].startswith("3 written, 0 unchanged, 2 without a page")
    assert all(desk.page(name).is_file() for name in ("ada", "dora", "emil"))


def test_a_page_is_there_whole_or_not_at_all(desk, monkeypatch, capsys):
    assert desk.feedback() == 0
    before = desk.page("ada").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folders.os, "replace", full)
    assert desk.feedback("--force") == 1
    assert "ada: rights: No space left on device." in capsys.readouterr().out
    assert desk.page("ada").read_bytes() == before
    assert sorted(path.name for path in desk.page("ada").parent.iterdir()) == [
        "rights.html",
        "submission_secret.txt",
        "timestamp.txt",
    ]


def test_the_gradebook_is_read_with_as_many_selects_for_five_as_for_one(desk):
    statements: list[str] = []

    def note(_connection, _cursor, statement, *_: object) -> None:
        statements.append(statement)

    counts = []
    event.listen(Engine, "before_cursor_execute", note)
    try:
        for more in (("--student", "ada"), ()):
            statements.clear()
            assert desk.feedback(*more) == 0
            counts.append(sum(one.lstrip().startswith("SELECT") for one in statements))
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["rights", "--student", "nobody"], "Nothing was marked: there is no "),
        (["unknown"], "Nothing was marked: there is no "),
        (["rights", "--course", "nowhere"], "nowhere is no folder"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(desk, capsys, more, sentence):
    course = [] if "--course" in more else ["--course", str(desk.folder)]
    assert main(["feedback", *more, *course]) == 1
    said = capsys.readouterr()
    assert sentence in said.err
    assert said.out == ""


def test_without_a_gradebook_the_sentence_names_the_command(desk, capsys):
    (desk.folder / "gradebook.db").unlink()
    assert desk.feedback() == 1
    assert "run `alliance grade rights` first." in capsys.readouterr().err
    assert not (desk.folder / "gradebook.db").exists()

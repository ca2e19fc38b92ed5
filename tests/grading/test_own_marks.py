"""Who marks the own work gets what an instructor's marking gives: the same marks and page."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from alliance_lessons.feedback.marks import Grade
from alliance_lessons.feedback.own import OwnFeedback, own_feedback
from tests.feedback_pages import page
from tests.grading.desk_course import HONEST, RIGHT, Course, Scores, as_json

MEMO, STOP = "rights_a-memo", "rights_a-memo-stop"
LEVELS = {"rights_a.memo-own": 10, "rights_a.memo-stop-own": 15}
READ_BY = ("verdict", "points")  # where it is said who read the text
LEARNERS: dict[str, dict[str, Any]] = {
    "right": RIGHT,
    "honest": HONEST,
    "few": {"rights_a.reply": "tell", "rights_a.packages": []},
    "nothing": {},
    "levels": HONEST | LEVELS,
    "odd": RIGHT | {"rights_a.pumps": "all", "rights_a.memo": 7, "rights_a.memo-own": [1]},
}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """All of them handed in, marked by `alliance grade` and told by `alliance feedback`."""
    made = Course(tmp_path_factory.mktemp("own")).generate()
    for name, values in LEARNERS.items():
        made.submitted(name, values)
    for verb in ("grade", "feedback"):
        done = made.alliance(verb, "rights")
        assert done.returncode == 0, done.stdout + done.stderr
    return made


@pytest.fixture(scope="module")
def scores(course: Course) -> dict[str, Scores]:
    return course.scores()


@pytest.fixture(params=LEARNERS)
def learner(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def own(learner: str, tmp_path: Path) -> OwnFeedback:
    return marked(tmp_path, LEARNERS[learner])


def marked(folder: Path, values: dict[str, Any]) -> OwnFeedback:
    (folder / "responses.json").write_text(as_json(values))
    return own_feedback(folder, "rights")


def soup(html: str | bytes) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def by_heading(html: str | bytes) -> dict[str, Tag]:
    return {one.h3.get_text(): one for one in soup(html).find_all("article")}


def test_item_by_item_the_marks_are_those_of_the_gradebook(own, learner, scores):
    given = {mark.grade_id: mark.score for mark in own.marks if mark.score is not None}
    recorded = scores[learner].cells
    assert given == {name: recorded[name] for name in given}
    assert set(recorded) - set(given) == {MEMO, STOP}
    assert own.automatic == (pytest.approx(sum(given.values())), 70)


def test_what_an_instructor_marked_0_unread_needs_no_reading(own, learner, scores):
    unread = {name for name in (MEMO, STOP) if scores[learner].cells[name] == 0}
    assert {one.name for one in own.criteria if not one.text} == unread


def test_question_by_question_the_page_is_the_instructors(own, learner, course):
    theirs = (course.folder / "feedback" / learner / "rights/rights.html").read_bytes()
    mine, given = by_heading(own.page), by_heading(theirs)
    assert list(mine) == list(given)
    for title, article in given.items():
        if title == "The memo":
            for one in (article, mine[title]):
                for part in one.find_all(class_=READ_BY):
                    part.clear()
                for part in one.find_all(class_="given"):
                    del part["class"], part["aria-current"]
                    part.find(class_="badge").decompose()
        assert [*mine[title].stripped_strings] == [*article.stripped_strings], title
    assert [one.get_text() for one in soup(own.page).find_all(["h1", "h2"])] == [
        one.get_text() for one in soup(theirs).find_all(["h1", "h2"])
    ]


def test_levels_of_ones_own_change_no_mark_of_the_instructors(scores):
    assert scores["levels"] == scores["honest"]


def test_levels_of_ones_own_stand_where_a_persons_would_and_say_whose_they_are(tmp_path):
    mine = soup(marked(tmp_path, RIGHT | LEVELS).page)
    theirs = soup(page(RIGHT, {MEMO: Grade(10, by_person=True), STOP: Grade(15, by_person=True)}))
    rows = [
        [row.th.get_text() for row in one.find_all("tr", class_="given")] for one in (mine, theirs)
    ]
    assert rows == [["10", "15"], ["10", "15"]]
    assert {one.get_text() for one in mine.find_all(class_="badge")} == {
        "✓ Your level, by your own reading"
    }
    verdicts = [one.get_text() for one in mine.find_all(class_="verdict")]
    assert verdicts == [
        "10 of 15 points, by your own reading.",
        "15 of 15 points, by your own reading.",
    ]
    sums = [[*row.stripped_strings] for row in mine.find("table", class_="sums").find_all("tr")]
    assert sums[1:] == [
        ["Automatic, by a rule", "70", "70"],
        ["Your own reading, with the rubric", "25", "30"],
        ["Together", "95", "100"],
    ]
    assert "They are no instructor's mark" in mine.get_text()


@pytest.mark.parametrize("values", [RIGHT, RIGHT | LEVELS, {}, HONEST | {"rights_a.memo": "x" * 9}])
def test_the_page_never_speaks_of_somebody_else_who_read_it(tmp_path, values):
    text = soup(marked(tmp_path, values).page).get_text(" ", strip=True)
    for said in ("for a person", "By a person", "A person", "your instructor", "Feedback for"):
        assert said not in text
    assert "nobody else has read it" in text


def test_as_long_as_the_memo_is_unread_only_what_is_counted_is_said(tmp_path):
    mine = soup(marked(tmp_path, RIGHT).page)
    assert " ".join(mine.find(class_="total").get_text().split()) == (
        "Automatic marks: 70 of 70. Your own reading of the memo is still open."
    )
    assert [*mine.find("tfoot").stripped_strings] == ["Counted so far", "70", "70"]
    assert "in your workbook" not in mine.get_text()
    read = soup(marked(tmp_path, RIGHT | LEVELS).page)
    assert " ".join(read.find(class_="total").get_text().split()) == (
        "95 of 100 points, your own reading included"
    )


def test_marks_need_none_of_the_instructors_libraries(tmp_path):
    """As in the browser, where they are missing."""
    import subprocess
    import sys

    (tmp_path / "responses.json").write_text(as_json(RIGHT))
    code = (
        "import sys; from pathlib import Path\n"
        "for name in ('nbgrader', 'nbformat', 'nbconvert', 'sqlalchemy', 'pandas', 'numpy',\n"
        "             'traitlets', 'anywidget'): sys.modules[name] = None\n"
        "from alliance_lessons.feedback.own import own_feedback\n"
        "print(own_feedback(Path(sys.argv[1]), 'rights').automatic)"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True)
    assert done.stdout == "(70.0, 70.0)\n", done.stderr


@pytest.mark.parametrize("assignment", ["culture", "relationships"])
def test_every_assignment_can_be_marked_by_oneself(assignment, tmp_path):
    shutil.rmtree(tmp_path)
    tmp_path.mkdir()
    done = own_feedback(tmp_path, assignment)
    assert done.automatic[0] == 0
    assert done.automatic[1] + done.own[1] == 100
    assert all(one.rubric.levels for one in done.criteria)

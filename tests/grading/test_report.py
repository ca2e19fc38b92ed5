"""`alliance report` on a drawn cohort: what it finds, what it hides, and its page in Chromium."""

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from nbgrader.api import Gradebook
from playwright.sync_api import Browser

from alliance_lessons.desk.report.pseudonyms import course_secret, pseudonym
from alliance_lessons.errors import CourseError
from tests.grading.desk_course import Course
from tests.grading.report_course import NUMBER, report, reported_course


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return reported_course(tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def folder(course: Course) -> Path:
    return course.folder / "reports/rights"


@pytest.fixture(scope="module")
def page(folder: Path) -> str:
    return (folder / "report.html").read_text("utf-8")


def table(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(folder / f"{name}.csv", keep_default_na=False, na_values=[""])


def test_what_is_weak_stands_first_in_words(page: str) -> None:
    look = re.search(r'<ol class="findings">.*?</ol>', page, re.DOTALL)
    assert look
    first = re.search("<li>.*?</li>", look[0], re.DOTALL)
    assert first
    assert "Question 4: strong learners choose D" in first[0]
    assert "Check the key, which says C." in first[0]
    assert "item-rest correlation −" in first[0]
    assert 'href="#q-rights-a-reply"' in first[0]


def test_who_is_in_late_missing_or_waiting(folder: Path) -> None:
    learners = table(folder, "learners")
    assert learners["status"].value_counts().to_dict() == {
        "marked": 20,
        "waits for a person": 20,
        "not handed in": 2,
        "handed in, not graded yet": 1,
    }
    assert (learners["late_hours"] > 0).sum() == 6
    assert learners["total_points"].notna().sum() == 20
    assert learners["automatic_points"].notna().sum() == NUMBER


def test_marks_agree_with_the_gradebook(course: Course, folder: Path) -> None:
    secret = course_secret(course.folder)
    learners = table(folder, "learners").set_index("learner")
    for learner, scores in course.scores().items():
        shown = learners.loc[pseudonym(secret, learner)]
        assert shown["automatic_points"] == pytest.approx(scores.automatic)
        if not scores.needs_a_person:
            assert shown["total_points"] == pytest.approx(scores.total)


def test_every_question_has_its_figures_and_answers(folder: Path) -> None:
    items = table(folder, "items")
    assert len(items) == 18
    graded = items[items["marked_by"].eq("key") & items["points"].notna()]
    assert graded["p"].between(0, 1).all()
    assert graded["item_rest"].between(-1, 1).all()
    memo = items[items["marked_by"].eq("a person")]
    assert memo["marked"].tolist() == [20, 20]
    assert memo["p"].tolist() == [0.5, 0.5]
    options = table(folder, "options")
    for _, part in options[~options["grade_id"].str.contains("memo")].groupby(
        ["grade_id", "part"], dropna=False
    ):
        assert part["learners"].sum() == NUMBER
        assert part["share"].sum() == pytest.approx(1, abs=1e-3)
    reply = options[options["grade_id"] == "rights_a-reply"].set_index("answer")
    assert reply[reply["right"] == "yes"].index.str.startswith("C: ").tolist() == [True]
    assert (reply.loc[reply.index.str.startswith(("A: ", "B: ")), "learners"] == 0).all()


def test_groups_under_five_stay_hidden(folder: Path, page: str) -> None:
    groups = table(folder, "groups").set_index("group")
    shown = groups[groups["hidden"].isna()]
    assert shown["members"].to_dict() == {"North": 23, "South": 14}
    assert groups.loc["Lab", ["members", "marked", "mean_share"]].isna().all()
    assert "group" not in table(folder, "learners")
    assert "Lab" in page


def test_places_to_look_are_the_planted_ones_and_no_verdict(folder: Path, page: str) -> None:
    places = table(folder, "places_to_look")
    assert places.groupby("place").size().tolist() == [2, 2]
    assert set(places["same"]) == {"the same text", "the same case figures"}
    assert "This is no verdict." in page
    for word in ("cheat", "plagiar", "suspect", "fraud"):
        assert word not in page.lower()


def test_nobody_is_named_and_no_learner_speaks(folder: Path, page: str) -> None:
    for file in folder.iterdir():
        text = file.read_text("utf-8")
        assert "learner.0" not in text, file
        assert "absent" not in text, file
        assert "I would lend" not in text, file
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page  # the group of the roster, as text
    assert "\"'=HYPERLINK(" in (folder / "groups.csv").read_text("utf-8")


def test_competencies_without_an_assignment_are_named(folder: Path, page: str) -> None:
    found = table(folder, "competencies").set_index("competency")
    assert found["mean_share"].isna().tolist() == [True, True, False]
    assert page.count("No graded assignment yet, so nothing can be said.") == 2


def test_the_same_course_gives_the_same_report(course: Course, folder: Path) -> None:
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert report(course, "--roster", str(course.base / "roster.csv")) == 0
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_names_are_shown_on_request(course: Course, tmp_path: Path) -> None:
    assert report(course, "--names", "--to", str(tmp_path / "named")) == 0
    assert "learner.00001" in (tmp_path / "named/report.html").read_text("utf-8")
    learners = table(tmp_path / "named", "learners")
    assert "too.new" in set(learners["learner"])
    assert not (tmp_path / "named/groups.csv").exists()


def test_a_damaged_or_lost_answers_file_costs_itself_alone(course: Course, tmp_path: Path) -> None:
    graded = course.folder / "autograded/learner.00007/rights/responses.json"
    kept = graded.read_bytes()
    try:
        graded.unlink()
        graded.symlink_to("/dev/zero")
        assert report(course, "--to", str(tmp_path / "out")) == 0
    finally:
        graded.unlink()
        graded.write_bytes(kept)
    page = (tmp_path / "out/report.html").read_text("utf-8")
    assert "could not be read again" in page
    assert "handed in again after they were graded" in page  # what was graded is not there


def changed_grade(course: Course, **scores: float | None) -> None:
    with Gradebook(f"sqlite:///{course.folder}/gradebook.db") as book:
        grade = book.find_grade("rights_a-reply", "rights", "rights", "learner.00008")
        for name, score in scores.items():
            setattr(grade, name, score)
        book.db.commit()


def test_marks_that_todays_key_would_not_give_are_told(course: Course, tmp_path: Path) -> None:
    given = course.scores()["learner.00008"].cells["rights_a-reply"]
    for number, (scores, is_told) in enumerate(
        [({"auto_score": 1.5}, True), ({"auto_score": given, "manual_score": 2.5}, False)]
    ):
        changed_grade(course, **scores)
        assert report(course, "--to", str(tmp_path / str(number))) == 0
        page = (tmp_path / str(number) / "report.html").read_text("utf-8")
        assert ("not what today" in page) == is_told
    changed_grade(course, manual_score=None)


def test_without_a_notebook_of_answers_the_marks_still_speak(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object) -> None:
        raise CourseError("Cell x is for learners to program in.")

    monkeypatch.setattr("alliance_lessons.desk.report.gather.marking_notebooks", refuses)
    assert report(course, "--to", str(tmp_path)) == 0
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "What learners chose is not counted. Cell x is for learners to program in." in page
    assert table(tmp_path, "items")["p"].notna().sum() == 16


def test_under_five_there_are_no_statistics(course: Course, tmp_path: Path) -> None:
    few = Course(tmp_path)
    shutil.copytree(course.folder, few.folder)
    with Gradebook(f"sqlite:///{few.folder}/gradebook.db") as book:
        for student in book.students[4:]:
            book.remove_student(student.id)
    for learner in sorted((few.folder / "submitted").iterdir())[4:]:
        shutil.rmtree(learner)
    assert report(few) == 0
    made = few.folder / "reports/rights"
    page = (made / "report.html").read_text("utf-8")
    assert "there are no statistics" in page
    assert "<svg" not in page
    assert not (made / "items.csv").exists()
    assert list(table(made, "learners")) == ["learner", "status", "late_hours"]
    assert "fewer than 5" in page


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--roster", "/nowhere.csv"], "can't be read"),
        (["--to", "/dev/null/x"], "can't be written"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    more: list[str], says: str, course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(course, *more) == 1
    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1


def test_an_assignment_nobody_graded_is_told(
    course: Course, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(course, assignment="unknown") == 1
    empty = Course(tmp_path).set_up()
    assert report(empty) == 1
    said = capsys.readouterr().err.splitlines()
    assert "has no assignment 'unknown'" in said[0]
    assert "There is no gradebook" in said[1]
    assert not (empty.folder / "gradebook.db").exists()


def test_the_roster_is_never_written_over(course: Course, tmp_path: Path) -> None:
    roster = tmp_path / "groups.csv"
    roster.write_text("id,group\nlearner.00001,North\n")
    assert report(course, "--roster", str(roster), "--to", str(tmp_path)) == 1
    assert roster.read_text() == "id,group\nlearner.00001,North\n"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1100), ("dark", 1100), ("light", 360)])
def test_the_page_has_no_barrier_and_asks_no_host(
    scheme: str, width: int, folder: Path, browser: Browser
) -> None:
    asked: list[str] = []
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto((folder / "report.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page).response["violations"]
    assert [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.locator("svg[role=img][aria-label]").count() == 3
    context.close()
    assert asked == [(folder / "report.html").as_uri()]

"""From the memo on a marker's page to the feedback in the learner's folder."""

import json
import os
import shutil
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup

from tests.grading.conftest import Cohort
from tests.grading.desk_course import RIGHT, Course
from tests.grading.hostile import ATTACKS, World, with_code
from tests.grading.running_formgrader import Formgrader, running_formgrader


@pytest.fixture(scope="module")
def formgrader(cohort: Cohort) -> Iterator[Formgrader]:
    with running_formgrader(cohort.course) as formgrader:
        yield formgrader


def test_the_markers_page_shows_memo_levels_and_anchors(formgrader, username):
    page = formgrader.page(username)
    memo = [pre for pre in page.find_all("pre") if RIGHT["rights_a.memo"] in pre.get_text()]
    assert memo
    text = page.get_text()
    assert "names a sign that both firms could see" in text
    assert "BEGIN MARK SCHEME" in text  # the anchors, which learners never get
    boxes = {box["id"] for box in page.find_all("input", class_="score")}
    assert {"rights_a-memo", "rights_a-memo-stop"} <= boxes


@pytest.mark.parametrize("learner", ["model", "answers-of-wrong-types"])
def test_the_markers_page_asks_no_other_host_and_runs_nothing_of_the_learner(formgrader, learner):
    page = formgrader.page(learner)
    for tag in page.find_all(True):
        for attribute in ("src", "href", "action", "data", "srcset", "poster"):
            address = tag.get(attribute, "")
            assert address.startswith(("/", "#", "data:")) or address == "", tag
        assert not [name for name in tag.attrs if name.startswith("on")] or "toggle" in str(tag)
    for script in page.find_all("script"):
        assert "alert(1)" not in script.get_text()
        assert "http" not in script.get_text()


def test_the_markers_page_shows_answers_in_words(formgrader):
    page = formgrader.page("model")
    assert page.find_all("script", type="application/vnd.jupyter.widget-view+json") == []


def test_marks_and_comments_go_back_to_the_learner(formgrader, cohort, username):
    course = cohort.course
    submission = formgrader.submission(username)
    for grade in formgrader.ask(f"api/grades?submission_id={submission}"):
        if grade["needs_manual_grade"]:
            given = formgrader.ask(f"api/grade/{grade['id']}", {"manual_score": 10})
            assert given["needs_manual_grade"] is False
    comment = formgrader.ask(f"api/comments?submission_id={submission}")[0]
    formgrader.ask(f"api/comment/{comment['id']}", {"manual_comment": "A sign both can see."})
    assert course.scores()[username].total == 90
    assert not course.scores()[username].needs_a_person

    course.must("generate_feedback", "rights", f"--student={username}")
    course.must("release_feedback", "rights", f"--student={username}")
    course.must("fetch_feedback", "rights", "--course", "alliance-lessons", of_learner=True)
    (page,) = (course.learner / "rights").glob("feedback/*/rights.html")
    assert "A sign both can see." in page.read_text("utf-8")
    assert "90" in BeautifulSoup(page.read_text("utf-8"), "html.parser").get_text()


def test_without_a_release_the_error_names_the_command(cohort):
    course = cohort.course
    course.submitted("late", None)
    release = course.folder / "release/rights/rights.ipynb"
    release.rename(course.base / "away.ipynb")
    try:
        done = course.run("autograde", "rights", "--student=late")
    finally:
        (course.base / "away.ipynb").rename(release)
    assert done.returncode == 1
    said = done.stdout
    assert "rights.ipynb can't be read (No such file or directory); run" in said
    assert "`nbgrader generate_assignment rights` first." in said


def test_the_same_attack_takes_all_marks_from_nbgrader_as_it_comes(cohort, tmp_path):
    """The control: without our settings the code runs, and nothing answered scores 70."""
    stock = Course(tmp_path).set_up('c = get_config()\nc.CourseDirectory.course_id = "stock"\n')
    shutil.copytree(cohort.course.folder / "release", stock.folder / "release")
    shutil.copy(cohort.course.folder / "gradebook.db", stock.folder)
    world = World(stock.folder, tmp_path, tmp_path / "canary")
    world.canary.mkdir()
    folder = stock.submitted("stock", None)
    (folder / "pandas.py").write_text(world.tell_tale("pandas"))
    notebook = json.loads((folder / "rights.ipynb").read_text("utf-8"))
    code = world.tell_tale("rewrites") + ATTACKS["rewrites"]
    # not doubled: that alone would stop nbgrader for everyone
    (folder / "rights.ipynb").write_text(json.dumps(with_code(code, notebook, doubled=False)))
    stock.must("autograde", "rights")
    assert stock.scores()["stock"].automatic >= 70
    assert (world.canary / "rewrites").exists()
    assert os.path.lexists(stock.folder / "autograded/stock/rights/pandas.py")

"""`alliance second-mark` as an instructor uses it, and the page that the second marker reads."""

import csv
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from nbgrader.api import Gradebook
from playwright.sync_api import Page, expect

from tests.grading.desk_course import VARIANT, Course, as_json
from tests.rights_answers import model_answers

HOSTILE = "<script>alert(1)</script>![x](http://evil.example/x.png)</pre><img src=//evil.example>"
MARKED = [f"zoe.{n:02}" for n in range(14)]
MARKS = {name: (0, 5, 10, 15)[n % 4] for n, name in enumerate(MARKED)}


def run(course: Course, *arguments: str) -> subprocess.CompletedProcess[str]:
    return course.alliance("second-mark", *arguments)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Fourteen texts that a person has marked, one marked by half, one waiting, one unwritten."""
    course = Course(tmp_path_factory.mktemp("second")).generate()
    for number, name in enumerate([*MARKED, "half", "waits", "silent"]):
        memo = f"Request B. {HOSTILE} " + "word " * 250
        answers = model_answers(f"{number + 1:016x}", cost="9") | {"rights_a.memo": memo}
        if name == "silent":
            del answers["rights_a.memo"]
        folder = course.folder / f"submitted/{name}/rights"
        folder.mkdir(parents=True)
        shutil.copy(course.folder / "release/rights/rights.ipynb", folder)
        (folder / "responses.json").write_text(as_json(answers, f"{number + 1:016x}"))
    assert course.alliance("grade", "rights").returncode == 0
    before = run(course, "rights")
    assert before.returncode == 1
    assert before.stderr.startswith("No text of 'rights' is marked yet; open Formgrader")
    with Gradebook(f"sqlite:///{course.folder / 'gradebook.db'}", "alliance-lessons") as book:
        for submission in book.assignment_submissions("rights"):
            name = submission.student.id
            for grade in submission.notebooks[0].grades:
                first = grade.name == "rights_a-memo"
                if (name in MARKED and first) or (name == "half" and first):
                    grade.manual_score = MARKS.get(name, 5)
                    grade.needs_manual_grade = False
                elif name in MARKED and grade.name == "rights_a-memo-stop":
                    grade.manual_score, grade.needs_manual_grade = 10, False
        book.db.commit()
    return course


@pytest.fixture(scope="module")
def drawn(course: Course) -> Path:
    """The folder for the second marker."""
    done = run(course, "rights", "--share", "50", "--seed", "7")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("7 of 14 marked texts drawn, with seed 7.\nGive the folder ")
    assert "Keep " in done.stdout
    return course.folder / "second_marking/rights"


def test_the_folder_names_nobody_and_no_mark(drawn):
    assert sorted(path.name for path in drawn.iterdir()) == ["marks.csv", "texts.html"]
    page = (drawn / "texts.html").read_text("utf-8")
    assert "zoe" not in page
    assert VARIANT not in page
    rows = list(csv.reader((drawn / "marks.csv").read_text("utf-8-sig").splitlines()))
    assert rows[0] == ["Text", "Criterion 1: the right and its price", *rows[0][2:]]
    assert rows[1:] == [[str(n), "", ""] for n in range(1, 8)]
    record = json.loads(drawn.with_name("rights.json").read_text("utf-8"))
    assert {text["learner"] for text in record["texts"]} < set(MARKED)
    for text in record["texts"]:
        assert text["marks"] == {
            "rights_a-memo": MARKS[text["learner"]],
            "rights_a-memo-stop": 10,
        }


def test_the_page_is_harmless_and_without_barriers(drawn, page: Page):
    page.on("dialog", lambda dialog: pytest.fail("a text acted"))
    page.goto((drawn / "texts.html").as_uri())
    expect(page.get_by_role("article")).to_have_count(7)
    article = page.get_by_role("article").first
    expect(article).to_contain_text(HOSTILE)
    expect(article).to_contain_text("Here end the first 200 words.")
    expect(article).to_contain_text("Cost limit: 9 k€ a quarter")
    expect(article.get_by_role("table")).to_contain_text("Table 4.")
    assert page.locator("script, img, iframe").count() == 0
    expect(page.get_by_text("Anchor for 15:")).to_have_count(2)
    tables = page.get_by_role("article").get_by_role("table").all_inner_texts()
    assert len(set(tables)) == 7  # each learner's own
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []


def test_from_the_empty_file_to_the_agreement(course, drawn):
    said = run(course, "rights")
    assert said.returncode == 0, said.stderr
    assert said.stdout.endswith("marks.csv is still empty: 14 marks of 7 texts to come.\n")

    record = json.loads(drawn.with_name("rights.json").read_text("utf-8"))
    marks = {text["number"]: text["marks"]["rights_a-memo"] for text in record["texts"]}
    lines = ["Text;Criterion 1: the right and its price;Criterion 2: the sign to stop"]
    lines += [f"{n};{15 if n == 1 else marks[n]:g};{'' if n == 2 else 10}" for n in marks]
    marks_file = drawn / "marks.csv"
    filled = ("\ufeff" + "\r\n".join(lines)).encode()
    marks_file.write_bytes(filled)
    said = run(course, "rights")
    assert said.returncode == 0, said.stderr
    assert "1 of 14 marks are still to come." in said.stdout
    assert "quadratic-weighted kappa" in said.stdout
    assert "Both markers gave every text the same level, 10: full agreement" in said.stdout
    assert "nan" not in said.stdout
    assert "Only 7 texts" in said.stdout
    if marks[1] < 10:
        assert f"Talk about text 1 ({record['texts'][0]['learner']})" in said.stdout

    reported = course.alliance("report", "rights")
    assert reported.returncode == 0, reported.stderr
    report = (course.folder / "reports/rights/report.html").read_text("utf-8")
    assert "7 of 14 texts were drawn for a second marker" in report
    assert "full agreement" in report
    assert "1 mark is still to come." in report

    for arguments in (("--seed", "8"), ("--share", "20")):
        said = run(course, "rights", *arguments)
        assert said.returncode == 1
        assert said.stderr.startswith("A sample is drawn already (50 percent, seed 7);")
    kept = drawn.with_name("rights.json")
    kept.rename(kept.with_suffix(".away"))
    said = run(course, "rights")
    kept.with_suffix(".away").rename(kept)
    assert said.returncode == 1
    assert "which says whose marks they are, is not; bring it back" in said.stderr
    assert marks_file.read_bytes() == filled  # through all of this


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("nothing",), 1, "The gradebook has no assignment 'nothing'"),
        (("rights", "--share", "0"), 2, "'0' is no share; give percent, such as 10"),
        (("rights", "--course", "/nowhere"), 1, "/nowhere is no folder"),
    ],
)
def test_misuse_is_said_in_a_sentence(course, arguments, code, said):
    done = run(course, *arguments)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_lost_answers_file_costs_its_own_text_alone(course):
    """Whoever's file is gone can't be read again, so others are drawn."""
    aside = {}
    for name in MARKED[:9]:
        path = course.folder / f"autograded/{name}/rights/responses.json"
        aside[path] = path.rename(path.with_suffix(".away"))
    kept, away_from_here = course.folder / "second_marking", course.folder / "away"
    if kept.exists():
        kept.rename(away_from_here)
    try:
        done = run(course, "rights")
        assert done.stdout.startswith("5 of 5 marked texts drawn, with seed 1."), done.stderr
    finally:
        for path, away in aside.items():
            away.rename(path)
        shutil.rmtree(kept)
        if away_from_here.exists():
            away_from_here.rename(kept)

"""Marks for Canvas and Moodle: the final ones, under the right names, and nobody lost silently."""

import csv
import os
import shutil
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.desk.exports.csv_file import as_text, is_formula, read_table, write_table
from tests.grading.desk_course import run_warm
from tests.grading.exported import CANVAS, GOLDEN, MOODLE, PLAIN, ExportCourse

ROSTERS = {"canvas": CANVAS, "moodle": MOODLE, "plain": PLAIN}
ignore_nbgraders_own = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


@pytest.fixture
def course(tmp_path: Path) -> ExportCourse:
    return ExportCourse(tmp_path / "course")


pytestmark = ignore_nbgraders_own


def rows(raw: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(raw.decode("utf-8-sig"), newline="")))


def marks(raw: bytes) -> dict[str, str]:
    """The last cell of each row, by the first that holds an account."""
    table = rows(raw)
    at = table[0].index("SIS Login ID") if "SIS Login ID" in table[0] else 0
    return {row[at]: row[-1] for row in table[1:] if row[at]}


def said(capsys: pytest.CaptureFixture[str]) -> str:
    both = capsys.readouterr()
    assert "Traceback" not in both.err
    return both.out + both.err


# --- the files ------------------------------------------------------------------------------


@pytest.mark.parametrize("platform", ["canvas", "moodle"])
@pytest.mark.parametrize("roster", ["own", "plain"])
def test_the_file_is_byte_for_byte_the_golden_one(platform, roster, course, capsys):
    text = PLAIN if roster == "plain" else ROSTERS[platform]
    assert course.export(platform, text) == 1  # since one waits for a person
    golden = GOLDEN / f"{platform}_{roster}.csv"
    assert course.written(platform) == golden.read_bytes()
    assert "No mark written for dan: a person has still to read what they wrote." in said(capsys)


def test_all_marks_final_and_all_known_is_done(course, capsys):
    few = "\n".join(line for line in CANVAS.splitlines() if "HYPERLINK" not in line)
    with course.book() as book:
        for learner in ("dan", "zoe"):
            book.remove_submission("rights", learner)
    assert course.export("canvas", few) == 0
    assert "3 marks" in said(capsys)


def test_excel_canvas_and_moodle_can_all_read_the_file(course):
    course.export("canvas", CANVAS)
    raw = course.written("canvas")
    assert raw.startswith(b"\xef\xbb\xbfStudent,ID,SIS User ID,SIS Login ID,Section,")
    assert raw.count(b"\n") == raw.count(b"\r\n") == len(rows(raw))
    assert len({len(row) for row in rows(raw)}) == 1


# --- whose mark it is -----------------------------------------------------------------------


@pytest.mark.parametrize("platform", ["canvas", "moodle"])
def test_one_who_is_not_on_the_roster_is_named_and_the_others_are_written(platform, course, capsys):
    assert course.export(platform, ROSTERS[platform]) == 1
    assert "No mark written for zoe: not on the roster" in said(capsys)
    assert marks(course.written(platform))["ada"] == "85.25"
    assert b"70.25" not in course.written(platform)


def test_two_rows_with_one_id_are_named_and_neither_gets_the_mark(course, capsys):
    roster = "id,sis login id\nada,x1\nada,x2\nbjörn,x3\n"
    assert course.export("canvas", roster) == 1
    assert "ada: the roster's lines 2 and 3 both say 'ada'" in said(capsys)
    assert marks(course.written("canvas")) == {"x3": "62.75"}


def test_two_learners_who_are_one_person_are_named_and_get_nothing(course, capsys):
    roster = "id,canvas id\nada,7\nbjörn,7\nchloe@example.org,8\ndan,9\nzoe,10\n"
    assert course.export("canvas", roster) == 1
    text = said(capsys)
    assert "ada: the roster's lines 2 and 3 both say '7'" in text
    assert "björn: the roster's lines 2 and 3 both say '7'" in text
    assert [row[1] for row in rows(course.written("canvas"))[2:]] == ["8", "9", "10"]


def test_ids_that_differ_in_capitals_only_are_one_person(course, capsys):
    with course.book() as book:
        course.mark(book, "ADA", 1.0, 0.0)
    assert course.export("moodle", PLAIN) == 1
    assert "ada and ADA are one person on the roster" in said(capsys)
    assert "ada" not in marks(course.written("moodle"))


def test_the_same_row_twice_is_named_and_written_once(course, capsys):
    assert course.export("moodle", PLAIN + "ada,Ada,A\n") == 1
    assert "ada stands twice on the roster, in lines 2 and 8, and is written once" in said(capsys)
    assert course.written("moodle").count(b"ada,Ada,85.25") == 1


def test_moodle_never_gets_a_row_that_names_nobody(course, capsys):
    """It would give the mark to the person of the row before."""
    roster = "id,username,email\nada,a1,\nbjörn,,b@example.org\nchloe@example.org,c1,c@x\nzoe,z,z\n"
    assert course.export("moodle", roster) == 1
    assert "No mark written for björn: Moodle can't be told who this is." in said(capsys)
    table = rows(course.written("moodle"))
    assert table[0] == ["Username", "rights"]  # not the addresses, which are not all there
    assert all(row[0] for row in table)


def test_canvas_gets_no_bare_name_that_a_namesake_may_have(course):
    course.export("canvas", "id,name,sis login id\nada,Kim Smith,a1\n")
    assert rows(course.written("canvas"))[2] == ["a1", "", "", "a1", "", "85.25"]


def test_canvas_gets_no_id_that_it_would_cut_to_anothers(course, capsys):
    assert course.export("canvas", "id,canvas id\nada,12a\nbjörn,13\n") == 1
    assert "No mark written for ada: Canvas can't be told who this is." in said(capsys)
    assert [row[1] for row in rows(course.written("canvas"))[2:]] == ["13"]


def test_ids_stay_as_they_are_and_formulas_do_not_run(course, capsys):
    roster = "id,name,sis login id\nada,@SUM(A1),+49-171\nbjörn,x,\"=cmd|'/c calc'!A1\"\n"
    assert course.export("canvas", roster) == 1
    assert "No mark written for björn" in said(capsys)
    assert marks(course.written("canvas")) == {"+49-171": "85.25"}
    assert b"cmd" not in course.written("canvas")


# --- what the mark is -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("missing", "cell"), [("empty", {"eve": ""}), ("zero", {"eve": "0"}), ("omit", {})]
)
def test_who_handed_nothing_in_gets_no_mark_unless_a_zero_is_asked_for(missing, cell, course):
    course.export("canvas", PLAIN, "--missing", missing)
    found = marks(course.written("canvas"))
    assert {name: mark for name, mark in found.items() if name == "eve"} == cell
    assert found.get("dan", "") == ""  # handed in, waits: never a zero


def test_a_hand_in_that_is_not_graded_is_no_zero(course, capsys):
    course.handed_in("eve")
    course.handed_in("ada")  # again, since the mark was given
    assert course.export("moodle", PLAIN, "--missing", "zero") == 1
    assert "No mark written for ada, eve: what they handed in is not graded yet." in said(capsys)
    found = marks(course.written("moodle"))
    assert (found["ada"], found["eve"], found["björn"]) == ("", "", "62.75")


def test_a_hand_in_without_answers_is_pointed_out(course, capsys):
    course.handed_in("björn")
    shutil.copytree(course.folder / "submitted", course.folder / "autograded")
    course.export("moodle", PLAIN)
    assert "No answers came with the hand-in of björn" in said(capsys)
    assert marks(course.written("moodle"))["björn"] == "62.75"


def test_what_stands_on_the_platform_stays_where_we_have_no_mark(course):
    course.export("canvas", CANVAS, "--missing", "empty")
    found = marks(course.written("canvas"))
    assert (found["dan"], found["eve"]) == ("40.00", "EX")


def test_the_marks_are_those_of_nbgraders_own_export(course, tmp_path):
    from nbgrader.plugins import CsvExportPlugin

    stock = CsvExportPlugin()
    stock.to = str(tmp_path / "stock.csv")
    with course.book() as book:
        stock.export(book)
    with open(stock.to, encoding="utf-8") as file:
        theirs = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    course.export("moodle", PLAIN)
    ours = {name: float(mark) for name, mark in marks(course.written("moodle")).items() if mark}
    assert sorted(ours) == ["ada", "björn", "chloe@example.org", "zoe"]
    assert all(abs(theirs[name] - mark) < 0.01 for name, mark in ours.items())


# --- the assignment's column ----------------------------------------------------------------


def test_canvas_assignment_is_found_by_name_or_number(course, capsys):
    roster = CANVAS.replace("Rights (4711)", "Forgoing rights (4711)")
    assert course.export("canvas", roster) == 1
    assert "has no column 'rights'" in said(capsys)
    for name in ("4711", "forgoing rights"):
        course.export("canvas", roster, "--column", name)
        assert rows(course.written("canvas"))[0][-1] == "Forgoing rights (4711)"


def test_other_points_on_the_platform_are_refused(course, capsys):
    roster = CANVAS.replace("100.00", "10.00")
    assert course.export("canvas", roster) == 1
    assert "has 10 points on Canvas and rights has 100 here" in said(capsys)
    assert not (course.folder / "rights_canvas.csv").exists()


@pytest.mark.parametrize(
    ("platform", "roster", "more", "says"),
    [
        ("canvas", MOODLE, [], "no roster for Canvas"),
        ("moodle", CANVAS, [], "no roster for Moodle"),
        ("canvas", "Surname,Town\nx,y\n", [], "no column with ids"),
        ("canvas", "", [], "is empty"),
        ("canvas", PLAIN, ["--by", "nick"], "has no column 'nick'"),
        ("canvas", PLAIN, ["--to", "gradebook.db"], "ends in .csv"),
        ("canvas", CANVAS.replace("Essay (8)", "Rights (9)"), [], "--column"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_code_1(platform, roster, more, says, course, capsys):
    assert course.export(platform, roster, *more) == 1
    assert says in said(capsys)


def test_the_roster_and_the_gradebook_are_never_written_over(course, capsys):
    before = (course.folder / "gradebook.db").read_bytes()
    roster = course.roster(CANVAS)
    assert course.export("canvas", CANVAS, "--to", roster) == 1
    assert "is the roster itself" in said(capsys)
    assert Path(roster).read_text("utf-8") == CANVAS
    course.export("canvas", CANVAS)
    assert (course.folder / "gradebook.db").read_bytes() == before


def test_without_a_gradebook_none_is_made(tmp_path, capsys):
    from alliance_lessons.cli import main

    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    (tmp_path / "r.csv").write_text(PLAIN)
    given = ["--course", str(tmp_path), "--as", "canvas", "--roster", str(tmp_path / "r.csv")]
    assert main(["export", "rights", *given]) == 1
    assert "There is no gradebook" in said(capsys)
    assert not (tmp_path / "gradebook.db").exists()


# --- as a plug-in of nbgrader ---------------------------------------------------------------


@pytest.mark.parametrize("platform", ["canvas", "moodle"])
def test_nbgrader_export_runs_the_same(platform, course):
    name = f"{platform.title()}Export"
    roster = course.roster(ROSTERS[platform])
    plugin = f"--exporter=alliance_lessons.desk.exports.{platform}.{name}"
    own = os.environ | {"HOME": str(course.folder), "JUPYTER_CONFIG_DIR": str(course.folder)}
    done = run_warm(
        "nbgrader",
        ["export", "--to", "x.csv", plugin, f"--{name}.roster={roster}"],
        course.folder,
        own,
        course.folder / "said.txt",
        course.folder / "errors.txt",
    )
    assert done.returncode == 1, done.stderr
    assert "No mark written for zoe: not on the roster" in done.stderr
    assert "Traceback" not in done.stderr
    assert (course.folder / "x.csv").read_bytes() == (GOLDEN / f"{platform}_own.csv").read_bytes()


# --- any cells at all -----------------------------------------------------------------------

CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8))
def test_what_is_written_is_read_the_same(table: list[list[str]]):
    path = Path(os.environ["PYTEST_PLACE"]) / "round.csv"
    write_table(path, table)
    assert rows(path.read_bytes()) == table


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8))
def test_our_reader_gives_the_same_without_spaces_around(table: list[list[str]]):
    path = Path(os.environ["PYTEST_PLACE"]) / "read.csv"
    table = [["id", "name", "group"], *table]
    write_table(path, table)
    found = read_table(path)
    stripped = [tuple(cell.strip() for cell in row) for row in table]
    assert [found.headings, *(row.cells for row in found.rows)] == [r for r in stripped if any(r)]


@given(CELLS)
def test_words_never_run_and_lose_nothing(words: str):
    assert not is_formula(as_text(words))
    assert as_text(words).removeprefix("'" if is_formula(words) else "") == words


@pytest.fixture(autouse=True, scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTEST_PLACE", str(tmp_path_factory.mktemp("csv")))
        yield

"""A roster is read as Canvas, Moodle and spreadsheets write it, and says who is who."""

from pathlib import Path

import pytest

from alliance_lessons.desk.exports.roster import groups, match, read_roster
from alliance_lessons.errors import CourseError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "roster.csv"


@pytest.mark.parametrize(
    "text",
    [
        "id,group\nada,A\n",
        "\ufeffid,group\r\nada,A\r\n",
        "ID ; Group \n Ada ; A \n",
        "Learner ID\tGroups\nada\tA\n\n\n",
        "sep=;\nid;group;notes\nada;A;x\n",
        '"id","group"\n"ada","A"',
        "\nid,group,,\nada,A,,\n,,,\n",
        "student_id,Gruppe\nADA,A\n",
    ],
)
def test_signs_spaces_and_capitals_do_not_matter(text, path):
    path.write_text(text, "utf-8", newline="")
    roster = read_roster(path)
    assert len(roster.people) == 1
    assert groups(roster, ["ada", "zoe"]) == {"ada": "A"}


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"id,group\nada,\xfc\n", "CSV UTF-8"),
        ("id,group\nada,A\n".encode("utf-16"), "CSV UTF-8"),
        (b'id,group\n"ada,A\n', "line 2: this is no CSV"),
        (b"id,group\nada,A,B\n", "line 2: more cells than headings"),
        (b"id,ID\nada,ben\n", "two columns for one thing"),
        (b"name,town\nada,Lyon\n", "no column with ids"),
        (b"", "is empty"),
    ],
)
def test_what_cant_be_read_is_said_in_a_sentence(raw, says, path):
    path.write_bytes(raw)
    with pytest.raises(CourseError, match=says) as told:
        read_roster(path)
    assert str(told.value).endswith(".")


def test_a_roster_that_is_not_there_is_said(path):
    with pytest.raises(CourseError, match=r"roster.csv can't be read: No such file"):
        read_roster(path)


def test_learners_are_found_in_the_column_that_holds_most_of_them(path):
    path.write_text("First name,Username,ID number,Email address\nAda,u1,7,a@x\nBen,u2,8,b@x\n")
    roster = read_roster(path)
    for ids in (["u1", "u2"], ["7", "8"], ["A@X", "b@x"]):
        assert sorted(match(roster, ids).people) == sorted(ids)
    mixed = match(roster, ["u1", "u2", "7"])  # never from two columns
    assert sorted(mixed.people) == ["u1", "u2"]
    assert list(mixed.unknown) == ["7"]
    assert sorted(match(roster, ["Ada"], "first NAME").people) == ["Ada"]


def test_canvas_rows_that_are_nobody_are_left_out(path):
    path.write_text(
        "Student,ID,SIS Login ID,Section,Rights (1)\n,,,,Manual Posting\n"
        "    Points Possible,,,,100\nAda,11,ada,North,\n"
    )
    roster = read_roster(path)
    assert [person.known["login"] for person in roster.people] == ["ada"]
    assert roster.points
    assert roster.points.cells[4] == "100"
    assert groups(roster, ["ada"]) == {"ada": "North"}

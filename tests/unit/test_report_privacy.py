"""What a report hides: names, small groups, and what spreadsheets would calculate."""

import stat
import threading
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_lessons.desk.report.groups import FEWEST, hidden_groups
from alliance_lessons.desk.report.places import Fingerprints, fold
from alliance_lessons.desk.report.pseudonyms import FOLDER, SECRET, course_secret, pseudonym
from alliance_lessons.desk.report.tables import as_csv
from alliance_lessons.errors import CourseError
from alliance_lessons.items.item import Item
from alliance_lessons.workbook.answers_file import Answers, Entry

SIZES = st.dictionaries(
    st.text("ABCDEFGH", min_size=1, max_size=2),
    st.integers(1, 30).flatmap(
        lambda members: st.tuples(st.just(members), st.integers(0, members))
    ),
    max_size=8,
)


@settings(deadline=None)
@given(SIZES)
def test_no_small_group_is_shown_or_left_over(sizes: dict[str, tuple[int, int]]) -> None:
    members = {name: size[0] for name, size in sizes.items()}
    marked = {name: size[1] for name, size in sizes.items()}
    hidden = hidden_groups(members, marked)
    for name in set(sizes) - set(hidden):
        assert members[name] >= FEWEST
        assert marked[name] >= FEWEST or marked[name] == 0
    if set(hidden) != set(sizes):  # something is shown, so the rest can be worked out
        left = sum(marked[name] for name in hidden)
        assert left == 0 or left >= FEWEST
        assert not hidden or sum(members[name] for name in hidden) >= FEWEST


def test_nothing_is_hidden_without_need() -> None:
    sizes = {"North": 20, "South": 5}
    assert hidden_groups(sizes, sizes) == {}


def test_the_secret_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    secret = course_secret(tmp_path)
    path = tmp_path / FOLDER / SECRET
    assert course_secret(tmp_path) == secret == path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (tmp_path / FOLDER / ".gitignore").read_text() == "*\n"
    path.chmod(0o644)
    course_secret(tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(one.name for one in path.parent.iterdir()) == [".gitignore", SECRET]


def test_reports_begun_at_once_share_one_secret(tmp_path: Path) -> None:
    found: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: found.append(course_secret(tmp_path))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_a_damaged_or_linked_secret_is_told_and_kept(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    path = tmp_path / FOLDER / SECRET
    path.write_bytes(b"short")
    with pytest.raises(CourseError, match="is damaged"):
        course_secret(tmp_path)
    assert path.read_bytes() == b"short"
    path.unlink()
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CourseError, match="can't be read"):
        course_secret(tmp_path)


def test_pseudonyms_hold_in_a_course_and_differ_between_courses() -> None:
    names = {pseudonym(b"one", f"learner{n}") for n in range(5000)}
    assert len(names) == 5000
    assert pseudonym(b"one", "nia") == pseudonym(b"one", "nia") != pseudonym(b"two", "nia")


@settings(deadline=None)
@given(st.text(max_size=12))
def test_no_cell_begins_as_a_formula_does(text: str) -> None:
    raw = as_csv(pd.DataFrame({"learner": [text], "n": [1]})).decode("utf-8-sig")
    cell = raw.partition("\r\n")[2].lstrip('"').lstrip(" ")
    assert not cell.startswith(tuple("=+-@\t＝＋－＠"))


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", " =1", "＝1"]
)
def test_formulas_stay_as_text(text: str) -> None:
    raw = as_csv(pd.DataFrame({"learner": [text]})).decode("utf-8-sig")
    assert f"'{text}" in raw


def memo(text: str, variant: str = "") -> Answers:
    return Answers(variant, {"x.memo": (Entry(text),)})


def test_places_are_what_is_long_and_the_same() -> None:
    seen = Fingerprints([Item("x.memo", "text", "Write.")])
    long = "I would lend two valves, and end it on the last day of month 17."
    seen.add("a", memo(long, "1" * 16))
    seen.add("b", memo(long.upper().replace(",", " —"), "1" * 16))
    seen.add("c", memo("I would not.", "0" * 16))
    seen.add("d", memo("I would not.", "0" * 16))
    seen.add("e", memo(long + " Not more.", "2" * 16))
    seen.add("f", Answers())
    text, figures = seen.places()
    assert (text.what, text.learners, text.item_id) == ("the same text", ("a", "b"), "x.memo")
    assert (figures.what, figures.learners) == ("the same case figures", ("a", "b"))


def test_texts_of_the_wrong_form_leave_no_trace() -> None:
    seen = Fingerprints([Item("x.memo", "text", "Write.")])
    for learner in "ab":
        seen.add(learner, Answers("", {"x.memo": (Entry(["a list"] * 50),)}))
    assert seen.places() == []


@settings(deadline=None)
@given(st.text(max_size=60))
def test_folding_forgets_case_space_and_punctuation(text: str) -> None:
    assert fold(f"  {text} !") == fold(text)
    assert fold(fold(text)) == fold(text)

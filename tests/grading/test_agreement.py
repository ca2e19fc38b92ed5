"""How far two markers agree: oracles, degenerate cases, and what is said about them."""

import json
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from alliance_lessons.desk.course_directory import Course
from alliance_lessons.desk.second_marking.agreement import (
    Agreement,
    Apart,
    SecondMarking,
    agreement,
    weighted_kappa,
)
from alliance_lessons.desk.second_marking.sample import draw
from alliance_lessons.errors import CourseError

LEVELS = (0, 5, 10, 15)
HEADINGS = "Text,The price,The sign"


def by_hand(first: list[float], second: list[float], levels: tuple[float, ...]) -> Fraction:
    """1 less observed over expected squared distance, in exact fractions."""
    one, other = [levels.index(x) for x in first], [levels.index(x) for x in second]
    observed = Fraction(sum((x - y) ** 2 for x, y in zip(one, other, strict=True)), len(one))
    return 1 - observed / Fraction(sum((x - y) ** 2 for x in one for y in other), len(one) ** 2)


@pytest.mark.parametrize(
    ("second", "kappa"),
    # printed in the help page of Maple's EssayTools, QuadraticWeightedKappa
    [
        ([8, 8, 6, 6, 7, 6, 1, 4, 8], 0.758620689655172),
        ([3, 5, 6, 6, 7, 6, 1, 4, 8], 0.438095238095238),
    ],
)
def test_kappa_is_the_published_one(second, kappa):
    first = [9, 7, 8, 7, 6, 8, 3, 5, 10]
    assert weighted_kappa(first, second, range(1, 11)) == pytest.approx(kappa, abs=1e-12)


def test_kappa_of_the_projects_oracle():
    """CONTENT.md section 6 gives .8235 without its pair. This one, made up here, has 14/17.

    Ten texts, three of them one level apart: observed 3/10, expected 17/10.
    """
    first = [15, 10, 5, 0, 15, 10, 5, 0, 10, 5]
    second = [15, 10, 5, 0, 10, 10, 5, 5, 10, 10]
    assert by_hand(first, second, LEVELS) == Fraction(14, 17)
    assert round(weighted_kappa(first, second, LEVELS) or 0, 4) == 0.8235


MARKS = st.lists(st.tuples(st.sampled_from(LEVELS), st.sampled_from(LEVELS)), max_size=40)


@given(MARKS)
def test_kappa_is_the_formula_or_none_and_never_nan(pairs):
    first, second = [one for one, _ in pairs], [other for _, other in pairs]
    kappa = weighted_kappa(first, second, LEVELS)
    if len({*first, *second}) < 2:
        assert kappa is None
    else:
        assert kappa == pytest.approx(float(by_hand(first, second, LEVELS)), abs=1e-9)


@given(MARKS)
def test_kappa_does_not_ask_who_came_first(pairs):
    assume(pairs)
    first, second = [one for one, _ in pairs], [other for _, other in pairs]
    there, back = weighted_kappa(first, second, LEVELS), weighted_kappa(second, first, LEVELS)
    assert there == back or there == pytest.approx(back)


# --- a course with a sample ---


def course_at(folder: Path) -> Course:
    directory: Any = SimpleNamespace(root=str(folder))
    return Course(directory, SimpleNamespace(), "rights")  # type: ignore[arg-type]


def drawn(folder: Path, first: list[tuple[float, float]], filled: str | bytes) -> Course:
    """A course in which these texts were drawn and this came back."""
    texts = [
        {"number": n, "learner": f"learner{n}", "marks": {"p": price, "s": sign}}
        for n, (price, sign) in enumerate(first, 1)
    ]
    criteria = [
        {"name": "p", "title": "The price", "levels": LEVELS},
        {"name": "s", "title": "The sign", "levels": LEVELS},
    ]
    record = {"seed": 1, "share": 10, "of": 9, "criteria": criteria, "texts": texts}
    place = folder / "second_marking/rights"
    place.mkdir(parents=True)
    place.with_name("rights.json").write_text(json.dumps(record))
    raw = filled.encode() if isinstance(filled, str) else filled
    (place / "marks.csv").write_bytes(raw)
    return course_at(folder)


def found(course: Course) -> SecondMarking:
    given = agreement(course)
    assert given is not None
    return given


FIRST = [(15, 15), (10, 0), (5, 10), (0, 5)]


def test_counts_kappa_and_texts_to_talk_about(tmp_path):
    filled = f"{HEADINGS}\n1,15,0\n2,10,0\n3,10,15\n4,0,15\n"
    price, sign = found(drawn(tmp_path, FIRST, filled)).criteria
    assert (price.n, price.exact, price.adjacent, price.apart) == (4, 3, 1, ())
    assert price.kappa == pytest.approx(float(by_hand([15, 10, 5, 0], [15, 10, 10, 0], LEVELS)))
    assert price.reading == "The two read this criterion alike."
    assert price.warning.startswith("Only 4 texts: one other mark could move kappa a lot")
    assert sign.apart == (Apart(1, 15, 0), Apart(4, 5, 15))
    assert "do not read it alike" in sign.reading


@pytest.mark.parametrize(
    "filled",
    [
        "\ufeffText;The price;The sign\r\n1;15,0;15\r\n2;10;0\r\n3; 5 ;10\r\n4;0;5\r\n",
        "sep=;\nText;The price;The sign\n4;0;5\n3;5;10.00\n2;10;0\n1;15;15\n;;\n",
        "text\tTHE PRICE\tnotes\tThe sign\nText 1\t15\tx\t15\n2.0\t10\t\t0\n3\t5\t\t10\n4\t0\t\t5",
        '"Text","The sign","The price"\n"1","15","15"\n2,0,10\n3,10,5\n4,5,0\n',
    ],
)
def test_files_of_any_spreadsheet_are_read(tmp_path, filled):
    given = found(drawn(tmp_path, FIRST, filled))
    assert [one.exact for one in given.criteria] == [4, 4]
    assert [one.kappa for one in given.criteria] == [1, 1]
    assert given.missing == 0


@pytest.mark.parametrize(
    ("filled", "said"),
    [
        (f"{HEADINGS}\n1,12,", r"line 2: '12' is no level of “The price”; write 15, 10, 5 or 0\."),
        (f"{HEADINGS}\n\n1,,good", r"line 3: 'good' is no level of “The sign”"),
        (f"{HEADINGS}\n1,nan,", "line 2: 'nan' is no level"),
        (f"{HEADINGS}\n1,1e1,", "line 2: '1e1' is no level"),
        (f"{HEADINGS}\n7,5,5", "line 2: there is no text '7' in this sample"),
        (f"{HEADINGS}\n1,5,5\n1,5,5", "line 3: text 1 stands twice; keep one of the lines"),
        (f"{HEADINGS}\n,5,5", "line 2: there is no text '' in this sample"),
        ("Text,The price\n1,5", "has no column “The sign”; put the headings back"),
        (b"\xff\xfeT\x00", "is no text in UTF-8; save it as “CSV UTF-8”"),
        ("", "is empty"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_by_line(tmp_path, filled, said):
    with pytest.raises(CourseError, match=said):
        agreement(drawn(tmp_path, FIRST, filled))


def test_all_faults_of_a_file_are_said_at_once_but_not_hundreds(tmp_path):
    rows = "\n".join(f"{n},x,y" for n in range(1, 10))
    with pytest.raises(CourseError) as error:
        agreement(drawn(tmp_path, FIRST * 3, f"{HEADINGS}\n{rows}"))
    lines = str(error.value).splitlines()
    assert len(lines) == 11
    assert lines[-1] == "There are 8 more."


def criterion(folder: Path, first: list[float], second: list[float]) -> Agreement:
    rows = "\n".join(f"{n},{mark}," for n, mark in enumerate(second, 1))
    course = drawn(folder, [(mark, 0) for mark in first], f"{HEADINGS}\n{rows}")
    return found(course).criteria[0]


def test_one_level_throughout_gives_a_sentence_and_no_number(tmp_path):
    one = criterion(tmp_path, [10, 10, 10], [10, 10, 10])
    assert one.kappa is None
    assert one.reading.startswith("Both markers gave every text the same level, 10: full agreement")


def test_a_marker_who_always_gives_the_same_is_named_as_the_reason(tmp_path):
    one = criterion(tmp_path, [10, 10, 10], [10, 5, 15])
    assert one.kappa == 0
    assert one.reading.startswith("One marker gave every text the same level, so kappa is 0")


def test_nothing_filled_in_yet_is_no_agreement(tmp_path):
    given = found(drawn(tmp_path, FIRST, f"{HEADINGS}\n1,,\n2,,\n3,,\n4,,\n"))
    assert given.missing == 8
    assert [(one.n, one.kappa, one.warning) for one in given.criteria] == [(0, None, "")] * 2
    assert given.criteria[0].reading == "No text has two marks yet."


def test_a_first_mark_between_levels_is_left_out_and_named(tmp_path):
    one = criterion(tmp_path, [15, 12.5, 5], [15, 10, 5])
    assert (one.n, one.exact, one.left_out) == (2, 2, (2,))


def test_thirty_texts_need_no_warning(tmp_path):
    marks: list[float] = [0, 5, 10, 15, 10] * 6
    assert criterion(tmp_path, marks, marks).warning == ""


def test_nearly_all_at_one_level_is_explained(tmp_path):
    one = criterion(tmp_path, [10] * 18 + [15, 10], [10] * 18 + [10, 5])
    assert one.kappa is not None
    assert one.kappa < 0.4
    assert one.reading.startswith("Most marks are the same, but nearly all lie at one level")


def test_without_a_sample_there_is_nothing_and_a_damaged_one_is_named(tmp_path):
    assert agreement(course_at(tmp_path)) is None
    course = drawn(tmp_path, FIRST, HEADINGS)
    (tmp_path / "second_marking/rights/marks.csv").unlink()
    with pytest.raises(CourseError, match=r"marks.csv is missing; bring it back"):
        agreement(course)
    (tmp_path / "second_marking/rights.json").write_text("{}")
    with pytest.raises(CourseError, match=r"rights.json can't be read"):
        agreement(course)


# --- drawing ---


@given(st.integers(0, 300), st.floats(0.1, 100), st.integers())
def test_a_sample_has_its_size_no_learner_twice_and_is_drawn_again_by_its_seed(many, share, seed):
    learners = [f"learner{n}" for n in range(many)]
    sample = draw(learners, share, seed, "rights")
    assert len(set(sample)) == len(sample) <= many
    assert len(sample) >= min(many, 5)
    assert len(sample) >= many * share / 100
    assert sample == draw(learners[::-1], share, seed, "rights")


def test_seeds_and_assignments_draw_others():
    learners = [f"learner{n}" for n in range(100)]
    one = draw(learners, 10, 1, "rights")
    assert len(one) == 10
    assert one != draw(learners, 10, 2, "rights")
    assert one != draw(learners, 10, 1, "trust")
    assert one != sorted(one)  # their numbers say nothing of their names

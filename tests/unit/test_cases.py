"""What holds of every case: few share a table, and its tables can be read in every way."""

import sys
from collections import Counter
from html import escape

import pytest

from alliance_lessons.cases import culture_draw, relationships_draw, rights_draw
from alliance_lessons.cases.chance import Chance
from alliance_lessons.errors import CourseError
from alliance_lessons.notebook_case import CASES, Case, case
from tests.assignment_notebook import variants

DRAWS = {
    "culture": culture_draw.draw,
    "relationships": relationships_draw.draw,
    "rights": rights_draw.draw,
}
OFTEN = {"quarters": 5}  # where there are few to draw from: shared by one in five at most
every_case = pytest.mark.parametrize("name", DRAWS)


def test_every_case_is_tested_here() -> None:
    assert set(DRAWS) == set(CASES)


@every_case
def test_few_learners_share_a_table(name: str) -> None:
    tables = [DRAWS[name](variant).tables() for variant in variants(400)]
    for table in tables[0]:
        drawn = Counter(one[table].rows for one in tables)
        assert max(drawn.values()) <= 400 / OFTEN.get(table, 100), table


def test_numbers_of_chance_lie_in_their_bounds_and_use_all_of_them() -> None:
    drawn = Counter(Chance(variant).number("die", 1, 6) for variant in variants(2000))
    assert set(drawn) == {1, 2, 3, 4, 5, 6}
    assert all(abs(count - 2000 / 6) < 90 for count in drawn.values())  # five standard errors


# --- as a notebook shows it ---


@every_case
def test_tables_can_be_read_with_eyes_with_a_screen_reader_and_as_text(name: str) -> None:
    tables = DRAWS[name](variants(2)[1]).tables()
    shown = Case(DRAWS[name](variants(2)[1]))
    html, words = shown._repr_html_(), repr(shown)
    for text in (html, words):
        assert "Invented data, drawn for this workbook" in text
        assert "None" not in text
    assert html.count("<caption") == html.count("<table") == len(tables) >= 8
    assert "<th>" not in html
    assert html.count("<th ") == html.count('scope="col"') + html.count('scope="row"')
    assert "<style" not in html
    assert "color:" not in html.replace("currentColor", "")
    for table in tables.values():
        assert escape(table.caption) in html
        assert table.caption in words


@every_case
def test_one_table_can_stand_alone_and_an_unknown_one_is_named(name: str) -> None:
    rows = DRAWS[name](variants(2)[1])
    for table in rows.tables():
        assert Case(rows, table)._repr_html_().count("<table") == 1
    with pytest.raises(CourseError, match=rf"no table 'rockets'.*{table}"):
        Case(rows, "rockets")


def test_a_case_that_is_not_there_is_named() -> None:
    with pytest.raises(CourseError, match=r"no case for 'rockets'.*culture, relationships, rights"):
        case("rockets")


def test_a_table_for_those_who_like_to_reckon() -> None:
    rows = rights_draw.draw(variants(2)[1])
    frame = Case(rows).to_pandas("orders")
    assert list(frame["pumps"]) == [order.pumps for order in rows.orders]


def test_where_pandas_is_missing_a_sentence_says_so_and_names_the_rows(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    case = Case(rights_draw.draw(variants(2)[1]))
    with pytest.raises(CourseError, match=r"pandas is not installed here; .*rows\.orders"):
        case.to_pandas("orders")

"""What a learner reads on the page."""

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup, Tag

from alliance_lessons.feedback.marks import Grade
from tests.feedback_pages import RIGHT, page

MEMO, STOP = "rights_a-memo", "rights_a-memo-stop"
BOTH = {MEMO: Grade(15.0, by_person=True), STOP: Grade(5.0, by_person=True)}


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def question(html: str, title: str) -> Tag:
    """The part of a page that is on one question."""
    heading = next(one for one in soup(html).find_all("h3") if one.get_text() == title)
    return heading.find_parent("article")


def sums(html: str) -> dict[str, list[str]]:
    rows = soup(html).find("table", class_="sums").find_all("tr")[1:]
    return {words(row.th): [words(cell) for cell in row.find_all("td")] for row in rows}


def test_title_learner_and_time_stand_at_the_head():
    header = words(soup(page(RIGHT)).header)
    assert "Assignment: six requests and twenty pumps" in header
    assert "For ada" in header
    assert "Handed in 20 November 2026, 14:05 UTC" in header


def test_marks_are_total_automatic_and_by_a_person():
    html = page(RIGHT, BOTH)
    assert "90 of 100 points" in words(soup(html).find(class_="total"))
    assert sums(html) == {
        "Automatic, by a rule": ["70", "70"],
        "By a person, with a rubric": ["20", "30"],
        "Total": ["90", "100"],
    }
    assert soup(html).find(class_="notice") is None


def test_what_waits_for_a_person_is_said():
    html = page(RIGHT, {MEMO: Grade(15.0, by_person=True)})
    assert "85 of 100 points so far" in words(soup(html).main)
    assert "15 points still wait for a person to read your work" in words(soup(html).main)
    assert sums(html)["By a person, with a rubric"] == ["15 so far", "30"]
    assert "Waits for a person , who can give up to 15 points." in words(question(html, "The memo"))


def test_a_late_penalty_is_taken_off_and_named():
    html = page(RIGHT, BOTH, penalty=7.5, late=timedelta(hours=26))
    assert "1 day 2 hours after the due date" in words(soup(html).header)
    assert sums(html)["Penalty for handing in late"] == ["−7.5", ""]
    assert sums(html)["Total"] == ["82.5", "100"]


def test_a_penalty_never_takes_the_total_below_zero():
    assert sums(page({}, {MEMO: Grade(0.0), STOP: Grade(0.0)}, penalty=9))["Total"][0] == "0"


def test_questions_stand_as_in_the_notebook_with_their_points():
    titles = [one.get_text() for one in soup(page(RIGHT)).find_all("h3")]
    assert titles == [*(f"Question {number}" for number in range(1, 17)), "The memo"]
    third = question(page(RIGHT), "Question 3")
    assert "Seven things that Tallowmere might ask for." in words(third)
    assert words(third.find(class_="points")) == "7 of 7"


def test_a_choice_is_said_in_words_with_what_it_leads_to_and_what_settles_it():
    said = words(question(page(RIGHT | {"rights_a.reply": "chief"}), "Question 4"))
    assert "I will ask Mirela Tan tonight." in said
    assert "Two firms would then have agreed on areas" in said
    assert "What in the case settles it M3: neither agree nor exchange" in said
    assert "0 of 4" in said


def test_a_grid_is_told_row_by_row_and_a_row_left_out_is_named():
    answers = RIGHT | {"rights_a.whose-right": {"documents": "mine", "offers": "counsel"}}
    third = question(page(answers), "Question 3")
    rows = [words(row) for row in third.find_all("li")]
    assert rows[0] == "Two more update evenings with crews on site: Not answered."
    assert rows[1].startswith("One more week to send in the test plans: Nobody: it is mine to give")
    assert "Read M1 for which it is." in rows[1]
    assert "2 of 7 rows are answered." in words(third)


def test_points_are_told_site_by_site():
    rows = [words(row) for row in question(page(RIGHT), "Question 10").find_all("li")]
    given = RIGHT["rights_a.pumps"]
    assert len(rows) == len(given)
    assert rows[0].startswith(f"Mill Street: {given['mill-street']} pumps Mill Street: look first")


def test_recorded_answers_have_feedback_and_no_points():
    first = words(question(page(RIGHT), "Question 1"))
    assert "no points" in first
    assert "6 k€ a quarter With a limit in the middle" in first


def test_the_memo_is_shown_as_written_with_level_marks_and_comment():
    comment = "A sign both can see.\n\nWhat happens then?"
    by_person = BOTH | {STOP: Grade(5.0, by_person=True, comment=comment)}
    text = "I lend two valves.\n\n  Indented: I stop in month 17."
    memo = question(page(RIGHT | {"rights_a.memo": text}, by_person), "The memo")
    written = [one.get_text() for one in memo.find_all(class_="written")]
    assert written == [text, comment]
    first, second = memo.find_all(class_="criterion")
    assert "Criterion 1: the right and its price 15 of 15 points" in words(first)
    assert len(second.find_all("tr")) == 1 + 4
    (given,) = second.find_all("tr", class_="given")
    assert "Your level" in words(given)  # not by colour alone
    assert words(given).startswith("5 ")
    assert "wants to stop at some point" in words(given)


def test_points_between_the_levels_are_said_to_be():
    memo = question(page(RIGHT, BOTH | {STOP: Grade(12.0, by_person=True)}), "The memo")
    assert "Your 12 points lie between the levels." in words(memo)
    assert len(memo.find_all("tr", class_="given")) == 1


def test_a_memo_that_was_not_written_says_so():
    none = {MEMO: Grade(0.0), STOP: Grade(0.0)}
    memo = words(question(page(RIGHT | {"rights_a.memo": ""}, none), "The memo"))
    assert "Not answered." in memo
    assert "0 of 15 points : there was nothing to read" in memo
    assert "Your level" not in memo


def test_a_mark_that_a_person_set_in_place_of_the_rule_is_named():
    html = page(RIGHT, {"rights_a-reply": Grade(3.0, by_person=True, extra=1.0)})
    said = words(question(html, "Question 4"))
    assert "A person set this mark, with 1 point of extra credit." in said


def test_marks_that_will_be_looked_at_again_are_named():
    again = {MEMO: Grade(15.0, by_person=True, again=True)}
    assert "a person will look at it once more" in words(question(page(RIGHT, again), "The memo"))


def test_a_word_on_the_file_of_answers_stands_beside_the_total():
    assert "Your file was damaged." in words(
        soup(page({}, remark="Your file was damaged.")).find(class_="notice").parent
    )


def test_how_to_appeal_is_said_with_the_instructors_words_as_text():
    html = page(RIGHT, appeal="Write to <Dr Vogel>.\n\nUntil 1 July.")
    said = words(soup(html).find(class_="appeal"))
    assert "Write to <Dr Vogel>. Until 1 July. Give the number of the question" in said
    assert "quote the paragraph, clause or table line" in said


@pytest.mark.parametrize("answers", [RIGHT, {}])
def test_headings_are_in_order_and_tables_have_scopes(answers):
    found = soup(page(answers))
    levels = [int(one.name[1]) for one in found.find_all(re.compile("h[1-6]"))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert found.html["lang"] == "en"
    assert all(head.get("scope") for head in found.find_all("th"))
    assert all(table.caption for table in found.find_all("table"))
    anchors = {link["href"] for link in found.find_all("a")}
    assert all(found.find(id=anchor[1:]) for anchor in anchors)


def test_the_same_marks_give_the_same_bytes():
    assert page(RIGHT, BOTH) == page(dict(reversed(RIGHT.items())), BOTH)

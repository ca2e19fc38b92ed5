"""The case of `culture`: the same for the same digits, and equally hard for everybody."""

from collections import Counter
from functools import cache
from itertools import combinations
from typing import Any

from alliance_lessons.cases.culture import CultureCase
from alliance_lessons.cases.culture_draw import draw
from alliance_lessons.cases.culture_words import CALL, DESK, FIELD, TROUBLE
from tests.assignment_notebook import variants
from tests.culture_answers import model_answers

MANY = 200


@cache
def cases() -> list[tuple[CultureCase, dict[str, Any]]]:
    """Many cases, each with its right answers."""
    every = [(draw(variant), model_answers(variant)) for variant in variants(MANY)]
    return [(case, {name.partition(".")[2]: one for name, one in a.items()}) for case, a in every]


def test_digits_mean_the_same_case_on_every_machine_and_for_ever() -> None:
    """Drawn once and written down: a change would change the case of work in progress."""
    case = draw("0123456789abcdef")
    assert [(row.on_shift, row.open_cases, row.alike) for row in case.incidents] == FIRST_INCIDENTS
    assert [(row.field, row.desk) for row in case.pairs] == FIRST_PAIRS
    assert [row.minute for row in case.log] == FIRST_LOG
    assert [(row.gap_1, row.gap_2) for row in case.profiles] == FIRST_GAPS
    assert [(row.field, row.desk) for row in case.jobs] == FIRST_JOBS
    assert [row.habit for row in case.proposals] == FIRST_HABITS
    assert [(row.team, row.began_day, row.told_minute) for row in case.events] == FIRST_EVENTS
    numbers = [(row.field_number, row.field_to, row.desk_number, row.desk_to) for row in case.goals]
    assert numbers == FIRST_GOALS
    assert [(row.ours_first, row.ours_last, row.theirs_first) for row in case.bookings] == (
        FIRST_BOOKINGS
    )
    assert ["".join("-+"[bool(one)] for one in (row.ticket, row.card)) for row in case.fields] == (
        FIRST_FIELDS
    )
    assert [(row.ours, row.theirs, row.done_by, row.hours) for row in case.tasks] == FIRST_TASKS
    assert [(row.contracts, row.stores) for row in case.profiles] == FIRST_FIGURES


FIRST_INCIDENTS = [(4, 20, 5), (0, 8, 2), (4, 25, 3), (2, 7, 2), (4, 21, 4), (3, 12, 4)]
FIRST_PAIRS = [(2, 7), (1, 6), (2, 3), (2, 5), (6, 1), (3, 3)]
FIRST_LOG = [320, 365, 375, 380, 520, 545, 570, 595, 620]
FIRST_GAPS = [(2, 3), (1, 0), (0, 2), (3, 1), (2, 0), (3, 5)]
FIRST_JOBS = [(7, 9), (10, 7), (8, 4), (11, 4), (11, 3), (6, 4)]
FIRST_EVENTS = [
    (FIELD, 16, 820),
    (DESK, 6, 555),
    (DESK, 5, 955),
    (DESK, 22, 950),
    (DESK, 19, 690),
    (FIELD, 3, 455),
    (FIELD, 11, 735),
    ("Stores", 17, 775),
]
FIRST_GOALS = [
    (22, 19, 19, 18),
    (27, 18, 31, 19),
    (17, 22, 15, 18),
    (13, 18, 14, 19),
    (30, 19, 28, 17),
    (13, 17, 17, 19),
]
FIRST_BOOKINGS = [(6, 13, 11), (11, 19, 5), (4, 15, 15), (2, 13, 14), (1, 14, 15), (9, 15, 3)]
FIRST_FIELDS = ["++", "++", "++", "+-", "++", "-+", "++"]
FIRST_TASKS = [
    ("Luz", "Gia", "Ezra", 21),
    ("Luz", "Tilo", "Wren", 21),
    (None, "the crews", "Wren", 20),
    ("the night shift", "Ilka", "Tilo", 5),
    (None, None, "Sol", 26),
    ("the desk", "the night shift", "Sol", 5),
    ("Sol", None, "Tilo", 24),
    ("Tilo", "Tilo", "Ezra", 15),
]
FIRST_FIGURES = [(7, 1), (3, 5), (2, 4), (6, 3), (5, 2), (5, 7)]
FIRST_HABITS = ["questions", "dates", "trouble", "meetings", "questions", "dates", "decisions"]


# --- Tables 1 to 3: incidents, people, claims ---


def test_each_cause_of_an_incident_comes_once_or_twice_and_no_column_alone_tells_it() -> None:
    habit_seems_but_is_not = Counter()
    for case, answers in cases():
        causes = answers["readings"]
        assert set(Counter(causes.values()).values()) <= {1, 2}
        assert len(set(causes.values())) == 4
        for row in case.incidents:
            often = row.alike >= 4
            if often and causes[row.key.lower()] != "habit":
                habit_seems_but_is_not[causes[row.key.lower()]] += 1
        assert Counter(row.team for row in case.incidents) == {FIELD: 3, DESK: 3}
    assert set(habit_seems_but_is_not) == {"contract", "load"}


def test_both_sides_of_six_cases_a_head_and_of_four_in_five_are_drawn() -> None:
    spare = Counter(
        row.open_cases - 6 * row.on_shift for case, _ in cases() for row in case.incidents
    )
    assert spare[0] > 0
    assert spare[1] > 0
    assert {row.alike for case, _ in cases() for row in case.incidents} >= {3, 4}


def test_two_or_three_bets_on_a_team_are_lost_and_either_team_can_be_higher() -> None:
    higher = Counter()
    for case, answers in cases():
        assert len(answers["pairs"]) in (2, 3)
        lead = sum(row.field - row.desk for row in case.pairs)
        assert abs(lead) >= 5
        higher[lead > 0] += 1
    assert min(higher.values()) > MANY / 3


def test_both_claims_are_weakened_about_as_often() -> None:
    more = Counter()
    for case, answers in cases():
        count = Counter(answers["claims"].values())
        assert sorted(count.values()) == [2, 3, 3]
        assert count["neither"] == 3
        more["first" if count["first"] == 3 else "second"] += 1
        matters = {(row.team, row.matter) for row in case.events}
        assert {(DESK, TROUBLE), (FIELD, CALL)} < matters  # and what is beside the point
        assert all(
            row.began_minute < min(row.told_minute, 24 * 60)
            for row in case.events
            if row.told_day == row.began_day
        )
    assert min(more.values()) > MANY / 3


# --- Tables 4 and 5: two plans ---


def test_two_or_three_goals_clash_and_the_others_fail_to_in_different_ways() -> None:
    for case, answers in cases():
        assert len(answers["goals"]) in (2, 3)
        calm = [row for row in case.goals if row.key not in answers["goals"]]
        apart = [
            row for row in calm if row.field_to < row.desk_from or row.desk_to < row.field_from
        ]
        assert len(apart) == 1
        assert len([row for row in calm if row.field_sense == row.desk_sense]) == 1


def test_a_shared_day_is_drawn_and_so_is_the_day_after() -> None:
    for case, answers in cases():
        assert len(answers["booked"]) in (2, 3)
        meet = Counter(
            min(row.ours_last, row.theirs_last) - max(row.ours_first, row.theirs_first)
            for row in case.bookings
        )
        assert meet[0] == 1  # one single day at two places
        assert meet[-1] >= 1  # and one span that ends on the eve
        joint = [row.person.lower() for row in case.bookings if row.ours == row.theirs]
        assert len(joint) == 1
        assert not set(joint) & set(answers["booked"])


# --- Tables 6 to 8: daily work ---


def test_four_waits_fill_the_time_and_a_wrong_clock_would_not() -> None:
    for case, answers in cases():
        waits = answers["waits"]
        assert sum(waits.values()) == 240
        assert min(waits.values()) >= 15
        assert max(waits.values()) <= 110
        assert len(set(waits.values())) == 4
        shown = [row.minute for row in case.log]
        assert shown[-1] - shown[0] == 300  # as the clocks show it
        assert min(shown) >= 0
        assert max(shown) < 24 * 60  # no day ends in between
        for one in {row.log for row in case.log}:
            times = [row.minute for row in case.log if row.log == one]
            assert times == sorted(times)


def test_two_or_three_fields_are_lost_and_two_could_not_be() -> None:
    for case, answers in cases():
        assert len(answers["lost-fields"]) in (2, 3)
        assert len([row for row in case.fields if row.ticket is None]) == 1
        assert len([row for row in case.fields if row.card is None]) == 1


def test_tasks_have_one_two_or_nobody_and_one_person_too_much() -> None:
    overloaded = Counter()
    for case, answers in cases():
        count = Counter(answers["accountable"].values())
        assert count["one"] == 3
        assert sorted((count["two"], count["nobody"])) == [2, 3]
        week: Counter[str] = Counter()
        for row in case.tasks:
            week[row.done_by] += row.hours
        assert sorted(week.values())[-2] == 36  # a week that is just full
        assert max(week.values()) > 36
        largest = sorted(case.tasks, key=lambda row: row.hours)[-2:]
        assert {week[row.done_by] for row in largest} <= set(range(27, 36))  # less than a week
        assert largest[0].hours > max(row.hours for row in case.tasks if week[row.done_by] >= 36)
        overloaded[answers["full-week"]] += 1
    assert len(overloaded) == 4
    assert min(overloaded.values()) > MANY / 7


# --- Tables 9 to 11: distance, jobs, norms ---


def test_both_pairs_are_equally_far_apart_in_all_and_two_of_four_sentences_hold() -> None:
    for case, answers in cases():
        gaps = [row.gap_1 for row in case.profiles], [row.gap_2 for row in case.profiles]
        assert sum(gaps[0]) == sum(gaps[1]) >= 10
        assert abs(max(gaps[0]) - max(gaps[1])) >= 2
        for row in case.profiles:
            assert {row.contracts, row.platform, row.stores, row.data} <= set(range(1, 8))
        assert Counter(answers["distance"].values()) == {"holds": 2, "fails": 3, "silent": 2}


def test_the_best_share_of_jobs_is_neither_the_shortest_jobs_nor_todays() -> None:
    faster = Counter()
    for case, answers in cases():
        hours = sorted(
            sum(row.field if row.key in own else row.desk for row in case.jobs)
            for own in combinations("ABCDEF", 3)
        )
        assert hours[0] < hours[1]  # one best way only
        assert answers["saved"] >= 5
        assert answers["saved"] != 10
        ahead = [row.key for row in case.jobs if row.field < row.desk]
        assert len(ahead) in (1, 5)  # one team is faster at nearly everything
        faster[len(ahead)] += 1
        today = {row.key.lower() for row in case.jobs if row.today == FIELD}
        assert len(today) == 3
        assert today != set(answers["jobs"])
    assert min(faster.values()) > MANY / 3


def test_two_norms_are_to_ask_about_one_is_a_gift_and_each_kept_habit_has_one() -> None:
    for case, _ in cases():
        mine = [row for row in case.proposals if row.touches == "working habits only"]
        assert len(mine) == 5
        assert [row.changes for row in mine].count(DESK) == 1
        ours = [row.habit for row in mine if row.changes != DESK]
        assert len(set(ours)) == 4
        assert {"dates", "decisions", "questions"} < set(ours)

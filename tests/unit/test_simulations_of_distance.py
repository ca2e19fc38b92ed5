"""One number: what it says, what it hides, and the figures that lesson 3.4 tells."""

import json
import re
from itertools import product
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_lessons.items.bank import find_item
from alliance_lessons.models.workstyle import HABITS, TEAMS, course_staff
from alliance_lessons.views.profile_picture import Scale, across, profile_picture
from alliance_lessons.views.simulation import Here
from alliance_lessons.views.simulations import one_number
from alliance_lessons.views.simulations.one_number import BET, ENDS, OURS, THEIRS, Pair, pairs
from alliance_lessons.workbook.course import course_files

SIMULATION = one_number.SIMULATION
HABIT_KEYS = tuple(habit.key for habit in HABITS)
READER = Here()


def shown(here=READER, **settings_of):
    state = SIMULATION.start()
    for name, value in settings_of.items():
        state = SIMULATION.after(state, ["set", name, value])
    return SIMULATION.scene(state, here)


def mean_of(team, habit):
    return fmean(one.scores[habit] for one in course_staff() if one.team.key == team)


# --- the number -------------------------------------------------------------------------------


def test_the_number_is_the_mean_of_squared_gaps_over_their_spread_computed_by_hand():
    total = 0.0
    for habit in HABIT_KEYS:
        means = [mean_of(team.key, habit) for team in TEAMS]
        middle = fmean(means)
        spread = sum((one - middle) ** 2 for one in means) / (len(TEAMS) - 1)
        total += (mean_of("field-service", habit) - mean_of("product", habit)) ** 2 / spread
    assert Pair("field-service", "product").number == pytest.approx(total / 6)


def test_the_four_numbers_of_the_story_and_the_pair_furthest_apart():
    numbers = [f"{Pair('field-service', theirs).number:.1f}" for theirs in THEIRS]
    assert dict(zip(THEIRS, numbers, strict=True)) == {
        "platform": "1.5",
        "data": "2.7",
        "support-desk": "2.6",
        "product": "1.6",
    }
    furthest = max(pairs(), key=lambda pair: pair.number)
    assert (furthest.ours, furthest.theirs, f"{furthest.number:.1f}") == (
        "stores",
        "platform",
        "4.0",
    )


def test_two_numbers_as_good_as_the_same_come_from_different_habits():
    platform, product_ = (Pair("field-service", one) for one in ("platform", "product"))
    assert max(platform.shares, key=platform.shares.get) == "questions"
    assert max(product_.shares, key=product_.shares.get) == "decisions"
    assert f"{-product_.gaps['decisions']:.1f}" == "1.9"
    assert abs(platform.gaps["decisions"]) < 1 < abs(product_.gaps["decisions"])


def test_asking_questions_twice_turns_the_order_round():
    both = [f"{Pair('field-service', one, 'questions').number:.1f}" for one in THEIRS]
    assert (both[0], both[3]) == ("2.2", "1.7")
    scene = shown(theirs="platform", again="questions")
    assert "With questions asked once it was 1.5. Nobody has changed" in scene.said
    assert " / 7 = 2.24" in scene.model


@given(st.sampled_from(OURS), st.sampled_from(THEIRS), st.sampled_from(["no", *ENDS]))
def test_the_parts_make_the_whole_and_a_habit_asked_twice_weighs_more(ours, theirs, again):
    pair = Pair(ours, theirs, again)
    assert sum(pair.shares.values()) == pytest.approx(100)
    if again != "no":
        assert pair.shares[again] >= Pair(ours, theirs).shares[again]


# --- what it hides ----------------------------------------------------------------------------


def test_the_way_is_as_long_for_both_and_what_each_has_to_do_is_not_the_same():
    scene = shown(theirs="support-desk")
    assert scene.said.startswith(
        "From Field service to Support desk it is 2.6, and so it is from Support desk to Field "
        "service. Of the 16 pairs 13 are closer."
    )
    direction = scene.tables[1]
    assert direction.head[1:] == (
        "Field service, as a guest of Support desk",
        "Support desk, as a guest of Field service",
    )
    assert direction.rows[0] == ("Decisions", "go by what was said", "wait until it is written")
    assert all(one != other for _, one, other in direction.rows)


@pytest.mark.parametrize(("ours", "theirs"), list(product(OURS, THEIRS)))
def test_a_guest_moves_towards_the_hosts(ours, theirs):
    """Who stands lower has to move up the scale, to what is said of its upper end."""
    for habit, guest_of_theirs, guest_of_ours in shown(ours=ours, theirs=theirs).tables[1].rows:
        down, up = one_number.CHANGES[habit.lower()]
        lower = mean_of(ours, habit.lower()) < mean_of(theirs, habit.lower())
        assert (guest_of_theirs, guest_of_ours) == ((up, down) if lower else (down, up))


def test_six_of_twenty_four_stand_nearer_to_the_other_teams_average():
    """Counted from the people: beyond the point half way between the two averages."""
    scene = shown(theirs="product", people=True)
    half = (mean_of("field-service", "decisions") + mean_of("product", "decisions")) / 2
    field = [one for one in course_staff() if one.team.key == "field-service"]
    assert sum(one.scores["decisions"] < half for one in field) == 6
    assert (
        "In decisions, 6 of 24 people in Field service stand nearer to the average of Product than "
        "to their own, and 6 of 24 the other way round." in scene.said
    )


def test_the_work_says_which_habit_is_framed():
    start = "what the work hangs on most is framed. That is"
    said = f"An evening line: {start} decisions, and there the two are"
    assert f"{said} 0.6 steps apart." in shown(theirs="platform", work="evening").said
    assert f"{said} 1.9 steps apart." in shown(theirs="product", work="evening").said
    faults = shown(theirs="platform", work="faults").said
    assert f"Rare faults: {start} questions, and there the two are 2.1 steps" in faults
    frames = [
        shown(work=work).pictures[0].svg().count("stroke-dasharray")
        for work in ("no", "evening", "faults")
    ]
    assert frames == [0, 2, 2]  # one of them in the key


def test_the_picture_is_told_habit_by_habit():
    words = shown(theirs="product", work="evening").pictures[0].words
    assert words == (
        "Averages of Field service and Product, from 1 to 7. Drafts: 3.5 and 4.2; Trouble: 4.6 and "
        "4.8; Decisions, framed: 5.2 and 3.3; Meetings: 3.9 and 3.5; Dates: 3.5 and 4.4; "
        "Questions: 5.1 and 3.8."
    )


def test_the_table_has_the_averages_that_the_plan_goes_by():
    rows = shown(theirs="support-desk").tables[0].rows
    assert [row[1:4] for row in rows] == [
        ("3.5", "3.3", "0.2"),
        ("4.6", "3.7", "0.9"),
        ("5.2", "2.6", "2.5"),
        ("3.9", "5.7", "1.8"),
        ("3.5", "3.6", "0.1"),
        ("5.1", "4.4", "0.7"),
    ]


def test_the_lesson_prints_the_same_averages():
    """The table above the plan, against what the simulation shows of the two teams."""
    lesson = course_files().course / "3_cultural_understanding/3_4_distance_and_its_limits.ipynb"
    words = json.loads(lesson.read_text("utf-8"))["cells"]
    table = "".join(next(one["source"] for one in words if one["id"] == "after-eyes"))
    printed = re.findall(r"^\| \*\*(\w+):.*\| (\S+) \| (\S+) \| (\S+) \|$", table, re.MULTILINE)
    rows = shown(theirs="support-desk").tables[0].rows
    assert printed == [(row[0].split(":")[0], *row[1:4]) for row in rows]


def test_the_key_of_the_plan_follows_from_the_averages():
    """Risk lies where the two are furthest apart; no line hangs on a habit that is in between."""
    gaps = {habit: abs(gap) for habit, gap in Pair("field-service", "support-desk").gaps.items()}
    key = find_item("culture.risky-lines").key
    assert {habit for habit, gap in gaps.items() if gap > 1.5} == {"decisions", "meetings"}
    assert {habit for habit, gap in gaps.items() if gap < 0.3} == {"drafts", "dates"}
    assert set(key.values()) == {"decisions", "meetings", "alike", "none"}


def test_all_sixteen_pairs_stand_in_a_table():
    table = shown().tables[2]
    assert len(table.rows) == 4
    assert table.rows[0] == ("Field service", "1.5", "2.7", "2.6", "1.6")


def test_the_bet_stands_beside_the_closest():
    bet = Here(answers={BET: "support-desk"}, learner=True)
    said = "You bet that Support desk is closest to Field service: it comes to 2.6, and Platform"
    assert f"{said} to 1.5." in shown(bet).said
    assert "You bet" not in shown(Here(learner=True)).said
    assert "You bet" not in shown(bet, again="decisions").said
    right = Here(answers={BET: "platform"}, learner=True)
    assert shown(right).said.endswith(
        "You bet that Platform is closest to Field service, and it is: 1.5."
    )


# --- the picture ------------------------------------------------------------------------------

SCALES = st.builds(
    Scale,
    name=st.just("Drafts"),
    ends=st.just(("rough", "finished")),
    means=st.tuples(st.floats(1, 7), st.floats(1, 7)),
    people=st.tuples(st.lists(st.floats(-3, 12), max_size=5), st.lists(st.floats(-3, 12))),
    framed=st.booleans(),
)


@settings(deadline=None)
@given(st.lists(SCALES, min_size=1, max_size=4))
def test_a_dot_a_square_and_a_mark_for_each_person(scales):
    picture = profile_picture("p", "Two", "words", "1.5", ("One", "Other"), scales, "framed")
    dots = 1 + sum(1 + len(scale.people[0]) for scale in scales)
    assert picture.body.count("<circle") == dots
    framed = sum(scale.framed for scale in scales)
    squares = 1 + sum(1 + len(scale.people[1]) for scale in scales)
    assert picture.body.count("<rect") == squares + framed + (framed > 0)


@given(st.floats(-5, 15))
def test_nobody_stands_outside_the_picture(score):
    assert across(1) <= across(score) <= across(7)

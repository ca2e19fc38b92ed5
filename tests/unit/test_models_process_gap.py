"""Two processes side by side: steps, lead times and fields, checked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.models.process_gap import (
    Form,
    Step,
    lead_time,
    lead_time_gap,
    lost,
    match_fields,
    schedule,
)

NAMES = "abcdefgh"
forms = st.dictionaries(st.sampled_from("stuvwxyz"), st.integers(0, 9).map(str), max_size=8).filter(
    lambda form: len(set(form.values())) == len(form)
)


@st.composite
def processes(draw: st.DrawFn) -> list[Step]:
    """Up to eight steps, each of which waits for some that stand before it."""
    number = draw(st.integers(1, len(NAMES)))
    return [
        Step(
            NAMES[n],
            draw(st.integers(0, 24)),
            tuple(draw(st.sets(st.sampled_from(NAMES[:n]), max_size=3))) if n else (),
        )
        for n in range(number)
    ]


# --- steps ---


def test_what_runs_side_by_side_takes_as_long_as_the_longest() -> None:
    """By hand: 1 + max(2 + 3, 4) + 2 = 8."""
    steps = [
        Step("alarm", 1),
        Step("drive", 2, ("alarm",)),
        Step("look", 3, ("drive",)),
        Step("data", 4, ("alarm",)),
        Step("mend", 2, ("look", "data")),
    ]
    assert schedule(steps)["mend"] == (6, 8)
    assert lead_time(steps) == 8
    assert lead_time(steps, start="data", end="mend") == 7
    assert lead_time(steps, end="look") == 6


def test_the_gap_is_theirs_less_ours_whichever_is_longer() -> None:
    ours, theirs = [Step("heat", 6)], [Step("ticket", 13), Step("night", 12, ("ticket",))]
    assert (lead_time_gap(ours, theirs), lead_time_gap(theirs, ours)) == (19, -19)


@given(processes())
def test_no_step_begins_before_what_it_waits_for_has_ended(steps: list[Step]) -> None:
    times = schedule(steps)
    for step in steps:
        begins, ends = times[step.name]
        assert ends - begins == step.hours
        assert begins == max((times[name][1] for name in step.after), default=0)


@given(processes())
def test_a_process_lasts_no_less_than_a_step_and_no_more_than_all_in_a_row(
    steps: list[Step],
) -> None:
    hours = [step.hours for step in steps]
    assert max(hours) <= lead_time(steps) <= sum(hours)


@given(processes(), st.data())
def test_a_longer_step_never_makes_it_shorter(steps: list[Step], data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(steps) - 1))
    one = steps[n]
    longer = [*steps[:n], Step(one.name, one.hours + 5, one.after), *steps[n + 1 :]]
    assert lead_time(steps) <= lead_time(longer) <= lead_time(steps) + 5


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ([Step("look", 1), Step("look", 2)], "'look' stands twice"),
        ([Step("look", 1, ("drive",)), Step("drive", 1)], "'look' waits for 'drive', which does"),
        ([Step("look", 1, ("look",))], "waits for 'look'"),
        ([], "There is no step"),
    ],
)
def test_what_is_no_process_is_refused_in_a_sentence(steps: list[Step], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        lead_time(steps)


def test_unknown_ends_and_impossible_hours_are_refused() -> None:
    with pytest.raises(ValueError, match="no step 'night'; there are look"):
        lead_time([Step("look", 1)], end="night")
    with pytest.raises(ValueError, match="hours of look is nan"):
        Step("look", float("nan"))


# --- fields ---


def test_a_field_is_matched_by_what_it_means_not_by_its_name() -> None:
    ours = {"station": "place", "crew phone": "whom to ring", "start": "drive", "parts": "parts"}
    theirs = {"station": "place", "contact": "whom to ring", "start": "first reading", "tests": "t"}
    found = match_fields(ours, theirs)
    assert found.same == ("station",)
    assert found.renamed == (("crew phone", "contact"),)
    assert found.false_friends == ("start",)
    assert (found.only_ours, found.only_theirs) == (("parts",), ("tests",))
    assert found.unmatched == 4  # start on either form, parts, tests


def test_two_names_that_have_changed_places_are_renamed_and_no_false_friends() -> None:
    found = match_fields({"start": "x", "end": "y"}, {"start": "y", "end": "x"})
    assert found.renamed == (("start", "end"), ("end", "start"))
    assert (found.false_friends, found.unmatched) == ((), 0)


@given(forms, forms)
def test_each_field_of_either_form_stands_in_exactly_one_place(ours: Form, theirs: Form) -> None:
    found = match_fields(ours, theirs)
    mine = [*found.same, *(one for one, _ in found.renamed), *found.false_friends]
    yours = [*found.same, *(other for _, other in found.renamed), *found.false_friends]
    assert sorted([*mine, *found.only_ours]) == sorted(ours)
    assert sorted([*yours, *found.only_theirs]) == sorted(theirs)


@given(forms, forms)
def test_the_other_way_round_it_is_the_same_count(ours: Form, theirs: Form) -> None:
    one, other = match_fields(ours, theirs), match_fields(theirs, ours)
    assert one.unmatched == other.unmatched == len(set(ours.values()) ^ set(theirs.values()))


def test_two_fields_of_one_meaning_on_one_form_are_refused() -> None:
    with pytest.raises(ValueError, match="'start' and 'begin' mean the same on one form"):
        match_fields({"start": "x", "begin": "x"}, {})


def test_what_is_lost_is_what_is_needed_and_not_passed_on() -> None:
    assert lost(["serial", "tests", "start"], {"tests", "order"}) == ["serial", "start"]
    assert lost([], {"order"}) == []

"""The learning race: finish times by hand, values by brute force, and the signs of each number."""

from dataclasses import replace
from math import exp, inf

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from alliance_lessons.models.learning_race import Learner, Race

shares = st.floats(0, 1)
amounts = st.floats(0, 20)
learners = st.builds(
    Learner,
    to_learn=amounts,
    speed=amounts,
    openness=shares,
    joint=amounts,
    effort=amounts,
    private=amounts,
    relative_scope=shares,
)
races = st.builds(lambda first, second: Race((first, second)), learners, learners)
HORIZON = 36.0


def changed(race: Race, who: int, **numbers: float) -> Race:
    firms = list(race.firms)
    firms[who] = replace(firms[who], **numbers)
    return Race((firms[0], firms[1]))


def test_ten_to_learn_at_two_and_at_one_a_month_take_five_and_ten_months() -> None:
    race = Race((Learner(10, speed=2), Learner(10, speed=1)))
    assert race.finish == (5, 10)


def test_a_partner_half_as_open_takes_twice_as_long_to_learn_from() -> None:
    race = Race((Learner(10, speed=2), Learner(10, speed=1, openness=0.5)))
    assert race.finish == (10, 10)


def test_the_faster_one_leaves_and_the_slower_one_is_left_half_way() -> None:
    race = Race((Learner(10, 2, joint=3, effort=4), Learner(10, 1, joint=3, effort=4)))
    assert (race.end, race.leavers) == (5, (0,))
    assert [race.learned(who, month=24) for who in (0, 1)] == [10, 5]


def test_where_working_together_pays_nobody_leaves() -> None:
    race = Race((Learner(10, 2, joint=4, effort=4), Learner(10, 1, joint=4, effort=4)))
    assert (race.end, race.leavers) == (inf, ())
    assert race.learned(1, month=24) == 10


def test_two_alike_leave_together_and_who_has_nothing_to_learn_leaves_at_once() -> None:
    twin = Learner(10, 2, effort=1)
    assert Race((twin, twin)).leavers == (0, 1)
    idle = Learner(0, 2, effort=1)
    assert (Race((idle, twin)).end, Race((idle, twin)).leavers) == (0, (0,))


def test_from_a_closed_partner_nothing_is_ever_learned() -> None:
    race = Race((Learner(10, 2, effort=1), Learner(10, 1, openness=0)))
    assert race.finish[0] == inf
    assert (race.end, race.leavers) == (inf, ())
    assert race.learned(0, 1000) == 0


def test_values_by_hand() -> None:
    """First: 5 months at -1, then 19 at 2. Second: 5 months at +3, and it is never done."""
    firms = (Learner(10, 2, joint=3, effort=4, private=2), Learner(10, 1, joint=3, private=9))
    race = Race(firms)
    assert race.value(0, months=24) == -5 + 38
    assert race.value(1, months=24) == 15


@given(races, st.sampled_from([0.0, 0.01, 0.2]))
@settings(max_examples=20, deadline=None)
def test_values_are_those_of_a_sum_over_short_steps(race: Race, discount: float) -> None:
    step = 0.01
    for who in (0, 1):
        firm, done = race.firms[who], race.finish[who]
        total = 0.0
        for number in range(int(HORIZON / step)):
            month = (number + 0.5) * step
            now = firm.joint - firm.effort if month < race.end else 0.0
            if done <= race.end and month >= done:
                now += firm.private * (1 - firm.relative_scope)
            total += now * exp(-discount * month) * step
        assert race.value(who, HORIZON, discount) == pytest.approx(total, abs=0.5)


@given(races, st.floats(0.1, 5))
def test_signs_of_the_finish_times(race: Race, more: float) -> None:
    first, second = race.firms
    months = first.months_to_learn(second)
    assert replace(first, to_learn=first.to_learn + more).months_to_learn(second) >= months
    assert replace(first, speed=first.speed + more).months_to_learn(second) <= months
    assert first.months_to_learn(replace(second, openness=1)) <= months


@given(races, st.sampled_from([0, 1]), st.floats(0.1, 5))
def test_more_to_gain_together_never_ends_it_earlier_and_more_effort_never_later(
    race: Race, who: int, more: float
) -> None:
    firm = race.firms[who]
    assert changed(race, who, joint=firm.joint + more).end >= race.end
    assert changed(race, who, effort=firm.effort + more).end <= race.end


@given(races, st.sampled_from([0, 1]))
def test_enough_to_gain_together_on_both_sides_ends_the_race(race: Race, who: int) -> None:
    enough = max(firm.effort for firm in race.firms)
    calm = changed(changed(race, 0, joint=enough), 1, joint=enough)
    assert calm.leavers == ()
    assume(calm.finish[who] < inf)
    assert calm.learned(who, calm.finish[who] + 1) == pytest.approx(race.firms[who].to_learn)


@given(races, st.sampled_from([0, 1]), shares)
def test_who_closes_puts_the_end_off_and_learns_no_faster(
    race: Race, who: int, share: float
) -> None:
    less = share * race.firms[who].openness
    closer = changed(race, who, openness=less)
    assert closer.end >= race.end
    assert closer.finish[who] == race.finish[who]
    assert closer.learned(1 - who, 12) <= race.learned(1 - who, 12) + 1e-9 or closer.end > race.end


@given(races, st.sampled_from([0, 1]), st.floats(0.1, 5))
def test_signs_of_the_values(race: Race, who: int, more: float) -> None:
    firm, value = race.firms[who], race.value(who, HORIZON)
    assert changed(race, who, joint=firm.joint + more).value(who, HORIZON) >= value - 1e-9
    assert changed(race, who, private=firm.private + more).value(who, HORIZON) >= value - 1e-9
    assert changed(race, who, relative_scope=1).value(who, HORIZON) <= value + 1e-9


@given(learners, learners)
def test_of_two_who_would_both_leave_the_faster_learner_leaves_first(
    first: Learner, second: Learner
) -> None:
    first = replace(first, joint=0, effort=1)
    second = replace(second, joint=0, effort=1)
    race = Race((first, second))
    assume(race.finish[0] < race.finish[1])
    assert race.leavers == (0,)


def test_impossible_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="speed is -1: give a number of at least 0"):
        Learner(10, -1)
    with pytest.raises(ValueError, match=r"openness is 1\.5"):
        Learner(10, 1, openness=1.5)
    with pytest.raises(ValueError, match="to_learn is inf"):
        Learner(inf, 1)
    race = Race((Learner(10, 1), Learner(10, 1)))
    with pytest.raises(ValueError, match="months and discount are at least 0"):
        race.value(0, months=-1)
    with pytest.raises(ValueError, match="discount is nan"):
        race.value(0, months=1, discount=float("nan"))

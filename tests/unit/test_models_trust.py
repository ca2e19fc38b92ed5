"""Trust that is built slowly and lost quickly: the figures of the design, and their limits."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.models.trust import (
    Event,
    Pace,
    Trust,
    promises_to_mend,
    steady_trust,
    trust_path,
)

shares = st.floats(0, 1)
inside = st.floats(0.01, 0.99)
events: st.SearchStrategy[list[Event]] = st.lists(st.sampled_from(["kept", "broken", "deceit"]))


def test_nine_kept_of_ten_settle_below_two_thirds() -> None:
    assert steady_trust(0.9) == pytest.approx(0.6429, abs=5e-5)


def test_a_long_run_wanders_around_the_steady_level() -> None:
    chance = random.Random(1)
    run: list[Event] = ["kept" if chance.random() < 0.9 else "broken" for _ in range(100_000)]
    levels = [trust.level for trust in trust_path(0.5, run)]
    assert sum(levels) / len(levels) == pytest.approx(0.6429, abs=0.01)


@pytest.mark.parametrize(
    ("pace", "kept"),
    [
        (Pace(gain=0.05, loss=0.25), 14),
        (Pace(gain=0.1, loss=0.3), 8),
        (Pace(gain=0.1, loss=0.1), 4),
    ],
)
def test_what_one_broken_promise_costs_at_eighty_of_a_hundred(pace: Pace, kept: int) -> None:
    assert promises_to_mend(0.8, pace) == kept


@given(inside, inside, inside)
def test_the_promises_counted_are_enough_and_one_less_is_not(
    level: float, gain: float, loss: float
) -> None:
    pace = Pace(gain, loss)
    needed = promises_to_mend(level, pace)
    if needed > 5000:
        return
    happened: list[Event] = ["broken", *(["kept"] * needed)]
    path = trust_path(level, happened, pace)
    assert path[-1].level >= level - 1e-9
    assert needed == 0 or path[-2].level < level + 1e-9


@given(shares, events)
def test_trust_stays_between_nothing_and_its_ceiling(start: float, happened: list[Event]) -> None:
    for trust in trust_path(start, happened):
        assert 0 <= trust.level <= 1
        assert 0.8 ** happened.count("deceit") <= trust.ceiling + 1e-12


@given(shares, shares, events)
def test_who_trusts_more_before_trusts_no_less_after(
    one: float, other: float, happened: list[Event]
) -> None:
    low, high = sorted((one, other))
    assert trust_path(low, happened)[-1].level <= trust_path(high, happened)[-1].level + 1e-12


def test_after_a_deceit_no_number_of_kept_promises_brings_the_old_trust_back() -> None:
    happened: list[Event] = ["deceit", *(["kept"] * 2000)]
    path = trust_path(0.9, happened)
    assert path[-1].level == pytest.approx(0.8)
    assert path[-1].level < 0.9


@given(inside, st.floats(0.01, 0.98), st.floats(0.001, 0.01))
def test_more_reliability_settles_higher(pace: float, reliability: float, more: float) -> None:
    assert steady_trust(reliability + more, Pace(pace, 0.5)) > steady_trust(
        reliability, Pace(pace, 0.5)
    )


def test_what_is_impossible_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="level is 80: give a probability from 0 to 1"):
        Trust(80)
    with pytest.raises(ValueError, match="never comes back"):
        promises_to_mend(1)
    with pytest.raises(ValueError, match="settles nowhere"):
        steady_trust(1, Pace(gain=0))

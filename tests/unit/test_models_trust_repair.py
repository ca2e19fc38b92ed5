"""What is still to be made good after a slip or a deceit: numbers by hand, and what never returns.

Trust starts at 0.8; a kept promise closes 0.05 of the gap to the ceiling, a broken one takes a
quarter of the trust, a deceit half of it and a fifth of the ceiling.
"""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.models.trust import Pace, Trust
from alliance_lessons.models.trust_repair import START, Step, steps, still_needed

PACE = Pace()
EVENTS = st.lists(st.sampled_from(["kept", "slip", "mended", "deceit"]), max_size=30)
paces = st.builds(
    Pace, gain=st.floats(0.02, 0.5), loss=st.floats(0, 0.9), ceiling_left=st.floats(0.5, 1)
)


def after(*events: str, pace: Pace = PACE) -> Step:
    return steps(events, pace)[-1]


@pytest.mark.parametrize(
    ("events", "needed"),
    [
        (["slip"], 14),  # from a gap of 0.4 to one of 0.2: 0.95 ** 14 is the first below 1/2
        (["mended"], 7),  # the same at twice the pace: 0.9 ** 7 is the first below 1/2
        (["slip", "slip"], 20),  # 0.8, 0.6, 0.45: from 0.55 to 0.2 at 0.95
        (["slip", "mended"], 10),  # the same at 0.9
        (["mended", "slip"], 20),  # a slip without a word ends the help of the words before it
        (["slip", "kept", "kept"], 12),
    ],
)
def test_kept_promises_that_are_still_needed(events: list[str], needed: int) -> None:
    assert still_needed(after(*events), PACE) == needed
    whole = steps([*events, *["kept"] * needed], PACE)
    assert whole[-1].trust.level >= START > whole[-2].trust.level


def test_after_a_deceit_no_number_brings_back_what_there_was() -> None:
    """Its ceiling is 0.8 of what could be reached, and trust only comes near to a ceiling."""
    step = after("deceit")
    assert (step.trust.level, step.trust.ceiling) == pytest.approx((0.4, 0.8))
    assert step.goal == START
    assert still_needed(step, PACE) is None
    assert still_needed(after("deceit", *["kept"] * 500), PACE) is None


def test_a_slip_after_a_deceit_is_made_good_up_to_where_it_was_and_words_help_less() -> None:
    """0.4 falls to 0.3: from a gap of 0.5 below the ceiling to one of 0.4."""
    silent, explained = after("deceit", "slip"), after("deceit", "mended")
    assert silent.goal == explained.goal == pytest.approx(0.4)
    assert still_needed(silent, PACE) == 5  # 0.95 ** 5 is the first below 0.8
    assert still_needed(explained, PACE) == 3  # 0.925 ** 3 is


def test_where_a_deceit_takes_no_ceiling_it_is_only_a_deep_fall() -> None:
    """From a gap of 0.6 to one of 0.2: 0.95 ** 22 is the first below 1/3."""
    pace = Pace(ceiling_left=1)
    assert still_needed(after("deceit", pace=pace), pace) == 22


def test_words_help_twice_as_much_after_a_slip_and_half_as_much_again_after_a_deceit() -> None:
    assert after("slip").speed == 1
    assert after("mended").speed == 2
    assert after("deceit", "mended").speed == 1.5
    assert after("mended", "kept").trust.level == pytest.approx(0.6 + 0.1 * 0.4)
    assert after("slip", "kept").trust.level == pytest.approx(0.6 + 0.05 * 0.4)


def test_once_made_good_a_kept_promise_counts_as_before() -> None:
    good = after("mended", *["kept"] * 7)
    assert (good.goal, good.speed, good.since) == (None, 1, 7)
    assert still_needed(good, PACE) is None
    next_one = good.after("kept", PACE)
    assert next_one.trust.level == pytest.approx(1 - 0.95 * (1 - good.trust.level))
    assert next_one.since == 8


def test_trust_that_had_grown_is_measured_by_where_it_had_grown_to() -> None:
    grown = after("kept", "kept")
    assert grown.after("slip", PACE).goal == pytest.approx(1 - 0.2 * 0.95**2)
    assert grown.after("deceit", PACE).goal == pytest.approx(1 - 0.2 * 0.95**2)
    low = Step("", Trust(0.5))
    assert low.after("slip", PACE).goal == 0.5
    assert low.after("deceit", PACE).goal == START


@given(EVENTS, paces)
def test_trust_stays_between_nothing_and_its_ceiling_and_the_ceiling_never_rises(
    events: list[str], pace: Pace
) -> None:
    path = steps(events, pace)
    assert [step.event for step in path] == ["", *events]
    for before, step in pairwise(path):
        assert 0 <= step.trust.level <= step.trust.ceiling + 1e-12
        assert step.trust.ceiling <= before.trust.ceiling
        assert step.since == (before.since + 1 if step.event == "kept" else 0)


@given(EVENTS, paces)
def test_what_is_counted_is_enough_and_one_less_is_not(events: list[str], pace: Pace) -> None:
    step = steps(events, pace)[-1]
    needed = still_needed(step, pace)
    assert (needed is None) == (not step.can_return)
    if needed:
        for _ in range(needed - 1):
            step = step.after("kept", pace)
        assert step.goal is not None
        assert step.after("kept", pace).goal is None


@given(EVENTS)
def test_words_with_a_slip_never_make_the_way_longer(events: list[str]) -> None:
    silent, explained = (still_needed(after(*events, one), PACE) for one in ("slip", "mended"))
    assert (silent is None) == (explained is None)
    assert silent is None or explained is None or explained <= silent

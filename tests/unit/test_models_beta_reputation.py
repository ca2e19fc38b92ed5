"""Trust as a count: figures by hand, and what counting can and can't tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.models.beta_reputation import Record, best_reputation, reputation

NINE_KEPT = [True] * 9
promises = st.lists(st.booleans(), max_size=60)
memories = st.floats(0, 1)


def test_nine_kept_and_one_broken_is_ten_twelfths() -> None:
    """(9 + 1) / (9 + 1 + 2)."""
    assert reputation([*NINE_KEPT, False]) == pytest.approx(10 / 12)
    assert reputation([False, *NINE_KEPT]) == pytest.approx(10 / 12)


def test_with_forgetting_the_broken_one_came_last() -> None:
    """Nine kept, then one broken: the nine weigh 0.9 + 0.9^2 + ... + 0.9^9, the broken one 1.

    Of the ten places that the broken one could have, only the last gives this figure.
    """
    kept = sum(0.9**age for age in range(1, 10))
    assert (kept + 1) / (kept + 1 + 2) == pytest.approx(0.765071, abs=5e-7)
    found = []
    for place in range(10):
        happened = [*NINE_KEPT]
        happened.insert(place, False)
        if reputation(happened, memory=0.9) == pytest.approx(0.765071, abs=5e-7):
            found.append(place)
    assert found == [9]


def test_without_a_broken_promise_forgetting_still_leaves_a_doubt() -> None:
    """The count ends at 1 / (1 - 0.9) = 10, and 11 / 12 is 0.91667."""
    assert best_reputation(0.9) == pytest.approx(11 / 12)
    assert reputation([True] * 500, memory=0.9) == pytest.approx(11 / 12)
    assert reputation([True] * 50, memory=0.9) < 11 / 12


def test_who_is_not_known_is_an_even_bet() -> None:
    assert reputation([]) == 0.5


@given(promises, memories)
def test_it_is_always_a_share_and_never_certain(happened: list[bool], memory: float) -> None:
    assert 0 < reputation(happened, memory) < 1


@given(st.permutations([True] * 6 + [False] * 3))
def test_with_full_memory_the_order_does_not_matter(happened: list[bool]) -> None:
    assert reputation(happened) == pytest.approx(7 / 11)


@given(promises, memories)
def test_a_kept_promise_never_hurts_and_a_broken_one_never_helps(
    happened: list[bool], memory: float
) -> None:
    kept = reputation([*happened, True], memory)
    assert reputation([*happened, False], memory) < kept
    full = reputation(happened)
    assert reputation([*happened, False]) < full < reputation([*happened, True])


@given(promises, memories)
def test_kept_and_broken_weigh_the_same(happened: list[bool], memory: float) -> None:
    """Unlike trust with a fast fall: the mirrored record gives the mirrored share."""
    mirrored = [not kept for kept in happened]
    assert reputation(mirrored, memory) == pytest.approx(1 - reputation(happened, memory))


@given(st.floats(0, 0.99), st.integers(0, 60))
def test_nobody_passes_the_best_reputation(memory: float, kept: int) -> None:
    assert reputation([True] * kept, memory) <= best_reputation(memory) + 1e-12


def test_what_is_impossible_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="memory is 90: give a probability from 0 to 1"):
        reputation([True], memory=90)
    with pytest.raises(ValueError, match="memory is -1"):
        best_reputation(-1)
    with pytest.raises(ValueError, match="broken is -2: give a count of at least 0"):
        Record(3, -2)
    with pytest.raises(ValueError, match="kept is nan: give a finite number"):
        Record(float("nan"))

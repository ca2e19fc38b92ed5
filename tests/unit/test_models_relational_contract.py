"""A promise held by the value of the future."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from alliance_lessons.models.prisoners_dilemma import STANDARD
from alliance_lessons.models.relational_contract import RelationalContract
from alliance_lessons.models.thresholds import grim_threshold

steps = st.integers(1, 500)
contracts = st.builds(
    lambda outside, gain, lure: RelationalContract(outside + gain, outside + gain + lure, outside),
    st.integers(-500, 500),
    steps,
    steps,
)
patiences = st.floats(0, 0.99)


@pytest.mark.parametrize(
    ("numbers", "threshold"), [((10, 16, 4), 0.5), ((10, 16, 8), 0.75), ((3, 5, 1), 0.5)]
)
def test_the_patience_a_promise_needs(
    numbers: tuple[float, float, float], threshold: float
) -> None:
    contract = RelationalContract(*numbers)
    assert contract.patience_threshold == threshold
    assert contract.highest_interest_rate == pytest.approx(1 / threshold - 1)


def test_the_prisoners_dilemma_under_a_grim_threat_is_such_a_promise() -> None:
    contract = RelationalContract(STANDARD.reward, STANDARD.temptation, STANDARD.punishment)
    assert contract.patience_threshold == grim_threshold(STANDARD)


@given(contracts)
def test_the_interest_rate_says_the_same_as_the_patience(contract: RelationalContract) -> None:
    assert 0 < contract.patience_threshold < 1
    rate = 1 / contract.patience_threshold - 1
    assert contract.highest_interest_rate == pytest.approx(rate, abs=1e-9)


@given(contracts, patiences)
def test_a_promise_is_kept_when_keeping_is_worth_more(
    contract: RelationalContract, patience: float
) -> None:
    assume(abs(patience - contract.patience_threshold) > 1e-6)
    keeping, breaking = contract.value_of_keeping(patience), contract.value_of_breaking(patience)
    assert contract.is_kept(patience) == (keeping > breaking)


def test_at_the_threshold_keeping_and_breaking_are_worth_the_same() -> None:
    contract = RelationalContract(10, 16, 4)
    assert contract.value_of_keeping(0.5) == contract.value_of_breaking(0.5) == 20
    assert contract.is_kept(0.5)
    assert not contract.is_kept(0.49)


@given(contracts, patiences)
def test_the_value_over_time_begins_with_today_and_ends_with_the_whole(
    contract: RelationalContract, patience: float
) -> None:
    path = contract.running_values(patience, periods=3000)
    assert path[0] == (contract.keeping, contract.breaking)
    assert path[-1][0] == pytest.approx(contract.value_of_keeping(patience), abs=1e-6)
    assert path[-1][1] == pytest.approx(contract.value_of_breaking(patience), abs=1e-6)


@given(contracts, st.floats(0.01, 0.99))
def test_a_better_way_out_makes_a_promise_harder_to_keep(
    contract: RelationalContract, share: float
) -> None:
    outside = contract.outside + share * (contract.keeping - contract.outside)
    harder = RelationalContract(contract.keeping, contract.breaking, outside)
    assert harder.patience_threshold > contract.patience_threshold


@given(contracts, st.lists(st.integers(-500, 2000), max_size=5))
def test_in_volatile_times_the_hardest_moment_decides(
    contract: RelationalContract, temptations: list[int]
) -> None:
    hardest = contract.in_volatile_times(*temptations)
    assert hardest.breaking == max([contract.breaking, *temptations])
    assert hardest.patience_threshold >= contract.patience_threshold


@pytest.mark.parametrize("numbers", [(10, 10, 4), (10, 8, 4), (4, 16, 4), (3, 16, 4)])
def test_what_tests_no_promise_is_refused(numbers: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="choose breaking > keeping > outside"):
        RelationalContract(*numbers)


@pytest.mark.parametrize("patience", [-0.1, 1, 1.2, float("nan")])
def test_patience_stays_below_one(patience: float) -> None:
    contract = RelationalContract(10, 16, 4)
    for question in (contract.is_kept, contract.value_of_keeping, contract.value_of_breaking):
        with pytest.raises(ValueError, match="give a number from 0 to just below 1"):
            question(patience)


def test_other_bad_numbers_are_named() -> None:
    contract = RelationalContract(10, 16, 4)
    with pytest.raises(ValueError, match="temptation 2 is inf"):
        contract.in_volatile_times(12, float("inf"))
    with pytest.raises(ValueError, match="periods is 0"):
        contract.running_values(0.5, periods=0)
    with pytest.raises(ValueError, match="outside is nan"):
        RelationalContract(10, 16, float("nan"))

"""Who stands between whom: known networks, and what holds for every network."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.models.brokerage import (
    Tie,
    contacts,
    florentine_marriages,
    groups,
    standings,
    way,
    without,
)

NAMES = "abcdefg"
networks: st.SearchStrategy[list[Tie]] = st.lists(
    st.sampled_from(list(combinations(NAMES, 2))), min_size=1, unique=True
)
STAR: list[Tie] = [("hub", leaf) for leaf in "abcd"]
ALL_OF_FIVE: list[Tie] = list(combinations("abcde", 2))


def test_the_hub_of_a_star_is_bound_by_nobody_and_its_leaves_by_the_hub() -> None:
    star = standings(STAR)
    assert star["hub"].constraint == pytest.approx(0.25)
    assert star["hub"].effective_size == 4
    assert star["hub"].betweenness == 1
    assert star["a"].constraint == 1
    assert star["a"].betweenness == 0


def test_where_all_know_one_another_nobody_stands_between() -> None:
    for one in standings(ALL_OF_FIVE).values():
        assert one.constraint == pytest.approx(0.765625)
        assert one.effective_size == pytest.approx(1)
        assert one.betweenness == 0


@pytest.mark.parametrize(
    ("family", "constraint", "size", "between"),
    [
        ("Medici", 0.2099, 5.667, 0.522),
        ("Guadagni", 0.2500, 4.0, 0.2546),
        ("Albizzi", 0.3333, None, None),
        ("Strozzi", 0.4583, None, None),
        ("Pazzi", 1.0, None, None),
    ],
)
def test_the_families_of_florence(
    family: str, constraint: float, size: float | None, between: float | None
) -> None:
    found = standings(florentine_marriages())[family]
    assert found.constraint == pytest.approx(constraint, abs=5e-5)
    if size is not None:
        assert found.effective_size == pytest.approx(size, abs=5e-4)
    if between is not None:
        assert found.betweenness == pytest.approx(between, abs=5e-4)


def test_without_the_medici_three_families_are_cut_off() -> None:
    left = without(florentine_marriages(), "Medici")
    families = {name for tie in florentine_marriages() for name in tie} - {"Medici"}
    assert [len(group) for group in groups(left, families)] == [11, 2, 1]


def test_somebody_alone_has_nothing_to_measure() -> None:
    alone = standings(STAR, ["hermit"])["hermit"]
    assert (alone.contacts, alone.constraint, alone.effective_size) == (0, None, None)
    assert alone.betweenness == 0
    assert frozenset({"hermit"}) in groups(STAR, ["hermit"])


def test_a_tie_to_oneself_is_refused_in_a_sentence() -> None:
    for function in (standings, groups):
        with pytest.raises(ValueError, match="Kit is tied to Kit: a tie joins two people"):
            function([("Kit", "Kit")])


def test_a_network_of_nobody_is_empty() -> None:
    assert standings([]) == {}
    assert groups([]) == []


@given(networks)
def test_every_measure_keeps_within_its_bounds(ties: list[Tie]) -> None:
    for name, one in standings(ties, NAMES).items():
        assert one.contacts == len(contacts(ties, name))
        assert 0 <= one.betweenness <= 1
        if one.contacts == 0:
            assert one.constraint is None
            assert one.effective_size is None
        else:
            assert one.constraint is not None
            assert one.effective_size is not None
            assert 0 < one.constraint <= 1.125 + 1e-12
            assert 1 - 1e-12 <= one.effective_size <= one.contacts


@given(networks)
def test_the_effective_size_counts_the_ties_among_contacts(ties: list[Tie]) -> None:
    for name, one in standings(ties).items():
        known = contacts(ties, name)
        among = sum(1 for pair in combinations(known, 2) if {*pair} in map(set, ties))
        assert one.effective_size == pytest.approx(one.contacts - 2 * among / one.contacts)


@given(networks, st.randoms())
def test_neither_order_nor_repetition_matters(ties: list[Tie], chance: object) -> None:
    turned = [(other, one) for one, other in ties] + ties
    expected, found = standings(ties, NAMES), standings(turned, NAMES)
    for name in NAMES:
        assert vars(found[name]) == pytest.approx(vars(expected[name]))


@given(networks)
def test_with_a_single_contact_one_is_bound_to_it_and_stands_between_nobody(
    ties: list[Tie],
) -> None:
    for one in standings(ties).values():
        if one.contacts == 1:
            assert one.constraint == pytest.approx(1)
            assert one.effective_size == 1
            assert one.betweenness == 0


@given(networks)
def test_groups_part_the_people_and_a_way_stays_within_one(ties: list[Tie]) -> None:
    parts = groups(ties, NAMES)
    assert sorted(name for part in parts for name in part) == sorted(NAMES)
    assert [len(part) for part in parts] == sorted((len(part) for part in parts), reverse=True)
    for start, end in combinations(NAMES, 2):
        found = way(ties, start, end)
        assert bool(found) == any({start, end} <= part for part in parts)
        for step in pairwise(found):
            assert {*step} in map(set, ties)


@given(networks, st.sampled_from(NAMES))
def test_whoever_is_away_has_no_tie_left(ties: list[Tie], name: str) -> None:
    left = without(ties, name)
    assert contacts(left, name) == []
    assert len(ties) - len(left) == len(contacts(ties, name))

"""A table of roles: who is accountable, who does it, who carries too much. Oracles made by hand."""

import random
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.models.accountability import (
    accountable,
    carried,
    days_needed,
    doing,
    firms_without,
    in_too_many,
)

# four tasks: one sound, one with two accountable, one with nobody, one done by who answers for it
ROLES = {
    "alarm": {"Remy": "a", "Jun": "r", "Ola": "i", "Bao": ""},
    "parts": {"Remy": "r", "Jun": "a", "Ola": "a", "Bao": "c"},
    "visits": {"Remy": "", "Jun": "c", "Ola": "i", "Bao": ""},
    "report": {"Remy": "", "Jun": "ar", "Ola": "r", "Bao": "i"},
}
TASKS, PEOPLE = list(ROLES), list(ROLES["alarm"])
TABLES = st.dictionaries(
    st.sampled_from(TASKS),
    st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from(["", "r", "a", "c", "i", "ar"])),
)
DAYS = st.fixed_dictionaries({task: st.integers(0, 10) for task in TASKS})


def test_a_task_has_one_accountable_or_several_or_nobody() -> None:
    assert accountable(ROLES) == {
        "alarm": ["Remy"],
        "parts": ["Jun", "Ola"],
        "visits": [],
        "report": ["Jun"],
    }


def test_a_task_is_done_by_those_who_have_the_letter_r() -> None:
    assert doing(ROLES) == {
        "alarm": ["Jun"],
        "parts": ["Remy"],
        "visits": [],
        "report": ["Jun", "Ola"],
    }


def test_being_asked_or_told_is_no_load() -> None:
    assert carried(ROLES) == {
        "Remy": ["alarm", "parts"],
        "Jun": ["alarm", "parts", "report"],
        "Ola": ["parts", "report"],
    }
    assert in_too_many(ROLES, most=2) == {"Jun": ["alarm", "parts", "report"]}
    assert in_too_many(ROLES, most=3) == {}


def test_days_are_shared_by_those_who_do_a_task() -> None:
    # alarm 3 for Jun; parts 4 for Remy; report 5 for Jun and Ola: 2.5 each; visits for nobody
    days = {"alarm": 3, "parts": 4, "visits": 2, "report": 5}
    assert days_needed(ROLES, days) == {"Jun": Fraction(11, 2), "Remy": 4, "Ola": Fraction(5, 2)}


def test_a_task_without_days_takes_none() -> None:
    assert days_needed(ROLES, {}) == {"Jun": 0, "Remy": 0, "Ola": 0}


@pytest.mark.parametrize(
    ("days", "says"),
    [(-1, "alarm takes -1 days: give 0"), (float("nan"), "days of alarm is nan: give a finite")],
)
def test_impossible_days_are_refused(days: float, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        days_needed(ROLES, {"alarm": days})


def test_a_firm_that_is_accountable_for_nothing_is_named_once_somebody_is() -> None:
    firms = {"Remy": "Norrvane", "Ola": "Norrvane", "Jun": "Tallowmere", "Bao": "Tallowmere"}
    assert firms_without(ROLES, firms) == []
    assert firms_without({"alarm": ROLES["alarm"]}, firms) == ["Tallowmere"]
    assert firms_without({"visits": ROLES["visits"]}, firms) == []  # nobody at all, at either firm


@given(TABLES, DAYS)
def test_no_day_is_lost_and_none_is_made(
    roles: dict[str, dict[str, str]], days: dict[str, int]
) -> None:
    done = [task for task, people in doing(roles).items() if people]
    assert sum(days_needed(roles, days).values()) == sum(days[task] for task in done)


@given(TABLES, st.randoms())
def test_the_order_of_tasks_and_people_does_not_matter(
    roles: dict[str, dict[str, str]], dice: random.Random
) -> None:
    def mixed(some: dict[str, Any]) -> dict[str, Any]:
        return {key: some[key] for key in dice.sample(list(some), len(some))}

    other = mixed({task: mixed(people) for task, people in roles.items()})
    for found in (accountable, doing, carried):
        here, there = found(roles), found(other)
        assert {key: set(names) for key, names in here.items()} == {
            key: set(names) for key, names in there.items()
        }


@given(TABLES, st.integers(0, 4))
def test_a_wider_bound_never_names_more_people(roles: dict[str, dict[str, str]], most: int) -> None:
    assert in_too_many(roles, most + 1).keys() <= in_too_many(roles, most).keys()

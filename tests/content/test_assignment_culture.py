"""What only the assignment `culture` has: its figures, its tables, and its limits."""

import re
from collections import Counter
from itertools import product

from alliance_lessons.cases.culture_draw import MANY, OFTEN, draw
from alliance_lessons.cases.culture_words import BEHIND, NOT_MINE, ON_A_HABIT
from alliance_lessons.cases.culture_work import WAIT, WEEK
from alliance_lessons.items.bank import find_item
from alliance_lessons.models.workstyle import HABITS
from tests.assignment_notebook import CULTURE, VARIANTS
from tests.culture_answers import own_limits

TEXT = CULTURE.written("markdown")
WORDS = ["none", "one", "two", "three", "four", "five", "six"]


def test_the_case_states_the_figures_that_the_draws_use() -> None:
    assert f"more than {WORDS[MANY]} open cases" in TEXT
    assert f"at least {WORDS[OFTEN]} of its last five like cases" in TEXT
    assert f"A full week is {WEEK} hours" in TEXT
    assert BEHIND == 60
    assert "It shows one hour less than the crews' clock" in TEXT
    assert find_item("culture_a.waits").settings["total"] == WAIT
    for habit in HABITS:  # the ends of the scales are said where Table 9 stands
        assert habit.name.lower() in TEXT
    for _, _, touched in NOT_MINE:
        assert touched in re.search(r"\*\*M2\. (.+)", TEXT)[1]


def test_items_on_ones_own_data_name_what_stands_in_the_tables() -> None:
    case = draw(VARIANTS[0])
    for name, rows in {
        "readings": [row.key.lower() for row in case.incidents],
        "pairs": [row.key for row in case.pairs],
        "claims": [row.key.lower() for row in case.events],
        "goals": [row.key for row in case.goals],
        "booked": [row.person.lower() for row in case.bookings],
        "lost-fields": [row.key.lower() for row in case.fields],
        "accountable": [row.key for row in case.tasks],
        "full-week": sorted({row.done_by.lower() for row in case.tasks}),
        "jobs": [row.key.lower() for row in case.jobs],
        "own-limits": [row.key.lower() for row in case.proposals],
    }.items():
        item = find_item(CULTURE.id(name))
        assert [part.key for part in item.options or item.rows] == rows
    assert [one.key for one in find_item("culture_a.limit-keep").options] == list(ON_A_HABIT)


def test_a_full_draw_is_close_reading_for_four_points_of_five() -> None:
    """What is the same for everybody is settled by sentences of the case, not by the lessons."""
    first, second = (CULTURE.marked({}, variant) for variant in VARIANTS[:2])
    same = [name for name, mark in first.items() if mark.key == second[name].key]
    own = CULTURE.automatic_points - sum(CULTURE.points(name) for name in same)
    assert own >= 45


def test_each_outcome_of_the_module_is_marked_by_the_machine() -> None:
    for items in OUTCOMES.values():
        assert {CULTURE.id(name) for name in items} <= set(CULTURE.automatic)
    assert sum(map(len, OUTCOMES.values())) == len(CULTURE.automatic)


OUTCOMES = {
    "cu-reading": ("evidence", "readings"),
    "cu-person": ("pairs", "claims"),
    "cu-plans": ("goals", "booked"),
    "cu-process": ("waits", "lost-fields"),
    "cu-roles": ("accountable", "full-week"),
    "cu-distance": ("distance",),
    "cu-difference": ("jobs", "saved", "norms", "own-limits"),
}


def test_neither_firm_is_the_one_that_errs() -> None:
    """In the story each team's way is kept once; both leads say a claim and are both misled."""
    norms = Counter(CULTURE.right.SETTLED_BY_THE_TEXT["culture_a.norms"].values())
    assert norms == {"new": 2, "mend": 2, "field": 1, "desk": 1}
    kinds = CULTURE.right.SETTLED_BY_THE_TEXT["culture_a.evidence"]
    ours = ["valve", "half", "public", "channel", "nights"]  # said by people of Norrvane
    assert Counter(kinds[key] for key in ours) == {"observation": 2, "reading": 1, "claim": 2}
    theirs = set(kinds) - set(ours)
    assert Counter(kinds[key] for key in theirs) == {"observation": 1, "reading": 2, "claim": 1}


def test_limits_decide_about_most_norms_and_in_many_ways() -> None:
    for variant in VARIANTS[:20]:
        decided = set()
        for number, keep in product((1, 2, 3), ON_A_HABIT):
            decisions = own_limits(draw(variant), number, keep)
            count = Counter(decisions.values())
            assert (count["ask"], count["no"]) == (2, 1)
            assert count["agree"] == number + 1
            decided.add(tuple(decisions.items()))
        assert len(decided) >= 7

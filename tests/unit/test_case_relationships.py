"""The case of `relationships`: the same for the same digits, and equally hard for everybody."""

import re
from collections import Counter
from functools import cache
from itertools import product
from typing import Any

from alliance_lessons.cases.relationships import RelationshipsCase, trust_points
from alliance_lessons.cases.relationships_draw import RECENT, TODAY, draw
from alliance_lessons.models.brokerage import standings
from alliance_lessons.models.turnover import Relation, expected_path
from tests.assignment_notebook import variants
from tests.relationships_answers import model_answers, own_limits


@cache
def cases() -> list[tuple[RelationshipsCase, dict[str, Any]]]:
    """Many cases, each with its right answers."""
    every = [(draw(variant), model_answers(variant)) for variant in variants(400)]
    return [(case, {name.partition(".")[2]: one for name, one in a.items()}) for case, a in every]


def test_digits_mean_the_same_case_on_every_machine_and_for_ever() -> None:
    """Drawn once and written down: a change would change the case of work in progress."""
    case = draw("0123456789abcdef")
    assert [(p.due, p.told, p.new_day, p.done) for p in case.promises] == FIRST_PROMISES
    assert [(row.changes, row.handed_over, row.trust) for row in case.pairs] == FIRST_PAIRS
    assert (case.start, "".join(row.kind[0] for row in case.events)) == FIRST_EVENTS
    assert [(row.one[:3], row.other[:3]) for row in case.helps][:3] == FIRST_HELPS


FIRST_PROMISES = [
    (32, None, None, 32),
    (29, 24, 34, 34),
    (39, None, None, 38),
    (50, 47, 75, None),
    (41, None, None, 38),
    (40, 39, 49, 49),
    (37, None, None, 40),
    (64, None, None, None),
]
FIRST_PAIRS = [
    (5, 78, 88),
    (0, None, 53),
    (0, None, 92),
    (8, 73, 84),
    (0, None, 53),
    (3, 15, 50),
    (10, 75, 78),
    (12, 45, 30),
]
FIRST_EVENTS = (18, "kskbkksdkk")
FIRST_HELPS = [("Ine", "Noo"), ("Kit", "Lou"), ("Noo", "Kit")]


# --- Table 1: what was passed on ---


def test_three_cases_break_clause_2_and_each_lacks_one_thing() -> None:
    lacking = Counter()
    for case, answers in cases():
        assert len(answers["passed-on"]) == 3
        assert Counter(row.mark for row in case.passings) == {
            "open": 1,
            "listed": 2,
            "confidential": 3,
        }
        for row in case.passings:
            assert row.giver not in row.receiver
            if row.key.lower() not in answers["passed-on"]:
                continue
            if row.mark == "listed":
                assert row.yes_from is None
                lacking["off the list"] += 1
            else:
                other, late = row.yes_from != row.giver, (row.yes_on or 0) > row.day
                assert other != late  # one of the two
                lacking["other yes" if other else "late yes"] += 1
    assert lacking == dict.fromkeys(["off the list", "other yes", "late yes"], len(cases()))


def test_no_single_column_of_table_1_tells_a_breach() -> None:
    """Who reads only the list, or only whether there is a yes, is wrong at least twice."""
    for case, answers in cases():
        breaches = set(answers["passed-on"])
        off_the_list = {row.key.lower() for row in case.passings if row.listed_from is None}
        without_yes = {row.key.lower() for row in case.passings if row.yes_from is None}
        assert len(breaches ^ off_the_list) >= 2
        assert len(breaches ^ without_yes) >= 2


# --- Table 2: statements ---


def test_two_statements_each_are_true_a_slip_and_a_deceit() -> None:
    for case, answers in cases():
        kinds = answers["slip-or-deceit"]
        assert Counter(kinds.values()) == {"true": 2, "slip": 2, "deceit": 2}
        for row in case.statements:
            numbers = [int(re.search(r"\d+", text)[0]) for text in (row.said, row.record)]
            assert row.true == (numbers[0] == numbers[1])
            assert row.seen != row.day  # no doubt about the order
            if row.put_right:
                assert row.put_right > max(row.day, row.seen or 0)
        put_right = [kinds[row.key.lower()] for row in case.statements if row.put_right]
        assert sorted(put_right) == ["deceit", "slip"]  # so that it tells nothing
        before = [kinds[r.key.lower()] for r in case.statements if r.seen and r.seen < r.day]
        assert sorted(before) == ["deceit", "deceit", "true"]  # nor does the opening alone


# --- Table 3: promises ---


def test_three_promises_are_kept_three_broken_and_two_open() -> None:
    for case, answers in cases():
        states = answers["promises"]
        assert Counter(states.values()) == {"kept": 3, "broken": 3, "open": 2}
        told = {states[row.key] for row in case.promises if row.told is not None}
        assert told == {"kept", "broken", "open"}  # a new day told settles nothing
        done = {states[row.key] for row in case.promises if row.done is not None}
        assert done == {"kept", "broken"}  # nor does that it was done
        assert all(row.done is None or row.done < TODAY for row in case.promises)
        assert TODAY not in [day for row in case.promises for day in (row.due, row.new_day)]


def test_both_sides_of_three_days_are_drawn_and_the_day_itself() -> None:
    gaps = Counter(
        row.due - row.told for case, _ in cases() for row in case.promises if row.told is not None
    )
    assert set(gaps) == {1, 2, 3, 4, 5}
    assert all(any(row.done == row.due for row in case.promises) for case, _ in cases())


# --- Tables 4 and 5: people ---


def test_nine_talks_are_recent_and_one_network_is_thin() -> None:
    thin = Counter()
    for case, answers in cases():
        networks = answers["networks"]
        assert sum(networks.values()) == RECENT
        assert sorted(networks.values()) in ([1, 2, 6], [1, 3, 5])
        assert 30 not in [row.day for row in case.contacts]
        assert networks == Counter(row.serves for row in case.contacts if row.day > 30)
        thin[min(networks, key=lambda name: networks[name])] += 1
    assert len(thin) == 3
    assert min(thin.values()) > 400 / 5


def test_who_stands_between_is_never_who_has_most_lines() -> None:
    sizes = Counter()
    for case, answers in cases():
        ties = [(row.one, row.other) for row in case.helps]
        assert len({frozenset(tie) for tie in ties}) == len(ties) == 11
        lines = {name.split()[0].lower(): one.contacts for name, one in standings(ties).items()}
        between = answers["between"]
        most = max(lines.values())
        assert [name for name in lines if lines[name] == most and name in between] == []
        assert min(lines[name] for name in between) == 2  # one of them is hardly noticed
        sizes[len(between)] += 1
    assert set(sizes) == {2, 3}
    assert min(sizes.values()) > 400 / 3


# --- Tables 6 and 7: the models ---


def test_no_mistake_in_sorting_an_event_gives_the_right_points() -> None:
    for case, answers in cases():
        kinds = [row.kind for row in case.events]
        assert Counter(kinds)["deceit"] == 1
        assert 1 <= Counter(kinds)["broken"] <= 2
        assert 1 <= Counter(kinds)["slip"] <= 2
        right = answers["trust-points"]
        levels = trust_points(case.start, kinds)
        assert right == levels[-1]
        assert min(levels) > 0
        assert max(levels) < 20
        for named in ("four days", "eve", "only afterwards", "the day before"):
            for other in ("kept", "broken", "slip", "deceit"):
                taken = [other if named in row.event else row.kind for row in case.events]
                if taken != kinds:
                    assert trust_points(case.start, taken)[-1] != right


def test_how_many_promises_it_takes_is_no_other_figure() -> None:
    for case, answers in cases():
        points, levels = (
            answers["trust-points"],
            trust_points(case.start, [row.kind for row in case.events]),
        )
        to_mend = answers["promises-to-mend"]
        assert to_mend == 14 - points >= 3
        assert to_mend not in (20 - points, case.start - points, max(levels) - points)


def test_the_second_model_is_that_of_the_lessons() -> None:
    for case, _ in cases()[:100]:
        for row in case.pairs:
            month = Relation(row.changes / 100, (row.handed_over or 0) / 100, row.growth / 100)
            assert row.trust == round(100 * expected_path(0.4, [month] * 24)[-1])
            assert (row.handed_over is None) == (row.changes == 0)


def test_only_is_contradicted_two_or_three_times_and_enough_twice() -> None:
    for case, answers in cases():
        assert len(answers["same-people"]) in (2, 3)
        assert not [row for row in case.pairs if 65 <= row.trust < 74]  # no doubt about 70
        same_low = [row for row in case.pairs if row.changes == 0 and row.trust < 70]
        same_high = [row for row in case.pairs if row.changes == 0 and row.trust > 70]
        changed_low = [row for row in case.pairs if row.changes and row.trust < 70]
        assert len(same_low) == len(changed_low) == 2
        assert len(same_high) in (1, 2)


# --- Table 8: what one's limits make of the facts ---


def test_whatever_limits_one_has_three_facts_at_most_end_alike() -> None:
    for case, _ in cases():
        decided = set()
        for circle, weeks in product((1, 2, 3), (4, 8, 12)):
            decisions = own_limits(case, circle, weeks)
            count = Counter(decisions.values())
            assert max(count.values()) <= 3
            assert count["ask"] >= 2
            assert count["shorten"] >= 1
            decided.add(tuple(decisions.items()))
        assert len(decided) >= 6  # limits make a difference


def test_no_fact_is_both_too_widely_and_too_long_asked_for_and_one_is_not_mine() -> None:
    for case, _ in cases():
        mine = [fact for fact in case.facts if "office" in fact.belongs]
        assert len(mine) == 5
        for fact in mine:
            assert fact.circle == 1 or fact.weeks < 4
            assert fact.weeks not in (4, 8, 12)
        (other,) = [fact for fact in case.facts if fact not in mine]
        assert (other.circle, other.weeks) <= (1, 3)  # nothing else speaks against it

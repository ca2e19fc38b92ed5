"""The case of `rights`: the same for the same digits, and equally hard for everybody."""

from collections import Counter
from functools import cache
from itertools import accumulate, product
from typing import Any

from alliance_lessons.cases.rights import RightsCase
from alliance_lessons.cases.rights_draw import ANSWER_DAYS, STOCK, agreement, draw
from alliance_lessons.models.donation_game import DonationGame
from alliance_lessons.models.prisoners_dilemma import Move
from tests.assignment_notebook import variants
from tests.rights_answers import model_answers, own_limits


@cache
def cases() -> list[tuple[RightsCase, dict[str, Any]]]:
    """Many cases, each with its right answers."""
    return [(draw(variant), model_answers(variant)) for variant in variants(1000)]


def test_digits_mean_the_same_case_on_every_machine_and_for_ever():
    """Drawn once and written down: a change would change the case of work in progress."""
    case = draw("0123456789abcdef")
    assert [(r.key, r.received, r.cost, r.notice) for r in case.requests] == FIRST_REQUESTS
    assert [(row.given, row.received) for row in case.hours] == FIRST_HOURS
    assert (case.cost, case.benefit) == FIRST_MODEL


FIRST_REQUESTS = [
    ("A", 12, 1, 38),
    ("B", 3, 11, 43),
    ("C", 1, 4, 38),
    ("D", 2, 2, 27),
    ("E", 6, 1, 4),
    ("F", 7, 1, 16),
]
FIRST_HOURS = [(18, 28), (27, 14), (26, 12), (19, 12), (13, 29), (7, 19)]
FIRST_MODEL = (4, 9)


# --- Table 4: when answers fall due, and what one's limits make of them ---


def test_the_days_to_answer_are_those_of_clause_6():
    for case, _ in cases():
        assert all(request.days == ANSWER_DAYS[request.kind] for request in case.requests)


def test_no_two_answers_fall_due_on_one_day_and_lazy_orders_earn_little():
    for case, answers in cases():
        due = [request.received + request.days for request in case.requests]
        assert len(set(due)) == 6
        assert len({request.received for request in case.requests}) == 6
        right = answers["rights_a.due-order"]
        bank = sorted(right)
        by_receipt = [r.key.lower() for r in sorted(case.requests, key=lambda r: r.received)]
        assert abs(agreement(right, bank)) <= 0.2
        assert agreement(right, by_receipt) <= 0.5


def test_whatever_limits_one_has_three_requests_at_most_end_alike():
    for case, _ in cases():
        decided = set()
        for most, least in product((3, 6, 9), (10, 20, 30)):
            decisions = own_limits(case, most, least)
            count = Counter(decisions.values())
            assert max(count.values()) <= 3
            assert count["ask"] >= 2
            assert count["decline"] >= 1
            decided.add(tuple(decisions.items()))
        assert len(decided) >= 6  # limits make a difference


def test_no_request_is_both_too_late_and_too_dear_and_one_is_not_mine():
    for case, _ in cases():
        mine = [request for request in case.requests if "budget" in request.touches]
        assert len(mine) == 5
        for request in mine:
            assert request.notice >= 30 or request.cost <= 3
        for request in case.requests:
            assert request.cost not in (3, 6, 9)
            assert request.notice not in (10, 20, 30)


# --- the other tables ---


def test_three_courtesies_count_and_each_of_the_others_lacks_one_thing():
    for case, answers in cases():
        assert len(answers["rights_a.valid-waivers"]) == 3
        faults = []
        for row in case.courtesies:
            right_person = f"alliance manager at {row.waived_by}" in row.agreed_by
            faults.append(
                (row.form == "phone call") + (row.last_day == "further notice") + (not right_person)
            )
        assert sorted(faults) == [0, 0, 0, 1, 1, 1]


def test_two_areas_are_doubly_granted_and_each_of_the_others_lacks_one_thing():
    for case, answers in cases():
        doubly = answers["rights_a.double-grants"]
        assert len(doubly) == 2
        reasons = []
        for area in dict.fromkeys(grant.area for grant in case.grants):
            one, two = [grant for grant in case.grants if grant.area == area]
            assert {one.kept_by, two.kept_by} == {"Norrvane", "Tallowmere"}
            apart = max(one.first, two.first) > min(one.last, two.last)
            rights = {one.right, two.right} != {"exclusive"}
            lacking = [apart, rights, one.partner == two.partner]
            assert any(lacking) == (area.lower().replace(" ", "-") not in doubly)
            reasons.append(lacking)
        assert sorted(map(sum, reasons)) == [0, 0, 1, 1, 1]
        assert [sum(column) for column in zip(*reasons, strict=True)] == [1, 1, 1]


def test_complaints_start_even_and_fall_everywhere():
    keys = Counter(answers["rights_a.claim-test"] for _, answers in cases())
    assert set(keys) == {"more", "less", "equal"}
    assert all(258 < count < 409 for count in keys.values())  # five standard errors
    for case, _ in cases():
        free = [area for area in case.complaints if area.free_visits]
        other = [area for area in case.complaints if not area.free_visits]
        assert [area.area for area in free] == ["Harbour", "Old Town", "Riverside"]
        assert sum(a.before for a in free) == sum(a.before for a in other)
        assert all(0 < area.since < area.before for area in case.complaints)
        falls = [sum(a.before - a.since for a in group) for group in (free, other)]
        assert falls[0] == falls[1] or abs(falls[0] - falls[1]) >= 6


def test_pumps_serve_three_sites_in_full_one_in_part_and_one_not():
    for case, answers in cases():
        given = answers["rights_a.pumps"]
        assert sum(given.values()) == STOCK < sum(order.pumps for order in case.orders)
        shares = Counter(
            "none" if not given[o.key] else "all" if given[o.key] == o.pumps else "some"
            for o in case.orders
        )
        assert shares == {"all": 3, "some": 1, "none": 1}
        assert len({order.received for order in case.orders}) == 5
        left, by_date = STOCK, {}
        for order in sorted(case.orders, key=lambda order: order.received):
            by_date[order.key] = min(order.pumps, left)
            left -= by_date[order.key]
        assert sum(abs(by_date[key] - given[key]) for key in given) >= 10


def test_the_widest_gap_is_no_other_figure_that_a_slip_would_give():
    for case, answers in cases():
        widest = answers["rights_a.widest-gap"]
        monthly = [row.given - row.received for row in case.hours]
        gaps = list(accumulate(monthly))
        assert gaps.count(widest) == 1
        assert gaps.index(widest) in (2, 3, 4)
        slips = {abs(difference) for difference in monthly} | {sum(monthly), -min(gaps)}
        slips |= {row.given for row in case.hours} | {row.received for row in case.hours}
        slips |= {sum(row.given for row in case.hours), sum(row.received for row in case.hours)}
        slips |= {widest - min(gaps), sum(one for one in monthly if one > 0)}
        assert widest not in slips


def test_three_packages_are_beaten_and_the_smallest_sums_are_others():
    for case, answers in cases():
        beaten = answers["rights_a.packages"]
        assert len(beaten) == 3
        for firm in ("norrvane", "tallowmere"):
            assert len({getattr(package, firm) for package in case.packages}) == 6
        by_sum = sorted(case.packages, key=lambda p: p.norrvane + p.tallowmere)
        assert {package.key for package in by_sum[:3]} != set(beaten)


def test_neither_the_plan_nor_its_reverse_is_what_tallowmere_does():
    refusals = set()
    for case, answers in cases():
        moves = list(answers["rights_a.partner-moves"].values())
        refusals.add(moves.count("enforce"))
        plan = [quarter.norrvane for quarter in case.quarters]
        assert sum(a == b for a, b in zip(moves, plan, strict=True)) in (3, 4)
    assert refusals == {2, 3}  # so that no one formula gives everybody's total


def test_the_models_total_is_that_of_the_donation_game_and_no_slip_gives_it():
    for case, answers in cases():
        total = answers["rights_a.model-total"]
        plan = [quarter.norrvane for quarter in case.quarters]
        moves = list(answers["rights_a.partner-moves"].values())
        assert total == _points(case, plan, moves)
        mirrored = ["waive", *plan[:-1]]  # the first refusal is not let pass
        at_once = plan.copy()  # answered in the same quarter, the first one let pass
        at_once[at_once.index("enforce")] = "waive"
        slips = {
            _points(case, plan, mirrored),
            _points(case, plan, at_once),
            _points(case, plan, plan),
            _points(case, moves, plan),  # the other firm's result
            _points(case, plan, moves) + _points(case, moves, plan),
            moves.count("waive") * case.benefit,
            plan.count("waive") * case.cost,
            moves.count("waive") * case.benefit - moves.count("waive") * case.cost,
            moves.count("waive") * case.benefit - plan.count("enforce") * case.cost,
        }
        assert total not in slips


def _points(case: RightsCase, mine: list[str], theirs: list[str]) -> float:
    payoffs = DonationGame(case.cost, case.benefit).payoffs
    moves = {"waive": Move.COOPERATE, "enforce": Move.DEFECT}
    return sum(payoffs.points(moves[a], moves[b]) for a, b in zip(mine, theirs, strict=True))

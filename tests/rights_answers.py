"""Right answers to the assignment `rights`, worked out from the case and not from its keys.

What depends on the draw is found another way than in the source notebook: month by
month, pump by pump.
"""

from typing import Any

from alliance_lessons.cases.rights import RightsCase
from alliance_lessons.cases.rights_draw import draw

STATED: dict[str, Any] = {"rights_a.limit-cost": "6", "rights_a.limit-notice": "20"}
FOLLOWS = dict.fromkeys(STATED, ("rights_a.own-limits",))  # what is marked against it
SETTLED_BY_THE_TEXT: dict[str, Any] = {
    "rights_a.whose-right": {
        "evenings": "service",
        "documents": "mine",
        "pressure": "service",
        "readings": "customer",
        "payment": "contracts",
        "training": "mine",
        "offers": "counsel",
    },
    "rights_a.reply": "counsel",
    "rights_a.evidence": {
        "overtime": "record",
        "loves": "claim",
        "decided": "inference",
        "portal": "record",
        "jobs": "claim",
        "accident": "inference",
        "visits": "record",
        "competitor": "claim",
        "own-crew": "inference",
    },
    "rights_a.remedies": {
        "visits": "last-day",
        "lists": "compare",
        "data": "list-of-rights",
        "crews": "tell-first",
        "report": "back-up",
    },
}


def model_answers(variant: str, cost: str = "6", notice: str = "20") -> dict[str, Any]:
    """A full set of answers that earns all automatic points, for limits of one's own."""
    case = draw(variant)
    return {
        "rights_a.limit-cost": cost,
        "rights_a.limit-notice": notice,
        **SETTLED_BY_THE_TEXT,
        "rights_a.claim-test": _claim_test(case),
        "rights_a.valid-waivers": _valid_waivers(case),
        "rights_a.double-grants": _double_grants(case),
        "rights_a.due-order": _due_order(case),
        "rights_a.pumps": _pumps(case),
        "rights_a.widest-gap": _widest_gap(case),
        "rights_a.packages": _packages(case),
        "rights_a.partner-moves": {f"q{n}": move for n, move in enumerate(_moves(case), 1)},
        "rights_a.model-total": _model_total(case),
        "rights_a.own-limits": own_limits(case, int(cost), int(notice)),
        "rights_a.memo": "I would lend the two valves first. M1 makes that mine to give.",
    }


def stated(number: int) -> dict[str, Any]:
    """What one of many learners states: all the same."""
    return STATED


def own_limits(case: RightsCase, most: int, least: int) -> dict[str, str]:
    """M1 and M2 in the order in which a careful reader asks."""
    decisions = {}
    for request in case.requests:
        if "budget" not in request.touches:
            decision = "ask"
        elif request.notice >= least and request.cost <= most:
            decision = "grant"
        else:
            decision = "ask" if request.notice >= least else "decline"
        decisions[request.key.lower()] = decision
    return decisions


def _claim_test(case: RightsCase) -> str:
    fallen = {True: 0, False: 0}
    for area in case.complaints:
        fallen[area.free_visits] -= area.since - area.before
    if fallen[True] == fallen[False]:
        return "equal"
    return "more" if max(fallen, key=lambda free: fallen[free]) else "less"


def _valid_waivers(case: RightsCase) -> list[str]:
    people = {"Norrvane": "you, alliance", "Tallowmere": "Noor Haldane"}
    return [
        row.key.lower()
        for row in case.courtesies
        if row.form != "phone call"
        and row.last_day != "further notice"
        and row.agreed_by.startswith(people[row.waived_by])
    ]


def _double_grants(case: RightsCase) -> list[str]:
    """Month by month: who could send the others away?"""
    found = set()
    for month in range(30):
        for area in {grant.area for grant in case.grants}:
            holders = {
                grant.partner
                for grant in case.grants
                if grant.area == area
                and grant.right == "exclusive"
                and month in range(grant.first, grant.last + 1)
            }
            if len(holders) > 1:
                found.add(area.lower().replace(" ", "-"))
    return sorted(found)


def _due_order(case: RightsCase) -> list[str]:
    """Always the one that comes next."""
    due = {request.received + request.days: request.key.lower() for request in case.requests}
    return [due.pop(min(due)) for _ in case.requests]


def _pumps(case: RightsCase) -> dict[str, int]:
    """One pump after the other to the site that is next in line."""
    given = dict.fromkeys((order.key for order in case.orders), 0)
    for _ in range(20):
        waiting = [order for order in case.orders if given[order.key] < order.pumps]
        cold = [order for order in waiting if not order.second_source]
        given[min(cold or waiting, key=lambda order: order.received).key] += 1
    return given


def _widest_gap(case: RightsCase) -> int:
    return max(
        sum(row.given for row in case.hours[:months])
        - sum(row.received for row in case.hours[:months])
        for months in range(1, len(case.hours) + 1)
    )


def _packages(case: RightsCase) -> list[str]:
    kept: set[str] = set()
    best = -1
    for package in sorted(case.packages, key=lambda package: -package.norrvane):
        if package.tallowmere > best:
            kept.add(package.key)
            best = package.tallowmere
    return [package.key for package in case.packages if package.key not in kept]


def _moves(case: RightsCase) -> list[str]:
    moves, refusals = ["waive"], 0
    for quarter in case.quarters[:-1]:
        refusals += quarter.norrvane == "enforce"
        first = quarter.norrvane == "enforce" and refusals == 1
        moves.append("waive" if first else quarter.norrvane)
    return moves


def _model_total(case: RightsCase) -> int:
    result = 0
    for quarter, answer in zip(case.quarters, _moves(case), strict=True):
        result -= case.cost if quarter.norrvane == "waive" else 0
        result += case.benefit if answer == "waive" else 0
    return result

"""How the case of `rights` is drawn, one function a table.

A draw mixes the parts of a fixed pattern: every learner meets the same traps, in another
place and with other numbers. Where numbers could meet by accident (a tie, or a mistake
that happens to give the right figure) the draw is repeated.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, combinations

from alliance_lessons.cases.chance import Chance
from alliance_lessons.cases.rights import (
    Complaints,
    Courtesy,
    Grant,
    Hours,
    Order,
    Package,
    Quarter,
    Request,
    RightsCase,
)

ANSWER_DAYS = {"data": 5, "parts": 10, "service": 15, "publication": 20}  # clause 6
BUDGET = "only the alliance budget"
ASKED = [  # what is asked for, and its kind; the sixth is one of ELSEWHERE
    ("Daily instead of weekly data from the pump test bench", "data"),
    ("Two valves on loan for a demonstration room", "parts"),
    ("An outside trainer for three days, paid by Norrvane", "service"),
    ("Norrvane's name in an article about Lanternfish", "publication"),
    ("An extra stock count of sensors each month", "parts"),
]
ELSEWHERE = [  # rights that are not the alliance manager's to give
    ("Night crews on call until two in the morning", "service", "working hours of the crews"),
    ("A higher pressure limit before the alarm sounds", "service", "a safety setting"),
    ("Marrowby's readings in a sales brochure", "publication", "data of the customer"),
    ("Norrvane's price list for two new areas", "data", "prices of firms that compete"),
]
COURTESIES = [  # what is allowed, and which firm forgoes a right by it
    ("Test plans sent five days late", "Norrvane"),
    ("Test bench used on Fridays", "Norrvane"),
    ("Invoices without a site visit", "Norrvane"),
    ("Software support by phone after six", "Tallowmere"),
    ("A sixth user licence", "Tallowmere"),
    ("Training videos copied for crews", "Tallowmere"),
]
MANAGERS = {
    "Norrvane": "you, alliance manager at Norrvane",
    "Tallowmere": "Noor Haldane, alliance manager at Tallowmere",
}
OTHERS = {
    "Norrvane": "Ines Okoro, head of service at Norrvane",
    "Tallowmere": "Dario Whitcombe, head of product at Tallowmere",
}
AREAS = ["Harbour", "Old Town", "Riverside", "Uplands", "Lakeside"]
SALES_PARTNERS = ["Pellingrove", "Dunmarsh", "Tarnholt"]
SITES = {
    "mill-street": "Mill Street",
    "north-quay": "North Quay",
    "station-hill": "Station Hill",
    "garden-estate": "Garden Estate",
    "glassworks": "Glassworks",
}
STOCK = 20  # pumps


@lru_cache(maxsize=64)  # every graded cell asks for the same case
def draw(variant: str) -> RightsCase:
    """The case that belongs to a variant.

    >>> draw("0123456789abcdef") == draw("0123456789abcdef") != draw("fedcba9876543210")
    True
    """
    chance = Chance(variant)
    # a benefit of twice the cost would make the firms' sum look like one firm's result
    cost, benefit = chance.shuffled("model", [(2, 6), (2, 7), (3, 7), (3, 8), (4, 9)])[0]
    return RightsCase(
        requests=_requests(chance),
        courtesies=_courtesies(chance),
        grants=_grants(chance),
        complaints=_complaints(chance),
        orders=_orders(chance),
        hours=_hours(chance),
        packages=_packages(chance),
        quarters=_quarters(chance),
        cost=cost,
        benefit=benefit,
    )


def agreement(first: Sequence[object], second: Sequence[object]) -> float:
    """Kendall's rank correlation of two orders of the same things.

    >>> agreement("abcd", "abcd"), agreement("abcd", "dcba"), agreement("abc", "acb")
    (1.0, -1.0, 0.3333333333333333)
    """
    place = {thing: position for position, thing in enumerate(second)}
    pairs = list(combinations(first, 2))
    return sum(1 if place[a] < place[b] else -1 for a, b in pairs) / len(pairs)


def _requests(chance: Chance) -> tuple[Request, ...]:
    """Three requests whose fate depends on the learner's limits, and three it does not.

    The limits on offer are 3, 6 or 9 k€ and 10, 20 or 30 days.
    """
    asked = [(*one, BUDGET) for one in chance.shuffled("asked", ASKED)]
    asked.append(chance.shuffled("elsewhere", ELSEWHERE)[0])
    small = [chance.number(f"small/{n}", 1, 2) for n in range(4)]
    ample = [chance.number(f"ample/{n}", 33, 45) for n in range(3)]
    middling = chance.number("middling", 0, 1)
    terms = [  # cost and notice, in the order of `asked`
        (small[0], chance.number("too short", 4, 8)),
        (small[1], chance.number("short", 12, 18)),
        (small[2], chance.number("longer", 22, 28)),
        ((4, 7)[middling] + chance.number("cost", 0, 1), ample[0]),
        (chance.number("too dear", 11, 14), ample[1]),
        (small[3], ample[2]),
    ]
    drawn = chance.shuffled("letters", [(*a, *t) for a, t in zip(asked, terms, strict=True)])
    for again in chance.tries("days"):
        received = again.shuffled("received", range(1, 13))[: len(drawn)]
        due = [day + ANSWER_DAYS[one[1]] for day, one in zip(received, drawn, strict=True)]
        if len(set(due)) < len(due):
            continue
        places = list(range(len(drawn)))
        by_due = sorted(places, key=lambda n: due[n])
        by_receipt = sorted(places, key=lambda n: received[n])
        by_days = sorted(places, key=lambda n: (ANSWER_DAYS[drawn[n][1]], received[n]))
        if (
            abs(agreement(by_due, places)) <= 0.2
            and agreement(by_due, by_receipt) <= 0.5
            and agreement(by_due, by_days) <= 0.8
        ):
            break
    return tuple(
        Request("ABCDEF"[n], asks, kind, touches, received[n], ANSWER_DAYS[kind], cost, notice)
        for n, (asks, kind, touches, cost, notice) in enumerate(drawn)
    )


def _courtesies(chance: Chance) -> tuple[Courtesy, ...]:
    """Three that meet clause 12, and three that each miss one of its conditions."""
    faults = chance.shuffled("faults", ["form", "last day", "person", "", "", ""])
    foreign = chance.number("foreign", 0, 1)
    rows = []
    for n, (what, firm) in enumerate(chance.shuffled("courtesies", COURTESIES)):
        form = chance.shuffled(f"form/{n}", ["letter", "e-mail"])[0]
        last_day = f"end of month {chance.number(f'last/{n}', 15, 20)}"
        other = "Tallowmere" if firm == "Norrvane" else "Norrvane"
        wrong = MANAGERS[other] if foreign else OTHERS[firm]
        rows.append(
            Courtesy(
                "UVWXYZ"[n],
                what,
                firm,
                "phone call" if faults[n] == "form" else form,
                "further notice" if faults[n] == "last day" else last_day,
                wrong if faults[n] == "person" else MANAGERS[firm],
            )
        )
    return tuple(rows)


def _grants(chance: Chance) -> tuple[Grant, ...]:
    """Two areas granted twice; the others differ in time, in the right, or not at all."""
    patterns = ["double", "double", "in turn", "not exclusive", "same partner"]
    lists: dict[str, list[Grant]] = {"Norrvane": [], "Tallowmere": []}
    for area, pattern in zip(AREAS, chance.shuffled("patterns", patterns), strict=True):
        one, two = chance.shuffled(f"{area}/partners", SALES_PARTNERS)[:2]
        first, last = chance.number(f"{area}/first", 6, 8), chance.number(f"{area}/last", 14, 16)
        start, end = chance.number(f"{area}/start", 10, 12), chance.number(f"{area}/end", 19, 22)
        rights = ["exclusive", "exclusive"]
        if pattern == "in turn":
            start = last + 1
        if pattern == "not exclusive":
            rights = chance.shuffled(f"{area}/rights", ["exclusive", "not exclusive"])
        if pattern == "same partner":
            two = one
        spans = [(one, rights[0], first, last), (two, rights[1], start, end)]
        for kept_by, span in zip(lists, chance.shuffled(f"{area}/lists", spans), strict=True):
            lists[kept_by].append(Grant(area, kept_by, *span))
    return tuple(lists["Norrvane"] + lists["Tallowmere"])


def _complaints(chance: Chance) -> tuple[Complaints, ...]:
    """Both groups of three areas start from the same sum; they fall by more, less or as much."""
    drops = [chance.number("drop", 12, 15)] * 2
    drops[chance.number("which", 0, 1)] += chance.number("more", 6, 9) * (
        chance.number("same", 0, 2) > 0
    )
    areas = [*AREAS, "East Works"]
    for again in chance.tries("before"):
        before = [again.number(f"area/{n}", 20, 30) for n in range(6)]
        if sum(before[:3]) == sum(before[3:]):
            break
    falls: list[int] = []
    for drop in drops:
        first = drop // 3 + chance.number(f"first/{len(falls)}", -1, 1)
        second = drop // 3 + chance.number(f"second/{len(falls)}", -1, 1)
        falls += [first, second, drop - first - second]
    return tuple(
        Complaints(area, n < 3, before[n], before[n] - falls[n]) for n, area in enumerate(areas)
    )


def _orders(chance: Chance) -> tuple[Order, ...]:
    """Two sites without a second source order last; of the rest one gets all, one some."""
    for again in chance.tries("orders"):
        pumps = [again.number(f"pumps/{n}", 4, 9) for n in range(5)]
        left = STOCK - pumps[0] - pumps[1]
        by_date = [*pumps[2:], *pumps[:2]]
        if pumps[2] < left < pumps[2] + pumps[3] and sum(by_date[:3]) < STOCK:
            break
    days = sorted(chance.shuffled("early", range(1, 8))[:3])
    late = chance.shuffled("late", range(8, 12))[:2]
    terms = zip([*late, *days], [False, False, True, True, True], pumps, strict=True)
    by_site = zip(chance.shuffled("sites", SITES), terms, strict=True)
    rows = {key: Order(key, SITES[key], *term) for key, term in by_site}
    return tuple(rows[key] for key in SITES)


def _hours(chance: Chance) -> tuple[Hours, ...]:
    """Six months whose widest gap lies inside, and is no other figure of the table."""
    for again in chance.tries("hours"):
        given = [again.number(f"given/{n}", 6, 30) for n in range(6)]
        received = [again.number(f"received/{n}", 6, 30) for n in range(6)]
        monthly = [a - b for a, b in zip(given, received, strict=True)]
        gaps = list(accumulate(monthly))
        widest = max(gaps)
        if not 20 <= widest <= 45:
            continue
        plausible = [*gaps, *map(abs, monthly), *given, *received, sum(given), sum(received)]
        plausible += [-min(gaps), *accumulate(given), *accumulate(received)]
        falling = [sum(n for n in monthly if n > 0), widest - min(gaps)]
        if (
            plausible.count(widest) == 1
            and widest not in falling
            and gaps.index(widest) in (2, 3, 4)
            and monthly.index(max(monthly)) != gaps.index(widest)
        ):
            break
    rows = zip(range(8, 14), given, received, strict=True)
    return tuple(Hours(*row) for row in rows)


def _packages(chance: Chance) -> tuple[Package, ...]:
    """Three that no other beats for both firms, and three that one does."""
    for again in chance.tries("packages"):
        norrvane = [again.number(f"norrvane/{n}", 20, 90) for n in range(6)]
        tallowmere = [again.number(f"tallowmere/{n}", 20, 90) for n in range(6)]
        results = list(zip(norrvane, tallowmere, strict=True))
        beaten = {n for n in range(6) if any(_beats(other, results[n]) for other in results)}
        by_sum = sorted(range(6), key=lambda n: sum(results[n]))
        if (
            len(set(norrvane)) == len(set(tallowmere)) == 6
            and len(beaten) == 3
            and len(beaten & set(by_sum[:3])) == 2
            and len({sum(one) for one in results}) == 6
        ):
            break
    return tuple(Package(str(n + 1), *result) for n, result in enumerate(results))


def _beats(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] > other[0] and one[1] > other[1]


def _quarters(chance: Chance) -> tuple[Quarter, ...]:
    """Two or three waivers in six quarters; neither copying the plan nor its reverse is right."""
    for again in chance.tries("plan"):
        waivers = again.number("waivers", 2, 3)
        moves = ["waive"] * waivers + ["enforce"] * (6 - waivers)
        plan = [*again.shuffled("moves", moves), "enforce"]
        refused = plan.index("enforce")
        answers = ["waive", *plan[:refused], "waive", *plan[refused + 1 : -1]]
        if sum(a == b for a, b in zip(plan, answers, strict=True)) in (3, 4):
            break
    return tuple(Quarter(f"Q{n}", move) for n, move in enumerate(plan, 1))

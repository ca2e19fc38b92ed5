"""How the case of `culture` is drawn, one function a table; Tables 6 to 11 in `culture_work`.

A draw mixes the parts of a fixed pattern: every learner meets the same traps, in another
place and with other numbers. Which team or firm does what is drawn as well, so that
neither is the one that errs.
"""

from functools import lru_cache

from alliance_lessons.cases import culture_work as work
from alliance_lessons.cases.chance import Chance
from alliance_lessons.cases.culture import Booking, CultureCase, Event, Goals, Incident, Pair
from alliance_lessons.cases.culture_words import (
    CALL,
    COUNTED,
    DESK,
    ELSEWHERE,
    FIELD,
    INCIDENTS,
    PEOPLE,
    PLACES,
    TROUBLE,
)

MANY = 6  # open cases a head that are still no overload
OFTEN = 4  # of five like cases: from here on it is a habit


@lru_cache(maxsize=64)  # every graded cell asks for the same case
def draw(variant: str) -> CultureCase:
    """The case that belongs to a variant.

    >>> draw("0123456789abcdef") == draw("0123456789abcdef") != draw("fedcba9876543210")
    True
    """
    chance = Chance(variant)
    return CultureCase(
        incidents=_incidents(chance),
        pairs=_pairs(chance),
        events=_events(chance),
        goals=_goals(chance),
        bookings=_bookings(chance),
        log=work.log(chance),
        fields=work.fields(chance),
        tasks=work.tasks(chance),
        profiles=work.profiles(chance),
        jobs=work.jobs(chance),
        proposals=work.proposals(chance),
    )


def _incidents(chance: Chance) -> tuple[Incident, ...]:
    """Each of four causes once or twice; what looks like a habit may be another thing."""
    patterns = ["contract", "nobody", "habit", "open"]
    patterns += chance.shuffled("incidents/twice", ["contract", "crowded", "habit", "open"])[:2]
    ours = chance.shuffled("incidents/field", [one for one in INCIDENTS if one[0] == FIELD])
    theirs = chance.shuffled("incidents/desk", [one for one in INCIDENTS if one[0] == DESK])
    words = chance.shuffled("incidents/words", ours[:3] + theirs[:3])
    rows = []
    for n, pattern in enumerate(chance.shuffled("incidents", patterns)):
        label = f"incidents/{n}"
        people = 0 if pattern == "nobody" else chance.number(f"{label}/people", 2, 4)
        most = MANY * people  # the most that is still no overload
        cases = most - chance.number(f"{label}/spare", 0, 6)
        if pattern == "crowded":
            cases = most + chance.number(f"{label}/more", 1, 8)
        if pattern == "nobody":
            cases = chance.number(f"{label}/some", 3, 15)
        alike = chance.number(f"{label}/alike", OFTEN, 5)
        if pattern == "open":
            alike = chance.number(f"{label}/seldom", 1, OFTEN - 1)
        elif pattern != "habit" and chance.number(f"{label}/any", 0, 1):
            alike = chance.number(f"{label}/some alike", 2, OFTEN - 1)
        contract = "forbids it" if pattern == "contract" else "says nothing"
        rows.append(Incident("ABCDEF"[n], *words[n], contract, people, cases, alike))
    return tuple(rows)


def _pairs(chance: Chance) -> tuple[Pair, ...]:
    """One team is higher as a whole; in two or three of six pairs its person is not."""
    for again in chance.tries("pairs"):
        field = [again.number(f"field/{n}", 1, 7) for n in range(6)]
        desk = [again.number(f"desk/{n}", 1, 7) for n in range(6)]
        gap = sum(field) - sum(desk)
        sign = 1 if gap > 0 else -1
        against = [sign * (a - b) <= 0 for a, b in zip(field, desk, strict=True)]
        if 5 <= abs(gap) <= 9 and sum(against) in (2, 3):
            break
    rows = zip("123456", field, desk, strict=True)
    return tuple(Pair(*row) for row in rows)


def _events(chance: Chance) -> tuple[Event, ...]:
    """Five weaken one of two claims, three none: another team, another matter, or no exception."""
    three = chance.number("events/three", 0, 1)
    patterns = ["told first"] * (2 + three) + ["same day"] * (3 - three)
    beside = ["other team told", "other matter told", "other matter called"]
    patterns += ["told after", "next day", *chance.shuffled("events/beside", beside)[:1]]
    rows = []
    for n, pattern in enumerate(chance.shuffled("events", patterns)):
        label = f"events/{n}"
        team = {"told first": DESK, "told after": DESK, "other matter called": DESK}
        who = team.get(pattern, FIELD)
        if pattern == "other team told":
            who = chance.shuffled(f"{label}/team", ELSEWHERE)[0]
        matter = TROUBLE if "told" in pattern else CALL
        day = chance.number(f"{label}/day", 3, 26)
        began = 5 * chance.number(f"{label}/began", 96, 200)  # 8:00 to 16:40
        soon = began + 5 * chance.number(f"{label}/soon", 2, 30)
        later = soon + 5 * chance.number(f"{label}/later", 2, 40)
        if matter == TROUBLE:
            first, last = (later, soon) if pattern == "told after" else (soon, later)
            rows.append(Event("ABCDEFGH"[n], who, matter, day, began, day, first, day, last))
            continue
        told_day = day + 1 if pattern == "next day" else day
        told = 5 * chance.number(f"{label}/told", 90, 110) if pattern == "next day" else later
        rows.append(Event("ABCDEFGH"[n], who, matter, day, began, told_day, told, None, None))
    return tuple(rows)


def _goals(chance: Chance) -> tuple[Goals, ...]:
    """Two or three clash; others leave room, hold at other times or point the same way."""
    clashing = chance.number("goals/clashing", 2, 3)
    patterns = ["clash"] * clashing + ["room"] * (4 - clashing) + ["apart", "same way"]
    counted = chance.shuffled("goals/counted", COUNTED)
    rows = []
    for n, pattern in enumerate(chance.shuffled("goals", patterns)):
        label = f"goals/{n}"
        low = chance.number(f"{label}/low", 6, 30)
        high = low + chance.number(f"{label}/gap", 0 if pattern == "room" else 1, 6)
        least, most = (low, high) if pattern == "room" else (high, low)
        sides = [("at least", least), ("at most", most)]
        if pattern == "same way":
            sense = chance.shuffled(f"{label}/sense", ["at least", "at most"])[0]
            sides = [(sense, least), (sense, most)]
        start, end = chance.number(f"{label}/start", 14, 15), chance.number(f"{label}/end", 17, 18)
        first = end + 1 if pattern == "apart" else chance.number(f"{label}/first", 16, end)
        spans = chance.shuffled(f"{label}/spans", [(start, end), (first, first + 3)])
        one, two = chance.shuffled(f"{label}/sides", sides)
        rows.append(Goals("123456"[n], counted[n], *one, *spans[0], *two, *spans[1]))
    return tuple(rows)


def _bookings(chance: Chance) -> tuple[Booking, ...]:
    """Two or three are booked twice, one of them on a single day; two only seem to be."""
    doubled = chance.number("bookings/doubled", 1, 2)
    patterns = ["one day", *["days"] * doubled, "same place", "eve", *["apart"] * (2 - doubled)]
    patterns += ["eve"] * (6 - len(patterns))
    rows = []
    drawn = zip(PEOPLE, chance.shuffled("bookings", patterns), strict=True)
    for person, pattern in drawn:
        label = f"bookings/{person}"
        here, there = chance.shuffled(f"{label}/places", PLACES)[:2]
        start, end = chance.number(f"{label}/start", 1, 6), chance.number(f"{label}/end", 11, 15)
        first = {
            "one day": end,
            "eve": end + 1,
            "apart": end + chance.number(f"{label}/gap", 2, 5),
        }.get(pattern, end - chance.number(f"{label}/overlap", 2, 4))
        spans = [(start, end), (first, first + chance.number(f"{label}/length", 5, 9))]
        one, two = chance.shuffled(f"{label}/spans", spans)
        rows.append(Booking(person, here, *one, here if pattern == "same place" else there, *two))
    return tuple(rows)

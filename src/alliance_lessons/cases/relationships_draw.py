"""How the case of `relationships` is drawn, one function a table; its words are in another file.

A draw mixes the parts of a fixed pattern: every learner meets the same traps, in another
place and with other numbers. Where numbers could meet by accident (a tie, or a mistake
that happens to give the right figure) the draw is repeated.
"""

from functools import lru_cache

from alliance_lessons.cases.chance import Chance
from alliance_lessons.cases.relationships import (
    CEILING,
    CEILING_LEFT,
    MEASURE,
    Contact,
    Fact,
    Happening,
    Help,
    Pair,
    Passing,
    Promise,
    RelationshipsCase,
    Statement,
    trust_points,
)
from alliance_lessons.cases.relationships_words import (
    ABOUT,
    ELSEWHERE,
    ENDS,
    EVENTS,
    FACTS,
    GIVERS,
    HELPED,
    LEAVES,
    OFFICE,
    OFFICE_FACTS,
    PASSED_ON,
    PEOPLE,
    PROMISED,
    RECEIVERS,
    STATEMENTS,
    TALKS,
)
from alliance_lessons.models.turnover import Relation, expected_path

TODAY = 61
RECENT = 9  # contacts whose last talk was on day 31 or later
MONTHS, AT_FIRST, GOOD = 24, 40, 70  # of the model of people who come and go


@lru_cache(maxsize=64)  # every graded cell asks for the same case
def draw(variant: str) -> RelationshipsCase:
    """The case that belongs to a variant.

    >>> draw("0123456789abcdef") == draw("0123456789abcdef") != draw("fedcba9876543210")
    True
    """
    chance = Chance(variant)
    start, events = _events(chance)
    return RelationshipsCase(
        passings=_passings(chance),
        statements=_statements(chance),
        promises=_promises(chance),
        contacts=_contacts(chance),
        helps=_helps(chance),
        events=events,
        pairs=_pairs(chance),
        facts=_facts(chance),
        start=start,
    )


def _passings(chance: Chance) -> tuple[Passing, ...]:
    """One of each mark that clause 2 allows, and three that it does not.

    What looks forbidden is allowed and the other way round: an open fact goes to somebody off
    the list, a confidential one with a yes, too; one without goes to somebody on it.
    """
    patterns = ["open", "listed", "confidential", "off the list", "other yes", "late yes"]
    facts = chance.shuffled("passings/facts", PASSED_ON)
    rows = []
    for n, pattern in enumerate(chance.shuffled("passings", patterns)):
        label = f"passings/{n}"
        day = chance.number(f"{label}/day", 26, 40)
        giver, above, other = chance.shuffled(f"{label}/giver", GIVERS)[0]
        receiver = chance.shuffled(f"{label}/receiver", RECEIVERS)[0]
        first = chance.number(f"{label}/first", 3, 18)
        span: tuple[int | None, int | None] = (first, chance.number(f"{label}/last", 44, 60))
        consent: tuple[str | None, int | None] = (None, None)
        if pattern in ("open", "confidential"):
            span = (None, None)
        if pattern == "off the list":
            gap = chance.number(f"{label}/gap", 2, 6)
            before, after = (first, day - gap), (day + gap, 60)
            span = chance.shuffled(f"{label}/side", [before, after])[0]
        early, late = day - chance.number(f"{label}/early", 1, 6), day + 1 + n % 3
        if pattern in ("confidential", "other yes", "late yes"):
            consent = (
                above if pattern == "other yes" else giver,
                late if pattern == "late yes" else early,
            )
        mark = {"open": "open", "listed": "listed", "off the list": "listed"}
        rows.append(
            Passing(
                "ABCDEF"[n],
                facts[n],
                mark.get(pattern, "confidential"),
                giver,
                f"{receiver} at {other}",
                *span,
                day,
                *consent,
            )
        )
    return tuple(rows)


def _statements(chance: Chance) -> tuple[Statement, ...]:
    """Two that are true, two slips and two deceits; one slip and one deceit are put right."""
    patterns = ["true before", "true after", "slip", "slip put right", "deceit", "deceit put right"]
    words = chance.shuffled("statements/words", STATEMENTS)
    rows = []
    for n, pattern in enumerate(chance.shuffled("statements", patterns)):
        label = f"statements/{n}"
        said, record = words[n]
        number = chance.number(f"{label}/number", 8, 24)
        true = pattern.startswith("true")
        found = number if true else number - chance.number(f"{label}/short", 2, 5)
        day = chance.number(f"{label}/day", 34, 48)
        before = day - chance.number(f"{label}/before", 1, 5)
        after = day + chance.number(f"{label}/after", 1, 5)
        seen: int | None = before if pattern.startswith(("deceit", "true before")) else after
        if pattern == "slip" and chance.number(f"{label}/never", 0, 1):
            seen = None
        right = max(day, seen or 0) + chance.number(f"{label}/right", 1, 4)
        rows.append(
            Statement(
                "JKLMNO"[n],
                said.format(number),
                day,
                record.format(found),
                seen,
                right if pattern.endswith("put right") else None,
                true,
            )
        )
    return tuple(rows)


def _promises(chance: Chance) -> tuple[Promise, ...]:
    """Three that clause 4 calls kept, three broken, two open; each side of each of its edges."""
    patterns = ["early", "to the day", "moved", "told late", "by the other", "open", "open moved"]
    patterns.append(chance.shuffled("promises/missed", ["late", "not done"])[0])
    words = chance.shuffled("promises/words", PROMISED)
    rows = []
    for n, pattern in enumerate(chance.shuffled("promises", patterns)):
        label = f"promises/{n}"
        firm, other = chance.shuffled(f"{label}/firm", ["Norrvane", "Tallowmere"])
        due = chance.number(f"{label}/due", 28, 48)
        told: int | None = None
        new_day: int | None = None
        done: int | None = None
        if pattern in ("early", "by the other"):
            done = due - chance.number(f"{label}/early", 1, 4)
        elif pattern == "to the day":
            done = due
        elif pattern == "late":
            done = due + chance.number(f"{label}/late", 1, 3)
        elif pattern in ("moved", "told late"):
            told = due - chance.number(f"{label}/told", *((3, 5) if pattern == "moved" else (1, 2)))
            new_day = due + chance.number(f"{label}/new", 5, 9)
            done = new_day - chance.number(f"{label}/spare", 0, 2)
        elif pattern == "open":
            due = chance.number(f"{label}/due", 63, 75)
        elif pattern == "open moved":
            due = chance.number(f"{label}/due", 50, 58)
            told = due - chance.number(f"{label}/told", 3, 5)
            new_day = chance.number(f"{label}/new", 63, 75)
        by = None if done is None else other if pattern == "by the other" else firm
        rows.append(Promise(str(n + 1), words[n], firm, due, told, new_day, done, by))
    return tuple(rows)


def _contacts(chance: Chance) -> tuple[Contact, ...]:
    """Nine talks since day 31, unevenly over three networks, and an older one for each."""
    sizes = chance.shuffled("contacts/sizes", [(6, 2, 1), (5, 3, 1)])[0]
    networks = chance.shuffled("contacts/networks", TALKS)
    talks = []
    for network, size in zip(networks, sizes, strict=True):
        about = chance.shuffled(f"contacts/{network}", TALKS[network])
        days = [chance.number(f"contacts/{network}/{n}", 31, 60) for n in range(size)]
        days.append(chance.number(f"contacts/{network}/old", 6, 28))
        talks += [(about[n], day, network) for n, day in enumerate(days)]
    people = chance.shuffled("contacts/people", PEOPLE)
    mixed = chance.shuffled("contacts/talks", talks)
    return tuple(Contact(person, *talk) for person, talk in zip(people, mixed, strict=True))


def _helps(chance: Chance) -> tuple[Help, ...]:
    """Two or three people stand in every chain between the ends; the busiest one in none."""
    a, b, c, d, e, busy = chance.shuffled("helps/people", HELPED)
    start, end = chance.shuffled("helps/ends", ENDS)
    leaf, twig = LEAVES
    lines = chance.shuffled(
        "helps/pattern",
        [
            [  # c and d
                *((start, a), (start, b), (a, c), (b, c), (c, d), (d, end)),
                *((busy, a), (busy, b), (busy, e), (busy, leaf), (busy, twig)),
            ],
            [  # a, b and e
                *((start, a), (a, b), (b, c), (b, d), (c, e), (d, e), (e, end)),
                *((busy, c), (busy, d), (busy, leaf), (busy, twig)),
            ],
        ],
    )[0]
    about = chance.shuffled("helps/about", ABOUT)
    mixed = chance.shuffled("helps/lines", lines)
    turned = (chance.shuffled(f"helps/{n}", pair) for n, pair in enumerate(mixed))
    rows = zip(turned, about, strict=False)  # there are as many lines as the pattern has
    return tuple(Help(one, other, words) for (one, other), words in rows)


def _events(chance: Chance) -> tuple[int, tuple[Happening, ...]]:
    """One deceit, one or two promises broken and slips; no mistake gives the right figure."""
    for again in chance.tries("events"):
        start = again.shuffled("start", [13, 15, 16, 17, 18])[0]
        drawn = ["told late", *(["late"] * again.number("broken", 0, 1))]
        drawn += ["deceit", "moved", *["slip"] * again.number("slips", 1, 2)]
        drawn = again.shuffled("order", drawn + ["kept"] * (10 - len(drawn)))
        kinds = [EVENTS[name][0] for name in drawn]
        levels = trust_points(start, kinds)
        mistaken = [
            [after if name == before else kind for name, kind in zip(drawn, kinds, strict=True)]
            for before in ("moved", "told late", "slip", "deceit")
            for after in MEASURE
            if after != EVENTS[before][0]
        ]
        ends = [trust_points(start, wrong)[-1] for wrong in mistaken]
        if (
            max([start, *levels]) < CEILING
            and min(levels) > 0
            and CEILING_LEFT not in (start, max(levels))
            and levels[-1] <= CEILING_LEFT - 3
            and levels[-1] not in ends
            and 1 <= kinds.index("deceit") <= 7
        ):
            break
    rows = zip("ABCDEFGHIJ", drawn, kinds, strict=True)
    return start, tuple(Happening(key, EVENTS[name][1], kind) for key, name, kind in rows)


def _pairs(chance: Chance) -> tuple[Pair, ...]:
    """Two or three that contradict "only the same people"; the others do not, each in its way."""
    against = chance.number("pairs/against", 2, 3)
    patterns = ["changed high"] * against + ["same high"] * (4 - against)
    patterns += ["same low", "same low", "changed low", "changed low"]
    rows = []
    for n, pattern in enumerate(chance.shuffled("pairs", patterns)):
        for again in chance.tries(f"pairs/{n}"):
            changes = 0 if "same" in pattern else again.number("changes", 3, 14)
            handed_over = again.number("handed over", 10, 95) if changes else None
            growth = again.number("growth", 1, 14)
            month = Relation(changes / 100, (handed_over or 0) / 100, growth / 100)
            trust = round(100 * expected_path(AT_FIRST / 100, [month] * MONTHS)[-1])
            if (trust >= GOOD + 4) if "high" in pattern else (trust <= GOOD - 6):
                break
        rows.append(Pair(str(n + 1), changes, handed_over, growth, trust))
    return tuple(rows)


def _facts(chance: Chance) -> tuple[Fact, ...]:
    """Four facts whose fate depends on the learner's limits, and two it does not.

    The limits on offer are the circles 1, 2 and 3, and 4, 8 and 12 weeks.
    """
    drawn = [(words, OFFICE) for words in chance.shuffled("facts/office", OFFICE_FACTS)]
    drawn.append(chance.shuffled("facts/elsewhere", ELSEWHERE)[0])
    short = [chance.number(f"facts/short/{n}", 2, 3) for n in range(3)]
    terms = [
        (1, chance.number("facts/too long", 14, 20)),
        (1, chance.number("facts/longer", 9, 11)),
        (1, chance.number("facts/long", 5, 7)),
        (chance.number("facts/wider", 2, 3), short[0]),
        (4, short[1]),
        (1, short[2]),
    ]
    asked = [(*fact, *term) for fact, term in zip(drawn, terms, strict=True)]
    mixed = enumerate(chance.shuffled("facts", asked))
    return tuple(Fact(FACTS[n], *fact) for n, fact in mixed)

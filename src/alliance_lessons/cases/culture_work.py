"""How Tables 6 to 11 of `culture` are drawn: daily work, distance, who does what, and norms."""

from itertools import combinations

from alliance_lessons.cases.chance import Chance
from alliance_lessons.cases.culture import FormField, Job, LogLine, Profile, Proposal, Task
from alliance_lessons.cases.culture_words import (
    AT_THE_DESK,
    BEHIND,
    DESK,
    DIARY,
    DOERS,
    FIELD,
    FIELDS,
    HABITS_ONLY,
    JOBS,
    NO_PERSON,
    NOT_MINE,
    ON_A_HABIT,
    OTHER_HABITS,
    OUR_NAMES,
    TASKS,
    THEIR_HABITS,
    THEIR_NAMES,
    TICKETS,
    WITH_THE_CREW,
)
from alliance_lessons.models.workstyle import HABITS

WAIT = 240  # minutes from the first alarm to the first hand on it, for everybody
WEEK = 36  # hours
SHARE = 3  # jobs for each of the two teams


def log(chance: Chance) -> tuple[LogLine, ...]:
    """Four waits that add up to WAIT and are all different; one clock is slow by BEHIND."""
    for again in chance.tries("log"):
        waits = [5 * again.number(f"wait/{n}", 3, 22) for n in range(3)]
        waits.append(WAIT - sum(waits))
        apart = min(abs(a - b) for a, b in combinations(waits, 2))
        if 15 <= waits[3] <= 110 and apart >= 10 and BEHIND not in waits:
            break
    unseen, desk, between, crew = waits
    alarm = 5 * chance.number("log/alarm", 15, 100)  # by the crews' clock
    handed = alarm + unseen + desk
    opened = handed + between
    asks = chance.shuffled("log/desk", AT_THE_DESK)[0]
    tickets = [
        (alarm, "The alarm comes in"),
        (alarm + unseen, "An agent opens the alarm"),
        (alarm + unseen + 5 * chance.number("log/asks", 1, desk // 5 - 1), asks),
        (handed, "Handed over to the crews"),
    ]
    moves = [opened + crew * part // 20 * 5 for part in (1, 2, 3)]
    diary = [
        (opened, "The crew opens what was handed over"),
        *zip(moves, WITH_THE_CREW, strict=True),
    ]
    diary.append((alarm + WAIT, "A valve is turned by hand"))
    lines = [LogLine(TICKETS, minute - BEHIND, line) for minute, line in tickets]
    return (*lines, *(LogLine(DIARY, minute, line) for minute, line in diary))


def fields(chance: Chance) -> tuple[FormField, ...]:
    """Three or two are lost; the others bear one name, or stand in one form only."""
    lost = chance.number("fields/lost", 2, 3)
    patterns = ["lost"] * lost + ["one name"] * (5 - lost) + ["ticket only", "card only"]
    words = chance.shuffled("fields/words", FIELDS)
    rows = []
    for n, pattern in enumerate(chance.shuffled("fields", patterns)):
        says, ticket, card = words[n]
        if pattern == "one name":
            ticket = card = chance.shuffled(f"fields/{n}", [ticket, card])[0]
        rows.append(
            FormField(
                "ABCDEFG"[n],
                says,
                None if pattern == "card only" else ticket,
                None if pattern == "ticket only" else card,
            )
        )
    return tuple(rows)


def tasks(chance: Chance) -> tuple[Task, ...]:
    """Three with one accountable, three with two, two with nobody, or the last two changed.

    One of four people carries more than a week, in two tasks of middling size; another exactly
    a week; the two others have the largest single tasks.
    """
    more = chance.number("tasks/more", 0, 1)
    patterns = ["same", "alone", "person and team"] + ["two"] * (2 + more)
    patterns += ["team", "blank", "teams"][: 3 - more]
    drawn = chance.shuffled("tasks", patterns)
    over, full, *others = chance.shuffled("tasks/doers", DOERS)
    week = WEEK + chance.number("tasks/over", 2, 5)
    half = week // 2 + chance.number("tasks/half", -2, 2)
    part = chance.number("tasks/full", 13, 23)
    loads = [(over, half), (over, week - half), (full, part), (full, WEEK - part)]
    for n, other in enumerate(others):
        large = chance.number(f"tasks/large/{n}", 24, 27)
        loads += [(other, large), (other, chance.number(f"tasks/small/{n}", 3, 8))]
    words = chance.shuffled("tasks/words", TASKS)
    carried = chance.shuffled("tasks/loads", loads)
    return tuple(
        Task(
            str(n + 1),
            words[n],
            *_accountable(pattern, Chance(f"{chance.seed}/tasks/{n}")),
            *carried[n],
        )
        for n, pattern in enumerate(drawn)
    )


def _accountable(pattern: str, chance: Chance) -> tuple[str | None, str | None]:
    """Who stands under A in Norrvane's list, and in Tallowmere's."""
    ours, theirs = (chance.shuffled(name, of)[0] for name, of in _NAMES.items())
    teams = chance.shuffled("teams", NO_PERSON)
    one = chance.shuffled("one", [ours, theirs])[0]
    either: dict[str, tuple[str | None, str | None]] = {
        "same": (one, one),
        "alone": (ours, None) if one == ours else (None, theirs),
        "person and team": (ours, teams[0]) if one == ours else (teams[0], theirs),
        "two": (ours, theirs),
        "team": (teams[0], None) if one == ours else (None, teams[0]),
        "blank": (None, None),
        "teams": (teams[0], teams[1]),
    }
    return either[pattern]


_NAMES = {"ours": OUR_NAMES, "theirs": THEIR_NAMES}


def profiles(chance: Chance) -> tuple[Profile, ...]:
    """Two pairs whose gaps add up to the same; two of four sentences about them hold.

    The sentences: the widest gap lies in pair 1; the first team of pair 1 is nowhere below
    the second; the same of pair 2; on dates pair 1 is further apart.
    """
    wide_first, *one_way, far_first = chance.shuffled("profiles", [True, True, False, False])
    dates = [habit.key for habit in HABITS].index("dates")
    for again in chance.tries("profiles"):
        narrow = [again.number(f"narrow/{n}", 0, 3) for n in range(len(HABITS))]
        wide = [again.number(f"wide/{n}", 0, 3) for n in range(len(HABITS))]
        wide[again.number("widest", 0, len(HABITS) - 1)] = again.number("wide", 5, 6)
        gaps = [wide, narrow] if wide_first else [narrow, wide]
        further = gaps[0][dates] - gaps[1][dates]
        if 10 <= sum(wide) == sum(narrow) and further and (further > 0) == far_first:
            break
    pairs = [
        _placed(pair, one_way[n], Chance(f"{chance.seed}/profiles/pair {n}"))
        for n, pair in enumerate(gaps)
    ]
    rows = zip(HABITS, *pairs, strict=True)
    return tuple(Profile(habit.name, *first, *second) for habit, first, second in rows)


def _placed(gaps: list[int], one_way: bool, chance: Chance) -> list[tuple[int, int]]:
    """Two profiles with these gaps; the first is nowhere below the second, or here and there."""
    below = chance.shuffled("below", [n for n, gap in enumerate(gaps) if gap])[: len(gaps) // 2]
    pairs = []
    for n, gap in enumerate(gaps):
        low = chance.number(f"low/{n}", 1, 7 - gap)
        turned = n in below and not one_way
        pairs.append((low, low + gap) if turned else (low + gap, low))
    return pairs


def jobs(chance: Chance) -> tuple[Job, ...]:
    """One team is faster in five jobs of six; three each is best shared by the widest leads."""
    slower = chance.number("jobs/slower", 0, 1)
    for again in chance.tries("jobs"):
        fast = [again.number(f"fast/{n}", 2, 9) for n in range(6)]
        slow = [hours + again.number(f"lead/{n}", 1, 8) for n, hours in enumerate(fast[:5])]
        slow.append(max(1, fast[5] - again.number("lead/5", 1, 3)))
        leads = [b - a for a, b in zip(fast, slow, strict=True)]
        ranked = sorted(range(6), key=lambda n: -leads[n])
        least = sorted(range(6), key=lambda n: fast[n])
        today = set(again.shuffled("today", range(6))[:SHARE])  # what the faster team does today
        best = set(ranked[:SHARE])
        hours = {
            frozenset(own): sum(fast[n] if n in own else slow[n] for n in range(6))
            for own in map(set, combinations(range(6), SHARE))
        }
        saved = hours[frozenset(today)] - hours[frozenset(best)]
        free = hours[frozenset(today)] - sum(map(min, zip(fast, slow, strict=True)))
        if (
            len(set(leads)) == 6
            and len(best & today) == 1
            and set(least[:SHARE]) != best
            and 5 <= saved <= 16
            and saved != 10
            and saved != free
        ):
            break
    words = chance.shuffled("jobs/words", JOBS)
    names = (FIELD, DESK) if not slower else (DESK, FIELD)
    rows = []
    for n, place in enumerate(chance.shuffled("jobs/order", range(6))):
        pair = (fast[place], slow[place]) if not slower else (slow[place], fast[place])
        rows.append(Job("ABCDEF"[n], words[n], *pair, names[0] if place in today else names[1]))
    return tuple(rows)


def proposals(chance: Chance) -> tuple[Proposal, ...]:
    """Three on the habits that may be kept, one on another, one for the desk, two to ask about.

    So whatever limits are set, each of them decides about something.
    """
    ours, theirs, both = FIELD, DESK, "Both teams"
    rows = [(norm, habit, ours, HABITS_ONLY) for habit, norm in ON_A_HABIT.items()]
    habit, norm = chance.shuffled("proposals/other", OTHER_HABITS)[0]
    rows.append((norm, habit, chance.shuffled("proposals/who", [ours, both])[0], HABITS_ONLY))
    habit, norm = chance.shuffled("proposals/desk", THEIR_HABITS)[0]
    rows.append((norm, habit, theirs, HABITS_ONLY))
    for n, (habit, norm, touches) in enumerate(chance.shuffled("proposals/ask", NOT_MINE)[:2]):
        rows.append((norm, habit, (ours, both)[n], touches))
    mixed = chance.shuffled("proposals", rows)
    return tuple(Proposal(key, *row) for key, row in zip("RSTUVWX", mixed, strict=True))

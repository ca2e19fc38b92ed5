"""Right answers to `culture`, worked out from the case and not from its keys.

What depends on the draw is found another way than in the source notebook: by walking through
months, days and minutes, by trying all ways to share out jobs, by the words of a row.
"""

import re
from collections import Counter
from itertools import combinations
from typing import Any

from alliance_lessons.cases.culture import CultureCase, clock
from alliance_lessons.cases.culture_draw import draw

LIMITS = {"culture_a.limit-number": "2", "culture_a.limit-keep": "decisions"}
STATED: dict[str, Any] = LIMITS
FOLLOWS = dict.fromkeys(LIMITS, ("culture_a.own-limits",))
SETTLED_BY_THE_TEXT: dict[str, Any] = {
    "culture_a.evidence": {
        "valve": "observation",
        "half": "reading",
        "note": "observation",
        "forget": "claim",
        "public": "claim",
        "pride": "reading",
        "channel": "observation",
        "hide": "reading",
        "nights": "claim",
    },
    "culture_a.norms": {
        "drafts": "new",
        "days": "field",
        "trouble": "desk",
        "questions": "new",
        "hour": "mend",
        "tablets": "mend",
    },
}


def model_answers(variant: str, number: str = "2", keep: str = "decisions") -> dict[str, Any]:
    """A full set of answers that earns all automatic points, for limits of one's own."""
    case = draw(variant)
    jobs, saved = _jobs(case)
    return {
        "culture_a.limit-number": number,
        "culture_a.limit-keep": keep,
        **SETTLED_BY_THE_TEXT,
        "culture_a.readings": _readings(case),
        "culture_a.pairs": _lost_bets(case),
        "culture_a.claims": _claims(case),
        "culture_a.goals": _clashes(case),
        "culture_a.booked": _booked(case),
        "culture_a.waits": _waits(case),
        "culture_a.lost-fields": _lost_fields(case),
        "culture_a.accountable": _accountable(case),
        "culture_a.full-week": _full_week(case),
        "culture_a.distance": _distance(case),
        "culture_a.jobs": jobs,
        "culture_a.saved": saved,
        "culture_a.own-limits": own_limits(case, int(number), keep),
        "culture_a.memo": "Every paper says draft or final. On day 15 we count.",
    }


def stated(number: int) -> dict[str, Any]:
    """What one of many learners states: each pair of limits comes up."""
    return {
        "culture_a.limit-number": "123"[number % 3],
        "culture_a.limit-keep": ("dates", "decisions", "questions")[number // 3 % 3],
    }


def own_limits(case: CultureCase, number: int, keep: str) -> dict[str, str]:
    """M3 as a person would do it: cross out first what needs no counting, then count."""
    left = {row.key.lower(): row for row in case.proposals}
    found: dict[str, str] = {}
    for decision, applies in (
        ("ask", lambda row: "habits" not in row.touches),
        ("agree", lambda row: "Field" not in row.changes and "Both" not in row.changes),
        ("no", lambda row: row.habit == keep),
    ):
        for key in [key for key, row in left.items() if applies(row)]:
            found[key] = decision
            del left[key]
    found |= {key: "agree" if n < number else "later" for n, key in enumerate(left)}
    return {row.key.lower(): found[row.key.lower()] for row in case.proposals}


def _readings(case: CultureCase) -> dict[str, str]:
    found = {}
    for row in case.incidents:
        each = row.open_cases / row.on_shift if row.on_shift else 99
        fits = {
            "contract": "forbids" in row.contract,
            "load": each > 6,
            "habit": row.alike in (4, 5),
            "open": True,
        }
        found[row.key.lower()] = next(name for name, does in fits.items() if does)
    return found


def _lost_bets(case: CultureCase) -> list[str]:
    lead = sum(row.field - row.desk for row in case.pairs)
    return [row.key for row in case.pairs if (row.field - row.desk) * lead <= 0]


def _claims(case: CultureCase) -> dict[str, str]:
    """By the words of the table: days and times as they are read there."""

    def when(words: str | None) -> tuple[int, ...]:
        return tuple(int(number) for number in re.findall(r"\d+", words or ""))

    found = {}
    for row in case.events:
        key = row.key.lower()
        if (row.team, row.matter) == ("Support desk", "trouble"):
            found[key] = "first" if when(row.told) < when(row.mended) else "neither"
        elif (row.team, row.matter) == ("Field service", "call back"):
            found[key] = "second" if when(row.told)[0] == when(row.began)[0] else "neither"
        else:
            found[key] = "neither"
    return found


def _clashes(case: CultureCase) -> list[str]:
    """Month by month, number by number."""
    found = []
    for row in case.goals:
        wants = []
        for words in (row.field, row.desk):
            sense, number, first, last = re.findall(r"least|most|\d+", words)
            fits = {
                n
                for n in range(100)
                if (n >= int(number) if sense == "least" else n <= int(number))
            }
            wants.append((fits, set(range(int(first), int(last) + 1))))
        (one, months), (two, others) = wants
        if months & others and not one & two:
            found.append(row.key)
    return found


def _booked(case: CultureCase) -> list[str]:
    """Day by day: at how many places is each person to be?"""
    found = []
    for row in case.bookings:
        places: dict[int, set[str]] = {}
        for place, first, last in (
            (row.ours, row.ours_first, row.ours_last),
            (row.theirs, row.theirs_first, row.theirs_last),
        ):
            for day in range(first, last + 1):
                places.setdefault(day, set()).add(place)
        if max(map(len, places.values())) == 2:
            found.append(row.person.lower())
    return found


def _waits(case: CultureCase) -> dict[str, int]:
    """Minute by minute on the crews' clock: what has happened last decides what it waits for."""
    turns = {
        "The alarm comes in": "unseen",
        "An agent opens the alarm": "desk",
        "Handed over to the crews": "between",
        "The crew opens what was handed over": "crew",
        "A valve is turned by hand": "",
    }
    at = {}
    for row in case.log:
        hour, minute = row.shown.split(":")
        late = 1 if row.log == "Tickets" else 0
        if row.line in turns:
            at[(int(hour) + late) % 24 * 60 + int(minute)] = turns[row.line]
    waited: Counter[str] = Counter()
    now = ""
    for minute in range(min(at), max(at) + 1):
        now = at.get(minute, now)
        waited[now] += 1
    assert clock(min(at))
    return {name: waited[name] for name in ("unseen", "desk", "between", "crew")}


def _lost_fields(case: CultureCase) -> list[str]:
    return [row.key.lower() for row in case.fields if len({row.ticket, row.card} - {None}) == 2]


def _accountable(case: CultureCase) -> dict[str, str]:
    """People are written with a capital letter, teams are not."""
    found = {}
    for number, row in enumerate(case.tasks, 1):
        names = {name for name in (row.ours, row.theirs) if name and name[0].isupper()}
        found[str(number)] = {0: "nobody", 1: "one", 2: "two"}[len(names)]
    return found


def _full_week(case: CultureCase) -> str:
    week: Counter[str] = Counter()
    for row in case.tasks:
        week.update({row.done_by: row.hours})
    (name, hours), (_, second), *_ = week.most_common()
    assert hours > 36 >= second
    return name.lower()


def _distance(case: CultureCase) -> dict[str, str]:
    def by(holds: bool) -> str:
        return "holds" if holds else "fails"

    below_1 = [row for row in case.profiles if row.contracts < row.platform]
    below_2 = [row for row in case.profiles if row.stores < row.data]
    widest = max(case.profiles, key=lambda row: max(row.gap_1, row.gap_2))
    dates = next(row for row in case.profiles if row.habit == "Dates")
    return {
        "widest": by(widest.gap_1 > widest.gap_2),
        "way-1": by(not below_1),
        "way-2": by(not below_2),
        "dates": by(dates.gap_1 > dates.gap_2),
        "turned": "fails",
        "trouble": "silent",
        "person": "silent",
    }


def _jobs(case: CultureCase) -> tuple[list[str], int]:
    """All twenty ways to give three jobs to field service, and the hours of each."""
    hours = {
        chosen: sum(row.field if row.key in chosen else row.desk for row in case.jobs)
        for chosen in combinations("ABCDEF", 3)
    }
    best = min(hours, key=lambda chosen: hours[chosen])
    today = tuple(row.key for row in case.jobs if row.today == "Field service")
    return [key.lower() for key in best], hours[today] - hours[best]

"""Right answers to `relationships`, worked out from the case and not from its keys.

What depends on the draw is found another way than in the source notebook: day by day, by the
words of a row, by the library's model of brokerage; what happened in the visit by playing it.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import count
from typing import Any

from alliance_lessons.cases.relationships import RelationshipsCase
from alliance_lessons.cases.relationships_draw import TODAY, draw
from alliance_lessons.items.bank import find_item
from alliance_lessons.items.dialogue import Play, play, script
from alliance_lessons.models.brokerage import groups, without

VISIT = "relationships_a.visit"
PATH = ("at-once", "call-off", "list", "copy", "new-day", "ask-back")
LIMITS = {"relationships_a.limit-circle": "2", "relationships_a.limit-weeks": "8"}
STATED: dict[str, Any] = {**LIMITS, VISIT: list(PATH)}
FOLLOWS = {  # what is stated, and what is marked against it
    **dict.fromkeys(LIMITS, ("relationships_a.own-limits",)),
    VISIT: ("relationships_a.visit-promises", "relationships_a.visit-seen"),
}
SETTLED_BY_THE_TEXT: dict[str, Any] = {
    "relationships_a.whose-fact": {
        "leave": "service",
        "agenda": "mine",
        "stand-by": "contracts",
        "winter": "customer",
        "offer": "counsel",
        "tasks": "mine",
        "suppliers": "giver",
    },
    "relationships_a.reply": "giver",
    "relationships_a.evidence": {
        "people": "claim",
        "letters": "record",
        "care": "inference",
        "diary": "record",
        "slower": "claim",
        "depend": "inference",
        "visitors": "record",
        "others": "claim",
        "rule": "inference",
    },
    "relationships_a.remedies": {
        "test": "list",
        "letters": "name",
        "alarm": "second",
        "done": "word",
        "readings": "leave",
    },
}


def model_answers(variant: str, circle: str = "2", weeks: str = "8") -> dict[str, Any]:
    """A full set of answers that earns all automatic points, for limits of one's own."""
    case = draw(variant)
    return {
        **STATED,
        "relationships_a.limit-circle": circle,
        "relationships_a.limit-weeks": weeks,
        **SETTLED_BY_THE_TEXT,
        "relationships_a.passed-on": _breaches(case),
        "relationships_a.slip-or-deceit": _statements(case),
        "relationships_a.promises": _promises(case),
        "relationships_a.networks": _networks(case),
        "relationships_a.between": _between(case),
        "relationships_a.trust-points": _trust(case)[0],
        "relationships_a.promises-to-mend": _to_mend(case),
        "relationships_a.same-people": _contradictions(case),
        "relationships_a.own-limits": own_limits(case, int(circle), int(weeks)),
        **told(PATH),
        "relationships_a.memo": "Ari and Lou go through promise 2 on day 70.",
    }


def stated(number: int) -> dict[str, Any]:
    """What one of many learners states: the same limits, and one path of all."""
    return {**LIMITS, VISIT: list(paths()[number * 7 % len(paths())])}


def own_limits(case: RelationshipsCase, circle: int, weeks: int) -> dict[str, str]:
    """M1 and M2 in the order in which a careful reader asks."""
    decisions = {}
    for fact in case.facts:
        if "office" not in fact.belongs:
            decision = "ask"
        elif fact.circle <= circle and fact.weeks <= weeks:
            decision = "share"
        else:
            decision = "shorten" if fact.circle <= circle else "ask"
        decisions[fact.key.lower()] = decision
    return decisions


def told(path: Sequence[str]) -> dict[str, Any]:
    """What can be told of a visit: how each promise fared in the play, and what was heard."""
    visit = play(find_item(VISIT), path)
    assert visit.ending
    promises = ["meeting", "minutes", "answer", "list", "bench", "sensors"]
    known = [fact for fact, told_by in TOLD_BY.items() if told_by & set(path)]
    return {
        "relationships_a.visit-promises": {one: _fared(one, visit) for one in promises},
        "relationships_a.visit-seen": known,
    }


TOLD_BY = {  # the choices whose words tell or show Noor a thing before the end of day 70
    "ines": {"move-crew", "pass-on-late", "take-as-no"},
    "curve": {"copy", "on-screen"},
    "minutes": {"minutes-tonight"},
    "crew": {"call-off", "look-on", "fetch-answer"},
    "sensors": {"sensors-first", "new-day"},
    "not-asked": {"not-asked"},
}


def _fared(promise: str, visit: Play) -> str:
    """A promise that is no longer held was kept or broken by what took it away, or moved."""
    for step in visit.steps:
        for happening in (*step.happened, *([step.choice.follows] if step.choice else [])):
            if promise in happening.drop:
                moved = any(note.startswith(f"{promise}-") for note in happening.add)
                return "open" if moved else str(happening.trust)
    return "open" if promise in visit.state.notes else "never"


@cache
def paths() -> list[tuple[str, ...]]:
    """Every way through the visit."""
    plot = script(find_item(VISIT))
    found, waiting = [], [((), plot.begin())]
    while waiting:
        path, step = waiting.pop()
        if step.scene.ending:
            found.append(path)
        waiting += [((*path, one.key), plot.after(step, one)) for one in step.offered]
    return sorted(found)


def _breaches(case: RelationshipsCase) -> list[str]:
    found = []
    for row in case.passings:
        on_the_list = row.listed_from is not None and row.day in range(
            row.listed_from, (row.listed_to or 0) + 1
        )
        yes_before = {row.yes_from: row.yes_on or 99}.get(row.giver, 99) < row.day
        if not (row.mark == "open" or (yes_before if row.mark == "confidential" else on_the_list)):
            found.append(row.key.lower())
    return found


def _statements(case: RelationshipsCase) -> dict[str, str]:
    """By the words alone: the number that was said, and the number in the record."""
    found = {}
    for row in case.statements:
        said, recorded = (re.findall(r"\d+", text) for text in (row.said, row.record))
        days = [day for day in (row.seen, row.day) if day is not None]
        first_seen = len(days) == 2 and days[0] == min(days) and days[0] != days[1]
        wrong = "deceit" if first_seen else "slip"
        found[row.key.lower()] = "true" if said == recorded else wrong
    return found


def _promises(case: RelationshipsCase) -> dict[str, str]:
    """Day by day, until the evening before today."""
    found = {}
    for row in case.promises:
        state, counts = "open", row.due
        for day in range(1, TODAY):
            if day == row.told and day + 3 <= counts:
                counts = row.new_day or 0
            if day == row.done and day <= counts and row.done_by == row.firm:
                state = "kept"
            if state == "open" and day > counts:
                state = "broken"
        found[row.key] = state
    return found


def _networks(case: RelationshipsCase) -> dict[str, int]:
    """By a word in each talk: years and those who decide on them, or oneself, or neither."""
    found = {"operational": 0, "personal": 0, "strategic": 0}
    for row in case.contacts:
        if re.search(r"\byou(r|rself)?\b", row.about):
            network = "personal"
        else:
            far = re.search(r"years|budget|board|law|Marrowby|owners", row.about)
            network = "strategic" if far else "operational"
        found[network] += row.day in range(31, TODAY)
    return found


def _between(case: RelationshipsCase) -> list[str]:
    ties = [(row.one, row.other) for row in case.helps]
    ends = {"the night crew", "the software desk"}
    names = {name for tie in ties for name in tie if name[0].isupper()}
    cut = [n for n in names if not any(ends <= group for group in groups(without(ties, n)))]
    return sorted(name.split()[0].lower() for name in cut)


def _trust(case: RelationshipsCase) -> tuple[int, int]:
    """Points and ceiling at the end, from the words of each event."""
    points, most = case.start, 20
    for row in case.events:
        if "untrue" in row.event:
            knew = "opened the day before" in row.event
            points, most = (points - 8, 14) if knew else (points - 1, most)
        else:
            late = "late" in row.event or "eve" in row.event
            points += -5 if late else 1
        points = min(most, max(points, 0))
    return points, most


def _to_mend(case: RelationshipsCase) -> int:
    """Keeps one promise after the other until nothing moves any more."""
    points, most = _trust(case)
    return next(kept for kept in count() if points + kept == most)


def _contradictions(case: RelationshipsCase) -> list[str]:
    stayed = {row.key for row in case.pairs if row.changes == 0}
    high = {row.key for row in case.pairs if row.trust > 70}
    return sorted(high - stayed)

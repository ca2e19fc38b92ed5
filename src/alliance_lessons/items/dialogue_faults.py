"""What is wrong with a dialogue's tables, a sentence each: words, names, dead ends, loops."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from alliance_lessons.items.dialogue import Script, walks

CONDITION = {"if": list, "unless": list, "trust_from": int, "trust_below": int}
CHANGE = {"trust": str, "own": str, "add": list, "drop": list}
NAMES = ("if", "unless", "add", "drop", "next")
PERCENT = ("trust_from", "trust_below")
EVENTS = ("kept", "broken", "deceit")
NOTE_KINDS = ("promise", "learned", "quiet")
MOMENTS = 50_000  # some ten seconds; what is there to be reached is met in the first thousands
NEEDED: dict[str, Mapping[str, Any]] = {
    "note": {"key": str, "text": str, "kind": str},
    "scene": {"key": str, "when": str, "text": str},
    "later": {"text": str, "partner": str},
    "choice": {"key": str, "text": str, "feedback": str, "partner": str, "next": (str, list)},
}
ALLOWED: dict[str, Mapping[str, Any]] = {
    "note": {},
    "scene": {**CONDITION, "partner": str, "ending": str, "later": list, "choice": list},
    "later": {**CONDITION, **CHANGE},
    "choice": {**CONDITION, **CHANGE},
}


def table_faults(scenes: list[Any], notes: list[Any]) -> Iterator[str]:
    """Faults in the tables of a dialogue; the first of them keeps it from being played."""
    if len(scenes) < 3:
        yield "a dialogue needs at least three scenes, two of them endings"
    for name, tables in (("note", notes), ("scene", scenes)):
        yield from _fields(name, tables, f"a {name}")
    for scene in scenes:
        for name in ("later", "choice"):
            yield from _fields(name, scene.get(name, []), f"scene {scene['key']!r}, a {name}")
    yield from _names(scenes, notes)
    yield from _ways(scenes)
    yield from _loops(scenes)


def unreached(plot: Script) -> list[str]:
    """Scenes, choices and late consequences to which no path was found; endings are scenes."""
    missed = dict(_to_be_met(plot))
    for _, step in islice(walks(plot), MOMENTS):
        for met in (step.scene.key, *step.happened, *((step.scene.key, c) for c in step.offered)):
            missed.pop(met, None)
        if not missed:
            break
    return list(missed.values())


def _to_be_met(plot: Script) -> Iterator[tuple[Any, str]]:
    for scene in plot.scenes.values():
        yield scene.key, f"the scene {scene.key!r}"
        for choice in scene.choices:
            yield (scene.key, choice), f"the choice {choice.key!r} of scene {scene.key!r}"
        for later in scene.later:
            words = f"the late consequence {later.text[:40]!r} of scene {scene.key!r}"
            yield later, words


def _fields(name: str, tables: Any, place: str) -> Iterator[str]:
    """Missing, unknown and mistyped fields, and keys that stand twice."""
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        yield f"{place}: write it as a table with two brackets"
        return
    keys = [str(table.get("key")) for table in tables if name != "later"]
    for key in {key for key in keys if keys.count(key) > 1}:
        yield f"{place}: the key {key!r} stands twice"
    for table in tables:
        here = f"{place} ({table['key']})" if "key" in table else place
        for fault in _field_faults(name, table):
            yield f"{here}{fault}"


def _field_faults(name: str, table: Mapping[str, Any]) -> Iterator[str]:
    known = {**NEEDED[name], **ALLOWED[name]}
    for field in NEEDED[name]:
        if not table.get(field) or not str(table[field]).strip():
            yield f" needs {field}"
    for field, value in table.items():
        if field not in known:
            yield f" has the unknown field {field!r}; known are {', '.join(known)}"
        elif fault := _value_fault(field, value, known[field]):
            yield f": {field} {fault}"
    for field in ("trust", "own"):
        if table.get(field, "kept") not in EVENTS:
            yield f": {field} must be one of {', '.join(EVENTS)}"
    if name == "note" and table.get("kind") not in NOTE_KINDS:
        yield f": kind must be one of {', '.join(NOTE_KINDS)}"


def _value_fault(field: str, value: Any, kinds: Any) -> str:
    """What is wrong with a field's value, or nothing."""
    if not isinstance(value, kinds) or isinstance(value, bool):
        return "has the wrong type"
    if field in NAMES and not all(isinstance(one, str) for one in value):
        return "must be a list of words in quotes"
    if field in PERCENT and not 0 <= value <= 100:
        return "must lie between 0 and 100"
    return ""


def _parts(scene: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A scene and all tables in it."""
    yield scene
    yield from scene.get("later", [])
    yield from scene.get("choice", [])


def _names(scenes: list[Any], notes: list[Any]) -> Iterator[str]:
    """Notes that are not declared, never noted, or noted and of no use."""
    kinds = {note["key"]: note["kind"] for note in notes}
    every = [part for scene in scenes for part in _parts(scene)]
    added = {name for part in every for name in part.get("add", [])}
    asked = {name for part in every for where in ("if", "unless") for name in part.get(where, [])}
    dropped = {name for part in every for name in part.get("drop", [])}
    for name in sorted((added | asked | dropped) - set(kinds)):
        yield f"the note {name!r} is used and not declared; write it as [[item.note]]"
    for name in sorted(set(kinds) - added):
        yield f"the note {name!r} is never added"
    for name in sorted(set(kinds) - asked):
        if kinds[name] == "quiet":
            yield f"the note {name!r} is quiet and nothing asks for it"


def _ways(scenes: list[Any]) -> Iterator[str]:
    """Scenes where a player could be stuck, and choices that lead nowhere."""
    by_key = {scene["key"]: scene for scene in scenes}
    conditions = {key for key, scene in by_key.items() if set(scene) & set(CONDITION)}
    if scenes and scenes[0]["key"] in conditions:
        yield "the first scene may have no condition"
    if sum(bool(scene.get("ending")) for scene in scenes) < 2:
        yield "a dialogue needs at least two endings"
    for key, scene in by_key.items():
        choices = scene.get("choice", [])
        if bool(choices) == bool(scene.get("ending")):
            yield f"the scene {key!r} needs either choices or an ending"
        if choices and sum(not set(one) & set(CONDITION) for one in choices) < 2:
            yield f"the scene {key!r} needs two choices without a condition"
        for choice in choices:
            leads_to = [choice["next"]] if isinstance(choice["next"], str) else choice["next"]
            for name in leads_to:
                if name not in by_key:
                    yield f"scene {key!r}, choice {choice['key']!r}: there is no scene {name!r}"
            if leads_to[-1] in conditions:
                yield f"scene {key!r}, choice {choice['key']!r}: the last of next has a condition"


def _loops(scenes: list[Any]) -> Iterator[str]:
    """A scene that could come again: a story that may never end."""
    after = {
        scene["key"]: {
            name
            for one in scene.get("choice", [])
            for name in ([one["next"]] if isinstance(one["next"], str) else one["next"])
        }
        for scene in scenes
    }
    open_scenes = dict(after)
    while free := [key for key, names in open_scenes.items() if not names & set(open_scenes)]:
        for key in free:
            del open_scenes[key]
    if open_scenes:
        yield f"the scenes {', '.join(open_scenes)} lie on a loop or lead only to one"

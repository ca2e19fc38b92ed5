"""Answers files that lie, attack or are broken; what can be read of them still counts."""

import json
import pickle
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.grading.desk_course import HONEST, RIGHT, as_json
from tests.grading.hostile.case import ALL, World, case
from tests.grading.hostile.texts import ACTING, STRANGE

NAME = "responses.json"


def _file(
    name: str, raw: Callable[[], str | bytes], lost: Collection[str] = (), stock: bool = False
) -> None:
    def change(folder: Path, world: World) -> None:
        given = raw()
        (folder / NAME).write_bytes(given.encode() if isinstance(given, str) else given)

    case(f"answers-{name}", lost, stock)(change)


def _answers(name: str, others: dict[str, Any], lost: Collection[str], stock: bool = False) -> None:
    """Honest answers, some of them in other forms."""
    _file(name, lambda: as_json(HONEST | others), lost, stock)


def _replaced(name: str, old: str, new: str, lost: Collection[str] = (), **more: bool) -> None:
    """Honest answers with a change in the JSON itself."""
    assert old in as_json(HONEST)
    _file(name, lambda: as_json(HONEST).replace(old, new), lost, **more)


def _entries(change: Callable[[str, dict[str, Any]], dict[str, Any]]) -> str:
    """Honest answers, with more in each entry."""
    data = json.loads(as_json(HONEST))
    for name, entries in data["responses"].items():
        entries[:] = [change(name, entry) for entry in entries]
    return json.dumps(data)


def _with(item_id: str, value: str) -> str:
    """Honest answers, with the JSON of one value as it stands here."""
    return as_json(HONEST | {item_id: 424242}).replace("424242", value)


# --- values of wrong types and sizes ---

_MISFITS: dict[str, Any] = {
    "rights_a.limit-cost": 6,
    "rights_a.limit-notice": ["20"],
    "rights_a.reply": {"counsel": True},
    "rights_a.whose-right": {name: [way] for name, way in RIGHT["rights_a.whose-right"].items()},
    "rights_a.evidence": list(RIGHT["rights_a.evidence"].items()),
    "rights_a.remedies": None,
    "rights_a.claim-test": [RIGHT["rights_a.claim-test"]],
    "rights_a.valid-waivers": [RIGHT["rights_a.valid-waivers"]],
    "rights_a.double-grants": ",".join(RIGHT["rights_a.double-grants"]),
    "rights_a.due-order": [*RIGHT["rights_a.due-order"], {}],
    "rights_a.pumps": {name: float(count) for name, count in RIGHT["rights_a.pumps"].items()},
    "rights_a.widest-gap": str(RIGHT["rights_a.widest-gap"]),
    "rights_a.packages": RIGHT["rights_a.packages"] * 2,
    "rights_a.partner-moves": [RIGHT["rights_a.partner-moves"]],
    "rights_a.model-total": {"value": RIGHT["rights_a.model-total"]},
    "rights_a.own-limits": RIGHT["rights_a.own-limits"] | {"z": "ask"},
    "rights_a.memo": ["Two valves."],
}
_answers("of-wrong-types", _MISFITS, lost=ALL, stock=True)
_answers(
    "true-for-1",
    {
        "rights_a.widest-gap": True,
        "rights_a.model-total": False,
        "rights_a.pumps": {name: count > 0 for name, count in RIGHT["rights_a.pumps"].items()},
        "rights_a.memo": True,
    },
    lost=("rights_a.widest-gap", "rights_a.model-total", "rights_a.pumps", "rights_a.memo"),
)


def _like(text: str) -> str:
    """What looks the same to a reader: Cyrillic and wide letters, and a sign without width."""
    return text.translate({97: "\u0430", 101: "\u0435", 111: "\u043e", 49: "\uff11"}) + "\u200b"


_LOOKALIKES: dict[str, Any] = {
    "rights_a.reply": _like(RIGHT["rights_a.reply"]),
    "rights_a.claim-test": _like(RIGHT["rights_a.claim-test"]),
    "rights_a.valid-waivers": [*map(_like, RIGHT["rights_a.valid-waivers"])],
    "rights_a.remedies": {a: _like(b) for a, b in RIGHT["rights_a.remedies"].items()},
    "rights_a.evidence": {_like(a): b for a, b in RIGHT["rights_a.evidence"].items()},
}
_answers("that-look-right", _LOOKALIKES | {"rights_\u0430.reply": "counsel"}, lost=_LOOKALIKES)
_NUMBERS = ("rights_a.widest-gap", "rights_a.model-total")
_answers(
    "no-numbers", dict(zip(_NUMBERS, (float("nan"), float("-inf")), strict=True)), lost=_NUMBERS
)
_file(
    "huge-numbers",
    lambda: _with("rights_a.widest-gap", "9" * 1_000_000).replace(
        f'"value": {RIGHT["rights_a.model-total"]},', f'"value": 1{"0" * 300}.{"5" * 100_000}e9999,'
    ),
    lost=_NUMBERS,
)
_file(
    "deep-in-one",
    lambda: _with("rights_a.evidence", "[" * 100_000 + "]" * 100_000),
    lost=["rights_a.evidence"],
)
_file("deep", lambda: '{"format": 1, "responses": ' + "[" * 2_000_000, lost=ALL)
_file(
    "a-million-options",
    lambda: _with("rights_a.valid-waivers", '["a"' + ',"a"' * 1_000_000 + "]"),
    lost=["rights_a.valid-waivers"],
)
_file(
    "a-million-items",
    lambda: as_json(HONEST)[:-2] + "".join(f',"{n}":0' for n in range(400_000)) + "}}",
    lost=ALL,
)
_replaced(
    "a-million-times",
    '"rights_a.memo": [',
    '"rights_a.memo": [' + "{}," * 1_000_000,
)

# --- the file itself ---

_cut = HONEST["rights_a.memo"][-14:]
_file(
    "cut-off",
    lambda: as_json(HONEST)[: as_json(HONEST).index(_cut)],
    lost=["rights_a.memo"],
    stock=True,
)
_replaced("of-a-newer-format", '"format": 1', '"format": 2', lost=ALL, stock=True)
_file("no-json", lambda: "<html>Please log in</html>", lost=ALL)
_file("of-bytes", lambda: as_json(HONEST).replace("come back", "c\xf6me").encode("latin-1"))
_file("of-another-encoding", lambda: as_json(HONEST).encode("utf-16"))
_file("after-zeros", lambda: bytes(5_000) + as_json(HONEST).encode())
_file("in-themselves", lambda: '"rights_a.a":[{' * 300_000, lost=ALL)
_file(
    "twice",  # the last of each name counts, as everywhere in Python
    lambda: as_json(RIGHT)[:-1] + ", " + as_json(HONEST)[1:-2] + ', "x.y": 0, "x.y": 1}}',
)


@dataclass(frozen=True)
class _Touch:
    """Opens a file when it is unpickled."""

    path: str

    def __reduce__(self) -> tuple[Any, ...]:
        return (open, (self.path, "a"))


@case("answers-that-unpack", lost=ALL)
def _(folder: Path, world: World) -> None:
    (folder / NAME).write_bytes(pickle.dumps(_Touch(str(world.canary / "pickle"))))


@case("answers-that-are-code", lost=ALL)
def _(folder: Path, world: World) -> None:
    code = f"__import__('pathlib').Path({str(world.canary / 'eval')!r}).touch()"
    (folder / NAME).write_text(f'!!python/object/apply:eval ["{code}"]\n{code}\n')


# --- more than was asked for ---

_file(
    "that-claim-marks",
    lambda: (
        _entries(lambda name, entry: entry | {"score": 20, "points": 20, "right": True, "key": 1})[
            :-1
        ]
        + ', "score": 70, "marks": {"rights_a-reply": 20}, "__class__": "Mark", "late": false}'
    ),
)
_ODD_TIMES = ("\ud800", "=1+1", "<script>alert(1)</script>", "\u202e\x1b[2J", 5, None, "x" * 10_000)
_SURE = (True, 0, 4, 1e9, "3", [3], {"a": 1})
_file(
    "of-odd-times",
    lambda: _entries(
        lambda name, entry: {
            "value": entry["value"],
            "at": _ODD_TIMES[len(name) % len(_ODD_TIMES)],
            "confidence": _SURE[len(name) % len(_SURE)],
        }
    ),
)
_ODD_ITEMS = (
    *("", "\ud800", "../../etc/passwd", "__proto__", "=1+1", "rights_a", "rights_a.memo\n"),
    *("RIGHTS_A.reply", "rights_a.reply ", "<script>alert(1)", "\u202e", "rights.first-waiver"),
    *("a" * 10_000, "\x1b[2J", "rights_a.nothing"),
)
_file(
    "to-odd-items",
    lambda: as_json(dict.fromkeys(_ODD_ITEMS, ACTING) | HONEST),
)

# --- texts ---

_answers("with-acting-text", {"rights_a.memo": ACTING}, lost=(), stock=True)
_answers("with-strange-text", {"rights_a.memo": STRANGE}, lost=(), stock=True)
_answers("with-a-full-text", {"rights_a.memo": "\U0001f91d" * 20_000}, lost=())
_answers("with-a-4-MB-text", {"rights_a.memo": "x " * 2_000_000}, lost=["rights_a.memo"])
_replaced("with-half-a-sign", "I would lend", "I \\ud83d lend", lost=["rights_a.memo"])
_answers("with-no-visible-text", {"rights_a.memo": " \u3000\u00a0\n\t "}, lost=["rights_a.memo"])

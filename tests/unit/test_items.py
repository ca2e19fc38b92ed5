"""Each kind of item is marked as it says, by arithmetic, and tells what follows."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_lessons.items import marking
from alliance_lessons.items.item import Item, Part
from alliance_lessons.items.kinds import KINDS
from alliance_lessons.items.kinds.table import filled_cells
from tests.dialogues import dialogue


def parts(keys: str) -> tuple[Part, ...]:
    return tuple(Part(key, key.upper(), f"On {key}.") for key in keys)


def asked(kind: str, **more: Any) -> Item:
    if kind in ("match", "grid"):
        return Item("t.x", kind, "?", rows=parts("rstu"), columns=parts("kto"), **more)
    if kind == "table":
        people, roles = parts("xy"), parts("abc")
        return Item("t.x", kind, "?", rows=parts("rst"), columns=people, options=roles, **more)
    if kind in ("number", "text"):
        return Item("t.x", kind, "?", **more)
    return Item("t.x", kind, "?", options=parts("abcd"), **more)


TOTAL = {"settings": {"total": 100}}
NEAR = {"settings": {"tolerance": 1, "near": 3}}

CELLS = {"r": {"x": "a", "y": "b"}, "s": {"x": "b", "y": "a"}, "t": {"x": "c", "y": "a"}}

FALLING = {"a": 45, "b": 25, "c": 20, "d": 10}

ORACLES = [
    ("choice", {}, "b", "b", 1),
    ("choice", {}, "b", "a", 0),
    # two of the two right, one of the two wrong: 2/2 - 1/2
    ("multiple response", {}, ["a", "b"], ["a", "b", "c"], 0.5),
    ("multiple response", {}, ["a", "b"], ["a"], 0.5),
    ("multiple response", {}, ["a", "b"], ["a", "c"], 0),
    ("multiple response", {}, ["a"], ["a", "d"], 1 - 1 / 3),
    # Kendall's tau: one neighbouring pair exchanged of six pairs: (5 - 1) / 6
    ("order", {}, ["a", "b", "c", "d"], ["b", "a", "c", "d"], 4 / 6),
    ("order", {}, ["a", "b", "c", "d"], ["d", "c", "b", "a"], 0),
    ("order", {}, ["a", "b", "c", "d"], ["a", "d", "c", "b"], 0),  # three of six exchanged
    # three of four right; the same in every row would get two of four: (3/4 - 1/2) / (1/2)
    ("grid", {}, {"r": "k", "s": "k", "t": "t", "u": "o"}, {"r": "k", "s": "k", "t": "t"}, 0.5),
    ("grid", {}, {"r": "k", "s": "k", "t": "t", "u": "o"}, dict.fromkeys("rstu", "k"), 0),
    ("match", {}, {"r": "k", "s": "t", "t": "o"}, {"r": "k", "s": "t"}, (2 / 3 - 1 / 3) / (2 / 3)),
    ("grid", {}, {"r": "k"}, {"r": "k", "s": "o"}, 1),  # rows without a key don't count
    # five of six right; the same in every cell would get three of six: (5/6 - 1/2) / (1/2)
    ("table", {}, CELLS, {**CELLS, "t": {"x": "b", "y": "a"}}, 2 / 3),
    ("table", {}, CELLS, {row: {"x": "a", "y": "a"} for row in "rst"}, 0),
    ("table", {}, CELLS, {"r": {"x": "a", "y": "b"}}, 0),  # two of six, fewer than a guess gets
    ("table", {}, {"r": {"x": "a"}}, {"r": {"x": "a", "y": "c"}, "t": {"x": "b"}}, 1),
    # of three cells one is to stay empty; two right: (2/3 - 1/3) / (2/3)
    ("table", {}, {"r": {"x": "a", "y": ""}, "s": {"x": "b"}}, {"r": {"x": "a"}}, 0.5),
    ("table", {}, {"r": {"x": "a", "y": ""}, "s": {"x": "b"}}, {}, 0),
    ("number", NEAR, 10, 11, 1),
    ("number", NEAR, 10, 12.5, 0.5),
    ("number", NEAR, 10, 13.1, 0),
    ("number", {"settings": {"tolerance": 0.1}}, 0.2, 0.3, 1),  # 0.3 - 0.2 is 0.09999999999999998
    ("number", {"settings": {"tolerance": 0.1}}, 0.7, 0.8, 1),  # 0.8 - 0.7 is 0.10000000000000009
    ("number", {}, 10, 10.01, 0),
    # an even spread has 25+25+20+10 = 80 of 100 where the key has them; all on a has 45
    ("allocation", TOTAL, FALLING, {"a": 25, "b": 25, "c": 25, "d": 25}, 0),
    ("allocation", TOTAL, FALLING, {"a": 35, "b": 25, "c": 20, "d": 20}, 0.5),  # (90 - 80) / 20
    ("allocation", TOTAL, {"a": 60, "b": 40}, {"a": 100}, 0),
    ("allocation", TOTAL, {"a": 60, "b": 40}, {"a": 60, "b": 20}, 0.5),  # (80 - 60) / 40
    ("allocation", TOTAL, {"a": 60, "b": 40}, {"a": 60, "b": 41}, 0),  # more than there is
    ("text", {}, None, "words", 0),
]


@pytest.mark.parametrize(("kind", "more", "key", "value", "expected"), ORACLES)
def test_a_response_earns_what_arithmetic_says(
    kind: str, more: Mapping[str, Any], key: Any, value: Any, expected: float
) -> None:
    assert marking.share(asked(kind, **more), value, key) == pytest.approx(expected)


MISFITS = {
    "choice": ["z", 1, None, ["a"], {"a": 1}, True],
    "multiple response": ["a", ["z"], ["a", "a"], [1], [["a"]], {"a": 1}, None],
    "order": [["a", "b", "c"], ["a", "b", "c", "c"], "abcd", [1, 2, 3, 4], None],
    "match": [["k"], {"r": "z"}, {"z": "k"}, {"r": 1}, {"r": ["k"]}, None],
    "grid": [["k"], {"r": "z"}, {"z": "k"}, {"r": None}, {1: "k"}, None],
    "table": [
        *([["r"], None, "r", {"r": "a"}, {"r": ["a"]}, {"z": {"x": "a"}}, {"r": {"z": "a"}}]),
        *({"r": {"x": one}} for one in ("z", 1, None, ["a"], {"a": "a"})),
    ],
    "number": ["5", True, None, math.nan, math.inf, -math.inf, 1e16, [5], 10**400],
    "allocation": [{"a": 101}, {"a": -1}, {"a": 1.5}, {"a": True}, {"z": 1}, [100], None],
    "text": [5, None, ["words"], "x" * 20_001, "\ud800"],
}


@pytest.mark.parametrize(
    ("kind", "value"),
    [(kind, value) for kind, values in MISFITS.items() for value in values],
    ids=lambda one: repr(one)[:30],
)
def test_what_does_not_fit_earns_nothing_and_is_told(kind: str, value: Any) -> None:
    it = asked(kind, **TOTAL) if kind == "allocation" else asked(kind)
    assert marking.misfit(it, value)
    assert marking.outcome(it, value) == "not answered"
    assert marking.share(it, value, KEYS[kind]) == 0
    assert marking.feedback(it, value).outcome == "not answered"


KEYS: dict[str, Any] = {
    "choice": "b",
    "multiple response": ["a", "c"],
    "order": ["c", "a", "d", "b"],
    "match": {"r": "k", "s": "t", "t": "o", "u": "k"},
    "grid": {"r": "k", "s": "t", "t": "o"},
    "table": CELLS,
    "number": 7,
    "allocation": {"a": 40, "b": 30, "c": 20, "d": 10},
    "text": None,
    "dialogue": None,
}
OF_KINDS = {kind: asked(kind, **(TOTAL if kind == "allocation" else {})) for kind in KINDS}
OF_KINDS["dialogue"] = dialogue()
KEYED = [kind for kind in KINDS if kind not in ("text", "dialogue")]
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "choice": st.sampled_from("abcd"),
    "multiple response": st.lists(st.sampled_from("abcd"), unique=True),
    "order": st.permutations("abcd").map(list),
    "match": st.dictionaries(st.sampled_from("rstu"), st.sampled_from("kto")),
    "grid": st.dictionaries(st.sampled_from("rstu"), st.sampled_from("kto")),
    "table": st.dictionaries(
        st.sampled_from("rst"),
        st.dictionaries(st.sampled_from("xy"), st.sampled_from(["a", "b", "c", ""])),
    ),
    "number": st.floats(-1e15, 1e15) | st.integers(-20, 20),
    "allocation": st.dictionaries(st.sampled_from("abcd"), st.integers(0, 100)),
    "text": st.text(st.characters(codec="utf-8"), max_size=50),
    "dialogue": st.sampled_from([[], ["yes"], ["ask", "send"], ["yes", "phone"]]),
}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=2), inner),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.data())
def test_a_share_lies_between_0_and_1_and_feedback_agrees(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(list(KINDS)))
    value = data.draw(VALUES[kind])
    it = OF_KINDS[kind]
    assert marking.misfit(it, value) is None
    share = marking.share(it, value, KEYS[kind])
    assert 0 <= share <= 1
    assert math.isfinite(share)
    assert marking.outcome(it, value) == "recorded"  # no key of its own
    assert isinstance(marking.in_words(it, value), str)


@settings(deadline=None)
@given(st.sampled_from(list(KINDS)), ANYTHING)
def test_anything_at_all_is_marked_without_an_error(kind: str, value: Any) -> None:
    it = OF_KINDS[kind]
    assert 0 <= marking.share(it, value, KEYS[kind]) <= 1
    marking.outcome(it, value)
    marking.feedback(it, value)
    if marking.misfit(it, value) is None:
        marking.missing(it, value)


@pytest.mark.parametrize("kind", KEYED)
def test_the_key_earns_all_and_nothing_else_does(kind: str) -> None:
    assert marking.share(OF_KINDS[kind], KEYS[kind], KEYS[kind]) == 1


@settings(deadline=None)
@given(st.data())
def test_only_the_key_is_correct(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(KEYED))
    value, key = data.draw(VALUES[kind]), KEYS[kind]
    same = {
        "multiple response": lambda: sorted(value) == sorted(key),
        "grid": lambda: {row: value.get(row) for row in key} == key,
        "table": lambda: filled_cells(value) == filled_cells(key),
        "allocation": lambda: {k: v for k, v in value.items() if v} == key,
        "number": lambda: abs(value - key) < 1e-6,
    }.get(kind, lambda: value == key)()
    earned = marking.share(OF_KINDS[kind], value, key)
    assert (math.isclose(earned, 1)) == same


BLANKET: dict[str, list[Any]] = {
    "multiple response": [list("abcd"), []],
    "order": [],
    "match": [dict.fromkeys("rstu", column) for column in "kto"] + [{}],
    "grid": [dict.fromkeys("rstu", column) for column in "kto"] + [{}],
    "table": [{row: {"x": one, "y": one} for row in "rst"} for one in ("a", "b", "c", "")] + [{}],
    "allocation": [dict.fromkeys("abcd", 25), *({one: 100} for one in "abcd"), {}],
}


@pytest.mark.parametrize(
    ("kind", "value"), [(kind, value) for kind, values in BLANKET.items() for value in values]
)
def test_an_answer_that_needs_no_reading_earns_nothing(kind: str, value: Any) -> None:
    assert marking.share(OF_KINDS[kind], value, KEYS[kind]) == 0


@settings(deadline=None)
@given(st.data())
def test_one_answer_throughout_earns_nothing_whatever_the_key(data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.sampled_from("rstu"), min_size=2, unique=True))
    key = {row: data.draw(st.sampled_from("kto")) for row in rows}
    if len(set(key.values())) > 1:
        for column in "kto":
            value = dict.fromkeys("rstu", column)
            assert marking.share(OF_KINDS["grid"], value, key) == 0


def test_a_shuffled_order_earns_nothing_on_average_before_the_floor() -> None:
    from itertools import permutations

    kind = KINDS["order"]
    shares = [
        2 * sum(p.index(a) < p.index(b) for a, b in ("ab", "ac", "ad", "bc", "bd", "cd")) / 6 - 1
        for p in permutations("abcd")
    ]
    scores = [kind.score(OF_KINDS["order"], list(p), list("abcd")) for p in permutations("abcd")]
    assert sum(shares) == pytest.approx(0)
    assert scores == pytest.approx([max(0, share) for share in shares])


# --- what is said -------------------------------------------------------------------------


def test_feedback_is_the_options_own_and_a_reflection_is_never_correct() -> None:
    open_item = asked("choice")
    keyed = asked("choice", key="b")
    assert marking.feedback(open_item, "a").outcome == "recorded"
    assert marking.feedback(keyed, "a").lines == (marking.Line("A", "On a.", False),)
    assert marking.feedback(keyed, "b").outcome == "correct"
    assert marking.feedback(asked("text"), "words").outcome == "recorded"


def test_a_multiple_response_also_tells_what_was_left_out() -> None:
    lines = marking.feedback(asked("multiple response", key=["a", "b"]), ["a", "c"]).lines
    assert [(line.label, line.right) for line in lines] == [
        ("A", True),
        ("Not chosen: B", False),
        ("C", False),
    ]


def test_a_row_says_what_its_own_column_leads_to() -> None:
    row = Part("s", "S", {"k": "If kept.", "t": "If traded.", "o": "If not mine."})
    it = Item("t.x", "grid", "?", rows=(row, Part("r", "R", "Any.")), columns=parts("kto"))
    assert [line.text for line in marking.feedback(it, {"s": "t", "r": "k"}).lines] == [
        "If traded.",
        "Any.",
    ]


def test_a_number_is_told_what_its_band_means() -> None:
    bands = (Part("1", "", "Few.", 3), Part("2", "", "Some.", 6), Part("3", "", "Many."))
    it = Item("t.x", "number", "?", bands=bands, settings={"unit": "rights"})
    assert [marking.feedback(it, n).lines[0].text for n in (0, 3, 3.5, 6, 7)] == [
        "Few.",
        "Few.",
        "Some.",
        "Some.",
        "Many.",
    ]
    assert marking.in_words(it, 4.0) == "4 rights"


@pytest.mark.parametrize(
    ("kind", "value", "lacking"),
    [
        ("multiple response", [], "nothing is chosen"),
        ("grid", {"r": "k"}, "1 of 4 rows"),
        ("table", {}, "0 of 3 rows are filled"),
        ("table", {"r": {"x": "a"}, "s": {"y": ""}}, "1 of 3 rows are filled"),
        ("allocation", {"a": 60}, "60 of 100 points are given: 40 still to give"),
        ("allocation", {"a": 60, "b": 50}, "10 too many"),
        ("text", "  ", "nothing is written"),
    ],
)
def test_what_is_still_missing_is_told(kind: str, value: Any, lacking: str) -> None:
    assert lacking in (marking.missing(OF_KINDS[kind], value) or "")


def test_what_is_missing_of_an_allocation_is_told_in_its_own_unit() -> None:
    it = asked("allocation", settings={"total": 100, "unit": "minutes"})
    assert marking.missing(it, {"a": 60}) == "60 of 100 minutes are given: 40 still to give"


def test_a_text_above_its_limit_is_kept_and_told() -> None:
    it = asked("text", settings={"words": 3})
    assert marking.misfit(it, "one two three four") is None
    assert "1 above the limit of 3" in (marking.missing(it, "one two three four") or "")


@pytest.mark.parametrize(
    ("confidence", "value", "says"),
    [(3, "b", "And right."), (3, "a", "Surprised?"), (1, "a", "right to doubt")],
)
def test_how_sure_one_was_is_answered(confidence: int, value: str, says: str) -> None:
    assert says in marking.feedback(asked("choice", key="b"), value, confidence).overall


def test_a_button_pressed_before_an_answer_is_met_with_a_plain_word() -> None:
    assert set(marking.FIRST) == set(OF_KINDS)
    for kind, item in OF_KINDS.items():
        told = marking.feedback(item, None)
        assert (told.outcome, told.overall) == ("not answered", marking.FIRST[kind])


def test_a_wrong_row_is_told_the_better_column() -> None:
    item = OF_KINDS["grid"]
    rows, columns = [row.key for row in item.rows], [column.key for column in item.columns]
    keyed = replace(item, key={rows[0]: columns[0], rows[1]: columns[1]})
    right, wrong = marking.feedback(keyed, {rows[0]: columns[0], rows[1]: columns[0]}).lines
    assert "Better" not in right.text
    assert wrong.text.startswith(f"Better: {item.columns[1].text}.")
    asking = tuple(replace(column, text=f"{column.text}?") for column in item.columns)
    wrong = marking.feedback(replace(keyed, columns=asking), {rows[1]: columns[0]}).lines[0]
    assert wrong.text.startswith(f"Better: {asking[1].text} ")


def test_a_number_may_have_to_be_whole() -> None:
    item = asked("number", settings={"whole": True})
    assert marking.misfit(item, 2) is None
    assert marking.misfit(item, 2.0) is None
    assert "whole" in (marking.misfit(item, 2.5) or "")


def test_a_number_that_is_near_is_neither_right_nor_wrong() -> None:
    item = asked("number", key=10, **NEAR)
    assert [marking.feedback(item, value).lines[0].right for value in (10, 12, 20)] == [
        True,
        None,
        False,
    ]

"""Whatever stands in an answers file, it is told, and no readable answer is lost."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance_lessons.workbook import answers, graded
from alliance_lessons.workbook.answers_file import NAME, AnswersError, Entry, parse
from tests.unit.answers_files import BET, ENTRY, FILE, WAIVER, is_sentence, write

DAMAGED = {
    "nothing": b"",
    "no JSON": b"Dear instructor",
    "no UTF-8": b'{"format": 1, "responses": {"rights.bet": "\xff\xfe"}}',
    "a list": b"[1, 2]",
    "a number": b"17",
    "no responses": b'{"format": 1}',
    "responses in a list": b'{"format": 1, "responses": []}',
    "no format": json.dumps({"responses": FILE["responses"]}).encode(),
    "an older format": json.dumps({**FILE, "format": 0}).encode(),
    "a format in words": json.dumps({**FILE, "format": "1"}).encode(),
    "a true format": json.dumps({**FILE, "format": True}).encode(),
    "deep lists": b"[" * 200_000,
    "deep tables": b'{"a":' * 100_000,
    "deep answer": b'{"format": 1, "responses": {"rights.bet": ' + b"[" * 100_000,
    "too many digits": b'{"format": 1, "responses": {"a.b": [{"value": ' + b"9" * 100_000,
    "two files in one": json.dumps(FILE).encode() * 2,
    "zeros after a crash": b"\0" * 4096,
}


@pytest.mark.parametrize("raw", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_told_set_aside_and_answering_goes_on(raw: bytes, tmp_path: Path) -> None:
    write(tmp_path, raw)
    found = answers.read(tmp_path)
    assert found.damaged
    assert all(map(is_sentence, found.problems)), found.problems
    answers.save(tmp_path, WAIVER, "b")
    after = answers.read(tmp_path)
    assert (after.problems, after.damaged) == ((), False)
    assert after.latest(WAIVER) is not None
    assert [p.read_bytes() for p in tmp_path.glob("responses.damaged-*.json")] == [raw]


def test_a_second_damaged_file_does_not_replace_the_first(tmp_path: Path) -> None:
    for raw in (b"first", b"second"):
        write(tmp_path, raw)
        answers.save(tmp_path, BET, 1)
    kept = sorted(path.read_bytes() for path in tmp_path.glob("responses.damaged-*.json"))
    assert kept == [b"first", b"second"]


def test_every_whole_answer_is_saved_from_a_file_cut_at_any_byte(tmp_path: Path) -> None:
    entries = {
        f"rights.{name}": [
            {"value": value, "confidence": None, "at": f"2026-01-0{day}T00:00:00+00:00"}
            for day, value in enumerate(values, 1)
        ]
        for name, values in {
            "first": ["a", "b"],
            "second": [{"row": "x}]", "more": "[{"}],
            "third": [["c", "a", "b"], 17.5, 'say "no"'],
        }.items()
    }
    whole = {"format": 1, "variant": "0123456789abcdef", "responses": entries}
    raw = json.dumps(whole).encode()
    for cut in range(len(raw)):
        found = parse(raw[:cut], Path(NAME))
        expected = {
            name: [entry for entry in listed if json.dumps(entry).encode() in raw[:cut]]
            for name, listed in entries.items()
        }
        read = {name: [vars(entry) for entry in found.history.get(name, ())] for name in entries}
        assert read == expected, f"cut at byte {cut}"
        assert found.damaged
        assert all(map(is_sentence, found.problems))


def test_what_does_not_fit_is_left_out_and_the_rest_counts(tmp_path: Path) -> None:
    responses = {
        BET: [ENTRY],
        "no-such.item-at-all": [ENTRY],
        "rights.a": "no list",
        "rights.b": [],
        "rights.c": [17, None, {"value": None}, {"confidence": 3}],
        "rights.d": [{"value": [[[[[["deep"]]]]]]}],
        "rights.e": [{"value": 1, "confidence": 4}, {"value": 2, "confidence": True}],
        "rights.f": [{"value": 3, "at": 17}, {"value": 4, "at": "x" * 41}],
        "\ud800 strange": [17],
    }
    write(tmp_path, {"format": 1, "variant": "NOT HEX", "responses": responses})
    found = answers.read(tmp_path)
    assert found.latest(BET) == Entry(**ENTRY)
    assert found.history["rights.e"] == (Entry(1), Entry(2))
    assert found.history["rights.f"] == (Entry(3), Entry(4))
    assert found.variant == ""
    assert not {"rights.a", "rights.b", "rights.c", "rights.d"} & set(found.history)
    assert len(found.problems) == 5
    assert all(map(is_sentence, found.problems))
    answers.save(tmp_path, WAIVER, "b")
    assert answers.read(tmp_path).latest(BET) == Entry(**ENTRY)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 5000])
def test_a_number_that_is_none_is_no_answer(number: str, tmp_path: Path) -> None:
    text = json.dumps(FILE)[:-2] + f', "rights.odd": [{{"value": {number}}}]}}}}'
    write(tmp_path, text)
    found = answers.read(tmp_path)
    assert list(found.history) == [BET]
    assert all(map(is_sentence, found.problems))
    answers.save(tmp_path, WAIVER, "b")
    json.loads((tmp_path / NAME).read_bytes(), parse_constant=pytest.fail)


def test_a_wrong_type_counts_as_unanswered_and_the_others_are_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"format": 1, "responses": {WAIVER: [{"value": {"a": 1}}], BET: [ENTRY]}})
    monkeypatch.chdir(tmp_path)
    assert graded.response(WAIVER) is None
    assert graded.response(BET) == 5


def test_a_file_of_100_megabytes_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / NAME).open("wb") as file:
        file.truncate(100_000_000)
    started = time.perf_counter()
    found = answers.read(tmp_path)
    answers.save(tmp_path, BET, 5)
    assert time.perf_counter() - started < 5
    assert "100 MB" in found.problems[0]
    assert is_sentence(found.problems[0])
    assert answers.read(tmp_path).latest(BET) is not None
    assert (tmp_path / "responses.damaged-1.json").stat().st_size == 100_000_000


# --- anything at all ----------------------------------------------------------------------

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=20), inner, max_size=4)
    ),
    max_leaves=12,
)
ENTRIES = st.lists(
    st.fixed_dictionaries({}, optional={"value": JSON, "confidence": JSON, "at": JSON}) | JSON,
    max_size=3,
)
FILES = st.fixed_dictionaries(
    {"format": st.just(1) | JSON},
    optional={
        "variant": st.text("0123456789abcdef", min_size=16, max_size=16) | JSON,
        "responses": st.dictionaries(st.sampled_from([BET, WAIVER, "", "x"]), ENTRIES | JSON)
        | JSON,
    },
)


def reads(raw: bytes) -> None:
    try:
        said = list(parse(raw, Path(NAME)).problems)
    except AnswersError as error:
        said = [str(error)]
    assert all(map(is_sentence, said))


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_told(raw: bytes) -> None:
    reads(raw)


@given(JSON | FILES, st.integers(0, 400), st.binary(max_size=3))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_json_whole_or_with_bytes_exchanged_is_read_or_told(
    data: Any, place: int, bytes_: bytes
) -> None:
    raw = json.dumps(data).encode()
    reads(raw)
    reads(raw[:place] + bytes_ + raw[place + len(bytes_) :])


@given(
    st.dictionaries(
        st.from_regex(r"[a-z][a-z0-9_]{0,5}\.[a-z0-9-]{1,8}", fullmatch=True),
        st.lists(st.integers(-(10**15), 10**15) | st.text(max_size=30), min_size=1, max_size=5),
        max_size=6,
    )
)
@settings(max_examples=100, deadline=None)
def test_what_is_written_is_read_whatever_the_values(values: dict[str, list[Any]]) -> None:
    responses = {name: [{"value": one} for one in listed] for name, listed in values.items()}
    found = parse(json.dumps({"format": 1, "responses": responses}).encode(), Path(NAME))
    assert {name: [e.value for e in entries] for name, entries in found.history.items()} == values

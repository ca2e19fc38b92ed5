"""Whatever happens to an answers file, nothing breaks, and no answer that was saved is lost."""

import json
import os
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance_lessons.workbook import answers, answers_file, graded
from alliance_lessons.workbook.answers_file import NAME, AnswersError, Entry, parse

BET, WAIVER = "rights.bet", "rights.first-waiver"
ENTRY = {"value": 5, "confidence": 2, "at": "2026-01-02T03:04:05.000006+00:00"}
FILE = {"format": 1, "responses": {BET: [ENTRY]}}

on_posix = pytest.mark.skipif(os.name != "posix", reason="asks for signals and permissions")


def write(folder: Path, content: Any) -> Path:
    """An answers file with these bytes, this text, or these data as JSON."""
    raw = content if isinstance(content, (bytes, str)) else json.dumps(content)
    path = folder / NAME
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode("utf-8", "surrogatepass"))
    return path


def is_sentence(text: str) -> bool:
    return text.endswith(".") and "\n" not in text and "Traceback" not in text and len(text) < 600


def run(script: str, *arguments: object, **more: Any) -> subprocess.CompletedProcess[str]:
    """Runs a script in a process of its own, where it may lose rights or be killed."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, **more)


# --- saving and reading -------------------------------------------------------------------


def test_an_answer_is_read_back_as_it_was_saved(tmp_path: Path) -> None:
    saved = answers.save(tmp_path, BET, {"a": [1, 2.5, "zwölf €"]}, confidence=3)
    assert answers.read(tmp_path).latest(BET) == saved
    assert (saved.value, saved.confidence) == ({"a": [1, 2.5, "zwölf €"]}, 3)
    assert answers.read(tmp_path).problems == ()


def test_the_history_grows_to_its_bound_and_keeps_the_newest(tmp_path: Path) -> None:
    for number in range(answers.HISTORY + 5):
        answers.save(tmp_path, BET, number)
    values = [entry.value for entry in answers.read(tmp_path).history[BET]]
    assert values == list(range(5, answers.HISTORY + 5))


def test_a_draft_takes_the_place_of_its_last_save_only(tmp_path: Path) -> None:
    answers.save(tmp_path, BET, "an earlier answer")
    first = answers.save(tmp_path, BET, "dra")
    answers.save(tmp_path, BET, "draft", replaces=first.at)
    values = [entry.value for entry in answers.read(tmp_path).history[BET]]
    assert values == ["an earlier answer", "draft"]


def test_a_variant_is_drawn_once_and_stays_through_saves(tmp_path: Path) -> None:
    assert answers.variant(tmp_path, reading_only=True) == "0" * 16
    drawn = answers.variant(tmp_path)
    answers.save(tmp_path, BET, 5)
    assert len(drawn) == 16
    assert answers.variant(tmp_path) == answers.read(tmp_path).variant == drawn


def test_nothing_but_the_file_and_its_lock_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / (answers.TEMPORARY + "killed")).write_text("half")
    answers.save(tmp_path, BET, 5)
    assert {path.name for path in tmp_path.iterdir()} <= {NAME, answers.LOCK}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1, 2}, b"bytes", object()])
def test_what_no_file_can_hold_is_refused_and_hinders_no_other_answer(
    value: Any, tmp_path: Path
) -> None:
    with pytest.raises(AnswersError) as told:
        answers.save(tmp_path, BET, value)
    assert is_sentence(str(told.value))
    answers.save(tmp_path, WAIVER, "b")
    assert set(answers.read(tmp_path).history) == {WAIVER}


def test_long_texts_never_make_a_file_too_large_to_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (answers, answers_file):
        monkeypatch.setattr(module, "LARGEST", 50_000)
    for number in range(10):
        for item in "abcd":
            answers.save(tmp_path, f"rights.{item}", chr(0x4E00 + number) * 1_000)
    found = answers.read(tmp_path)
    assert not found.problems
    last = chr(0x4E00 + 9) * 1_000
    assert [found.latest(f"rights.{item}").value for item in "abcd"] == [last] * 4


@on_posix
def test_who_may_read_the_file_stays_as_it_was(tmp_path: Path) -> None:
    write(tmp_path, FILE).chmod(0o640)
    answers.save(tmp_path, BET, 6)
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o640


# --- damaged files ------------------------------------------------------------------------

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


# --- files that must not be written over --------------------------------------------------


def refused(folder: Path) -> None:
    """Neither reading nor saving goes on, and each says so in one sentence."""
    with pytest.raises(AnswersError) as reading:
        answers.read(folder)
    with pytest.raises(AnswersError) as saving:
        answers.save(folder, BET, 6)
    assert is_sentence(str(reading.value))
    assert is_sentence(str(saving.value))


def test_a_newer_format_is_refused_by_name_and_never_rewritten(tmp_path: Path) -> None:
    path = write(tmp_path, {**FILE, "format": 2})
    before = path.read_bytes()
    refused(tmp_path)
    assert path.read_bytes() == before
    with pytest.raises(AnswersError, match="format 2"):
        answers.read(tmp_path)


@on_posix
def test_a_link_is_neither_followed_nor_replaced(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.json"
    elsewhere.write_text(json.dumps(FILE))
    folder = tmp_path / "lesson"
    folder.mkdir()
    (folder / NAME).symlink_to(elsewhere)
    refused(folder)
    assert elsewhere.read_text() == json.dumps(FILE)
    assert (folder / NAME).is_symlink()


@on_posix
def test_a_pipe_does_not_keep_a_lesson_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / NAME)
    refused(tmp_path)


def test_a_folder_by_this_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    refused(tmp_path)


AS_NOBODY = """
import os, sys
from pathlib import Path
from alliance_lessons.workbook import answers
from alliance_lessons.workbook.answers_file import AnswersError
folder = Path(sys.argv[1])
if os.geteuid() == 0:
    os.setegid(65534)
    os.seteuid(65534)
for action in (lambda: answers.read(folder), lambda: answers.save(folder, "rights.bet", 6)):
    try:
        action()
        print("done.")
    except AnswersError as error:
        print(error)
"""


@pytest.fixture
def open_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that another user may reach: pytest's own are closed to others."""
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="alliance-test-"))
    folder.chmod(0o755)
    return folder


@on_posix
def test_an_unreadable_file_is_named(open_folder: Path) -> None:
    write(open_folder, FILE).chmod(0)
    open_folder.chmod(0o777)
    said = run(AS_NOBODY, open_folder).stdout.splitlines()
    assert len(said) == 2
    assert all(is_sentence(line) and "permission" in line.lower() for line in said)
    (open_folder / NAME).chmod(0o600)
    assert json.loads((open_folder / NAME).read_bytes()) == FILE


@on_posix
def test_a_read_only_folder_can_be_read_and_says_that_it_cant_be_written(open_folder: Path) -> None:
    write(open_folder, FILE).chmod(0o644)
    open_folder.chmod(0o555)
    said = run(AS_NOBODY, open_folder).stdout.splitlines()
    assert said[0] == "done."
    assert "can't be written" in said[1]
    assert is_sentence(said[1])
    assert json.loads((open_folder / NAME).read_bytes()) == FILE


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from alliance_lessons.workbook import answers
from alliance_lessons.workbook.answers_file import AnswersError
folder = Path(sys.argv[1])
answers.save(folder, "rights.bet", 5)
before = (folder / "responses.json").read_bytes()
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100, resource.RLIM_INFINITY))
try:
    answers.save(folder, "rights.why", "words " * 100)
except AnswersError as error:
    print(error)
assert (folder / "responses.json").read_bytes() == before
assert not list(folder.glob(answers.TEMPORARY + "*"))
assert answers.read(folder).latest("rights.why").value.startswith("words")
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
answers.save(folder, "rights.first-waiver", "b")
print(sorted(answers.read_file(folder / "responses.json").history))
"""


@on_posix
def test_a_full_disk_costs_no_answer(tmp_path: Path) -> None:
    ran = run(FULL_DISK, tmp_path)
    sentence, saved_later = ran.stdout.splitlines()
    assert ran.returncode == 0, ran.stderr
    assert is_sentence(sentence)
    assert "can't be written" in sentence
    assert saved_later == "['rights.bet', 'rights.first-waiver', 'rights.why']"


# --- many writers, and a process that dies ------------------------------------------------

WRITER = """
import sys
from pathlib import Path
from alliance_lessons.workbook import answers
folder, writer = Path(sys.argv[1]), sys.argv[2]
for number in range(50):
    answers.save(folder, f"rights.w{writer}-{number}", number)
"""


def test_eight_lessons_write_at_once_and_all_400_answers_are_there(tmp_path: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), str(writer)])
        for writer in range(8)
    ]
    assert [writer.wait(timeout=120) for writer in writers] == [0] * 8
    history = answers.read(tmp_path).history
    expected = {f"rights.w{writer}-{number}": number for writer in range(8) for number in range(50)}
    assert {name: entries[-1].value for name, entries in history.items()} == expected


KILLED = """
import os, random, signal, sys, time
from pathlib import Path
from alliance_lessons.workbook import answers

folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
random.seed(17)
told = 0  # the highest number that a save has acknowledged
killed_while_saving = 0
for _ in range(rounds):
    inside, outside = os.pipe()
    child = os.fork()
    if child == 0:
        number = told
        while True:
            number += 1
            answers.save(folder, f"rights.item-{number % 10}", number)
            os.write(outside, number.to_bytes(4, "big"))
    os.close(outside)
    told = max(told, int.from_bytes(os.read(inside, 4), "big"))
    time.sleep(random.uniform(0, 0.02))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    rest = os.read(inside, 1_000_000)
    os.close(inside)
    if rest:
        told = int.from_bytes(rest[-4:], "big")
    killed_while_saving += bool(list(folder.glob(answers.TEMPORARY + "*")))
    found = answers.read(folder)
    assert not found.problems, found.problems
    there = {entry.value for entries in found.history.values() for entry in entries}
    missing = set(range(max(1, told - 190), told + 1)) - there
    assert not missing, missing
    told = max(there)  # a save may be on disk and yet not acknowledged
answers.save(folder, "rights.item-0", 10**6)
assert not list(folder.glob(answers.TEMPORARY + "*"))
print(rounds, told, killed_while_saving)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
def test_a_lesson_killed_200_times_while_saving_loses_nothing(tmp_path: Path) -> None:
    ran = run(KILLED, tmp_path, 200)
    assert ran.returncode == 0, ran.stderr
    rounds, saved, in_the_middle = map(int, ran.stdout.split())
    assert rounds == 200
    assert saved > rounds
    assert in_the_middle > 0  # some were killed between writing and putting in place


def test_a_lock_that_is_held_too_long_is_told(tmp_path: Path, monkeypatch: Any) -> None:
    from filelock import FileLock

    monkeypatch.setattr(answers, "PATIENCE", 0.1)
    with FileLock(tmp_path / answers.LOCK), pytest.raises(AnswersError) as told:
        run_in_thread(lambda: answers.save(tmp_path, BET, 5))
    assert is_sentence(str(told.value))
    answers.save(tmp_path, WAIVER, "b")
    assert set(answers.read(tmp_path).history) == {BET, WAIVER}


def run_in_thread(action: Any) -> None:
    """A lock is this thread's own; another thread has to wait for it as another process has."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        pool.submit(action).result()


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

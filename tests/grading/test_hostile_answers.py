"""An answers file is read as untrusted: bad ones cost their own answers, and little time."""

import json
import time

import pytest

from alliance_lessons.workbook.answers_file import LARGEST, NAME, AnswersError, read_file
from tests.grading.desk_course import HONEST, as_json

MANY = "{" + ", ".join(f'"a.b{n}": [{{"value": 1}}]' for n in range(150_000)) + "}"
BAD = {
    "nothing": "",
    "no JSON": "answers: all of them",
    "a list": "[]",
    "a number": "1e999",
    "not a number": "NaN",
    "a null": "null",
    "no format": '{"responses": {}}',
    "a format in words": '{"format": "1", "responses": {}}',
    "a format that is true": '{"format": true, "responses": {}}',
    "responses in a list": '{"format": 1, "responses": []}',
    "deep lists": "[" * LARGEST,
    "deep tables": '{"a":' * (LARGEST // 5),
    "answers in answers": '"a.a":[{' * (LARGEST // 8),
    "long answers in answers": ('"a.a":[{' + '"q":0,' * 800) * 1000,
    "strings without an end": '"a.a":["' * (LARGEST // 8),
    "too many items": f'{{"format": 1, "responses": {MANY}}}',
    "too many items, cut off": f'{{"format": 1, "responses": {MANY[:-9]}',
}


def read(folder, text):
    (folder / NAME).write_text(text[:LARGEST])
    return read_file(folder / NAME)


@pytest.mark.parametrize("name", list(BAD))
def test_a_bad_file_is_named_and_read_in_seconds(tmp_path, name):
    started = time.process_time()
    answers = read(tmp_path, BAD[name])
    assert time.process_time() - started < 30  # one of them took four minutes
    assert answers.latest("rights_a.reply") is None
    assert answers.damaged
    assert 1 <= len(answers.problems) <= 2
    assert all(NAME in problem and problem.endswith(".") for problem in answers.problems)


@pytest.mark.parametrize("value", [None, [[[[[[1]]]]]], float("nan"), float("inf"), 10**400])
def test_a_value_that_nothing_can_be_costs_that_answer_only(tmp_path, value):
    text = as_json(HONEST | {"rights_a.pumps": 424242})
    nonsense = str(value) if isinstance(value, int) else json.dumps(value)
    answers = read(tmp_path, text.replace("424242", nonsense))
    assert answers.latest("rights_a.pumps") is None
    assert not answers.damaged
    for name in HONEST.keys() - {"rights_a.pumps"}:
        assert answers.latest(name).value == HONEST[name]


def test_whatever_is_cut_off_the_answers_before_it_count(tmp_path):
    text = as_json(HONEST)
    for name, following in zip(HONEST, list(HONEST)[1:], strict=False):
        answers = read(tmp_path, text[: text.index(f'"{following}"')])
        assert answers.latest(name).value == HONEST[name]
        assert answers.latest(following) is None


def test_of_many_entries_the_newest_count(tmp_path):
    entries = [{"value": n} for n in range(1000)]
    answers = read(tmp_path, json.dumps({"format": 1, "responses": {"a.b": entries}}))
    assert answers.latest("a.b").value == 999
    assert len(answers.history["a.b"]) <= 100
    assert answers.problems == ()


def test_a_newer_format_is_refused_by_name(tmp_path):
    with pytest.raises(AnswersError, match="has format 2, which is newer"):
        read(tmp_path, '{"format": 2, "responses": {}}')


@pytest.mark.parametrize(
    "at", ["\ud800", "=1+1", "<script>", "\u202e", "\x1b[2J", 5, None, "1" * 41]
)
def test_a_time_that_is_none_is_left_out_and_the_answer_counts(tmp_path, at):
    data = json.loads(as_json(HONEST))
    data["responses"]["rights_a.reply"][0]["at"] = at
    entry = read(tmp_path, json.dumps(data)).latest("rights_a.reply")
    assert (entry.value, entry.at) == (HONEST["rights_a.reply"], "")


def test_a_time_is_kept_as_the_workbook_writes_it(tmp_path):
    at = "2025-11-22T12:50:01.123456+00:00"
    entry = {"value": "chief", "at": at}
    text = json.dumps({"format": 1, "responses": {"rights_a.reply": [entry]}})
    assert read(tmp_path, text).latest("rights_a.reply").at == at

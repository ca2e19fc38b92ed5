"""An answers file: saving, reading, and the history it keeps."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from alliance_lessons.workbook import answers, answers_file
from alliance_lessons.workbook.answers_file import NAME, AnswersError
from tests.unit.answers_files import BET, FILE, WAIVER, is_sentence, on_posix, write


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


def test_after_a_clock_was_ahead_the_order_of_time_is_that_of_the_answers(tmp_path: Path) -> None:
    ahead = datetime.now(UTC) + timedelta(days=30)
    write(tmp_path, {"format": 1, "responses": {BET: [{"value": 1, "at": ahead.isoformat()}]}})
    saved = [answers.save(tmp_path, BET, value) for value in (2, 3)]
    answers.save(tmp_path, WAIVER, "b")
    history = answers.read(tmp_path).history[BET]
    assert list(history[1:]) == saved
    times = [datetime.fromisoformat(entry.at) for entry in history]
    assert times == sorted(set(times))
    (now,) = answers.read(tmp_path).history[WAIVER]  # another question has no part in it
    assert datetime.fromisoformat(now.at) < ahead


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

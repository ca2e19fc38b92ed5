"""Many lessons write at once, and some are killed: no saved answer is lost."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from alliance_lessons.workbook import answers
from alliance_lessons.workbook.answers_file import AnswersError
from tests.unit.answers_files import BET, WAIVER, is_sentence, run

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

"""Files that must not be written over, and places that can't be written to."""

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from alliance_lessons.workbook import answers
from alliance_lessons.workbook.answers_file import NAME, AnswersError
from tests.unit.answers_files import BET, FILE, is_sentence, on_posix, run, write


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
import filelock  # is loaded when it is first used, and nobody may not read it
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
def open_folder() -> Iterator[Path]:
    """A folder that another user may reach: pytest's own are closed to others."""
    with tempfile.TemporaryDirectory(prefix="alliance-test-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


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

"""What is recalled goes back to a lesson that this learner has done."""

from pathlib import Path

import pytest

from alliance_lessons.items.bank import content_files, read_file
from alliance_lessons.items.item import Item
from alliance_lessons.workbook import answers
from alliance_lessons.workbook import recall as recalling
from alliance_lessons.workbook.recall import lesson_done, to_recall

LESSON = {file.name.removesuffix(".toml"): read_file(file) for file in content_files()}
BANK = {item.id: item for items in LESSON.values() for item in items}
CANDIDATES = {
    "t.of-four": Item("t.of-four", "choice", "?", recalls="4_1"),
    "t.of-five": Item("t.of-five", "choice", "?", recalls="4_5"),
    "t.own": Item("t.own", "choice", "?"),
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a lesson of module 2 in a workbook where nothing was answered."""
    monkeypatch.setattr(recalling, "find_item", CANDIDATES.__getitem__)
    for name in ("2_relationship_building", "4_forgoing_rights"):
        (tmp_path / name).mkdir()
    return tmp_path / "2_relationship_building"


def do(lesson: str, workbook: Path, share: float) -> None:
    """Answers this share of a lesson's items."""
    items = LESSON[lesson]
    for item in items[: int(share * len(items) + 0.5)]:
        answers.save(workbook / "4_forgoing_rights", item.id, "x")


def test_without_anything_done_the_last_is_asked(here: Path) -> None:
    assert to_recall(list(CANDIDATES), here).id == "t.own"


def test_a_lesson_that_was_done_is_recalled(here: Path) -> None:
    do("4_5", here.parent, 1)
    assert to_recall(list(CANDIDATES), here).id == "t.of-five"
    do("4_1", here.parent, 1)
    assert to_recall(list(CANDIDATES), here).id == "t.of-four"


def test_a_lesson_is_done_when_half_of_it_is_answered(here: Path) -> None:
    do("4_1", here.parent, 0.4)
    assert not lesson_done("4_1", here.parent)
    do("4_1", here.parent, 0.5)
    assert lesson_done("4_1", here.parent)
    assert not lesson_done("9_9", here.parent)


def test_what_was_answered_here_is_shown_again_whatever_was_done_since(here: Path) -> None:
    answers.save(here, "t.own", "x")
    do("4_1", here.parent, 1)
    assert to_recall(list(CANDIDATES), here).id == "t.own"


def test_answers_that_cannot_be_read_count_as_none(here: Path) -> None:
    (here.parent / "4_forgoing_rights" / "responses.json").mkdir()
    assert to_recall(list(CANDIDATES), here).id == "t.own"


def test_every_recall_of_the_bank_goes_back_to_a_lesson_that_is_there() -> None:
    back = {item.id: item.recalls for item in BANK.values() if item.recalls}
    assert set(back.values()) <= set(LESSON)
    for item_id in back:
        assert BANK[item_id].key is not None, item_id

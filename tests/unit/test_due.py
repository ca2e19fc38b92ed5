"""What comes back from memory, and when: the gaps grow while the answers are right."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.items.bank import content_files, find_item, read_file
from alliance_lessons.workbook.course_progress import course_progress
from alliance_lessons.workbook.due import due, recalls, since
from tests.unit.whole_answers import LESSON, NOW, OUTLINE, do, folder_of, put

DAY = timedelta(days=1)
STEPS = (1, 3, 7, 21)  # days, as the course promises
BACK = [
    item
    for file in content_files()
    for item in read_file(file)
    if item.recalls and item.key is not None
]
ASKED_IN = {
    item_id: lesson
    for lesson in OUTLINE.lessons
    for question in lesson.questions
    for item_id in question.items
}


def days(*after: float) -> list[datetime]:
    return [NOW + day * DAY for day in after]


def back_to(lesson: str) -> list[str]:
    return [item.id for item in BACK if item.recalls == lesson]


def answer(workbook: Path, item_id: str, at: datetime, right: bool = True) -> None:
    item = find_item(item_id)
    wrong = next(part.key for part in item.options if part.key != item.key)
    put(folder_of(workbook, ASKED_IN[item_id]), item_id, item.key if right else wrong, at)


# --- when one item is due ---


def test_a_day_after_the_lesson_comes_what_was_never_answered() -> None:
    assert since([], NOW) == NOW + DAY


@pytest.mark.parametrize("in_a_row", range(1, 8))
def test_after_each_right_answer_in_a_row_the_next_gap_holds(in_a_row: int) -> None:
    times = days(*range(0, 40 * in_a_row, 40))
    gap = STEPS[min(in_a_row, 3)]
    assert since([(at, True) for at in times], NOW - DAY) == times[-1] + gap * DAY


def test_a_wrong_answer_begins_again() -> None:
    first, second, third, fourth = days(1, 5, 12, 13)
    so_far = [(first, True), (second, True), (third, False)]
    assert since(so_far, NOW) == third + DAY
    assert since([*so_far, (fourth, True)], NOW) == fourth + 3 * DAY


def test_what_is_answered_again_the_same_day_is_no_recall() -> None:
    first, again, tomorrow = days(1, 1.01, 2)
    assert since([(first, False), (again, True)], NOW) == first + DAY
    assert since([(first, True), (again, False)], NOW) == first + 3 * DAY
    assert since([(first, False), (again, True), (tomorrow, True)], NOW) == tomorrow + 3 * DAY


histories = st.lists(st.tuples(st.floats(0, 400).map(lambda d: NOW + d * DAY), st.booleans())).map(
    sorted
)


@given(histories)
def test_the_gap_is_always_one_of_the_steps_after_an_answer_or_the_lesson(
    history: list[tuple[datetime, bool]],
) -> None:
    found = since(history, NOW)
    starts = [NOW, *(at for at, _ in history)]
    assert any(found == at + step * DAY for at in starts for step in STEPS)
    assert found >= NOW + DAY


@given(histories, st.booleans())
def test_answering_when_it_is_due_puts_it_off_by_a_day_at_least(
    history: list[tuple[datetime, bool]], right: bool
) -> None:
    at = max([since(history, NOW), *(at for at, _ in history)])
    later = since([*history, (at, right)], NOW)
    if at - max([NOW - DAY, *(one for one, _ in history)]) >= DAY:  # it was due
        assert later >= at + DAY
        assert right or later == at + DAY


@given(histories)
def test_a_right_answer_when_due_never_shortens_the_gap(
    history: list[tuple[datetime, bool]],
) -> None:
    now = since(history, NOW) + 400 * DAY
    once = since([*history, (now, True)], NOW) - now
    then = now + once
    twice = since([*history, (now, True), (then, True)], NOW) - then
    assert 3 * DAY <= once <= twice <= 21 * DAY


# --- in a workbook ---


def test_nothing_comes_of_a_lesson_that_is_not_done(tmp_path: Path) -> None:
    assert due(tmp_path, NOW) == []
    do(tmp_path, LESSON["2_1"], 3)
    assert due(tmp_path, NOW + 400 * DAY) == []


def test_a_day_after_a_lesson_one_question_goes_back_to_it(tmp_path: Path) -> None:
    do(tmp_path, LESSON["2_1"], at=NOW)
    assert due(tmp_path, NOW + 0.99 * DAY) == []
    ((item, first),) = due(tmp_path, NOW + DAY)
    assert item.id in back_to("2_1")
    assert first == NOW + DAY


def test_after_one_was_answered_the_lessons_next_waits_for_a_day(tmp_path: Path) -> None:
    do(tmp_path, LESSON["2_1"], at=NOW)
    seen = []
    at = NOW + DAY
    for _ in back_to("2_1"):
        ((item, _),) = due(tmp_path, at)
        seen.append(item.id)
        answer(tmp_path, item.id, at)
        assert due(tmp_path, at + 0.99 * DAY) == []
        at += DAY
    assert sorted(seen) == sorted(back_to("2_1"))


def test_an_answer_in_its_own_lesson_counts(tmp_path: Path) -> None:
    do(tmp_path, LESSON["4_2"], at=NOW)
    (item_id,) = back_to("4_2")
    answer(tmp_path, item_id, NOW + DAY, right=True)
    assert due(tmp_path, NOW + 3.9 * DAY) == []
    assert [item.id for item, _ in due(tmp_path, NOW + 4 * DAY)] == [item_id]


def test_the_most_overdue_comes_first_and_each_lesson_once(tmp_path: Path) -> None:
    done = ["4_3", "2_1", "3_1", "4_1"]
    for number, lesson in enumerate(done):
        do(tmp_path, LESSON[lesson], at=NOW + number * DAY)
    found = due(tmp_path, NOW + 30 * DAY)
    assert [item.recalls for item, _ in found] == done
    assert [at for _, at in found] == days(1, 2, 3, 4)


def test_it_is_saved_where_the_lesson_that_asks_it_keeps_its_answers(tmp_path: Path) -> None:
    for lesson in OUTLINE.lessons:
        do(tmp_path, lesson, at=NOW)
    for one in recalls(course_progress(tmp_path), NOW):
        assert tmp_path / one.folder == folder_of(tmp_path, ASKED_IN[one.item.id])


def test_a_recalled_question_does_not_put_off_those_that_go_back_to_its_lesson(
    tmp_path: Path,
) -> None:
    do(tmp_path, LESSON["2_4"], at=NOW)
    later = next(item for item in BACK if ASKED_IN[item.id].id == "2_4" and item.recalls == "2_1")
    answer(tmp_path, later.id, NOW + 9 * DAY)
    assert [at for item, at in due(tmp_path, NOW + DAY) if item.recalls == "2_4"] == days(1)


def test_every_question_that_goes_back_can_come(tmp_path: Path) -> None:
    """Each lesson with such questions brings one, and all of them are asked somewhere."""
    for lesson in OUTLINE.lessons:
        do(tmp_path, lesson, at=NOW - 100 * DAY)
    coming = recalls(course_progress(tmp_path), NOW)
    assert {one.item.recalls for one in coming} == {item.recalls for item in BACK}
    assert all(one.since <= NOW for one in coming)
    assert {item.id for item in BACK} <= set(ASKED_IN)


def test_however_much_is_due_five_come_in_a_day(tmp_path: Path) -> None:
    for lesson in OUTLINE.lessons:
        do(tmp_path, lesson, at=NOW - 100 * DAY)
    asked = []
    for left in (5, 4, 3, 2, 1):
        found = [item for item, _ in due(tmp_path, NOW)]
        assert len(found) == left
        asked.append(found[0].id)
        answer(tmp_path, found[0].id, NOW)
        answer(tmp_path, found[0].id, NOW)  # once more, after the feedback, takes no other's place
    assert len({ASKED_IN[item_id].id for item_id in asked}) > 1
    assert due(tmp_path, NOW) == []
    assert len(due(tmp_path, NOW + DAY)) == 5  # the rest waits for tomorrow


def test_where_less_is_due_than_fits_into_a_day_all_of_it_comes(tmp_path: Path) -> None:
    for lesson in ("2_1", "3_1"):
        do(tmp_path, LESSON[lesson], at=NOW - 100 * DAY)
    assert len(due(tmp_path, NOW)) == 2


@pytest.mark.parametrize("at", ["", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+23:59", "2026"])
def test_odd_times_in_an_answers_file_stop_nothing(at: str, tmp_path: Path) -> None:
    do(tmp_path, LESSON["2_1"], at=NOW)
    path = folder_of(tmp_path, LESSON["2_1"]) / "responses.json"
    path.write_text(path.read_text().replace(NOW.isoformat(), at))
    assert len(due(tmp_path, datetime(2100, 1, 1, tzinfo=UTC))) == 1


def test_a_clock_that_was_ahead_stops_nothing_from_coming_back(tmp_path: Path) -> None:
    do(tmp_path, LESSON["2_1"], at=NOW)
    for item_id in back_to("2_1"):
        answer(tmp_path, item_id, NOW + 300 * DAY)
    assert len(due(tmp_path, NOW + DAY)) == 1
    do(tmp_path, LESSON["3_1"], at=NOW + 300 * DAY)
    assert len(due(tmp_path, NOW + DAY)) == 2

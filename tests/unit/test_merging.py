"""Joining histories: the order in which copies meet changes nothing, and nothing newest is lost."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_lessons.workbook.answers import HISTORY
from alliance_lessons.workbook.answers_file import Answers, Entry
from alliance_lessons.workbook.merging import joined, merged, same

START = datetime(2026, 3, 1, tzinfo=UTC)
VALUES = st.one_of(
    st.integers(0, 3), st.booleans(), st.sampled_from(["a", "1", ""]), st.just({"x": ["a"]})
)
TIMES = st.one_of(
    st.integers(0, 40).map(lambda hours: (START + timedelta(hours=hours)).isoformat()),
    st.sampled_from(["", "2026-03-01T02:00:00+02:00", "2026-03-01T00:00:00Z", "9999-99-99T"]),
)
ENTRIES = st.builds(Entry, VALUES, st.sampled_from([None, 1, 3]), TIMES)
HISTORIES = st.lists(ENTRIES, max_size=2 * HISTORY).map(tuple)
FOLDERS = st.dictionaries(st.sampled_from(["m.a", "m.b", "m.c"]), HISTORIES.filter(bool)).map(
    lambda history: Answers("", history)
)


def told(entries: tuple[Entry, ...]) -> list[str]:
    """Entries so that 1, True and 1.0 are told apart, which Python holds to be equal."""
    return [repr(entry) for entry in entries]


def time(entry: Entry) -> datetime:
    """When an entry was given, as ISO 8601 has it; long ago where it does not say."""
    try:
        return datetime.fromisoformat(entry.at)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)


@given(HISTORIES, HISTORIES)
def test_it_does_not_matter_which_comes_first(
    one: tuple[Entry, ...], other: tuple[Entry, ...]
) -> None:
    assert told(joined(one, other)) == told(joined(other, one))


@given(HISTORIES, HISTORIES)
def test_done_twice_is_done_once(one: tuple[Entry, ...], other: tuple[Entry, ...]) -> None:
    once = joined(one, other)
    assert told(joined(once, other)) == told(joined(once, once)) == told(once)


@given(HISTORIES, HISTORIES, HISTORIES)
def test_of_three_any_two_may_be_joined_first(
    one: tuple[Entry, ...], other: tuple[Entry, ...], third: tuple[Entry, ...]
) -> None:
    assert told(joined(joined(one, other), third)) == told(joined(one, joined(other, third)))


@given(HISTORIES, HISTORIES)
def test_the_newest_stands_last_and_nothing_newer_is_lost(
    one: tuple[Entry, ...], other: tuple[Entry, ...]
) -> None:
    both = joined(one, other)
    every = set(told((*one, *other)))
    assert set(told(both)) <= every
    assert len(both) == len(set(told(both))) == min(len(every), HISTORY)
    assert [time(entry) for entry in both] == sorted(time(entry) for entry in both)
    left_out = [entry for entry in (*one, *other) if repr(entry) not in told(both)]
    assert all(time(entry) <= time(both[0]) for entry in left_out)


@settings(max_examples=30)
@given(FOLDERS, FOLDERS)
def test_a_folder_keeps_every_question_of_both(one: Answers, other: Answers) -> None:
    both = merged(one, other)
    assert both.history.keys() == one.history.keys() | other.history.keys()
    assert both.history == merged(other, one).history


IN_ORDER = st.dictionaries(st.sampled_from(["m.a", "m.b"]), HISTORIES.filter(bool)).map(
    lambda history: Answers("", {item: joined(one, ()) for item, one in history.items()})
)


@settings(max_examples=60)
@given(IN_ORDER, IN_ORDER, IN_ORDER)
def test_folders_join_alike_whatever_meets_first(
    one: Answers, other: Answers, third: Answers
) -> None:
    once = merged(one, other)
    assert merged(once, other).history == merged(once, once).history == once.history
    either = merged(once, third), merged(one, merged(other, third))
    assert either[0].history == either[1].history


@given(HISTORIES.filter(bool), FOLDERS)
def test_a_question_that_the_other_lacks_stays_as_it_is(
    mine: tuple[Entry, ...], other: Answers
) -> None:
    for both in (
        merged(Answers("", {"m.z": mine}), other),
        merged(other, Answers("", {"m.z": mine})),
    ):
        assert told(both.history["m.z"]) == told(mine[-HISTORY:])


def test_what_has_nothing_new_puts_nothing_in_another_order() -> None:
    early, late = "2026-03-01T10:00:00Z", "2026-04-01T10:00:00Z"
    mine = (Entry("keep", None, late), Entry("forgo", None, early))  # the clock was mended between
    for theirs in (mine, mine[:1], mine[1:]):
        assert (
            merged(Answers("", {"m.a": mine}), Answers("", {"m.a": theirs})).history["m.a"] == mine
        )


def test_the_same_answer_at_another_time_is_the_same() -> None:
    assert same(Entry(1, 2, "2026-03-01T00:00:00Z"), Entry(1, 2))
    assert not same(Entry(1), Entry(True))
    assert not same(Entry(1, 2), Entry(1, 3))
    assert same(None, None)
    assert not same(None, Entry(1))

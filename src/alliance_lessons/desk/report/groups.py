"""Groups of the cohort: who is in which, and which are too small to be shown."""

from collections.abc import Mapping

FEWEST = 5  # learners of whom anything is said together


def hidden_groups(members: Mapping[str, int], marked: Mapping[str, int]) -> dict[str, str]:
    """The groups not to be shown, each with the reason.

    A group is hidden where it has fewer than five members, or fewer than five of it have
    marks. The whole cohort is shown, so what is hidden must not be what is left over: all
    hidden groups together need five members and five marks, or the next smallest is hidden, too
    (complementary suppression: Hundepool et al., Statistical Disclosure Control, 2012,
    chapter 4).

    >>> sizes = {"A": 20, "B": 9, "C": 3}
    >>> hidden_groups(sizes, sizes)
    {'C': 'fewer than five', 'B': 'hidden so that a smaller group cannot be worked out'}
    """
    hidden = {
        name: "fewer than five"
        for name in sorted(members)
        if members[name] < FEWEST or 0 < marked.get(name, 0) < FEWEST
    }
    shown = sorted(
        (name for name in members if name not in hidden),
        key=lambda name: (marked.get(name, 0), members[name], name),
    )
    while hidden and shown and _can_be_worked_out(hidden, members, marked):
        hidden[shown.pop(0)] = "hidden so that a smaller group cannot be worked out"
    return hidden


def _can_be_worked_out(
    hidden: Mapping[str, str], members: Mapping[str, int], marked: Mapping[str, int]
) -> bool:
    """Whether the cohort less all that is shown is still too small."""
    with_marks = sum(marked.get(name, 0) for name in hidden)
    return sum(members[name] for name in hidden) < FEWEST or 0 < with_marks < FEWEST

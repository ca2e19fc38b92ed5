"""Groups of the cohort: who is in which, and which are too small to be shown."""

from collections.abc import Mapping

FEWEST = 5  # learners of whom anything is said together


def hidden_groups(members: Mapping[str, int], marked: Mapping[str, int]) -> dict[str, str]:
    """The groups not to be shown, each with the reason.

    A group is hidden where it has fewer than five members, or fewer than five of it have
    marks. The whole cohort is shown, so what is hidden must not be what is left over: all
    hidden groups together need five with marks, or the next smallest is hidden, too
    (complementary suppression: Hundepool et al., Statistical Disclosure Control, 2012,
    chapter 4).

    >>> sizes = {"A": 20, "B": 9, "C": 3}
    >>> hidden_groups(sizes, sizes)
    {'C': 'fewer than five', 'B': 'hidden so that a smaller group can not be worked out'}
    """
    hidden = {
        name: "fewer than five"
        for name in sorted(members)
        if members[name] < FEWEST or 0 < marked.get(name, 0) < FEWEST
    }
    shown = sorted(
        (name for name in members if name not in hidden and marked.get(name, 0)),
        key=lambda name: (marked[name], name),
    )
    while shown and 0 < sum(marked.get(name, 0) for name in hidden) < FEWEST:
        hidden[shown.pop(0)] = "hidden so that a smaller group can not be worked out"
    return hidden

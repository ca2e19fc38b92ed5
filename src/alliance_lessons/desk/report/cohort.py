"""Who is in the cohort, and how far each has come."""

from collections.abc import Iterable, Mapping

import pandas as pd

from alliance_lessons.desk.report.gradebook import Marks

NOT_IN, NOT_GRADED, WAITS, DONE = (
    "not handed in",
    "handed in, not graded yet",
    "waits for a person",
    "marked",
)
NOT_ON_ROSTER = "not on the roster"


def cohort(
    marks: Marks, submitted: Iterable[str], roster: Mapping[str, str] | None
) -> pd.DataFrame:
    """A row a learner: group, status, late (hours), automatic, total; what is not known is missing.

    Without a roster nobody can be missing, and there are no groups.
    """
    graded = marks.learners.index[marks.learners["complete"]]
    handed_in = set(submitted) | set(marks.learners.index)
    everyone = pd.Index(sorted({*handed_in, *(roster or {})}), name="id", dtype=object)
    table = pd.DataFrame(index=everyone)
    if roster is not None:
        table["group"] = [roster.get(learner, NOT_ON_ROSTER) for learner in everyone]
    status = pd.Series(NOT_IN, index=everyone, dtype=object)
    status[everyone.isin(handed_in)] = NOT_GRADED
    status[graded] = [WAITS if one else DONE for one in marks.learners.loc[graded, "waits"]]
    table["status"] = status
    table["late"] = marks.learners["late"].reindex(everyone)
    table["automatic"] = marks.automatic.sum(axis=1).reindex(everyone)
    table["total"] = marks.totals.reindex(everyone)
    return table

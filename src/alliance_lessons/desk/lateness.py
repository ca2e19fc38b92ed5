"""How late a hand-in is, as nbgrader reckons it."""

from datetime import datetime, timedelta

IN_TIME = timedelta(0)


def lateness(
    handed_in: datetime | None, due: datetime | None, extension: timedelta | None
) -> timedelta:
    """The time after the due date and its extension; none where either time is not known.

    >>> lateness(datetime(2026, 3, 3), datetime(2026, 3, 1), timedelta(days=1))
    datetime.timedelta(days=1)
    """
    if handed_in is None or due is None:
        return IN_TIME
    return max(IN_TIME, handed_in - due - (extension or IN_TIME))

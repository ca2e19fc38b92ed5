"""The times that an answers file says."""

from datetime import UTC, datetime

UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)  # stands for a time that a file does not say
YEARS = range(1971, 9000)  # in which a time may lie, so that it can be added to


def moment(at: str) -> datetime:
    """The time of an answer, in UTC; `UNKNOWN` where the file says none.

    >>> moment("2026-03-01T15:02:00+01:00").hour, moment("soon") == UNKNOWN
    (14, True)
    """
    try:
        said = datetime.fromisoformat(at)
        said = said.replace(tzinfo=UTC) if said.tzinfo is None else said.astimezone(UTC)
    except (ValueError, OverflowError):
        return UNKNOWN
    return said if said.year in YEARS else UNKNOWN

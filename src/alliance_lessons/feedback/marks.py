"""The marks of one learner's notebook, wherever they come from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Grade:
    """The marks of one cell; `score` is None as long as nobody and nothing has given any.

    `by_person` are marks that a person gave, `again` those that a person will look at once
    more, after the work was marked anew. `score` includes `extra` credit.
    """

    score: float | None
    by_person: bool = False
    again: bool = False
    extra: float = 0.0
    comment: str = ""


@dataclass(frozen=True)
class Submission:
    """One learner's marks, by the names of graded cells; times are in UTC."""

    learner: str
    handed_in: datetime | None = None
    late: timedelta = timedelta(0)
    penalty: float = 0.0
    grades: Mapping[str, Grade] = field(default_factory=dict)

"""Trust repair: what is still to be made good, and how far an apology helps.

Schweitzer, Hershey and Bradlow (2006) found that a promise to change speeds recovery, and less so
after a deceit, which trust never survives in full. They give no equation: that kept promises count
double after a slip that was explained and mended, and one and a half times once there was a
deceit, is our own design. It rests on `alliance_lessons.models.trust`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import accumulate

from alliance_lessons.models.trust import Pace, Trust

START = 0.8
CLOSE = 1e-9


@dataclass(frozen=True)
class Step:
    """Where trust stands after an event.

    `goal` is where it was before what is not yet made good; `speed` is how much more a kept
    promise counts since a slip was explained and mended; `since` counts promises kept since.
    """

    event: str
    trust: Trust
    goal: float | None = None
    speed: float = 1.0
    since: int = 0

    @property
    def can_return(self) -> bool:
        return self.goal is not None and self.goal < self.trust.ceiling - CLOSE

    def after(self, event: str, pace: Pace) -> Step:
        """The next step.

        >>> step = Step("", Trust(0.8)).after("mended", Pace())
        >>> step.speed, round(step.after("kept", Pace()).trust.level, 2)
        (2.0, 0.64)
        """
        if event == "kept":
            trust = self.trust.after("kept", replace(pace, gain=pace.gain * self.speed))
            if self.goal is not None and trust.level >= self.goal - CLOSE:
                return Step(event, trust, since=self.since + 1)
            return Step(event, trust, self.goal, self.speed, self.since + 1)
        if event == "deceit":  # its measure is the trust there was at the start, or more
            goal = max(self.trust.level, START)
            return Step(event, self.trust.after("deceit", pace), goal)
        # what was not made good before still counts, unless a deceit has put it out of reach
        goals = [self.trust.level, *([self.goal] if self.goal and self.can_return else [])]
        speed = 1.0
        if event == "mended":  # a promise to change helps less after a deceit: our numbers
            speed = 2.0 if self.trust.ceiling == 1 else 1.5
        return Step(event, self.trust.after("broken", pace), max(goals), speed)


def steps(events: Iterable[str], pace: Pace) -> list[Step]:
    """The start, and the step after each event."""
    first = Step("", Trust(START))
    return list(accumulate(events, lambda step, event: step.after(event, pace), initial=first))


def still_needed(step: Step, pace: Pace) -> int | None:
    """How many kept promises bring trust back to where it was; None where no number does.

    >>> still_needed(Step("", Trust(0.8)).after("slip", Pace()), Pace())
    14
    """
    if not step.can_return:
        return None
    count = 0
    while step.goal is not None:
        step, count = step.after("kept", pace), count + 1
    return count

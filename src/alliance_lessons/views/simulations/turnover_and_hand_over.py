"""Lesson 2.5: one alliance keeps its people, the other hands over well; where trust settles."""

from dataclasses import dataclass
from functools import cached_property

from alliance_lessons.models.turnover import (
    Relation,
    course_of_trust,
    hand_over_needed,
    months_to_regain,
    settled_trust,
)
from alliance_lessons.views.chart import Axis, Line, line_chart
from alliance_lessons.views.drawing import Picture, num
from alliance_lessons.views.simulation import (
    Button,
    Here,
    Range,
    Scene,
    Simulation,
    State,
    Switch,
    Table,
)

NAME = "turnover-and-hand-over"
BET = "relationships.rotation-bet"
MONTHS = 120
BEGIN = 0.8  # trust before month 1, of 1
TENDED, LEFT = 0.1, 0.02  # the share of the gap to full trust that closes in a month
HIGH = 0.8  # the level from which the last column of the table counts


@dataclass(frozen=True)
class Alliance:
    """An alliance in which somebody leaves every so many months; `kept` is of 100."""

    name: str
    every: int
    kept: int
    tended: bool

    @property
    def relation(self) -> Relation:
        return Relation(1 / self.every, self.kept / 100, TENDED if self.tended else LEFT)

    @property
    def settled(self) -> float:
        """Of 100, on average.

        >>> round(Alliance("Stay", 10, 30, True).settled, 2)
        56.25
        """
        return 100 * settled_trust(self.relation)

    @cached_property
    def course(self) -> tuple[float, ...]:
        """One course over ten years, of 100: somebody leaves exactly every so many months."""
        changes = range(self.every, MONTHS + 1, self.every)
        growth = self.relation.growth
        return tuple(
            100 * trust
            for trust in course_of_trust(BEGIN, MONTHS, changes, self.kept / 100, growth)
        )

    @property
    def lowest(self) -> float:
        """The lowest point after a change in that course."""
        return min(self.course[month] for month in range(self.every, MONTHS + 1, self.every))

    @property
    def months_lost(self) -> int:
        """How long it takes until trust is at 80 of 100 again, after a change at 80."""
        return months_to_regain(HIGH, self.kept / 100, self.relation.growth)


def alliances(state: State) -> tuple[Alliance, Alliance]:
    """Both alliances as the sliders have them."""
    stay = Alliance("Stay", state["stay-every"], state["stay-kept"], state["stay-tended"])
    return stay, Alliance("Change", state["change-every"], state["change-kept"], tended=True)


def scene(state: State, here: Here) -> Scene:
    """Both courses, where they settle, and what would bring them level."""
    bet = here.answers.get(BET)
    if here.learner and bet is None and state == START:  # the bet comes first
        return Scene(said="Place your bet above, or move a slider, to see both alliances.")
    stay, change = alliances(state)
    said = _sentence(stay, change) + _level(stay, change)
    if state == START and bet is not None:
        said += f" You bet {num(bet)} for Change; it comes to {change.settled:.0f}."
    return Scene(
        said=said,
        pictures=(_chart(stay, change, said),),
        tables=(_table(stay, change),),
        model=_model(change),
    )


def press(state: State, button: str) -> State:
    """Back to the two alliances as they were."""
    return START


def _sentence(stay: Alliance, change: Alliance) -> str:
    ends = [round(one.settled) for one in (stay, change)]
    ahead = "level, or nearly"
    if ends[0] != ends[1]:
        first = stay if ends[0] > ends[1] else change
        ahead = f"{first.name} is ahead by {abs(ends[0] - ends[1])}"
    return (
        f"In the long run and on average, trust in Stay is {ends[0]} of 100 and in Change "
        f"{ends[1]}: {ahead}. When somebody leaves, it falls to {stay.lowest:.0f} at the lowest in "
        f"Stay and to {change.lowest:.0f} in Change."
    )


def _level(stay: Alliance, change: Alliance) -> str:
    """From which hand-over on Change keeps up with Stay, where the two differ."""
    relation = change.relation
    if abs(stay.settled - change.settled) < 1e-9:
        return ""
    needed = hand_over_needed(stay.settled / 100, relation.leaving, relation.growth)
    if needed is None or needed > 0.995:
        return " Only a perfect hand-over would bring Change level with that."
    if needed == 0:
        return " Change keeps up with that without any hand-over."
    return f" Change keeps up with that from a hand-over of {100 * needed:.0f} of 100 on."


def _chart(stay: Alliance, change: Alliance, said: str) -> Picture:
    lines = []
    for style, one in enumerate((change, stay)):  # the whole line for the one that zigzags
        end = one.settled
        lines.append(Line(f"{end:.0f}", ((0, end), (MONTHS, end)), style, thin=True))
        lines.append(Line(f"{one.name} ", tuple(enumerate(one.course)), style))
    return line_chart(
        f"{NAME}-course",
        "Trust over ten years in both alliances, and where it settles on average",
        said,
        lines,
        Axis("Month", (0, 24, 48, 72, 96, MONTHS)),
        Axis("Trust, of 100; dotted: on average", (0, 20, 40, 60, 80, 100)),
    )


def _table(stay: Alliance, change: Alliance) -> Table:
    rows = [
        (
            one.name,
            f"every {one.every} months",
            f"{one.kept} of 100",
            f"{one.settled:.0f}",
            f"{one.lowest:.0f}",
            str(one.months_lost),
        )
        for one in (stay, change)
    ]
    head = (
        "Alliance",
        "Somebody leaves",
        "Handed over",
        "Trust on average",
        "Lowest after a change",
        "Months from a change at 80 back to 80",
    )
    return Table("The same in numbers", head, tuple(rows))


def _model(change: Alliance) -> str:
    relation = change.relation
    h, r, g = relation.leaving, relation.handed_over, relation.growth
    return (
        "In a month nobody leaves with the chance 1 - h: then trust grows by g of what is missing "
        "to 100. Somebody leaves with the chance h: then r of it is left. On average it settles "
        "at (1 - h) g / (1 - (1 - h)(1 - g) - h r). Change, from the sliders: h = 1 / "
        f"{change.every} = {h:.3f}, r = {r:.2f}, g = {g:.2f} gives {change.settled / 100:.4f}. "
        f"A relation that nobody tends has g = {LEFT}. The lines show one course, in which "
        "somebody leaves exactly every so many months; the dotted lines are the average of many "
        "in which it happens by chance."
    )


def _every(name: str, alliance: str, start: int) -> Range:
    label = f"{alliance}: somebody leaves every so many months"
    return Range(name, label, 5, 100, start, 5, "months")


def _kept(name: str, alliance: str, start: int, words: str = "") -> Range:
    label = f"{alliance}: how much of the trust is handed over, of 100"
    return Range(name, label, 0, 100, start, 10, "of 100", words)


SIMULATION = Simulation(
    name=NAME,
    title="Staying, and handing over",
    intro=(
        "Two alliances over ten years. In Stay people hardly ever leave, so nobody prepares for "
        "it, and nobody tends the relation. In Change somebody leaves every ten months, and most "
        "of the trust is handed over."
    ),
    controls=(
        _every("stay-every", "Stay", 50),
        _kept(
            "stay-kept",
            "Stay",
            0,
            "At 0 the next one starts as a stranger; at 100 nobody notices the change.",
        ),
        Switch("stay-tended", "Stay: somebody tends the relation between changes"),
        _every("change-every", "Change", 10),
        _kept("change-kept", "Change", 90),
        Button("reset", "Back to the start"),
    ),
    scene=scene,
    press=press,
    leaves_out=(
        "What a change costs in work and in sleep, what the person who leaves could do and the "
        "next one can't, and that a newcomer is sometimes trusted more. One number stands for a "
        "whole relation. How much can be handed over is for you to say: nobody has measured it "
        "for an alliance like yours."
    ),
    source=(
        "Our own design, with its numbers. That trust in a person and trust in a firm are related "
        "but distinct is a finding of Zaheer, McEvily and Perrone, Organization Science 9(2), "
        "1998, on 107 ties of buyers and suppliers; they give no equation."
    ),
    footnote="All numbers are invented.",
    reads=(BET,),
)

START = SIMULATION.start()

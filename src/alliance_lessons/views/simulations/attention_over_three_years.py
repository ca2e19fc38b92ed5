"""Lesson 2.5: the same days of attention, spent early or spread evenly."""

from functools import cache

from alliance_lessons.models.turnover import Relation, expected_path
from alliance_lessons.views.chart import Axis, Line, line_chart
from alliance_lessons.views.drawing import Picture
from alliance_lessons.views.simulation import Button, Here, Range, Scene, Simulation, State, Table

NAME = "attention-over-three-years"
DAYS, MONTHS, YEAR = 36, 36, 12
EVEN = DAYS * YEAR // MONTHS  # days in the first year if they are spread evenly
BEGIN = 0.5  # trust before month 1, of 1
A_DAY = 0.1  # the share of the gap to full trust that one day of attention closes
HANDED_OVER = 0.7


@cache
def path(first_year: int, every: int) -> tuple[float, ...]:
    """Trust of 100 on average, before month 1 and after each month.

    >>> [round(path(36, 20)[month]) for month in (12, 36)]
    [94, 65]
    """
    later = (DAYS - first_year) / (MONTHS - YEAR)
    months = [first_year / YEAR] * YEAR + [later] * (MONTHS - YEAR)
    relations = (Relation(1 / every, HANDED_OVER, 1 - (1 - A_DAY) ** days) for days in months)
    return tuple(100 * trust for trust in expected_path(BEGIN, relations))


def scene(state: State, here: Here) -> Scene:
    """Your way of spending the days beside the even one."""
    first, every = state["first-year"], state["every"]
    yours, even = path(first, every), path(EVEN, every)
    said = (
        f"Your way: {first} days in the first year, {DAYS - first} after it. Trust is "
        f"{yours[YEAR]:.0f} of 100 after one year and {yours[MONTHS]:.0f} after three. Spread "
        f"evenly, it is {even[YEAR]:.0f} and {even[MONTHS]:.0f}. {_ahead(yours, even)}"
    )
    return Scene(
        said=said,
        pictures=(_chart(yours, even, said),),
        tables=(_table(yours, even),),
        model=_model(every),
    )


def press(state: State, button: str) -> State:
    """Back to all days in the first year."""
    return SIMULATION.start()


def _ahead(yours: tuple[float, ...], even: tuple[float, ...]) -> str:
    gap = round(even[MONTHS]) - round(yours[MONTHS])
    if yours == even:
        return "That is one and the same."
    if gap == 0:
        return "At the end the two are level."
    first = "the even way" if gap > 0 else "your way"
    behind = next((m for m in range(1, MONTHS + 1) if yours[m] < even[m]), None)
    since = f"; yours falls behind in month {behind}" if behind and gap > 0 else ""
    return f"At the end {first} is ahead by {abs(gap)}{since}."


def _chart(yours: tuple[float, ...], even: tuple[float, ...], said: str) -> Picture:
    return line_chart(
        f"{NAME}-trust",
        "Trust over three years, your way and the even way",
        said,
        (Line("yours", tuple(enumerate(yours)), 0), Line("even", tuple(enumerate(even)), 1)),
        Axis("Month", (0, 12, 24, MONTHS)),
        Axis("Trust, of 100, on average", (0, 20, 40, 60, 80, 100)),
    )


def _table(yours: tuple[float, ...], even: tuple[float, ...]) -> Table:
    rows = tuple(
        (str(month), f"{yours[month]:.0f}", f"{even[month]:.0f}")
        for month in range(0, MONTHS + 1, 6)
    )
    return Table("The same in numbers", ("Month", "Your way", "Evenly"), rows)


def _model(every: int) -> str:
    return (
        f"Trust begins at {100 * BEGIN:.0f}. A day of attention closes a tenth of what is missing "
        "to 100, so n days in a month close 1 - 0.9^n of it. In each month somebody leaves with "
        f"the chance 1 / {every}; then {HANDED_OVER} of the trust is left, and none is added."
    )


SIMULATION = Simulation(
    name=NAME,
    title="Thirty-six days of attention",
    intro=(
        "You have 36 days in three years to tend the relation: visits, questions, thanks, words "
        "with newcomers. How many of them go into the first year?"
    ),
    controls=(
        Range(
            "first-year",
            "Days of attention in the first year, of 36",
            EVEN,
            DAYS,
            DAYS,
            2,
            "of 36",
            help="At 12 every month gets one day. At 36 nothing is left after the first year.",
        ),
        Range("every", "Somebody leaves every so many months", 5, 100, 20, 5, "months"),
        Button("reset", "Back to the start"),
    ),
    scene=scene,
    press=press,
    leaves_out=(
        "Some days are worth more than others: the early ones find out who does what, and nobody "
        "can spread those. Trust in here does not fade by itself; it is lost only when somebody "
        "leaves, of whom 70 of 100 are handed over. And nobody counts attention in days."
    ),
    source=(
        "Our own design, with its numbers: one day closes a tenth of what is missing to full "
        "trust. That firms let attention go when all is well is said by a consultancy (Tyler, "
        "n.d.); it gives no figures."
    ),
    footnote="All numbers are invented.",
)

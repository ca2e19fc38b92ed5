"""The report as one page that needs nothing but itself."""

import math
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from alliance_lessons.desk import TEMPLATES
from alliance_lessons.desk.report import charts, cohort, state, statistics
from alliance_lessons.desk.report.answers import MOST_COUNTED
from alliance_lessons.desk.report.findings import misleading, separates_badly
from alliance_lessons.desk.report.gather import Report

LISTED = 40  # learners in a list on the page; the tables have them all
PLACES = 60


def page(report: Report) -> str:
    """The whole page. Words of learners are not on it, and names are shown as text."""
    pages = Environment(
        loader=FileSystemLoader(f"{TEMPLATES}/report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Any] = {
        "percent": percent,
        "two": two,
        "plain": plain,
        "people": state.people,
        "band": statistics.band,
    }
    pages.filters |= filters
    table = report.cohort
    return pages.get_template("report.html.j2").render(
        report=report,
        now=state.standing(report),
        findings=[*report.findings, *state.state_findings(report)],
        late=_listed(table[table["late"] > 0].sort_values("late", ascending=False)),
        missing=_listed(table[table["status"] == cohort.NOT_IN]) if report.enrolled else [],
        not_graded=_listed(table[table["status"] == cohort.NOT_GRADED]),
        waiting=_listed(table[table["status"] == cohort.WAITS]),
        marks=_marks(report),
        chart=_questions_chart(report),
        misleading={one.question.grade_id: misleading(one) for one in report.items},
        reliability=state.reliability(report),
        enough=statistics.FEWEST_FOR_ITEMS,
        fewest=statistics.FEWEST,
        usual=state.USUAL,
        sample=MOST_COUNTED if report.marked > MOST_COUNTED else 0,
        listed=LISTED,
        shown_places=report.places[:PLACES],
    )


def percent(share: float | None) -> str:
    r"""A share in whole per cent.

    >>> percent(0.62), percent(None)
    ('62\xa0%', '–')
    """
    return "–" if share is None or math.isnan(share) else f"{share:.0%}".replace("%", "\u00a0%")


def two(value: float | None) -> str:
    """A figure with two places and the minus sign of print.

    >>> two(-0.1), two(None)
    ('−0.10', 'none')
    """
    return "none" if value is None else f"{value:.2f}".replace("-", "−")


def plain(name: str) -> str:
    """A name without signs that can't be seen or that turn the order of letters.

    >>> plain("nia\u202eosei")
    'nia\ufffdosei'
    """
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name)


def _listed(rows: Any) -> list[dict[str, Any]]:
    return [
        {"learner": plain(str(learner)), "late": row["late"]}
        for learner, row in rows.head(LISTED).iterrows()
    ]


def _marks(report: Report) -> list[dict[str, Any]]:
    """The distributions: the automatic marks, and the whole ones where a person adds to them."""
    found = []
    automatic, whole = report.points
    for column, points, name, title in (
        ("automatic", automatic, "automatic", "Automatic marks"),
        ("total", whole, "whole", "Whole marks, of those whose texts are read"),
    ):
        given = report.cohort[column].dropna()
        if (
            len(given) < statistics.FEWEST
            or not points
            or (column == "total" and whole == automatic)
        ):
            continue
        counted = charts.tenths(list(given / points))
        middle = float(given.median())
        words = (
            f"{state.people(len(given))}: half have {middle:g} of {points:g} points or more; "
            f"the lowest has {given.min():g}, the highest {given.max():g}."
        )
        svg = charts.marks_chart(counted, name, title, words)
        rows = [(f"{10 * n} to {10 * n + 10} %", number) for n, number in enumerate(counted)]
        found.append({"title": title, "words": words, "svg": Markup(svg), "rows": rows})  # noqa: S704
    return found


def _questions_chart(report: Report) -> dict[str, Any] | None:
    items = [one for one in report.items if one.p is not None]
    if not items:
        return None
    low = sum(map(separates_badly, items))
    hardest = min(items, key=lambda one: one.p or 0)
    words = (
        f"The hardest was {hardest.question.title}, with {percent(hardest.p)} of its points; "
        f"{low or 'none'} of {len(items)} {'calls' if low == 1 else 'call'} for a look at how "
        f"well it separates{', drawn as a diamond' if low else ''}."
    )
    title = "How hard each question was, and how well it separates"
    svg = charts.questions_chart(items, title, words)
    return {"title": title, "words": words, "svg": Markup(svg)}  # noqa: S704 (titles are escaped)

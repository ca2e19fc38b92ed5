"""The report's tables as CSV files, for spreadsheets and programs."""

import unicodedata
from collections.abc import Mapping
from typing import Any

import pandas as pd

from alliance_lessons.desk.report.gather import Report

STARTS = "=+-@\t\r\n|%"  # where a spreadsheet may take a text for something to calculate


def as_text(text: str) -> str:
    """A text that a spreadsheet shows and does not calculate (OWASP: CSV injection).

    >>> as_text("=1+1"), as_text("nia.osei"), as_text(" @SUM(A1)")
    ("'=1+1", 'nia.osei', "' @SUM(A1)")
    """
    plain = unicodedata.normalize("NFKC", text)  # wide signs are taken for signs, too
    begins = plain[:1] in STARTS or plain.lstrip()[:1] in STARTS
    return f"'{text}" if text and begins else text


def tables(report: Report) -> dict[str, pd.DataFrame]:
    """The tables by the names of their files."""
    found = {"learners": _learners(report)}
    if report.shown:
        found |= {
            "items": pd.DataFrame(_items(report)),
            "options": pd.DataFrame(_options(report)),
            "competencies": pd.DataFrame(map(_competency, report.competencies)),
        }
    if report.groups:
        found["groups"] = pd.DataFrame(
            {
                "group": one.name,
                "members": None if one.hidden else one.members,
                "handed_in": one.handed_in,
                "marked": one.marked,
                "mean_share": one.share,
                "hidden": one.hidden,
            }
            for one in report.groups
        )
    found["places_to_look"] = pd.DataFrame(
        [
            {"place": number, "learner": learner, "same": place.what, "item": place.item_id}
            for number, place in enumerate(report.places, 1)
            for learner in place.learners
        ],
        columns=["place", "learner", "same", "item"],
    )
    return found


def as_csv(table: pd.DataFrame) -> bytes:
    """A table as CSV in UTF-8, with the mark at its head by which spreadsheets know that."""
    shown = table.copy()
    for place, column in enumerate(table.columns):
        if table[column].dtype.kind not in "biuf":
            shown.isetitem(place, [_cell(one) for one in table[column]])
    text: str = shown.round(4).to_csv(index=False, lineterminator="\r\n", float_format="%.10g")
    return text.encode("utf-8-sig", "replace")


def _cell(value: Any) -> Any:
    return as_text(value) if isinstance(value, str) else value


def _learners(report: Report) -> pd.DataFrame:
    """Without groups: beside marks they would show what small groups are to hide."""
    table = report.cohort.drop(columns="group", errors="ignore").rename(
        columns={"late": "late_hours", "automatic": "automatic_points", "total": "total_points"}
    )
    if not report.shown:
        return table[["status", "late_hours"]].reset_index()
    return table.join(report.item_marks).reset_index()


def _items(report: Report) -> list[dict[str, Any]]:
    return [
        {
            "question": one.question.title,
            "grade_id": one.question.grade_id,
            "item": one.question.item.id if one.question.item else "",
            "competency": one.question.item.competency if one.question.item else "",
            "points": one.question.points,
            "marked_by": "a person" if one.question.by_hand else "key",
            "marked": one.marked,
            "answered": one.answered,
            "p": one.p,
            "item_rest": one.r,
        }
        for one in report.items
    ]


def _options(report: Report) -> list[Mapping[str, Any]]:
    right = {True: "yes", False: "no", None: ""}
    return [
        {
            "question": one.question.title,
            "grade_id": one.question.grade_id,
            "part": choice.part,
            "answer": choice.answer,
            "right": right[choice.right],
            "learners": choice.number,
            "share": choice.share,
            "share_of_strong": choice.strong,
            "share_of_weak": choice.weak,
        }
        for one in report.items
        for choice in one.choices
    ]


def _competency(one: Any) -> dict[str, Any]:
    return {
        "competency": one.name,
        "mean_share": one.share,
        "learners": one.learners if one.share is not None else None,
        "assignments": ", ".join(one.assignments),
    }

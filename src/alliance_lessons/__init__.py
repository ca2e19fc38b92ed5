"""Alliance Lessons: a course on leading strategic alliances.

The few verbs a notebook says. Each is loaded when it is first used, so that a graded cell
does not wait for the widgets and importing the package costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alliance_lessons.notebook_case import case
    from alliance_lessons.views import (
        ask,
        course_map,
        explore,
        hand_in,
        how_sure,
        look_back,
        my_work,
        recall,
        recall_due,
    )
    from alliance_lessons.workbook.graded import answered, mark, response

__all__ = [
    "answered",
    "ask",
    "case",
    "course_map",
    "explore",
    "hand_in",
    "how_sure",
    "look_back",
    "mark",
    "my_work",
    "recall",
    "recall_due",
    "response",
]

_HOMES = {
    "answered": "alliance_lessons.workbook.graded",
    "ask": "alliance_lessons.views",
    "case": "alliance_lessons.notebook_case",
    "course_map": "alliance_lessons.views",
    "explore": "alliance_lessons.views",
    "hand_in": "alliance_lessons.views",
    "how_sure": "alliance_lessons.views",
    "look_back": "alliance_lessons.views",
    "mark": "alliance_lessons.workbook.graded",
    "my_work": "alliance_lessons.views",
    "recall": "alliance_lessons.views",
    "recall_due": "alliance_lessons.views",
    "response": "alliance_lessons.workbook.graded",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value

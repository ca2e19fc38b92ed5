"""The roster: who should hand in, and in which group. A CSV with `id` and perhaps `group`."""

import csv
from pathlib import Path

from alliance_lessons.errors import CourseError

NO_GROUP = "no group"


def read_roster(path: Path) -> dict[str, str]:
    """The learners' ids with their groups, in the order of the file."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, restval="")
            if "id" not in (rows.fieldnames or ()):
                raise CourseError(
                    f"{path} has no column `id`; write `id`, or `id,group`, in its first line."
                )
            found: dict[str, str] = {}
            for row in rows:
                learner = (row["id"] or "").strip()
                if learner in found:
                    raise CourseError(f"{path}, line {rows.line_num}: {learner!a} stands twice.")
                if learner:
                    found[learner] = (row.get("group") or "").strip() or NO_GROUP
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise CourseError(f"{path} can't be read as CSV in UTF-8 ({reason}).") from None
    if not found:
        raise CourseError(f"{path} names nobody; write one learner's id a line.")
    return found

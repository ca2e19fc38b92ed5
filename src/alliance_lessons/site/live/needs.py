"""Which files of the live edition a lesson asks for when it is opened, so that they load at once.

`needs.json` was recorded with a real browser (`python -m benchmarks.live_needs`) and says for
which versions. Names with a `*` stand for every file that fits; the others have to be there.
What only some lessons ask for stands under `later` and loads once a lesson is open.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from alliance_lessons.errors import CourseError

NEEDS = Path(__file__).with_name("needs.json")
ANEW = "record the list anew: python -m benchmarks.live_needs"


@dataclass(frozen=True)
class Group:
    """Files that change together, in the order of need: paths below the folder of the edition."""

    name: str
    files: tuple[str, ...]


def needed_groups(live: Path, needs: Path = NEEDS) -> tuple[Group, ...]:
    """The files that an opening lesson needs, each once, as they lie in `live`.

    Raises CourseError where one that is named is missing or a pattern fits nothing, as after a
    change of version.
    """
    groups = []
    taken = set(later_files(live, needs))
    for name, patterns in json.loads(needs.read_text("utf-8"))["groups"].items():
        files: list[str] = []
        for pattern in patterns:
            found = _found(live, pattern)
            files += [one for one in found if one not in taken]
            taken.update(found)
        groups.append(Group(name, tuple(files)))
    return tuple(groups)


def later_files(live: Path, needs: Path = NEEDS) -> tuple[str, ...]:
    """The files that some lessons need after they have opened, as they lie in `live`.

    Raises CourseError where one is missing.
    """
    patterns = json.loads(needs.read_text("utf-8")).get("later", ())
    return tuple(one for pattern in patterns for one in _found(live, pattern))


def absent_names(needs: Path = NEEDS) -> tuple[str, ...]:
    """What JupyterLite asks for although no edition has it; to ask a host would only take time."""
    return tuple(json.loads(needs.read_text("utf-8"))["absent"])


def _found(live: Path, pattern: str) -> list[str]:
    """Files that fit, of which there has to be one; a name in square brackets is only a name."""
    escaped = re.sub(r"([\[?])", r"[\1]", pattern)
    found = [one.relative_to(live).as_posix() for one in live.glob(escaped) if one.is_file()]
    if not found:
        raise CourseError(f"{live / pattern} is missing, which a lesson asks for; {ANEW}.")
    return sorted(found)

"""Where fetched parts are kept, so that a second build needs no network."""

from pathlib import Path

from platformdirs import user_cache_path

from alliance_lessons.workbook.course import PACKAGE


def cache_folder() -> Path:
    """In a clone its own, else the user's."""
    clone = PACKAGE.parents[1]
    if (clone / "pyproject.toml").is_file():
        return clone / ".cache" / "site"
    return user_cache_path("alliance-lessons") / "site"

"""The whole site: the pages to read, and the edition that runs in the browser."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from alliance_lessons.errors import CourseError
from alliance_lessons.site.live.build import build_live
from alliance_lessons.site.pages.build import write_pages

OURS = ".alliance-site"  # tells a site made before from somebody's folder


@dataclass(frozen=True)
class Site:
    """What was made: its folder, its pages to read, and the bytes a first live visit loads.

    `live_bytes` is None where the edition that runs in the browser was left out.
    """

    folder: Path
    pages: tuple[Path, ...]
    live_bytes: int | None


def build_site(out: Path, live: bool = True) -> Site:
    """Makes the site in `out`, an empty folder or one that holds a site made before.

    It is made beside `out` and then put in its place, so that a build that fails leaves the
    old site as it was. Raises CourseError where `out` holds anything else.
    """
    out = out.absolute()
    if out.exists() and not _may_be_replaced(out):
        raise CourseError(f"{out} holds something else; name a new or an empty folder.")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as place:
            new = Path(place, "site")
            new.mkdir()
            live_bytes = build_live(new).first_visit_bytes if live else None
            pages = write_pages(new, live_bytes)
            (new / OURS).touch()
            if out.exists():
                shutil.rmtree(out)
            new.rename(out)
    except OSError as error:
        raise CourseError(
            f"{error.filename or out} can't be written ({error.strerror or error}); make room "
            "or allow writing there."
        ) from None
    return Site(out, tuple(out / page.relative_to(new) for page in pages), live_bytes)


def _may_be_replaced(folder: Path) -> bool:
    return (
        folder.is_dir()
        and not folder.is_symlink()
        and ((folder / OURS).is_file() or not any(folder.iterdir()))
    )

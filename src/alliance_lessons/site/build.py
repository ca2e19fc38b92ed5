"""The whole site: the pages to read, and the edition that runs in the browser."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from alliance_lessons.errors import CourseError
from alliance_lessons.site.live.build import build_live
from alliance_lessons.site.pages.build import write_pages

OURS = ".alliance-site"  # names what a site brought, a line each; the rest is somebody's own


@dataclass(frozen=True)
class Site:
    """What was made: its folder, its pages to read, and the bytes a first live visit loads.

    `live_bytes` is None where the edition that runs in the browser was left out.
    """

    folder: Path
    pages: tuple[Path, ...]
    live_bytes: int | None


def build_site(out: Path, live: bool = True) -> Site:
    """Makes the site in `out`, a new folder, an empty one, or one that holds a site made before.

    A build that fails leaves the old site as it was. What somebody added to it stays, such as a
    host's settings. Raises CourseError where `out` holds anything else.
    """
    try:
        out = out.absolute()
        _refuse_others(out)
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=out) as place:
            new = Path(place)
            live_bytes = build_live(new).first_visit_bytes if live else None
            pages = [page.relative_to(new) for page in write_pages(new, live_bytes)]
            _put_in_place(new, out)
    except OSError as error:
        raise CourseError(
            f"{error.filename or out} can't be written ({error.strerror or error}); make room "
            "or allow writing there."
        ) from None
    return Site(out, tuple(out / page for page in pages), live_bytes)


def _refuse_others(out: Path) -> None:
    is_ours = (out / OURS).is_file() or (out.is_dir() and not any(out.iterdir()))
    if out.is_symlink() or (out.exists() and not is_ours):
        raise CourseError(f"{out} holds something else; name a new or an empty folder.")


def _put_in_place(new: Path, out: Path) -> None:
    """Moves what is in `new` to `out`, where it replaces what a site brought before."""
    before = set((out / OURS).read_text("utf-8").split("\n")) if (out / OURS).exists() else set()
    brought = {one.name for one in new.iterdir()}
    if added := sorted(name for name in brought - before if (out / name).exists()):
        raise CourseError(f"{out / added[0]} is in the way; move it to another folder.")
    # first, so that the next build clears up after one that is ended here
    (out / OURS).write_text("\n".join(sorted(before | brought)), "utf-8")
    for name in before - {""}:
        old = out / name
        shutil.rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink(missing_ok=True)
    for name in brought:
        (new / name).rename(out / name)
    (out / OURS).write_text("\n".join(sorted(brought)), "utf-8")

"""`alliance site`: the course as a web site, to read and to use in the browser alone."""

import argparse
from pathlib import Path

from alliance_lessons.cli.parser import DONE, Verbs


def add(verbs: Verbs) -> None:
    """Adds the verb."""
    site = verbs.add_parser(
        "site",
        help="make a web site of the course",
        description="Writes a web site into OUT: a page to read for each lesson, and the course "
        "as it runs in a browser alone. Any web server that hands out files can serve it.",
    )
    site.add_argument("out", type=Path, metavar="OUT")
    site.add_argument(
        "--pages-only", action="store_true", help="only the pages to read; needs no network"
    )
    site.set_defaults(run=_site)


def _site(given: argparse.Namespace) -> int:
    from alliance_lessons.site.build import build_site

    site = build_site(given.out, live=not given.pages_only)
    print(f"{site.folder}: {len(site.pages)} pages to read.")
    if site.live_bytes is not None:
        print(f"Going live loads {site.live_bytes / 1e6:.1f} MB on a first visit.")
    print("To look at it here:")
    print(f"    python3 -m http.server --bind 127.0.0.1 --directory {site.folder}")
    return DONE

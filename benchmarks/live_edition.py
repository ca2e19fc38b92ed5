"""The live edition from its address to the first exercise: ours, and JupyterLite's as it is built.

Both are the same files. Ours is opened by live/open.html, which loads one packed copy of what a
lesson asks for and keeps it; the other one is JupyterLite's own page, on a host that compresses
text and WebAssembly (ours needs no such host). Each visit is made on loopback and at 3 Mbit/s with
40 ms before each answer: all connections together pass one slow link, the workers' as well. Cold
is a browser that holds nothing, again is the same browser in a new window. Before them, the page to
read. Times are from the start of navigation, MB are all that the host sent until the exercise.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Error as BrowserError

from alliance_lessons.site.live.build import build_live
from alliance_lessons.site.live.opening import write_opening
from alliance_lessons.site.pages.build import write_pages
from tests.browser.running_lab import running_chromium
from tests.browser.static_host import THREE_MBIT, Host, static_host

LESSON = "4_forgoing_rights/4_1_the_rights_ledger"
OURS, PLAIN = f"live/open.html?path={LESSON}.ipynb", f"live/lab/index.html?path={LESSON}.ipynb"
LINKS = {"loopback": (None, 0.0), "3 Mbit/s": (THREE_MBIT, 0.04)}
PATIENCE = 300_000  # ms
CUT_OFF = 60_000  # ms, of which each step without a connection has to take less
STEPS = {  # what is seen, in its order; the time since the step before is what the step took
    "loaded": "location.pathname.endsWith('/lab/index.html')",
    "lab": "globalThis.jupyterapp?.shell?.currentWidget?.sessionContext",
    "text": "document.querySelector('.jp-MarkdownOutput h1')?.checkVisibility()",
    "python": "['idle', 'busy'].includes("
    "globalThis.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status)",
    "exercise": "document.querySelector('.al-view input')?.checkVisibility("
    "{ visibilityProperty: true })",
}
Figures = dict[str, float]


@contextmanager
def both() -> Iterator[tuple[Path, Path]]:
    """The site with our page, and the same without it."""
    with tempfile.TemporaryDirectory() as place:
        ours, plain = Path(place, "ours"), Path(place, "plain")
        ours.mkdir()

        def copied(live: Path) -> int:
            shutil.copytree(live, plain / "live")
            return write_opening(live)

        with patch("alliance_lessons.site.live.build.write_opening", copied):
            size = build_live(ours).first_visit_bytes
        write_pages(ours, size)
        yield ours, plain


def read(browser: Browser, host: Host) -> Figures:
    """The page to read: when its text can be read, and all that it loads."""
    before = host.sent()
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{host.url}/{LESSON}.html")
        ended: float = page.evaluate(
            "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? "
            "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
        )
    return {"text": ended / 1000, "MB": (host.sent() - before) / 1e6}


def visit(context: BrowserContext, host: Host, address: str) -> Figures | None:
    """Opens a lesson until its first exercise can be used; None where it does not open."""
    page = context.new_page()
    before = host.sent()
    begun = time.perf_counter()
    try:
        page.goto(f"{host.url}/{address}", wait_until="commit", timeout=PATIENCE)
        figures = {}
        for name, seen in STEPS.items():
            page.wait_for_function(seen, timeout=CUT_OFF if host.is_cut else PATIENCE)
            figures[name] = time.perf_counter() - begun
    except BrowserError:
        if host.is_cut:
            return None
        raise
    finally:
        sent = host.sent() - before
        page.close()
    return figures | {"MB": sent / 1e6}


def visits(browser: Browser, host: Host, address: str) -> Iterator[tuple[str, Figures | None]]:
    """A cold visit, a second one, and one without a connection, in the same browser."""
    with browser.new_context() as context:
        yield "cold", visit(context, host, address)
        yield "again", visit(context, host, address)
        host.is_cut = True
        yield "cut", visit(context, host, address)
        host.is_cut = False


def tell(title: str, ours: list[Figures | None], plain: list[Figures | None]) -> None:
    """Prints medians beside each other, and how many times ours the other one is."""
    print(f"\n{title:24}{'ours':>10}{'plain':>10}{'times':>8}")
    for name in (*STEPS, "MB"):
        own, other = (
            [one[name] for one in kind if one is not None and name in one] for kind in (ours, plain)
        )
        shown = [f"{statistics.median(one):10.2f}" if one else f"{'-':>10}" for one in (own, other)]
        ratio = ""
        if own and other and statistics.median(own) > 0:
            ratio = f"{statistics.median(other) / statistics.median(own):7.2f}x"
        print(f"  {name:22}{''.join(shown)}{ratio:>8}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=3, help="of each kind (default: 3)")
    parser.add_argument("--link", choices=LINKS, help="this one alone")
    options = parser.parse_args()
    with both() as (ours, plain), running_chromium() as browser:
        for link, (bits, delay) in LINKS.items():
            if options.link not in (None, link):
                continue
            taken: dict[tuple[str, str], list[Figures | None]] = {}
            pages = []
            for _ in range(options.visits):
                for kind, folder, address in (("ours", ours, OURS), ("plain", plain, PLAIN)):
                    with static_host(folder) as host:  # another origin: nothing is kept
                        host.bits, host.delay, host.packs = bits, delay, kind == "plain"
                        if kind == "ours":
                            pages.append(read(browser, host))
                        for when, figures in visits(browser, host, address):
                            taken.setdefault((kind, when), []).append(figures)
            text, size = (statistics.median(one[name] for one in pages) for name in ("text", "MB"))
            print(f"\n{link}: the page to read after {text:.2f} s and {size:.2f} MB")
            for when in ("cold", "again", "cut"):
                title = f"{link}, {when} [s]"
                tell(title, taken["ours", when], taken["plain", when])


if __name__ == "__main__":
    main()

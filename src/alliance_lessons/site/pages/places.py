"""Where each page of the site lies, and how a link inside the course leads there."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from alliance_lessons.errors import CourseError
from alliance_lessons.site.addresses import START, page_of
from alliance_lessons.workbook.course import CourseFiles, files_in
from alliance_lessons.workbook.course_outline import Lesson, Outline

CARDS = "cards.html"
CELL = "cell-id="  # before a cell's id in a link of the course; on a page the id alone is the place


@dataclass(frozen=True)
class Places:
    """The pages of a site: `pages` leads from what lies in the course to its page.

    `live` says how much is loaded by going live, such as "15 MB"; empty where the site has no
    live edition.
    """

    pages: Mapping[str, str]
    live: str = ""

    def resolve(self, href: str, source: str) -> str:
        """A link written in `source` as it stands on the page of that source.

        Raises CourseError where it leads to nothing that has a page.

        >>> places = Places({"start.ipynb": "index.html", "m/1.ipynb": "m/1.html"})
        >>> places.resolve("../start.ipynb#cell-id=what-it-is", "m/1.ipynb")
        '../index.html#what-it-is'
        >>> places.resolve("https://doi.org/10.1000/1", "m/1.ipynb")
        'https://doi.org/10.1000/1'
        """
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return href
        fragment = f"#{parts.fragment.removeprefix(CELL)}" if parts.fragment else ""
        if not parts.path:
            return fragment
        target = posixpath.normpath(posixpath.join(posixpath.dirname(source), parts.path))
        if target not in self.pages:
            raise CourseError(f"{source} links to {href}, which has no page; mend the link.")
        return relative(self.pages[source], self.pages[target]) + fragment

    def live_link(self, source: str) -> str:
        """Where the page of `source` opens in the live edition; empty where there is none."""
        if not self.live:
            return ""
        return f"{relative(self.pages[source], 'live/open.html')}?path={quote(source)}"


def find_places(files: CourseFiles, outline: Outline, live_bytes: int | None) -> Places:
    """The places of all lessons, assignments and further pages of the course."""
    sources = [START, *(lesson.path for lesson in outline.lessons)]
    sources += [path.as_posix() for path in files_in(files.course) if path.suffix == ".md"]
    return Places({source: page_of(source) for source in sources}, megabytes(live_bytes))


def megabytes(number: int | None) -> str:
    r"""A number of bytes as people say it; never "0 MB".

    >>> megabytes(14_500_000), megabytes(3_000), megabytes(None)
    ('15\xa0MB', '1\xa0MB', '')
    """
    return "" if number is None else f"{max(1, -(-number // 1_000_000))}\N{NO-BREAK SPACE}MB"


def relative(page: str, target: str) -> str:
    """The way from one page to another.

    >>> relative("m/1.html", "glossary.html"), relative("index.html", "m/1.html")
    ('../glossary.html', 'm/1.html')
    """
    return posixpath.relpath(target, posixpath.dirname(page) or ".")


def place_in_course(lesson: Lesson, outline: Outline) -> str:
    """Where a lesson stands in the course, and how long it takes, in a line.

    >>> from alliance_lessons.workbook.course_outline import course_outline
    >>> outline = course_outline()
    >>> lesson = outline.lesson("4_forgoing_rights/4_1_the_rights_ledger.ipynb")
    >>> place_in_course(lesson, outline)
    'Forgoing rights · lesson 1 of 5 · core · 35 minutes'
    """
    module = next(one for one in outline.modules if one.id == lesson.module)
    lessons = [one for one in outline.lessons if one.module == module.id and one.number]
    which = "assignment"
    if lesson.number:
        which = f"lesson {1 + lessons.index(lesson)} of {len(lessons)}"
    return f"{module.name} · {which} · {lesson.kind} · {lesson.minutes} minutes"

"""All pages to read, written into a folder."""

from functools import partial
from pathlib import Path
from typing import Any

from alliance_lessons.site.addresses import MAP, START
from alliance_lessons.site.pages import cards, course_map
from alliance_lessons.site.pages.layout import html, write
from alliance_lessons.site.pages.lesson import parts
from alliance_lessons.site.pages.markdown import to_html
from alliance_lessons.site.pages.places import (
    CARDS,
    Places,
    find_places,
    place_in_course,
    relative,
)
from alliance_lessons.views.map_view import PLANNED
from alliance_lessons.workbook.course import CourseFiles, course_files
from alliance_lessons.workbook.course_outline import Lesson, Outline, course_outline
from alliance_lessons.workbook.notebooks import read_notebook


def write_pages(out: Path, live_bytes: int | None) -> list[Path]:
    """Writes the pages to read into `out`, and says which.

    `live_bytes` is what going live loads on a first visit; None where there is no live edition,
    so that no page leads there. Raises CourseError where the course has a fault.
    """
    files, outline = course_files(), course_outline()
    places = find_places(files, outline, live_bytes)
    written = [_map(out, files, outline, places)]
    written += [_lesson(out, files, outline, places, one) for one in outline.lessons]
    written += [_text_page(out, files, places, one) for one in places.pages if one.endswith(".md")]
    return [*written, _cards(out, files, outline, places)]


def _frame(page: str, places: Places, title: str) -> dict[str, Any]:
    """What every page's frame needs: its title, and the ways from it."""
    to = partial(relative, page)
    return {
        "title": title,
        "here": page,
        "map": to(MAP),
        "ways": [
            ("Map of the course", to(MAP), page == MAP),
            ("Glossary", to("glossary.html"), page == "glossary.html"),
            ("Sources", to("references.html"), page == "references.html"),
            ("Cards to print", to(CARDS), page == CARDS),
        ],
        "loads": places.live,
        "live": "",
    }


def _map(out: Path, files: CourseFiles, outline: Outline, places: Places) -> Path:
    start = read_notebook(files.course / START)
    frame = _frame(MAP, places, "Alliance Lessons")
    frame |= {
        "lead": course_map.lead(start, places),
        "words": course_map.words(start, places),
        "groups": course_map.groups(outline, places),
        "planned": PLANNED,
        "binder": course_map.BINDER,
        "live": places.live_link(START),
        "cards": relative(MAP, CARDS),
    }
    return write(out / MAP, "map.html.j2", frame)


def _lesson(
    out: Path, files: CourseFiles, outline: Outline, places: Places, lesson: Lesson
) -> Path:
    page = places.pages[lesson.path]
    graded = lesson.kind == "graded"
    path = files.release(Path(lesson.path).stem) if graded else files.course / lesson.path
    title, shown = parts(read_notebook(path), lesson.path, places, graded)
    number = outline.lessons.index(lesson)
    frame = _frame(page, places, title)
    frame |= {
        "place": place_in_course(lesson, outline),
        "parts": [(part, html(part.html)) for part in shown],
        "first": next(part.id for part in shown if part.kind == "question"),
        "graded": graded,
        "live": places.live_link(lesson.path),
        "before": _neighbour(outline, places, page, number - 1),
        "after": _neighbour(outline, places, page, number + 1),
    }
    return write(out / page, "lesson.html.j2", frame)


def _neighbour(outline: Outline, places: Places, page: str, number: int) -> tuple[str, str] | None:
    """The name of the lesson with this number, and the way there; None where there is none."""
    if not 0 <= number < len(outline.lessons):
        return None
    lesson = outline.lessons[number]
    return f"{lesson.number} {lesson.title}".strip(), relative(page, places.pages[lesson.path])


def _text_page(out: Path, files: CourseFiles, places: Places, source: str) -> Path:
    page = places.pages[source]
    text = (files.course / source).read_text("utf-8")
    title, _, rest = text.removeprefix("# ").partition("\n")
    frame = _frame(page, places, title.strip())
    frame["text"] = html(to_html(rest, partial(places.resolve, source=source)))
    return write(out / page, "text.html.j2", frame)


def _cards(out: Path, files: CourseFiles, outline: Outline, places: Places) -> Path:
    frame = _frame(CARDS, places, "Cards to print")
    frame |= {
        "blank": cards.blank_cards(outline, places),
        "groups": cards.group_cards(files.course, outline, places),
    }
    return write(out / CARDS, "cards.html.j2", frame)

"""The course map: what to do next, every lesson with how far it is, and the pages of one's own.

Plain HTML with real links, so that it works wherever a notebook is shown. No answer of the
learner stands in it, and every state is said in words.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from math import ceil
from pathlib import Path

from alliance_lessons.errors import CourseError
from alliance_lessons.views.base import STATIC
from alliance_lessons.views.card import MONTHS, day_in_words
from alliance_lessons.views.page import Page
from alliance_lessons.workbook.course_outline import Lesson, Module
from alliance_lessons.workbook.course_progress import CourseProgress, course_progress
from alliance_lessons.workbook.due import ENOUGH, due_today, recalls
from alliance_lessons.workbook.folder import is_workbook
from alliance_lessons.workbook.handed_in import HandedIn
from alliance_lessons.workbook.own_pages import OwnPage, how_many, own_pages
from alliance_lessons.workbook.progress import Progress
from alliance_lessons.workbook.where_kept import KEPT, edition

HERE = "start.ipynb"
MY_WORK = f"{HERE}#cell-id=my-work"
HEADS = ("Lesson", "Kind", "Time", "How far")
PLANNED = "One more module is planned and not here yet: working together."
ELSEWHERE = (
    "The lessons are not beside this page, so nothing here leads to them: "
    "open start.ipynb in the folder of your course."
)
FETCH = (
    "The assignments are not in this folder: if your course runs on a shared server, fetch "
    "them from the Assignments list there."
)


def course_map() -> Page:
    """The map of the course that lies in the working folder, with the learner's progress."""
    return map_page(Path.cwd(), datetime.now(UTC))


def map_page(workbook: Path, now: datetime) -> Page:
    """The map of a workbook at a time; what can't be read is said in a sentence."""
    try:
        course = course_progress(workbook)
    except CourseError as error:
        return Page(f"<p>{escape(str(error))}</p>", str(error))
    paths = _paths(course, workbook)
    lines = [*_top(course, paths, now), *_modules(course, paths, now), *_yours(course, paths)]
    style = (STATIC / "course_map.css").read_text("utf-8")
    html = "\n".join(line.html for line in lines)
    words = "\n".join(line.words for line in lines)
    return Page(f'<style>\n{style}</style>\n<div class="al-map">\n{html}\n</div>', words)


def _paths(course: CourseProgress, workbook: Path) -> set[str]:
    """The lessons that are there to be opened.

    Where this is no workbook, as when the page is made, the assignments are taken for there.
    """
    presumed = not is_workbook(workbook) and any(workbook.glob("*/*.ipynb"))
    return {
        lesson.path
        for lesson, _ in course.lessons
        if (presumed and lesson.kind == "graded") or (workbook / lesson.path).is_file()
    }


def _top(course: CourseProgress, paths: set[str], now: datetime) -> Iterator[Page]:
    """What to do next, what is due, and what hinders."""
    if edition() == "binder":
        yield _not_kept()
    yield _next(course, paths)
    if words := _memory(course, now):
        yield words
    yield Page(
        f'<p>Further down: <a href="{MY_WORK}">your work, to take along</a>, '
        f'<a href="{HERE}#cell-id=what-it-is">what this is</a>, and '
        f'<a href="{HERE}#cell-id=good-to-know">what is good to know</a>.</p>',
        "Further down: your work, to take along, what this is, and what is good to know.",
    )
    for folder in course.unread:
        yield _paragraph(
            f"Some answers in {folder} can't be read, so less may be shown here than you have "
            "done; a lesson there says what to do."
        )
    missing = {lesson.kind for lesson, _ in course.lessons if lesson.path not in paths}
    if missing:
        yield _paragraph(FETCH if missing == {"graded"} else ELSEWHERE)


def _not_kept() -> Page:
    """Where answers are lost when one leaves: what happens, and the way out."""
    said, mend = KEPT["binder"], "Before you leave, take your work along:"
    html = f'{escape(said)} {mend} <a href="{MY_WORK}">My work</a>.'
    return Page(f'<p class="al-not-kept"><strong>{html}</strong></p>', f"{said} {mend} My work.")


def _next(course: CourseProgress, paths: set[str]) -> Page:
    if course.step is None:
        words = "You have answered all there is. What you wrote for your own alliance is below."
        return Page(f'<p class="al-next"><strong>{words}</strong></p>', words)
    lesson = course.step.lesson
    far = dict(course.lessons)[lesson]
    cell = "hand-in" if course.step.verb == "Hand in" else far.next if far.saved else ""
    verb, name = f"{course.step.verb}:", _name(lesson)
    rest = _where_in(lesson, far, course.step.verb)
    inside = f"<strong>{verb} {escape(name)}</strong>{escape(rest)}"
    link = _link(lesson, cell, inside, paths)
    return Page(f'<p class="al-next">{link}</p>', f"{verb} {name}{rest}")


def _where_in(lesson: Lesson, far: Progress, verb: str) -> str:
    """What is said behind a lesson's name: which question is next, and how long it takes."""
    if verb == "Hand in":
        return ", all answered"
    if verb in ("Begin", "Next"):
        return f" · {lesson.minutes} minutes"
    number = 1 + [question.cell for question in lesson.questions].index(far.next)
    return f", question {number} of {far.of}, {_time_left(lesson, far)}"


def _time_left(lesson: Lesson, far: Progress) -> str:
    """The lesson's minutes by what is still open, rounded up to five."""
    left = lesson.minutes * (far.of - far.answered) / far.of
    return "under 5 minutes left" if left < 5 else f"about {5 * ceil(left / 5)} minutes left"


def _memory(course: CourseProgress, now: datetime) -> Page | None:
    """How many questions are due for recall, or when the next will be."""
    waiting = len(due_today(course, now))
    if waiting:
        number = "1 question is due" if waiting == 1 else f"{waiting} questions are due"
        link = f'<a href="{HERE}#cell-id=from-memory">{number}</a>'
        return Page(f"<p>From memory: {link}.</p>", f"From memory: {number}.")
    if coming := recalls(course, now):
        if coming[0].since <= now:
            return _paragraph(f"From memory: {ENOUGH}")
        return _paragraph(f"From memory: the next question comes {_day(coming[0].since, now)}.")
    return None


def _modules(course: CourseProgress, paths: set[str], now: datetime) -> Iterator[Page]:
    for module in course.outline.modules:
        rows = [(one, far) for one, far in course.lessons if one.module == module.id]
        yield _heading(module.name)
        yield _paragraph(f"{module.when[:1].upper()}{module.when[1:]}. {module.about}")
        yield _table(module, rows, paths, now)
    yield _paragraph(PLANNED)


def _table(
    module: Module, rows: list[tuple[Lesson, Progress]], paths: set[str], now: datetime
) -> Page:
    heads = "".join(f'<th scope="col">{head}</th>' for head in HEADS)
    lines, words = [], []
    for lesson, far in rows:
        state = _state(lesson, far, now)
        number = f'<span class="al-number">{escape(lesson.number)} </span>' if lesson.number else ""
        link = _link(lesson, far.next if far.saved else "", number + escape(lesson.title), paths)
        lines.append(
            f'<tr><th scope="row">{link}</th><td>{escape(lesson.kind)}</td>'
            f"<td>{lesson.minutes} min</td><td>{escape(state)}{_bar(far)}</td></tr>"
        )
        words.append(f"  {_name(lesson)} · {lesson.kind} · {lesson.minutes} min · {state}")
    body = "\n".join(lines)
    html = (
        f'<table class="al-lessons" aria-label="Lessons: {escape(module.name)}">\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody></table>"
    )
    return Page(html, "\n".join(words))


def _state(lesson: Lesson, far: Progress, now: datetime) -> str:
    """How far a lesson is, in words.

    >>> lesson = Lesson("x", "x.ipynb", "1.1", "X", "m", "core", 30, ())
    >>> now = datetime(2026, 3, 1, tzinfo=UTC)
    >>> [_state(lesson, Progress(n, 9, saved="-" * n), now) for n in (0, 4, 9)]
    ['not begun', '4 of 9 answered', '✓ done']
    """
    if far.of and far.answered == far.of:
        said = "✓ all answered" if lesson.kind == "graded" else "✓ done"
    elif far.saved or far.answered:
        said = f"{far.answered} of {far.of} answered"
    else:
        said = "not begun"
    return f"{said}, {_hand_in(far.handed_in, now)}" if far.handed_in.at else said


def _hand_in(made: HandedIn, now: datetime) -> str:
    is_file = made.how == "file"  # it may still wait to be sent
    when = _clock(datetime.fromisoformat(made.at), now)
    if made.changed:
        return f"changed since the {'file' if is_file else 'hand-in'} of {when}"
    return f"file made {when}" if is_file else f"✓ handed in {when}"


def _bar(far: Progress) -> str:
    """A picture of what the words beside it say."""
    if not 0 < far.answered < far.of:
        return ""
    percent = round(100 * far.answered / far.of)
    return f'<span class="al-bar" aria-hidden="true"><span style="width: {percent}%"></span></span>'


def _yours(course: CourseProgress, paths: set[str]) -> Iterator[Page]:
    pages = own_pages(course)
    written = sum(page.written == page.of for page in pages)
    yield _heading("Yours")
    said = "Each lesson ends with a small step in your own alliance, written for you alone."
    if not pages:
        yield _paragraph(f"{said} What you write stands here.")
        return
    yield _paragraph(f"{said} {written} of {how_many(course)} are written.")
    lines = [(page, _parts(page)) for page in pages]
    items = "".join(
        f"<li>{_link(page.lesson, page.cell, escape(_name(page.lesson)), paths)}: {parts}</li>"
        for page, parts in lines
    )
    words = "\n".join(f"  {_name(page.lesson)}: {parts}" for page, parts in lines)
    yield Page(f'<ul class="al-yours">{items}</ul>', words)
    yield Page(
        f'<p><a href="{HERE}#cell-id=look-back">When to look back</a>, and these days for your '
        "calendar.</p>",
        "When to look back, and these days for your calendar.",
    )


def _parts(page: OwnPage) -> str:
    return "✓ written" if page.written == page.of else f"{page.written} of {page.of} parts written"


def _link(lesson: Lesson, cell: str, inside: str, paths: set[str]) -> str:
    """A link to a lesson, or to a cell in it; `inside` is HTML already."""
    if lesson.path not in paths:
        return f'<span class="al-away">{inside}</span>'
    place = f"{lesson.path}#cell-id={cell}" if cell else lesson.path
    return f'<a href="{escape(place)}">{inside}</a>'


def _name(lesson: Lesson) -> str:
    return f"{lesson.number} {lesson.title}".strip()


def _heading(words: str) -> Page:
    return Page(f"<h2>{escape(words)}</h2>", f"\n{words}")


def _paragraph(words: str) -> Page:
    return Page(f"<p>{escape(words)}</p>", words)


def _day(at: datetime, now: datetime) -> str:
    """The day of something to come, on the learner's own calendar."""
    day, today = at.astimezone().date(), now.astimezone().date()
    if (day - today).days < 2:
        return "tomorrow" if day > today else "later today"
    return f"on {day_in_words(day)}"


def _clock(at: datetime, now: datetime) -> str:
    """The learner's own clock, with the date unless it is today."""
    then, today = at.astimezone(), now.astimezone()
    if then.date() == today.date():
        return f"{then:%H:%M}"
    year = "" if then.year == today.year else f" {then.year}"
    return f"{then.day} {MONTHS[then.month - 1]}{year}, {then:%H:%M}"

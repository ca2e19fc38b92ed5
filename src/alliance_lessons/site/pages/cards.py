"""Cards to print: those a learner fills in by hand, and those for a group."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from markupsafe import Markup

from alliance_lessons.errors import CourseError
from alliance_lessons.site.pages.layout import html
from alliance_lessons.site.pages.markdown import to_html
from alliance_lessons.site.pages.places import CARDS, Places, relative
from alliance_lessons.views.card import Card
from alliance_lessons.views.simulations import courtesy_card, hand_over_card, norms_card
from alliance_lessons.workbook.course_outline import Lesson, Outline

BLANK = (hand_over_card.CARD, norms_card.CARD, courtesy_card.CARD)  # in the order of their lessons
HEADING = "\n## Cards"  # from here on a facilitator's page holds cards for its group


@dataclass(frozen=True)
class BlankCard:
    """A card to fill in, with the lesson it belongs to and the way there."""

    card: Card
    lesson: Lesson
    href: str


def blank_cards(outline: Outline, places: Places) -> list[BlankCard]:
    """The learner's own cards, empty."""
    found = []
    for card in BLANK:
        lesson = _lesson_of(card, outline)
        found.append(BlankCard(card, lesson, relative(CARDS, places.pages[lesson.path])))
    return found


def group_cards(course: Path, outline: Outline, places: Places) -> list[tuple[str, str, Markup]]:
    """The cards of each module's facilitator's page: module's id, its name and the cards."""
    found = []
    for module in outline.modules:
        source = f"{module.id}/facilitator.md"
        text = (course / source).read_text("utf-8")
        cards = text.partition(HEADING)[2].partition("\n")[2]
        if not cards:
            raise CourseError(f"{course / source} has no cards; begin them with '## Cards'.")
        link = partial(places.resolve, source=source)
        found.append((module.id, module.name, html(to_html(cards, link))))
    return found


def _lesson_of(card: Card, outline: Outline) -> Lesson:
    first = next(iter(card.parts))
    return next(
        lesson
        for lesson in outline.lessons
        if any(first in question.items for question in lesson.questions)
    )

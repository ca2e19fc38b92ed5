"""A card made of the learner's own answers: on the page, and as a page to print."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from html import escape
from pathlib import Path

from alliance_lessons.errors import CourseError
from alliance_lessons.views.simulation import Button, Here, Note, Scene, Simulation, State, Table
from alliance_lessons.workbook.look_back import look_back_calendar, look_back_in
from alliance_lessons.workbook.put_in_place import put

DAYS = 14
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OPEN = "still to write, above"

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
@page {{ size: A5 landscape; margin: 12mm; }}
body {{ font: 12pt/1.45 system-ui, sans-serif; color: #1c1c1c; background: #fff; margin: 1rem; }}
main {{ max-width: 180mm; border: 1pt solid #1c1c1c; border-radius: 3mm; padding: 6mm; }}
h1 {{ font-size: 15pt; margin: 0 0 3mm; }}
h2 {{ font-size: 11pt; margin: 3mm 0 0; }}
p {{ margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }}
footer {{ margin-top: 4mm; border-top: 1pt solid #1c1c1c; padding-top: 2mm; }}
@media print {{ body {{ margin: 0; }} main {{ break-inside: avoid; }} }}
</style></head><body><main><h1>{heading}</h1>
{parts}
<footer>{footer}Look at it again on {day}.</footer>
</main></body></html>
"""


def day_in_words(day: date) -> str:
    """A date as it is said.

    >>> day_in_words(date(2026, 3, 1))
    'Sunday, 1 March 2026'
    """
    return f"{WEEKDAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True)
class Card:
    """A card: `parts` are its headings by the items whose answers stand under them.

    `name` is that of its simulation and of the page's file; `footer` ends in a blank or is empty.
    """

    name: str
    heading: str
    caption: str
    intro: str
    parts: Mapping[str, str]
    footer: str = ""

    @property
    def file(self) -> str:
        """The page to print, in the folder of the lesson."""
        return f"{self.name}.html"

    def scene(self, state: State, here: Here) -> Scene:
        """The card with what is written so far."""
        written = {item_id: _text(here, item_id) for item_id in self.parts}
        missing = [self.parts[item_id] for item_id, text in written.items() if not text]
        when = _when(here)
        said = f"Your card is complete. Look at it again {when}."
        if len(missing) == len(written):
            said = "Nothing is written yet. What you write above stands here as a card."
        elif missing:
            lacking = "; ".join(one[0].lower() + one[1:] for one in missing)
            said = f"Your card still lacks: {lacking}. Look at it again {when}."
        rows = [(self.parts[item_id], text or OPEN) for item_id, text in written.items()]
        rows.append(("Look again", when))
        return Scene(
            said=said, tables=(Table(self.caption, ("The card", "In your words"), tuple(rows)),)
        )

    def page(self, here: Here) -> str:
        """The card as a page of its own, with nothing from anywhere else in it."""
        parts = "\n".join(
            f"<h2>{escape(label)}</h2><p>{escape(_text(here, item_id)) or '…'}</p>"
            for item_id, label in self.parts.items()
        )
        return PAGE.format(
            title=escape(self.name.replace("-", " ").capitalize()),
            heading=escape(self.heading),
            parts=parts,
            footer=escape(self.footer),
            day=day_in_words((here.written or here.today or date.min) + timedelta(days=DAYS)),
        )

    def make_page(self, here: Here) -> Note:
        """Writes the card beside the lesson; a fault is a sentence."""
        if not any(_text(here, item_id) for item_id in self.parts):
            return Note("Nothing is written yet, so there is no card to print.")
        page = self.page(here)
        try:
            put((here.folder or Path()) / self.file, page.encode())
        except (OSError, UnicodeEncodeError) as error:
            why = getattr(error, "strerror", None) or error
            mend = "make room or allow writing, then again"
            return Note(f"{self.file} can't be written ({why}); {mend}.")
        return Note(f"Your card is in {self.file}, in the folder of this lesson.", page)

    def make_calendar(self, here: Here) -> Note:
        """The days on which to look back; what is on the card stays out of them."""
        now = datetime.now(UTC)
        try:
            found = look_back_in(here.folder or Path(), next(iter(self.parts)), now)
        except CourseError as error:
            return Note(str(error))
        if found is None:
            return Note("Nothing is written yet, so no 14 days have begun.")
        calendar = look_back_calendar([found], now)
        if not calendar:
            return Note(f"The 14 days ended on {day_in_words(found.end)}.")
        words = f"Halfway is {day_in_words(found.halfway)}, the end {day_in_words(found.end)}."
        return Note(f"{words} Your calendar will hold nothing of what you wrote.", "", calendar)

    def simulation(self) -> Simulation:
        """The card on the page of a lesson."""
        return Simulation(
            name=self.name,
            title="Your card",
            intro=self.intro,
            controls=(
                Button("page", "Make a page to print", main=True),
                Button("calendar", "Put the end of the 14 days into my calendar"),
            ),
            scene=self.scene,
            press=_same,
            acts={"page": self.make_page, "calendar": self.make_calendar},
            reads=tuple(self.parts),
        )


def _when(here: Here) -> str:
    begun = here.written or here.today
    if begun is None:
        return f"{DAYS} days after you write it"
    return f"on {day_in_words(begun + timedelta(days=DAYS))}"


def _text(here: Here, item_id: str) -> str:
    return str(here.answers.get(item_id, "")).strip()


def _same(state: State, button: str) -> State:
    return state

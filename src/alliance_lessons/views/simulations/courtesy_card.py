"""Lesson 4.1: the learner's own courtesy as a card, on the page and to print."""

import os
import tempfile
from datetime import date, timedelta
from html import escape
from pathlib import Path

from alliance_lessons.views.simulation import Button, Here, Note, Scene, Simulation, State, Table

COURTESY, WORDS, STOP = "rights.my-courtesy", "rights.my-words", "rights.my-stop"
PARTS = {COURTESY: "What I forgo", WORDS: "My words", STOP: "What makes me stop"}
FILE = "courtesy-card.html"
DAYS = 14
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OPEN = "still to write, above"

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Courtesy card</title>
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
</style></head><body><main><h1>A courtesy</h1>
{parts}
<footer>For this once. All else stays as agreed. Look at it again on {day}.</footer>
</main></body></html>
"""


def day_in_words(day: date) -> str:
    """A date as it is said.

    >>> day_in_words(date(2026, 3, 1))
    'Sunday, 1 March 2026'
    """
    return f"{WEEKDAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} {day.year}"


def scene(state: State, here: Here) -> Scene:
    """The card with what is written so far."""
    written = {item_id: _text(here, item_id) for item_id in PARTS}
    missing = [PARTS[item_id].lower() for item_id, text in written.items() if not text]
    when = _when(here)
    said = f"Your card is complete. Look at it again {when}."
    if len(missing) == len(PARTS):
        said = "Nothing is written yet. What you write above stands here as a card."
    elif missing:
        said = f"Your card still lacks: {'; '.join(missing)}. Look at it again {when}."
    rows = [(PARTS[item_id], text or OPEN) for item_id, text in written.items()]
    rows.append(("Look again", when))
    return Scene(
        said=said,
        tables=(Table("A courtesy, for this once", ("The card", "In your words"), tuple(rows)),),
    )


def card_page(here: Here) -> str:
    """The card as a page of its own, with nothing from anywhere else in it."""
    parts = "\n".join(
        f"<h2>{label}</h2><p>{escape(_text(here, item_id)) or '…'}</p>"
        for item_id, label in PARTS.items()
    )
    day = day_in_words((here.today or date.min) + timedelta(days=DAYS))
    return PAGE.format(parts=parts, day=day)


def make_page(here: Here) -> Note:
    """Writes the card beside the lesson; a fault is a sentence."""
    if not any(_text(here, item_id) for item_id in PARTS):
        return Note("Nothing is written yet, so there is no card to print.")
    folder = here.folder or Path()
    page = card_page(here)
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=".courtesy-card-", dir=folder)
        try:
            with open(descriptor, "w", encoding="utf-8") as file:
                file.write(page)
            os.chmod(temporary, 0o644)  # mkstemp's own is 600
            os.replace(temporary, folder / FILE)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except (OSError, UnicodeEncodeError) as error:
        reason = getattr(error, "strerror", None) or error
        return Note(f"{FILE} can't be written ({reason}); make room or allow writing, then again.")
    return Note(f"Your card is in {FILE}, in the folder of this lesson.", page)


def _when(here: Here) -> str:
    if here.today is None:
        return f"{DAYS} days after you write it"
    return f"on {day_in_words(here.today + timedelta(days=DAYS))}"


def _text(here: Here, item_id: str) -> str:
    return str(here.answers.get(item_id, "")).strip()


def _same(state: State, button: str) -> State:
    return state


SIMULATION = Simulation(
    name="courtesy-card",
    title="Your card",
    intro="One courtesy of your own, on one card. It stays in your folder.",
    controls=(Button("page", "Make a page to print", main=True),),
    scene=scene,
    press=_same,
    acts={"page": make_page},
    reads=tuple(PARTS),
)

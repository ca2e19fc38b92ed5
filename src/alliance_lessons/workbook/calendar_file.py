"""A calendar file (RFC 5545, iCalendar) of whole days.

A calendar is often shared with colleagues: so an event is marked as private, keeps its day free,
and says nothing but what is given to it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST = 75  # octets of a line, without its end (RFC 5545, 3.1)
PRODUCT = "-//Alliance Lessons//Look back//EN"
ESCAPES = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\r\n": "\\n", "\r": "\\n", "\n": "\\n"}


@dataclass(frozen=True)
class Event:
    """A whole day; `uid` is the event's own, so that it is there once however often it is read."""

    uid: str
    day: date
    title: str
    text: str = ""


def calendar_file(events: Iterable[Event], made: datetime) -> str:
    """The events as the text of an .ics file; `made` knows its time zone.

    >>> from datetime import UTC
    >>> event = Event("1@example", date(2026, 3, 15), "Look back")
    >>> print(calendar_file([event], datetime(2026, 3, 1, tzinfo=UTC)).splitlines()[6])
    DTSTART;VALUE=DATE:20260315
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}"]
    for event in events:
        lines += _event(event, made)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(event: Event, made: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{made.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(event.title)}"
    if event.text:
        yield f"DESCRIPTION:{escaped(event.text)}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(words: str) -> str:
    r"""Words as a text of a calendar file.

    >>> print(escaped("Ask, then wait; in\nC:\\"))
    Ask\, then wait\; in\nC:\\
    """
    for mark in ("\\", ";", ",", "\r\n", "\r", "\n"):
        words = words.replace(mark, ESCAPES[mark])
    return words


def _folded(line: str) -> Iterator[str]:
    """A line in parts of at most 75 octets, none of which splits a character."""
    part, size = "", 0
    for character in line:
        wide = len(character.encode())
        if size + wide > LONGEST:
            yield part
            part, size = " ", 1
        part, size = part + character, size + wide
    yield part

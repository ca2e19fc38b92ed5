"""The list of references: every source that the course names, and no other."""

import re
from collections.abc import Iterator

import pytest

from tests.content.sources import LIST, READ, Entry, Text, entries, is_named, texts, unlisted

WORDS = LIST.read_text("utf-8")
KNOWN = entries(WORDS)
TEXTS = texts()


def test_every_source_that_is_named_is_in_the_list() -> None:
    assert [fault for text in TEXTS for fault in unlisted(text, KNOWN)] == []


def test_every_source_in_the_list_is_named() -> None:
    assert [entry.label for entry in KNOWN if not is_named(entry, TEXTS)] == []


def test_every_entry_says_how_it_was_read_and_how_far_it_carries() -> None:
    assert [fault for entry in KNOWN for fault in faults(entry)] == []


def test_the_list_is_in_order_and_every_line_of_it_is_read() -> None:
    lines = [line for line in WORDS.splitlines() if line.startswith("- **")]
    assert len(lines) - 1 == len(KNOWN) > 20  # the first line tells what the words mean
    heads = [line.split("**")[1].casefold() for line in lines[1:]]
    assert heads == sorted(set(heads), key=lambda head: head.replace("ä", "a").replace("ø", "o"))


def faults(entry: Entry) -> Iterator[str]:
    """What an entry does not say."""
    how = re.findall(r"\*\*([A-Z][a-z ]+)\.?\*\*", entry.rest)
    if len(how) != 1 or how[0] not in READ:
        yield f"{entry.label}: say in bold once how it was read: {', '.join(READ)}"
    elif len(entry.rest.partition(f"**{how[0]}")[2].split()) < 5:
        yield f"{entry.label}: say how far it carries"


# --- and it can fail --------------------------------------------------------------------------

TWO = entries(
    "- **Wu and Axelrod (1995)** Wu, J., & Axelrod, R. (1995). Noise. **Abstract.** Programs.\n"
    "- **Tyler (n.d.)** Tyler, G. (n.d.). *Trust.* **Article.** A blog.\n"
    "- **Hutt and others (2000)** Hutt, M., Stafford, E., & Walker, B. (2000). **Parts.** One.\n"
)
NAMED = {
    "in a sentence": "as Wu and Axelrod (1995) found",
    "in full": "- Wu, J., & Axelrod, R. (1995). How to cope with noise.",
    "in brackets": "were found to work [Wu and Axelrod 1995].",
    "with a note": "after Wu and Axelrod (1995, abstract read)",
    "after another": "Hutt and others (2000), and Wu and Axelrod (1995)",
    "shortened": "Hutt et al. 2000",
    "all of them": "Hutt, Stafford and Walker 2000",
    "without a date": "a blog (Tyler n.d.)",
    "no source at all": "In month 14 Noor sent 2,100 words and 1200 pages, 101(1), 1125-1156.",
}
MISSING = {
    "another year": "Wu and Axelrod (1996)",
    "another author": "Axelrod (1995)",
    "nobody": "a study of 1995",
    "a name of the source before": "Wu and Axelrod (1995), and others in 1995",
    "first of three alone": "Hutt (2000)",
    "an unknown one without a date": "Miller n.d.",
}


@pytest.mark.parametrize("words", NAMED.values(), ids=NAMED)
def test_the_usual_forms_are_understood(words: str) -> None:
    assert list(unlisted(Text("here", words), TWO)) == []


@pytest.mark.parametrize("words", MISSING.values(), ids=MISSING)
def test_a_source_that_is_not_listed_is_found(words: str) -> None:
    assert "is not in the list" in "\n".join(unlisted(Text("here", words), TWO))


def test_an_entry_that_says_too_little_is_found() -> None:
    short = Entry(("Wu",), "1995", "Wu, J. (1995). Noise. **Abstract.** Programs.")
    silent = Entry(("Wu",), "1995", "Wu, J. (1995). Noise. A book about programs, not firms.")
    assert ["how far" in fault for fault in faults(short)] == [True]
    assert ["how it was read" in fault for fault in faults(silent)] == [True]


def test_a_source_that_nobody_names_is_found() -> None:
    wu, tyler, hutt = TWO
    named = [Text("here", "Wu and Axelrod (1995)"), Text("there", "the blog by Tyler")]
    assert is_named(wu, named)
    assert is_named(tyler, named)
    assert not is_named(hutt, named)
    assert not is_named(wu, [Text("here", "Wu and others, in 1996; Axelrod (1995)")])

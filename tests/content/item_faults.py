"""What is wrong with the words of items, a sentence each; the bounds stand here with their reasons.

Bounds on length come from what a learner has on one screen, and from the items that were there
first: the longest of each kind, rounded up. Reading level is measured as LIX (Björnsson 1968):
words per sentence plus the percentage of words of more than six letters. On the usual scale
under 25 is for children, 25 to 30 a simple text, 30 to 40 a normal one such as fiction, 40 to 50
a factual one such as an encyclopaedia, and above 50 an official or learned one. Plain English
for readers at B2 is taken to be simple as a whole (a file up to 30) and never more than normal
(an item up to 40): our reading of the scale, since LIX was not made for learners of English.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from alliance_lessons.items.item import Item
from tests.content.bank_words import Words, plain, words_in, words_of

FEWEST_FEEDBACK = 8  # words: fewer can say "wrong", and not what happens next
SAID = ("feedback", "overall", "partner")  # what is said about an answer
LENGTHS = {  # words: a screen of text, and what the first items needed
    "stem": (5, 100),  # longer is a case, and belongs into the lesson
    "option": (1, 20),  # longer can't be compared at a glance
    "row": (1, 30),
    "column": (1, 15),
    "feedback": (FEWEST_FEEDBACK, 80),  # half a minute of reading
    "overall": (4, 100),
    "scene": (3, 120),  # of a dialogue, which is played at the pace of talk
    "choice": (3, 25),
    "partner": (FEWEST_FEEDBACK, 80),
}
FILE_LIX, ITEM_LIX = 30.0, 40.0
ENOUGH = 60  # words of an item below which its LIX hangs on single words
LONGEST_SENTENCE = 35  # words
PER_SENTENCE = (5.0, 15.0)  # words on the average of a file: no telegrams, no paragraphs
RATIO = 1.5  # the longest option of an item to its shortest, in letters
MARKDOWN = re.compile(r"\*\w|\w\*|`|\]\(")
GENDERED = re.compile(r"\b(he|she|him|his|hers?|himself|herself|mr|mrs|ms)\b", re.IGNORECASE)
ENDS = re.compile(r"(?<=[.!?:…])[\"”’»)*]*\s+|\n\s*\n")


def feedback_faults(items: Iterable[Item]) -> Iterator[str]:
    """Feedback that stands twice; how short it may be is said in LENGTHS."""
    said: dict[str, str] = {}
    for item in items:
        for words in words_of(item):
            if words.role in SAID:
                text = plain(words.text)
                if text in said:
                    yield f"{words.place}: says the same as {said[text]}"
                said[text] = words.place


def stem_faults(items: Iterable[Item]) -> Iterator[str]:
    """Stems that stand twice, whatever their capitals and signs."""
    seen: dict[str, str] = {}
    for item in items:
        stem = plain(item.stem)
        if stem in seen:
            yield f"{item.id}: the stem is that of {seen[stem]}"
        seen[stem] = item.id


def sign_faults(items: Iterable[Item]) -> Iterator[str]:
    """Signs of Markdown, which the page would show as they are; and words that give a gender."""
    for item in items:
        for words in words_of(item):
            if found := MARKDOWN.search(words.text):
                yield f"{words.place}: {found[0]!r} would stand on the page"
            if found := GENDERED.search(words.text):
                yield f"{words.place}: {found[0]!r} gives somebody a gender"


def length_faults(items: Iterable[Item]) -> Iterator[str]:
    """Texts that are too long or too short for what they are."""
    for item in items:
        for words in words_of(item):
            low, high = LENGTHS.get(words.role, (0, 10_000))
            number = len(words_in(words.text))
            if not low <= number <= high:
                yield f"{words.place}: {number} words; {low} to {high} are meant"


def option_faults(items: Iterable[Item]) -> Iterator[str]:
    """Options of one item that differ too much in length, or that stand twice."""
    for item in items:
        lengths = {part.key: len(part.text) for part in item.options}
        marked = item.key is not None or item.graded
        compared = item.kind == "choice" or (item.kind == "multiple response" and marked)
        if compared and max(lengths.values()) > RATIO * min(lengths.values()):
            letters = ", ".join(map(str, sorted(lengths.values())))
            yield f"{item.id}: options of {letters} letters; {RATIO} times is the most"
        for text, times in Counter(plain(part.text) for part in item.options).items():
            if times > 1:
                yield f"{item.id}: the option {text!r} stands twice"
        if item.key is not None and len(item.options or item.columns) == 2:
            yield f"{item.id}: two to choose from, so half of it is luck"


def reading_faults(items: Iterable[Item]) -> Iterator[str]:
    """Items and sentences that are hard to read."""
    for item in items:
        texts = list(words_of(item))
        level, number = lix(texts), sum(len(words_in(one.text)) for one in texts)
        if number >= ENOUGH and level > ITEM_LIX:
            yield f"{item.id}: LIX {level:.0f}; {ITEM_LIX:.0f} is the most for an item"
        for one in texts:
            for sentence in sentences(one.text):
                if len(words_in(sentence)) > LONGEST_SENTENCE:
                    yield f"{one.place}: {len(words_in(sentence))} words in {sentence[:40]!r}"


def file_faults(name: str, items: Iterable[Item]) -> Iterator[str]:
    """What is hard to read in a file as a whole."""
    texts = [words for item in items for words in words_of(item)]
    if lix(texts) > FILE_LIX:
        yield f"{name}: LIX {lix(texts):.0f}; {FILE_LIX:.0f} is the most for a file"
    if not PER_SENTENCE[0] <= words_per_sentence(texts) <= PER_SENTENCE[1]:
        yield f"{name}: {words_per_sentence(texts):.1f} words in a sentence"


def lix(texts: Iterable[Words]) -> float:
    """The reading level of some texts together."""
    texts = list(texts)
    words = [word for one in texts for word in words_in(one.text)]
    long = sum(sum(letter.isalpha() for letter in word) > 6 for word in words)
    return words_per_sentence(texts) + 100 * long / max(1, len(words))


def words_per_sentence(texts: Iterable[Words]) -> float:
    """The mean length of the sentences of some texts, in words."""
    counted = [len(words_in(part)) for one in texts for part in sentences(one.text)]
    return sum(counted) / max(1, len(counted))


def sentences(text: str) -> list[str]:
    """The sentences of a text; a colon ends one, too, as in Björnsson's count.

    >>> sentences("It is 17:40. What now? You ask: “Whose is it?”")
    ['It is 17:40.', 'What now?', 'You ask:', '“Whose is it?”']
    """
    return [part.strip() for part in ENDS.split(text) if words_in(part)]

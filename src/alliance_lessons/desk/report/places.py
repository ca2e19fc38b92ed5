"""Places to look: hand-ins that share what is rarely shared by chance. Never a verdict.

Each hand-in leaves a short fingerprint under what is compared, so the work grows with the
cohort and not with its pairs, and no text is kept.
"""

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from alliance_lessons.items.item import Item
from alliance_lessons.items.marking import misfit
from alliance_lessons.workbook.answers_file import Answers

SHORTEST = 40  # letters and digits; two people may well write the same few words
NO_VARIANT = "0" * 16


@dataclass(frozen=True)
class Place:
    """Hand-ins that have something in common: `what` in words, with `item_id` for a text."""

    what: str
    learners: tuple[str, ...]
    item_id: str = ""
    length: int = 0


@dataclass
class Fingerprints:
    """What has been seen so far: who left which fingerprint."""

    items: Sequence[Item]
    _variants: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _texts: dict[tuple[str, bytes, int], list[str]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, learner: str, answers: Answers) -> None:
        """Notes one hand-in."""
        if answers.variant not in ("", NO_VARIANT):
            self._variants[answers.variant].append(learner)
        for item in self.items:
            entry = answers.latest(item.id)
            if entry is None or misfit(item, entry.value) is not None:
                continue
            folded = fold(entry.value)
            if len(folded) >= SHORTEST:
                digest = hashlib.blake2b(folded.encode(), digest_size=16).digest()
                self._texts[item.id, digest, len(entry.value.split())].append(learner)

    def places(self) -> list[Place]:
        """What two or more share, texts first and then case figures, larger groups first."""
        texts: dict[tuple[str, bytes], list[str]] = defaultdict(list)
        words: dict[tuple[str, bytes], int] = {}
        for (item_id, digest, length), learners in self._texts.items():
            texts[item_id, digest] += learners
            words[item_id, digest] = max(length, words.get((item_id, digest), 0))
        found = [
            Place("the same text", tuple(sorted(who)), what[0], words[what])
            for what, who in texts.items()
            if len(who) > 1
        ]
        found += [
            Place("the same case figures", tuple(sorted(who)))
            for who in self._variants.values()
            if len(who) > 1
        ]
        return sorted(found, key=lambda one: (not one.item_id, -len(one.learners), one.learners))


def fold(text: str) -> str:
    """A text without case, accents' spelling, white space and punctuation.

    >>> fold("I would LEND  two valves.") == fold("i would, lend two valves")
    True
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())

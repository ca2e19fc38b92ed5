"""Match: each row finds its partner in one list. Marked as a grid is."""

from alliance_lessons.items.kinds.grid import (
    PARTS,
    SETTINGS,
    faults,
    feedback,
    in_words,
    key_fault,
    misfit,
    missing,
    score,
)

__all__ = [
    "PARTS",
    "SETTINGS",
    "faults",
    "feedback",
    "in_words",
    "key_fault",
    "misfit",
    "missing",
    "score",
]

"""What bringing a file in would change, and what undoing did, in words."""

from collections.abc import Sequence

from alliance_lessons.workbook.my_work import Compared
from alliance_lessons.workbook.undoing import Undone

PARTS = (
    ("only_there", "only in the file"),
    ("newer_there", "newer in the file"),
    ("newer_here", "newer here"),
    ("only_here", "only here"),
    ("alike", "the same"),
)
ALL_HERE = "All answers in this file are here already: there is nothing to bring in."
EMPTY = "There is no answer in this file."


def name(row: Compared) -> str:
    """How a lesson is called.

    >>> name(Compared(None))
    'Other things that you saved'
    """
    if row.lesson is None:
        return "Other things that you saved"
    return f"{row.lesson.number} {row.lesson.title}".strip()


def line(row: Compared) -> str:
    """What stands behind a lesson's name.

    >>> line(Compared(None, only_there=2, newer_here=1, alike=4))
    '2 only in the file, 1 newer here, 4 the same'
    """
    if row.other_draw:
        return (
            f"{_answers(row.only_here)} here and {row.only_there} in the file, to other case data"
        )
    found = ((getattr(row, part), words) for part, words in PARTS)
    return ", ".join(f"{number} {words}" for number, words in found if number)


def total(rows: Sequence[Compared]) -> str:
    """What would come of it all, in a sentence or two.

    >>> total([Compared(None, only_there=1, newer_there=2, alike=3)])
    '1 answer comes in. 2 that are newer in the file are shown in place of yours, which are kept.'
    >>> total([Compared(None, alike=3)]) == ALL_HERE, total([]) == EMPTY
    (True, True)
    """
    joined = [row for row in rows if not row.other_draw]
    new, newer = (
        sum(getattr(row, part) for row in joined) for part in ("only_there", "newer_there")
    )
    said = []
    if new:
        said.append(f"{_answers(new)} {'comes' if new == 1 else 'come'} in.")
    if newer == 1:
        said.append("1 that is newer in the file is shown in place of yours, which is kept.")
    elif newer:
        said.append(
            f"{newer} that are newer in the file are shown in place of yours, which are kept."
        )
    if not said and not any(row.other_draw for row in rows):
        in_file = any(row.alike or row.newer_here for row in rows)
        return ALL_HERE if in_file else EMPTY
    return " ".join(said)


def undone(what: Undone) -> str:
    """What came of undoing the last change.

    >>> undone(Undone())
    'Your answers are as they were before.'
    >>> undone(Undone(stay=3))
    'What the last change brought is taken back. The 3 answers that you gave since stay.'
    """
    if what == Undone():
        return "Your answers are as they were before."
    said = ["What the last change brought is taken back."]
    if what.stay:
        verb = "stays" if what.stay == 1 else "stay"
        said.append(f"{_given_since(what.stay)} {verb}.")
    if what.go:
        verb = "is" if what.go == 1 else "are"
        said.append(
            f"{_given_since(what.go)} to other case data {verb} not shown any more: to have that "
            "back, undo once more."
        )
    return " ".join(said)


def _given_since(number: int) -> str:
    return f"The {'answer' if number == 1 else f'{number} answers'} that you gave since"


def _answers(number: int) -> str:
    return "1 answer" if number == 1 else f"{number} answers"

"""Lesson 4.1: the learner's ledger beside what each right is worth on the other side."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from alliance_lessons.items.bank import find_item
from alliance_lessons.views.phrases import listed
from alliance_lessons.views.simulation import Button, Here, Scene, Simulation, State, Table
from alliance_lessons.views.two_sides import choice_in_words, still_open
from alliance_lessons.views.two_sides import sides as sides_of

BET, QUESTIONS, LEDGER = "rights.bet", "rights.questions", "rights.ledger"
WANTED = ("something", "much", "very much")  # what a right is worth to those who would like it
SAFETY, COUNSEL = "alarms", "prices"  # rights whose owners are settled, whatever they are worth
ASK = "ask"


# for each right what it is worth to the partner, what it costs, and whom if that is others
sides = partial(sides_of, "4_1", "ledger")


def scene(state: State, here: Here) -> Scene:
    """Both ledgers once the button was pressed; before it, only how far the own one is."""
    ledger = here.answers.get(LEDGER, {})
    if not state["shown"]:
        return Scene(said=_open(ledger) or "All twelve rights are decided.")
    asked = here.answers.get(QUESTIONS, ())
    item = find_item(LEDGER)
    rows = []
    for row in item.rows:
        choice = choice_in_words(item, row, ledger)
        side = sides()[row.key]
        worth = side["worth"] + (" (you asked)" if row.key in asked else "")
        rows.append((row.text, choice, side["cost"], worth))
    head = ("The right", "Your choice", "What giving it up costs you", "What it is worth to them")
    return Scene(
        said=" ".join(filter(None, _sentences(ledger, here.answers.get(BET)))),
        tables=(Table("Your ledger, and theirs (invented, like the firms)", head, tuple(rows)),),
    )


def press(state: State, button: str) -> State:
    """Shows both ledgers; pressed again, with the answers as they are then."""
    return {**state, "shown": True}


def _sentences(ledger: Mapping[str, str], bet: float | None) -> Iterable[str]:
    """The bet beside the choices, what arrived, who paid, and what is nobody's to settle here."""
    yield _open(ledger)
    if not ledger:
        return
    chosen = {key: [right for right, one in ledger.items() if one == key] for key in _CHOICES}
    count = {key: len(rights) for key, rights in chosen.items()}
    placed = "You placed no bet;" if bet is None else f"You bet that you could forgo {bet:g};"
    yield (
        f"{placed} you forgo {count['forgo']}, trade {count['trade']}, keep {count['keep']} and "
        f"leave {count['ask']} to others."
    )
    yield _given(chosen["forgo"])
    yield _not_yours(ledger)


_CHOICES = ("keep", "trade", "forgo", ASK)


def _open(ledger: Mapping[str, str]) -> str:
    return still_open(LEDGER, ledger, "rights", "your ledger stands further up")


def _given(forgone: list[str]) -> str:
    if not forgone:
        return ""
    wanted = sum(sides()[right]["worth"] in WANTED for right in forgone)
    payers = [sides()[right]["borne_by"] for right in forgone if "borne_by" in sides()[right]]
    whom = f"{len(payers)} cost{'s' if len(payers) == 1 else ''} people who have to be asked first"
    if len(forgone) == 1:
        first = f"Tallowmere {'wanted' if wanted else 'did not want'} the one you forgo"
        return f"{first}; it costs {payers[0]} something." if payers else f"{first}."
    first = f"Of the {len(forgone)} you forgo, Tallowmere wanted {wanted}"
    return f"{first}; {whom}: {listed(payers)}." if payers else f"{first}."


def _not_yours(ledger: Mapping[str, str]) -> str:
    """Said plainly where one of two rights was decided that are for others to decide."""
    owners = {
        SAFETY: "the bench test of alarms belongs to safety",
        COUNSEL: "prices asked of your competitors belong before legal counsel",
    }
    taken = [words for right, words in owners.items() if ledger.get(right, ASK) != ASK]
    if not taken:
        return ""
    words = " and ".join(taken)
    return f"{words[0].upper()}{words[1:]}, so the line there is “not mine: ask first”."


_EXTRA: dict[str, Any] = {"shown": False}

SIMULATION = Simulation(
    name="both-ledgers",
    title="Both ledgers",
    intro="Your choices, and beside them what each gift would cost you and be worth at Tallowmere.",
    controls=(Button("show", "Show both ledgers", main=True),),
    scene=scene,
    press=press,
    leaves_out=(
        "Worth is told here in one word. In life you know it only as far as you have asked, and "
        "what two people at Tallowmere would say may differ."
    ),
    reads=(BET, QUESTIONS, LEDGER),
    extra=_EXTRA,
    example=(("press", "show"),),
)

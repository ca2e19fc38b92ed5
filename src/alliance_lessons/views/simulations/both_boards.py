"""Lesson 2.4: the learner's disclosure board beside what each fact was worth on the other side."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from alliance_lessons.items.bank import find_item
from alliance_lessons.items.item import keys
from alliance_lessons.views.simulation import Button, Here, Scene, Simulation, State, Table
from alliance_lessons.views.two_sides import choice_in_words, sides, still_open

BET, BOARD = "relationships.board-bet", "relationships.disclosure-board"
GIVEN = ("share", "condition")
COUNTS = ("none", "one", "two", "three", "four", "five")
NOT_YOURS = {  # facts whose owners are settled, whatever they would be worth
    "failures": "customers' figures belong to the customers",
    "names": "names in an open incident belong to the people and to the works council",
    "prices": "a price not yet out belongs before legal counsel",
}

# for each fact what it was worth to the partner, whether it helps, and what they held themselves
theirs = partial(sides, "2_4", "board")


def scene(state: State, here: Here) -> Scene:
    """Both boards once the button was pressed; before it, only how far the own one is."""
    board = here.answers.get(BOARD, {})
    if not state["shown"]:
        return Scene(said=_open(board) or "All ten facts are decided.")
    item = find_item(BOARD)
    rows = []
    for row in item.rows:
        side = theirs()[row.key]
        rows.append((row.text, choice_in_words(item, row, board), side["worth"], side["held"]))
    head = ("The fact", "Your choice", "What it was worth over there", "What they held themselves")
    return Scene(
        said=" ".join(filter(None, _sentences(board, here))),
        tables=(Table("Your board, and theirs (invented, like the firms)", head, tuple(rows)),),
    )


def press(state: State, button: str) -> State:
    """Shows both boards; pressed again, with the answers as they are then."""
    return {**state, "shown": True}


def _sentences(board: Mapping[str, str], here: Here) -> Iterable[str]:
    """The bet beside what would have helped, what became of it, and what is not the learner's."""
    yield _open(board)
    facts = keys(find_item(BOARD).rows)
    helps = [fact for fact in facts if theirs()[fact]["helps"]]
    bet = here.answers.get(BET)
    yield here.no_bet if bet is None else f"You bet on {bet:g} of the ten."
    yield (
        f"{COUNTS[len(helps)].capitalize()} of the ten would help Tallowmere within a month, and "
        "none of these is on Dario's list."
    )
    if not board:
        return
    ways = ("share", "condition", "hold", "ask")
    share, condition, hold, ask = (
        COUNTS[sum(board.get(fact) == way for fact in helps)] for way in ways
    )
    yield (
        f"Of these {COUNTS[len(helps)]} you share {share} now and {condition} with a condition, "
        f"hold {hold}, and ask about {ask} first."
    )
    taken = [words for fact, words in NOT_YOURS.items() if board.get(fact) in GIVEN]
    if taken:
        words = "; ".join(taken)
        where = "so the place there is" if len(taken) == 1 else "so the place for each is"
        yield f"{words[0].upper()}{words[1:]}: {where} “not mine: ask first”."


def _open(board: Mapping[str, str]) -> str:
    return still_open(BOARD, board, "facts", "your board stands further up")


_EXTRA: dict[str, Any] = {"shown": False}

SIMULATION = Simulation(
    name="both-boards",
    title="Both boards",
    intro=(
        "Your choices, and beside them what each fact was worth at Tallowmere, and what they held "
        "themselves in the same matter."
    ),
    controls=(Button("show", "Show both boards", main=True),),
    scene=scene,
    press=press,
    leaves_out=(
        "Nobody ever sees both boards. You know what a fact is worth over there as far as you ask, "
        "and what they hold as far as they tell you."
    ),
    reads=(BET, BOARD),
    extra=_EXTRA,
    example=(("press", "show"),),
)

"""Lesson 2.5: staying and handing over, attention over three years, and the hand-over card."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.items.bank import find_item
from alliance_lessons.models.turnover import Relation, settled_trust
from alliance_lessons.views.simulation import Here, Scene, Simulation
from alliance_lessons.views.simulations import attention_over_three_years as attention
from alliance_lessons.views.simulations import hand_over_card as card
from alliance_lessons.views.simulations import turnover_and_hand_over as turnover
from alliance_lessons.workbook.course import course_files
from alliance_lessons.workbook.notebooks import read_notebook

FIVES = st.integers(1, 20).map(lambda fives: fives * 5)
TENS = st.integers(0, 10).map(lambda tens: tens * 10)


def shown(simulation: Simulation, *events: tuple[Any, ...], here: Here | None = None) -> Scene:
    state = simulation.start()
    for event in events:
        state = simulation.after(state, list(event))
    return simulation.scene(state, here or Here())


def settled(*events: tuple[Any, ...]) -> tuple[str, str]:
    """Trust on average in Stay and in Change, as the table has it."""
    stay, change = shown(turnover.SIMULATION, *events).tables[0].rows
    return stay[3], change[3]


TENDED = ("set", "stay-tended", True)


def test_it_starts_with_staying_and_neglect_beside_changing_and_handing_over() -> None:
    """0.98 x 0.02 / (0.98 x 0.02 + 0.02) = 0.495, and 0.09 / (0.09 + 0.01) = 0.9."""
    scene = shown(turnover.SIMULATION)
    assert scene.said.startswith(
        "In the long run and on average, trust in Stay is 49 of 100 and in Change 90: Change is "
        "ahead by 41. When somebody leaves, it falls to 0 at the lowest in Stay"
    )
    assert "h = 1 / 10 = 0.100, r = 0.90, g = 0.10 gives 0.9000" in scene.model


@pytest.mark.parametrize(
    ("events", "stay", "change"),
    [
        ([TENDED], "83", "90"),
        ([TENDED, ("set", "stay-every", 20), ("set", "stay-kept", 70)], "86", "90"),
        ([TENDED, ("set", "stay-every", 20), ("set", "stay-kept", 90)], "95", "90"),
        ([TENDED, ("set", "stay-every", 100)], "91", "90"),
        ([TENDED, ("set", "change-kept", 80)], "83", "82"),
        ([("set", "change-kept", 30)], "49", "56"),
        ([("set", "change-every", 5), ("set", "change-kept", 0)], "49", "29"),
    ],
)
def test_where_the_two_settle(events: list[tuple[Any, ...]], stay: str, change: str) -> None:
    assert settled(*events) == (stay, change)


def test_the_one_ahead_is_named_and_what_would_bring_the_other_level() -> None:
    said = shown(turnover.SIMULATION, TENDED, ("set", "change-kept", 80)).said
    assert "Stay is ahead by 1." in said
    assert said.endswith("Change keeps up with that from a hand-over of 82 of 100 on.")
    same = [TENDED, ("set", "stay-every", 10), ("set", "stay-kept", 90)]
    said = shown(turnover.SIMULATION, *same).said
    assert "level, or nearly" in said
    assert "keeps up" not in said
    said = shown(turnover.SIMULATION, ("set", "stay-kept", 100)).said
    assert said.endswith("Only a perfect hand-over would bring Change level with that.")


def test_months_lost_at_a_change_stand_in_the_table() -> None:
    """0.8 rho grows back to 0.8 by a tenth of the gap a month: 16, 13, 8 and 4 months."""
    for kept, months in ((0, "16"), (30, "13"), (70, "8"), (90, "4"), (100, "0")):
        rows = shown(turnover.SIMULATION, ("set", "change-kept", kept)).tables[0].rows
        assert rows[1][5] == months


def test_a_bet_comes_first_and_stands_in_the_sentence() -> None:
    first = shown(turnover.SIMULATION, here=Here(learner=True))
    assert first.said == "Place your bet above, or move a slider, to see both alliances."
    assert first.pictures == ()
    placed = Here(answers={turnover.BET: 70.5}, learner=True)
    assert shown(turnover.SIMULATION, here=placed).said.endswith(
        "You bet 70.5 for Change; it comes to 90."
    )
    assert "You bet" not in shown(turnover.SIMULATION, TENDED, here=placed).said
    assert shown(turnover.SIMULATION, TENDED, here=Here(learner=True)).pictures
    back = shown(turnover.SIMULATION, TENDED, ("press", "reset"), here=placed)
    assert back == shown(turnover.SIMULATION, here=placed)


@given(FIVES, TENS, TENS)
def test_a_better_hand_over_never_settles_lower(every: int, one: int, other: int) -> None:
    low, high = sorted((one, other))
    worse = turnover.Alliance("Stay", every, low, True)
    better = turnover.Alliance("Stay", every, high, True)
    assert worse.settled <= better.settled
    assert worse.lowest <= better.lowest


def test_all_in_the_first_year_looks_better_after_one_year_and_is_worse_after_three() -> None:
    """h 0.05, rho 0.7; three days a month close 1 - 0.9^3 = 0.271, one day 0.1.

    Year one ends at 0.9449 - 0.4449 x 0.72755^12 = 0.935; two years without any day leave
    0.985^24 = 0.696 of it. One day a month: 0.8636 - 0.3636 x 0.89^12 = 0.774, then 0.858.
    """
    assert shown(attention.SIMULATION).said == (
        "Your way: 36 days in the first year, 0 after it. Trust is 94 of 100 after one year and "
        "65 after three. Spread evenly, it is 77 and 86. At the end the even way is ahead by 21; "
        "yours falls behind in month 21."
    )
    assert find_item("relationships.attention-gap").key == 86 - 65


def test_an_even_spread_is_the_even_way() -> None:
    assert shown(attention.SIMULATION, ("set", "first-year", 12)).said.endswith("one and the same.")


@pytest.mark.parametrize("every", [5, 10, 20, 50, 100])
def test_the_later_days_matter_more_the_more_often_somebody_leaves(every: int) -> None:
    early, even = attention.path(36, every), attention.path(12, every)
    assert early[12] > even[12]
    assert early[36] < even[36]


def test_the_table_of_the_lesson_is_the_models() -> None:
    lesson = next(path for path in course_files().lessons() if path.name.startswith("2_5"))
    cells = {cell["id"]: "".join(cell["source"]) for cell in read_notebook(lesson)["cells"]}
    rows = [line for line in cells["the-table"].splitlines() if line.startswith("| Every")]
    for line, every in zip(rows, (50, 20, 10, 5), strict=True):
        told = [int(cell.strip(" *")) for cell in line.strip("|").split("|")[1:]]
        shares = (settled_trust(Relation(1 / every, kept)) for kept in (0, 0.3, 0.7, 0.9))
        assert told == [round(100 * share) for share in shares]
        assert f"Every {every} months" in line


def test_pairs_that_contradict_the_claim_are_those_of_the_model() -> None:
    """Each option names both settings; the first changes more often."""
    item = find_item("relationships.same-people-table")
    against = []
    for option in item.options:
        numbers = [int(word) for word in option.text.replace(",", "").split() if word.isdigit()]
        often, kept, seldom, kept_there = numbers
        one = settled_trust(Relation(1 / often, kept / 100))
        other = settled_trust(Relation(1 / seldom, kept_there / 100))
        assert often < seldom
        assert str(option.feedback).startswith(f"{round(100 * one)} against {round(100 * other)}.")
        if one > other:
            against.append(option.key)
    assert against == item.key


def test_the_hand_over_card_names_what_is_missing_and_is_printed(tmp_path: Any) -> None:
    kit, step = card.CARD.parts
    here = Here(answers={kit: "Open: the log, by the 20th."}, today=date(2026, 2, 20))
    said = card.SIMULATION.scene({}, here).said
    assert (
        said == "Your card still lacks: the first step. Look at it again on Friday, 6 March 2026."
    )
    full = {kit: "Open: the log.", step: "<b>Ask</b> Heron."}
    here = Here(answers=full, today=date(2026, 2, 20), folder=tmp_path)
    note = card.CARD.make_page(here)
    assert note.words == "Your card is in hand-over-card.html, in the folder of this lesson."
    assert "&lt;b&gt;Ask&lt;/b&gt; Heron." in note.page
    assert "Working facts only, under code names. Look at it again on Friday" in note.page
    assert (tmp_path / "hand-over-card.html").read_text("utf-8") == note.page


def test_the_card_shows_the_items_of_the_folder() -> None:
    assert all(find_item(item_id).goes == "folder" for item_id in card.CARD.parts)

"""Lesson 3.2: crowds as a picture, one person drawn from two teams, and the eight teams."""

import re
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.items.bank import find_item
from alliance_lessons.models.crowds import best_guesses, right_guesses, who_is_later
from alliance_lessons.models.workstyle import HABITS
from alliance_lessons.views.crowds import Chosen, Crowd, crowds
from alliance_lessons.views.drawing import LETTER, TONES, WIDTH
from alliance_lessons.views.simulation import Here, Scene
from alliance_lessons.views.simulations import eight_teams, one_person
from alliance_lessons.workbook.course import course_files
from alliance_lessons.workbook.notebooks import read_notebook

SVG = "{http://www.w3.org/2000/svg}"
ENDS = ("early", "finished")
DOTS = Crowd("Dots", (2, 0, 5), 2.4)
SQUARES = Crowd("Squares", (0, 1, 3), 2.8, 1)
gaps = st.integers(0, 6).map(lambda fives: 5 * fives)
spreads = st.integers(2, 12).map(lambda twos: 2 * twos)
BUTTONS = [["press", name] for name in ("draw", "dot", "square", "rule", "again")]


def drawn(*rows: Crowd, chosen: Chosen | None = None) -> Any:
    return ElementTree.fromstring(crowds("c", "Crowds", "Two.", rows, ENDS, chosen).svg())


def after(*events: list[Any]) -> dict[str, Any]:
    state: Any = one_person.SIMULATION.start()
    for event in events:
        state = one_person.SIMULATION.after(state, event)
    return dict(state)


def shown(*events: list[Any], here: Here | None = None) -> Scene:
    return one_person.SIMULATION.scene(after(*events), here or Here())


# --- the picture ------------------------------------------------------------------------------


def test_each_person_is_a_mark_of_the_teams_shape() -> None:
    dots, squares = (
        one.get("d") for one in drawn(DOTS, SQUARES).iter(f"{SVG}path") if one.get("fill") in TONES
    )
    assert dots.count("M") == 7
    assert squares.count("M") == 4
    assert "a3.8" in dots
    assert "a" not in squares


def test_the_crowds_stand_above_one_another_each_under_its_label() -> None:
    texts = {one.text: float(one.get("y")) for one in drawn(DOTS, SQUARES).iter(f"{SVG}text")}
    heights = [texts["Dots, team figure 2.4"], texts["Squares, team figure 2.8"], texts["1"]]
    assert heights == sorted(heights)


def test_the_words_tell_every_count() -> None:
    words = crowds("c", "Crowds", "Two.", (DOTS, SQUARES), ENDS).words
    assert words == (
        "Two. Dots, team figure 2.4: 2 at 1, 0 at 2, 5 at 3. "
        "Squares, team figure 2.8: 0 at 1, 1 at 2, 3 at 3."
    )


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        (Chosen(3, 1), " In Squares, one person is marked: at 3."),
        (Chosen(3, 0), " In Dots, one person is marked: at 3."),
        (Chosen(2), " Unknown whose, one person is marked: at 2."),
    ],
)
def test_the_words_tell_who_is_marked(chosen: Chosen, told: str) -> None:
    plain = crowds("c", "Crowds", "Two.", (DOTS, SQUARES), ENDS).words
    assert crowds("c", "Crowds", "Two.", (DOTS, SQUARES), ENDS, chosen).words == plain + told


def test_a_chosen_person_has_a_ring_and_an_unknown_one_a_question_mark() -> None:
    assert list(drawn(DOTS).iter(f"{SVG}circle")) == []
    ringed = drawn(DOTS, SQUARES, chosen=Chosen(3, 1))
    assert len(list(ringed.iter(f"{SVG}circle"))) == 2  # the ring and its rim
    asked = drawn(DOTS, SQUARES, chosen=Chosen(3))
    assert list(asked.iter(f"{SVG}circle")) == []
    assert "3 ?" in [one.text for one in asked.iter(f"{SVG}text")]


@given(st.lists(st.tuples(*[st.integers(0, 40)] * 7), min_size=1, max_size=8), st.floats(-2, 10))
def test_nothing_leaves_the_picture_however_many_they_are(
    counts: list[tuple[int, ...]], figure: float
) -> None:
    rows = [Crowd(f"Team {number}", one, figure) for number, one in enumerate(counts)]
    picture = crowds("c", "Crowds", "Many.", rows, ENDS)
    for x, y in re.findall(r"M(-?[\d.]+) (-?[\d.]+)", picture.body):
        assert 0 <= float(x) <= WIDTH
        assert 0 <= float(y) <= picture.height


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.key)
def test_the_words_of_both_ends_fit(habit: Any) -> None:
    """As for all pictures, with 12 units to spare: the estimate of a letter is generous."""
    assert all(len(f"7: {end}") * LETTER < WIDTH + 12 for end in (habit.low, habit.high))


# --- one person -------------------------------------------------------------------------------


@given(gaps, spreads)
def test_forty_people_a_team_and_a_coin_is_the_least(gap: int, spread: int) -> None:
    pair = one_person.teams(gap, spread)
    assert [sum(team.counts) for team in pair] == [40, 40]
    counts = [team.counts for team in pair]
    assert 40 <= best_guesses(*counts) <= 80
    assert sum(who_is_later(*counts)) == 1600


@pytest.mark.parametrize(("gap", "spread"), [(0, 16), (10, 16), (20, 16), (30, 16), (10, 4)])
def test_the_people_in_the_picture_are_near_the_theory(gap: int, spread: int) -> None:
    share = best_guesses(*(team.counts for team in one_person.teams(gap, spread))) / 80
    assert share == pytest.approx(right_guesses(gap / spread), abs=0.02)


def test_the_two_teams_at_the_start_by_arithmetic() -> None:
    """Figures 3 and 4: at 4 and above there are 15 of 40 Dots and 25 of 40 Squares."""
    dots, squares = one_person.teams(10, 16)
    assert (sum(dots.counts[3:]), sum(squares.counts[3:])) == (15, 25)
    assert best_guesses(dots.counts, squares.counts) == 25 + 25


def test_a_person_is_drawn_guessed_and_counted() -> None:
    first = shown(["press", "draw"])
    assert re.match(r"Somebody stands at \d, .+: a Dot or a Square\? By", first.said)
    assert first.off == ("draw", "rule")
    team = ("dot", "square")[one_person.person(1)[0]]
    told = shown(["press", "draw"], ["press", team])
    assert "you were right. You have been right about 1 of 1 person." in told.said
    other = "square" if team == "dot" else "dot"
    assert "you were wrong. You have been right about 0 of 1" in (
        shown(["press", "draw"], ["press", other]).said
    )


def test_the_one_who_was_drawn_is_one_of_the_team() -> None:
    pair = one_person.teams(10, 16)
    met = [[0] * 7, [0] * 7]
    for number in range(6000):
        met[one_person.person(number)[0]][one_person.column_of(pair, number) - 1] += 1
    for team, seen in zip(pair, met, strict=True):
        assert sum(seen) == pytest.approx(3000, abs=150)
        for count, times in zip(team.counts, seen, strict=True):
            assert times / sum(seen) == pytest.approx(count / 40, abs=0.03)


def test_in_the_long_run_the_figure_is_right_as_often_as_the_picture_says() -> None:
    state = after(*[["press", "rule"]] * 20)
    assert state["tried"] == 2000
    assert state["held"] / 2000 == pytest.approx(50 / 80, abs=0.03)


def test_the_figure_guesses_for_a_hundred_and_is_never_wrong_where_teams_do_not_meet() -> None:
    state = after(["set", "gap", 30], ["set", "spread", 4], ["press", "rule"], ["press", "rule"])
    assert (state["held"], state["tried"], state["drawn"]) == (200, 200, 200)


def test_a_hundred_pairs_are_told_until_somebody_plays() -> None:
    """Counted from the two crowds: the Dots before each Square, of 1,600 pairs."""
    dots, squares = one_person.teams(10, 16)
    later = sum(square * sum(dots.counts[:column]) for column, square in enumerate(squares.counts))
    assert f"{100 * later / 1600:.0f}" == "59"
    words = (
        "the Square shows drafts later in 59 of 100 cases, the Dot in 25, and both do alike in 16."
    )
    assert shown().said.endswith(words)
    assert words not in shown(["press", "draw"]).said


def test_other_teams_begin_a_new_count_and_so_does_the_button() -> None:
    events = [["press", "rule"], ["press", "draw"], ["press", "dot"]]
    assert after(*events, ["set", "gap", 20])["tried"] == 0
    assert after(*events, ["press", "again"]) == after()


@given(st.lists(st.sampled_from(BUTTONS), max_size=30))
def test_the_count_is_of_guesses_and_never_more_right_than_guessed(events: list[Any]) -> None:
    state = after(*events)
    assert 0 <= state["right"] <= state["guessed"] <= sum(one[1] == "draw" for one in events)
    assert 0 <= state["held"] <= state["tried"]


def test_the_bet_comes_first_and_stands_at_the_end() -> None:
    first = shown(here=Here(learner=True))
    assert first.said == "Place your bet above, or move a slider, to see the two teams."
    assert first.pictures == ()
    placed = Here(answers={one_person.BET: 15}, learner=True)
    assert (
        shown(here=placed)
        .said.split(" When a Dot")[0]
        .endswith("You bet on 15 of 20; the best is about 12 of 20.")
    )
    assert "You bet" not in shown(["set", "gap", 20], here=placed).said
    assert shown(["set", "gap", 20], here=Here(learner=True)).pictures


# --- eight teams, and what the lesson says of them -----------------------------------------------


def lesson_words() -> str:
    path = next(one for one in course_files().lessons() if one.name.startswith("3_2"))
    return " ".join("".join(cell["source"]) for cell in read_notebook(path)["cells"])


def test_in_every_team_and_habit_people_stand_on_both_sides() -> None:
    assert "There is none, in any of the six habits." in lesson_words()
    for habit in HABITS:
        said = eight_teams.SIMULATION.scene({"habit": habit.key}, Here()).said
        assert said.endswith("In all of the eight teams there are people on both sides.")
        for row in eight_teams.teams(habit.key):
            below, middle, above = eight_teams.sides(row)
            assert below
            assert above
            assert below + middle + above == 24


def test_the_figures_of_the_lesson_are_those_of_the_teams() -> None:
    """Data on drafts; Stores on trouble; Data and Valve design for Noor's two rooms."""
    words = lesson_words()
    drafts = {row.label: row for row in eight_teams.teams("drafts")}
    assert max(drafts.values(), key=lambda row: row.figure).label == "Data"
    assert f"{drafts['Data'].figure:.1f}" == "5.4"
    assert "is 5.4, the latest of the eight" in words
    assert eight_teams.sides(drafts["Data"]) == (3, 4, 17)
    assert "Three of the 24 show early, four are half-way, 17 show a draft" in words
    rooms = zip(
        *(eight_teams.sides(drafts[team]) for team in ("Data", "Valve design")), strict=True
    )
    assert [sum(pair) for pair in rooms] == [17, 8, 23]
    assert "17 of those who show early, 23 of those who show late, eight in between" in words
    assert 21 + 27 == 17 + 8 + 23
    stores = {row.label: row for row in eight_teams.teams("trouble")}["Stores"]
    assert eight_teams.sides(stores) == (19, 4, 1)
    assert "One of the clearest figures on the page, 19 of 24" in words


def test_stores_on_trouble_is_among_the_clearest_of_all_forty_eight() -> None:
    """19 of 24 on one side, as Noor says: at most one team and habit has more."""
    rows = [row for habit in HABITS for row in eight_teams.teams(habit.key)]
    most = sorted(max(eight_teams.sides(row)[::2]) for row in rows)
    assert len(rows) == 48
    assert most[-2] <= 19


def test_the_number_under_the_fold_has_its_interval() -> None:
    model = eight_teams.SIMULATION.scene({"habit": "drafts"}, Here()).model
    assert "Here it is 0.14, with a 95 % interval from 0.05 to 0.46" in model
    assert "0.64 / (0.64 + 2.56) = 0.20" in model


def test_the_two_teams_of_a_check_add_up() -> None:
    """Alder 20 and Birch 10 of thirty each want it decided in the meeting: half of sixty."""
    item = find_item("culture.check-two-teams-sixty")
    assert "in Alder 20 want" in item.stem
    assert "in Birch 10" in item.stem
    assert 20 + 10 == 60 / 2

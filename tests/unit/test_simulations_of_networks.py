"""The marriages of Florence, and the two staffs."""

import re

import pytest

from alliance_lessons.items.bank import find_item
from alliance_lessons.items.item import keys
from alliance_lessons.models.brokerage import contacts, way
from alliance_lessons.views.simulation import Here
from alliance_lessons.views.simulation_fallback import simulation_words
from alliance_lessons.views.simulations import florentine_marriages as florence
from alliance_lessons.views.simulations import two_staffs as staffs

LEARNER = Here(learner=True)


def shown(module, here=LEARNER, **settings):
    state = module.SIMULATION.start()
    for name, value in settings.items():
        state = module.SIMULATION.after(state, ["set", name, value])
    return module.SIMULATION.scene(state, here)


# --- the marriages of Florence --------------------------------------------------------------


def test_the_medici_stand_on_half_of_the_ways_and_the_strozzi_on_a_tenth():
    said = shown(florence, family="Medici").said
    assert "married into six other families" in said
    assert "about half lead through the Medici" in said
    assert "about one in ten leads through the Strozzi" in shown(florence).said


def test_as_many_ties_are_not_as_much_between():
    strozzi, guadagni = (shown(florence, family=one).said for one in ("Strozzi", "Guadagni"))
    assert "into four other families" in strozzi
    assert "into four other families" in guadagni
    assert "Two marriages join those four directly" in strozzi
    assert "No marriages join those four directly" in guadagni


def test_a_family_with_one_tie_stands_between_nobody():
    said = shown(florence, family="Pazzi").said
    assert "married into one other family: the Salviati" in said
    assert "none lead through the Pazzi" in said


def test_without_the_medici_two_parts_are_cut_off():
    scene = shown(florence, family="Medici", away=True)
    assert "falls into three parts" in scene.said
    assert "the Pazzi and Salviati, and the Acciaiuoli alone" in scene.said
    assert len(scene.tables[0].rows) == 14
    assert scene.model == ""
    assert ("Acciaiuoli", "nobody", "none") in scene.tables[0].rows


def test_without_the_strozzi_nobody_is_cut_off():
    assert "the other fourteen still reach one another" in shown(florence, away=True).said


@pytest.mark.parametrize("family", florence.FAMILIES)
@pytest.mark.parametrize("away", [False, True])
def test_every_family_has_its_sentence_and_table(family, away):
    scene = shown(florence, family=family, away=away)
    assert family in scene.said
    assert len(scene.tables[0].rows) == 15 - away
    assert scene.pictures[0].words.startswith("Fifteen families")


def test_a_long_name_may_break_in_its_tile():
    (choice,) = (one for one in florence.SIMULATION.controls if one.name == "family")
    broken = [words for _, words in choice.options if "\N{SOFT HYPHEN}" in words]
    assert broken == [
        f"{a}\N{SOFT HYPHEN}{b}"
        for a, b in (
            ("Acciai", "uoli"),
            ("Castel", "lani"),
            ("Lamber", "teschi"),
            ("Tornab", "uoni"),
        )
    ]


def test_measures_stand_under_show_the_model_only():
    scene = shown(florence, family="Medici")
    assert "betweenness 0.522, constraint 0.210, effective size 5.67 of 6" in re.sub(
        r" \([^)]*\)", "", scene.model
    )
    words = simulation_words(florence.SIMULATION) + simulation_words(staffs.SIMULATION)
    assert not re.search("betweenness|constraint|effective size", words)


# --- the two staffs -------------------------------------------------------------------------


def test_the_chart_takes_seven_steps_and_help_takes_two():
    assert "it takes 7 steps: Kit, Ines, Mirela, You, Noor, Sefa, Dario, Bao." in (
        shown(staffs, ties="chart").said
    )
    assert "it takes 2 steps: Kit, Jun, Bao." in shown(staffs, ties="help").said
    both = shown(staffs, ties="both").said
    assert "7 steps" in both
    assert "2 steps" in both


def test_jun_stands_in_the_middle_of_help_and_low_on_the_chart():
    help_of = staffs.standing("help")
    assert max(help_of, key=lambda name: help_of[name].betweenness) == "Jun"
    assert "about four in ten lead through Jun" in shown(staffs, ties="help", person="Jun").said
    assert "about one in ten leads through Jun" in shown(staffs, ties="chart", person="Jun").said


def test_without_jun_all_between_the_firms_goes_over_two_desks():
    said = shown(staffs, ties="help", person="Jun", away=True).said
    assert "without Jun, Ezra is cut off" in said
    assert "Most ways now lead through Noor (about half)" in said
    assert "5 steps: Kit, Ines, You, Noor, Dario, Bao." in said
    crossing = [
        tie
        for tie in staffs.HELP
        if len({staffs.PEOPLE[name].firm for name in tie}) == 2 and "Jun" not in tie
    ]
    assert crossing == [("You", "Noor")]


def test_the_chart_joins_the_firms_at_the_two_alliance_managers_only():
    crossing = [t for t in staffs.CHART if len({staffs.PEOPLE[name].firm for name in t}) == 2]
    assert crossing == [("You", "Noor")]
    for name, one in staffs.PEOPLE.items():
        assert contacts(staffs.CHART, name), name
        assert one.firm in (0, 1)


def test_on_the_chart_a_superior_who_is_away_cuts_people_off():
    said = shown(staffs, ties="chart", person="Ines", away=True).said
    assert "Kit, Ola and Sol are cut off" in said
    assert "No way is left from Kit in the field to Bao" in said
    many = shown(staffs, ties="chart", person="Mirela", away=True).said
    assert "without Mirela, 6 of the others are cut off" in many


@pytest.mark.parametrize("name", ["Kit", "Bao"])
def test_a_way_that_has_lost_its_end_is_no_way(name):
    said = shown(staffs, ties="help", person=name, away=True).said
    assert f"{name} was one end of the way from the field to the code." in said


def test_you_are_spoken_to():
    said = shown(staffs, ties="help", person="You").said
    assert said.startswith("You, alliance manager at Norrvane.")
    assert "lead through you" in said
    assert "without you" in shown(staffs, ties="help", person="You", away=True).said
    assert "to you, Sefa and Gia" in shown(staffs, ties="chart", person="Noor").said


def test_the_bet_is_read_when_help_is_looked_at():
    lost, won = Here({staffs.BET: "noor"}, learner=True), Here({staffs.BET: "jun"}, learner=True)
    assert "You bet" not in shown(staffs, lost, ties="chart").said
    assert (
        "You bet on Noor, through whom about two in ten of the shortest ways of help go; through "
        "Jun go about four in ten."
    ) in shown(staffs, lost, ties="help").said
    assert "You bet on Jun: about four in ten" in shown(staffs, won, ties="both").said
    assert "You have placed no bet yet." in shown(staffs, ties="help").said


def test_every_bet_names_somebody_on_the_map():
    names = {name.lower() for name in staffs.PEOPLE}
    bets = keys(find_item(staffs.BET).options)
    assert set(bets) <= names
    for bet in bets:
        here = Here({staffs.BET: bet}, learner=True)
        assert "You bet on " in shown(staffs, here, ties="help").said


def test_what_the_lesson_says_of_the_ways_holds():
    assert len(way(staffs.CHART, "Kit", "Bao")) - 1 == 7
    assert len(way(staffs.HELP, "Kit", "Bao")) - 1 == 2
    assert len(contacts(staffs.HELP, "Jun")) == 7
    assert sorted(contacts(staffs.CHART, "Jun")) == ["Dario", "Ezra"]

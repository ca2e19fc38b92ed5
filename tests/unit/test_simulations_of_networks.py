"""The marriages of Florence, the two staffs, and the learner's own three networks."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.items.bank import find_item
from alliance_lessons.items.item import keys
from alliance_lessons.models.brokerage import contacts, way
from alliance_lessons.views.simulation import Here
from alliance_lessons.views.simulation_fallback import simulation_words
from alliance_lessons.views.simulations import florentine_marriages as florence
from alliance_lessons.views.simulations import my_three_networks as mine
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
    assert "Kit, Ola and Remy are cut off" in said
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


# --- the learner's own three networks -------------------------------------------------------


def mapped(*events):
    state = mine.SIMULATION.start()
    for event in events:
        state = mine.SIMULATION.after(state, list(event))
    return state


def contact(name, *networks, where="own"):
    return [
        ("set", "contact", name),
        *(("set", one, True) for one in networks),
        ("set", "where", where),
    ]


def said_of(*events):
    return mine.SIMULATION.scene(mapped(*events), Here(learner=True)).said


def test_nobody_is_on_the_map_before_a_network_is_named():
    scene = mine.SIMULATION.scene(mapped(("set", "contact", "Otter")), Here())
    assert scene.said.startswith("Nobody is on your map yet.")
    assert scene.pictures == ()
    assert scene.off == ("forget",)


def test_the_thin_network_is_asked_about_and_not_judged():
    said = said_of(
        *contact("Otter", "operational"),
        *contact("Heron", "operational", "personal"),
        *contact("Lynx", "operational", "personal", "strategic"),
        *contact("Crane", "operational", where="partner"),
    )
    assert said.startswith(
        "4 contacts on your map: 4 operational, 2 personal and 1 strategic. The strategic one is "
        "the thinnest, and nobody in it is at the partner: is that as you want it this year"
    )
    assert not re.search("should|must|too few|weak", said)


def test_where_the_partner_is_in_it_only_the_thinness_is_asked():
    said = said_of(
        *contact("Otter", "operational", "personal"),
        *contact("Heron", "operational", "personal"),
        *contact("Lynx", "strategic", where="partner"),
    )
    assert "The strategic one is the thinnest: is that" in said


def test_two_thin_ones_none_and_few_contacts_have_words_of_their_own():
    two = said_of(
        *(event for name in ("Otter", "Heron", "Lynx") for event in contact(name, "operational"))
    )
    assert "3 operational, none personal and none strategic" in two
    assert "Two are thinner than the third, the personal and the strategic one" in two
    even = said_of(
        *contact("Otter", "operational"),
        *contact("Heron", "personal"),
        *contact("Lynx", "strategic"),
    )
    assert "The three are equally full" in even
    assert "Put at least 3 on it" in said_of(*contact("Otter", "personal"))


def test_each_contact_brings_its_own_settings_back():
    state = mapped(
        *contact("Otter", "strategic", where="partner"),
        *contact("Heron", "operational"),
        ("set", "contact", "Otter"),
    )
    assert (state["operational"], state["strategic"], state["where"]) == (False, True, "partner")
    state = mine.SIMULATION.after(state, ["set", "strategic", False])
    assert list(state["map"]) == ["Heron"]


def test_a_contact_is_taken_off_and_the_others_stay():
    state = mapped(
        *contact("Otter", "strategic"), *contact("Heron", "personal"), ("press", "forget")
    )
    assert list(state["map"]) == ["Otter"]
    assert mine.SIMULATION.after(state, ["press", "forget"]) == state


def test_the_table_says_what_the_picture_shows():
    state = mapped(*contact("Otter", "strategic", "personal", where="outside"))
    (table,) = mine.SIMULATION.scene(state, Here()).tables
    assert table.rows == (("Otter", "personal and strategic", "outside both"),)


def test_what_is_kept_is_readable_and_names_nobody():
    state = mapped(
        *contact("Otter", "strategic", "personal", where="partner"),
        *contact("Crane", "operational"),
    )
    assert mine.write(state) == (
        "Crane: operational, in my firm\nOtter: personal and strategic, at the partner"
    )


@given(
    st.dictionaries(
        st.sampled_from(mine.CODE_NAMES),
        st.tuples(
            st.frozensets(st.sampled_from(sorted(mine.NETWORKS)), min_size=1),
            st.sampled_from(sorted(mine.WHERE)),
        ),
    )
)
def test_every_map_is_found_again(known):
    known = {one: known[one] for one in mine.CODE_NAMES if one in known}
    state = {**mine.SIMULATION.start(), "map": known}
    again = {**state, **mine.read(mine.write(state))}
    assert again["map"] == known
    scene = mine.SIMULATION.scene(again, Here(learner=True))
    assert len(scene.pictures) == bool(known)


@given(st.text(max_size=200))
def test_whatever_a_file_holds_is_read(text):
    state = {**mine.SIMULATION.start(), **mine.read(text)}
    assert mine.SIMULATION.scene(state, Here()).said


def test_a_line_with_no_network_or_no_code_name_is_passed_over():
    kept = "Heron: what, in my firm\nStork: personal, in my firm\nLynx: personal, in my firm"
    assert list(mine.read(kept)["map"]) == ["Lynx"]


def test_no_name_is_typed_and_code_names_are_twelve():
    assert len(set(mine.CODE_NAMES)) == 12
    assert find_item("relationships.my-network").goes == "folder"

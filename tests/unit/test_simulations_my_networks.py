"""The learner's own three networks: a map under code names, with a question and no verdict."""

import re

from hypothesis import given
from hypothesis import strategies as st

from alliance_lessons.items.bank import find_item
from alliance_lessons.views.simulation import Here
from alliance_lessons.views.simulations import my_three_networks as mine


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

"""A small dialogue for tests: a promise that falls due, and an ending that needs trust."""

from alliance_lessons.items.bank import read_bank
from alliance_lessons.items.item import Item

SCENES = """
partner = "Noor"
[[item.note]]
key = "promised"
text = "The list by Friday"
kind = "promise"
[[item.note]]
key = "freeze"
text = "Their change freeze begins on Monday"
kind = "learned"
[[item.scene]]
key = "call"
when = "Day 1"
text = "Noor calls about the list."
[[item.scene.choice]]
key = "yes"
text = "Promise the list"
feedback = "Noor is glad."
partner = "A date at last."
add = ["promised"]
own = "kept"
next = ["short", "friday"]
[[item.scene.choice]]
key = "ask"
text = "Ask what it is for"
feedback = "Noor tells of the freeze."
partner = "Somebody wants to know."
trust = "kept"
add = ["freeze"]
next = "friday"
[[item.scene.choice]]
key = "bluff"
text = "Say it is under way"
feedback = "Noor thanks you."
partner = "It was not, Dario found out."
trust = "deceit"
next = ["short", "friday"]
[[item.scene]]
key = "short"
when = "Day 2"
text = "Nobody calls again."
ending = "Cut short"
trust_below = 30
[[item.scene]]
key = "friday"
when = "Day 5"
text = "It is Friday."
[[item.scene.later]]
if = ["promised"]
text = "The list is not there."
partner = "I had told Dario."
trust = "broken"
drop = ["promised"]
[[item.scene.choice]]
key = "phone"
text = "Phone Noor"
feedback = "You speak."
partner = "A voice."
trust = "kept"
next = ["well", "cool"]
[[item.scene.choice]]
key = "mail"
text = "Write to Noor"
feedback = "No answer yet."
partner = "A mail."
next = ["well", "cool"]
[[item.scene.choice]]
key = "send"
if = ["freeze"]
text = "Send what Monday needs"
feedback = "It arrives in time."
partner = "What I needed."
trust = "kept"
next = ["well", "cool"]
[[item.scene]]
key = "well"
when = "Day 8"
text = "Noor calls first."
partner = "I called because I wanted to."
trust_from = 51
ending = "A call"
[[item.scene]]
key = "cool"
when = "Day 8"
text = "A polite line."
ending = "Polite"
"""


def dialogue(scenes: str = SCENES, item_id: str = "relationships.try") -> Item:
    """The dialogue as an item of the bank."""
    head = f'lesson = "9_9"\n[[item]]\nid = "{item_id}"\nkind = "dialogue"\nstem = "A week."\n'
    (item,) = read_bank(head + scenes, "9_9.toml")
    return item

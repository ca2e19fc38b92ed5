"""Lesson 4.1: the learner's own courtesy as a card, on the page and to print."""

from alliance_lessons.views.card import Card

CARD = Card(
    name="courtesy-card",
    heading="A courtesy",
    caption="A courtesy, for this once",
    intro="One courtesy of your own, on one card. It stays in your folder.",
    parts={
        "rights.my-courtesy": "What I forgo",
        "rights.my-words": "My words",
        "rights.my-stop": "What makes me stop",
    },
    footer="For this once. All else stays as agreed. ",
)

SIMULATION = CARD.simulation()

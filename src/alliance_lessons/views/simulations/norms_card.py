"""Lesson 3.5: the learner's own third-culture charter as a card, on the page and to print."""

from alliance_lessons.views.card import Card

CARD = Card(
    name="norms-card",
    heading="How we work here, together",
    caption="Norms of our joint work, on trial",
    intro="Your norms and their first test, on one card. It stays in your folder.",
    parts={
        "culture.my-norms": "The norms, whose they are, and what shows the need",
        "culture.my-norm-test": "The first small test",
    },
    footer="Anybody at the desk may ask to change a line. Safety and law stand above it. ",
)

SIMULATION = CARD.simulation()

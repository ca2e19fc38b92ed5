"""Lesson 2.5: the learner's own hand-over kit as a card, on the page and to print."""

from alliance_lessons.views.card import Card

CARD = Card(
    name="hand-over-card",
    heading="A hand-over",
    caption="What must not leave with one person",
    intro="Your hand-over kit and your first step, on one card. It stays in your folder.",
    parts={
        "relationships.my-hand-over-kit": "The kit",
        "relationships.my-hand-over-step": "The first step",
    },
    footer="Working facts only, under code names. ",
)

SIMULATION = CARD.simulation()

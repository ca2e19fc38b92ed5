"""Lesson 2.1: the first thirty days once more, through Noor's eyes."""

from alliance_lessons.views.replay import replay

SIMULATION = replay(
    "thirty-days-replay",
    "The same thirty days, from the other chair",
    "Moment by moment: where you stood, where Noor stood, and how far each trusted the other.",
    dialogue="relationships.first-thirty-days",
    bet="relationships.trust-bet",
)

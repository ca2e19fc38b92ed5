"""What each partner does, worked out by hand."""

from fractions import Fraction
from random import Random

import pytest

from alliance_lessons.models.iterated_game import play_against
from alliance_lessons.models.prisoners_dilemma import Move
from alliance_lessons.models.strategies import (
    CONTRITE_TIT_FOR_TAT,
    GENEROUS_TIT_FOR_TAT,
    JOSS,
    RANDOM,
    STRATEGIES,
    TIT_FOR_TAT,
    generous_tit_for_tat,
    late_defector,
    strategy_named,
)
from alliance_lessons.models.strategy import MemoryOne, Strategy


@pytest.mark.parametrize(
    ("name", "mine", "answer"),
    [
        ("Always Cooperate", "DDDD", "CCCC"),
        ("Always Defect", "CCCC", "DDDD"),
        ("Tit for Tat", "CDDCC", "CCDDC"),
        ("Suspicious Tit for Tat", "CDDCC", "DCDDC"),
        ("Contrite Tit for Tat", "CDCC", "CCDC"),
        ("Tit for Two Tats", "CDCDDC", "CCCCCD"),
        ("Two Tits for Tat", "CDCCC", "CCDDC"),
        ("Win-Stay, Lose-Shift", "DDDD", "CDCD"),
        ("Win-Stay, Lose-Shift", "CDCCD", "CCDDD"),
        ("Grim Trigger", "CDCC", "CCDD"),
        ("Gradual", "CDCCCDCCCCC", "CCDCCCDDCCC"),
        ("Gradual", "DDDDDDDD", "CDCCDDCC"),
        ("Tester", "CCCCCC", "DCCDCD"),
        ("Tester", "CDCCDC", "DCCCCD"),
        ("Alternator", "CDDC", "CDCD"),
        ("Late Defector", "CCCCCCCCCC", "CCCCCCCCDD"),
    ],
)
def test_the_answers_of_each_partner(name: str, mine: str, answer: str) -> None:
    assert play_against(strategy_named(name), mine, seed=1).moves[1] == answer


def _next_letter(strategy: Strategy, own: str, other: str) -> str:
    return strategy.next_move([Move(m) for m in own], [Move(m) for m in other], Random(1)).value


def test_a_contrite_partner_accepts_the_answer_to_its_own_mistake() -> None:
    assert _next_letter(CONTRITE_TIT_FOR_TAT, own="D", other="C") == "C"
    assert _next_letter(CONTRITE_TIT_FOR_TAT, own="DC", other="CD") == "C"
    assert _next_letter(TIT_FOR_TAT, own="DC", other="CD") == "D"


def test_a_contrite_partner_answers_what_it_did_not_provoke() -> None:
    assert _next_letter(CONTRITE_TIT_FOR_TAT, own="CC", other="CD") == "D"
    assert _next_letter(CONTRITE_TIT_FOR_TAT, own="CCD", other="CDC") == "C"


@pytest.mark.parametrize(
    ("strategy", "own", "other", "chance"),
    [
        (GENEROUS_TIT_FOR_TAT, "C", "C", 1),
        (GENEROUS_TIT_FOR_TAT, "C", "D", 1 / 3),
        (JOSS, "C", "C", 0.9),
        (JOSS, "C", "D", 0),
        (RANDOM, "D", "D", 0.5),
    ],
)
def test_a_partner_of_chance_cooperates_at_its_rate(
    strategy: Strategy, own: str, other: str, chance: float
) -> None:
    rng, tries = Random(7), 10_000
    mine, yours = [Move(own)], [Move(other)]
    kind = sum(strategy.next_move(mine, yours, rng) is Move.COOPERATE for _ in range(tries))
    five_standard_errors = 5 * (chance * (1 - chance) / tries) ** 0.5
    assert kind / tries == pytest.approx(chance, abs=five_standard_errors)


def test_a_lesson_can_offer_eight_partners_who_can_be_told_apart() -> None:
    probe = "CCDCCCDDCDCDCCCCDDDCDCCC"
    answers = {play_against(strategy, probe, seed=1).moves[1] for strategy in STRATEGIES}
    assert len(answers) == len(STRATEGIES) - 1  # without slips, contrite is plain tit for tat


def test_every_partner_can_be_introduced_in_one_sentence() -> None:
    assert len({strategy.name for strategy in STRATEGIES}) == len(STRATEGIES)
    for strategy in STRATEGIES:
        assert strategy.source
        assert strategy.description.endswith(".")
        assert strategy.description.count(".") == 1
        assert len(strategy.description) <= 100


def test_an_unknown_name_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(ValueError, match=r"no strategy 'Nobody': choose one of Always Cooperate;"):
        strategy_named("Nobody")


@pytest.mark.parametrize("forgiveness", [-0.1, 1.5, float("nan")])
def test_forgiveness_is_a_probability(forgiveness: float) -> None:
    with pytest.raises(ValueError, match="give a probability from 0 to 1"):
        generous_tit_for_tat(forgiveness)


def test_a_rule_names_the_probability_that_is_none() -> None:
    with pytest.raises(ValueError, match="dc is 5/4"):
        MemoryOne(first=1, cc=1, cd=0, dc=Fraction(5, 4), dd=0)


def test_a_late_defector_is_loyal_at_first() -> None:
    assert play_against(late_defector(2), "CCCC", seed=1).moves[1] == "CCDD"
    with pytest.raises(ValueError, match="loyal_rounds is 0"):
        late_defector(0)

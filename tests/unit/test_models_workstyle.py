"""Eight teams, six habits: the same draw everywhere, and the planted differences come back."""

from itertools import pairwise
from statistics import fmean, variance

import pytest

from alliance_lessons.models.intraclass import share_between
from alliance_lessons.models.workstyle import (
    HABITS,
    PLANTED_SHARE,
    TEAMS,
    course_staff,
    draw_workstyles,
    scores_by_team,
    shown,
    team_profile,
)

SEEDS = range(40)


def test_six_habits_and_four_teams_of_each_firm() -> None:
    assert len({habit.key for habit in HABITS}) == 6
    assert len({team.key for team in TEAMS}) == 8
    assert [team.firm for team in TEAMS] == ["Norrvane"] * 4 + ["Tallowmere"] * 4


def test_the_same_seed_draws_the_same_people_and_another_seed_others() -> None:
    assert draw_workstyles(7, 3) == draw_workstyles(7, 3)
    assert draw_workstyles(7, 3) != draw_workstyles(8, 3)


def test_who_draws_more_people_meets_the_first_ones_again() -> None:
    few, many = ({one.code: one for one in draw_workstyles(5, people)} for people in (4, 9))
    assert few.items() <= many.items()


def test_the_planted_share_is_a_fifth() -> None:
    """0.64 of 0.64 + 2.56."""
    assert pytest.approx(0.2) == PLANTED_SHARE


def test_the_planted_share_is_found_again() -> None:
    """A 95 % interval holds it about 19 times in 20; 240 intervals of 40 seeds and six habits."""
    shares = [
        share_between(list(scores_by_team(draw_workstyles(seed, 20), habit.key).values()))
        for seed in SEEDS
        for habit in HABITS
    ]
    held = [share.low <= PLANTED_SHARE <= share.high for share in shares]
    assert fmean(held) == pytest.approx(0.95, abs=0.04)
    assert fmean(share.estimate for share in shares) == pytest.approx(PLANTED_SHARE, abs=0.03)


def test_the_planted_spreads_are_found_again() -> None:
    within, between = [], []
    for seed in SEEDS:
        people = draw_workstyles(seed, 30)
        for habit in HABITS:
            teams = scores_by_team(people, habit.key).values()
            within += [variance(team) for team in teams]
            between.append(variance(fmean(team) for team in teams))
    assert fmean(within) == pytest.approx(2.56, rel=0.03)
    assert fmean(between) == pytest.approx(0.64 + 2.56 / 30, rel=0.12)


def test_what_is_shown_is_narrower_than_what_is_computed_with() -> None:
    """Why scores are kept as drawn: cut off at 1 and 7, the variance of 3.2 would be 0.84 of it.

    For a normal score cut at a = 3 / 1.789 = 1.677 on both sides, with the table's Phi = .9532
    and density .0978: .9064 - 2 a .0978 + 2 a a .0468 = .842. Rounding gives back .026.
    """
    people = [one for seed in range(20) for one in draw_workstyles(seed, 20)]
    scores = [one.scores[habit.key] for one in people for habit in HABITS]
    assert variance(scores) == pytest.approx(3.2, rel=0.05)
    cut = [min(7.0, max(1.0, score)) for score in scores]
    assert variance(cut) / variance(scores) == pytest.approx(0.842, abs=0.02)
    whole = [float(shown(score)) for score in scores]
    assert set(whole) == set(range(1, 8))
    assert variance(whole) < 0.9 * variance(scores)


def test_a_profile_is_the_mean_of_the_team_and_of_nobody_else() -> None:
    people = draw_workstyles(2, 5)
    stores = [one for one in people if one.team.key == "stores"]
    mean = sum(one.scores["dates"] for one in stores) / 5
    assert team_profile(people, "stores")["dates"] == pytest.approx(mean)
    assert team_profile(stores, "stores") == team_profile(people, "stores")


def test_a_team_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(ValueError, match="nobody of a team 'sales': name one of field-service"):
        team_profile(draw_workstyles(1, 2), "sales")


@pytest.mark.parametrize("people", [0, -1])
def test_a_team_has_people(people: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        draw_workstyles(1, people)


def test_in_the_course_neither_firm_is_ahead_in_any_habit() -> None:
    """Eight teams differ, the two firms hardly: no habit belongs to one of them."""
    profiles = {team: team_profile(course_staff(), team.key) for team in TEAMS}
    for habit in HABITS:
        means = [profiles[team][habit.key] for team in TEAMS]
        assert abs(fmean(means[:4]) - fmean(means[4:])) < 0.6
        firms = [team.firm for team in sorted(TEAMS, key=lambda one: profiles[one][habit.key])]
        assert sum(one != other for one, other in pairwise(firms)) >= 2

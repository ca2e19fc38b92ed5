"""Lesson 3.4: the distance of two teams as one number, and beside it what it is made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from alliance_lessons.models.cultural_distance import (
    cultural_distance,
    distance_parts,
    variances_of,
)
from alliance_lessons.models.workstyle import (
    COURSE_PEOPLE,
    HABITS,
    TEAMS,
    course_staff,
    scores_by_team,
    team_profile,
)
from alliance_lessons.views.drawing import Picture
from alliance_lessons.views.profile_picture import Scale, profile_picture
from alliance_lessons.views.simulation import Choice, Here, Scene, Simulation, State, Switch, Table

NAME = "one-number"
BET = "culture.closest-bet"
NO = "no"
ENDS = {  # the ends of the habits in short words, for the picture
    "drafts": ("rough, early", "when finished"),
    "trouble": ("own line first", "who mends it"),
    "decisions": ("once said", "once written"),
    "meetings": ("in the meeting", "before it"),
    "dates": ("a promise", "a best guess"),
    "questions": ("open channel", "one person"),
}
CHANGES = {  # what somebody has to do who moves down a scale, and up
    "drafts": ("show a draft while it is rough", "hold a draft until it is finished"),
    "trouble": ("tell the own line first", "tell first whoever can mend it"),
    "decisions": ("go by what was said", "wait until it is written"),
    "meetings": ("decide in the meeting", "settle it before the meeting"),
    "dates": ("name a day only as a promise", "take a day as a best guess"),
    "questions": ("ask in the open channel", "ask one person alone"),
}
WORKS = {  # the habit that each kind of work hangs on most: our own judgement
    "evening": ("An evening line", "decisions"),
    "faults": ("Rare faults", "questions"),
}
TWICE = ("decisions", "questions")  # what may be asked twice
NAMES = {team.key: team.name for team in TEAMS}
OURS = tuple(team.key for team in TEAMS[:4])
THEIRS = tuple(team.key for team in TEAMS[4:])


@cache
def profiles() -> Mapping[str, tuple[float, ...]]:
    """The mean of each team in each habit, by the key of the team."""
    return {team.key: tuple(team_profile(course_staff(), team.key).values()) for team in TEAMS}


@dataclass(frozen=True)
class Pair:
    """Two teams by their keys; `again` is a habit that is asked twice, in other words."""

    ours: str
    theirs: str
    again: str = NO

    @property
    def names(self) -> tuple[str, str]:
        return NAMES[self.ours], NAMES[self.theirs]

    @cached_property
    def gaps(self) -> dict[str, float]:
        """How far apart the means are in each habit, from ours to theirs."""
        means = zip(profiles()[self.ours], profiles()[self.theirs], strict=True)
        return dict(zip(ENDS, (theirs - ours for ours, theirs in means), strict=True))

    @cached_property
    def rows(self) -> tuple[list[float], ...]:
        """Both profiles and the variances over the eight teams, question by question."""
        asked = [*ENDS, *([self.again] if self.again != NO else [])]
        places = [list(ENDS).index(habit) for habit in asked]
        spreads = variances_of(tuple(profiles().values()))
        whole = (profiles()[self.ours], profiles()[self.theirs], spreads)
        return tuple([row[place] for place in places] for row in whole)

    @cached_property
    def number(self) -> float:
        """The distance; a habit that is asked again counts as a seventh.

        >>> round(Pair("field-service", "product").number, 1)
        1.6
        """
        return cultural_distance(*self.rows)

    @cached_property
    def shares(self) -> dict[str, float]:
        """What each habit brings, of 100."""
        parts = distance_parts(*self.rows)
        brought = dict.fromkeys(ENDS, 0.0)
        for habit, part in zip([*ENDS, self.again], parts, strict=False):
            brought[habit] += 100 * part / sum(parts)
        return brought

    def nearer_to_the_others(self, habit: str) -> tuple[int, int]:
        """How many of each team stand nearer to the other team's mean than to their own."""
        place = list(ENDS).index(habit)
        scores = scores_by_team(course_staff(), habit)
        counts = []
        for own, other in ((self.ours, self.theirs), (self.theirs, self.ours)):
            home, away = profiles()[own][place], profiles()[other][place]
            counts.append(sum(abs(one - away) < abs(one - home) for one in scores[own]))
        return counts[0], counts[1]


@cache
def pairs(again: str = NO) -> tuple[Pair, ...]:
    """All sixteen pairs of a team of Norrvane and one of Tallowmere."""
    return tuple(Pair(ours, theirs, again) for ours in OURS for theirs in THEIRS)


def scene(state: State, here: Here) -> Scene:
    """The number first, then what it is made of, in a sentence, a picture and tables."""
    pair = Pair(state["ours"], state["theirs"], state["again"])
    hangs_on = WORKS[state["work"]][1] if state["work"] != NO else ""
    said = " ".join(_sentences(pair, state, here))
    return Scene(
        said=said,
        pictures=(_picture(pair, hangs_on, state["people"]),),
        tables=(_profile(pair), _direction(pair), _all_pairs(state["again"])),
        model=_model(pair),
    )


def _sentences(pair: Pair, state: State, here: Here) -> Iterator[str]:
    one, other = pair.names
    closer = sum(each.number < pair.number for each in pairs(pair.again))
    place = "none is closer" if not closer else f"{closer} {'is' if closer == 1 else 'are'} closer"
    yield (
        f"From {one} to {other} it is {pair.number:.1f}, and so it is from {other} to {one}. Of "
        f"the 16 pairs {place}."
    )
    widest = max(pair.shares, key=pair.shares.__getitem__)
    yield f"The habit that brings most of it is {widest}: {pair.shares[widest]:.0f} of 100 parts."
    if state["work"] != NO:
        words, habit = WORKS[state["work"]]
        yield (
            f"{words}: what the work hangs on most is framed. That is {habit}, and there the two "
            f"are {abs(pair.gaps[habit]):.1f} steps apart."
        )
    if state["people"]:
        here_, there = pair.nearer_to_the_others(widest)
        yield (
            f"In {widest}, {here_} of {COURSE_PEOPLE} people in {one} stand nearer to the average "
            f"of {other} than to their own, and {there} of {COURSE_PEOPLE} the other way round."
        )
    if pair.again != NO:
        once = Pair(pair.ours, pair.theirs).number
        yield (
            f"With {pair.again} asked once it was {once:.1f}. Nobody has changed, only the "
            "questions have."
        )
    bet = here.answers.get(BET)
    if bet in THEIRS and pair.again == NO:
        yield _beside(bet)


def _beside(bet: str) -> str:
    """The bet on who is closest to Field service, beside who is."""
    numbers = {theirs: Pair(OURS[0], theirs).number for theirs in THEIRS}
    closest = min(numbers, key=numbers.__getitem__)
    placed = f"You bet that {NAMES[bet]} is closest to {NAMES[OURS[0]]}"
    if bet == closest:
        return f"{placed}, and it is: {numbers[bet]:.1f}."
    return (
        f"{placed}: it comes to {numbers[bet]:.1f}, and {NAMES[closest]} to {numbers[closest]:.1f}."
    )


def _picture(pair: Pair, hangs_on: str, people: bool) -> Picture:
    scales, words = [], []
    for place, habit in enumerate(HABITS):
        scores = scores_by_team(course_staff(), habit.key)
        crowd = (scores[pair.ours], scores[pair.theirs]) if people else ((), ())
        means = (profiles()[pair.ours][place], profiles()[pair.theirs][place])
        framed = habit.key == hangs_on
        scales.append(Scale(habit.name, ENDS[habit.key], means, crowd, framed))
        told = f"{habit.name}{', framed' if framed else ''}: {means[0]:.1f} and {means[1]:.1f}"
        words.append(told)
    title = f"One number: {pair.number:.1f}. The six habits of {' and '.join(pair.names)}"
    return profile_picture(
        f"{NAME}-profile",
        title,
        f"Averages of {' and '.join(pair.names)}, from 1 to 7. {'; '.join(words)}.",
        f"One number: {pair.number:.1f}",
        pair.names,
        scales,
        "what the work hangs on",
    )


def _profile(pair: Pair) -> Table:
    one, other = pair.names
    rows = [
        (
            f"{habit.name}: {ENDS[habit.key][0]} (1), {ENDS[habit.key][1]} (7)",
            f"{profiles()[pair.ours][place]:.1f}",
            f"{profiles()[pair.theirs][place]:.1f}",
            f"{abs(pair.gaps[habit.key]):.1f}",
            f"{pair.shares[habit.key]:.0f}",
        )
        for place, habit in enumerate(HABITS)
    ]
    head = ("Habit", one, other, "Apart", "Of 100 parts")
    caption = f"What the {pair.number:.1f} is made of: averages of each team"
    return Table(caption, head, tuple(rows), fold="The same in numbers")


def _direction(pair: Pair) -> Table:
    """For the three habits that bring most: what each side would have to do."""
    one, other = pair.names
    widest = sorted(pair.shares, key=lambda habit: -pair.shares[habit])[:3]
    rows = []
    for habit in widest:
        down, up = CHANGES[habit]
        steps = (up, down) if pair.gaps[habit] > 0 else (down, up)
        rows.append((habit.capitalize(), *steps))
    head = ("Habit", f"{one}, as a guest of {other}", f"{other}, as a guest of {one}")
    return Table(
        "The same way, walked by each", head, tuple(rows), fold="Who would have to do what"
    )


def _all_pairs(again: str) -> Table:
    rows = [
        (NAMES[ours], *(f"{Pair(ours, theirs, again).number:.1f}" for theirs in THEIRS))
        for ours in OURS
    ]
    head = ("Norrvane", *(NAMES[theirs] for theirs in THEIRS))
    return Table("The number for every pair", head, tuple(rows), fold="All sixteen pairs")


def _model(pair: Pair) -> str:
    questions = len(pair.rows[0])
    parts = distance_parts(*pair.rows)
    return (
        "For each question: the difference of the two averages, squared, over the variance of the "
        "question, which is how far the eight teams' averages usually lie apart, squared. The "
        f"number is the mean of these. Here: ({' + '.join(f'{part:.1f}' for part in parts)}) / "
        f"{questions} = {pair.number:.2f}. 0 is the same profile, and 2 is the mean over all pairs "
        "of the eight teams, which follows from the formula. It is a square, so twice the "
        "difference gives four times the number. It takes the questions as independent; the "
        "distance of Mahalanobis would not, and counts less where two of them go together."
    )


def _teams(name: str, firm: str, teams: tuple[str, ...], start: str) -> Choice:
    return Choice(name, firm, tuple((team, NAMES[team]) for team in teams), start, tiles=True)


SIMULATION = Simulation(
    name=NAME,
    title="One number, and what it is made of",
    intro=(
        "Choose a team of Norrvane's and one of Tallowmere's. The dot is the average of the first, "
        "the square that of the second, and the bar between them is what the number sees."
    ),
    controls=(
        _teams("ours", "Norrvane", OURS, "field-service"),
        _teams("theirs", "Tallowmere", THEIRS, "platform"),
        Choice(
            "work",
            "The work that the two share",
            ((NO, "Not said"), *((key, words) for key, (words, _) in WORKS.items())),
            NO,
            tiles=True,
        ),
        Switch("people", "Show the people behind the averages"),
        Choice(
            "again",
            "Ask one habit twice, in other words",
            ((NO, "No"), *((habit, habit.capitalize()) for habit in TWICE)),
            NO,
            tiles=True,
        ),
    ),
    scene=scene,
    footnote="Synthetic, seeded: teams, people and answers are invented.",
    leaves_out=(
        "Rules, shifts, tools and workload, which often lie behind what looks like a habit; what "
        "people do when they know each other; and what is gained by being different. Which habits "
        "a piece of work hangs on is our judgement here: in life you ask those who do it."
    ),
    source=(
        "The formula is that of Kogut and Singh (1988), given second hand; Kandogan (2012) shows "
        "what it leaves out, and Shenkar (2001) what is hidden in the idea. They write about "
        "countries. The habits, teams and numbers here are our own design."
    ),
    reads=(BET,),
)

"""A dialogue once more, moment by moment: the partner's side, the paths not taken, and trust."""

from collections.abc import Sequence
from typing import Any

from alliance_lessons.items.bank import find_item
from alliance_lessons.items.dialogue import Play, Step, play
from alliance_lessons.views.chart import Axis, Line, line_chart, ticks
from alliance_lessons.views.drawing import Picture
from alliance_lessons.views.simulation import Button, Here, Scene, Simulation, State, Table

TRUST = (0, 20, 40, 60, 80, 100)
MODEL = (
    "Both start at 50 of 100. What keeps trust, such as a promise kept or bad news told early, "
    "closes a twentieth of the gap to the ceiling; what breaks it takes a quarter away; a deceit "
    "takes half and lowers the ceiling from 100 to 80. The sizes are our own design. That trust "
    "after a deceit does not come back in full was found in an experiment (Schweitzer, "
    "Hershey and Bradlow 2006); that it falls faster than it grows is argued by Slovic (1993) and "
    "contested since."
)
LEAVES_OUT = (
    "Trust is no number that anybody holds, and two people in the same chair would have lived "
    "these days differently. What another choice leads to later is not told: you can play it."
)


def replay(name: str, title: str, intro: str, dialogue: str, bet: str) -> Simulation:
    """The replay of a dialogue item, beside a bet on the partner's trust at the end."""
    extra: dict[str, Any] = {"at": 0}

    def scene(state: State, here: Here) -> Scene:
        return _scene(state["at"], here, dialogue, bet)

    return Simulation(
        name=name,
        title=title,
        intro=intro,
        controls=(
            Button("next", "Next moment", main=True),
            Button("back", "One moment back"),
            Button("first", "To the first moment"),
        ),
        scene=scene,
        press=_press,
        leaves_out=LEAVES_OUT,
        source="Trust by a model of our own; what it rests on stands under “Show the model”.",
        reads=(dialogue, bet),
        extra=extra,
        example=(("press", "next"),),
        words_first=True,
    )


def _press(state: State, button: str) -> State:
    moved = {"next": state["at"] + 1, "back": max(0, state["at"] - 1), "first": 0}
    return {**state, "at": moved[button]}


def _scene(at: int, here: Here, dialogue: str, bet: str) -> Scene:
    item = find_item(dialogue)
    path = here.answers.get(dialogue, ())
    if not path and here.learner:
        return Scene(
            said="There is nothing to look back on yet: the story stands further up.",
            off=("next", "back", "first"),
        )
    partner = item.settings["partner"]
    played = play(item, path) if path else _first_choices(dialogue)
    last = len(played.steps) - 1
    at = min(at, last)
    step = played.steps[at]
    off = [*(["back", "first"] if at == 0 else []), *(["next"] if at == last else [])]
    words = " ".join(
        [
            "" if here.learner else "An example: each time the first choice.",
            f"Moment {at + 1} of {last + 1}: {step.scene.when}.",
            _both(step, partner),
            *_in_the_end(played, at == last, here, bet, partner),
        ]
    ).strip()
    return Scene(
        said=words,
        pictures=(_picture(played.steps[: at + 1], partner, words),),
        tables=tuple(_tables(step, partner)),
        off=tuple(off),
        model=MODEL,
        settled={"at": at},
    )


def _first_choices(dialogue: str) -> Play:
    """A way through the story for those who only read the lesson."""
    item, path = find_item(dialogue), list[str]()
    while offered := play(item, path).steps[-1].offered:
        path.append(offered[0].key)
    return play(item, path)


def _percent(step: Step) -> tuple[int, int]:
    return round(100 * step.state.trust.level), round(100 * step.state.own.level)


def _both(step: Step, partner: str) -> str:
    theirs, own = _percent(step)
    when = "Before this decision " if step.choice else ""
    stands = "stood" if step.choice else "stands"
    return (
        f"{when}{partner}'s trust in you {stands} at {theirs} of 100, yours in {partner} at {own}."
    )


def _in_the_end(played: Play, last: bool, here: Here, bet: str, partner: str) -> list[str]:
    """The bet beside what became of it, once the last moment is looked at."""
    if not last:
        return []
    if not played.ending:
        return ["Your story has not come to its end yet."]
    said = [f"Your ending: {played.ending}."] if here.learner else []
    if bet in here.answers:
        said.append(f"You bet that {partner} would trust you at {here.answers[bet]:g}.")
    return [*said, *([here.no_bet] if bet not in here.answers and here.no_bet else [])]


def _tables(step: Step, partner: str) -> list[Table]:
    """The moment on both sides, and folded away what the other choices would have led to."""
    rows = [("What came later", one.text, one.partner) for one in step.happened]
    rows.append(
        ("The moment", step.scene.text, step.scene.partner or "(Nothing of this was seen.)")
    )
    if step.choice:
        follows = step.choice.follows
        rows.append(("What you did", f"{step.choice.text} {follows.text}", follows.partner))
    others = tuple(
        (one.text, one.follows.text, one.follows.partner)
        for one in step.offered
        if one is not step.choice
    )
    tables = [
        Table(step.scene.when, ("", "Where you stood", f"Where {partner} stood"), tuple(rows))
    ]
    if step.choice and others:
        head = ("You could have", "What follows at once", f"Where {partner} stood")
        tables.append(Table("Not taken", head, others, fold="The paths not taken here"))
    return tables


def _picture(steps: Sequence[Step], partner: str, words: str) -> Picture:
    """Both trusts up to this moment."""
    levels = [_percent(step) for step in steps]
    now = float(len(levels) - 1)
    lines = [
        Line(label, points, style, marked_at=None if now else 0.0)  # a line of one point
        for style, label in enumerate((f"{partner} in you", f"you in {partner}"))
        for points in [tuple((float(n), float(both[style])) for n, both in enumerate(levels))]
    ]
    marks = tuple(one for one in ticks(0, max(now, 1)) if one <= max(now, 1))
    return line_chart(
        "trust",
        "Trust, moment by moment",
        words,
        lines,
        Axis("decisions so far", marks if marks[-1] >= now else (*marks, now)),
        Axis("trust, of 100", TRUST),
    )

"""A dialogue to read: every moment, what follows from each choice, and where it leads.

One who plays it meets some of its moments; one who reads turns the pages of all of them. The
first moment is open, the others are folded away together.
"""

from collections.abc import Iterator
from html import escape

from alliance_lessons.items.dialogue import Choice, Condition, Happening, Scene, Script
from alliance_lessons.items.dialogue import script as script_of
from alliance_lessons.items.item import Item
from alliance_lessons.views.fallback import paragraphs

HELD = {
    "promise": "if you promised: {}",
    "learned": "if you know: {}",
    "quiet": "if this holds: {}",
}
LACKING = {
    "promise": "unless you promised: {}",
    "learned": "unless you know: {}",
    "quiet": "unless this holds: {}",
}


def story(item: Item) -> str:
    """The whole dialogue of an item as HTML."""
    plot = script_of(item)
    teller = _Teller(item.id.replace(".", "-"), plot)
    first, *others = plot.scenes.values()
    stem = "".join(f"<p><strong>{escape(one)}</strong></p>" for one in paragraphs(item.stem))
    endings = sum(bool(scene.ending) for scene in others)
    count = f"{len(others) - endings} more moments, {endings} endings"
    rest = "".join(map(teller.scene, others))
    return (
        f"{stem}{teller.scene(first)}"
        f'<details class="story"><summary>How it may go on: {count}</summary>{rest}</details>'
    )


class _Teller:
    """Tells the scenes of one dialogue; `name` makes their places on the page its own."""

    def __init__(self, name: str, plot: Script) -> None:
        self._name = name
        self._plot = plot

    def scene(self, scene: Scene) -> str:
        """A moment: when it comes, what late consequences it brings, and its choices."""
        head = f"{scene.when}: {scene.ending}" if scene.ending else scene.when
        text = "".join(f"<p>{escape(one)}</p>" for one in paragraphs(scene.text))
        choices = "".join(f"<li>{self._choice(choice)}</li>" for choice in scene.choices)
        return (
            f'<div class="moment" id="{self._place(scene)}">'
            f'<p class="when"><strong>{escape(head)}</strong></p>'
            f"{self._only(scene.condition)}{''.join(map(self._later, scene.later))}{text}"
            f"{choices and f'<ul>{choices}</ul>'}</div>"
        )

    def _choice(self, choice: Choice) -> str:
        """What is chosen, what follows folded under it, and where that leads."""
        when = ", ".join(self._conditions(choice.follows.condition))
        only = f" <small>({escape(when)})</small>" if when else ""
        follows = "".join(f"<p>{escape(one)}</p>" for one in paragraphs(choice.follows.text))
        ways = " or ".join(map(self._link, choice.leads_to))
        come = ", as it has come" if len(choice.leads_to) > 1 else ""
        return (
            f"<details><summary>{escape(choice.text)}{only}</summary>{follows}"
            f"<p>Go on: {ways}{come}.</p></details>"
        )

    def _later(self, later: Happening) -> str:
        """What an earlier choice brings now."""
        return f"{self._only(later.condition)}<p>{escape(later.text)}</p>"

    def _only(self, condition: Condition) -> str:
        """When it happens, in words; nothing where it always does."""
        words = _sentence(self._conditions(condition))
        return words and f'<p class="only">{escape(words)}</p>'

    def _link(self, key: str) -> str:
        scene = self._plot.scenes[key]
        name = f"{scene.when}: {scene.ending}" if scene.ending else scene.when
        return f'<a href="#{self._place(scene)}">{escape(name)}</a>'

    def _place(self, scene: Scene) -> str:
        return f"{self._name}-{scene.key}"

    def _conditions(self, condition: Condition) -> list[str]:
        return list(_conditions(condition, self._plot))


def _conditions(condition: Condition, plot: Script) -> Iterator[str]:
    """What must hold, each in words, in the order of the bank."""
    for note in plot.notes.values():
        if note.key in condition.held:
            yield HELD[note.kind].format(note.text)
        if note.key in condition.without:
            yield LACKING[note.kind].format(note.text)
    if condition.trust_from > 0:
        yield f"if the partner's trust is {condition.trust_from:g} of 100 or more"
    if condition.trust_below <= 100:
        yield f"if the partner's trust is below {condition.trust_below:g} of 100"


def _sentence(conditions: list[str]) -> str:
    """Conditions as a sentence.

    >>> _sentence(["if you know: it is late", "unless you promised: a call"])
    'If you know: it is late; unless you promised: a call.'
    """
    words = "; ".join(conditions)
    return f"{words[:1].upper()}{words[1:]}." if words else ""

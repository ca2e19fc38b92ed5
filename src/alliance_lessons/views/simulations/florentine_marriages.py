"""Lesson 2.3: fifteen families of Florence and the marriages between them."""

from functools import lru_cache

from alliance_lessons.models.brokerage import (
    Standing,
    Tie,
    contacts,
    florentine_marriages,
    groups,
    standings,
    without,
)
from alliance_lessons.views.drawing import Picture
from alliance_lessons.views.network_picture import (
    Bond,
    Dot,
    Place,
    network_picture,
    share_in_words,
)
from alliance_lessons.views.phrases import listed
from alliance_lessons.views.simulation import (
    Choice,
    Here,
    Scene,
    Simulation,
    State,
    Switch,
    Table,
)

NAME = "florentine-marriages"
START = "Strozzi"
LONG = 9  # letters that a tile has room for

# from a layout of networkx (Kamada-Kawai), then moved until no name lies on anything
PLACES = {
    "Acciaiuoli": Place(140, 97, "left"),
    "Medici": Place(185, 147, "left"),
    "Castellani": Place(346, 214, "left"),
    "Peruzzi": Place(309, 292, "below"),
    "Strozzi": Place(271, 257, "left"),
    "Barbadori": Place(269, 162, "above"),
    "Ridolfi": Place(227, 196, "right"),
    "Tornabuoni": Place(172, 209, "below"),
    "Albizzi": Place(120, 204, "left"),
    "Salviati": Place(210, 79, "right"),
    "Pazzi": Place(232, 14, "right"),
    "Bischeri": Place(232, 300, "below"),
    "Guadagni": Place(137, 273, "left"),
    "Ginori": Place(68, 174, "left"),
    "Lamberteschi": Place(64, 318, "right"),
}
FAMILIES = tuple(sorted(PLACES))
NUMBERS = ("no", "one", "two", "three", "four", "five", "six")


def scene(state: State, here: Here) -> Scene:
    """The family chosen among the others, or the others without it."""
    family, away = state["family"], state["away"]
    said = _without(family) if away else _with(family)
    return Scene(
        said=said,
        pictures=(_picture(family, away),),
        tables=(_table(family if away else ""),),
        model="" if away else _model(family, standing("")[family]),
    )


@lru_cache(maxsize=32)
def standing(gone: str) -> dict[str, Standing]:
    """How each family stands; `gone` names one that is away, or nobody."""
    families = [family for family in FAMILIES if family != gone]
    return standings(_ties(gone), families)


@lru_cache(maxsize=32)
def _ties(gone: str) -> list[Tie]:
    return without(florentine_marriages(), gone)


def _with(family: str) -> str:
    known = contacts(_ties(""), family)
    among = sum(1 for one, other in _ties("") if one in known and other in known)
    number = "one other family" if len(known) == 1 else f"{NUMBERS[len(known)]} other families"
    said = f"The {family} have married into {number}: the {listed(sorted(known))}."
    if len(known) > 1:
        circle = f"{NUMBERS[among].capitalize()} marriage{'' if among == 1 else 's'}"
        said += f" {circle} join{'s' if among == 1 else ''} those {NUMBERS[len(known)]} directly."
    share = share_in_words(standing("")[family].betweenness)
    return (
        f"{said} Of the shortest ways between two other families, {share} lead"
        f"{'s' if share.startswith('about one') else ''} through the {family}."
    )


def _without(family: str) -> str:
    largest, *cut = groups(_ties(family), [one for one in FAMILIES if one != family])
    between = standing(family)
    first = max(sorted(between), key=lambda one: between[one].betweenness)
    share = share_in_words(between[first].betweenness)
    now = f"The family most in the middle is now the {first}, with {share} of the shortest ways."
    if not cut:
        return f"Without the {family} the other fourteen still reach one another. {now}"
    parts = ", and ".join(
        f"the {listed(sorted(part))}{' alone' if len(part) == 1 else ''}" for part in cut
    )
    return (
        f"Without the {family} the network falls into {NUMBERS[len(cut) + 1]} parts: cut off "
        f"from the other {len(largest)} are {parts}. {now}"
    )


def _picture(family: str, away: bool) -> Picture:
    cut = set()
    if away:
        parts = groups(_ties(family), [one for one in FAMILIES if one != family])
        cut = {name for part in parts[1:] for name in part}
    dots = [
        Dot(one, place, chosen=one == family, cut=one in cut, away=away and one == family)
        for one, place in PLACES.items()
    ]
    bonds = [Bond(*tie, strong=family in tie) for tie in _ties(family if away else "")]
    words = f"Fifteen families as dots, joined by lines for {len(bonds)} marriages. "
    words += f"The {family} are {'taken away' if away else 'chosen'}; the table names all ties."
    spot = Place(0, 0, "right")
    key = [(Dot("", spot, chosen=not away, away=away), f"the {family}{', away' if away else ''}")]
    if cut:
        key.append((Dot("", spot, cut=True), "cut off"))
    return network_picture(f"{NAME}-ties", "Marriages between families", words, dots, bonds, key)


def _table(gone: str) -> Table:
    between = standing(gone)
    ranked = sorted(between, key=lambda one: (-between[one].betweenness, one))
    rows = tuple(
        (
            one,
            ", ".join(sorted(contacts(_ties(gone), one))) or "nobody",
            share_in_words(between[one].betweenness),
        )
        for one in ranked
    )
    head = ("Family", "Married into", "Shortest ways that lead through it")
    caption = f"Without the {gone}" if gone else "All fifteen, most in the middle first"
    return Table(caption, head, rows, fold="The picture as a table")


def _model(family: str, one: Standing) -> str:
    assert one.constraint is not None
    assert one.effective_size is not None
    return (
        f"{family}: betweenness {one.betweenness:.3f} (the share of shortest ways between two "
        f"others), constraint {one.constraint:.3f} (how far their contacts lead back to one "
        f"another; low for a broker, 1 with a single contact), effective size "
        f"{one.effective_size:.2f} of {one.contacts} contacts (those that do not repeat one "
        f"another). The measures are those of Freeman (1977) and Burt (1992), computed by networkx."
    )


def _tile(family: str) -> str:
    """The name with a soft hyphen where it is longer than a tile is wide."""
    return f"{family[:6]}\N{SOFT HYPHEN}{family[6:]}" if len(family) > LONG else family


SIMULATION = Simulation(
    name=NAME,
    title="Fifteen families of Florence",
    intro=(
        "Each line is a marriage between two families, some six hundred years ago. Choose a "
        "family and see whom it stands between. Then take it out of the picture."
    ),
    controls=(
        Switch("away", "Take this family out of the picture"),
        Choice("family", "Family", tuple((one, _tile(one)) for one in FAMILIES), START, tiles=True),
    ),
    scene=scene,
    leaves_out=(
        "Fifteen of more than two hundred leading families, and of all that tied them only the "
        "marriages: no loans, no quarrels. A line does not say how warm a tie was, or whether "
        "anybody asked the two who were married."
    ),
    source=(
        "Data gathered by John Padgett, as printed by Breiger and Pattison (1986) and shipped "
        "with networkx; on the history see Padgett and Ansell (1993)."
    ),
)

"""Lesson 2.3: the staff of the two firms, by the org chart and by who helps whom. All invented."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from alliance_lessons.models.brokerage import (
    Standing,
    Tie,
    contacts,
    groups,
    standings,
    way,
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

NAME = "two-staffs"
BET = "relationships.broker-bet"
FIRMS = ("Norrvane", "Tallowmere")
LONGEST = 4  # names in a sentence
FIELD, CODE = "Kit", "Bao"  # who finds a fault, and who could mend it


@dataclass(frozen=True)
class Person:
    """What somebody does, in which of the two firms, and where their mark stands."""

    role: str
    firm: int
    place: Place


PEOPLE: Mapping[str, Person] = MappingProxyType(
    {
        "Mirela": Person("chief operating officer", 0, Place(68, 46, "right")),
        "You": Person("alliance manager", 0, Place(86, 118, "left")),
        "Ines": Person("head of service", 0, Place(133, 147, "left")),
        "Pavel": Person("head of commercial contracts", 0, Place(26, 137, "below")),
        "Kit": Person("lead field engineer", 0, Place(158, 234, "left")),
        "Sol": Person("night dispatcher", 0, Place(111, 263, "left")),
        "Ola": Person("keeper of the stores", 0, Place(109, 318, "left")),
        "Wren": Person("project assistant", 0, Place(74, 221, "left")),
        "Luz": Person("buyer", 0, Place(27, 250, "below")),
        "Sefa": Person("chief executive", 1, Place(289, 46, "left")),
        "Noor": Person("alliance manager", 1, Place(271, 126, "right")),
        "Dario": Person("head of product", 1, Place(228, 143, "left")),
        "Ilka": Person("head of customer support", 1, Place(333, 146, "left")),
        "Jun": Person("data lead", 1, Place(230, 241, "above")),
        "Bao": Person("developer", 1, Place(267, 212, "below")),
        "Tilo": Person("support agent", 1, Place(277, 257, "below")),
        "Gia": Person("project assistant", 1, Place(322, 238, "below")),
        "Ezra": Person("data engineer", 1, Place(250, 321, "left")),
    }
)


def _pairs(text: str) -> tuple[Tie, ...]:
    """Ties from "a-b c-d"."""
    return tuple((one, other) for one, other in (pair.split("-") for pair in text.split()))


CHART = _pairs(
    "Mirela-You Mirela-Ines Mirela-Pavel Ines-Kit Ines-Sol Pavel-Luz You-Wren Kit-Ola You-Noor "
    "Sefa-Noor Sefa-Dario Sefa-Ilka Dario-Jun Dario-Bao Ilka-Tilo Noor-Gia Jun-Ezra"
)
HELP = _pairs(
    "Kit-Sol Kit-Ola Kit-Ines Sol-Ines Ines-You You-Mirela You-Wren Wren-Luz Luz-Ola Luz-Pavel "
    "Pavel-Mirela Wren-Sol Ines-Mirela Jun-Ezra Jun-Bao Jun-Tilo Jun-Dario Tilo-Ilka Bao-Dario "
    "Dario-Sefa Noor-Sefa Noor-Dario Noor-Gia Gia-Tilo Gia-Ilka You-Noor Kit-Jun Sol-Jun Ola-Jun"
)
TIES = {"chart": (CHART,), "help": (HELP,), "both": (CHART, HELP)}
STYLES = {"chart": 1, "help": 0}
WORDS = ("on the org chart", "by who helps whom")


def scene(state: State, here: Here) -> Scene:
    """The ties asked for, with somebody chosen or away."""
    shown, person, away = state["ties"], state["person"], state["away"]
    kinds = ("chart", "help") if shown == "both" else (shown,)
    said = [f"{person}, {PEOPLE[person].role} at {FIRMS[PEOPLE[person].firm]}."]
    said += [_said(kind, person, away) for kind in kinds]
    if "help" in kinds and (bet := here.answers.get(BET)) is not None:
        said.append(_bet(bet))
    elif "help" in kinds and here.no_bet:
        said.append(here.no_bet)
    return Scene(
        said=" ".join(said),
        pictures=(_picture(kinds, person, away),),
        tables=(_table(kinds, person if away else ""),),
        model="" if away else " ".join(_model(kind, person) for kind in kinds),
    )


@lru_cache(maxsize=64)
def standing(kind: str, gone: str = "") -> Mapping[str, Standing]:
    """How each of them stands by a kind of tie; `gone` names somebody who is away."""
    return standings(_ties(kind, gone), [name for name in PEOPLE if name != gone])


def _ties(kind: str, gone: str) -> list[Tie]:
    return without(CHART if kind == "chart" else HELP, gone)


def _parts(kind: str, gone: str) -> list[frozenset[str]]:
    return groups(_ties(kind, gone), [name for name in PEOPLE if name != gone])


def _said(kind: str, person: str, away: bool) -> str:
    on = "On the org chart" if kind == "chart" else "By who helps whom"
    gone = person if away else ""
    steps = _steps(kind, gone)
    if not away:
        known = contacts(_ties(kind, ""), person)
        share = share_in_words(standing(kind)[person].betweenness)
        leads = "leads" if share.startswith("about one") else "lead"
        return (
            f"{on}: {_count(known)}, to {_listed(known)}; of the shortest ways between two others, "
            f"{share} {leads} through {_name(person)}. {steps}"
        )
    first, share = _middle(kind, gone)
    most = f"Most ways now lead through {_name(first)} ({share})."
    lost = sorted(name for part in _parts(kind, gone)[1:] for name in part)
    if not lost:
        return f"{on}, without {_name(person)}, the others still reach one another. {most} {steps}"
    who = _listed(lost) if len(lost) <= LONGEST else f"{len(lost)} of the others"
    verb = "is" if len(lost) == 1 else "are"
    return f"{on}, without {_name(person)}, {who} {verb} cut off. {most} {steps}"


def _steps(kind: str, gone: str) -> str:
    found = way(_ties(kind, gone), FIELD, CODE) if gone not in (FIELD, CODE) else []
    if gone in (FIELD, CODE):
        return f"{gone} was one end of the way from the field to the code."
    if not found:
        return f"No way is left from {FIELD} in the field to {CODE}, who writes the code."
    return (
        f"From {FIELD} in the field to {CODE}, who writes the code, it takes {len(found) - 1} "
        f"steps: {', '.join(found)}."
    )


def _middle(kind: str, gone: str) -> tuple[str, str]:
    """Who stands between most, and the share of ways in words."""
    between = standing(kind, gone)
    first = max(sorted(between), key=lambda one: between[one].betweenness)
    return first, share_in_words(between[first].betweenness)


def _bet(bet: str) -> str:
    names = {name.lower(): name for name in PEOPLE}
    first, share = _middle("help", "")
    if names[bet] == first:
        return f"You bet on {first}: {share} of the shortest ways of help lead there."
    yours = share_in_words(standing("help")[names[bet]].betweenness)
    return (
        f"You bet on {_name(names[bet])}, through whom {yours} of the shortest ways of help "
        f"go; through {first} go {share}."
    )


def _picture(kinds: tuple[str, ...], person: str, away: bool) -> Picture:
    gone = person if away else ""
    last = kinds[-1]  # with both, who is cut off is cut off from help
    cut = {name for part in _parts(last, gone)[1:] for name in part} if away else set()
    dots = [
        Dot(name, one.place, one.firm, name == person, name in cut, name == gone)
        for name, one in PEOPLE.items()
    ]
    bonds = [
        Bond(*tie, STYLES[kind], person in tie, aside=kind == "chart" and len(kinds) > 1)
        for kind in kinds
        for tie in _ties(kind, gone)
    ]
    names = {"chart": "the org chart", "help": "who helps whom"}
    title = " and ".join(names[kind] for kind in kinds)
    words = (
        f"Nine people of Norrvane as dots on the left, nine of Tallowmere as squares on the right, "
        f"joined by {len(bonds)} lines. {person} is {'away' if away else 'chosen'}; the table "
        f"names all ties."
    )
    spot = Place(0, 0, "right")
    key: list[tuple[Dot | int, str]] = [(STYLES[kind], names[kind]) for kind in kinds]
    if cut:
        key.append((Dot("", spot, cut=True), "cut off from most others"))
    heads = ((90.0, FIRMS[0]), (270.0, FIRMS[1]))
    return network_picture(
        f"{NAME}-ties", title[0].upper() + title[1:], words, dots, bonds, key, heads
    )


def _table(kinds: tuple[str, ...], gone: str) -> Table:
    heads = {"chart": "Lines on the org chart", "help": "Help between them"}
    ways = kinds if len(kinds) == 1 else ()  # for both, a table of this width would be too much
    rows = tuple(
        (
            f"{name}, {one.role}, {FIRMS[one.firm]}",
            *(", ".join(contacts(_ties(kind, gone), name)) or "nobody" for kind in kinds),
            *(share_in_words(standing(kind, gone)[name].betweenness) for kind in ways),
        )
        for name, one in PEOPLE.items()
        if name != gone
    )
    head = ("Who", *(heads[kind] for kind in kinds), *("Shortest ways through them" for _ in ways))
    caption = f"Without {_name(gone)}" if gone else "All eighteen"
    return Table(caption, head, rows, fold="The picture as a table")


def _model(kind: str, person: str) -> str:
    one = standing(kind)[person]
    assert one.constraint is not None
    assert one.effective_size is not None
    return (
        f"{person}, {WORDS[kind == 'help']}: betweenness {one.betweenness:.3f}, constraint "
        f"{one.constraint:.3f}, effective size {one.effective_size:.2f} of {one.contacts} contacts."
    )


def _count(known: list[str]) -> str:
    return "1 tie" if len(known) == 1 else f"{len(known)} ties"


def _listed(names: list[str]) -> str:
    return listed([_name(name) for name in names])


def _name(person: str) -> str:
    return "you" if person == "You" else person


SIMULATION = Simulation(
    name=NAME,
    title="Two firms, eighteen people",
    intro=(
        "Month 4: those at Norrvane and Tallowmere who have to do with Lanternfish. Look at the "
        "org chart, then at who helps whom. Choose a person; then let that person be away."
    ),
    controls=(
        Choice(
            "ties",
            "Show",
            (("chart", "Org chart"), ("help", "Help"), ("both", "Both")),
            "chart",
            tiles=True,
        ),
        Switch("away", "This person is away"),
        Choice("person", "Person", tuple((one, one) for one in PEOPLE), "Noor", tiles=True),
    ),
    scene=scene,
    leaves_out=(
        "A line says that two have helped each other within the last three months. It does not "
        "say how often, how gladly, with what, or at whose cost; and the shortest way is not "
        "always the one people take, or the one they should take."
    ),
    source=(
        "People, org chart and ties of help are invented. The measures under Show the model are "
        "those of Freeman (1977) and Burt (1992), computed by networkx."
    ),
    reads=(BET,),
    example=(("set", "ties", "help"), ("set", "person", "Jun")),
)

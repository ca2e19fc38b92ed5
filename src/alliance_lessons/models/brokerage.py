"""Who stands between whom: measures of brokerage in a network of undirected ties (model S7).

Constraint and effective size are Burt's (1992), betweenness is Freeman's (1977); all three are
computed by networkx. That a position is worth something to the person in it, or to the firm, is
not in the numbers: they describe ties, and a tie says neither what passes along it nor how well.

A tie is a pair of names. Its order does not matter, and a tie named twice counts once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import networkx as nx

Tie: TypeAlias = tuple[str, str]


@dataclass(frozen=True)
class Standing:
    """How somebody stands in a network.

    `contacts` is how many ties somebody has. `constraint` says how far these contacts lead back
    to one another: low for a broker, 1 for somebody with a single contact, and up to 1.125.
    `effective_size` counts the contacts less those that repeat one another: n - 2t/n for n
    contacts with t ties among them. `betweenness` is the average share, from 0 to 1, of the
    shortest ways between two others that lead through somebody.

    Somebody without any tie has no contacts who could repeat one another, so constraint and
    effective size are None: there is nothing to measure. Their betweenness is 0.
    """

    contacts: int
    constraint: float | None
    effective_size: float | None
    betweenness: float


def standings(ties: Iterable[Tie], people: Iterable[str] = ()) -> dict[str, Standing]:
    """The standing of everybody, by name; `people` may add some who have no tie.

    Pairs that no way connects count among all pairs, with a share of 0 for everybody.

    >>> star = [("hub", leaf) for leaf in ("a", "b", "c", "d")]
    >>> standings(star)["hub"]
    Standing(contacts=4, constraint=0.25, effective_size=4.0, betweenness=1.0)
    >>> standings([], ["hermit"])["hermit"]
    Standing(contacts=0, constraint=None, effective_size=None, betweenness=0.0)
    >>> standings([("Kit", "Kit")])
    Traceback (most recent call last):
    ValueError: Kit is tied to Kit: a tie joins two people.
    """
    import networkx as nx  # slow to import

    graph = _graph(ties, people)
    tied = [name for name in graph if graph.degree[name]]
    constraint, size = nx.constraint(graph, tied), nx.effective_size(graph, tied)
    between = nx.betweenness_centrality(graph)
    return {
        name: Standing(
            contacts=graph.degree[name],
            constraint=float(constraint[name]) if name in constraint else None,
            effective_size=float(size[name]) if name in size else None,
            betweenness=float(between[name]),
        )
        for name in graph
    }


def groups(ties: Iterable[Tie], people: Iterable[str] = ()) -> list[frozenset[str]]:
    """Who can reach whom along ties: the groups that no tie joins, the largest first.

    Groups of one size stand in the order of their first names.

    >>> [sorted(group) for group in groups([("a", "b"), ("c", "d"), ("d", "e")], ["hermit"])]
    [['c', 'd', 'e'], ['a', 'b'], ['hermit']]
    """
    import networkx as nx

    found = (frozenset(group) for group in nx.connected_components(_graph(ties, people)))
    return sorted(found, key=lambda group: (-len(group), min(group)))


def way(ties: Iterable[Tie], start: str, end: str) -> list[str]:
    """Everybody on one of the shortest ways, both ends included; empty where there is none.

    >>> way([("a", "b"), ("b", "c"), ("c", "d"), ("a", "d")], "a", "d")
    ['a', 'd']
    >>> way([("a", "b")], "a", "z")
    []
    """
    import networkx as nx

    graph = _graph(ties, (start, end))
    return nx.shortest_path(graph, start, end) if nx.has_path(graph, start, end) else []


def without(ties: Iterable[Tie], name: str) -> list[Tie]:
    """The ties that are left when somebody is away.

    >>> without([("a", "b"), ("b", "c"), ("c", "d")], "b")
    [('c', 'd')]
    """
    return [tie for tie in ties if name not in tie]


def contacts(ties: Iterable[Tie], name: str) -> list[str]:
    """Whom somebody is tied to, in the order of the ties.

    >>> contacts([("a", "b"), ("c", "a"), ("b", "a")], "a")
    ['b', 'c']
    """
    others = (tie[1] if tie[0] == name else tie[0] for tie in ties if name in tie)
    return list(dict.fromkeys(others))


def florentine_marriages() -> list[Tie]:
    """Twenty marriage ties among fifteen families of Florence in the fifteenth century.

    Padgett's data as printed by Breiger and Pattison (1986), from networkx.

    >>> len(florentine_marriages()), sorted(contacts(florentine_marriages(), "Salviati"))
    (20, ['Medici', 'Pazzi'])
    """
    import networkx as nx

    return [(str(one), str(other)) for one, other in nx.florentine_families_graph().edges]


def _graph(ties: Iterable[Tie], people: Iterable[str]) -> nx.Graph:
    import networkx as nx

    pairs: Collection[Tie] = list(ties)
    for one, other in pairs:
        if one == other:
            raise ValueError(f"{one} is tied to {other}: a tie joins two people.")
    graph = nx.Graph(pairs)
    graph.add_nodes_from(people)
    return graph

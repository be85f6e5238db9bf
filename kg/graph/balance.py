"""Structural balance: triads in which the signs fit, and those under strain, such as an ally of my enemy.

Source: D. Cartwright, F. Harary, "Structural balance: a generalization of Heider's theory", Psychological Review 63
(1956), 277-293. A triad is balanced where the product of its three signs is positive: all friends, or two friends with
a common enemy. Two friends at odds over a third, and three enemies of one another, are frustrated.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import igraph

from kg.graph.pairs import Pair, balances, pair_of
from kg.graph.relations import actors
from kg.model import Actor, Claim
from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Edge:
    """One side of a triad: positive where more cooperation than conflict is claimed between its ends."""

    one: Actor
    other: Actor
    net: float


@dataclass(frozen=True, slots=True)
class Triad:
    """Three actors that all deal with each other, the negative edges first.

    ``strain`` is the weight of the weakest edge: what would have to change for the triad to be balanced.
    """

    edges: tuple[Edge, Edge, Edge]
    strain: float

    @property
    def negative(self) -> int:
        """The number of negative edges: 1 where two friends are at odds over a third, 3 where all are enemies."""
        return sum(edge.net < 0 for edge in self.edges)

    @property
    def between(self) -> Actor | None:
        """Who is the friend of two that are enemies; None where all three are enemies."""
        if self.negative != 1:
            return None
        first, second, third = self.edges
        ends = {a.id: a for edge in (second, third) for a in (edge.one, edge.other)}
        return next(actor for id, actor in sorted(ends.items()) if id not in (first.one.id, first.other.id))


@dataclass(frozen=True, slots=True)
class StructuralBalance:
    """The frustrated triads, the most strain first, and how many triads there are of each kind."""

    frustrated: tuple[Triad, ...]
    balanced: int
    all_enemies: int

    @property
    def triads(self) -> int:
        """The number of all triads."""
        return self.balanced + len(self.frustrated)

    @property
    def degree(self) -> float | None:
        """The share of balanced triads; None where there are no triads."""
        return round(self.balanced / self.triads, 4) if self.triads else None


def structural_balance(claims: Iterable[Claim], ontology: Ontology, groups: Mapping[str, str]) -> StructuralBalance:
    """Return the balance of what is claimed between actors.

    The sign of two actors is that of cooperation less conflict between them (:func:`kg.graph.pairs.balances`); where
    the two are equal there is no edge. ``groups`` are the groups of copies by article.
    """
    kept = tuple(claims)
    nets = {pair: found.net for pair, found in balances(kept, ontology, groups).items() if found.net}
    known = actors(kept)
    names = sorted({id for pair in nets for id in pair})
    number = {id: n for n, id in enumerate(names)}
    graph = igraph.Graph(n=len(names), edges=[(number[a], number[b]) for a, b in nets])
    balanced, frustrated = 0, []
    for found in graph.list_triangles():
        triad = _triad([names[n] for n in found], nets, known)
        if triad.negative % 2:
            frustrated.append(triad)
        else:
            balanced += 1
    frustrated.sort(key=lambda t: (-t.strain, [(e.one.id, e.other.id) for e in t.edges]))
    return StructuralBalance(tuple(frustrated), balanced, sum(t.negative == 3 for t in frustrated))


def _triad(ids: list[str], nets: Mapping[Pair, float], known: Mapping[str, Actor]) -> Triad:
    one, two, three = sorted(ids)
    pairs = [pair_of(one, two), pair_of(one, three), pair_of(two, three)]
    edges = sorted((Edge(known[a], known[b], round(nets[a, b], 3)) for a, b in pairs),
                   key=lambda e: (e.net > 0, e.one.id, e.other.id))
    return Triad((edges[0], edges[1], edges[2]), min(abs(edge.net) for edge in edges))

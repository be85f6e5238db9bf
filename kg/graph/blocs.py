"""Blocs: groups of actors with much cooperation among them, and who stands between the groups."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import igraph

from kg.graph.chance import fixed_chance
from kg.graph.pairs import Balance, Pair, balances
from kg.graph.relations import actors
from kg.model import Actor, Claim
from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Bloc:
    """Actors that cooperate with each other more than with the rest, the best connected first.

    ``cooperation`` and ``conflict`` add up what is claimed among its members.
    """

    members: tuple[Actor, ...]
    cooperation: float
    conflict: float


@dataclass(frozen=True, slots=True)
class Front:
    """What is claimed between two blocs, given by their places in the list, the first the lower."""

    one: int
    other: int
    balance: Balance


@dataclass(frozen=True, slots=True)
class Broker:
    """An actor between blocs.

    ``betweenness`` is the share of the shortest paths of cooperation between two others that lead over it, 0 to 1
    (Freeman 1977); ``constraint`` says how far its partners are tied to each other, low for a broker (Burt 1992);
    ``blocs`` are the places in the list of the blocs that it cooperates with, its own included.
    """

    actor: Actor
    betweenness: float
    constraint: float
    blocs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Blocs:
    """The blocs, the largest first; what is between them, the most conflict first; the brokers, the greatest first.

    ``modularity`` says how clear the division is: 0 no better than chance, 1 perfect.
    """

    blocs: tuple[Bloc, ...]
    fronts: tuple[Front, ...]
    brokers: tuple[Broker, ...]
    modularity: float


def blocs(claims: Iterable[Claim], ontology: Ontology, groups: Mapping[str, str], resolution: float = 1.0) -> Blocs:
    """Divide the actors of claims into blocs.

    Two actors are tied where more cooperation than conflict is claimed between them (:func:`kg.graph.pairs.balances`),
    with the difference as weight; the Leiden algorithm (Traag, Waltman, van Eck 2019) maximises the modularity of these
    ties. ``resolution`` above 1 gives more and smaller blocs. Actors without such a tie are in no bloc. ``groups`` are
    the groups of copies by article. The seed is fixed and the input sorted: the same claims give the same blocs.
    """
    kept = tuple(claims)
    pairs = balances(kept, ontology, groups)
    graph, names = _network({pair: found for pair, found in pairs.items() if found.net > 0})
    if not names:
        return Blocs((), (), (), 0.0)
    found = _leiden(graph, resolution)
    known, weights = actors(kept), dict(zip(names, graph.strength(weights="weight"), strict=True))
    groups_of = sorted((sorted((names[n] for n in part), key=lambda id: (-weights[id], id)) for part in found),
                       key=lambda ids: (-len(ids), ids))
    place = {id: n for n, ids in enumerate(groups_of) for id in ids}
    sums = _sums(pairs, place)
    made = (Bloc(tuple(known[id] for id in ids), *_two(sums[n, n])) for n, ids in enumerate(groups_of))
    fronts = [Front(*ends, Balance(*_two(both))) for ends, both in sorted(sums.items()) if ends[0] != ends[1]]
    return Blocs(tuple(made), tuple(sorted(fronts, key=lambda f: (-f.balance.conflict, f.one, f.other))),
                 _brokers(graph, names, place, known), round(graph.modularity(found, weights="weight"), 4))


def _network(ties: Mapping[Pair, Balance]) -> tuple[igraph.Graph, list[str]]:
    names = sorted({id for pair in ties for id in pair})
    number = {id: n for n, id in enumerate(names)}
    graph = igraph.Graph(n=len(names), edges=[(number[a], number[b]) for a, b in ties])
    graph.es["weight"] = [found.net for found in ties.values()]
    return graph, names


def _leiden(graph: igraph.Graph, resolution: float) -> igraph.VertexClustering:
    with fixed_chance():
        return graph.community_leiden(objective_function="modularity", weights="weight", resolution=resolution,
                                      n_iterations=-1)


def _sums(pairs: Mapping[Pair, Balance], place: Mapping[str, int]) -> defaultdict[tuple[int, int], list[float]]:
    """Return cooperation and conflict within each bloc and between each two."""
    sums: defaultdict[tuple[int, int], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for (one, other), found in pairs.items():
        if one in place and other in place:
            first, second = sorted((place[one], place[other]))
            sums[first, second][0] += found.cooperation
            sums[first, second][1] += found.conflict
    return sums


def _two(sums: list[float]) -> tuple[float, float]:
    return round(sums[0], 3), round(sums[1], 3)


def _brokers(graph: igraph.Graph, names: list[str], place: Mapping[str, int],
             known: Mapping[str, Actor]) -> tuple[Broker, ...]:
    size = len(names)
    most = (size - 1) * (size - 2) / 2 or 1
    constraint = graph.constraint(weights="weight")
    found = [
        Broker(known[id], round(between / most, 4), round(constraint[n], 4),
               tuple(sorted({place[id], *(place[names[near]] for near in graph.neighbors(n))})))
        for n, (id, between) in enumerate(zip(names, graph.betweenness(), strict=True)) if between > 1e-9
    ]
    return tuple(sorted(found, key=lambda b: (-b.betweenness, b.constraint, b.actor.id)))

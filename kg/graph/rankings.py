"""Who is most active, most contested and most central, and what changed in a period: the answer of ``kg top``."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import igraph

from kg.graph.days import when
from kg.graph.disputes import Dispute
from kg.graph.pairs import Balance, Pair, acts, balances, dealings, pair_of
from kg.graph.relations import actors, relation_key
from kg.model import Actor, Claim
from kg.ontology import Ontology

_NOTHING = Balance(0.0, 0.0)


class Measure(StrEnum):
    """What a ranking is by."""

    ACTIVE = "active"
    CONTESTED = "contested"
    CENTRAL = "central"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class ActorRank:
    """An actor and its measures.

    ``claims`` counts distinct relations an article, ``disputes`` those it is part of. ``centrality`` is its PageRank in
    the network of dealings between actors, with cooperation and conflict together as weight; all add up to 1.
    ``change`` is None where no period was asked about, else ``claims`` of the days in it less those of as many days
    before.
    """

    actor: Actor
    claims: int
    disputes: int
    centrality: float
    change: int | None


@dataclass(frozen=True, slots=True)
class PairRank:
    """Two actors that deal with each other; the measures as for :class:`ActorRank`, of what is claimed between them."""

    one: Actor
    other: Actor
    claims: int
    disputes: int
    balance: Balance
    change: int | None


@dataclass(frozen=True, slots=True)
class Rankings:
    """Actors that can act and pairs of them, sorted by one measure (pairs by activity where it is centrality)."""

    actors: tuple[ActorRank, ...]
    pairs: tuple[PairRank, ...]


def rankings(claims: Iterable[Claim], ontology: Ontology, groups: Mapping[str, str], disputes: Iterable[Dispute],
             by: Measure = Measure.ACTIVE, period: tuple[date, date] | None = None) -> Rankings:
    """Return the rankings of actors and pairs by a measure.

    ``period`` is the first and last day of the time that ``change`` is about; without it ``by`` must be another
    measure. ``groups`` are the groups of copies by article. Of equal ones those with more claims come first, then the
    lower id.
    """
    kept = tuple(claims)
    known = actors(kept)
    single, double = _counts(kept, ontology)
    found = balances(kept, ontology, groups)
    fought: Counter[str | Pair] = Counter()
    for dispute in disputes:
        fought.update(_parts(dispute))
    changes = _changes(kept, ontology, period) if period else None
    central = _centrality(found)

    def change(key: str | Pair) -> int | None:
        return None if changes is None else changes.get(key, 0)

    ranked = [ActorRank(actor, single[id], fought[id], central.get(id, 0.0), change(id))
              for id, actor in known.items() if acts(actor) and single[id]]
    pairs = [PairRank(known[pair[0]], known[pair[1]], count, fought[pair], found.get(pair, _NOTHING), change(pair))
             for pair, count in double.items()]
    return Rankings(tuple(sorted(ranked, key=lambda r: (-_value(r, by), -r.claims, r.actor.id))),
                    tuple(sorted(pairs, key=lambda r: (-_value(r, by), -r.claims, r.one.id, r.other.id))))


def _value(rank: ActorRank | PairRank, by: Measure) -> float:
    if by is Measure.CONTESTED:
        return rank.disputes
    if by is Measure.CHANGE:
        return abs(rank.change or 0)
    return rank.centrality if by is Measure.CENTRAL and isinstance(rank, ActorRank) else rank.claims


def _counts(claims: Iterable[Claim], ontology: Ontology) -> tuple[Counter[str], Counter[Pair]]:
    """Return how many distinct relations an article each actor and each pair has."""
    single: defaultdict[str, set[object]] = defaultdict(set)
    double: defaultdict[Pair, set[object]] = defaultdict(set)
    for claim in claims:
        said = (claim.article.id, relation_key(claim, ontology))
        for end in (claim.subject, claim.object):
            if end:
                single[end.actor.id].add(said)
        for one, other in dealings(claim):
            double[pair_of(one, other)].add(said)
    return (Counter({id: len(found) for id, found in single.items()}),
            Counter({pair: len(found) for pair, found in double.items()}))


def _parts(dispute: Dispute) -> Iterator[str | Pair]:
    """Yield the actors and the pairs that a dispute is about, each once."""
    found: set[str | Pair] = set()
    for side in dispute.sides:
        for claim in side.claims:
            found.update(end.actor.id for end in (claim.subject, claim.object) if end)
            found.update(pair_of(*ends) for ends in dealings(claim))
    if len({side.relation.subject.id for side in dispute.sides}) == 2:
        found.add(pair_of(*(side.relation.subject for side in dispute.sides)))  # two who claim one place
    yield from found


def _changes(claims: Iterable[Claim], ontology: Ontology, period: tuple[date, date]) -> Counter[str | Pair]:
    start, end = period
    length = end - start + timedelta(days=1)
    inside, before = [], []
    for claim in claims:
        if day := when(claim):
            if start <= day[0] <= end:
                inside.append(claim)
            elif start - min(length, start - date.min) <= day[0] < start:
                before.append(claim)
    changes: Counter[str | Pair] = Counter()
    for sign, part in ((1, inside), (-1, before)):
        for counts in _counts(part, ontology):
            for key, count in counts.items():
                changes[key] += sign * count
    return changes


def _centrality(pairs: Mapping[Pair, Balance]) -> dict[str, float]:
    names = sorted({id for pair in pairs for id in pair})
    number = {id: n for n, id in enumerate(names)}
    graph = igraph.Graph(n=len(names), edges=[(number[a], number[b]) for a, b in pairs])
    weights = [found.cooperation + found.conflict for found in pairs.values()]
    return dict(zip(names, (round(value, 6) for value in graph.pagerank(weights=weights)), strict=True))

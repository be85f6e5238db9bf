"""The shortest chains of relations between two actors."""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from kg.graph.pairs import acts, reality
from kg.model import Actor, Relation
from kg.ontology import Ontology

_MOST = 1000  # chains of one length that are looked at


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One link of a chain, from ``start`` to ``end``.

    ``relation`` is the one with most claims between the two, ``forward`` whether it points the way of the chain, and
    ``more`` how many other relations there are between them.
    """

    start: Actor
    end: Actor
    relation: Relation
    forward: bool
    more: int


@dataclass(frozen=True, slots=True)
class Chain:
    """Steps from one actor to another."""

    steps: tuple[ChainStep, ...]

    @property
    def weakest(self) -> int:
        """The number of claims of the step that has fewest."""
        return min(len(step.relation.claims) for step in self.steps)


def chains(start: str, end: str, relations: Iterable[Relation], ontology: Ontology, *,
           types: Collection[str] = (), valence: int | None = None, longest: int = 6,
           limit: int = 5) -> tuple[Chain, ...]:
    """Return the shortest chains between two actors, given by id; those whose weakest step has most claims first.

    A step is a relation that some claim affirms as asserted, planned or alleged, taken either way round, of one of the
    ``types`` (or a type under it) and of the ``valence`` (1, 0, -1) where these are given. Chains pass through actors
    only, not through places and things; the two ends may be anything. No chain has more than ``longest`` steps. Raises
    OntologyError where a type is unknown.
    """
    for name in types:
        ontology.get(name)
    links = _links(relations, ontology, types, valence, {start, end})
    if start == end or start not in links:
        return ()
    paths = islice(_shortest(links, start, end, longest), _MOST)
    found = [Chain(tuple(_step(one, other, links) for one, other in pairwise(path)))
             for path in paths]
    found.sort(key=lambda chain: (-chain.weakest, [step.end.id for step in chain.steps]))
    return tuple(found[:limit])


_Links = Mapping[str, Mapping[str, list[ChainStep]]]


def _links(relations: Iterable[Relation], ontology: Ontology, types: Collection[str], valence: int | None,
           ends: set[str]) -> _Links:
    """Return the steps that there are, by both ends, each of one relation."""
    found: defaultdict[str, defaultdict[str, list[ChainStep]]] = defaultdict(lambda: defaultdict(list))
    for relation in relations:
        subject, object = relation.subject, relation.object
        if object is None or subject.id == object.id or not all(acts(a) or a.id in ends for a in (subject, object)):
            continue
        kinds = {relation.predicate, *ontology.ancestors(relation.predicate)}
        if (types and not kinds.intersection(types)) or valence not in (None, ontology.get(relation.predicate).valence):
            continue
        if any(reality(claim) for claim in relation.claims):
            found[subject.id][object.id].append(ChainStep(subject, object, relation, True, 0))
            found[object.id][subject.id].append(ChainStep(object, subject, relation, False, 0))
    return found


def _shortest(links: _Links, start: str, end: str, longest: int) -> Iterator[list[str]]:
    """Yield all shortest paths in the order of their ids, searching back from the end."""
    steps = {end: 0}
    queue = deque([end])
    while queue and start not in steps:
        here = queue.popleft()
        if steps[here] < longest:
            for near in sorted(links.get(here, {})):
                if near not in steps:
                    steps[near] = steps[here] + 1
                    queue.append(near)
    if start in steps:
        yield from _forward(links, steps, [start])


def _forward(links: _Links, steps: Mapping[str, int], path: list[str]) -> Iterator[list[str]]:
    left = steps[path[-1]]
    if not left:
        yield path
        return
    for near in sorted(links[path[-1]]):
        if steps.get(near) == left - 1:
            yield from _forward(links, steps, [*path, near])


def _step(start: str, end: str, links: _Links) -> ChainStep:
    found = links[start][end]
    best = min(found, key=lambda s: (-len(s.relation.claims), s.relation.predicate, s.relation.subject.id))
    return replace(best, more=len(found) - 1)

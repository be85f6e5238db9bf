"""What follows from the stated triples by the axioms of the ontology, and from what.

The rules are those of OWL 2 RL for rdfs:subPropertyOf (prp-spo1), owl:SymmetricProperty (prp-symp), owl:inverseOf
(prp-inv1, prp-inv2) and owl:TransitiveProperty (prp-trp), over the relation types only. A general reasoner gives the
same triples and takes far longer, as it joins every triple of every claim (docs/decisions/0010).
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.ontology import Ontology

Fact = tuple[str, str, str]
"""Subject and object as IRIs, and between them the name of a relation type or of its inverse."""

SUBPROPERTY, SYMMETRIC, INVERSE, TRANSITIVE = "sub-property", "symmetric", "inverse", "transitive"


@dataclass(frozen=True, slots=True)
class Rules:
    """The axioms: the types above each type, nearest first; which are symmetric, transitive; inverses, both ways."""

    ancestors: Mapping[str, tuple[str, ...]]
    symmetric: frozenset[str]
    transitive: frozenset[str]
    inverses: Mapping[str, str]

    @classmethod
    def of(cls, ontology: Ontology) -> "Rules":
        """Read the rules out of the ontology."""
        types = ontology.types
        inverses = {name: found.inverse for name, found in types.items() if found.inverse}
        return cls({name: ontology.ancestors(name) for name in types},
                   frozenset(name for name, found in types.items() if found.symmetric),
                   frozenset(name for name, found in types.items() if found.transitive),
                   inverses | {inverse: name for name, inverse in inverses.items()})


@dataclass(frozen=True, slots=True)
class Inference:
    """A fact that nobody stated, the rules that gave it and the stated facts (their names) it rests on, both sorted.

    Where it follows in several ways, this is one with the fewest steps.
    """

    fact: Fact
    rules: tuple[str, ...]
    premises: tuple[str, ...]


_Why = tuple[frozenset[str], frozenset[str]]


def inferred(stated: Iterable[tuple[Fact, str]], rules: Rules) -> list[Inference]:
    """Return what follows from the stated facts and is not stated, sorted.

    Each fact comes with the name of what states it. That a thing is part of itself (which follows where two are
    said to be part of each other) is left out.
    """
    known: dict[Fact, _Why] = {}
    queue: deque[Fact] = deque()
    for fact, name in sorted(stated):
        if fact not in known:
            known[fact] = (frozenset(), frozenset((name,)))
            queue.append(fact)
    given = set(known)
    chains = _Chains(rules.transitive)
    while queue:
        fact = queue.popleft()
        used, premises = known[fact]
        for new, rule in _unary(fact, rules):
            _note(new, (used | {rule}, premises), known, queue)
        for new, other in chains.extended(fact):
            also, more = known[other]
            _note(new, (used | also | {TRANSITIVE}, premises | more), known, queue)
    return [Inference(fact, tuple(sorted(known[fact][0])), tuple(sorted(known[fact][1])))
            for fact in sorted(known.keys() - given)]


def _note(fact: Fact, why: _Why, known: dict[Fact, _Why], queue: deque[Fact]) -> None:
    if fact not in known and fact[0] != fact[2]:
        known[fact] = why
        queue.append(fact)


def _unary(fact: Fact, rules: Rules) -> Iterator[tuple[Fact, str]]:
    subject, predicate, object = fact
    if above := rules.ancestors.get(predicate):
        yield (subject, above[0], object), SUBPROPERTY
    if predicate in rules.symmetric:
        yield (object, predicate, subject), SYMMETRIC
    if inverse := rules.inverses.get(predicate):
        yield (object, inverse, subject), INVERSE


class _Chains:
    """Joins facts of transitive types end to end."""

    def __init__(self, transitive: frozenset[str]) -> None:
        self._transitive = transitive
        self._from: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._to: defaultdict[tuple[str, str], list[str]] = defaultdict(list)

    def extended(self, fact: Fact) -> Iterator[tuple[Fact, Fact]]:
        """Yield each fact that this one makes with one seen before, with that one; then keep this one."""
        subject, predicate, object = fact
        if predicate not in self._transitive:
            return
        for end in self._from[object, predicate]:
            yield (subject, predicate, end), (object, predicate, end)
        for start in self._to[subject, predicate]:
            yield (start, predicate, object), (start, predicate, subject)
        self._from[subject, predicate].append(object)
        self._to[object, predicate].append(subject)

"""What is claimed of one actor, and between two: the answers of ``kg show`` and ``kg between``."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kg.graph.census import alias_of
from kg.graph.corroboration import Corroboration, corroborations
from kg.graph.days import when
from kg.graph.pairs import Balance, balances, pair_of
from kg.graph.relations import RelationKey, key_of, ordered, relation_key, relations
from kg.graph.syndication import same_sentences
from kg.model import Actor, Claim, Relation
from kg.model.article import NO_DATE
from kg.ontology import Ontology

RECENT = 100
"""How many of its newest claims tell how the texts call an actor."""

READ = 300
"""How many of the latest claims between two are read, where no other number is asked for."""


class Direction(StrEnum):
    """How an actor stands in a relation: its subject (``out``), its object (``in``), or either end (``both``)."""

    OUT = "out"
    IN = "in"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation as seen from one of its ends; ``other`` is None where it has no object.

    ``affirmed`` and ``negated`` are numbers of claims, ``first`` and ``last`` days of publication, ISO, or None.
    """

    predicate: str
    direction: Direction
    other: Actor | None
    affirmed: int
    negated: int
    contested: bool
    first: str | None
    last: str | None

    @property
    def claims(self) -> int:
        """The number of claims."""
        return self.affirmed + self.negated

    @classmethod
    def of(cls, relation: Relation, actor: Actor, ontology: Ontology) -> "Tie":
        """Return the relation as seen from ``actor``."""
        out = relation.subject.id == actor.id
        return cls(relation.predicate, direction(relation.predicate, out, ontology),
                   relation.object if out else relation.subject, relation.affirmed, relation.negated,
                   relation.contested, relation.first, relation.last)


@dataclass(frozen=True, slots=True)
class Passage:
    """A claim to read, and in how many further articles a copy of its sentence says the same."""

    claim: Claim
    copies: int


@dataclass(frozen=True, slots=True)
class Shown:
    """How many relations and how many of the latest claims a portrait has at most."""

    relations: int = 40
    latest: int = 5


SHOWN = Shown()
"""What a portrait has where nothing else is asked for."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """What is claimed of an actor.

    ``names`` are what its newest claims call it, with numbers of mentions, the most usual first. ``ties`` are its
    relations of most claims, those of the type with most claims first; ``types`` has all types with the numbers of
    their claims, in that order, and ``claims`` counts all claims it is an end of. ``latest`` are the passages published
    last, the newest first.
    """

    actor: Actor
    names: tuple[tuple[str, int], ...]
    claims: int
    types: tuple[tuple[str, int], ...]
    ties: tuple[Tie, ...]
    latest: tuple[Passage, ...]

    @classmethod
    def of(cls, actor: Actor, types: Mapping[str, int], ties: Iterable[Tie], newest: Iterable[Claim],
           ontology: Ontology, shown: Shown = SHOWN) -> "Portrait":
        """Put a portrait together: numbers of claims by type, ties in any order, the newest claims, the newest first.

        Of ties that have as many claims those of the lower type, direction and id are kept.
        """
        recent = tuple(newest)[:RECENT]
        most = sorted(ties, key=lambda t: (-t.claims, t.predicate, t.direction, t.other.id if t.other else ""))
        kept = sorted(most[:shown.relations], key=lambda t: (-types[t.predicate], t.predicate, t.direction, -t.claims,
                                                             t.other.id if t.other else ""))
        return cls(actor, _names(actor, recent), sum(types.values()),
                   tuple(sorted(types.items(), key=lambda item: (-item[1], item[0]))), tuple(kept),
                   passages(recent, ontology)[:shown.latest])


@dataclass(frozen=True, slots=True)
class Dealings:
    """What is claimed between two actors.

    ``relations`` tell who affirms and denies them and by how many sources, those with most claims first; ``passages``
    are in the order of the days they speak of. Where there are more claims than were to be read, relations, passages
    and balance rest on the latest; ``counts`` are the numbers of all claims of each of the relations, in their order.
    """

    one: Actor
    other: Actor
    relations: tuple[Corroboration, ...]
    passages: tuple[Passage, ...]
    balance: Balance
    counts: tuple[int, ...]

    @property
    def claims(self) -> int:
        """The number of all claims."""
        return sum(self.counts)

    @property
    def read(self) -> int:
        """The number of those that were read."""
        return sum(len(found.relation.claims) for found in self.relations)


def portrait(actor: Actor, claims: Iterable[Claim], ontology: Ontology, shown: Shown = SHOWN) -> Portrait:
    """Return what claims say of an actor. Raises OntologyError where a predicate is no relation type."""
    own = [c for c in ordered(claims) if any(end.actor.id == actor.id for end in c.ends)]
    ties = [Tie.of(relation, actor, ontology) for relation in relations(own, ontology)]
    return Portrait.of(actor, Counter(c.predicate for c in own), ties, newest_first(own), ontology, shown)


def between(one: Actor, other: Actor, claims: Iterable[Claim], ontology: Ontology,
            groups: Mapping[str, str], counts: Mapping[RelationKey, int] | None = None) -> Dealings:
    """Return everything claimed between two actors: as the ends of a claim, or one of them as its counterparty.

    The same whichever of the two comes first. ``groups`` are the groups of copies by article
    (:func:`kg.graph.syndication.independent_sources`); ``counts`` the numbers of claims by relation, where not all
    claims are given. Raises OntologyError where a predicate is no relation type.
    """
    kept = [c for c in ordered(claims) if {one.id, other.id} <= parties(c)]
    numbers = numbers_of(kept, ontology) if counts is None else counts
    weighed = [(_weight(found, numbers, ontology), found)
               for found in corroborations(relations(kept, ontology), groups)]
    weighed.sort(key=lambda item: item[0])
    return Dealings(one, other, tuple(found for _, found in weighed),
                    tuple(sorted(passages(kept, ontology), key=_day)),
                    balances(kept, ontology, groups).get(pair_of(one, other), Balance(0.0, 0.0)),
                    tuple(-weight[0] for weight, _ in weighed))


def numbers_of(claims: Iterable[Claim], ontology: Ontology) -> Counter[RelationKey]:
    """Return the numbers of claims by relation."""
    return Counter(relation_key(claim, ontology) for claim in claims)


def latest(claims: Iterable[Claim], most: int, ontology: Ontology) -> list[Claim]:
    """Return the claims published last, ``most`` of them, and of each relation that has none among them the last one.

    Each comes once, the newest first.
    """
    found = newest_first(ordered(claims))
    seen = set(numbers_of(found[:most], ontology))
    kept = found[:most]
    for claim in found[most:]:
        if (key := relation_key(claim, ontology)) not in seen:
            seen.add(key)
            kept.append(claim)
    return kept


def passages(claims: Iterable[Claim], ontology: Ontology) -> tuple[Passage, ...]:
    """Return the claims to read, in their order: of those that say the same in copies of a sentence the first only.

    The same is said where relation, polarity, modality and speaker are; the own voices of publishers who print the
    same sentence are one.
    """
    kept = tuple(claims)
    first = same_sentences(kept)
    said: dict[tuple[object, ...], list[Claim]] = {}
    for claim in kept:
        speaker = claim.attribution.speaker.id if claim.attribution.speaker else None
        key = (*relation_key(claim, ontology), claim.polarity, claim.modality, speaker, first[claim.id])
        said.setdefault(key, []).append(claim)
    return tuple(Passage(group[0], len({c.article.id for c in group}) - 1) for group in said.values())


def newest_first(claims: Iterable[Claim]) -> list[Claim]:
    """Return claims by day of publication, the last day first, in a day by article and text; undated ones last."""
    by_place = sorted(claims, key=lambda c: (c.article.id, c.evidence.sentence.start, c.evidence.trigger.start, c.id))
    return sorted(by_place, key=lambda c: c.article.published or "", reverse=True)


def direction(predicate: str, out: bool, ontology: Ontology) -> Direction:
    """Return how the subject (``out``) or the object of a relation stands in it."""
    if ontology.get(predicate).symmetric:
        return Direction.BOTH
    return Direction.OUT if out else Direction.IN


def _names(actor: Actor, claims: Iterable[Claim]) -> tuple[tuple[str, int], ...]:
    texts = Counter(name for claim in claims for end in claim.ends if end.actor.id == actor.id
                    if (name := alias_of(end.span.text, actor.type)))
    return tuple(sorted(texts.items(), key=lambda item: (-item[1], item[0])))


def parties(claim: Claim) -> set[str]:
    """Return the ids of the ends of a claim and of its counterparty."""
    found = {end.actor.id for end in claim.ends}
    if isinstance(claim.qualifiers.counterparty, Actor):
        found.add(claim.qualifiers.counterparty.id)
    return found


def _weight(found: Corroboration, numbers: Mapping[RelationKey, int], ontology: Ontology) -> tuple[int, str, str, str]:
    relation = found.relation
    object = relation.object.id if relation.object else None
    number = numbers[key_of(relation.subject.id, relation.predicate, object, ontology)]
    return -number, relation.predicate, relation.subject.id, object or ""


def _day(passage: Passage) -> tuple[str, str, str]:
    claim, day = passage.claim, when(passage.claim)
    return day[0].isoformat() if day else NO_DATE, claim.article.published or NO_DATE, claim.id

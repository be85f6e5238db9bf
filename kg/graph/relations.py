"""From claims to relations: derived, and the same for the same claims whatever their order."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from kg.model import Actor, Claim, Relation
from kg.model.article import NO_DATE
from kg.model.record import to_record
from kg.ontology import Ontology, load

RelationKey: TypeAlias = tuple[str, str, str | None]
"""What identifies a relation: subject, predicate and object, those of a symmetric type sorted."""


def relations(claims: Iterable[Claim], ontology: Ontology | None = None) -> tuple[Relation, ...]:
    """Return all relations of the claims, sorted by subject, predicate and object.

    ``ontology`` says which types are symmetric; without it the one that comes with the package is loaded.
    Claims of one subject, predicate and object make one relation; those of a symmetric type are taken
    together whichever way round their ends stand, and the relation has them in the order of its first claim.
    Where actors with one id differ (another spelling, a country unknown), the relations have the one that
    :func:`actors` chooses. Raises OntologyError where a claim's predicate is no relation type.
    """
    types = ontology or load()
    kept = ordered(claims)
    chosen = actors(kept)
    groups: defaultdict[RelationKey, list[Claim]] = defaultdict(list)
    for claim in kept:
        groups[relation_key(claim, types)].append(claim)
    found = [_relation(group, chosen) for group in groups.values()]
    return tuple(sorted(found, key=lambda relation: relation.triple))


def relation_key(claim: Claim, ontology: Ontology) -> RelationKey:
    """Return what identifies the claim's relation: two ids and the predicate, the ends sorted if symmetric.

    Raises OntologyError where the predicate is no relation type.
    """
    return key_of(claim.subject.actor.id, claim.predicate, claim.object.actor.id if claim.object else None, ontology)


def key_of(subject: str, predicate: str, object: str | None, ontology: Ontology) -> RelationKey:
    """Return what identifies a relation, as :func:`relation_key`, by ids and predicate."""
    if ontology.get(predicate).symmetric and object is not None:
        subject, object = sorted((subject, object))
    return subject, predicate, object


def ordered(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return the claims without repeats of an id, in the order of publication date and text."""
    by_id: dict[str, Claim] = {}
    for claim in claims:
        other = by_id.get(claim.id)
        if other is None or (claim != other and _tie(claim) < _tie(other)):
            by_id[claim.id] = claim
    return tuple(sorted(by_id.values(), key=chronological))


def chronological(claim: Claim) -> tuple[str | int, ...]:
    """Return what claims are sorted by: date of publication, article, place in its text; the undated ones last."""
    return (claim.article.published or NO_DATE, claim.article.id, *claim.place)


def actors(claims: Iterable[Claim]) -> Mapping[str, Actor]:
    """Return every actor that the claims name, by id, in the order of the ids.

    These are the ends, speakers and qualifiers. Of actors that share an id the one named most often is taken.
    """
    return most_named(Counter(actor for claim in claims for actor in claim.actors))


def most_named(seen: Mapping[Actor, int]) -> Mapping[str, Actor]:
    """Return of the actors that share an id the one with the highest count, by id, in the order of the ids."""
    by_id: defaultdict[str, list[Actor]] = defaultdict(list)
    for actor in seen:
        by_id[actor.id].append(actor)
    return {key: min(by_id[key], key=lambda a: (-seen[a], _actor_tie(a))) for key in sorted(by_id)}


def _relation(group: list[Claim], chosen: Mapping[str, Actor]) -> Relation:
    first = group[0]
    object = chosen[first.object.actor.id] if first.object else None
    return Relation(chosen[first.subject.actor.id], first.predicate, object, tuple(group))


def _tie(claim: Claim) -> str:
    return json.dumps([to_record(claim), claim.reasons])


def _actor_tie(actor: Actor) -> tuple[str, ...]:
    return (actor.name, actor.type, actor.country or "", actor.sector or "", actor.wikidata or "")

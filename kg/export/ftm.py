"""FollowTheMoney: entities as JSON Lines, for Aleph, OpenAleph and whatever reads that model.

Actors, articles, and what is stated between actors: memberships, offices, sanctions, and links named by their type for
the rest. FollowTheMoney can't say that something is denied or planned, so only relations that some claim affirms as
asserted are written, each with the sentences that say so and the articles as its proof.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.datafiles import read_table
from kg.export.jsonl import json_text
from kg.graph.relations import actors
from kg.ids import content_hash
from kg.model import Actor, ActorType, ArticleRef, Claim, Modality, Polarity, Relation

if TYPE_CHECKING:
    from kg.export.registry import Source

CODES = "country-codes.tsv"
_SCHEMATA = {
    ActorType.STATE: "PublicBody", ActorType.GOVERNMENT: "PublicBody", ActorType.MILITARY: "PublicBody",
    ActorType.ARMED_GROUP: "Organization", ActorType.PARTY: "Organization", ActorType.ORGANIZATION: "Organization",
    ActorType.ALLIANCE: "Organization", ActorType.PERSON: "Person", ActorType.PEOPLE: "LegalEntity",
    ActorType.COMPANY: "Company", ActorType.PLACE: "Address", ActorType.ITEM: "Asset",
}
# The types that FollowTheMoney has a schema for, with its names of the two ends and what these may be.
_LINKS = {"member-of": ("Membership", "member", "organization"), "leads": ("Directorship", "director", "organization"),
          "represents": ("Representation", "agent", "client")}
_BODIES = frozenset(("PublicBody", "Organization", "Company"))
_LEGAL = _BODIES | {"Person", "LegalEntity"}


def write(source: Source, path: Path) -> None:
    """Write the entities.

    Raises OntologyError for an unknown type of relation or a table of country codes that can't be read, OSError for
    the file.
    """
    with path.open("w", encoding="utf-8", newline="\n", errors="replace") as file:
        for entity in entities(source):
            file.write(json_text(entity) + "\n")


def entities(source: Source) -> Iterator[dict[str, Any]]:
    """Yield actors, articles and links as entities, each kind sorted by what it stands for."""
    codes = _codes(source.ontology.folder)
    for actor in actors(source.viewed).values():
        yield _actor(actor, codes)
    articles = {claim.article.id: claim.article for claim in source.viewed}
    for id in sorted(articles):
        yield _article(articles[id])
    for relation in source.relations:
        if relation.object and relation.stated:
            yield _link(relation, relation.object, source.ontology.get(relation.predicate).label)


def _codes(folder: Path) -> dict[str, str]:
    """Return the alpha-2 codes of ISO 3166-1 by the alpha-3 codes."""
    return {row["alpha3"]: row["alpha2"].lower() for row in read_table(folder / CODES, "alpha3", "alpha2")}


def _entity(id: str, schema: str, **properties: object) -> dict[str, Any]:
    """Return an entity; a property is a list of distinct texts, and an absent one is left out."""
    given = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    kept = {name: sorted({str(v) for v in values if v}) for name, values in given.items()}
    return {"id": id, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def _actor(actor: Actor, codes: dict[str, str]) -> dict[str, Any]:
    country = codes.get(actor.country or "")
    schema = _SCHEMATA[actor.type]
    name = actor.name if any(c.isprintable() and not c.isspace() for c in actor.name) else actor.id  # never blank
    own = {"full": name} if schema == "Address" else {}
    return _entity(_actor_id(actor), schema, name=name, country=country, wikidataId=actor.wikidata,
                   keywords=[actor.type.value, actor.sector], **own)


def _article(article: ArticleRef) -> dict[str, Any]:
    return _entity(_article_id(article), "Article", title=article.title or article.id, sourceUrl=article.url,
                   publisher=article.publisher, publishedAt=article.published)


def _link(relation: Relation, object: Actor, label: str) -> dict[str, Any]:
    claims = [c for c in relation.claims if c.polarity is Polarity.AFFIRMED and c.modality is Modality.ASSERTED]
    known = {"summary": [_sentence(c) for c in claims], "proof": [_article_id(c.article) for c in claims],
             "publisher": [c.article.publisher for c in claims], "sourceUrl": [c.article.url for c in claims],
             "date": [c.time.start if c.time else c.article.published for c in claims],
             "recordId": [c.id for c in claims]}
    id = f"kg-{content_hash('relation', relation.subject.id, relation.predicate, object.id)}"
    if relation.predicate == "sanctions":
        return _entity(id, "Sanction", entity=_actor_id(object), authority=relation.subject.name,
                       authorityId=_actor_id(relation.subject), **known)
    schema, start, end = _LINKS.get(relation.predicate, ("UnknownLink", "subject", "object"))
    if not _fits(schema, relation.subject, object):
        schema, start, end = "UnknownLink", "subject", "object"
    return _entity(id, schema, **{start: _actor_id(relation.subject), end: _actor_id(object)}, role=label, **known)


def _fits(schema: str, subject: Actor, object: Actor) -> bool:
    ends = _SCHEMATA[subject.type], _SCHEMATA[object.type]
    if schema in ("Membership", "Directorship"):
        return ends[0] in _LEGAL and ends[1] in _BODIES
    return schema == "UnknownLink" or (ends[0] in _LEGAL and ends[1] in _LEGAL)


def _sentence(claim: Claim) -> str:
    speaker = claim.attribution.speaker
    return claim.evidence.sentence.text + (f" [{speaker.name}]" if speaker else "")


def _actor_id(actor: Actor) -> str:
    return f"kg-{content_hash('actor', actor.id)}"


def _article_id(article: ArticleRef) -> str:
    return f"kg-{content_hash('article', article.id)}"

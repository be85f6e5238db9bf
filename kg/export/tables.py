"""A graph as tables: actors, relations, and claims with all that they say, for CSV, Parquet and network formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from kg.graph.network import edge_attributes
from kg.graph.relations import actors
from kg.model import Actor, Claim, Mention, Relation, Span
from kg.model.claim import QUALIFIERS

if TYPE_CHECKING:
    from kg.export.registry import Source
    from kg.ontology import Ontology

Datum: TypeAlias = str | int | float | bool | tuple[str, ...] | None
Row: TypeAlias = dict[str, Datum]

TEXT, INTEGER, NUMBER, BOOLEAN, TEXTS = "text", "integer", "number", "boolean", "texts"
"""Kinds of column; TEXTS holds a sorted tuple of strings."""


@dataclass(frozen=True, slots=True)
class TableForm:
    """One table: its name, its columns with their kinds, in order, and what makes its rows of a source."""

    name: str
    columns: dict[str, str]
    rows: Callable[[Source], Iterable[Row]]


def _actors(source: Source) -> Iterator[Row]:
    for actor in actors(source.viewed).values():
        yield {"id": actor.id, "name": actor.name, "type": actor.type.value, "country": actor.country,
               "sector": actor.sector, "wikidata": actor.wikidata}


def relation_row(relation: Relation, ontology: Ontology) -> Row:
    """Return a relation as a row; ``claims`` are the ids of its claims. Raises OntologyError for an unknown type."""
    found = edge_attributes(relation, ontology)
    said = {key: value for key, value in found.items() if key not in ("claims", "count", "predicate")}
    return {"subject": relation.subject.id, "predicate": relation.predicate,
            "object": relation.object.id if relation.object else None, "claim_count": found["count"], **said,
            "claims": tuple(claim.id for claim in relation.claims)}


def _relations(source: Source) -> Iterator[Row]:
    for relation in source.relations:
        row = relation_row(relation, source.ontology)
        yield {name: row[name] for name in RELATIONS.columns}


def _claims(source: Source) -> Iterator[Row]:
    return map(claim_row, source.viewed)


def claim_row(claim: Claim) -> Row:
    """Return a claim as a row; actors are given by their ids, their columns stand in the table of actors."""
    article, said, time = claim.article, claim.attribution, claim.time
    row: Row = {
        "id": claim.id, "article": article.id, "title": article.title, "url": article.url,
        "publisher": article.publisher, "published": article.published, **_end("subject", claim.subject),
        "predicate": claim.predicate, **_end("object", claim.object), "polarity": claim.polarity.value,
        "modality": claim.modality.value, "attribution": said.kind.value,
        "speaker": said.speaker.id if said.speaker else None, **_span("cue", said.cue),
        "time_start": time.start if time else None, "time_end": time.end if time else None,
        "time_precision": time.precision.value if time else None, "time_text": time.text if time else None,
    }
    for name in QUALIFIERS:
        value = getattr(claim.qualifiers, name)
        row[name] = value.id if isinstance(value, Actor) else None
        row[f"{name}_text"] = value if isinstance(value, str) else None
    return row | {**_span("sentence", claim.evidence.sentence), **_span("trigger", claim.evidence.trigger),
                  "confidence": claim.confidence, "extractor": claim.extractor}


def _end(name: str, mention: Mention | None) -> Row:
    return {name: mention.actor.id if mention else None, **_span(f"{name}_mention", mention.span if mention else None)}


def _span(name: str, span: Span | None) -> Row:
    return {f"{name}_text": span.text if span else None, f"{name}_start": span.start if span else None,
            f"{name}_end": span.end if span else None}


def _span_columns(name: str) -> dict[str, str]:
    return {f"{name}_text": TEXT, f"{name}_start": INTEGER, f"{name}_end": INTEGER}


ACTORS = TableForm("actors", dict.fromkeys("id name type country sector wikidata".split(), TEXT), _actors)
RELATIONS = TableForm("relations", {
    "subject": TEXT, "predicate": TEXT, "object": TEXT, "valence": INTEGER, "symmetric": BOOLEAN,
    "claim_count": INTEGER, "articles": INTEGER, "affirmed": INTEGER, "negated": INTEGER, "contested": BOOLEAN,
    "stated": BOOLEAN, "first": TEXT, "last": TEXT, "publishers": TEXTS, "modalities": TEXTS, "speakers": TEXTS,
    "claims": TEXTS,
}, _relations)
CLAIMS = TableForm("claims", {
    **dict.fromkeys("id article title url publisher published subject".split(), TEXT),
    **_span_columns("subject_mention"),
    "predicate": TEXT, "object": TEXT, **_span_columns("object_mention"),
    **dict.fromkeys("polarity modality attribution speaker".split(), TEXT), **_span_columns("cue"),
    **dict.fromkeys("time_start time_end time_precision time_text".split(), TEXT),
    **{column: TEXT for name in QUALIFIERS for column in (name, f"{name}_text")},
    **_span_columns("sentence"), **_span_columns("trigger"), "confidence": NUMBER, "extractor": TEXT,
}, _claims)
TABLES = (ACTORS, RELATIONS, CLAIMS)

"""Relations gathered from a stream of claims, on disk where they are many."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from types import TracebackType

from kg.export.rdf.sorter import Sorter
from kg.graph.relations import relation_key
from kg.ids import content_hash
from kg.model import (
    Actor,
    ActorType,
    ArticleRef,
    Attribution,
    AttributionKind,
    Claim,
    Evidence,
    Mention,
    Modality,
    Polarity,
    Qualifiers,
    Relation,
    Span,
)
from kg.ontology import Ontology

_Row = tuple[str, int, str, str, str | None, str, str, str | None, str | None, str, str, str, str | None, bool,
             str | None]
_HELD = 40_000
_NOWHERE = Span(0, 0, "")
_NO_EVIDENCE = Evidence(_NOWHERE, _NOWHERE)


class Gatherer:
    """Takes claims in their order and gives the relations; a context manager, as it may use the disk.

    The relations have all that :class:`kg.model.Relation` counts and compares, but their claims are lean: actors are
    ids without names, and there is no text.
    """

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._rows: Sorter[_Row] = Sorter(_HELD)
        self._count = 0

    def __enter__(self) -> "Gatherer":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self._rows.__exit__(kind, error, trace)

    def add(self, claim: Claim) -> None:
        """Take one claim. Raises OntologyError where its predicate is no relation type."""
        self._count += 1
        article, said, topic = claim.article, claim.attribution, claim.qualifiers.topic
        self._rows.add((
            relation_hash(claim, self._ontology), self._count, claim.subject.actor.id, claim.predicate,
            claim.object.actor.id if claim.object else None, claim.id, article.id, article.publisher,
            article.published, claim.polarity.value, claim.modality.value, said.kind.value,
            said.speaker.id if said.speaker else None, isinstance(topic, Actor),
            topic.id if isinstance(topic, Actor) else topic))

    def gathered(self) -> Iterator[tuple[str, Relation]]:
        """Yield each relation behind the local part of its IRI, sorted by that; to be called once, when all are in."""
        for key, rows in groupby(self._rows.sorted(), key=lambda row: row[0]):
            claims = tuple(map(_claim, rows))
            first = claims[0]
            yield key, Relation(first.subject.actor, first.predicate, first.object.actor if first.object else None,
                                claims)


def relation_hash(claim: Claim, ontology: Ontology) -> str:
    """Return the local part of the IRI of a claim's relation; that of a symmetric type is the same either way round.

    Raises OntologyError where the predicate is no relation type.
    """
    return content_hash(*relation_key(claim, ontology))


def _claim(row: _Row) -> Claim:
    (_, _, subject, predicate, object, id, article, publisher, published, polarity, modality, kind, speaker, known,
     topic) = row
    return Claim(
        id, ArticleRef(article, "", None, publisher, published), Mention(_actor(subject), _NOWHERE), predicate,
        None if object is None else Mention(_actor(object), _NOWHERE), Polarity(polarity), Modality(modality),
        Attribution(AttributionKind(kind), None if speaker is None else _actor(speaker)), None,
        Qualifiers(topic=_actor(topic) if known and topic is not None else topic), _NO_EVIDENCE, 0.0, "")


@lru_cache(maxsize=1 << 12)
def _actor(id: str) -> Actor:
    return Actor(id, "", ActorType.STATE)

"""The values everything else passes on: frozen, typed, standard library only."""

from kg.model.actor import Actor, ActorType, Mention
from kg.model.article import Article, ArticleRef
from kg.model.claim import (
    Attribution,
    AttributionKind,
    Claim,
    Evidence,
    Modality,
    Polarity,
    Precision,
    Qualifiers,
    Time,
)
from kg.model.relation import Relation
from kg.model.span import Span

__all__ = [
    "Actor", "ActorType", "Article", "ArticleRef", "Attribution", "AttributionKind", "Claim", "Evidence", "Mention",
    "Modality", "Polarity", "Precision", "Qualifiers", "Relation", "Span", "Time",
]

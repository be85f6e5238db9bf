"""The exchange format: a claim as a JSON object, one claim a line (the field names are the contract)."""

from typing import Any

from kg.errors import RecordError
from kg.model.actor import Actor, ActorType, Mention
from kg.model.article import ArticleRef
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
from kg.model.span import Span

Record = dict[str, Any]


def to_record(claim: Claim) -> Record:
    """Return the claim as plain JSON values, keys in the order of the contract."""
    said = claim.attribution
    return {
        "id": claim.id,
        "article": {"id": claim.article.id, "title": claim.article.title, "url": claim.article.url,
                    "publisher": claim.article.publisher, "published": claim.article.published},
        "subject": _mention(claim.subject),
        "predicate": claim.predicate,
        "object": _mention(claim.object) if claim.object else None,
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "attribution": {"kind": said.kind.value, "speaker": _actor(said.speaker) if said.speaker else None,
                        "cue": _span(said.cue) if said.cue else None},
        "time": _time(claim.time) if claim.time else None,
        "qualifiers": {key: _actor(value) if isinstance(value, Actor) else value
                       for key in ("counterparty", "place", "item", "topic")
                       if (value := getattr(claim.qualifiers, key)) is not None},
        "evidence": {"sentence": _span(claim.evidence.sentence), "trigger": _span(claim.evidence.trigger)},
        "confidence": claim.confidence,
        "extractor": claim.extractor,
    }


def from_record(record: Record) -> Claim:
    """Return the claim that :func:`to_record` wrote.

    Raises RecordError where a field is missing or has an impossible value.
    """
    try:
        said, time, evidence = record["attribution"], record["time"], record["evidence"]
        return Claim(
            id=record["id"],
            article=ArticleRef(**{k: record["article"][k] for k in ("id", "title", "url", "publisher", "published")}),
            subject=_read_mention(record["subject"]),
            predicate=record["predicate"],
            object=_read_mention(record["object"]) if record["object"] else None,
            polarity=Polarity(record["polarity"]),
            modality=Modality(record["modality"]),
            attribution=Attribution(AttributionKind(said["kind"]),
                                    _read_actor(said["speaker"]) if said["speaker"] else None,
                                    _read_span(said["cue"]) if said["cue"] else None),
            time=Time(time["start"], time["end"], Precision(time["precision"]), time["text"]) if time else None,
            qualifiers=Qualifiers(**{k: _read_actor(v) if isinstance(v, dict) else v
                                     for k, v in record["qualifiers"].items()}),
            evidence=Evidence(_read_span(evidence["sentence"]), _read_span(evidence["trigger"])),
            confidence=float(record["confidence"]),
            extractor=record["extractor"],
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        name = record.get("id") if isinstance(record, dict) else record
        raise RecordError(f"claim {name!r}: {type(error).__name__} {error}") from error


def _span(span: Span) -> Record:
    return {"text": span.text, "start": span.start, "end": span.end}


def _actor(actor: Actor) -> Record:
    return {"id": actor.id, "name": actor.name, "type": actor.type.value, "country": actor.country,
            "sector": actor.sector, "wikidata": actor.wikidata}


def _mention(mention: Mention) -> Record:
    return {**_actor(mention.actor), "mention": _span(mention.span)}


def _time(time: Time) -> Record:
    return {"start": time.start, "end": time.end, "precision": time.precision.value, "text": time.text}


def _read_span(record: Record) -> Span:
    return Span(record["start"], record["end"], record["text"])


def _read_actor(record: Record) -> Actor:
    return Actor(record["id"], record["name"], ActorType(record["type"]), record["country"], record["sector"],
                 record["wikidata"])


def _read_mention(record: Record) -> Mention:
    return Mention(_read_actor(record), _read_span(record["mention"]))

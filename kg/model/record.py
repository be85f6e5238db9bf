"""The exchange format: a claim as a JSON object, one claim a line (the field names are the contract)."""

import re
from datetime import date
from functools import lru_cache
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

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


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
            id=_text(record, "id"),
            article=_read_article(record["article"]),
            subject=_read_mention(record["subject"]),
            predicate=_text(record, "predicate"),
            object=_read_mention(record["object"]) if record["object"] else None,
            polarity=Polarity(record["polarity"]),
            modality=Modality(record["modality"]),
            attribution=Attribution(AttributionKind(said["kind"]),
                                    _read_actor(said["speaker"]) if said["speaker"] else None,
                                    _read_span(said["cue"]) if said["cue"] else None),
            time=_read_time(time) if time else None,
            qualifiers=Qualifiers(**{k: _read_actor(v) if isinstance(v, dict) else _text(record["qualifiers"], k)
                                     for k, v in record["qualifiers"].items()}),
            evidence=Evidence(_read_span(evidence["sentence"]), _read_span(evidence["trigger"])),
            confidence=_share(record, "confidence"),
            extractor=_text(record, "extractor"),
        )
    except KeyError as error:
        raise _broken(record, f'has no "{error.args[0]}"') from error
    except (TypeError, AttributeError) as error:  # an object is wanted, and something else is there
        raise _broken(record, f"has something else where an object should be ({error})") from error
    except ValueError as error:
        raise _broken(record, str(error)) from error


def _broken(record: Any, what: str) -> RecordError:
    name = record.get("id") if isinstance(record, dict) else record
    return RecordError(f"claim {str(name)[:80]!r}: {what}")


def _span(span: Span) -> Record:
    return {"text": span.text, "start": span.start, "end": span.end}


def _actor(actor: Actor) -> Record:
    return {"id": actor.id, "name": actor.name, "type": actor.type.value, "country": actor.country,
            "sector": actor.sector, "wikidata": actor.wikidata}


def _mention(mention: Mention) -> Record:
    return {**_actor(mention.actor), "mention": _span(mention.span)}


def _time(time: Time) -> Record:
    return {"start": time.start, "end": time.end, "precision": time.precision.value, "text": time.text}


def _read_article(record: Record) -> ArticleRef:
    return ArticleRef(_text(record, "id"), _text(record, "title"), _maybe(record, "url"), _maybe(record, "publisher"),
                      _day(record, "published") if record["published"] is not None else None)


def _read_time(record: Record) -> Time:
    return Time(_day(record, "start"), _day(record, "end"), Precision(record["precision"]), _text(record, "text"))


def _read_span(record: Record) -> Span:
    return Span(_offset(record, "start"), _offset(record, "end"), _text(record, "text"))


def _read_actor(record: Record) -> Actor:
    return Actor(_text(record, "id"), _text(record, "name"), ActorType(record["type"]), _maybe(record, "country"),
                 _maybe(record, "sector"), _maybe(record, "wikidata"))


def _read_mention(record: Record) -> Mention:
    return Mention(_read_actor(record), _read_span(record["mention"]))


def _text(record: Record, key: str) -> str:
    if not isinstance(value := record[key], str):
        raise ValueError(f'"{key}" is no text: {_shown(value)}')
    return value


def _maybe(record: Record, key: str) -> str | None:
    return None if record[key] is None else _text(record, key)


def _day(record: Record, key: str) -> str:
    if not _is_day(day := _text(record, key)):
        raise ValueError(f'"{key}" is no day such as 2024-05-31: {_shown(day)}')
    return day


@lru_cache(maxsize=4096)
def _is_day(day: str) -> bool:
    try:
        return bool(_DAY.fullmatch(day)) and bool(date.fromisoformat(day))
    except ValueError:
        return False


def _offset(record: Record, key: str) -> int:
    if type(value := record[key]) is not int or value < 0:
        raise ValueError(f'"{key}" is no position in a text: {_shown(value)}')
    return value


def _share(record: Record, key: str) -> float:
    value = record[key]
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(f'"{key}" is no number from 0 to 1: {_shown(value)}')
    return float(value)


def _shown(value: object) -> str:
    return ascii(value)[:40]

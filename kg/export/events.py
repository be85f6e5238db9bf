"""Events after PLOVER, with CAMEO codes, as JSON Lines: one event a line, in the fields of the coder of POLECAT (NGEC).

Type and code come from the relation type and from how the claim is meant (``ontology/plover.yaml``). The doer is in
``attributes.ACTOR``, the other side in ``attributes.RECIP``. Claims of one event in several articles, or sentences,
are an event each: who counts events must first tell which are one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.datafiles import mapping, mapping_of_texts, naming, read_mapping
from kg.errors import OntologyError
from kg.export.jsonl import json_text
from kg.model import Actor, Claim, Mention, Modality, Polarity
from kg.ontology import FILE as TYPES
from kg.ontology import Ontology, RelationType

if TYPE_CHECKING:
    from kg.export.registry import Source

FILE = "plover.yaml"
_AGREED, _THREATENED = _INTENDED = "AGREE", "THREATEN"
_MEANT = {Modality.ASSERTED, Modality.ALLEGED, Modality.PLANNED, Modality.CONDITIONAL}


@dataclass(frozen=True, slots=True)
class Kind:
    """What an event is: PLOVER ``type`` and ``mode`` ("" for none), class 1 to 4 (``quad``), ``cameo`` code or None."""

    type: str
    mode: str
    quad: int
    cameo: str | None


@dataclass(frozen=True, slots=True)
class Scheme:
    """How relation types and modalities become kinds of event, as ``plover.yaml`` says."""

    classes: Mapping[str, int]
    agreed: Mapping[str, str]
    threatened: Mapping[str, str]

    @classmethod
    def load(cls, ontology: Ontology) -> Scheme:
        """Read the file that lies beside the relation types.

        Raises OntologyError where it can't be read, and where a relation type has a PLOVER type that it does not know.
        """
        path = ontology.folder / FILE
        raw = read_mapping(path)
        with naming(path):
            found = cls(_classes(raw["classes"]), mapping_of_texts(raw["agreed"], "agreed"),
                        mapping_of_texts(raw["threatened"], "threatened"))
        for one in ontology.types.values():
            for type in one.plover:
                if type.partition("/")[0] not in found.classes:
                    raise OntologyError(f"{ontology.folder / TYPES}: {one.name}: geo:ploverType {type!r} is no type of "
                                        f"{FILE} (mend it, or give it a class there; the types: "
                                        f"{', '.join(found.classes)})")
        return found

    def kind(self, claim: Claim, ontology: Ontology) -> Kind | None:
        """Return what event a claim tells of, None for none: denied, demanded, possible, ended, or a state of things.

        Raises OntologyError for an unknown type of relation.
        """
        found = ontology.get(claim.predicate)
        if claim.polarity is Polarity.NEGATED or claim.modality not in _MEANT or not found.plover:
            return None
        type, _, mode = found.plover[0].partition("/")
        if claim.modality in (Modality.ASSERTED, Modality.ALLEGED):
            return self._kind(type, mode.lower(), found.cameo)
        return self._intended(found, type, claim.modality)

    def _intended(self, found: RelationType, type: str, modality: Modality) -> Kind | None:
        """Return the event that it is to announce an act, or to make it depend on something."""
        if self.classes[type] <= 2:
            agreed = self.agreed.get(found.name) or self.agreed.get(type)
            return self._kind(_AGREED, "", agreed) if modality is Modality.PLANNED else None
        code = self.threatened.get(found.name) or self.threatened.get(type)
        return self._kind(_THREATENED, "", code) if code else None

    def _kind(self, type: str, mode: str, cameo: str | None) -> Kind:
        return Kind(type, mode, self.classes[type], cameo)


def _classes(value: object) -> Mapping[str, int]:
    """Return the class of each PLOVER type. Raises ValueError for a wrong one, and where AGREE or THREATEN has none."""
    found = mapping(value, "classes")
    if wrong := [type for type, quad in found.items() if quad not in (1, 2, 3, 4)]:
        raise ValueError(f"classes: {wrong[0]} must be 1, 2, 3 or 4")
    if missing := [type for type in _INTENDED if type not in found]:
        raise ValueError(f"classes: {missing[0]} is missing, which intentions count as")
    return found


def write(source: Source, path: Path) -> None:
    """Write the events. Raises what :func:`events` does, and OSError for the file."""
    with path.open("w", encoding="utf-8", newline="\n", errors="replace") as file:
        for event in events(source):
            file.write(json_text(event) + "\n")


def events(source: Source) -> Iterator[dict[str, Any]]:
    """Yield the events that the claims tell of, in the order of the claims.

    Raises OntologyError for an unknown type of relation or event, and where ``plover.yaml`` can't be read.
    """
    scheme = Scheme.load(source.ontology)
    for claim in source.viewed:
        if kind := scheme.kind(claim, source.ontology):
            yield _event(claim, kind, source.ontology)


def _event(claim: Claim, kind: Kind, ontology: Ontology) -> dict[str, Any]:
    article, time, place = claim.article, claim.time, claim.qualifiers.place
    asserted = kind.type == ontology.get(claim.predicate).plover[0].partition("/")[0]
    attributes: dict[str, Any] = {"ACTOR": [_mention(claim.subject)],
                                  "RECIP": [_mention(claim.object)] if claim.object else []}
    if place:
        attributes["LOC"] = [_actor(place) if isinstance(place, Actor) else {"text": place}]
    if time:
        attributes["DATE"] = [{"text": time.text}]
    return {
        "id": claim.id, "event_type": kind.type, "event_mode": [kind.mode] if kind.mode else [],
        "quad_class": kind.quad, "cameo": kind.cameo,
        "goldstein": ontology.get(claim.predicate).intensity if asserted else None,
        "predicate": claim.predicate, "modality": claim.modality.value,
        "speaker": claim.attribution.speaker.name if claim.attribution.speaker else None,
        "attributes": attributes, "event_text": claim.evidence.sentence.text, "pub_date": article.published,
        "date_resolved": time.start if time else article.published, "date_raw": time.text if time else None,
        "date_end": time.end if time else None, "headline": article.title, "publisher": article.publisher,
        "story_id": article.id, "url": article.url, "confidence": claim.confidence, "version": claim.extractor,
    }


def _mention(mention: Mention) -> dict[str, Any]:
    span = mention.span
    return {"text": span.text, "start_char": span.start, "end_char": span.end, **_actor(mention.actor)}


def _actor(actor: Actor) -> dict[str, Any]:
    return {"id": actor.id, "name": actor.name, "type": actor.type.value, "country": actor.country or "",
            "code_1": actor.sector or "", "wikidata": actor.wikidata}

"""The data of the page: actors, articles, sentences, relations and claims as JSON tables that refer to one another.

Everything refers by index. A table is a mapping of columns, so that no name is written twice; a column of few values
that come again and again is ``{"of": values, "at": indices}``. Offsets are in UTF-16 units, which is how a browser
counts, and lie in the sentence.
"""

import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.graph.backbone import ranked
from kg.graph.census import alias_of
from kg.graph.disputes import disputes
from kg.graph.syndication import independent_sources, same_sentences
from kg.model import Actor, Claim, Modality, Polarity, Relation, Span
from kg.ontology import Ontology

Json = dict[str, Any]

_NOT_YET = {Modality.PLANNED, Modality.DEMANDED, Modality.POSSIBLE, Modality.CONDITIONAL}


@dataclass
class PageData:
    """Indexes what the relations mention, in the order in which it first comes."""

    relations: Sequence[Relation]
    ontology: Ontology
    actors: list[Actor] = field(default_factory=list)
    weights: Counter[int] = field(default_factory=Counter)
    """How many claims name the actor (by index) as subject or object."""
    _names: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _actor_at: dict[str, int] = field(default_factory=dict)
    _articles: dict[tuple[str | None, ...], int] = field(default_factory=dict)
    _sentences: dict[tuple[str, int, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Number the actors: the ends of relations first, so that an actor that only speaks is never a node."""
        for relation in self.relations:
            for actor in filter(None, (relation.subject, relation.object)):
                self.weights[self.actor(actor)] += len(relation.claims)

    def actor(self, actor: Actor) -> int:
        """Return the index of the actor, whose first appearance decides how it is described."""
        if actor.id not in self._actor_at:
            self._actor_at[actor.id] = len(self.actors)
            self.actors.append(actor)
        return self._actor_at[actor.id]

    def json(self) -> Json:
        """Return the whole, as values that JSON knows."""
        groups = independent_sources(claim for relation in self.relations for claim in relation.claims)
        claims = [row for relation in self.relations for row in self._claims(relation)]
        relations = [self._relation(relation) for relation in self.relations]
        predicates = sorted({relation.predicate for relation in self.relations})
        return {
            "types": {name: self._type(name) for name in predicates},
            "actors": table([self._actor(i, one) for i, one in enumerate(self.actors)], "type", "country", "sector"),
            "articles": table(self._article_rows(groups), "publisher", "published"),
            "sentences": [text for _, _, text in self._sentences],
            "relations": table(relations, "p", "status"),
            "claims": table(claims, "pol", "mod", "kind"),
            "disputes": self._disputes(groups),
            "order": ranked(self.relations),
        }

    def label(self, predicate: str) -> str:
        """Return the words for a relation type; for one the ontology lacks, its name with spaces."""
        known = self.ontology.types.get(predicate)
        return known.label if known else predicate.replace("-", " ")

    def valence(self, predicate: str) -> str:
        """Return "cooperative", "conflictual" or "neutral" (also for a type the ontology lacks)."""
        known = self.ontology.types.get(predicate)
        sign = known.valence if known else 0
        return "cooperative" if sign > 0 else "conflictual" if sign < 0 else "neutral"

    def symmetric(self, predicate: str) -> bool:
        """Return whether the relation has no direction."""
        known = self.ontology.types.get(predicate)
        return bool(known and known.symmetric)

    def _type(self, predicate: str) -> Json:
        known = self.ontology.types.get(predicate)
        return {"label": self.label(predicate), "valence": self.valence(predicate),
                "symmetric": self.symmetric(predicate), "family": self.ontology.root(predicate) if known else predicate}

    def _actor(self, index: int, actor: Actor) -> Json:
        names = [name for name, _ in sorted(self._names[index].items(), key=lambda item: (-item[1], item[0]))]
        return {"id": actor.id, "name": actor.name, "type": actor.type.value, "country": actor.country,
                "sector": actor.sector, "wikidata": actor.wikidata, "weight": self.weights[index],
                "names": [name for name in names if name != actor.name][:12]}

    def _relation(self, relation: Relation) -> Json:
        return {"s": self.actor(relation.subject), "p": relation.predicate,
                "o": self.actor(relation.object) if relation.object else None,
                "status": status(relation), "n": len(relation.claims)}

    def _article_rows(self, groups: Mapping[str, str]) -> list[Json]:
        """Return the articles; "report" numbers the groups of copies."""
        numbers: dict[str, int] = {}
        return [{**dict(zip(("id", "title", "url", "publisher", "published"), key, strict=True)),
                 "report": numbers.setdefault(groups[str(key[0])], len(numbers))} for key in self._articles]

    def _disputes(self, groups: Mapping[str, str]) -> list[Json]:
        """Return the disputes, sides by the indices of their relation and of their claims."""
        at: dict[tuple[int, str], int] = {}
        for r, relation in enumerate(self.relations):
            for claim in relation.claims:
                at[r, claim.id] = len(at)
        known = [relation for relation in self.relations if relation.predicate in self.ontology.types]
        number = {relation.triple: r for r, relation in enumerate(self.relations)}
        return [{"kind": dispute.kind, "label": dispute.label, "apart": dispute.days_apart, "sides": [
                    {"r": number[side.relation.triple], "pol": side.polarity.value,
                     "c": [at[number[side.relation.triple], claim.id] for claim in side.claims]}
                    for side in dispute.sides]} for dispute in disputes(known, self.ontology, groups)]

    def _claims(self, relation: Relation) -> Iterator[Json]:
        """Yield the claims; "same" is how far back the first one stands whose sentence is a copy of its own."""
        place = {claim.id: n for n, claim in enumerate(relation.claims)}
        first = same_sentences(relation.claims) if len(place) > 1 else {}
        for n, claim in enumerate(relation.claims):
            yield {**self._claim(claim), "same": n - place[first.get(claim.id, claim.id)]}

    def _claim(self, claim: Claim) -> Json:
        article, sentence = claim.article, claim.evidence.sentence
        for mention in claim.ends:
            if name := alias_of(mention.span.text, mention.actor.type):
                self._names[self.actor(mention.actor)][name] += 1
        key = (article.id, article.title, article.url, article.publisher, article.published)
        said, time = claim.attribution, claim.time
        return {
            "id": claim.id,
            "a": self._articles.setdefault(key, len(self._articles)),
            "t": self._sentences.setdefault((article.id, sentence.start, sentence.text), len(self._sentences)),
            "marks": marks(sentence, [("v", claim.evidence.trigger), ("s", claim.subject.span),
                                      *([("o", claim.object.span)] if claim.object else []),
                                      *([("c", said.cue)] if said.cue else [])]),
            "pol": claim.polarity.value,
            "mod": claim.modality.value,
            "kind": said.kind.value,
            "by": self.actor(said.speaker) if said.speaker else None,
            "time": [time.start, time.end, time.precision.value] if time else None,
            "conf": round(claim.confidence, 2),
            "q": {name: value.name if isinstance(value, Actor) else value
                  for name in ("topic", "item", "place", "counterparty")
                  if (value := getattr(claim.qualifiers, name)) is not None} or None,
        }


def table(rows: Sequence[Json], *coded: str) -> Json:
    """Return rows with the same keys as columns; those named are written as indices into their distinct values."""
    columns: Json = {name: [row[name] for row in rows] for name in (rows[0] if rows else ())}
    for name in coded:
        values = list(dict.fromkeys(columns.get(name, ())))
        at = {value: i for i, value in enumerate(values)}
        columns[name] = {"of": values, "at": [at[value] for value in columns.get(name, ())]}
    return columns


def status(relation: Relation) -> str:
    """Return in one word how a relation stands: what decides how its line is drawn."""
    if relation.contested:
        return "contested"
    if not relation.affirmed:
        return "denied"
    modalities = {claim.modality for claim in relation.claims if claim.polarity is Polarity.AFFIRMED}
    if Modality.ASSERTED in modalities:
        return "asserted"
    if modalities <= _NOT_YET:
        return "not-yet"
    return "alleged" if Modality.ALLEGED in modalities else "ended"


def marks(sentence: Span, spans: Iterable[tuple[str, Span]]) -> list[tuple[int, int, str]]:
    """Return what to highlight in a sentence as (start, end, role), sorted, without overlaps.

    Of spans that overlap the earlier given is kept; spans outside the sentence are left out.
    """
    kept: list[tuple[int, int, str]] = []
    for role, span in spans:
        start, end = span.start - sentence.start, span.end - sentence.start
        if 0 <= start < end <= len(sentence.text) and all(end <= a or b <= start for a, b, _ in kept):
            kept.append((start, end, role))
    return [(_units(sentence.text[:start]), _units(sentence.text[:end]), role) for start, end, role in sorted(kept)]


def wrapped(name: str, width: int = 17, lines: int = 3) -> list[str]:
    """Return a name cut into short lines, with an ellipsis where it has more."""
    parts = textwrap.wrap(" ".join(name.split()), width) or ["(no name)"]
    return parts if len(parts) <= lines else [*parts[:lines - 1], parts[lines - 1][:width - 1] + "…"]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2

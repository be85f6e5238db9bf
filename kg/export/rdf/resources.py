"""The stream of resources that every RDF writing is made of: actors, relations, claims, articles, spans, times.

A resource is a subject with its predicates and objects. The stream takes claims one after the other and holds no more
than one article, the actors and the times; relations are gathered in a sorter on disk. So a million claims need no more
memory than a thousand.

A plain triple between two actors (kind "stated") is given only where some claim affirms it as asserted; all else stands
as claims, which assert nothing.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from kg.export.rdf import terms
from kg.export.rdf.entailment import Fact, Inference, Rules, inferred
from kg.export.rdf.relations import Gatherer
from kg.export.rdf.terms import CLAIM, DC, DCTERMS, GEO, LABEL, OA, OWL, PROV, SCHEMA, TYPE, WIKIDATA
from kg.graph.relations import most_named, ordered
from kg.ids import content_hash, iri
from kg.model import Actor, ArticleRef, Claim, Relation, Span, Time
from kg.model.claim import QUALIFIERS
from kg.ontology import Ontology

Pair = tuple[str, str]
"""A predicate and an object, both as terms."""

_ITEM = re.compile(r"Q[1-9][0-9]*\Z")


class Resource(NamedTuple):
    """A subject (an IRI without brackets) with its predicates and objects.

    ``kind`` is one of ``terms.KINDS``, or "stated" or "inferred" for the plain triples of an actor. ``article`` is the
    id of the article that the resource belongs to, None where it belongs to several.
    """

    kind: str
    iri: str
    pairs: tuple[Pair, ...]
    article: str | None = None


def resources(claims: Iterable[Claim], ontology: Ontology, *, in_order: bool = False,
              entail: bool = False) -> Iterator[Resource]:
    """Yield everything that the claims say, in an order that depends on the claims only.

    ``in_order`` promises that the claims come as :func:`kg.graph.relations.ordered` gives them, each once; then they
    are taken one at a time. With ``entail`` what follows from the stated triples comes too, as kind "inference" with
    the plain triple as kind "inferred". A subject may come more than once. Raises OntologyError where a claim's
    predicate is no relation type.
    """
    stream = _Stream()
    with Gatherer(ontology) as gatherer:
        for claim in claims if in_order else ordered(claims):
            gatherer.add(claim)
            yield from stream.claim(claim)
        yield from stream.shared()
        yield from _relations(gatherer, Rules.of(ontology) if entail else None)


def actor_iri(actor: Actor) -> str:
    """Return the IRI of an actor."""
    return _iri("actor", actor.id)


def claim_iri(claim: Claim) -> str:
    """Return the IRI of a claim."""
    return iri("claim", claim.id)


class _Stream:
    """Turns claims into resources, each shared thing once."""

    def __init__(self) -> None:
        self._actors: Counter[Actor] = Counter()
        self._articles: set[str] = set()
        self._times: dict[str, Time] = {}
        self._extractors: set[str] = set()
        self._current: str | None = None
        self._given: set[str] = set()

    def claim(self, claim: Claim) -> Iterator[Resource]:
        """Yield the claim, and before it what of its article has not been given yet."""
        article = claim.article
        if article.id != self._current:
            self._current = article.id
            self._given = set()
        # Two claims that tell different things of one article (a title mended later): the first claim's count.
        if article.id not in self._articles:
            self._articles.add(article.id)
            yield _article(article)
        self._actors.update(claim.actors)
        self._extractors.add(claim.extractor)
        extraction = _extraction(claim)
        if self._is_new(extraction.iri):
            yield extraction
        spans = _spans(claim)
        for span in spans.values():
            if self._is_new(span.iri):
                yield span
        yield Resource("claim", claim_iri(claim), tuple(self._pairs(claim, extraction, spans)), article.id)

    def shared(self) -> Iterator[Resource]:
        """Yield the actors, times and extractors of all claims so far, sorted."""
        yield from map(_actor, most_named(self._actors).values())
        for node in sorted(self._times):
            yield _time(node, self._times[node])
        for name in sorted(self._extractors):
            yield Resource("extractor", iri("extractor", name), (
                (TYPE, f"<{CLAIM}Extractor>"), (TYPE, f"<{PROV}SoftwareAgent>"), (LABEL, terms.text(name))))

    def _is_new(self, node: str) -> bool:
        new = node not in self._given
        self._given.add(node)
        return new

    def _pairs(self, claim: Claim, extraction: Resource, spans: dict[str, Resource]) -> Iterator[Pair]:
        yield TYPE, f"<{CLAIM}Claim>"
        object = claim.object.actor if claim.object else None
        yield from _ends(_node(claim.subject.actor), claim.predicate, _node(object) if object else None)
        yield f"<{CLAIM}polarity>", f"<{CLAIM}{claim.polarity.value}>"
        yield f"<{CLAIM}modality>", f"<{CLAIM}{claim.modality.value}>"
        yield f"<{CLAIM}attributionKind>", f"<{CLAIM}{claim.attribution.kind.value}>"
        if claim.attribution.speaker:
            yield f"<{PROV}wasAttributedTo>", _node(claim.attribution.speaker)
        yield f"<{CLAIM}confidence>", terms.decimal(claim.confidence)
        yield f"<{PROV}wasDerivedFrom>", f"<{_iri('article', claim.article.id)}>"
        yield f"<{PROV}wasGeneratedBy>", f"<{extraction.iri}>"
        if claim.time:
            node = _time_iri(claim.time)
            self._times.setdefault(node, claim.time)
            yield f"<{CLAIM}time>", f"<{node}>"
        for name in QUALIFIERS:
            value = getattr(claim.qualifiers, name)
            if isinstance(value, Actor):
                yield f"<{CLAIM}{name}>", _node(value)
            elif value is not None:
                yield f"<{CLAIM}{name}Text>", terms.text(value)
        for name, span in spans.items():
            yield f"<{CLAIM}{name}>", f"<{span.iri}>"


def _relations(gatherer: Gatherer, rules: Rules | None) -> Iterator[Resource]:
    """Yield each relation with the plain triple it states, then what follows from these."""
    facts: list[tuple[Fact, str]] = []
    for key, relation in gatherer.gathered():
        node = iri("relation", key)
        yield Resource("relation", node, tuple(_relation_pairs(relation)))
        if relation.stated and relation.object:
            subject, object = actor_iri(relation.subject), actor_iri(relation.object)
            yield Resource("stated", subject, ((f"<{GEO}{relation.predicate}>", f"<{object}>"),))
            if rules:
                facts.append(((subject, relation.predicate, object), node))
    if rules:
        for found in inferred(facts, rules):
            yield from _inference(found)


def _inference(found: Inference) -> Iterator[Resource]:
    subject, predicate, object = found.fact
    yield Resource("inference", iri("inference", content_hash(subject, predicate, object)), (
        (TYPE, f"<{CLAIM}Inference>"), *_ends(f"<{subject}>", predicate, f"<{object}>"),
        *((f"<{CLAIM}rule>", f"<{CLAIM}{rule}>") for rule in found.rules),
        *((f"<{PROV}wasDerivedFrom>", f"<{premise}>") for premise in found.premises)))
    yield Resource("inferred", subject, ((f"<{GEO}{predicate}>", f"<{object}>"),))


def _relation_pairs(relation: Relation) -> Iterator[Pair]:
    yield TYPE, f"<{CLAIM}Relation>"
    yield from _ends(_node(relation.subject), relation.predicate, _node(relation.object) if relation.object else None)
    counts = {"claimCount": len(relation.claims), "affirmedCount": relation.affirmed,
              "negatedCount": relation.negated, "articleCount": len({c.article.id for c in relation.claims})}
    for name, number in counts.items():
        yield f"<{CLAIM}{name}>", terms.integer(number)
    yield f"<{CLAIM}contested>", terms.boolean(relation.contested)
    yield f"<{CLAIM}stated>", terms.boolean(relation.stated)
    for name, value in (("firstPublished", relation.first), ("lastPublished", relation.last)):
        if value is not None:
            yield f"<{CLAIM}{name}>", terms.day(value)
    for claim in relation.claims:
        yield f"<{PROV}wasDerivedFrom>", f"<{claim_iri(claim)}>"


def _ends(subject: str, predicate: str, object: str | None) -> Iterator[Pair]:
    yield f"<{CLAIM}subject>", subject
    yield f"<{CLAIM}predicate>", f"<{GEO}{predicate}>"
    if object:
        yield f"<{CLAIM}object>", object


def _actor(actor: Actor) -> Resource:
    pairs = [(TYPE, f"<{GEO}{actor.type.value}>"), (LABEL, terms.text(actor.name))]
    for name, value in (("country", actor.country), ("sector", actor.sector)):
        if value is not None:
            pairs.append((f"<{GEO}{name}>", terms.text(value)))
    if actor.wikidata and _ITEM.match(actor.wikidata):
        pairs.append((f"<{OWL}sameAs>", f"<{WIKIDATA}{actor.wikidata}>"))
    return Resource("actor", actor_iri(actor), tuple(pairs))


def _article(article: ArticleRef) -> Resource:
    pairs = [(TYPE, f"<{CLAIM}Article>"), (f"<{DCTERMS}title>", terms.text(article.title))]
    for predicate, value in ((f"{SCHEMA}url", article.url), (f"{DC}publisher", article.publisher)):
        if value is not None:
            pairs.append((f"<{predicate}>", terms.text(value)))
    if article.published is not None:
        pairs.append((f"<{DCTERMS}issued>", terms.day(article.published)))
    return Resource("article", _iri("article", article.id), tuple(pairs), article.id)


def _extraction(claim: Claim) -> Resource:
    node = iri("extraction", _extraction_hash(claim.article.id, claim.extractor))
    return Resource("extraction", node, (
        (TYPE, f"<{CLAIM}Extraction>"), (TYPE, f"<{PROV}Activity>"),
        (f"<{PROV}used>", f"<{_iri('article', claim.article.id)}>"),
        (f"<{PROV}wasAssociatedWith>", f"<{_iri('extractor', claim.extractor)}>")), claim.article.id)


def _spans(claim: Claim) -> dict[str, Resource]:
    """A selector for each distinct stretch of an article: its claims share those of the sentence and names."""
    spans = {"sentence": claim.evidence.sentence, "trigger": claim.evidence.trigger,
             "subjectMention": claim.subject.span, "objectMention": claim.object and claim.object.span,
             "cue": claim.attribution.cue}
    return {name: _span(span, claim.article.id) for name, span in spans.items() if span}


def _span(span: Span, article: str) -> Resource:
    return Resource("span", iri("span", content_hash(article, span.start, span.end, span.text)), (
        (TYPE, f"<{CLAIM}Span>"), (TYPE, f"<{OA}TextPositionSelector>"), (TYPE, f"<{OA}TextQuoteSelector>"),
        (f"<{CLAIM}inArticle>", f"<{_iri('article', article)}>"), (f"<{OA}start>", terms.integer(span.start)),
        (f"<{OA}end>", terms.integer(span.end)), (f"<{OA}exact>", terms.text(span.text))), article)


def _time(node: str, time: Time) -> Resource:
    return Resource("time", node, (
        (TYPE, f"<{CLAIM}Time>"), (f"<{CLAIM}start>", terms.day(time.start)), (f"<{CLAIM}end>", terms.day(time.end)),
        (f"<{CLAIM}precision>", f"<{CLAIM}{time.precision.value}>"), (f"<{CLAIM}timeText>", terms.text(time.text))))


def _node(actor: Actor) -> str:
    return f"<{actor_iri(actor)}>"


@lru_cache(maxsize=1 << 15)
def _iri(kind: str, local: str) -> str:
    """The IRI of a thing that comes up again and again."""
    return iri(kind, local)


@lru_cache(maxsize=1 << 8)
def _extraction_hash(article: str, extractor: str) -> str:
    return content_hash(article, extractor)


@lru_cache(maxsize=1 << 12)
def _time_iri(time: Time) -> str:
    return iri("time", content_hash(time.start, time.end, time.precision.value, time.text))

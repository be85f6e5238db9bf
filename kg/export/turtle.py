"""Turtle: actors, relations and every claim with its evidence, for triple stores and SPARQL.

The terms are explained in ``ontology/claims.ttl`` and ``ontology/geopolitics.ttl``. A plain triple between two actors
is written only where some claim affirms it as asserted; all else stands as claims, which assert nothing.
No blank nodes and one line of text per literal, so two files can be compared line by line and merged by loading both.
"""

import re
from collections.abc import Iterable
from datetime import date
from io import BytesIO
from pathlib import Path

from rdflib import DC, DCTERMS, OWL, PROV, RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.plugins.serializers.turtle import TurtleSerializer
from rdflib.term import Node

from kg.graph.relations import actors, ordered, relation_key, relations
from kg.ids import BASE, content_hash, iri
from kg.model import Actor, ArticleRef, Claim, Relation, Span, Time
from kg.ontology import GEO, Ontology

CLAIM = Namespace(f"{BASE}claims#")
"""Where the terms of ``claims.ttl`` live."""

OA = Namespace("http://www.w3.org/ns/oa#")
SCHEMA = Namespace("https://schema.org/")
WIKIDATA = Namespace("http://www.wikidata.org/entity/")

_KINDS = ("actor", "relation", "claim", "article", "span", "time", "extraction", "extractor")
_PREFIXES = {
    "claim": str(CLAIM), "dc": str(DC), "dcterms": str(DCTERMS), "geo": str(GEO), "oa": str(OA), "owl": str(OWL),
    "prov": str(PROV), "rdfs": str(RDFS), "schema": str(SCHEMA), "wd": str(WIKIDATA), "xsd": str(XSD),
    **{f"{kind}-id" if kind == "claim" else kind: f"{BASE}{kind}:" for kind in _KINDS},
}
_LOCAL = re.compile(r"(?:[A-Za-z0-9_]|%[0-9A-F]{2})(?:[A-Za-z0-9_-]|%[0-9A-F]{2})*\Z")
_ITEM = re.compile(r"Q[1-9][0-9]*\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_QUALIFIERS = ("counterparty", "place", "item", "topic")


def to_graph(claims: Iterable[Claim], ontology: Ontology) -> Graph:
    """Return the claims, and the relations and actors made of them, as an rdflib graph.

    Raises OntologyError where a claim's predicate is no relation type.
    """
    kept = ordered(claims)
    writer = _Writer(ontology)
    for actor in actors(kept).values():
        writer.actor(actor)
    # Two claims that tell different things of one article (a title mended later): the first claim's count.
    for article in {c.article.id: c.article for c in reversed(kept)}.values():
        writer.article(article)
    for relation in relations(kept, ontology):
        writer.relation(relation)
    for claim in kept:
        writer.claim(claim)
    return writer.graph


def dumps(claims: Iterable[Claim], ontology: Ontology) -> str:
    """Return the claims as Turtle; the same claims in any order give the same text.

    Raises OntologyError where a claim's predicate is no relation type.
    """
    out = BytesIO()
    _Serializer(to_graph(claims, ontology)).serialize(out, encoding="utf-8")
    return out.getvalue().decode("utf-8").strip() + "\n"


def write(claims: Iterable[Claim], ontology: Ontology, path: Path | str) -> None:
    """Write the claims to a file as Turtle. Raises OntologyError as :func:`dumps` does, OSError for the file."""
    Path(path).write_text(dumps(claims, ontology), encoding="utf-8", newline="\n")


class _Writer:
    """Adds the triples of each kind of thing to one graph."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self.graph = Graph(bind_namespaces="none")

    def add(self, subject: URIRef, predicate: URIRef, object: Node | None) -> None:
        """Add a triple, or nothing where there is no object."""
        if object is not None:
            self.graph.add((subject, predicate, object))

    def actor(self, actor: Actor) -> None:
        node = actor_iri(actor)
        self.add(node, RDF.type, GEO[actor.type.value])
        self.add(node, RDFS.label, _text(actor.name))
        self.add(node, GEO.country, _text(actor.country))
        self.add(node, GEO.sector, _text(actor.sector))
        if actor.wikidata and _ITEM.match(actor.wikidata):
            self.add(node, OWL.sameAs, WIKIDATA[actor.wikidata])

    def article(self, article: ArticleRef) -> None:
        node = URIRef(iri("article", article.id))
        self.add(node, RDF.type, CLAIM.Article)
        self.add(node, DCTERMS.title, _text(article.title))
        self.add(node, SCHEMA.url, _text(article.url))
        self.add(node, DC.publisher, _text(article.publisher))
        self.add(node, DCTERMS.issued, _date(article.published))

    def relation(self, relation: Relation) -> None:
        node = relation_iri(relation, self.ontology)
        self.add(node, RDF.type, CLAIM.Relation)
        self._ends(node, relation.subject, relation.predicate, relation.object)
        counts = {"claimCount": len(relation.claims), "affirmedCount": relation.affirmed,
                  "negatedCount": relation.negated, "articleCount": len({c.article.id for c in relation.claims})}
        for name, number in counts.items():
            self.add(node, CLAIM[name], Literal(number))
        self.add(node, CLAIM.contested, Literal(relation.contested))
        self.add(node, CLAIM.stated, Literal(relation.stated))
        self.add(node, CLAIM.firstPublished, _date(relation.first))
        self.add(node, CLAIM.lastPublished, _date(relation.last))
        for claim in relation.claims:
            self.add(node, PROV.wasDerivedFrom, claim_iri(claim))
        if relation.stated and relation.object:
            self.add(actor_iri(relation.subject), GEO[relation.predicate], actor_iri(relation.object))

    def claim(self, claim: Claim) -> None:
        node = claim_iri(claim)
        article = URIRef(iri("article", claim.article.id))
        self.add(node, RDF.type, CLAIM.Claim)
        self._ends(node, claim.subject.actor, claim.predicate, claim.object.actor if claim.object else None)
        self.add(node, CLAIM.polarity, CLAIM[claim.polarity.value])
        self.add(node, CLAIM.modality, CLAIM[claim.modality.value])
        self.add(node, CLAIM.attributionKind, CLAIM[claim.attribution.kind.value])
        if claim.attribution.speaker:
            self.add(node, PROV.wasAttributedTo, actor_iri(claim.attribution.speaker))
        self.add(node, CLAIM.confidence, _decimal(claim.confidence))
        self.add(node, PROV.wasDerivedFrom, article)
        self.add(node, PROV.wasGeneratedBy, self._extraction(claim, article))
        if claim.time:
            self.add(node, CLAIM.time, self._time(claim.time))
        self._qualifiers(node, claim)
        spans = {"sentence": claim.evidence.sentence, "trigger": claim.evidence.trigger,
                 "subjectMention": claim.subject.span, "objectMention": claim.object and claim.object.span,
                 "cue": claim.attribution.cue}
        for name, span in spans.items():
            if span:
                self.add(node, CLAIM[name], self._span(span, claim.article.id, article))

    def _ends(self, node: URIRef, subject: Actor, predicate: str, object: Actor | None) -> None:
        self.add(node, CLAIM.subject, actor_iri(subject))
        self.add(node, CLAIM.predicate, GEO[predicate])
        if object:
            self.add(node, CLAIM.object, actor_iri(object))

    def _qualifiers(self, node: URIRef, claim: Claim) -> None:
        for name in _QUALIFIERS:
            value = getattr(claim.qualifiers, name)
            if isinstance(value, Actor):
                self.add(node, CLAIM[name], actor_iri(value))
            else:
                self.add(node, CLAIM[f"{name}Text"], _text(value))

    def _extraction(self, claim: Claim, article: URIRef) -> URIRef:
        node = URIRef(iri("extraction", content_hash(claim.article.id, claim.extractor)))
        extractor = URIRef(iri("extractor", claim.extractor))
        self.add(node, RDF.type, CLAIM.Extraction)
        self.add(node, RDF.type, PROV.Activity)
        self.add(node, PROV.used, article)
        self.add(node, PROV.wasAssociatedWith, extractor)
        self.add(extractor, RDF.type, CLAIM.Extractor)
        self.add(extractor, RDF.type, PROV.SoftwareAgent)
        self.add(extractor, RDFS.label, _text(claim.extractor))
        return node

    def _time(self, time: Time) -> URIRef:
        node = URIRef(iri("time", content_hash(time.start, time.end, time.precision.value, time.text)))
        self.add(node, RDF.type, CLAIM.Time)
        self.add(node, CLAIM.start, _date(time.start))
        self.add(node, CLAIM.end, _date(time.end))
        self.add(node, CLAIM.precision, CLAIM[time.precision.value])
        self.add(node, CLAIM.timeText, _text(time.text))
        return node

    def _span(self, span: Span, article_id: str, article: URIRef) -> URIRef:
        """A selector for each distinct stretch of an article: its claims share those of the sentence and names."""
        node = URIRef(iri("span", content_hash(article_id, span.start, span.end, span.text)))
        self.add(node, RDF.type, CLAIM.Span)
        self.add(node, RDF.type, OA.TextPositionSelector)
        self.add(node, RDF.type, OA.TextQuoteSelector)
        self.add(node, CLAIM.inArticle, article)
        self.add(node, OA.start, Literal(span.start))
        self.add(node, OA.end, Literal(span.end))
        self.add(node, OA.exact, _text(span.text))
        return node


def actor_iri(actor: Actor) -> URIRef:
    """Return the IRI of an actor."""
    return URIRef(iri("actor", actor.id))


def claim_iri(claim: Claim) -> URIRef:
    """Return the IRI of a claim."""
    return URIRef(iri("claim", claim.id))


def relation_iri(relation: Relation, ontology: Ontology) -> URIRef:
    """Return the IRI of a relation; that of a symmetric type is the same whichever end comes first."""
    return URIRef(iri("relation", content_hash(*relation_key(relation.claims[0], ontology))))


def _text(text: str | None) -> Literal | None:
    """Plain literal: an explicit xsd:string would not compare equal everywhere. Half surrogates are no text."""
    return None if text is None else Literal(text.encode("utf-8", "replace").decode("utf-8"))


def _date(text: str | None) -> Literal | None:
    """A date where it is one; else the words as they are, so that nothing is lost and no store refuses the file."""
    if text is None:
        return None
    if _DATE.match(text):
        try:
            date.fromisoformat(text)
        except ValueError:
            return _text(text)
        return Literal(text, datatype=XSD.date)
    return _text(text)


def _decimal(number: float) -> Literal:
    """Six places at most, in the canonical form of XSD 1.1: 0.8, and 1 without a point."""
    return Literal(f"{number:.6f}".rstrip("0").rstrip("."), datatype=XSD.decimal)


class _Serializer(TurtleSerializer):
    """rdflib's serializer with an order for people and one line a literal.

    The original writes text of several lines between triple quotes and breaks the file where it ends with a
    backslash and a quote; and it looks for prefixes in a way that makes new ones.
    """

    def orderSubjects(self) -> list[Node]:  # noqa: N802  # rdflib's name
        """Return the subjects by kind, in the order of _KINDS, then by IRI."""
        rank = {f"{BASE}{kind}:": number for number, kind in enumerate(_KINDS)}
        return sorted(self._subjects, key=lambda node: (rank.get(_split(str(node))[0], len(rank)), str(node)))

    def get_pname(self, uri: Node, gen_prefix: bool = True) -> str | None:
        """Return the short form of an IRI, or None where no prefix fits."""
        if not isinstance(uri, URIRef):
            return None
        namespace, local = _split(uri)
        prefix = _SHORT.get(namespace)
        if prefix is None or not _LOCAL.match(local):
            return None
        self.namespaces[prefix] = URIRef(namespace)
        return f"{prefix}:{local}"

    def label(self, node: Node, position: int) -> str:
        """Return a term as it is written; plain text is escaped here, and no decimal gets a point added."""
        if isinstance(node, Literal) and node.datatype is None:
            return f'"{_UNSAFE.sub(_escape, node)}"'
        if isinstance(node, Literal) and node.datatype == XSD.decimal and "." not in node:
            return f'"{node}"^^{self.get_pname(XSD.decimal)}'
        return super().label(node, position)


def _split(uri: str) -> tuple[str, str]:
    """Cut an IRI after its last "#", "/" or ":"; percent-encoding keeps these three out of local names."""
    cut = max(uri.rfind("#"), uri.rfind("/"), uri.rfind(":")) + 1
    return uri[:cut], uri[cut:]


_SHORT = {namespace: prefix for prefix, namespace in _PREFIXES.items()}
# Beside what the grammar asks for: control characters, line separators, marks that turn the direction of the line.
_UNSAFE = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]')
_NAMED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _escape(found: re.Match[str]) -> str:
    return _NAMED.get(found[0]) or f"\\u{ord(found[0]):04X}"

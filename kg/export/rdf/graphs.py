"""Which named graph a resource stands in: a nanopublication an article, and one graph a kind of shared thing.

Of an article A there are, after the nanopublication guidelines (nanopub.net), four graphs:

    urn:geokg:assertion:A     its claims and the spans they stand on
    urn:geokg:provenance:A    the article and the extraction that read it; the assertion prov:wasDerivedFrom the article
    urn:geokg:pubinfo:A       of the nanopublication: by which extractor, in which vocabulary
    urn:geokg:head:A          ties the three together

What belongs to several articles stands in ``urn:geokg:graph:actors``, ``:relations`` (with the plain triples that they
state), ``:times``, ``:extractors`` and, where asked for, ``:inferred``. Every triple stands in one graph only, so that
a store that takes the union of all graphs for its default graph counts none twice.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from kg.export.rdf.resources import Resource
from kg.export.rdf.terms import CLAIM, DCTERMS, NP, PROV, TYPE
from kg.ids import BASE, iri

_OF_ARTICLE = {"claim": "assertion", "span": "assertion", "article": "provenance", "extraction": "provenance"}
_SHARED = {kind: iri("graph", name) for kind, name in (
    ("actor", "actors"), ("relation", "relations"), ("stated", "relations"), ("time", "times"),
    ("extractor", "extractors"), ("inference", "inferred"), ("inferred", "inferred"))}
_ASSOCIATED, _USED = f"<{PROV}wasAssociatedWith>", f"<{PROV}used>"

Placed = tuple[str, Resource]
"""The IRI of a graph and a resource that stands in it."""


def placed(resources: Iterable[Resource]) -> Iterator[Placed]:
    """Yield each resource with its graph, and before the first of an article what makes a nanopublication of it."""
    for one in resources:
        if one.article is None:
            yield _SHARED[one.kind], one
            continue
        if one.kind == "article":
            yield from _head(one.article)
        elif one.kind == "extraction":
            yield from _origin(one.article, one)
        yield _graph(_OF_ARTICLE[one.kind], one.article), one


@lru_cache(maxsize=16)
def _graph(kind: str, article: str) -> str:
    """The graph of one kind of an article, asked for many times in a row."""
    return iri(kind, article)


def _head(article: str) -> Iterator[Placed]:
    node = iri("nanopub", article)
    parts = {"Assertion": "assertion", "Provenance": "provenance", "PublicationInfo": "pubinfo"}
    pairs = ((f"<{NP}has{name}>", f"<{iri(kind, article)}>") for name, kind in parts.items())
    yield iri("head", article), Resource("nanopub", node, ((TYPE, f"<{NP}Nanopublication>"), *pairs), article)
    yield (iri("pubinfo", article), Resource("nanopub", node, (
        (f"<{DCTERMS}conformsTo>", f"<{CLAIM[:-1]}>"), (f"<{DCTERMS}conformsTo>", f"<{BASE}ontology>")), article))


def _origin(article: str, extraction: Resource) -> Iterator[Placed]:
    """Say of the assertion where it comes from, and of the nanopublication which program made it."""
    pairs = dict(extraction.pairs)
    yield (iri("provenance", article), Resource("nanopub", iri("assertion", article), (
        (f"<{PROV}wasDerivedFrom>", pairs[_USED]), (f"<{PROV}wasGeneratedBy>", f"<{extraction.iri}>")), article))
    yield (iri("pubinfo", article), Resource("nanopub", iri("nanopub", article), (
        (f"<{PROV}wasAttributedTo>", pairs[_ASSOCIATED]),), article))

"""Reads every RDF writing back, with each library that can read it."""

import warnings
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

import pyoxigraph as ox
from rdflib import Dataset, Graph

from kg.export import jsonld, nquads, trig, turtle
from kg.model import Claim
from kg.ontology import Ontology, load

ONTOLOGY = load()
NANOPUB = ("urn:geokg:nanopub:", "urn:geokg:assertion:")
"""What TriG and N-Quads say beside the graph is said of these."""


class Writing(NamedTuple):
    """A writing: how it is made, and what the two libraries call it (None where rdflib can't read it)."""

    dumps: Callable[..., str]
    ox: ox.RdfFormat
    rdflib: str | None


def _rdf12(claims: Iterable[Claim], ontology: Ontology, *, entail: bool = False) -> str:
    return turtle.dumps(claims, ontology, entail=entail, reifiers=True)


WRITINGS: Mapping[str, Writing] = {
    "turtle": Writing(turtle.dumps, ox.RdfFormat.TURTLE, "turtle"),
    "trig": Writing(trig.dumps, ox.RdfFormat.TRIG, "trig"),
    "nquads": Writing(nquads.dumps, ox.RdfFormat.N_QUADS, "nquads"),
    "rdf12": Writing(_rdf12, ox.RdfFormat.TURTLE, None),
    "jsonld": Writing(jsonld.dumps, ox.RdfFormat.JSON_LD, "json-ld"),
}
RDFLIB = [name for name, one in WRITINGS.items() if one.rdflib]


def quads(name: str, claims: Iterable[Claim], *, entail: bool = False) -> list[ox.Quad]:
    """Write the claims and read them back with pyoxigraph."""
    text = WRITINGS[name].dumps(claims, ONTOLOGY, entail=entail)
    return list(ox.parse(text.encode(), format=WRITINGS[name].ox))


def graph_of(found: Iterable[ox.Quad]) -> set[str]:
    """The triples without their graphs, without what makes nanopublications of them, and without triple terms."""
    return {str(quad.triple) for quad in found
            if not quad.subject.value.startswith(NANOPUB) and not isinstance(quad.object, ox.Triple)}


def dataset(name: str, claims: Iterable[Claim], *, entail: bool = False) -> Dataset:
    """Write the claims and read them back with rdflib, the default graph being the union of all."""
    text = WRITINGS[name].dumps(claims, ONTOLOGY, entail=entail)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib 7.6 uses its own old names inside
        found = Dataset(default_union=True)
        found.parse(data=text, format=WRITINGS[name].rdflib)
    return found


def rdflib_graph(name: str, claims: Iterable[Claim]) -> Graph:
    """As :func:`dataset`, as one graph and without what makes nanopublications of it."""
    made = Graph(bind_namespaces="none")
    for subject, predicate, object, _ in dataset(name, claims).quads((None, None, None, None)):
        if not str(subject).startswith(NANOPUB):
            made.add((subject, predicate, object))
    return made

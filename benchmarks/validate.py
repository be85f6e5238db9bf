"""Validation: the shapes asked as queries, beside pyshacl on the same graph."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from pyshacl import validate
from rdflib import Graph, Namespace

from benchmarks import corpus
from benchmarks.common import Figure, Sizes, timed
from kg.config import ontology_dir
from kg.export import turtle
from kg.ontology import load
from kg.sparql.files import VOCABULARY
from kg.validation.report import validate_rdf

TITLE = "Validation"

_CLAIMS = {Sizes.SMALL: 20, Sizes.USUAL: 1_000, Sizes.LARGE: 2_000}
_SCALE = {Sizes.SMALL: 200, Sizes.USUAL: 20_000, Sizes.LARGE: 100_000}
_SH = Namespace("http://www.w3.org/ns/shacl#")


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Yield how many times as fast as pyshacl it is, and the triples a second on a larger graph."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.ttl"
        turtle.write(corpus.claims(_CLAIMS[sizes]), load(), path)
        with timed() as own:
            report = validate_rdf(path)
        with timed() as other:
            conforms = _core_by_pyshacl(path)
        note = (
            f"{report.triples:,} triples; {own.seconds:.2f} s beside {other.seconds:.2f} s, reading included; "
            "pyshacl without the constraints in SPARQL, which take it minutes"
        )
        yield Figure("times as fast as pyshacl", other.seconds / own.seconds, "x", note)
        yield Figure("the same verdict", float(conforms == report.conforms), "", "1 where it is", 1)
        turtle.write(corpus.claims(_SCALE[sizes]), load(), path)
        with timed() as many:
            report = validate_rdf(path)
        yield Figure(
            "triples a second",
            report.triples / many.seconds,
            "triples/s",
            f"{report.triples:,} triples in {many.seconds:.1f} s; reading included",
        )


def _core_by_pyshacl(path: Path) -> bool:
    vocabulary, shapes = Graph(), Graph().parse(ontology_dir() / "shapes.ttl")
    for name in VOCABULARY:
        vocabulary.parse(ontology_dir() / name)
    shapes.remove((None, _SH.sparql, None))
    return bool(validate(Graph().parse(path), shacl_graph=shapes, ont_graph=vocabulary)[0])

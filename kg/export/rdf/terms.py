"""RDF terms as text, in the notation of N-Triples: ``<iri>``, ``"text"``, ``"5"^^<…integer>``.

The writers of this package handle terms as strings; at a million claims objects for them would cost more than all else.
The same value always gives the same string, so that equal graphs are equal files.
"""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from kg.ids import BASE

GEO = f"{BASE}ontology#"
CLAIM = f"{BASE}claims#"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
NP = "http://www.nanopub.org/nschema#"
OA = "http://www.w3.org/ns/oa#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
WIKIDATA = "http://www.wikidata.org/entity/"
XSD = "http://www.w3.org/2001/XMLSchema#"

TYPE = f"<{RDF}type>"
LABEL = f"<{RDFS}label>"
REIFIES = f"<{RDF}reifies>"

KINDS = ("actor", "relation", "inference", "claim", "article", "span", "time", "extraction", "extractor")
"""The kinds of things that have IRIs of their own (``urn:geokg:KIND:…``), in the order in which Turtle shows them."""

PREFIXES: Mapping[str, str] = MappingProxyType({
    "claim": CLAIM, "dc": DC, "dcterms": DCTERMS, "geo": GEO, "oa": OA, "owl": OWL, "prov": PROV, "rdf": RDF,
    "rdfs": RDFS, "schema": SCHEMA, "wd": WIKIDATA, "xsd": XSD,
    **{f"{kind}-id" if kind == "claim" else kind: f"{BASE}{kind}:" for kind in KINDS},
})
GRAPH_PREFIXES: Mapping[str, str] = MappingProxyType({
    "np": NP, **{kind: f"{BASE}{kind}:" for kind in ("graph", "head", "assertion", "provenance", "pubinfo", "nanopub")},
})
"""Further prefixes of files with named graphs."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
# Beside what the grammar asks for: control characters, line separators, marks that turn the direction of the line.
_UNSAFE = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff'
                     "\ud800-\udfff]")
_NAMED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def text(value: str) -> str:
    """Return a plain literal on one line: an explicit xsd:string would not compare equal everywhere.

    Half surrogates are no text and become "?".
    """
    return f'"{_UNSAFE.sub(_escape, value)}"'


def day(value: str) -> str:
    """Return an xsd:date where ``value`` is one; else the words as they are, so that no store refuses the file."""
    if _DATE.match(value):
        try:
            date.fromisoformat(value)
        except ValueError:
            return text(value)
        return f'"{value}"^^<{XSD}date>'
    return text(value)


def decimal(value: float) -> str:
    """Return an xsd:decimal of six places at most, in the canonical form of XSD 1.1: 0.8, and 1 without a point."""
    return f'"{f"{value:.6f}".rstrip("0").rstrip(".")}"^^<{XSD}decimal>'


def integer(value: int) -> str:
    """Return an xsd:integer."""
    return f'"{value}"^^<{XSD}integer>'


def boolean(value: bool) -> str:
    """Return an xsd:boolean."""
    return f'"{"true" if value else "false"}"^^<{XSD}boolean>'


def parts(literal: str) -> tuple[str, str]:
    """Return the text of a literal term between its quotes, escapes kept, and the IRI of its datatype, "" if plain."""
    if literal.endswith('"'):
        return literal[1:-1], ""
    value, _, datatype = literal.rpartition('"^^<')
    return value[1:], datatype[:-1]


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    if "\ud800" <= char <= "\udfff":
        return "?"
    return _NAMED.get(char) or f"\\u{ord(char):04X}"

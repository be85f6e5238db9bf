"""Answers in the formats that people and programs ask for."""

from __future__ import annotations

import json
from typing import Any

from kg.errors import QueryError
from kg.sparql.files import PREFIXES
from kg.tabular import Table

ROWS = {"json": "application/sparql-results+json", "xml": "application/sparql-results+xml", "csv": "text/csv",
        "tsv": "text/tab-separated-values"}
"""Formats of rows and of truth, with their media types."""

GRAPHS = {"turtle": ("TURTLE", "text/turtle"), "ntriples": ("N_TRIPLES", "application/n-triples"),
          "rdfxml": ("RDF_XML", "application/rdf+xml"), "jsonld": ("JSON_LD", "application/ld+json")}
"""Formats of triples: what pyoxigraph calls them, and their media types."""


def written(document: bytes, format: str) -> bytes:
    """Return SPARQL JSON in another format of ROWS. Truth as CSV or TSV is the word true or false."""
    from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

    if format == "json":
        return document
    found = parse_query_results(document, QueryResultsFormat.JSON)
    if format == "xml" or isinstance(found, QuerySolutions):
        return found.serialize(format=getattr(QueryResultsFormat, format.upper())) or b""
    return b"true\n" if bool(found) else b"false\n"


def table(document: bytes) -> tuple[list[str], list[list[str]]]:
    """Return the names of the columns and the cells of SPARQL JSON as people read them; IRIs in their short form."""
    read: dict[str, Any] = json.loads(document)
    names: list[str] = read["head"]["vars"]
    return names, [[_cell(row[name]) if name in row else "" for name in names] for row in read["results"]["bindings"]]


def rows(kind: str, document: bytes) -> Table:
    """Return an answer as a table; that to a question of yes or no has one cell.

    ``kind`` is that of :class:`kg.sparql.runner.Answer`. Raises QueryError for triples.
    """
    if kind == "triples":
        raise QueryError("the query gives triples and not rows: ask with SELECT, or use kg query")
    if kind == "boolean":
        return Table(("answer",), (("yes" if json.loads(document)["boolean"] else "no",),))
    names, found = table(document)
    return Table(tuple(names), tuple(map(tuple, found)))


def _cell(term: dict[str, Any]) -> str:
    if term["type"] == "triple":
        return " ".join(_cell(term["value"][part]) for part in ("subject", "predicate", "object"))
    if term["type"] == "bnode":
        return f"_:{term['value']}"
    return _short(term["value"]) if term["type"] == "uri" else term["value"]


def _short(iri: str) -> str:
    for name, start in PREFIXES.items():
        if iri.startswith(start):
            return f"{name}:{iri[len(start):]}"
    return iri

"""RDF files read into a pyoxigraph store, whatever they are written in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ConfigError, InputError
from kg.export.rdf import terms

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions, RdfFormat, Store

SUFFIXES = {
    ".ttl": "TURTLE", ".nt": "N_TRIPLES", ".nq": "N_QUADS", ".trig": "TRIG", ".n3": "N3", ".rdf": "RDF_XML",
    ".owl": "RDF_XML", ".jsonld": "JSON_LD",
}
"""The endings of RDF files, and what pyoxigraph calls the formats."""

PREFIXES = {**terms.PREFIXES, **terms.GRAPH_PREFIXES, "skos": "http://www.w3.org/2004/02/skos/core#"}
"""The prefixes that queries may use without declaring them: those of the exported files, and one of the vocabulary."""

VOCABULARY = ("geopolitics.ttl", "claims.ttl")
"""The files of the ontology that define the terms of exported graphs."""

_PLACE = re.compile(r"^Parser error at line [^:]*: | \(line \d+\)$")


def is_rdf(path: Path) -> bool:
    """Say whether a path is named like an RDF file."""
    return path.suffix.lower() in SUFFIXES


def new_store(path: Path | None = None) -> Store:
    """Return an empty store in memory, or one on disk in the folder ``path``.

    Raises ConfigError where pyoxigraph is not installed, OSError where nothing can be written there.
    """
    try:
        from pyoxigraph import Store
    except ImportError:
        raise ConfigError("this needs pyoxigraph, which is not installed (pip install 'geokg[rdf]')") from None
    return Store(path) if path else Store()


def load(store: Store, path: Path) -> None:
    """Add the triples of an RDF file; those of named graphs keep their graph.

    Raises InputError where the file can't be read, is no RDF in the format of its ending, or asks for another file.
    """
    if not path.is_file():
        raise InputError(str(path), "there is no such file")
    try:
        with path.open("rb") as file:
            store.bulk_load(file, _format(path))
    except SyntaxError as error:
        where = f"{path}, line {error.lineno}, column {error.offset}" if error.lineno else str(path)
        # The parser's own words, without the place that it names before and after them.
        what = _PLACE.sub("", " ".join(str(error).split()))[:200]
        raise InputError(where, f"not readable as {path.suffix[1:]}: {what}") from error
    except OSError as error:
        raise InputError(str(path), f"can't be read: {error.strerror or error}") from error


def _format(path: Path) -> RdfFormat:
    from pyoxigraph import RdfFormat

    known: RdfFormat = getattr(RdfFormat, SUFFIXES[path.suffix.lower()])
    return known


def select(store: Store, query: str) -> QuerySolutions:
    """Return the rows of a SELECT query over all graphs of a store. Raises SyntaxError for a broken query."""
    from pyoxigraph import QuerySolutions

    found = store.query(query, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return found

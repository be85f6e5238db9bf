"""The formats that a graph can be written in: an explicit list, and ``get_exporter(name)``.

A format is a value here and a module beside it; the module is imported when the format is first written, so that the
list costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kg.errors import ConfigError

if TYPE_CHECKING:
    from kg.gazetteer import Gazetteer
    from kg.model import Claim, Relation
    from kg.ontology import Ontology


class Source(Protocol):
    """What an exporter reads from: ``kg.Graph``, or whatever has the same properties.

    ``claims`` are as the articles have them, ``viewed`` are those after overrides and roll-up; both can be gone
    through more than once.
    """

    @property
    def claims(self) -> Iterable[Claim]:
        """The claims as the articles have them."""

    @property
    def viewed(self) -> Iterable[Claim]:
        """The claims with the actors that overrides and roll-up choose."""

    @property
    def in_order(self) -> bool:
        """Whether claims come in the order of :func:`kg.graph.relations.ordered`, each once: then they are streamed."""

    @property
    def relations(self) -> Sequence[Relation]:
        """The relations of ``viewed``, sorted."""

    @property
    def ontology(self) -> Ontology:
        """The relation types and kinds of actor in use."""

    @property
    def gazetteer(self) -> Gazetteer:
        """Who is known, with names and places."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format.

    ``name`` is what ``kg export --format`` takes. ``suffix`` is the usual ending of its file with the dot, "" where it
    fills a folder (``folder``). ``description`` says what it is, ``drops`` what of a graph it can't hold ("" where it
    holds everything). ``write`` takes a source and the path of the file, or of an existing empty folder; it raises
    KgError for what can't be written in this format and OSError where the path can't be written. ``write_entailed``
    writes what follows from the stated relations too, marked as inferred; None where the format can't mark it.
    ``streams`` says that it takes claims that come in order one at a time, and asks for nothing else but the ontology.
    """

    name: str
    suffix: str
    description: str
    drops: str
    write: Callable[[Source, Path], None]
    folder: bool = False
    write_entailed: Callable[[Source, Path], None] | None = None
    streams: bool = False


def exporters() -> tuple[Exporter, ...]:
    """Return every format, in the order in which ``kg export --list`` shows them."""
    return _EXPORTERS


def get_exporter(name: str) -> Exporter:
    """Return the format called ``name``. Raises ConfigError, with the names there are, where there is none."""
    for exporter in _EXPORTERS:
        if exporter.name == name:
            return exporter
    known = ", ".join(exporter.name for exporter in _EXPORTERS)
    raise ConfigError(f"{name!r} is no export format (the formats: {known})")


def _turtle(source: Source, path: Path, *, entail: bool = False) -> None:
    from kg.export import turtle

    turtle.write(source.viewed, source.ontology, path, entail=entail, in_order=source.in_order)


def _rdf12(source: Source, path: Path, *, entail: bool = False) -> None:
    from kg.export import turtle

    turtle.write(source.viewed, source.ontology, path, entail=entail, in_order=source.in_order, reifiers=True)


def _trig(source: Source, path: Path, *, entail: bool = False) -> None:
    from kg.export import trig

    trig.write(source.viewed, source.ontology, path, entail=entail, in_order=source.in_order)


def _nquads(source: Source, path: Path, *, entail: bool = False) -> None:
    from kg.export import nquads

    nquads.write(source.viewed, source.ontology, path, entail=entail, in_order=source.in_order)


def _jsonld(source: Source, path: Path, *, entail: bool = False) -> None:
    from kg.export import jsonld

    jsonld.write(source.viewed, source.ontology, path, entail=entail, in_order=source.in_order)


def _html(source: Source, path: Path) -> None:
    from kg.export import html

    html.write(source.relations, source.ontology, path, known=source.gazetteer)


def _jsonl(source: Source, path: Path) -> None:
    from kg.export import jsonl

    jsonl.write(source.claims, path)


def _rdf(name: str, suffix: str, description: str, write: Callable[..., None]) -> Exporter:
    return Exporter(name, suffix, description, "", write, write_entailed=partial(write, entail=True), streams=True)


def _graphml(source: Source, path: Path) -> None:
    from kg.export import network

    network.write_graphml(source, path)


def _gexf(source: Source, path: Path) -> None:
    from kg.export import network

    network.write_gexf(source, path)


def _node_link(source: Source, path: Path) -> None:
    from kg.export import network

    network.write_node_link(source, path)


def _csv(source: Source, path: Path) -> None:
    from kg.export import csvtables

    csvtables.write(source, path)


def _parquet(source: Source, path: Path) -> None:
    from kg.export import parquet

    parquet.write(source, path)


def _neo4j(source: Source, path: Path) -> None:
    from kg.export import neo4j

    neo4j.write(source, path)


def _ftm(source: Source, path: Path) -> None:
    from kg.export import ftm

    ftm.write(source, path)


def _events(source: Source, path: Path) -> None:
    from kg.export import events

    events.write(source, path)


_NETWORK_DROPS = "claims but their ids and a sentence a relation; of relations with a topic for object all but the type"

_EXPORTERS = (
    _rdf("turtle", ".ttl", "RDF in Turtle: every claim a resource with its evidence", _turtle),
    _rdf("trig", ".trig", "RDF in TriG: a nanopublication an article, in named graphs", _trig),
    _rdf("nquads", ".nq", "RDF in N-Quads: the named graphs of TriG, one triple a line", _nquads),
    _rdf("rdf12", ".ttl", "RDF 1.2 in Turtle: claims are reifiers of their triples too", _rdf12),
    _rdf("jsonld", ".jsonld", "JSON-LD with its context in the file", _jsonld),
    Exporter("graphml", ".graphml", "GraphML: the network of relations, for Gephi, Cytoscape, igraph, networkx",
             _NETWORK_DROPS, _graphml),
    Exporter("gexf", ".gexf", "GEXF: the network of relations, for Gephi", _NETWORK_DROPS, _gexf),
    Exporter("node-link", ".json", "Node-link JSON: the network with all claims on its edges, for networkx and d3",
             "", _node_link),
    Exporter("csv", "", "CSV tables of actors, relations and claims", "", _csv, folder=True),
    Exporter("parquet", "", "Parquet tables of actors, relations and claims", "", _parquet, folder=True),
    Exporter("neo4j", "", "CSV for neo4j-admin database import: actors, relations, claims, articles",
             "line breaks in texts; relations with a topic for object (their claims stay)", _neo4j, folder=True),
    Exporter("ftm", ".ftm.json", "FollowTheMoney entities as JSON Lines, for Aleph and OpenAleph",
             "what no claim affirms as asserted; topics, qualifiers, spans, confidence", _ftm),
    Exporter("events", ".jsonl", "PLOVER events with CAMEO codes as JSON Lines, in the fields of POLECAT's coder",
             "what is denied, demanded, possible or ended; states of things; counterparty, item, topic", _events),
    Exporter("html", ".html", "One interactive page that needs no network", "", _html),
    Exporter("jsonl", ".jsonl", "The claims as JSON Lines, the exchange format", "overrides and roll-up, relations",
             _jsonl, streams=True),
)

"""The formats that a graph can be written in: an explicit list, and ``get_exporter(name)``.

A format is a value here and a module beside it; the module is imported when the format is first written, so that the
list costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kg.errors import ConfigError
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
    def relations(self) -> Sequence[Relation]:
        """The relations of ``viewed``, sorted."""

    @property
    def ontology(self) -> Ontology:
        """The relation types and kinds of actor in use."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format.

    ``name`` is what ``kg export --format`` takes. ``suffix`` is the usual ending of its file with the dot, "" where it
    fills a folder (``folder``). ``description`` says what it is, ``drops`` what of a graph it can't hold ("" where it
    holds everything). ``write`` takes a source and the path of the file, or of an existing empty folder; it raises
    KgError for what can't be written in this format and OSError where the path can't be written.
    """

    name: str
    suffix: str
    description: str
    drops: str
    write: Callable[[Source, Path], None]
    folder: bool = False


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


def _turtle(source: Source, path: Path) -> None:
    from kg.export import turtle

    turtle.write(source.viewed, source.ontology, path)


def _html(source: Source, path: Path) -> None:
    from kg.export import html

    html.write(source.relations, source.ontology, path)


def _jsonl(source: Source, path: Path) -> None:
    from kg.export import jsonl

    jsonl.write(source.claims, path)


_EXPORTERS = (
    Exporter("turtle", ".ttl", "RDF in Turtle: every claim a resource with its evidence", "", _turtle),
    Exporter("html", ".html", "One interactive page that needs no network", "", _html),
    Exporter("jsonl", ".jsonl", "The claims as JSON Lines, the exchange format", "overrides and roll-up, relations",
             _jsonl),
)

"""Read ``ontology/actors``: YAML lists, and tables of tab-separated values for what is long and flat."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from kg.errors import OntologyError
from kg.gazetteer.entry import BodyPattern, Entry, Membership, Office
from kg.gazetteer.yamlfile import parse
from kg.model import Actor, ActorType

Row: TypeAlias = dict[str, Any]

BODIES = "bodies.yaml"
KEYS = frozenset(("id", "name", "type", "country", "sector", "wikidata", "aliases", "acronyms", "guarded", "former",
                  "adjectives", "people", "capital", "seats", "parent", "members", "offices", "lat", "lon", "kind",
                  "in", "makers", "surname"))
LISTS = ("aliases", "acronyms", "guarded", "adjectives", "people", "seats", "makers")


def rows(folder: Path) -> Iterator[tuple[str, Row]]:
    """Yield each entry of the files of ``folder`` as (file name, mapping); every scalar is a string.

    Raises OntologyError where a file is no list of mappings.
    """
    for path in sorted(folder.iterdir()):
        if path.suffix == ".yaml" and path.name != BODIES:
            found: Iterator[Row] = iter(_yaml(path))
        elif path.suffix == ".tsv":
            found = _table(path)
        else:
            continue
        for row in found:
            yield path.name, row


def body_rows(folder: Path) -> list[Row]:
    """Return the rows of the file of body patterns, none where there is no such file."""
    path = folder / BODIES
    return _yaml(path) if path.exists() else []


def _yaml(path: Path) -> list[Row]:
    try:
        found = parse(path.read_text("utf-8"))
    except yaml.YAMLError as error:
        raise OntologyError(f"{path.name}: not valid YAML: {' '.join(str(error).split())}") from error
    if found in (None, ""):
        return []
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise OntologyError(f"{path.name}: must be a list of mappings")
    return found


def _table(path: Path) -> Iterator[Row]:
    lines = path.read_text("utf-8").splitlines()
    header = lines[0].split("\t")
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(header):
            raise OntologyError(f"{path.name}: line {number}: {len(cells)} columns where {len(header)} are named")
        row: Row = {"type": "Place"}
        for key, cell in zip(header, cells, strict=True):
            if cell:
                row[key] = cell.split("; ") if key in LISTS else cell
        yield row


def entry(row: Row) -> Entry:
    """Turn a row into an entry. Raises KeyError, TypeError or ValueError where the row breaks the schema."""
    if unknown := row.keys() - KEYS:
        raise ValueError(f"unknown key {min(unknown)!r}")
    actor = Actor(row["id"], row["name"], ActorType(row["type"]), row.get("country"), row.get("sector"),
                  row.get("wikidata"))
    if len(row) <= len(_PLAIN) and row.keys() <= _PLAIN:
        return Entry(actor, kind=row.get("kind"), within=row.get("in"), lat=_number(row, "lat"),
                     lon=_number(row, "lon"))
    lists = {key: texts(row, key) for key in LISTS}
    return Entry(
        actor,
        **lists,
        former=tuple((old["name"], old["until"]) for old in row.get("former", ())),
        capital=row.get("capital"),
        parent=row.get("parent"),
        members=tuple(Membership(m["state"], m.get("from"), m.get("to")) for m in row.get("members", ())),
        offices=tuple(Office(o["office"], o["of"], o.get("from"), o.get("to")) for o in row.get("offices", ())),
        lat=_number(row, "lat"),
        lon=_number(row, "lon"),
        kind=row.get("kind"),
        within=row.get("in"),
        surname=row.get("surname"),
    )


_PLAIN = frozenset(("id", "name", "type", "country", "sector", "wikidata", "kind", "in", "lat", "lon"))


def body(row: Row) -> BodyPattern:
    """Turn a row of the bodies' file into a pattern; errors as :func:`entry`."""
    return BodyPattern(row["key"], texts(row, "heads"), ActorType(row["type"]), row.get("sector"), row["name"])


def texts(row: Row, key: str) -> tuple[str, ...]:
    """Return the list under ``key``. Raises TypeError where it is something else."""
    value = row.get(key, ())
    if isinstance(value, str) or not all(isinstance(text, str) for text in value):
        raise TypeError(f"{key} must be a list of texts")
    return tuple(value)


def _number(row: Row, key: str) -> float | None:
    return float(row[key]) if key in row else None

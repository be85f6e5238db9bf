"""Read ``ontology/actors``: YAML lists, and tables of tab-separated values for what is long and flat."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

from kg.datafiles import files, read_table, read_yaml
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

    Raises OntologyError where there is no such folder, and where a file is no list of mappings or no table.
    """
    for path in files(folder, ".yaml", ".tsv"):
        if path.name != BODIES:
            for row in _table(path) if path.suffix == ".tsv" else _yaml(path):
                yield path.name, row


def body_rows(folder: Path) -> list[Row]:
    """Return the rows of the file of body patterns, none where there is no such file; errors as :func:`rows`."""
    path = folder / BODIES
    return _yaml(path) if path.exists() else []


def _yaml(path: Path) -> list[Row]:
    found = read_yaml(path, parse)
    if found in (None, ""):
        return []
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise OntologyError(f"{path}: must be a list of mappings")
    return found


def _table(path: Path) -> Iterator[Row]:
    for cells in read_table(path, "id", "name"):
        row: Row = {"type": "Place"}
        for key, cell in cells.items():
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

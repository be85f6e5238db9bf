"""The index that queries run on: a folder of pyoxigraph's, made for one run or kept beside what it was made of."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ConfigError
from kg.export import turtle
from kg.model import Claim
from kg.ontology import Ontology
from kg.sparql.files import load, new_store

if TYPE_CHECKING:
    from pyoxigraph import Store

Fill = Callable[["Store"], None]
"""Puts triples into an empty store."""

_STAMP = "kg.json"


def of_files(paths: Iterable[Path]) -> Fill:
    """Return what fills a store with RDF files. It raises InputError where one can't be read."""
    kept = tuple(paths)

    def fill(store: Store) -> None:
        for path in kept:
            load(store, path)

    return fill


def of_claims(claims: Iterable[Claim], ontology: Ontology) -> Fill:
    """Return what fills a store with the graph of claims, as ``kg export`` writes it: one default graph."""

    def fill(store: Store) -> None:
        from pyoxigraph import RdfFormat

        with tempfile.TemporaryDirectory(prefix="kg-") as folder:
            path = Path(folder) / "graph.ttl"
            turtle.write(claims, ontology, path)
            store.bulk_load(path=str(path), format=RdfFormat.TURTLE)

    return fill


@contextmanager
def temporary(fill: Fill) -> Iterator[Path]:
    """Give the folder of an index that is gone after use. Raises what ``fill`` raises."""
    with tempfile.TemporaryDirectory(prefix="kg-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "index"
        _make(path, fill)
        yield path


def kept(source: Path, fill: Fill, key: object) -> Path:
    """Return the folder of the index that is kept beside ``source``, made anew where ``key`` is not the one it has.

    ``key`` is what the index depends on, as JSON can hold it: :func:`state` of the files, and what was chosen of them.
    Raises what ``fill`` raises, ConfigError where the folder can't be written.
    """
    place = source.with_name(f"{source.name}.index")
    stamp = json.dumps(key, sort_keys=True)
    with suppress(OSError):
        if (place / _STAMP).read_text("utf-8") == stamp:
            return place
    if place.exists() and not (place / _STAMP).is_file():
        raise ConfigError(f"{place}: is no index of kg, and that is where one would be kept (move it away)")
    fresh = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        _make(fresh, fill)
        (fresh / _STAMP).write_text(stamp, "utf-8")
        shutil.rmtree(place, ignore_errors=True)
        fresh.replace(place)
    except OSError as error:
        raise ConfigError(f"{place}: can't be written: {error.strerror or error} (leave out --index)") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return place


def _make(path: Path, fill: Fill) -> None:
    store = new_store(path)
    fill(store)
    store.flush()


def state(path: Path) -> list[object]:
    """Return what changes when a file is written: of a folder its file of claims, or where it has none, all files."""
    claims = path / "claims.jsonl"
    files = [path] if path.is_file() else [claims] if claims.is_file() else sorted(path.rglob("*"))
    found = [(one, one.stat()) for one in files if one.is_file()]
    return [[str(one.relative_to(path.parent)), of.st_size, of.st_mtime_ns] for one, of in found]

"""Parquet: a folder with the tables of actors, relations and claims, typed, for data frames and query engines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import ConfigError
from kg.export.tables import BOOLEAN, INTEGER, NUMBER, TABLES, TEXT, TEXTS, Row, TableForm

if TYPE_CHECKING:
    from kg.export.registry import Source

_GROUP = 50_000  # rows that are written at a time


def write(source: Source, folder: Path) -> None:
    """Fill an empty folder, some rows at a time.

    Raises ConfigError where pyarrow is not installed, OntologyError for an unknown type of relation, OSError for the
    files.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise ConfigError("Parquet needs pyarrow, which is not installed (pip install 'geokg[parquet]')") from None
    for table in TABLES:
        schema = _schema(table)
        with pq.ParquetWriter(folder / f"{table.name}.parquet", schema) as out:
            for rows in _groups(table.rows(source)):
                out.write_table(pa.Table.from_pylist([_safe(row) for row in rows], schema=schema))


def _schema(table: TableForm) -> Any:
    import pyarrow as pa

    kinds = {TEXT: pa.string(), INTEGER: pa.int64(), NUMBER: pa.float64(), BOOLEAN: pa.bool_(),
             TEXTS: pa.list_(pa.string())}
    return pa.schema([(name, kinds[kind]) for name, kind in table.columns.items()])


def _safe(row: Row) -> dict[str, Any]:
    return {name: [_text(v) for v in value] if isinstance(value, tuple) else
            _text(value) if isinstance(value, str) else value for name, value in row.items()}


def _text(value: str) -> str:
    """Half surrogates are no text."""
    return value.encode("utf-8", "replace").decode()


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while group := list(islice(left, _GROUP)):
        yield group

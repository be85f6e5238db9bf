"""Parquet: a column a field, an article a row; read some rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.ingest.foreign import foreign
from kg.ingest.item import Item
from kg.ingest.readers.batch import grouped, item_of
from kg.ingest.readers.table import check_columns
from kg.ingest.source import Source

if TYPE_CHECKING:
    from kg.ingest.intake import Intake

_BATCH = 64
_STRINGS = ("string", "binary")
_FORMAT = "a Parquet file"


def sniff(source: Source) -> bool:
    """Say whether it begins with the mark of Parquet."""
    return source.head.startswith(b"PAR1")


def read(source: Source, intake: Intake) -> Iterator[Item]:
    """Yield the articles of the rows; only the columns of articles are read. Needs pyarrow."""
    import pyarrow.parquet as pq

    stream = source.random_access(intake.limits.stream)
    with foreign(source.where, _FORMAT):
        schema = pq.read_schema(stream)
        # What is there once and repeated, or becomes large only when it is unpacked, stays once in memory.
        table = pq.ParquetFile(stream, read_dictionary=[f.name for f in schema if str(f.type) in _STRINGS])
        names = [str(name) for name in table.schema_arrow.names]
        largest = max((table.metadata.row_group(n).total_byte_size for n in range(table.num_row_groups)), default=0)
    check_columns(names, source.where, intake.options.fields)
    if largest > intake.limits.table:
        raise InputError(source.where, f"has a group of rows of {largest / 1e6:,.0f} MB "
                         f"(the limit is {intake.limits.table / 1e6:,.0f} MB)", "write it with smaller row groups")
    wanted = sorted({key.split(".")[0] if key not in names else key
                     for key in intake.options.fields.of(dict.fromkeys(names, "x")).values()})
    yield from grouped(_rows(table, wanted, source.where, intake), source.where)


def _rows(table: Any, wanted: list[str], where: str, intake: Intake) -> Iterator[Item]:
    batches, number = table.iter_batches(batch_size=_BATCH, columns=wanted), 0
    while True:
        with foreign(where, _FORMAT):
            batch = next(batches, None)
        if batch is None:
            return
        for at in range(batch.num_rows):
            with foreign(where, _FORMAT):
                [row] = batch.slice(at, 1).to_pylist()
            number += 1
            yield item_of(row, f"{where}, row {number}", _FORMAT, intake)

"""Sorting more than fits in memory: sorted runs on disk, merged as they are read."""

import heapq
import marshal
import tempfile
from collections.abc import Iterator
from types import TracebackType
from typing import IO, Generic, TypeVar

Row = TypeVar("Row", bound=tuple[object, ...])

_BATCH = 400
_FAN_IN = 64


class Sorter(Generic[Row]):
    """Takes rows in any order and gives them back sorted; a context manager, as runs lie in temporary files.

    Rows are tuples of text, numbers and tuples of these, comparable with one another. At most ``held`` rows are in
    memory while rows come in; fewer never touch the disk.
    """

    def __init__(self, held: int = 20_000) -> None:
        self._held = held
        self._rows: list[Row] = []
        self._runs: list[IO[bytes]] = []

    def __enter__(self) -> "Sorter[Row]":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        for run in self._runs:
            run.close()

    def add(self, row: Row) -> None:
        """Take one row. Raises OSError where the disk is full."""
        self._rows.append(row)
        if len(self._rows) >= self._held:
            self._rows.sort()
            self._store(iter(self._rows))
            self._rows = []

    def sorted(self) -> Iterator[Row]:
        """Yield all rows in order; to be called once, when all are in."""
        self._rows.sort()
        while len(self._runs) > _FAN_IN:
            old, self._runs = self._runs[:_FAN_IN], self._runs[_FAN_IN:]
            self._store(heapq.merge(*map(self._read, old)))
            for run in old:
                run.close()
        return heapq.merge(self._rows, *map(self._read, self._runs)) if self._runs else iter(self._rows)

    def _store(self, rows: Iterator[Row]) -> None:
        run = tempfile.TemporaryFile(prefix="kg-sort-")  # noqa: SIM115  closed with the sorter
        self._runs.append(run)
        batch: list[Row] = []
        for row in rows:
            batch.append(row)
            if len(batch) == _BATCH:
                marshal.dump(batch, run)
                batch = []
        marshal.dump(batch, run)
        run.flush()

    def _read(self, run: IO[bytes]) -> Iterator[Row]:
        run.seek(0)
        while True:
            try:
                yield from marshal.load(run)
            except EOFError:
                return

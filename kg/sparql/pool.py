"""Several queries at a time: as many processes as are allowed, handed out one query at a time."""

from __future__ import annotations

import queue
from collections.abc import Sequence
from pathlib import Path

from kg.errors import StoppedQueryError
from kg.sparql.runner import Answer, Bounds, Runner

WAIT = 10.0
"""Seconds that a query waits for a process before it is turned away."""


class Pool:
    """Runners over one index, for use from several threads."""

    def __init__(self, index: Path, bounds: Bounds, size: int) -> None:
        """Take the folder of the index, what a query may take, and how many run at a time (1 or more)."""
        self._bounds = bounds
        self._runners = [Runner(index, bounds) for _ in range(size)]
        self._free: queue.SimpleQueue[Runner] = queue.SimpleQueue()
        for runner in self._runners:
            self._free.put(runner)

    def ask(self, query: str, *, graph: str, default_graph: Sequence[str], named_graphs: Sequence[str]) -> Answer:
        """Return the whole answer to a query, as :meth:`Runner.ask` does.

        Raises StoppedQueryError also where all processes are busy, and where the answer has more rows than are allowed.
        """
        try:
            runner = self._free.get(timeout=WAIT)
        except queue.Empty:
            raise StoppedQueryError("as many queries as are allowed are running (try again later)") from None
        try:
            answer = runner.ask(query, graph=graph, default_graph=default_graph, named_graphs=named_graphs)
        finally:
            self._free.put(runner)
        if answer.more:
            raise StoppedQueryError(f"its result has more than {self._bounds.rows:,} rows (add LIMIT)")
        return answer

    def close(self) -> None:
        """End all processes; queries that are running fail."""
        for runner in self._runners:
            runner.close()

"""Partitions: the work of a cluster, cut so that any engine can do it and do it again.

:func:`process_partition` turns rows of articles into rows of claims and knows no engine: a Spark, Dask or Ray job
calls it. :class:`Partitions` lays the same out as Parquet files: articles in numbered parts, the claims of each part
in a file whose name tells what it was made of, so that a part that is done again gives the same file, and one that is
done is not done again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import uuid4

from kg.config import Settings
from kg.errors import ConfigError, InputError, RecordError
from kg.ids import content_hash
from kg.ingest import to_article
from kg.model import Article, Claim
from kg.model.record import from_record, to_record

if TYPE_CHECKING:
    from kg.engine import Engine

Row: TypeAlias = dict[str, Any]

SIZE = 1000
"""Articles of a part: some minutes of work, against which the loading of the model does not count."""


def process_partition(rows: Iterable[Mapping[str, Any]], settings: Settings | None = None) -> Iterator[Row]:
    """Yield a row for each claim of the articles ``rows``, in order.

    ``rows`` are articles as in JSON Lines (``text``, ``id``, ``title``, ``url``, ``publisher``, ``published``). A row
    of the result has ``article`` (its id), ``position`` (of the claim in its article, from 0), ``claim`` (its record as
    JSON) and ``error``: None, or why the row is no article; then ``position`` is -1 and ``claim`` None. The engine is
    loaded for the first row. Raises ConfigError and OntologyError where it can't be.
    """
    left = iter(rows)
    for first in left:
        yield from Processor(settings or Settings())(chain([first], left))


class Processor:
    """:func:`process_partition` with the engine loaded once for many partitions; what a worker of an engine holds."""

    def __init__(self, settings: Settings) -> None:
        """Load the engine. Raises ConfigError or OntologyError where it can't be."""
        from kg.engine import Engine

        self._engine: Engine = Engine.load(settings)

    def __call__(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[Row]:
        """Yield the rows of the claims."""
        for number, row in enumerate(rows, 1):
            try:
                article = to_article({k: v for k, v in row.items() if v is not None}, f"row {number}")
            except InputError as error:
                yield {"article": str(row.get("id") or ""), "position": -1, "claim": None, "error": str(error)}
                continue
            for _, claims in self._engine.by_article([article]):
                for position, claim in enumerate(claims):
                    record = json.dumps(to_record(claim), ensure_ascii=True)
                    yield {"article": article.id, "position": position, "claim": record, "error": None}


@dataclass(frozen=True, slots=True)
class Part:
    """One part: the file of its articles and the file of its claims, paths that every worker can reach."""

    source: str
    target: str

    @property
    def done(self) -> bool:
        """Whether its claims are there."""
        return Path(self.target).is_file()

    def process(self, processor: Processor) -> int:
        """Write the file of the claims, whole or not at all, and return the number of its rows."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        found = list(processor(pq.read_table(self.source).to_pylist()))
        table = pa.Table.from_pylist(found, _schema(pa))
        beside = Path(f"{self.target}.{uuid4().hex}.tmp")  # two that do the same part do not disturb each other
        pq.write_table(table, beside)
        beside.replace(self.target)
        return len(found)

    def results(self) -> Iterator[tuple[str, Claim]]:
        """Yield (article id, claim) in order. Raises RecordError where the file is none that :meth:`process` wrote."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            rows = pq.read_table(self.target).to_pylist()
            yield from ((row["article"], from_record(json.loads(row["claim"]))) for row in rows if row["claim"])
        except (OSError, KeyError, ValueError, pa.ArrowException) as error:
            raise RecordError(f"{self.target}: {' '.join(str(error).split())}") from error


class Partitions:
    """A folder of parts, ``articles/`` and ``claims/`` in it."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        """Make the folders. Raises ConfigError where they can't be made, or pyarrow is not installed."""
        try:
            import pyarrow  # noqa: F401  said here in one line, not from within a worker
        except ImportError:
            raise ConfigError("partitions need pyarrow: pip install 'geokg[ray]'") from None
        self._articles, self._claims = folder / "articles", folder / "claims"
        self._settings = settings
        try:
            for one in (self._articles, self._claims):
                one.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigError(f"{folder}: no partitions can be written: {error.strerror or error}") from error

    def write(self, articles: Iterable[Article], size: int = SIZE) -> Iterator[Part]:
        """Write articles into parts of ``size`` and yield each; the same articles give the same names."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        from kg.engine import version

        made_by = content_hash(version(self._settings), self._settings.gate)
        left = iter(articles)
        number = 0
        while some := list(islice(left, size)):
            key = content_hash(made_by, *(getattr(article, name) for article in some for name in _FIELDS))
            source = self._articles / f"part-{number:06}-{key}.parquet"
            rows = [{name: getattr(article, name) for name in _FIELDS} for article in some]
            beside = source.with_suffix(".tmp")
            pq.write_table(pa.Table.from_pylist(rows, pa.schema([(name, pa.string()) for name in _FIELDS])), beside)
            beside.replace(source)
            yield Part(str(source.resolve()), str((self._claims / source.name).resolve()))
            number += 1


_FIELDS = ("id", "title", "text", "url", "publisher", "published")


def _schema(pa: Any) -> Any:
    texts = [(name, pa.string()) for name in ("article", "claim", "error")]
    return pa.schema([texts[0], ("position", pa.int32()), *texts[1:]])

"""The store: articles and claims in one SQLite file, added once, never deleted, read in a stable order."""

from collections.abc import Callable, Iterable, Iterator, MutableMapping
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self, TypeAlias

from kg.errors import RecordError, StoreError
from kg.model import Article, Claim
from kg.store import rows
from kg.store.connection import connect, explained
from kg.store.reading import StoreReader
from kg.store.writing import Added, Writer

# A transaction takes as many of each, whichever comes first.
_CLAIMS = 5_000
_ARTICLES = 500
_SECONDS = 2.0

_Item: TypeAlias = tuple[int | None, Article, tuple[Claim, ...]]


def utc_now() -> str:
    """Return the time in UTC to the second, as stores note when something was added."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Store(StoreReader):
    """Articles and their claims in one file; a context manager that closes it.

    Several processes may read and write one file at the same time. What :meth:`add` has yielded is on the disk and
    stays there, also where the process is killed in the next moment.
    """

    _now: Callable[[], str]
    _writer: Writer | None

    @classmethod
    def open(cls, path: str | Path, *, write: bool = False, ontology: Path | None = None,
             now: Callable[[], str] = utc_now) -> Self:
        """Open a store; with ``write`` it is made where there is none.

        ``ontology`` is the directory of relation types, by which periods are told; ``now`` gives the time noted with
        what is added. Raises StoreError where the file is missing, no store, damaged, of a newer kg, locked or not to
        be written to.
        """
        path = Path(path)
        store = cls(connect(path, write=write), path, ontology)
        store._now = now
        store._writer = Writer(store._connection) if write else None
        return store

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; nothing can be asked afterwards."""
        self._connection.close()

    def add(self, items: Iterable[tuple[Article, Iterable[Claim]]], extractor: str, *,
            originals: MutableMapping[str, bytes] | None = None) -> Iterator[tuple[Article, Added]]:
        """Add articles with their claims and yield each with what became of it, once it is safely in the file.

        ``extractor`` is the full version of what found the claims (see :func:`kg.engine.version`). Items are taken as
        they come and written many at a time, in one transaction; where their iterator fails, those before are written.
        ``originals`` has what articles were read from by their ``original_hash``; it is kept and taken out of there.
        An article that is there changes nothing. One with the id of a stored one and other content is a new version of
        it, and so is one with its url, unless both have ids of their own. The version published last is current.
        Raises StoreError where the file can't be written, RecordError where a claim is of another article.
        """
        yield from self._written(((None, *item) for item in items), extractor, originals)

    def outdated(self, extractor: str | None) -> tuple[int, ...]:
        """Return the keys of the current articles whose claims are by another extractor; with None those of all."""
        sql = """SELECT a.key FROM article a JOIN extraction e ON e.article = a.key
                 WHERE a.current AND e.current AND e.extractor IS NOT ? ORDER BY a.key"""
        return tuple(key for (key,) in self._rows(sql, (extractor,)))

    def version(self, key: int) -> Article:
        """Return the article that :meth:`outdated` gave the key of."""
        sql = f"SELECT {rows.FULL} FROM article a JOIN body b ON b.article = a.key WHERE a.key = ?"
        return rows.article(next(self._rows(sql, (key,))))

    def refresh(self, items: Iterable[tuple[int, Article, Iterable[Claim]]], extractor: str) -> Iterator[Article]:
        """Replace the claims of stored articles and yield each article once that is safely in the file.

        Keys are those of :meth:`outdated`. The claims before are kept as history, unless they are the same. Raises what
        :meth:`add` does.
        """
        for article, _ in self._written(items, extractor):
            yield article

    def _written(self, items: Iterable[tuple[int | None, Article, Iterable[Claim]]], extractor: str,
                 originals: MutableMapping[str, bytes] | None = None) -> Iterator[tuple[Article, Added]]:
        """Write items as they come, many in one transaction, and yield each after it; a key means a stored version."""
        if self._writer is None:
            raise StoreError(f"{self.path}: was opened for reading (open it with write=True)")
        self._writer.originals = {} if originals is None else originals
        batch: list[_Item] = []
        claims, begun = 0, monotonic()
        try:
            for key, article, found in items:
                batch.append((key, article, tuple(found)))
                claims += len(batch[-1][2])
                if claims >= _CLAIMS or len(batch) >= _ARTICLES or monotonic() - begun >= _SECONDS:
                    yield from self._write(self._writer, batch, extractor)
                    claims, begun = 0, monotonic()
        finally:
            # Also where reading goes wrong or is stopped: what was found until then is not found in vain.
            done = self._write(self._writer, batch, extractor)
        yield from done

    def _write(self, writer: Writer, batch: list[_Item], extractor: str) -> list[tuple[Article, Added]]:
        """Write the batch in one transaction, empty it, and return what became of each."""
        if not batch:
            return []
        now, connection = self._now(), self._connection
        items, batch[:] = tuple(batch), []
        with explained(self.path):
            connection.execute("BEGIN IMMEDIATE")
            try:
                done = [(article, writer.write(key, article, claims, extractor, now)) for key, article, claims in items]
                writer.settle()
                connection.execute("COMMIT")
            except BaseException as error:
                writer.forget()
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                if isinstance(error, UnicodeEncodeError):
                    raise RecordError(f"{error.object[:40]!a}: holds half a character") from None
                raise
        return done

"""Articles into a store, graphs out of it. It joins the stages as :mod:`kg.pipeline` does, one article at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from kg import pipeline
from kg.config import Settings
from kg.errors import InputError
from kg.model import Article, ArticleRef, Claim
from kg.store import Added, Store

if TYPE_CHECKING:
    from kg.ingest import ReadOptions
    from kg.overrides import Overrides


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of some inputs: the numbers of new articles, of other versions, of known ones; and the errors."""

    new: int
    versions: int
    known: int
    errors: tuple[InputError, ...]


def open_store(path: str | Path, *, write: bool = False, settings: Settings | None = None) -> Store:
    """Open a store, for use in a with statement; with ``write`` it is made where there is none.

    Raises StoreError where the file is missing, no store, damaged, of a newer kg, locked or not to be written to.
    """
    return Store.open(path, write=write, ontology=settings.ontology if settings else None)


class HeldOriginals:
    """What articles were read from, by hash, until a store has them; to be given as ``keep`` of the way of reading."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self.held: dict[str, bytes] = {}
        self._newest: tuple[str, bytes] | None = None

    def __call__(self, digest: str, data: bytes) -> None:
        """Take the original of what is being read; that of what was read before is dropped if nobody wanted it."""
        self._newest = (digest, data)

    def want(self, article: Article) -> None:
        """Hold on to the original of this article, which was read just now."""
        if self._newest and self._newest[0] == article.original_hash:
            self.held[self._newest[0]] = self._newest[1]


def add(store: Store, inputs: Iterable[pipeline.Input] | str | Path, *, settings: Settings | None = None,
        options: ReadOptions | None = None, originals: bool = True, jobs: int = 1) -> AddReport:
    """Read articles, and add to the store those that it does not have, with their claims.

    Takes the inputs and ``jobs`` that :func:`kg.build` takes and raises what that raises, and StoreError where the
    store can't be written. What was added before an error stays, so that the same call again does the rest. With
    ``originals`` what the articles were read from is kept as well.
    """
    counts = dict.fromkeys(Added, 0)
    errors: list[InputError] = []
    kept = HeldOriginals() if originals else None
    found = pipeline.read(inputs, options=reading(options, kept))
    for done in adding(store, found, settings or Settings(), kept, jobs=jobs):
        if isinstance(done, InputError):
            errors.append(done)
        else:
            counts[done[1]] += 1
    return AddReport(counts[Added.NEW], counts[Added.VERSION], counts[Added.KNOWN], tuple(errors))


def reading(options: ReadOptions | None, originals: HeldOriginals | None) -> ReadOptions:
    """Return how articles for a store are read: versions are no errors, and originals are held until they are kept."""
    from kg.ingest import ReadOptions

    return replace(options or ReadOptions(), versions=True, keep=originals)


def adding(store: Store, found: Iterable[Article | InputError], settings: Settings,
           originals: HeldOriginals | None = None, *,
           jobs: int = 1) -> Iterator[tuple[ArticleRef, Added] | InputError]:
    """Add articles and yield each once it is safely in the store, with what became of it; errors are passed on.

    The model is loaded for the first article that the store does not have. Raises what :func:`add` raises.
    """
    aside: list[tuple[ArticleRef, Added] | InputError] = []  # what need not be read

    def fresh(results: Iterable[Article | InputError]) -> Iterator[Article]:
        for result in results:
            if isinstance(result, InputError):
                aside.append(result)
            elif store.has(result):
                aside.append((result.ref, Added.KNOWN))
            else:
                if originals:
                    originals.want(result)
                yield result

    left = fresh(found)
    for first in left:
        from kg.engine import version

        items = pipeline.by_article(chain([first], left), settings, jobs=jobs, lost=aside.append)
        held = originals.held if originals else None
        for article, added in store.add(items, version(settings), originals=held):
            yield from aside
            aside.clear()
            yield article.ref, added
    yield from aside


def refresh(store: Store, *, settings: Settings | None = None, everything: bool = False, jobs: int = 1) -> int:
    """Extract the claims of stored articles anew where an older extractor found them; return the number of articles.

    An extractor is another one where its rules, its data (the ontology) or its model are. With ``everything`` all
    current articles are read anew. Old claims are kept as history. Raises ConfigError, OntologyError, StoreError.
    """
    settings = settings or Settings()
    return sum(1 for _ in refreshing(store, outdated(store, settings, everything=everything), settings, jobs=jobs))


def outdated(store: Store, settings: Settings, *, everything: bool = False) -> tuple[int, ...]:
    """Return the keys of the articles that :func:`refresh` would read."""
    from kg.engine import version

    return store.outdated(None if everything else version(settings))


def refreshing(store: Store, keys: Iterable[int], settings: Settings, *, jobs: int = 1) -> Iterator[ArticleRef]:
    """Extract the claims of stored articles anew, and yield each article once that is safely in the store."""
    from kg.engine import version

    keys = tuple(keys)
    if keys:
        found = pipeline.by_article(map(store.version, keys), settings, jobs=jobs)
        items: Iterator[tuple[int, Article, tuple[Claim, ...]]] = (
            (key, *one) for key, one in zip(keys, found, strict=True))
        for article in store.refresh(items, version(settings)):
            yield article.ref


def load(path: str | Path, *, as_of: str | None = None, during: str | None = None, ingested_by: str | None = None,
         settings: Settings | None = None, overrides: Overrides | str | Path | None = None,
         rollup: str | None = None) -> pipeline.Graph:
    """Return the graph of a store.

    ``as_of`` is a year, a month or a day by whose end things had been published, ``ingested_by`` one by whose end they
    had been added; ``during`` is a period in which what is claimed holds ("2023", "2023-05..2024", "2023.."). Further
    arguments are those of :func:`kg.build`. Raises StoreError where the store can't be read, and ConfigError.
    """
    settings = settings or Settings()
    with open_store(path, settings=settings) as store:
        claims = tuple(store.claims(as_of=as_of, during=during, ingested_by=ingested_by))
        articles = tuple(store.articles(as_of=as_of, ingested_by=ingested_by))
    return pipeline.Graph(claims, articles, (), settings).seen(overrides=overrides, rollup=rollup)

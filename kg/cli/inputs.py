"""What the commands take: articles by paths, "-" for standard input, and claims that were written before."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg import pipeline
from kg.cli.console import progress, say
from kg.clocks import Period, Window, days, during, published_by
from kg.config import Settings
from kg.errors import ConfigError, InputError
from kg.ingest import Item, ReadOptions, items, stream_items
from kg.ingest.report import Report
from kg.model import Article, ArticleRef, Claim
from kg.store import Store, is_store

if TYPE_CHECKING:
    from kg.overrides import Decisions


def read(given: Iterable[str], options: ReadOptions | None = None,
         report: Report | None = None) -> Iterator[Article | InputError]:
    """Yield the articles of paths and web addresses, and what standard input holds in the place of "-".

    ``report`` takes note of each.
    """
    return (report or Report()).passing(items(_opened(given, options), options))


def graph_of(inputs: Sequence[str], settings: Settings, overrides: Path | None = None,
             rollup: str | None = None, window: Window | None = None,
             options: ReadOptions | None = None, report: Report | None = None, *,
             files: bool = True, decisions: Path | None = None, jobs: int = 1,
             partitions: Path | None = None) -> pipeline.Graph:
    """Return the graph of inputs, reading no article again whose claims were written before.

    An input is a store, a file of claims (claims.jsonl), the folder that holds it, or articles as for ``kg build``,
    read by ``options`` and noted in ``report``, by ``jobs`` processes; without ``files`` files of claims are not
    taken. ``window`` says which claims are meant by time. ``decisions`` are taken from beside the inputs where they are
    not given. What can't be read is in ``errors`` of the graph. Raises ConfigError for overrides, a roll-up, decisions
    or a window that can't be used, RecordError for a broken file of claims, StoreError for a store that can't be read.
    """
    from kg.graph.rollup import RollupMode
    from kg.overrides import check
    from kg.overrides import read as read_overrides

    given = read_overrides(overrides) if overrides else None
    if given:
        check(given)  # before minutes of reading
    if rollup:
        RollupMode.named(rollup)
    decided = decisions_of(inputs, decisions)
    found = _Found(window or Window(), settings)
    articles = [one for one in inputs if not found.written(Path(one), files=files)]
    built = pipeline.build(progress(list(read(articles, options, report)), "Reading articles"), settings=settings,
                           jobs=jobs, partitions=partitions)
    found.built(built)
    return found.graph().seen(overrides=given, rollup=rollup, decisions=decided)


def decisions_of(inputs: Iterable[str], given: Path | None) -> Decisions | None:
    """Return the decisions of the file that is given, else of those that lie beside the inputs; None for none.

    Raises ConfigError where one can't be read.
    """
    from kg.overrides import Decisions, beside, read_decisions

    if given:
        return read_decisions(given)
    files = [file for one in inputs if (path := Path(one)).exists() and (file := beside(path)).is_file()]
    if not files:
        return None
    found = [read_decisions(file) for file in files]
    return Decisions(found[0].source, {id: one for part in found for id, one in part.by_claim.items()})


def articles_of(source: str) -> Iterator[Article]:
    """Yield the articles of a store or of paths, with their texts; none where a path means claims."""
    if is_store(Path(source)):
        with Store.open(source) as store:
            yield from store.article_texts()
    elif not _claims_file(Path(source)):
        yield from (one for one in read([source]) if isinstance(one, Article))


class _Found:
    """The claims of several inputs, as far as a window takes them."""

    def __init__(self, window: Window, settings: Settings) -> None:
        self._window = window
        self._settings = settings
        self._claims: list[Claim] = []
        self._articles: dict[str, ArticleRef] = {}
        self._errors: list[InputError] = []
        self._undated = 0

    def written(self, path: Path, *, files: bool = True) -> bool:
        """Take the claims of a store or, with ``files``, of a file of claims; False where the path means articles."""
        if is_store(path):
            with Store.open(path, ontology=self._settings.ontology) as store:
                self._take_store(store)
            return True
        if file := _claims_file(path) if files else None:
            from kg.export.jsonl import read as read_claims

            self._take(read_claims(file), f"{file}: is no store")
            if not file.stat().st_size:
                self._errors.append(InputError(str(file), "holds no claims", "none was found in what it was made of"))
            return True
        return False

    def built(self, graph: pipeline.Graph) -> None:
        """Take the claims of articles that were read just now."""
        self._errors += graph.errors
        last = days(self._window.as_of)[1] if self._window.as_of else None
        self._articles |= {a.id: a for a in graph.articles if last is None or (a.published and a.published <= last)}
        if graph.articles:
            self._take(graph.claims, "articles are in no store")

    def graph(self) -> pipeline.Graph:
        """Return the graph of all that was taken."""
        if self._undated and self._window.needs_dates:
            claims_of = "claim of articles" if self._undated == 1 else "claims of articles"
            say(f"{self._undated:,} {claims_of} without a date of publication: left out where a date is asked for")
        claims: Iterable[Claim] = self._claims
        if self._window.during:
            from kg.ontology import load

            claims = during(self._claims, Period.parse(self._window.during), load(self._settings.ontology))
        return pipeline.Graph(tuple(claims), tuple(self._articles.values()), tuple(self._errors), self._settings)

    def _take_store(self, store: Store) -> None:
        as_of, ingested_by = self._window.as_of, self._window.ingested_by
        self._claims += store.claims(as_of=as_of, ingested_by=ingested_by)
        self._undated += store.counts().undated
        articles = {a.id: a for a in store.articles(as_of=as_of, ingested_by=ingested_by)}
        if not articles:
            limits = [f" {word} by {day}" for word, day in (("published", as_of), ("added", ingested_by)) if day]
            self._errors.append(InputError(str(store.path), f"holds no articles{' and'.join(limits)}",
                                           "" if limits else f"kg add {store.path} ARTICLES adds some"))
        self._articles |= articles

    def _take(self, claims: Iterable[Claim], ingested: str) -> None:
        if self._window.ingested_by:
            raise ConfigError(f"--ingested-by asks when something was added to a store, and {ingested}")
        taken = list(claims)
        self._undated += sum(claim.article.published is None for claim in taken)
        kept = list(published_by(taken, self._window.as_of)) if self._window.as_of else taken
        self._claims += kept
        self._articles |= {claim.article.id: claim.article for claim in kept}


def _claims_file(path: Path) -> Path | None:
    """Return the file of claims that a path means, None where it means articles."""
    if path.is_dir():
        path = path / "claims.jsonl"
    if path.suffix != ".jsonl" or not path.is_file():
        return None
    if path.name == "claims.jsonl" and not path.stat().st_size:
        return path  # of a build that found no claim
    try:
        with path.open(encoding="utf-8-sig") as file:
            first = json.loads(next((line for line in file if line.strip()), "null"))
    except (ValueError, RecursionError):  # not JSON, or not text: the reader of articles says so
        return None
    return path if isinstance(first, dict) and {"predicate", "evidence", "subject"} <= first.keys() else None


def _opened(given: Iterable[str], options: ReadOptions | None) -> Iterator[str | Item]:
    for one in given:
        if one == "-":
            yield from stream_items(sys.stdin.buffer, "standard input", options)
        elif is_store(Path(one)):
            error = InputError(one, "is a store, and articles are wanted here", "kg export gives the claims of a store")
            yield Item(one, error)
        else:
            yield one

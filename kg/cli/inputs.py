"""What the commands take: articles by paths, "-" for standard input, and claims that were written before."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg import pipeline
from kg.cli.console import progress
from kg.config import Settings
from kg.errors import InputError
from kg.ingest import read_lines
from kg.model import Article, Claim


def read(given: Iterable[str]) -> Iterator[Article | InputError]:
    """Yield the articles of paths, and those of standard input as JSON Lines in the place of "-"."""
    return pipeline.read(_opened(given))


def graph_of(inputs: Iterable[str], settings: Settings, overrides: Path | None = None,
             rollup: str | None = None) -> pipeline.Graph:
    """Return the graph of inputs, reading no article again whose claims were written before.

    An input is a file of claims (claims.jsonl), the folder that holds it, or articles as for ``kg build``. What can't
    be read is in ``errors`` of the graph. Raises ConfigError for overrides or a roll-up that can't be used, RecordError
    for a broken file of claims.
    """
    from kg.export.jsonl import read as read_claims
    from kg.graph.rollup import RollupMode
    from kg.overrides import check
    from kg.overrides import read as read_overrides

    given = read_overrides(overrides) if overrides else None
    if given:
        check(given)  # before minutes of reading
    if rollup:
        RollupMode.named(rollup)
    claims: list[Claim] = []
    articles = []
    for one in inputs:
        if written := _claims_file(Path(one)):
            claims.extend(read_claims(written))
        else:
            articles.append(one)
    found = list(read(articles))
    built = pipeline.build(progress(found, "Reading articles"), settings=settings)
    refs = {claim.article.id: claim.article for claim in claims} | {ref.id: ref for ref in built.articles}
    graph = pipeline.Graph((*claims, *built.claims), tuple(refs.values()), built.errors, settings)
    return graph.seen(overrides=given, rollup=rollup)


def _claims_file(path: Path) -> Path | None:
    """Return the file of claims that a path means, None where it means articles."""
    if path.is_dir():
        path = path / "claims.jsonl"
    if path.suffix != ".jsonl" or not path.is_file():
        return None
    try:
        with path.open(encoding="utf-8-sig") as file:
            first = json.loads(next((line for line in file if line.strip()), "null"))
    except ValueError:  # not JSON, or not text: the reader of articles says so
        return None
    return path if isinstance(first, dict) and {"predicate", "evidence", "subject"} <= first.keys() else None


def _opened(given: Iterable[str]) -> Iterator[pipeline.Input]:
    for one in given:
        if one == "-":
            yield from read_lines(sys.stdin.buffer, "standard input")
        else:
            yield one

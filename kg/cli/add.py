"""``kg add`` and ``kg refresh``: articles into a store."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from kg import accumulation
from kg.cli import options
from kg.cli.console import leave, progress, reported, say, summary
from kg.cli.inputs import read
from kg.errors import ConfigError, InputError
from kg.ingest.report import Report
from kg.store import Added, Store

_ARTICLES = frozenset(".txt .text .md .json .jsonl .csv .parquet .html .htm .xml .rss .pdf .zip .gz .warc".split())

_StorePath = Annotated[Path, typer.Argument(
    metavar="STORE", show_default=False, help="The file that keeps articles and claims; made if it is not there.")]


def add(
    store: _StorePath,
    inputs: Annotated[list[str], typer.Argument(
        metavar="INPUT", show_default=False, help="Articles, as for kg build; - reads standard input.")],
    names: options.Map = None,
    fetch: options.Fetch = False,
    report_to: Annotated[Path | None, typer.Option(
        "--report", metavar="FILE", show_default=False, help="Where to write what became of each input.")] = None,
    no_originals: Annotated[bool, typer.Option(
        "--no-originals", help="Keep no copy of what the articles were read from.")] = False,
    jobs: options.Jobs = 1,
    model: options.Model = options.DEFAULT,
    ontology: options.Ontology = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no summary.")] = False,
) -> None:
    """Add articles and their claims to a store.

    Only what the store does not have is read for claims. An article with the id or the address of a stored one and
    another text is a new version of it. A run that is stopped, or killed, loses nothing that was added: the same
    command again does the rest.
    """
    with reported():
        settings = options.settings(model, ontology)
        if store.suffix.lower() in _ARTICLES and not store.exists():
            raise ConfigError(f"{store}: looks like an article and not like a store (name the store first, such as "
                              "news.kg, then the articles)")
        counts: Counter[Added] = Counter()
        failed = 0
        kept = None if no_originals else accumulation.HeldOriginals()
        how = accumulation.reading(options.reading(names, fetch), kept)
        with Store.open(store, write=True, ontology=settings.ontology) as opened, Report(report_to) as report:
            found = accumulation.adding(opened, read(inputs, how, report), settings, kept, jobs=jobs)
            for done in progress(found, "Adding articles"):
                if isinstance(done, InputError):
                    failed += 1
                    say(str(done))
                else:
                    counts[done[1]] += 1
            if not quiet:
                _summary(opened, {"new articles": counts[Added.NEW], "new versions": counts[Added.VERSION],
                                  "already there": counts[Added.KNOWN], "inputs not used": failed})
        leave(counts.total(), failed)


def refresh(
    store: Annotated[Path, typer.Argument(metavar="STORE", show_default=False, help="A store that kg add has made.")],
    everything: Annotated[bool, typer.Option(
        "--all", help="Read all articles again, also where the claims are by this very extractor.")] = False,
    jobs: options.Jobs = 1,
    model: options.Model = options.DEFAULT,
    ontology: options.Ontology = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no summary.")] = False,
) -> None:
    """Find the claims of stored articles anew, where an older extractor has found them.

    An extractor is another one if its rules, the ontology, the lexicon, the gazetteer or the model have changed. The
    claims before are kept as history.
    """
    with reported():
        settings = options.settings(model, ontology)
        if not store.exists():
            raise ConfigError(f"{store}: there is no such store (kg add makes one)")
        with Store.open(store, write=True, ontology=settings.ontology) as opened:
            keys = accumulation.outdated(opened, settings, everything=everything)
            left = iter(accumulation.refreshing(opened, keys, settings, jobs=jobs))
            done = sum(1 for _, _ in zip(progress(keys, "Reading articles"), left, strict=True))
            if not quiet:
                _summary(opened, {"articles read again": done})


def _summary(store: Store, rows: dict[str, int]) -> None:
    held = store.counts()
    summary({**rows, "articles in the store": held.articles, "claims in the store": held.claims,
             "superseded claims kept": held.all_claims - held.claims})

"""``kg build``: articles to claims, graph and page."""

import os
from pathlib import Path
from typing import Annotated

import typer

from kg import pipeline
from kg.cli import options
from kg.cli.console import leave, output, report, reported, summary, warn
from kg.cli.files import put
from kg.cli.inputs import graph_of
from kg.errors import ConfigError
from kg.ingest.report import Report

REPORT = "report.jsonl"
"""The report of a build, in its folder."""

_FILES = ("claims.jsonl", "graph.ttl", "graph.html")


def build(
    inputs: Annotated[list[str], typer.Argument(
        metavar="INPUT", show_default=False,
        help="Articles: text as copied from a page, HTML, PDF, JSON, CSV, Parquet, feeds, WARC, archives of these, "
             "folders; - reads standard input; web addresses with --fetch; or stores, whose claims are taken as they "
             "are.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", show_default=False,
                                      help="Where to write; made if it is not there.")],
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", show_default=False,
                                              help="The heading of the page.")] = None,
    overrides: options.Overrides = None,
    decisions: options.Decisions = None,
    rollup: options.Rollup = None,
    names: options.Map = None,
    fetch: options.Fetch = False,
    report_to: Annotated[Path | None, typer.Option(
        "--report", metavar="FILE", show_default=False,
        help="Where to write what became of each input; report.jsonl in DIR if not given.")] = None,
    keep_originals: Annotated[bool, typer.Option(
        "--keep-originals", help="Keep what the articles were read from, by its hash, in DIR/originals.")] = False,
    as_of: options.AsOf = None,
    during: options.During = None,
    ingested_by: options.IngestedBy = None,
    jobs: options.Jobs = 1,
    engine: Annotated[str, typer.Option(
        metavar="local|ray", help="Who does the work: this machine, or Ray, with --jobs workers and its partitions in "
                                  "DIR/partitions. The result is the same.")] = "local",
    gate: options.Gate = True,
    model: options.Model = options.DEFAULT,
    ontology: options.Ontology = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no summary.")] = False,
) -> None:
    """Read articles and write their graph.

    Writes three files into DIR: **claims.jsonl** (every claim with its sentence, one a line),
    **graph.ttl** (RDF in Turtle) and **graph.html** (a page to look at, which needs no network).

    An input that can't be used is named on standard error; the others are built all the same. **report.jsonl** has
    a line for each article and for each input that is none.
    """
    with reported():
        settings = options.settings(model, ontology, gate=gate)
        if engine not in ("local", "ray"):
            raise ConfigError(f"there is no engine {engine!r} (--engine takes local or ray)")
        _prepare(out)
        reading = options.reading(names, fetch, out / "originals" if keep_originals else None)
        window = options.window(as_of, during, ingested_by)
        with Report(report_to or out / REPORT) as record:
            graph = graph_of(inputs, settings, overrides, rollup, window, reading, record, files=False,
                             decisions=decisions, jobs=jobs,
                             partitions=out / "partitions" if engine == "ray" else None)
        report(graph.errors, report_to or out / REPORT)
        warn(graph.warnings)
        if graph.articles:
            put(out / "claims.jsonl", graph.to_jsonl)
            put(out / "graph.ttl", graph.to_turtle)
            put(out / "graph.html", lambda path: graph.to_html(path, title=title))
            if not quiet:
                _summary(graph, out, record)
        leave(len(graph.articles), len(graph.errors))


def _prepare(out: Path) -> None:
    """Make the folder, before minutes of reading. Raises ConfigError where nothing can be written there."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise ConfigError(f"{out}: there is a file in the way (--out names the folder to write into)") from None
    except OSError as error:
        raise ConfigError(f"{out}: can't be made: {error.strerror or error} (give another --out)") from None
    if not os.access(out, os.W_OK | os.X_OK):
        raise ConfigError(f"{out}: nothing may be written there (check its permissions, or give another --out)")
    for name in _FILES:
        if (out / name).is_dir():
            raise ConfigError(f"{out / name}: is a folder where a file is to be written (give another --out)")


def _summary(graph: pipeline.Graph, out: Path, record: Report) -> None:
    actors = {actor.id for r in graph.relations for actor in (r.subject, r.object) if actor}
    rows = {
        "articles": len(graph.articles), "claims": len(graph.claims), "relations": len(graph.relations),
        "of them contested": sum(r.contested for r in graph.relations), "actors": len(actors),
        "inputs not used": len(graph.errors), "of them not in English": record.counts["language"],
        "articles that came again": record.counts["duplicate"],
    }
    for name in ("of them not in English", "articles that came again"):
        if not rows[name]:
            del rows[name]
    summary(rows)
    console = output()
    for name in _FILES:
        console.print(f"  {out / name}", markup=False, soft_wrap=True)

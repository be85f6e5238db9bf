"""``kg query``: a graph asked in SPARQL."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from kg.cli import options
from kg.cli.console import EXIT_CODES, output, reported, safe, say
from kg.cli.dataset import Choice, index
from kg.errors import ConfigError

if TYPE_CHECKING:
    from kg.sparql.runner import Answer

EPILOG = EXIT_CODES.replace("nothing could be used or written", "nothing could be used, or the query failed")
_WIDE = 200


def query(
    source: Annotated[str, typer.Argument(
        metavar="SOURCE", show_default=False,
        help="A store, claims.jsonl or the folder that holds it, an RDF file, or articles as for kg build.")],
    text: Annotated[str | None, typer.Argument(
        metavar="QUERY", show_default=False,
        help="The query. The prefixes of exported files (geo:, claim:, actor:, prov:, oa:, ...) are known.")] = None,
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE", show_default=False,
                                              help="Read the query from a file; - reads standard input.")] = None,
    format: Annotated[str | None, typer.Option(
        "--format", "-f", metavar="NAME", show_default=False,
        help="table, csv, tsv, json or xml; for CONSTRUCT and DESCRIBE turtle, ntriples, rdfxml or jsonld. Without it "
             "a table or Turtle.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N",
                                       help="Print at most N rows or triples; 0 prints all.")] = 1000,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, max=options.LONGEST, metavar="SECONDS",
                                           help="Stop a query that takes longer.")] = 60,
    keep: options.KeepIndex = False,
    vocabulary: options.Vocabulary = False,
    overrides: options.Overrides = None,
    decisions: options.Decisions = None,
    rollup: options.Rollup = None,
    as_of: options.AsOf = None,
    during: options.During = None,
    ingested_by: options.IngestedBy = None,
    model: options.Model = options.DEFAULT,
    ontology: options.Ontology = None,
) -> None:
    """Ask a graph in SPARQL 1.1.

    It only reads: an update is refused, and so is SERVICE, as nothing here leaves this machine.
    """
    with reported():
        from kg.sparql.guard import check
        from kg.sparql.runner import Bounds, Runner

        asked = _text(text, file)
        graph = _graph_format(format)
        check(asked)  # before anything is read
        choice = Choice(options.settings(model, ontology), overrides, decisions, rollup,
                        options.window(as_of, during, ingested_by), vocabulary)
        with index(source, choice, keep=keep) as place, Runner(place, Bounds(timeout, limit)) as runner:
            answer = runner.ask(asked, graph=graph)
        _print(answer, format)
        if answer.more:
            say(f"only the first {limit:,} are shown (--limit 0 shows all)")


def _text(text: str | None, file: Path | None) -> str:
    if (text is None) == (file is None):
        raise ConfigError("kg query needs a query: behind SOURCE, or in a file with --file")
    if file is None:
        return text or ""
    if str(file) == "-":
        return sys.stdin.read()
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file}: not UTF-8 text ({error.reason} at byte {error.start})") from error


def _graph_format(format: str | None) -> str:
    """Return the format of triples. Raises ConfigError for a format that is none."""
    from kg.sparql.results import GRAPHS, ROWS

    known = ["table", *ROWS, *GRAPHS]
    if format is not None and format not in known:
        raise ConfigError(f"{format!r} is no format of answers (the formats: {', '.join(known)})")
    return GRAPHS.get(format or "", GRAPHS["turtle"])[0]


def _print(answer: Answer, format: str | None) -> None:
    from kg.sparql.results import GRAPHS, ROWS, written

    known = list(GRAPHS) if answer.kind == "triples" else ["table", *ROWS]
    if format not in (None, *known):
        raise ConfigError(f"the answer is {'triples' if answer.kind == 'triples' else 'rows'}, so --format takes "
                          f"{', '.join(known)}")
    if answer.kind == "triples":
        _bytes(answer.data)
    elif format in ROWS:
        _bytes(written(answer.data, format or ""))
    elif answer.kind == "boolean":
        typer.echo("yes" if json.loads(answer.data)["boolean"] else "no")
    else:
        _table(answer.data)


def _bytes(data: bytes) -> None:
    text = data.decode("utf-8")
    typer.echo(text, nl=not text.endswith("\n"))


def _table(document: bytes) -> None:
    from kg.sparql.results import table

    names, rows = table(document)
    console = output(_WIDE)
    shown = Table(box=None, pad_edge=False)
    for name in names:
        shown.add_column(name, overflow="fold")
    for row in rows:
        shown.add_row(*(safe(cell) for cell in row))
    console.print(shown, markup=False)
    say(f"{len(rows):,} {'row' if len(rows) == 1 else 'rows'}")

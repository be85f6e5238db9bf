"""``kg view``: a graph in the browser."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options
from kg.cli.console import leave, report, reported, say, warn
from kg.cli.files import put, writable
from kg.cli.inputs import graph_of


def view(
    inputs: Annotated[list[str], typer.Argument(
        metavar="INPUT", show_default=False,
        help="A store; what kg build wrote, claims.jsonl or the folder that holds it; or articles as for kg build.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", show_default=False,
                                             help="Where to write the page; else it is a temporary file.")] = None,
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = True,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", show_default=False,
                                              help="The heading of the page.")] = None,
    overrides: options.Overrides = None,
    decisions: options.Decisions = None,
    rollup: options.Rollup = None,
    as_of: options.AsOf = None,
    during: options.During = None,
    ingested_by: options.IngestedBy = None,
    model: options.Model = options.DEFAULT,
    ontology: options.Ontology = None,
) -> None:
    """Show a graph in the browser.

    Writes the page, prints where it is, and opens it. It is one file that needs no network. A temporary page stays
    until the system clears its temporary files.
    """
    with reported():
        from kg.export.browser import opened, temporary

        if out:
            writable(out)
        graph = graph_of(inputs, options.settings(model, ontology), overrides, rollup,
                         options.window(as_of, during, ingested_by), decisions=decisions)
        report(graph.errors)
        warn(graph.warnings)
        if graph.articles:
            page = out or temporary()
            put(page, partial(graph.to_html, title=title))
            typer.echo(page)
            if show and not opened(page):
                say(f"{page}: no browser was found to open it (open it yourself, or take --no-open)")
        leave(len(graph.articles), len(graph.errors))

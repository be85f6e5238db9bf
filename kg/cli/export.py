"""``kg export``: a graph in another format."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from kg.cli import options
from kg.cli.console import leave, output, report, reported, warn
from kg.cli.files import put, put_folder, writable
from kg.cli.inputs import decisions_of, graph_of
from kg.cli.stored import StoredClaims
from kg.clocks import Window
from kg.errors import ConfigError
from kg.export.registry import Exporter, Source, exporters, get_exporter
from kg.store import Store, is_store

_WIDE = 160


def export(
    inputs: Annotated[list[str] | None, typer.Argument(
        metavar="INPUT", show_default=False,
        help="A store; what kg build wrote, claims.jsonl or the folder that holds it; or articles as for kg "
             "build.")] = None,
    format: Annotated[str, typer.Option("--format", "-f", metavar="NAME",
                                        help="The format; --list shows all of them.")] = "turtle",
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", show_default=False,
                                             help="The file to write, or the folder where a format fills one.")] = None,
    show: Annotated[bool, typer.Option("--list", help="List the formats, and what each of them drops.")] = False,
    entail: Annotated[bool, typer.Option(
        "--entail", help="In RDF, write what follows from the stated relations too, marked as inferred.")] = False,
    overrides: options.Overrides = None,
    decisions: options.Decisions = None,
    rollup: options.Rollup = None,
    as_of: options.AsOf = None,
    during: options.During = None,
    ingested_by: options.IngestedBy = None,
    model: options.Model = options.DEFAULT,
    ontology: options.Ontology = None,
) -> None:
    """Write a graph in another format.

    The same input gives the same bytes. An input that can't be used is named on standard error; the others are written.
    """
    with reported():
        if show:
            _table(exporters())
            return
        exporter = get_exporter(format)
        if not inputs or out is None:
            raise ConfigError("kg export needs what to export and --out FILE (kg export --list shows the formats)")
        write = _writer(exporter, entail)
        writable(out, folder=exporter.folder)
        settings, window = options.settings(model, ontology), options.window(as_of, during, ingested_by)
        place = put_folder if exporter.folder else put
        bare = not (overrides or rollup or decisions_of(inputs, decisions)) and window == Window()
        if exporter.streams and bare and len(inputs) == 1 and is_store(Path(inputs[0])):
            with Store.open(inputs[0], ontology=settings.ontology) as store:
                if store.counts().articles:
                    place(out, partial(write, StoredClaims(store, settings)))
                    return
        graph = graph_of(inputs, settings, overrides, rollup, window, decisions=decisions)
        report(graph.errors)
        warn(graph.warnings)
        if graph.articles:
            place(out, partial(write, graph))
        leave(len(graph.articles), len(graph.errors))


def _writer(exporter: Exporter, entail: bool) -> Callable[[Source, Path], None]:
    """Return the function that writes. Raises ConfigError where the format can't tell apart what is inferred."""
    if not entail:
        return exporter.write
    if exporter.write_entailed is None:
        able = ", ".join(one.name for one in exporters() if one.write_entailed)
        raise ConfigError(f"--entail: {exporter.name} can't mark what is inferred (these can: {able})")
    return exporter.write_entailed


def _table(formats: tuple[Exporter, ...]) -> None:
    console = output(_WIDE)
    table = Table(box=None, pad_edge=False)
    for heading in ("format", "file", "what it is", "what it drops"):
        table.add_column(heading, overflow="fold")
    for one in formats:
        table.add_row(one.name, "a folder" if one.folder else one.suffix, one.description, one.drops or "nothing")
    console.print(table, markup=False)

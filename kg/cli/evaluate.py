"""``kg evaluate``: the figures of the gold articles, and of the labelled sets of others where they are named."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options
from kg.cli.console import SOME_FAILED, UNUSABLE, reported, say

BASELINE = Path("tests/baseline.json")


def evaluate(
    sets: Annotated[
        str,
        typer.Option(
            "--sets",
            metavar="NAMES",
            help="Only these sets, with commas between; all without it.",
            show_default=False,
        ),
    ] = "",
    shared: Annotated[
        Path | None,
        typer.Option(
            "--shared",
            metavar="DIR",
            envvar="KG_SHARED",
            show_default=False,
            help="Where the labelled sets of others lie; without it only the gold articles are run.",
        ),
    ] = None,
    gold: Annotated[
        Path, typer.Option("--gold", metavar="DIR", help="The folder of the gold articles.")
    ] = Path("tests/gold"),
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline",
            metavar="FILE",
            show_default=False,
            help="Pinned figures: exit code 1 where one drops. tests/baseline.json is taken where it is there.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, with counts by label.")] = False,
    errors: Annotated[bool, typer.Option("--errors", help="Also list the errors.")] = False,
    model: options.Model = options.DEFAULT,
    ontology: options.Ontology = None,
) -> None:
    """Measure kg against labelled sets and print one table.

    Runs the gold articles of the checkout (gold) and, where --shared names a folder, the sets of others in it: plv,
    dse, re3d, re3d-entities, polnear, factuality, entity-linking. docs/evaluation.md tells what each measures.
    """
    with reported():
        from kg.evaluation import report
        from kg.evaluation.run import run

        pinned = baseline or (BASELINE if BASELINE.exists() else None)
        floors = report.read_baseline(pinned) if pinned else {}  # before minutes of reading
        results = []
        only = [name.strip() for name in sets.split(",") if name.strip()]
        for result in run(options.settings(model, ontology), shared=shared, gold_folder=gold, only=only):
            if isinstance(result, str):
                say(result)
            else:
                results.append(result)
        if not results:
            raise typer.Exit(UNUSABLE)
        if as_json:
            typer.echo(report.as_json(results, errors=errors), nl=False)
        else:
            typer.echo(report.table(results))
            for line in (f"{r.name}: {line}" for r in results for line in r.errors) if errors else ():
                typer.echo(line)
        fallen = report.dropped(results, floors)
        for line in fallen:
            say(line)
        if fallen:
            raise typer.Exit(SOME_FAILED)

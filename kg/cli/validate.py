"""``kg validate``: whether files hold what a graph must hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options
from kg.cli.console import OK, SOME_FAILED, UNUSABLE, print_json, report, reported, safe
from kg.errors import InputError
from kg.store import Store, is_store

if TYPE_CHECKING:
    from kg.validation.report import Report

_FOLDER = ("claims.jsonl", "graph.ttl", "graph.trig", "graph.nq", "graph.jsonld")


def validate(
    inputs: Annotated[list[Path], typer.Argument(
        metavar="FILE", show_default=False,
        help="RDF files (.ttl, .trig, .nq, .nt, .jsonld, .rdf), claims.jsonl, a store, or a folder of kg build.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON Lines, one problem a line.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N",
                                       help="Print at most N problems a file; 0 prints all.")] = 100,
    ontology: options.Ontology = None,
) -> None:
    """Check files against the shapes (SHACL) of the ontology.

    Tells which claim of which article is wrong, what is missing, and how to mend it.

    Exit code 0: all files conform; 1: one does not, or can't be read; 2: none can be read.
    """
    with reported():
        errors: list[InputError] = []
        reports = []
        for one in _reports(inputs, ontology, errors):
            reports.append(one)
            _print(one, as_json, limit)
        report(errors)
        if not reports:
            raise typer.Exit(UNUSABLE)
        if errors or not all(one.conforms for one in reports):
            raise typer.Exit(SOME_FAILED)
    raise typer.Exit(OK)


def _reports(inputs: list[Path], ontology: Path | None, errors: list[InputError]) -> Iterator[Report]:
    from kg.sparql.files import is_rdf
    from kg.validation.report import validate_claims, validate_jsonl, validate_rdf

    for path in inputs:
        found = [path / name for name in _FOLDER if (path / name).is_file()] if path.is_dir() else [path]
        try:
            if not found:
                raise InputError(str(path), "holds none of the files that kg build and kg export write",
                                 f"looked for {', '.join(_FOLDER)}")
            for file in found:
                if is_rdf(file):
                    yield validate_rdf(file, ontology)
                elif is_store(file):
                    with Store.open(file, ontology=ontology) as store:
                        yield validate_claims(store.claims(), ontology, name=str(file))
                elif file.suffix == ".jsonl" or not file.exists():
                    yield validate_jsonl(file, ontology)
                else:
                    raise InputError(str(file), "is neither RDF nor a file of claims", "see kg validate --help")
        except InputError as error:
            errors.append(error)


def _print(one: Report, as_json: bool, limit: int) -> None:
    shown = one.problems[:limit] if limit else one.problems
    if as_json:
        for problem in shown:
            print_json({"file": one.name, **asdict(problem)})
        return
    for problem in shown:
        typer.echo(safe(f"{one.name}: {problem}"))
    left = len(one.problems) - len(shown)
    more = f", {left:,} of them not shown (--limit 0 shows all)" if left else ""
    count = f"{len(one.problems):,} problem{'s' * (len(one.problems) != 1)}{more}" if one.problems else "conforms"
    typer.echo(safe(f"{one.name}: {count} ({one.triples:,} triples)"))

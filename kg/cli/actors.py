"""``kg actors``: who is in a build, and who may be the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from kg.cli import options
from kg.cli.console import leave, output, print_json, report, reported, safe, warn
from kg.cli.inputs import graph_of
from kg.overrides.nodes import quoted

if TYPE_CHECKING:
    from kg.graph.census import Profile

_PLAIN = re.compile(r"[a-z][a-z0-9.-]*\Z")
_WIDE = 160
_SHOWN = 6


def actors(
    inputs: Annotated[list[str], typer.Argument(
        metavar="INPUT", show_default=False,
        help="Articles as for kg build; or what was written before, a store, claims.jsonl or the folder that holds it: "
             "then nothing is read again.")],
    overrides: options.Overrides = None,
    decisions: options.Decisions = None,
    suggest: Annotated[bool, typer.Option(
        "--suggest", help="Propose actors that may be one, as YAML for the overrides file.")] = False,
    minimum: Annotated[float, typer.Option(
        "--min-score", min=0, max=1, metavar="SCORE", help="The least score of a proposal.")] = 0.7,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON Lines, one actor or proposal a line.")] = False,
    names: options.Map = None,
    fetch: options.Fetch = False,
    as_of: options.AsOf = None,
    during: options.During = None,
    ingested_by: options.IngestedBy = None,
    model: options.Model = options.DEFAULT,
    ontology: options.Ontology = None,
) -> None:
    """List the actors of a build, or propose which of them are one.

    Each actor with its names in the texts and how often it comes up; those of no gazetteer are marked **new**.
    """
    with reported():
        settings = options.settings(model, ontology)
        graph = graph_of(inputs, settings, overrides, window=options.window(as_of, during, ingested_by),
                         options=options.reading(names, fetch), decisions=decisions)
        report(graph.errors)
        warn(graph.warnings)
        if graph.articles:
            from kg.graph.census import census

            profiles = census(graph.viewed, graph.gazetteer)
            if suggest:
                apart = graph.view.resolution.apart if graph.view else frozenset()
                _print_suggestions(profiles, apart, minimum, as_json)
            elif as_json:
                _lines(_record(profile) for profile in profiles)
            else:
                _table(profiles)
        leave(len(graph.articles), len(graph.errors))


def _record(profile: Profile) -> dict[str, object]:
    actor = profile.actor
    return {"id": actor.id, "name": actor.name, "type": actor.type.value, "country": actor.country,
            "sector": actor.sector, "wikidata": actor.wikidata, "gazetteer": profile.in_gazetteer,
            "aliases": [{"text": text, "count": count} for text, count in profile.aliases],
            "mentions": profile.mentions, "claims": profile.claims, "articles": len(profile.articles)}


def _table(profiles: Iterable[Profile]) -> None:
    console = output(_WIDE)
    table = Table(box=None, pad_edge=False)
    for name in ("actor", "id", "type", "country", "", "names in the texts"):
        table.add_column(name, overflow="fold")
    for name in ("mentions", "claims", "articles"):
        table.add_column(name, justify="right")
    for profile in profiles:
        actor = profile.actor
        names = [f"{text} ({count})" for text, count in profile.aliases]
        more = [f"and {len(names) - _SHOWN} more"] if len(names) > _SHOWN else []
        cells = (actor.name, actor.id, actor.type.value, actor.country or "", "" if profile.in_gazetteer else "new",
                 ", ".join([*names[:_SHOWN], *more]), f"{profile.mentions:,}", f"{profile.claims:,}",
                 f"{len(profile.articles):,}")
        table.add_row(*(safe(cell) for cell in cells))
    console.print(table, markup=False)


def _print_suggestions(profiles: Iterable[Profile], apart: frozenset[frozenset[str]], minimum: float,
                       as_json: bool) -> None:
    from kg.graph.lookalikes import suggest

    found = suggest(tuple(profiles), apart, minimum=minimum)
    if as_json:
        _lines({"keep": s.keep.id, "keep_name": s.keep.name, "other": s.other.id, "other_name": s.other.name,
                "score": s.score, "reason": s.reason} for s in found)
        return
    if not found:
        typer.echo("# no look-alikes")
        return
    typer.echo("# May be one. Keep what is right; what is wrong goes under different, and is not proposed again.")
    typer.echo("same:")
    for one in found:
        typer.echo(f"  # {one.score:.2f} {safe(one.reason)}: {safe(one.keep.name)} = {safe(one.other.name)}")
        typer.echo(f"  - [{_scalar(one.keep.id)}, {_scalar(one.other.id)}]")


def _scalar(id: str) -> str:
    """Return an id as YAML."""
    return id if _PLAIN.match(id) and id != "null" else quoted(id)


def _lines(records: Iterable[dict[str, object]]) -> None:
    for record in records:
        print_json(record)

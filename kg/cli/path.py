"""``kg path``: the shortest chains of relations between two actors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import answers, options
from kg.cli.console import print_json, reported
from kg.cli.show import two
from kg.errors import ConfigError

if TYPE_CHECKING:
    from kg.graph.chains import Chain, ChainStep

_VALENCES = {"cooperative": 1, "conflictual": -1, "neutral": 0}


def path(
    source: answers.Source,
    one: Annotated[str, typer.Argument(metavar="ACTOR", show_default=False,
                                       help="An actor, by a name or by its id.")],
    other: Annotated[str, typer.Argument(metavar="ACTOR", show_default=False, help="The other one.")],
    types: Annotated[str, typer.Option("--types", metavar="TYPES", show_default=False,
                                       help="Only relations of these types and those under them, with commas "
                                            "between.")] = "",
    valence: Annotated[str | None, typer.Option("--valence", metavar="|".join(_VALENCES), show_default=False,
                                                help="Only relations of this valence.")] = None,
    longest: Annotated[int, typer.Option("--longest", min=1, max=20, metavar="N",
                                         help="The most steps of a chain.")] = 6,
    limit: answers.Limit = 5,
    as_json: answers.Json = False,
    overrides: options.Overrides = None,
    decisions: options.Decisions = None,
    rollup: answers.Rollup = None,
    as_of: options.AsOf = None,
    during: options.During = None,
    ingested_by: options.IngestedBy = None,
    model: options.Model = options.DEFAULT,
    ontology: options.Ontology = None,
) -> None:
    """Find the shortest chains of relations between two actors.

    A step is a relation that some claim affirms, taken either way round. Of chains of one length those stand first
    whose weakest step has most claims.
    """
    with reported():
        if valence not in (None, *_VALENCES):
            raise ConfigError(f"there is no valence {valence!r} (it is one of: {', '.join(_VALENCES)})")
        settings, window = options.settings(model, ontology), options.window(as_of, during, ingested_by)
        with answers.whole([source], settings, overrides, rollup, window, decisions) as (graph, _):
            from kg.graph.chains import chains

            first, second = two(graph.asked, one, other)
            found = chains(first.id, second.id, graph.relations, graph.ontology,
                           types=[name.strip() for name in types.split(",") if name.strip()],
                           valence=_VALENCES[valence] if valence else None, longest=longest, limit=limit)
            if as_json:
                print_json({"actors": [answers.actor_record(first), answers.actor_record(second)],
                            "chains": [[_record(step) for step in chain.steps] for chain in found]})
            elif not found:
                answers.print_line(f"no chain of {longest} steps or fewer leads from {first.name} to {second.name}")
            else:
                _print(found)


def _print(chains: tuple[Chain, ...]) -> None:
    for chain in chains:
        parts = [chain.steps[0].start.name]
        for step in chain.steps:
            more = f" +{step.more}" if step.more else ""
            said = f"{step.relation.predicate} ({len(step.relation.claims):,}){more}"
            parts.append(f"—{said}→" if step.forward else f"←{said}—")
            parts.append(step.end.name)
        answers.print_line(" ".join(parts))


def _record(step: ChainStep) -> dict[str, object]:
    return {"start": answers.actor_record(step.start), "end": answers.actor_record(step.end),
            "predicate": step.relation.predicate, "forward": step.forward, "more": step.more,
            "claims": [claim.id for claim in step.relation.claims]}

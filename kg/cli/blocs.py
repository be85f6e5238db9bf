"""``kg blocs`` and ``kg balance``: the camps among the actors, who stands between them, and where it strains."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import answers, options
from kg.cli.console import print_json, reported

if TYPE_CHECKING:
    from kg.graph.balance import StructuralBalance, Triad
    from kg.graph.blocs import Blocs

_MEMBERS = 12


def blocs(
    sources: answers.Sources,
    resolution: Annotated[float, typer.Option("--resolution", min=0.01, max=100, metavar="X",
                                              help="Above 1 more and smaller blocs, below 1 fewer.")] = 1.0,
    limit: answers.Limit = 10,
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
    """Divide the actors into blocs that cooperate, and name those who stand between blocs.

    --rollup state shows the blocs of states, in place of those of their bodies.
    """
    with reported():
        settings, window = options.settings(model, ontology), options.window(as_of, during, ingested_by)
        with answers.whole(sources, settings, overrides, rollup, window, decisions) as (graph, _):
            from kg.graph.blocs import blocs as blocs_of

            found = blocs_of(graph.viewed, graph.ontology, graph.sources, resolution)
            if as_json:
                print_json(_blocs_record(found))
            else:
                _print_blocs(found, limit)


def balance(
    sources: answers.Sources,
    limit: answers.Limit = 20,
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
    """List triads under strain, such as an ally of two enemies, and how balanced the whole is."""
    with reported():
        settings, window = options.settings(model, ontology), options.window(as_of, during, ingested_by)
        with answers.whole(sources, settings, overrides, rollup, window, decisions) as (graph, _):
            from kg.graph.balance import structural_balance

            found = structural_balance(graph.viewed, graph.ontology, graph.sources)
            if as_json:
                print_json(_balance_record(found))
            else:
                _print_balance(found, limit)


def _print_blocs(found: Blocs, limit: int) -> None:
    if not found.blocs:
        answers.print_line("no blocs: no two actors are claimed to cooperate more than they fight")
        return
    rows = []
    for number, bloc in enumerate(found.blocs[:limit], 1):
        members = [actor.name for actor in bloc.members]
        more = [f"and {len(members) - _MEMBERS:,} more"] if len(members) > _MEMBERS else []
        rows.append((number, len(members), bloc.cooperation, bloc.conflict, ", ".join(members[:_MEMBERS] + more)))
    answers.print_table(("bloc#", "actors#", "cooperation#", "conflict#", "members"), rows,
                        title=f"Blocs (modularity {found.modularity:.2f})")
    answers.print_table(("bloc#", "and#", "cooperation#", "conflict#"),
                        ((f.one + 1, f.other + 1, f.balance.cooperation, f.balance.conflict)
                         for f in found.fronts[:limit]), title="Between blocs")
    answers.print_table(("actor", "betweenness#", "constraint#", "blocs"),
                        ((b.actor.name, b.betweenness, b.constraint, ", ".join(str(n + 1) for n in b.blocs))
                         for b in found.brokers[:limit]), title="Brokers")


def _print_balance(found: StructuralBalance, limit: int) -> None:
    degree = "no triads" if found.degree is None else f"{found.degree:.0%} balanced"
    answers.print_line(f"{found.triads:,} triads, {degree}, {len(found.frustrated):,} frustrated, of these "
                       f"{found.all_enemies:,} of three enemies")
    answers.print_table(("strain#", "who", "against each other", "friends"),
                        (_row(triad) for triad in found.frustrated[:limit]))


def _row(triad: Triad) -> tuple[object, ...]:
    shown = [f"{e.one.name} – {e.other.name} ({e.net:+.1f})" for e in triad.edges]
    who = triad.between.name if triad.between else "three enemies"
    return triad.strain, who, "; ".join(shown[:triad.negative]), "; ".join(shown[triad.negative:])


def _blocs_record(found: Blocs) -> dict[str, object]:
    return {
        "modularity": found.modularity,
        "blocs": [{"members": [answers.actor_record(a) for a in bloc.members], "cooperation": bloc.cooperation,
                   "conflict": bloc.conflict} for bloc in found.blocs],
        "between": [{"blocs": [f.one, f.other], "cooperation": f.balance.cooperation, "conflict": f.balance.conflict}
                    for f in found.fronts],
        "brokers": [{"actor": answers.actor_record(b.actor), "betweenness": b.betweenness, "constraint": b.constraint,
                     "blocs": list(b.blocs)} for b in found.brokers],
    }


def _balance_record(found: StructuralBalance) -> dict[str, object]:
    return {
        "triads": found.triads, "balanced": found.balanced, "degree": found.degree, "all_enemies": found.all_enemies,
        "frustrated": [{"strain": t.strain, "between": answers.actor_record(t.between) if t.between else None,
                        "edges": [{"actors": [answers.actor_record(e.one), answers.actor_record(e.other)],
                                   "net": e.net} for e in t.edges]} for t in found.frustrated],
    }

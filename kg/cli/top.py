"""``kg top``: who is most active, most contested, most central, and what changed in a period."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import answers, options
from kg.cli.console import print_json, reported
from kg.clocks import Period
from kg.errors import ConfigError

if TYPE_CHECKING:
    from kg.graph.rankings import ActorRank, Measure, PairRank

_MEASURES = ("active", "contested", "central", "change")


def top(
    sources: answers.Sources,
    by: Annotated[str, typer.Option("--by", metavar="|".join(_MEASURES), help="What to rank by.")] = "active",
    period: Annotated[str | None, typer.Option(
        "--period", metavar="START..END", show_default=False,
        help="Also tell what changed: the claims of what happened in this time less those of as many days "
             "before.")] = None,
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
    """Rank actors and pairs of actors: by activity, by disputes, by their place in the network, by change.

    Claims are counted once an article and relation. --json prints one actor or pair a line.
    """
    with reported():
        days = _days(by, period)
        settings, window = options.settings(model, ontology), options.window(as_of, during, ingested_by)
        with answers.whole(sources, settings, overrides, rollup, window, decisions) as (graph, _):
            from kg.graph.disputes import disputes
            from kg.graph.rankings import Measure, rankings

            groups = graph.sources
            found = rankings(graph.viewed, graph.ontology, groups,
                             disputes(graph.relations, graph.ontology, groups), Measure(by), days)
            _print(found.actors[:limit], found.pairs[:limit], Measure(by), as_json)


def _days(by: str, period: str | None) -> tuple[date, date] | None:
    """Return the first and the last day of a period. Raises ConfigError where options are none or don't fit."""
    if by not in _MEASURES:
        raise ConfigError(f"there is no ranking by {by!r} (it is one of: {', '.join(_MEASURES)})")
    if period is None:
        if by == "change":
            raise ConfigError("--by change needs the time that it is about (--period START..END)")
        return None
    found = Period.parse(period)
    if found.start is None or found.end is None:
        raise ConfigError(f"--period {period}: a change needs both a start and an end (write START..END)")
    return date.fromisoformat(found.start), date.fromisoformat(found.end)


def _print(actors: tuple[ActorRank, ...], pairs: tuple[PairRank, ...], by: Measure, as_json: bool) -> None:
    if as_json:
        ranks: list[ActorRank | PairRank] = [*actors, *pairs]
        for rank in ranks:
            print_json(_record(rank))
        return
    changed = [] if not actors or actors[0].change is None else ["change#"]
    answers.print_table(
        ("actor", "id", "type", "claims#", "disputes#", "centrality#", *changed),
        ((r.actor.name, r.actor.id, r.actor.type.value, r.claims, r.disputes, f"{r.centrality:.4f}",
          *([f"{r.change:+,}"] if r.change is not None else [])) for r in actors),
        title=f"Actors, by {_called(by.value)}")
    answers.print_table(
        ("actor", "and", "claims#", "disputes#", "cooperation#", "conflict#", *changed),
        ((r.one.name, r.other.name, r.claims, r.disputes, r.balance.cooperation, r.balance.conflict,
          *([f"{r.change:+,}"] if r.change is not None else [])) for r in pairs),
        title=f"Pairs, by {_called('active' if by == 'central' else by.value)}")


def _called(by: str) -> str:
    return {"active": "claims", "contested": "disputes", "central": "centrality", "change": "change"}[by]


def _record(rank: ActorRank | PairRank) -> dict[str, object]:
    from kg.graph.rankings import ActorRank

    shared: dict[str, object] = {"claims": rank.claims, "disputes": rank.disputes, "change": rank.change}
    if isinstance(rank, ActorRank):
        return {"actor": answers.actor_record(rank.actor), **shared, "centrality": rank.centrality}
    return {"actors": [answers.actor_record(rank.one), answers.actor_record(rank.other)], **shared,
            "cooperation": rank.balance.cooperation, "conflict": rank.balance.conflict}

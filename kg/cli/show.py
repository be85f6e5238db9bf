"""``kg show`` and ``kg between``: what is claimed of one actor, and between two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import answers, options
from kg.cli.console import print_json, reported
from kg.errors import ConfigError
from kg.graph.questions import READ, Shown

if TYPE_CHECKING:
    from kg.graph.asked import Asked
    from kg.graph.questions import Dealings, Portrait, Tie
    from kg.model import Actor

_ARROWS = {"out": "→", "in": "←", "both": "↔"}


def show(
    source: answers.Source,
    actor: Annotated[str, typer.Argument(metavar="ACTOR", show_default=False,
                                         help="An actor, by a name or by its id.")],
    latest: Annotated[int, typer.Option("--latest", min=0, max=100, metavar="N",
                                        help="How many of the latest claims to print.")] = 5,
    limit: answers.Limit = 40,
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
    """Show what is claimed of an actor: who it is, its relations by type, its latest claims.

    Of its relations those of most claims are given, as many as --limit says.
    """
    with reported(), answers.asked(source, options.settings(model, ontology), overrides, rollup,
                                   options.window(as_of, during, ingested_by), decisions) as asked:
        found = asked.portrait(asked.find(actor), Shown(limit, latest))
        if as_json:
            print_json(_portrait_record(found))
        else:
            _print_portrait(found)


def between(
    source: answers.Source,
    one: Annotated[str, typer.Argument(metavar="ACTOR", show_default=False,
                                       help="An actor, by a name or by its id.")],
    other: Annotated[str, typer.Argument(metavar="ACTOR", show_default=False, help="The other one.")],
    limit: answers.Limit = 50,
    all: Annotated[bool, typer.Option("--all", help="Read all claims, however many there are.")] = False,
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
    """Show everything claimed between two actors, in the order of time.

    Claims count in which the two are subject and object, or one of them is the counterparty. Copies of a sentence are
    printed once. With --limit the last ones are printed; --json has all that were read. Where there are more than 300
    claims only the latest are read, unless you say --all.
    """
    with reported(), answers.asked(source, options.settings(model, ontology), overrides, rollup,
                                   options.window(as_of, during, ingested_by), decisions) as asked:
        found = asked.between(*two(asked, one, other), None if all else max(READ, limit))
        if as_json:
            print_json(_dealings_record(found))
        else:
            _print_dealings(found, limit)


def two(asked: Asked, one: str, other: str) -> tuple[Actor, Actor]:
    """Return two different actors by name. Raises ConfigError where one is unknown or they are the same."""
    first, second = asked.find(one), asked.find(other)
    if first.id == second.id:
        raise ConfigError(f"{one!r} and {other!r} are one actor here ({first.id})")
    return first, second


def _print_portrait(found: Portrait) -> None:
    actor = found.actor
    known = [actor.id, actor.type.value, *filter(None, (actor.country, actor.sector, actor.wikidata))]
    answers.print_line(f"{actor.name}  ({', '.join(known)})")
    if found.names:
        answers.print_line("called " + ", ".join(f"{text} ({count})" for text, count in found.names[:6]))
    if not found.claims:
        answers.print_line("nothing is claimed of it")
        return
    answers.print_line(f"{answers.counted(found.claims, 'claim')}: "
                       + ", ".join(f"{name} {count:,}" for name, count in found.types))
    answers.print_table(
        ("", "type", "other", "claims#", "", "first", "last"),
        ((_ARROWS[t.direction], t.predicate, t.other.name if t.other else "(a topic)", t.claims,
          answers.standing(t.affirmed, t.negated, t.contested), t.first, t.last) for t in found.ties),
        title="Relations of most claims")
    if found.latest:
        answers.print_line()
        answers.print_passages(found.latest)


def _print_dealings(found: Dealings, limit: int) -> None:
    if not found.passages:
        answers.print_line(f"nothing is claimed between {found.one.name} and {found.other.name}")
        return
    answers.print_line(f"{found.one.name} and {found.other.name}: cooperation {found.balance.cooperation:.1f}, "
                       f"conflict {found.balance.conflict:.1f}")
    if found.claims > found.read:
        answers.print_line(f"{found.claims:,} claims. Only the latest {found.read:,} were read (--all reads all): "
                           "voices, sources, sums and sentences are theirs")
    answers.print_table(
        ("relation", "claims#", "sources#", "denied by#", "affirmed by", "denied by", ""),
        ((answers.triple(c.relation), count, c.sources, c.sources_denying, answers.names(c.affirming),
          answers.names(c.denying), "contested" if c.contested else "")
         for c, count in zip(found.relations, found.counts, strict=True)))
    answers.print_line()
    shown = found.passages[-limit:]
    _more(len(found.passages), len(shown), "earlier claims")
    answers.print_passages(shown)


def _more(all: int, shown: int, what: str) -> None:
    if all > shown:
        answers.print_line(f"and {all - shown:,} {what} more (--limit)")


def _portrait_record(found: Portrait) -> dict[str, object]:
    actor = found.actor
    return {
        "actor": {**answers.actor_record(actor), "country": actor.country, "sector": actor.sector,
                  "wikidata": actor.wikidata},
        "names": [{"text": text, "count": count} for text, count in found.names],
        "claims": found.claims, "types": dict(found.types),
        "relations": [_tie_record(tie) for tie in found.ties],
        "latest": [answers.passage_record(passage) for passage in found.latest],
    }


def _tie_record(tie: Tie) -> dict[str, object]:
    return {"predicate": tie.predicate, "direction": tie.direction.value,
            "other": answers.actor_record(tie.other) if tie.other else None, "affirmed": tie.affirmed,
            "negated": tie.negated, "contested": tie.contested, "first": tie.first, "last": tie.last}


def _dealings_record(found: Dealings) -> dict[str, object]:
    return {
        "actors": [answers.actor_record(found.one), answers.actor_record(found.other)],
        "cooperation": found.balance.cooperation, "conflict": found.balance.conflict,
        "count": found.claims, "read": found.read, "relations": list(_relation_records(found)),
        "claims": [answers.passage_record(passage) for passage in found.passages],
    }


def _relation_records(found: Dealings) -> Iterator[dict[str, object]]:
    for c, count in zip(found.relations, found.counts, strict=True):
        object = c.relation.object
        yield {"subject": answers.actor_record(c.relation.subject), "predicate": c.relation.predicate,
               "object": answers.actor_record(object) if object else None, "claims": count,
               "sources": c.sources, "sources_denying": c.sources_denying, "contested": c.contested,
               "affirming": [answers.voice_record(v) for v in c.affirming],
               "denying": [answers.voice_record(v) for v in c.denying],
               "open": [answers.voice_record(v) for v in c.open], "reporting": list(c.reporting)}

"""``kg disputes``: what contradicts what, with the sentences of both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import answers, options
from kg.cli.answers import counted
from kg.cli.console import print_json, reported

if TYPE_CHECKING:
    from kg.graph.disputes import Dispute, Side

_SENTENCES = 3


def disputes(
    sources: answers.Sources,
    actor: Annotated[str | None, typer.Option("--actor", metavar="ACTOR", show_default=False,
                                              help="Only disputes about this one, given by a name or an id.")] = None,
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
    """List what one affirms and another denies, and what can hardly both hold, with both sides' sentences.

    Those stand first whose weaker side has most behind it. --json prints one dispute a line.
    """
    with reported():
        settings, window = options.settings(model, ontology), options.window(as_of, during, ingested_by)
        with answers.whole(sources, settings, overrides, rollup, window, decisions) as (graph, texts):
            from kg.graph.disputes import disputes as disputes_of

            about = graph.find(actor).id if actor else None
            found = [d for d in disputes_of(graph.relations, graph.ontology, texts=texts) if _about(d, about)]
            for number, dispute in enumerate(found[:limit], 1):
                if as_json:
                    print_json(_record(dispute))
                else:
                    _print(number, dispute)
            if not as_json:
                _summary(len(found), limit)


def _about(dispute: Dispute, id: str | None) -> bool:
    ends = (end for side in dispute.sides for end in (side.relation.subject, side.relation.object) if end)
    return id is None or any(end.id == id for end in ends)


def _summary(count: int, limit: int) -> None:
    if not count:
        answers.print_line("no disputes")
    elif count > limit:
        answers.print_line(f"and {count - limit:,} disputes more (--limit)")


def _print(number: int, dispute: Dispute) -> None:
    apart = "" if dispute.days_apart is None else f", {counted(dispute.days_apart, 'day')} apart"
    answers.print_line(f"{number}. {dispute.label}  (score {dispute.score:.2f}{apart})")
    for side in dispute.sides:
        denied = " denied" if side.polarity == "negated" else ""
        answers.print_line(f"   {answers.triple(side.relation)}{denied}: {answers.names(side.voices)} "
                           f"({counted(side.sources, 'source')})")
        for claim in side.claims[:_SENTENCES]:
            where = ", ".join(filter(None, (claim.article.publisher, claim.article.published)))
            answers.print_line(f"      “{' '.join(claim.evidence.sentence.text.split())}”  [{where}]")
        if len(side.claims) > _SENTENCES:
            answers.print_line(f"      and {len(side.claims) - _SENTENCES:,} claims more")
    answers.print_line()


def _record(dispute: Dispute) -> dict[str, object]:
    return {"kind": dispute.kind, "label": dispute.label, "score": dispute.score, "days_apart": dispute.days_apart,
            "sides": [_side(side) for side in dispute.sides]}


def _side(side: Side) -> dict[str, object]:
    object = side.relation.object
    return {"subject": answers.actor_record(side.relation.subject), "predicate": side.relation.predicate,
            "object": answers.actor_record(object) if object else None, "polarity": side.polarity.value,
            "sources": side.sources, "voices": [answers.voice_record(voice) for voice in side.voices],
            "claims": [{"id": claim.id, "article": claim.article.id, "sentence": claim.evidence.sentence.text}
                       for claim in side.claims]}

"""How values become the rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from kg.errors import InputError
from kg.evaluation.figures import Counts, SetResult
from kg.graph.corroboration import voice_name
from kg.graph.disputes import Dispute
from kg.graph.series import PeriodSums
from kg.model import Claim, Relation
from kg.tabular import Cell, Table

Value: TypeAlias = Claim | Relation | Dispute | PeriodSums | InputError
Tabulated: TypeAlias = Iterable[Value] | SetResult | Mapping[str, Counts] | Mapping[str, SetResult]
"""What :func:`tabulated` takes."""

Row: TypeAlias = tuple[Cell, ...]


def tabulated(values: Tabulated) -> Table:
    """Return the table of values, as :func:`kg.table` says. Raises TypeError for values that have none."""
    if isinstance(values, SetResult):
        return Table(("figure", "value"), tuple(values.figures.items()))
    if isinstance(values, Mapping):
        return _by_name(values)
    kept = tuple(values)
    for kind, columns, rows in _KINDS:
        if kept and all(isinstance(value, kind) for value in kept):
            return Table(columns, tuple(row for value in kept for row in rows(value)))
    if kept:
        raise TypeError(f"there is no table of {', '.join(sorted({type(value).__name__ for value in kept}))} values")
    return Table((), ())


def _by_name(values: Mapping[str, Counts] | Mapping[str, SetResult]) -> Table:
    if values and all(isinstance(one, SetResult) for one in values.values()):
        results: dict[str, SetResult] = dict(values)  # type: ignore[arg-type]  # checked in the line above
        figures = dict.fromkeys(figure for one in results.values() for figure in one.figures)
        return Table(("figure", *results),
                     tuple((name, *(one.figures.get(name) for one in results.values())) for name in figures))
    if not all(isinstance(one, Counts) for one in values.values()):
        raise TypeError("of mappings, there is a table of the counts of an evaluation and of several results by name")
    counts: dict[str, Counts] = dict(values)  # type: ignore[arg-type]  # checked in the lines above
    return Table(("label", "right", "wrong", "missed", "precision", "recall", "F1"),
                 tuple((name, c.tp, c.fp, c.fn, c.precision, c.recall, c.f1) for name, c in counts.items()))


def _claim(claim: Claim) -> list[Row]:
    return [(claim.subject.actor.name, claim.predicate, claim.object.actor.name if claim.object else None,
             claim.polarity.value, claim.modality.value, voice_name(claim), claim.article.published,
             _line(claim.evidence.sentence.text))]


def _relation(relation: Relation) -> list[Row]:
    return [(*_triple(relation), relation.affirmed, relation.negated, "yes" if relation.contested else "no",
             relation.first, relation.last)]


def _dispute(dispute: Dispute) -> list[Row]:
    return [(dispute.label, *_triple(side.relation), side.polarity.value,
             ", ".join(dict.fromkeys(voice.name for voice in side.voices)), side.sources,
             _line(side.claims[0].evidence.sentence.text)) for side in dispute.sides]


def _period(period: PeriodSums) -> list[Row]:
    return [(period.start, period.events, period.cooperation, period.conflict, period.net, period.outgoing,
             period.incoming)]


def _error(error: InputError) -> list[Row]:
    return [(error.where, error.what, error.mend)]


def _triple(relation: Relation) -> Row:
    return relation.subject.name, relation.predicate, relation.object.name if relation.object else None


def _line(text: str) -> str:
    return " ".join(text.split())


_TRIPLE = ("subject", "predicate", "object")
_KINDS: tuple[tuple[type, tuple[str, ...], Callable[..., list[Row]]], ...] = (
    (Claim, (*_TRIPLE, "polarity", "modality", "according to", "published", "sentence"), _claim),
    (Relation, (*_TRIPLE, "affirmed", "negated", "contested", "first", "last"), _relation),
    (Dispute, ("dispute", *_TRIPLE, "polarity", "according to", "sources", "first sentence"), _dispute),
    (PeriodSums, ("from", "events", "cooperation", "conflict", "net", "outgoing", "incoming"), _period),
    (InputError, ("where", "what", "mend"), _error),
)

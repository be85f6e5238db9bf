"""Which claims somebody should look at first: the answer of ``kg review``."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kg.graph.pairs import acts
from kg.graph.relations import ordered, relations
from kg.model import Actor, Claim
from kg.ontology import Ontology

LOW = 0.5
"""Below this confidence a claim is more likely wrong than right."""

_CONTESTED, _NEW = 0.5, 0.25


@dataclass(frozen=True, slots=True)
class Doubt:
    """A claim, why it is doubtful, and how much: 1 less its confidence, 0.5 more if contested, 0.25 more if new."""

    claim: Claim
    reasons: tuple[str, ...]
    weight: float


def doubts(claims: Iterable[Claim], ontology: Ontology, known: Callable[[Actor], bool],
           decided: Mapping[str, object] | None = None) -> tuple[Doubt, ...]:
    """Return the doubtful claims that nothing is ``decided`` of (ids of claims), the most doubtful first.

    Doubtful are claims of a confidence below 0.5, those of contested relations, and those of actors that can act and
    are not ``known`` to the gazetteer, in which goods and places mostly are not. Of equal ones the order is that of
    publication and text.
    """
    kept = ordered(claims)
    contested = {c.id for r in relations(kept, ontology) if r.contested for c in r.claims}
    new: dict[str, bool] = {}
    found = []
    for claim in kept:
        strangers = [end.actor.name for end in (claim.subject, claim.object) if end and acts(end.actor)
                     and not new.setdefault(end.actor.id, known(end.actor))]
        reasons = [*([f"confidence {claim.confidence:.2f}"] if claim.confidence < LOW else []),
                   *(["contested"] if claim.id in contested else []), *(f"new: {name}" for name in strangers)]
        weight = 1 - claim.confidence + _CONTESTED * (claim.id in contested) + _NEW * bool(strangers)
        if reasons and claim.id not in (decided or {}):
            found.append(Doubt(claim, tuple(reasons), round(weight, 6)))
    return tuple(sorted(found, key=lambda doubt: -doubt.weight))

"""Pairs of actors: what is claimed between the two, and whether it is more cooperation or more conflict.

The ends of a pair are actors that can act. Where a thing or a place stands between them ("bought the S-400 from
Russia"), the counterparty is the other end.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log2
from typing import TypeAlias

from kg.model import Actor, ActorType, Claim, Modality, Polarity
from kg.ontology import Ontology

Pair: TypeAlias = tuple[str, str]
"""The ids of two actors, sorted."""

_NO_AGENTS = frozenset((ActorType.PLACE, ActorType.ITEM))
_PARTS = {Modality.ASSERTED: 1.0, Modality.PLANNED: 0.5, Modality.ALLEGED: 0.5}


@dataclass(frozen=True, slots=True)
class Balance:
    """How much cooperation and how much conflict is claimed between two; neither is negative."""

    cooperation: float
    conflict: float

    @property
    def net(self) -> float:
        """Cooperation less conflict."""
        return self.cooperation - self.conflict


def acts(actor: Actor) -> bool:
    """Say whether an actor can act: it is no place and no thing."""
    return actor.type not in _NO_AGENTS


def dealings(claim: Claim) -> Iterator[tuple[Actor, Actor]]:
    """Yield who is said to deal with whom: subject and object, subject and counterparty, where both can act."""
    subject = claim.subject.actor
    for other in (claim.object.actor if claim.object else None, claim.qualifiers.counterparty):
        if isinstance(other, Actor) and other.id != subject.id and acts(subject) and acts(other):
            yield subject, other


def pair_of(one: Actor | str, other: Actor | str) -> Pair:
    """Return the pair of two actors, given as actors or ids."""
    first, second = sorted(end.id if isinstance(end, Actor) else end for end in (one, other))
    return first, second


def reality(claim: Claim) -> float:
    """Return how far a claim counts as something that is so: 1 asserted, 0.5 planned or alleged, else 0.

    What is denied, demanded, only possible, conditional or over does not count.
    """
    return _PARTS.get(claim.modality, 0.0) if claim.polarity is Polarity.AFFIRMED else 0.0


def balances(claims: Iterable[Claim], ontology: Ontology, groups: Mapping[str, str]) -> dict[Pair, Balance]:
    """Return how much cooperation and conflict is claimed between each two actors, in the order of the pairs.

    Each relation type counts log2(1 + n), where n adds up :func:`reality` over distinct reports: of the claims of one
    type in one group of copies (``groups``) the strongest counts. Types of valence 0 count nothing; pairs with nothing
    are left out.
    """
    strongest: defaultdict[tuple[Pair, str], dict[str, float]] = defaultdict(dict)
    for claim in claims:
        if (part := reality(claim)) and ontology.get(claim.predicate).valence:
            report = groups.get(claim.article.id, claim.article.id)
            for one, other in dealings(claim):
                seen = strongest[pair_of(one, other), claim.predicate]
                seen[report] = max(part, seen.get(report, 0.0))
    sums: defaultdict[Pair, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for (pair, predicate), parts in sorted(strongest.items()):
        side = 0 if ontology.get(predicate).valence > 0 else 1
        sums[pair][side] += log2(1 + sum(sorted(parts.values())))
    return {pair: Balance(round(found[0], 6), round(found[1], 6)) for pair, found in sorted(sums.items())}

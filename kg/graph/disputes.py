"""Disputes: what one affirms and another denies, and pairs of relations that can hardly both hold.

What is incompatible is declared in ``ontology/geopolitics.ttl`` (``geo:Incompatibility``). A dispute judges nobody: it
puts the two sides with their sentences next to each other.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from statistics import fmean
from typing import TypeAlias

from kg.graph.corroboration import Voice, voices
from kg.graph.days import gap, when
from kg.graph.syndication import count_independent, independent_sources
from kg.model import Actor, Claim, Modality, Polarity, Relation
from kg.model.actor import OF_A_STATE
from kg.model.article import NO_DATE
from kg.ontology import Incompatibility, Ontology

OPPOSED = "opposed"
"""The kind of a dispute between claims that affirm and claims that deny one relation."""

_HALVED_AFTER = 365  # days between the two sides
_HELD = frozenset((Modality.ASSERTED, Modality.ALLEGED))


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a dispute: the claims of ``relation`` that stand for it, and their number of independent sources."""

    relation: Relation
    polarity: Polarity
    claims: tuple[Claim, ...]
    sources: int

    @property
    def voices(self) -> tuple[Voice, ...]:
        """Who stands for it."""
        return voices(self.claims)


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two sides that contradict each other.

    ``kind`` is "opposed" (one affirms what the other denies) or the name of an incompatibility of the ontology,
    ``label`` the same for people. ``days_apart`` are the days between what the two sides speak of, None where no date
    is known. ``score`` orders disputes: the harmonic mean of the weights of the two sides (independent sources times
    the mean confidence of the claims), halved for each year between them.
    """

    kind: str
    label: str
    sides: tuple[Side, Side]
    days_apart: int | None
    score: float


def disputes(relations: Iterable[Relation], ontology: Ontology, groups: Mapping[str, str] | None = None, *,
             texts: Callable[[Collection[str]], Mapping[str, str]] | None = None) -> tuple[Dispute, ...]:
    """Return the disputes among relations, the highest score first, then the latest; the same for any order of them.

    ``groups`` are the groups of copies by article (:func:`kg.graph.syndication.independent_sources`). Without them they
    are found among the articles of the disputes, by full texts where ``texts`` gives these for ids of articles, else by
    the sentences of the claims.
    """
    kept = sorted(relations, key=lambda relation: relation.triple)
    found = [*_opposed(kept)]
    together = _one_side(kept, ontology)
    for rule in ontology.incompatibilities:
        found.extend(_incompatible(rule, kept, ontology, together))
    if groups is None:
        claims = [claim for _, _, sides in found for _, side in sides for claim in side]
        groups = independent_sources(claims, texts({c.article.id for c in claims}) if texts else None)
    made = [_dispute(kind, label, *(_side(*side, groups) for side in sides)) for kind, label, sides in found]
    return tuple(sorted(made, key=lambda d: (-d.score, -_latest(d), d.kind,
                                             [(*s.relation.triple, s.claims[0].id) for s in d.sides])))


_Stand: TypeAlias = tuple[Relation, tuple[Claim, ...]]
_Found: TypeAlias = tuple[str, str, tuple[_Stand, _Stand]]


def _opposed(relations: Iterable[Relation]) -> Iterator[_Found]:
    for relation in relations:
        for yes, no in relation.opposed():
            yield OPPOSED, "affirmed and denied", ((relation, yes), (relation, no))


def _incompatible(rule: Incompatibility, relations: Sequence[Relation], ontology: Ontology,
                  together: Callable[[Actor, Actor], bool]) -> Iterator[_Found]:
    firsts = _by_ends(relations, rule.first, rule.shared, ontology)
    seconds = firsts if rule.first == rule.second else _by_ends(relations, rule.second, rule.shared, ontology)
    for ends in sorted(firsts.keys() & seconds.keys()):
        pairs = combinations(firsts[ends], 2) if firsts is seconds else product(firsts[ends], seconds[ends])
        for one, other in pairs:
            if one is other or (rule.shared == "object" and together(one.subject, other.subject)):
                continue
            if met := _meeting(one, other, rule):
                first, second = (tuple({c.id: c for c in side}.values()) for side in zip(*met, strict=True))
                yield rule.name, rule.label, ((one, first), (other, second))


def _by_ends(relations: Iterable[Relation], type: str, shared: str,
             ontology: Ontology) -> dict[tuple[str, ...], list[Relation]]:
    """Return the relations of a type and of those under it by the ends that a rule compares."""
    found: defaultdict[tuple[str, ...], list[Relation]] = defaultdict(list)
    for relation in relations:
        if relation.object and type in (relation.predicate, *ontology.ancestors(relation.predicate)):
            both = (relation.subject.id, relation.object.id)
            ends = {"pair": tuple(sorted(both)), "both": both, "object": both[1:]}[shared]
            found[ends].append(relation)
    return found


def _meeting(one: Relation, other: Relation, rule: Incompatibility) -> list[tuple[Claim, Claim]]:
    """Return the pairs of claims, one of each relation, that come close enough in time."""
    found = [(a, b) for a, b in product(_holding(one), _holding(other)) if _close(a, b, rule)]
    return sorted(found, key=lambda pair: [(c.article.published or NO_DATE, c.article.id, c.id) for c in pair])


def _holding(relation: Relation) -> list[Claim]:
    return [c for c in relation.claims if c.polarity is Polarity.AFFIRMED and c.modality in _HELD]


def _close(one: Claim, other: Claim, rule: Incompatibility) -> bool:
    here = one.article.id == other.article.id
    if here and one.evidence.trigger == other.evidence.trigger:
        return False  # "A and B hold the town": they hold it together
    if rule.days is None:
        return True
    first, second = when(one), when(other)
    if first is None or second is None:
        return False
    # In one article the order of what has no date of its own is not known.
    if rule.in_order and (second[0] < first[1] or (here and not (one.time and other.time))):
        return False
    return gap(first, second) <= rule.days


def _one_side(relations: Iterable[Relation], ontology: Ontology) -> Callable[[Actor, Actor], bool]:
    """Return what says whether two actors are of one side: bodies of one state, or tied as parts of one another."""
    ties = {frozenset((r.subject.id, r.object.id)) for r in relations
            if r.object and ontology.get(r.predicate).one_side and r.stated}

    def together(one: Actor, other: Actor) -> bool:
        of_state = one.country == other.country is not None and {one.type, other.type} <= OF_A_STATE
        return one.id == other.id or of_state or frozenset((one.id, other.id)) in ties

    return together


def _side(relation: Relation, claims: tuple[Claim, ...], groups: Mapping[str, str]) -> Side:
    return Side(relation, claims[0].polarity, claims, count_independent(claims, groups))


def _dispute(kind: str, label: str, one: Side, other: Side) -> Dispute:
    weights = [side.sources * fmean(c.confidence for c in side.claims) for side in (one, other)]
    mean = 2 * weights[0] * weights[1] / sum(weights) if sum(weights) else 0.0
    dated = [[span for c in side.claims if (span := when(c))] for side in (one, other)]
    apart = min((gap(a, b) for a, b in product(*map(set, dated))), default=None)
    return Dispute(kind, label, (one, other), apart, round(mean * 0.5 ** ((apart or 0) / _HALVED_AFTER), 4))


def _latest(dispute: Dispute) -> int:
    days = [span[1].toordinal() for side in dispute.sides for c in side.claims if (span := when(c))]
    return max(days, default=0)

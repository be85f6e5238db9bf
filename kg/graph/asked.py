"""What questions are put to: claims in memory, or a store of any size.

Both give the same answers; a store answers from its indexes, without reading more than what is asked for.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Protocol

from kg.clocks import Window
from kg.gazetteer import Gazetteer
from kg.graph.finder import ClaimDirectory, Finder, StoreDirectory
from kg.graph.questions import (
    RECENT,
    SHOWN,
    Dealings,
    Direction,
    Portrait,
    Shown,
    Tie,
    between,
    direction,
    parties,
    portrait,
)
from kg.graph.relations import actors, relations
from kg.graph.syndication import independent_sources
from kg.model import Actor, Claim, Polarity
from kg.ontology import Ontology
from kg.overrides import Decisions, decide
from kg.store import StoreReader
from kg.store.reading import Tally

_MANY = 20_000  # claims of an actor above which not all of its relations are looked at
_FEW_TEXTS = 50


class Asked(Protocol):
    """Answers questions about actors."""

    def find(self, text: str) -> Actor:
        """Return the actor that is meant by a name or an id; raises ConfigError as :meth:`Finder.find`."""

    def portrait(self, actor: Actor, shown: Shown = SHOWN) -> Portrait:
        """Return what is claimed of an actor."""

    def between(self, one: Actor, other: Actor) -> Dealings:
        """Return everything claimed between two actors."""

    def dealings(self, one: Actor, other: Actor) -> Iterator[Claim]:
        """Yield the claims that name both as an end or as the counterparty."""


class AskedClaims:
    """Claims in memory; ``texts`` gives the full texts of articles by id, as far as they are at hand."""

    def __init__(self, claims: Collection[Claim], ontology: Ontology, gazetteer: Callable[[], Gazetteer],
                 texts: Callable[[Collection[str]], Mapping[str, str]] | None = None) -> None:
        """Keep the claims as they are."""
        self._claims = claims
        self._ontology = ontology
        self._texts = texts
        self._finder = Finder(ClaimDirectory(actors(claims), claims), gazetteer)

    def find(self, text: str) -> Actor:
        """As in Asked."""
        return self._finder.find(text)

    def portrait(self, actor: Actor, shown: Shown = SHOWN) -> Portrait:
        """As in Asked."""
        return portrait(actor, self._claims, self._ontology, shown)

    def between(self, one: Actor, other: Actor) -> Dealings:
        """As in Asked."""
        kept = tuple(self.dealings(one, other))
        ids = {c.article.id for c in kept}
        texts = self._texts(ids) if self._texts and len(ids) <= _FEW_TEXTS else None
        return between(one, other, kept, self._ontology, independent_sources(kept, texts))

    def dealings(self, one: Actor, other: Actor) -> Iterator[Claim]:
        """As in Asked."""
        return (claim for claim in self._claims if {one.id, other.id} <= parties(claim))


class AskedStore:
    """An open store, seen through a window of time."""

    def __init__(self, store: StoreReader, ontology: Ontology, gazetteer: Callable[[], Gazetteer],
                 window: Window | None = None, decisions: Decisions | None = None) -> None:
        """Ask ``store``, which must stay open; ``decisions`` say which of its claims are wrong."""
        self._store = store
        self._ontology = ontology
        self._gazetteer = gazetteer
        self._window = window or Window()
        self._decisions = decisions if decisions and decisions.by_claim else None
        self._directory = StoreDirectory(store)
        self._finder = Finder(self._directory, gazetteer)

    def find(self, text: str) -> Actor:
        """As in Asked."""
        return self._finder.find(text)

    def portrait(self, actor: Actor, shown: Shown = SHOWN) -> Portrait:
        """As in Asked."""
        if self._window.during or self._decisions:  # then it takes the claims themselves
            return portrait(actor, self._decided(self._of(actor)), self._ontology, shown)
        as_of, ingested_by = self._window.as_of, self._window.ingested_by
        newest = self._store.claims([actor.id], newest=True, limit=RECENT, as_of=as_of, ingested_by=ingested_by)
        types: Counter[str] = Counter()
        if as_of or ingested_by:
            seen = self._store.tallies([actor.id], as_of=as_of, ingested_by=ingested_by)
            for tally in seen:
                types[tally.predicate] += tally.claims
        else:
            for predicate, _, claims in self._store.totals(actor.id):
                types[predicate] += claims
            seen = self._most(actor, shown) if types.total() > _MANY else self._store.tallies([actor.id])
        return Portrait.of(actor, types, self._ties(actor, seen, shown.relations), newest, self._ontology, shown)

    def between(self, one: Actor, other: Actor) -> Dealings:
        """As in Asked."""
        kept = tuple(self.dealings(one, other))
        ids = {c.article.id for c in kept}
        # Full texts of hundreds of articles would take longer to compare than anybody waits for an answer.
        texts = store_texts(self._store, ids) if len(ids) <= _FEW_TEXTS else {}
        groups = independent_sources(kept, texts)
        return between(one, other, kept, self._ontology, groups)

    def dealings(self, one: Actor, other: Actor) -> Iterator[Claim]:
        """As in Asked."""
        yield from (c for c in self._decided(self._dealings(one, other)) if {one.id, other.id} <= parties(c))

    def _dealings(self, one: Actor, other: Actor) -> Iterator[Claim]:
        yield from self._of(one, others=[other.id])
        for end, counterparty in ((one, other), (other, one)):
            yield from self._store.with_counterparty(
                end.id, counterparty.id, as_of=self._window.as_of, ingested_by=self._window.ingested_by,
                during=self._window.during)

    def _of(self, actor: Actor, others: Collection[str] | None = None,
            predicates: Collection[str] | None = None) -> Iterator[Claim]:
        return self._store.claims([actor.id], others=others, predicates=predicates, as_of=self._window.as_of,
                                  ingested_by=self._window.ingested_by, during=self._window.during)

    def _decided(self, claims: Iterator[Claim]) -> tuple[Claim, ...]:
        """Return the claims as decided, with those that may have come here by a correction of their ends."""
        if self._decisions is None:
            return tuple(claims)
        moved = [d for d in self._decisions.by_claim.values() if d.subject or d.object]
        refs = {ref.text for d in moved for ref in (d.subject, d.object) if ref}
        known = {actor.id: actor for text in sorted(refs) for actor in self._store.actors(text)}
        found = {c.id: c for d in moved for c in self._in_window(self._store.claim(d.claim)) if c.id == d.claim}
        found |= {claim.id: claim for claim in claims}
        return decide(found.values(), self._decisions, self._ontology, lambda: known, self._gazetteer)

    def _in_window(self, claims: Collection[Claim]) -> Iterator[Claim]:
        """Yield the claims that the window has, as the store tells."""
        for claim in claims:
            if claim.id in {c.id for c in self._of(claim.subject.actor, predicates=[claim.predicate])}:
                yield claim

    def _most(self, actor: Actor, shown: Shown) -> tuple[Tally, ...]:
        """Return the tallies of the relations that are largest by one polarity, without going through all of them."""
        seen = self._store.tallies([actor.id], limit=4 * shown.relations)
        others = {id for tally in seen for id in (tally.subject, tally.object) if id}
        whole = self._store.tallies([actor.id], others=sorted(others), predicates=sorted({t.predicate for t in seen}))
        topics = self._store.tallies([actor.id], predicates=sorted({t.predicate for t in seen if t.object is None}))
        return (*whole, *(tally for tally in topics if tally.object is None))

    def _ties(self, actor: Actor, tallies: Collection[Tally], most: int) -> Iterator[Tie]:
        """Yield the ties of most claims that tallies come to; only where both polarities stand, claims are read."""
        found: defaultdict[tuple[str, Direction, str], list[Tally]] = defaultdict(list)
        for tally in tallies:
            out = tally.subject == actor.id
            way = direction(tally.predicate, out, self._ontology)
            found[tally.predicate, way, (tally.object if out else tally.subject) or ""].append(tally)
        largest = sorted(found.items(), key=lambda item: (-sum(t.claims for t in item[1]), *item[0]))[:most]
        ends = self._store.actors_by_id({other for (_, _, other), _ in largest if other})
        for (predicate, way, other), parts in largest:
            counts = {polarity: sum(t.claims for t in parts if t.polarity == polarity) for polarity in Polarity}
            contested = all(counts.values()) and self._contested(actor, predicate, other or None, way)
            yield Tie(predicate, way, ends.get(other), counts[Polarity.AFFIRMED],
                      counts[Polarity.NEGATED], contested, min((t.first for t in parts if t.first), default=None),
                      max((t.last for t in parts if t.last), default=None))

    def _contested(self, actor: Actor, predicate: str, other: str | None, way: Direction) -> bool:
        """Say whether one relation of the actor is contested, by reading its claims alone."""
        claims = self._of(actor, others=[other] if other else None, predicates=[predicate])
        own = [c for c in claims if (c.object is None) == (other is None)
               and direction(predicate, c.subject.actor.id == actor.id, self._ontology) is way]
        return any(relation.contested for relation in relations(own, self._ontology))


def store_texts(store: StoreReader, ids: Collection[str]) -> dict[str, str]:
    """Return the full texts of articles of a store by id."""
    return {id: found.text for id in sorted(ids) if (found := store.article(id))}

"""What questions are put to: claims in memory, or a store of any size.

Both give the same answers; a store answers from its indexes, without reading more than what is asked for.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Protocol

from kg.clocks import Window
from kg.gazetteer import Gazetteer
from kg.graph.finder import ClaimDirectory, Finder, StoreDirectory
from kg.graph.questions import RECENT, Dealings, Portrait, Tie, between, direction, parties, portrait
from kg.graph.relations import actors, relations
from kg.graph.syndication import independent_sources
from kg.model import Actor, Claim, Polarity
from kg.ontology import Ontology
from kg.overrides import Decisions, decide
from kg.store import StoreReader
from kg.store.reading import Tally


class Asked(Protocol):
    """Answers questions about actors."""

    def find(self, text: str) -> Actor:
        """Return the actor that is meant by a name or an id; raises ConfigError as :meth:`Finder.find`."""

    def portrait(self, actor: Actor, latest: int = 5) -> Portrait:
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

    def portrait(self, actor: Actor, latest: int = 5) -> Portrait:
        """As in Asked."""
        return portrait(actor, self._claims, self._ontology, latest)

    def between(self, one: Actor, other: Actor) -> Dealings:
        """As in Asked."""
        kept = tuple(self.dealings(one, other))
        texts = self._texts({c.article.id for c in kept}) if self._texts else None
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

    def portrait(self, actor: Actor, latest: int = 5) -> Portrait:
        """As in Asked."""
        if self._window.during or self._decisions:  # then it takes the claims themselves
            return portrait(actor, self._decided(self._of(actor)), self._ontology, latest)
        seen = self._store.tallies([actor.id], as_of=self._window.as_of, ingested_by=self._window.ingested_by)
        newest = self._store.claims([actor.id], newest=True, limit=RECENT, as_of=self._window.as_of,
                                    ingested_by=self._window.ingested_by)
        return Portrait.of(actor, self._ties(actor, seen), newest, self._ontology, latest)

    def between(self, one: Actor, other: Actor) -> Dealings:
        """As in Asked."""
        kept = tuple(self.dealings(one, other))
        groups = independent_sources(kept, store_texts(self._store, {c.article.id for c in kept}))
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

    def _ties(self, actor: Actor, tallies: Collection[Tally]) -> Iterator[Tie]:
        """Yield the ties that the tallies come to; only where both polarities stand, claims are read."""
        found: defaultdict[tuple[str, bool, str | None], list[Tally]] = defaultdict(list)
        for tally in tallies:
            out = tally.subject == actor.id
            symmetric = self._ontology.get(tally.predicate).symmetric
            found[tally.predicate, out or symmetric, tally.object if out else tally.subject].append(tally)
        ends = self._store.actors_by_id({other for _, _, other in found if other})
        for (predicate, out, other), parts in sorted(found.items(), key=lambda item: (*item[0][:2], item[0][2] or "")):
            counts = {polarity: sum(t.claims for t in parts if t.polarity == polarity) for polarity in Polarity}
            end = ends[other] if other else None
            yield Tie(predicate, direction(predicate, out, self._ontology), end, counts[Polarity.AFFIRMED],
                      counts[Polarity.NEGATED], all(counts.values()) and self._contested(actor, predicate, other, out),
                      min((t.first for t in parts if t.first), default=None),
                      max((t.last for t in parts if t.last), default=None))

    def _contested(self, actor: Actor, predicate: str, other: str | None, out: bool) -> bool:
        """Say whether one relation of the actor is contested, by reading its claims alone."""
        claims = self._of(actor, others=[other] if other else None, predicates=[predicate])
        symmetric = self._ontology.get(predicate).symmetric
        own = [c for c in claims if (c.object is None) == (other is None)
               and (symmetric or (c.subject.actor.id == actor.id) == out)]
        return any(relation.contested for relation in relations(own, self._ontology))


def store_texts(store: StoreReader, ids: Collection[str]) -> dict[str, str]:
    """Return the full texts of articles of a store by id."""
    return {id: found.text for id in sorted(ids) if (found := store.article(id))}

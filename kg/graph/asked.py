"""What questions are put to: claims in memory, or a store of any size.

Both give the same answers; a store answers from its indexes, without reading more than what is asked for.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from itertools import zip_longest
from typing import Protocol

from kg.clocks import Window
from kg.gazetteer import Gazetteer
from kg.graph.decided import DecidedStore
from kg.graph.finder import ClaimDirectory, Finder, StoreDirectory
from kg.graph.questions import (
    READ,
    RECENT,
    SHOWN,
    Dealings,
    Direction,
    Portrait,
    Shown,
    Tie,
    between,
    direction,
    latest,
    newest_first,
    numbers_of,
    parties,
    portrait,
)
from kg.graph.relations import RelationKey, actors, ordered
from kg.graph.syndication import independent_sources
from kg.model import Actor, Claim, Polarity
from kg.model.relation import contested
from kg.ontology import Ontology
from kg.overrides import Decisions
from kg.store import StoreReader
from kg.store.reading import Tally

_MANY = 20_000  # claims of an actor above which not all of its relations are looked at
_FEW_TEXTS = 50
_FEW = 200  # claims of a side of which the order is soon found
_GLANCE = 5  # claims of each side that mostly show whether a relation is contested


class Asked(Protocol):
    """Answers questions about actors."""

    def find(self, text: str) -> Actor:
        """Return the actor that is meant by a name or an id; raises ConfigError as :meth:`Finder.find`."""

    def portrait(self, actor: Actor, shown: Shown = SHOWN) -> Portrait:
        """Return what is claimed of an actor."""

    def between(self, one: Actor, other: Actor, most: int | None = READ) -> Dealings:
        """Return what is claimed between two actors; with None every claim is read, else about ``most``, the latest."""

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

    def between(self, one: Actor, other: Actor, most: int | None = READ) -> Dealings:
        """As in Asked."""
        found = ordered(self.dealings(one, other))
        kept = found if most is None else latest(found, most, self._ontology)
        return _between(one, other, kept, self._ontology, self._texts, numbers_of(found, self._ontology))

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
        self._window = window or Window()
        self._decided = DecidedStore(store, ontology, gazetteer, self._window, decisions)
        self._finder = Finder(StoreDirectory(store), gazetteer)

    def find(self, text: str) -> Actor:
        """As in Asked."""
        return self._finder.find(text)

    def portrait(self, actor: Actor, shown: Shown = SHOWN) -> Portrait:
        """As in Asked."""
        if self._window.during:  # then it takes the claims themselves
            return portrait(actor, self._decided.claims(actor.id), self._ontology, shown)
        if self._window.as_of or self._window.ingested_by:
            seen = self._decided.tallies(actor.id)
            types = sum((Counter({tally.predicate: tally.claims}) for tally in seen), Counter())
        else:
            types = self._decided.types(actor.id)
            seen = self._most(actor, shown) if types.total() > _MANY else self._decided.tallies(actor.id)
        return Portrait.of(actor, types, self._ties(actor, seen, shown.relations),
                           self._decided.newest(actor.id, RECENT), self._ontology, shown)

    def between(self, one: Actor, other: Actor, most: int | None = READ) -> Dealings:
        """As in Asked."""
        if most is None or self._window.during:
            found = ordered(self.dealings(one, other))
            kept: Collection[Claim] = found if most is None else latest(found, most, self._ontology)
            numbers = numbers_of(found, self._ontology)
        else:
            numbers = self._decided.numbers(one.id, other.id)
            kept = self._latest(one, other, most, numbers)
        return _between(one, other, kept, self._ontology, partial(store_texts, self._store), numbers)

    def dealings(self, one: Actor, other: Actor) -> Iterator[Claim]:
        """As in Asked."""
        return self._decided.dealings(one.id, other.id)

    def _latest(self, one: Actor, other: Actor, most: int, numbers: Mapping[RelationKey, int]) -> Collection[Claim]:
        """Return what :func:`kg.graph.questions.latest` gives, without reading all."""
        kept = newest_first(ordered(self._decided.dealings(one.id, other.id, limit=most)))[:most]
        missing = set(numbers) - set(numbers_of(kept, self._ontology))
        return [*kept, *(self._decided.last(one.id, other.id, key) for key in sorted(missing, key=str))]

    def _most(self, actor: Actor, shown: Shown) -> tuple[Tally, ...]:
        """Return the tallies of the relations that are largest by one polarity, without going through all of them."""
        some = self._decided.tallies(actor.id, limit=4 * shown.relations)
        seen = sorted(some, key=lambda tally: -tally.claims)[:4 * shown.relations]
        others = {id for tally in seen for id in (tally.subject, tally.object) if id}
        whole = self._decided.tallies(actor.id, sorted(others), sorted({t.predicate for t in seen}))
        without = sorted({t.predicate for t in seen if t.object is None})
        topics = self._decided.tallies(actor.id, None, without) if without else ()
        return (*whole, *(tally for tally in topics if tally.object is None))

    def _ties(self, actor: Actor, tallies: Collection[Tally], most: int) -> Iterator[Tie]:
        """Yield the ties of most claims that tallies come to; only where both polarities stand, claims are read."""
        found: defaultdict[tuple[str, Direction, str], list[Tally]] = defaultdict(list)
        for tally in tallies:
            out = tally.subject == actor.id
            way = direction(tally.predicate, out, self._ontology)
            found[tally.predicate, way, (tally.object if out else tally.subject) or ""].append(tally)
        largest = sorted(found.items(), key=lambda item: (-sum(t.claims for t in item[1]), *item[0]))[:most]
        ends = self._decided.actors({other for (_, _, other), _ in largest if other})
        for (predicate, way, other), parts in largest:
            counts = {polarity: sum(t.claims for t in parts if t.polarity == polarity) for polarity in Polarity}
            opposed = all(counts.values()) and self._contested(actor, predicate, other or None, way, counts)
            yield Tie(predicate, way, ends.get(other), counts[Polarity.AFFIRMED],
                      counts[Polarity.NEGATED], opposed, min((t.first for t in parts if t.first), default=None),
                      max((t.last for t in parts if t.last), default=None))

    def _contested(self, actor: Actor, predicate: str, other: str | None, way: Direction,
                   counts: Mapping[Polarity, int]) -> bool:
        """Say whether one relation of the actor is contested, reading no more of its claims than it takes."""
        subject, object = (other, actor.id) if way is Direction.IN and other else (actor.id, other)

        def read(polarity: Polarity) -> Iterator[Claim]:
            for limit in (_GLANCE, None) if counts[polarity] > _FEW else (None,):
                found = self._decided.claims(subject, [object] if object else None, [predicate], polarity=polarity,
                                             directed=way is not Direction.BOTH, newest=True, limit=limit)
                yield from (claim for claim in found if (claim.object is None) == (other is None))

        by_turns = zip_longest(*(read(polarity) for polarity in Polarity))
        return contested(claim for turn in by_turns for claim in turn if claim)


def _between(one: Actor, other: Actor, claims: Collection[Claim], ontology: Ontology,
             texts: Callable[[Collection[str]], Mapping[str, str]] | None,
             numbers: Mapping[RelationKey, int]) -> Dealings:
    ids = {claim.article.id for claim in claims}
    # Full texts of hundreds of articles would take longer to compare than anybody waits for an answer.
    known = texts(ids) if texts and len(ids) <= _FEW_TEXTS else None
    return between(one, other, claims, ontology, independent_sources(claims, known), numbers)


def store_texts(store: StoreReader, ids: Collection[str]) -> dict[str, str]:
    """Return the full texts of articles of a store by id."""
    return {id: found.text for id in sorted(ids) if (found := store.article(id))}

"""A store seen through a window of time and decisions on its claims.

Decisions are few: only the claims that they name are read, and the numbers that the store keeps ready are put right.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from typing import TypeAlias

from kg.clocks import Window
from kg.gazetteer import Gazetteer
from kg.graph.questions import newest_first, parties
from kg.graph.relations import RelationKey, key_of, relation_key
from kg.model import Actor, Claim, Polarity
from kg.ontology import Ontology
from kg.overrides import Decisions, decide
from kg.store import StoreReader, Tally

_Group: TypeAlias = tuple[str, str, str | None, str]


class DecidedStore:
    """The claims of an open store and their numbers, as they are decided. Ids are those of actors."""

    def __init__(self, store: StoreReader, ontology: Ontology, gazetteer: Callable[[], Gazetteer], window: Window,
                 decisions: Decisions | None = None) -> None:
        """See ``store``, which must stay open; ``decisions`` say which of its claims are wrong."""
        self._store = store
        self._ontology = ontology
        self._gazetteer = gazetteer
        self._decisions = decisions or Decisions()
        self._during = window.during
        self._as_of, self._ingested_by = window.as_of, window.ingested_by
        self._tallied: dict[_Group, Tally] = {}

    def claims(self, actor: str, others: Collection[str] | None = None, predicates: Collection[str] | None = None, *,
               polarity: Polarity | None = None, directed: bool = False, newest: bool = False,
               limit: int | None = None) -> Iterator[Claim]:
        """Yield claims as :meth:`kg.store.StoreReader.claims` finds them; decided ones come first, whatever the order.

        So ``limit`` may be passed by as many as there are decisions.
        """
        yield from (claim for claim in self._after if _has(claim, actor, others, predicates, directed)
                    and polarity in (None, claim.polarity))
        without = [claim.id for claim in self._before if _has(claim, actor, others, predicates, directed)]
        yield from self._store.claims([actor], others=others, predicates=predicates, polarity=polarity, newest=newest,
                                      limit=limit, directed=directed, as_of=self._as_of, during=self._during,
                                      ingested_by=self._ingested_by, without=without)

    def newest(self, actor: str, limit: int) -> list[Claim]:
        """Return the newest claims of an actor, the newest first."""
        return newest_first(self.claims(actor, newest=True, limit=limit))[:limit]

    def dealings(self, one: str, other: str, limit: int | None = None) -> Iterator[Claim]:
        """Yield the claims that name both as an end or as the counterparty, some twice and in no order.

        With ``limit`` the newest so many are among them.
        """
        newest = limit is not None
        yield from (claim for claim in self._after if {one, other} <= parties(claim))
        yield from self._store.claims([one], others=[other], newest=newest, limit=limit, as_of=self._as_of,
                                      ingested_by=self._ingested_by, during=self._during, without=self._ids)
        for end, counterparty in ((one, other), (other, one)):
            yield from self._store.with_counterparty(
                end, counterparty, newest=newest, limit=limit, as_of=self._as_of, ingested_by=self._ingested_by,
                during=self._during, without=self._ids)

    def last(self, one: str, other: str, key: RelationKey) -> Claim:
        """Return the newest claim of a relation that names both; there must be one."""
        def fits(claim: Claim) -> bool:
            return relation_key(claim, self._ontology) == key and {one, other} <= parties(claim)

        subject, predicate, object = key
        stored = self._store.claims([subject], others=[object] if object else None, predicates=[predicate], newest=True,
                                    directed=not self._ontology.get(predicate).symmetric, as_of=self._as_of,
                                    ingested_by=self._ingested_by, without=self._ids)
        found = [*filter(fits, self._after), *islice(filter(fits, stored), 1)]
        return newest_first(found)[0]

    def numbers(self, one: str, other: str) -> Counter[RelationKey]:
        """Return the numbers of the claims that name both, by relation; a window of valid time is not looked at."""
        tallies = [*self._tallies(one, [other], without=self._ids)]
        for end, counterparty in ((one, other), (other, one)):
            tallies += self._store.counterparty_tallies(end, counterparty, as_of=self._as_of,
                                                        ingested_by=self._ingested_by, without=self._ids)
        found = Counter(relation_key(claim, self._ontology) for claim in self._after if {one, other} <= parties(claim))
        for tally in tallies:
            found[key_of(tally.subject, tally.predicate, tally.object, self._ontology)] += tally.claims
        return found

    def types(self, actor: str) -> Counter[str]:
        """Return the numbers of an actor's claims by type; a window of time is not looked at."""
        found: Counter[str] = Counter()
        for predicate, _, claims in self._store.totals(actor):
            found[predicate] += claims
        found.subtract(claim.predicate for claim in self._before if _has(claim, actor))
        found.update(claim.predicate for claim in self._after if _has(claim, actor))
        return +found

    def tallies(self, actor: str, others: Collection[str] | None = None, predicates: Collection[str] | None = None,
                limit: int | None = None) -> tuple[Tally, ...]:
        """Return tallies as :meth:`kg.store.StoreReader.tallies`, in any order; more than ``limit`` may come."""
        changed = {_group(claim) for claim in (*self._before, *self._after) if _has(claim, actor, others, predicates)}
        found = self._tallies(actor, others, predicates, limit=limit and limit + len(changed))
        if not changed:
            return found
        kept = [tally for tally in found if tally[:4] not in changed]
        return (*kept, *(tally for group in sorted(changed, key=str) if (tally := self._recounted(group)).claims))

    def actors(self, ids: Collection[str]) -> Mapping[str, Actor]:
        """Return actors by id, those that only decisions name among them."""
        own = {actor.id: actor for claim in self._after for actor in claim.actors if actor.id in ids}
        return own | self._store.actors_by_id(ids)

    def _recounted(self, group: _Group) -> Tally:
        """Return a tally as it is decided; it may have no claims."""
        if group not in self._tallied:
            left = self._store.tally(*group, as_of=self._as_of, ingested_by=self._ingested_by,
                                     without=[claim.id for claim in self._grouped[0].get(group, ())])
            more = [claim.article.published for claim in self._grouped[1].get(group, ())]
            days = [day for day in (*more, left.first, left.last) if day]
            self._tallied[group] = Tally(*group, left.claims + len(more), min(days, default=None),
                                         max(days, default=None))
        return self._tallied[group]

    def _tallies(self, actor: str, others: Collection[str] | None = None, predicates: Collection[str] | None = None,
                 limit: int | None = None, without: Iterable[str] = ()) -> tuple[Tally, ...]:
        return self._store.tallies([actor], others=others, predicates=predicates, limit=limit, without=without,
                                   as_of=self._as_of, ingested_by=self._ingested_by)

    @cached_property
    def _before(self) -> tuple[Claim, ...]:
        """The claims of the window that something is decided of, as they are in the store."""
        if not self._decisions.by_claim:
            return ()
        return tuple(self._store.claims_by_id(sorted(self._decisions.by_claim), as_of=self._as_of,
                                              ingested_by=self._ingested_by, during=self._during))

    @cached_property
    def _after(self) -> tuple[Claim, ...]:
        """What they are decided to be."""
        refs = {ref.text for d in self._decisions.by_claim.values() for ref in (d.subject, d.object) if ref}
        return decide(self._before, self._decisions, self._ontology, lambda: {
            actor.id: actor for text in sorted(refs) for actor in self._store.actors(text)}, self._gazetteer)

    @cached_property
    def _grouped(self) -> tuple[Mapping[_Group, list[Claim]], Mapping[_Group, list[Claim]]]:
        """Both by what they are counted as."""
        found: tuple[defaultdict[_Group, list[Claim]], defaultdict[_Group, list[Claim]]] = (
            defaultdict(list), defaultdict(list))
        for groups, claims in zip(found, (self._before, self._after), strict=True):
            for claim in claims:
                groups[_group(claim)].append(claim)
        return found

    @cached_property
    def _ids(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(claim.id for claim in self._before))


def _has(claim: Claim, actor: str, others: Collection[str] | None = None, predicates: Collection[str] | None = None,
         directed: bool = False) -> bool:
    """Say whether a claim has the actor at one end, and so on, as the store would say."""
    if predicates is not None and claim.predicate not in predicates:
        return False
    subject, object = claim.subject.actor.id, claim.object.actor.id if claim.object else None
    ways = ((subject, object),) if directed else ((subject, object), (object, subject))
    return any(end == actor and (others is None or other in others) for end, other in ways)


def _group(claim: Claim) -> _Group:
    return (claim.subject.actor.id, claim.predicate, claim.object.actor.id if claim.object else None,
            claim.polarity.value)


"""Relations: what the graph shows, derived from claims and rebuilt from them at any time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.ids import fold
from kg.model.actor import Actor
from kg.model.claim import Claim, Modality, Polarity


@dataclass(frozen=True, slots=True)
class Relation:
    """All claims with one subject, predicate and object, from all articles, in the order of date and text.

    ``object`` is None where claims name only a topic; then all such claims of the subject and predicate are here.
    """

    subject: Actor
    predicate: str
    object: Actor | None
    claims: tuple[Claim, ...]

    @property
    def triple(self) -> tuple[str, str, str]:
        """Its predicate between the ids of subject and object, "" for none: what it is known and sorted by."""
        return self.subject.id, self.predicate, self.object.id if self.object else ""

    @property
    def affirmed(self) -> int:
        """The number of claims that affirm it."""
        return sum(c.polarity is Polarity.AFFIRMED for c in self.claims)

    @property
    def negated(self) -> int:
        """The number of claims that deny it."""
        return len(self.claims) - self.affirmed

    @property
    def contested(self) -> bool:
        """Whether different voices take opposite stands: one affirms it and another denies it.

        What is demanded, possible or conditional is no stand (:attr:`Claim.firm`), and who says both at different
        times contradicts nobody but himself. Of what has no object, stands on one topic count.
        """
        return contested(self.claims)

    def opposed(self) -> Iterator[tuple[tuple[Claim, ...], tuple[Claim, ...]]]:
        """Yield the claims that affirm and those that deny, where it is contested: once, or once for each topic."""
        topics: dict[str | None, list[Claim]] = {}
        for claim in self.claims:
            if claim.firm:
                topics.setdefault(None if self.object else _topic(claim), []).append(claim)
        for stands in topics.values():
            yes = tuple(c for c in stands if c.polarity is Polarity.AFFIRMED)
            no = tuple(c for c in stands if c.polarity is Polarity.NEGATED)
            if yes and no and len({c.voice for c in stands}) > 1:
                yield yes, no

    @property
    def stated(self) -> bool:
        """Whether at least one claim affirms it as asserted: only then may it be read as a plain fact claimed."""
        return any(c.polarity is Polarity.AFFIRMED and c.modality is Modality.ASSERTED for c in self.claims)

    @property
    def publishers(self) -> tuple[str, ...]:
        """The publishers that carry it, sorted."""
        return tuple(sorted({c.article.publisher for c in self.claims if c.article.publisher}))

    @property
    def first(self) -> str | None:
        """The earliest publication date among its claims, ISO, or None."""
        return min((c.article.published for c in self.claims if c.article.published), default=None)

    @property
    def last(self) -> str | None:
        """The latest publication date among its claims, ISO, or None."""
        return max((c.article.published for c in self.claims if c.article.published), default=None)


def contested(claims: Iterable[Claim]) -> bool:
    """Say whether a relation of these claims is contested (:attr:`Relation.contested`); stops as soon as it is."""
    stands: dict[str | None, tuple[set[str], set[Polarity]]] = {}
    for claim in claims:
        if claim.firm:
            voices, sides = stands.setdefault(None if claim.object else _topic(claim), (set(), set()))
            voices.add(claim.voice)
            sides.add(claim.polarity)
            if len(voices) > 1 and len(sides) > 1:
                return True
    return False


def _topic(claim: Claim) -> str:
    topic = claim.qualifiers.topic
    return topic.id if isinstance(topic, Actor) else fold(topic or "")

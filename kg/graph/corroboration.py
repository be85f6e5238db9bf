"""Who affirms a relation, who denies it, who only passes it on, and how many independent sources that makes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.graph.syndication import count_independent, independent_sources
from kg.model import Actor, AttributionKind, Claim, Modality, Polarity, Relation

UNNAMED = "unnamed source"
"""What a voice is called that the article does not name."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What one speaker, or one publisher in its own voice, says of a relation in one polarity and modality.

    ``speaker`` is None for a publisher and for an unnamed source. ``publishers`` carry it, sorted; ``first`` and
    ``last`` are publication dates, ISO, or None. ``claims`` are in the order of date and text.
    """

    name: str
    speaker: Actor | None
    polarity: Polarity
    modality: Modality
    claims: tuple[Claim, ...]
    publishers: tuple[str, ...]
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Corroboration:
    """How a relation stands.

    ``affirming`` and ``denying`` are the voices that take a stand, ``open`` those that do not: they demand it, think it
    possible, or say "if". ``reporting`` are the publishers that only pass on the words of others, sorted.
    ``sources`` and ``sources_denying`` count the independent sources of each side
    (:func:`kg.graph.syndication.count_independent`).
    """

    relation: Relation
    affirming: tuple[Voice, ...]
    denying: tuple[Voice, ...]
    open: tuple[Voice, ...]
    reporting: tuple[str, ...]
    sources: int
    sources_denying: int

    @property
    def contested(self) -> bool:
        """As of the relation."""
        return self.relation.contested


def corroborations(relations: Iterable[Relation],
                   groups: Mapping[str, str] | None = None) -> tuple[Corroboration, ...]:
    """Return how each relation stands, in their order.

    ``groups`` are the groups of copies by article (:func:`kg.graph.syndication.independent_sources`); without them they
    are found among the claims of the relations.
    """
    kept = tuple(relations)
    if groups is None:
        groups = independent_sources(claim for relation in kept for claim in relation.claims)
    return tuple(corroboration(relation, groups) for relation in kept)


def corroboration(relation: Relation, groups: Mapping[str, str]) -> Corroboration:
    """Return how one relation stands; ``groups`` as for :func:`corroborations`."""
    said = voices(relation.claims)
    sides = {polarity: tuple(v for v in said if v.polarity is polarity and v.claims[0].firm) for polarity in Polarity}
    yes, no = sides[Polarity.AFFIRMED], sides[Polarity.NEGATED]
    own = {c.article.publisher for c in relation.claims if c.attribution.kind is AttributionKind.NARRATOR}
    return Corroboration(
        relation, yes, no, tuple(v for v in said if not v.claims[0].firm),
        tuple(publisher for publisher in relation.publishers if publisher not in own),
        *(count_independent((c for voice in side for c in voice.claims), groups) for side in (yes, no)))


def voices(claims: Iterable[Claim]) -> tuple[Voice, ...]:
    """Return who says what of claims, the one with most claims first, then by name, polarity and modality."""
    found: defaultdict[tuple[str, Polarity, Modality], list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.voice, claim.polarity, claim.modality].append(claim)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), voice_name(item[1][0]), item[0]))
    return tuple(_voice(group) for _, group in ordered)


def voice_name(claim: Claim) -> str:
    """Return what to call who says it: the speaker, else the publisher, an unnamed source, or the article's title."""
    if claim.attribution.speaker:
        return claim.attribution.speaker.name
    if claim.attribution.kind is not AttributionKind.NARRATOR:
        return UNNAMED
    return claim.article.publisher or claim.article.title or claim.article.id


def _voice(group: list[Claim]) -> Voice:
    one = group[0]
    dates = sorted(c.article.published for c in group if c.article.published)
    return Voice(voice_name(one), one.attribution.speaker, one.polarity, one.modality, tuple(group),
                 tuple(sorted({c.article.publisher for c in group if c.article.publisher})),
                 dates[0] if dates else None, dates[-1] if dates else None)

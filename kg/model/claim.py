"""Claims: one statement that one sentence of one article makes about two participants."""

from dataclasses import dataclass
from enum import StrEnum

from kg.ids import content_hash
from kg.model.actor import Actor, Mention
from kg.model.article import ArticleRef
from kg.model.span import Span


class Polarity(StrEnum):
    """Whether the relation is said to hold or not to hold."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Modality(StrEnum):
    """How the statement is meant."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    DEMANDED = "demanded"
    ALLEGED = "alleged"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    ENDED = "ended"


_OPEN = frozenset((Modality.DEMANDED, Modality.POSSIBLE, Modality.CONDITIONAL))


class AttributionKind(StrEnum):
    """In whose voice the statement stands."""

    NARRATOR = "narrator"
    REPORTED = "reported"
    QUOTED = "quoted"


class Precision(StrEnum):
    """How exact a time is."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it: nobody but the article (narrator), or a speaker, with the words that show it (``cue``)."""

    kind: AttributionKind = AttributionKind.NARRATOR
    speaker: Actor | None = None
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """When what is claimed happened or holds: ISO dates, both ends included, and the words that say it."""

    start: str
    end: str
    precision: Precision
    text: str


QUALIFIERS = ("counterparty", "place", "item", "topic")
"""The names of the qualifiers of a claim, in order."""


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """Further participants, each an actor or plain text, None where absent."""

    counterparty: Actor | str | None = None
    place: Actor | str | None = None
    item: Actor | str | None = None
    topic: Actor | str | None = None

    @property
    def values(self) -> tuple[Actor | str | None, ...]:
        """All of them, in the order of ``QUALIFIERS``."""
        return self.counterparty, self.place, self.item, self.topic


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence a claim stands on, and in it the word or words that express the relation."""

    sentence: Span
    trigger: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim, immutable; the fields are those of the exchange format (docs/formats).

    ``reasons`` tells why the claim exists (cue, pattern, path, resolution steps); it is not part of the record.
    """

    id: str
    article: ArticleRef
    subject: Mention
    predicate: str
    object: Mention | None
    polarity: Polarity
    modality: Modality
    attribution: Attribution
    time: Time | None
    qualifiers: Qualifiers
    evidence: Evidence
    confidence: float
    extractor: str
    reasons: tuple[str, ...] = ()

    @property
    def voice(self) -> str:
        """Who says it, as a key to compare: the speaker, else the publisher; an unnamed source is one of its article.

        What an article says in its own voice is its publisher's word, its own where no publisher is known.
        """
        if self.attribution.speaker:
            return f"actor {self.attribution.speaker.id}"
        if self.attribution.kind is AttributionKind.NARRATOR and self.article.publisher:
            return f"publisher {self.article.publisher}"
        own = self.attribution.kind is AttributionKind.NARRATOR
        return f"{'article' if own else 'unnamed source of'} {self.article.id}"

    @property
    def firm(self) -> bool:
        """Whether it takes a stand on what is, was or will be. To demand, to think possible and "if" do not."""
        return self.modality not in _OPEN

    @property
    def ends(self) -> tuple[Mention, ...]:
        """Its subject and, where it has one, its object."""
        return (self.subject, self.object) if self.object else (self.subject,)

    @property
    def actors(self) -> tuple[Actor, ...]:
        """The actors it names: its ends, its speaker, its qualifiers, in this order."""
        values = (*(end.actor for end in self.ends), self.attribution.speaker, *self.qualifiers.values)
        return tuple(value for value in values if isinstance(value, Actor))

    @property
    def place(self) -> tuple[str | int, ...]:
        """What claims of one article are sorted by: where they stand in its text."""
        evidence = self.evidence
        return (evidence.sentence.start, evidence.trigger.start, self.subject.span.start,
                self.object.span.start if self.object else -1, self.predicate, self.id)

    @classmethod
    def make(cls, *, article: ArticleRef, subject: Mention, predicate: str, object: Mention | None,
             polarity: Polarity, modality: Modality, attribution: Attribution, time: Time | None,
             qualifiers: Qualifiers, evidence: Evidence, confidence: float, extractor: str,
             reasons: tuple[str, ...] = ()) -> "Claim":
        """Build a claim whose id is the hash of article, spans, ends, predicate, polarity, modality and speaker.

        The ends count beside their spans: "both countries" gives two claims from the same words. So does the topic
        where it stands in place of the object.
        """
        ends = [subject] + ([object] if object else [])
        spans = " ".join(f"{s.start}-{s.end}" for s in [*(end.span for end in ends), evidence.trigger])
        names = [end.actor.id for end in ends] if object else [subject.actor.id, None, _words(qualifiers.topic)]
        speaker = attribution.speaker.id if attribution.speaker else None
        own = content_hash(article.id, spans, *names, predicate, polarity, modality, speaker)
        return cls(own, article, subject, predicate, object, polarity, modality, attribution, time, qualifiers,
                   evidence, confidence, extractor, reasons)


def _words(value: Actor | str | None) -> str | None:
    return value.id if isinstance(value, Actor) else value

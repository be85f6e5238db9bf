"""Small builders of actors, articles and claims for the tests, with spans that always equal their text.

    turkey = actor("Turkey", country="TUR")
    c = claim(turkey, "purchases", actor("S-400", ActorType.ITEM), modality="planned", speaker="Turkey")

A plain string in place of an actor means ``actor(string)``: a State.
"""

from kg.ids import actor_id, slug
from kg.model import (
    Actor,
    ActorType,
    Article,
    Attribution,
    AttributionKind,
    Claim,
    Evidence,
    Mention,
    Modality,
    Polarity,
    Precision,
    Qualifiers,
    Span,
    Time,
)

PUBLISHED = "2020-03-05"
PUBLISHER = "Example Wire"


def actor(name: str, type: ActorType | str = ActorType.STATE, *, country: str | None = None,
          sector: str | None = None, wikidata: str | None = None, id: str | None = None) -> Actor:
    """Return an actor; its id is the slug of its name, or a hash where nothing of the name is left."""
    own = id or slug(name) or actor_id(name, str(type))
    return Actor(own, name, ActorType(type), country, sector, wikidata)


def span(text: str, words: str, after: int = 0) -> Span:
    """Return the first place of ``words`` in ``text`` from ``after`` on; ValueError if there is none."""
    start = text.index(words, after)
    return Span.of(text, start, start + len(words))


def time(start: str, end: str | None = None, precision: Precision | str = Precision.DAY,
         text: str = "") -> Time:
    """Return a time; ``end`` is ``start`` where not given."""
    return Time(start, end or start, Precision(precision), text or start)


def article(sentence: str, *, title: str = "A title", publisher: str | None = PUBLISHER,
            published: str | None = PUBLISHED, url: str | None = None, id: str | None = None) -> Article:
    """Return an article that says nothing but its title and one sentence."""
    return Article.make(f"{title}\n\n{sentence}", title=title, url=url, publisher=publisher,
                        published=published, id=id)


def claim(subject: Actor | str, predicate: str, object: Actor | str | None, *,
          polarity: Polarity | str = Polarity.AFFIRMED, modality: Modality | str = Modality.ASSERTED,
          speaker: Actor | str | None = None, kind: AttributionKind | str | None = None,
          cue: str | None = None, published: str | None = PUBLISHED, publisher: str | None = PUBLISHER,
          title: str = "A title", url: str | None = None, sentence: str | None = None,
          trigger: str | None = None, subject_text: str | None = None, object_text: str | None = None,
          time: Time | None = None, counterparty: Actor | str | None = None,
          place: Actor | str | None = None, item: Actor | str | None = None,
          topic: Actor | str | None = None, confidence: float = 0.8, extractor: str = "patterns/1",
          article_id: str | None = None, reasons: tuple[str, ...] = ()) -> Claim:
    """Return a claim whose spans lie in ``article(sentence, title=title, …).text``.

    Without ``sentence`` one is made of the two names and the predicate. With one, both names (or
    ``subject_text`` and ``object_text``) and ``trigger`` must stand in it; the trigger is else the first word
    after the subject.
    ``kind`` is "reported" where a speaker is given, else "narrator".
    """
    subject = actor(subject) if isinstance(subject, str) else subject
    object = actor(object) if isinstance(object, str) else object
    speaker = actor(speaker) if isinstance(speaker, str) else speaker
    first = subject_text or subject.name
    second = (object_text or object.name) if object else ""
    verb = trigger or ("" if sentence else predicate.replace("-", " "))
    sentence = sentence or (f"{first} {verb} {second}." if second else f"{first} {verb}.")
    source = article(sentence, title=title, publisher=publisher, published=published, url=url, id=article_id)
    base = len(title) + 2
    text = source.text
    subject_span = span(text, first, base)
    tail = text[subject_span.end:]
    object_span = _last(text, second, subject_span.end if second in tail else base) if second else None
    verb = verb or tail.split()[0].strip(".,")
    trigger_span = span(text, verb, subject_span.end if verb in tail else base)
    return Claim.make(
        article=source.ref,
        subject=Mention(subject, subject_span),
        predicate=predicate,
        object=Mention(object, object_span) if object and object_span else None,
        polarity=Polarity(polarity),
        modality=Modality(modality),
        attribution=Attribution(AttributionKind(kind or ("reported" if speaker else "narrator")), speaker,
                                span(text, cue, base) if cue else None),
        time=time,
        qualifiers=Qualifiers(counterparty, place, item, topic),
        evidence=Evidence(Span.of(text, base, base + len(sentence)), trigger_span),
        confidence=confidence,
        extractor=extractor,
        reasons=reasons,
    )


def _last(text: str, words: str, after: int) -> Span:
    start = text.rindex(words, after)
    return Span.of(text, start, start + len(words))

"""News and claims made up in any number, always the same for the same seed; nothing is fetched."""

import random
import re
from collections.abc import Iterator
from datetime import date, timedelta

from benchmarks.news import OPENINGS, SENTENCES, SHARES, WORDS
from kg import gazetteer, ontology
from kg.model import (
    Actor,
    ActorType,
    Article,
    ArticleRef,
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

_BLANK = re.compile(r"\{([a-z]+)(2?)\}")
_FIRST_DAY = date(2015, 1, 1)
_DAYS = 4000
_PUBLISHERS = tuple(
    f"{name} {kind}"
    for kind in ("Times", "Post", "Herald", "Wire")
    for name in ("Morning", "Evening", "Northern", "Harbour", "Capital", "Valley")
)
_ENDS = frozenset(
    [ActorType.STATE, ActorType.ARMED_GROUP, ActorType.ALLIANCE, ActorType.PERSON, ActorType.ORGANIZATION]
)


def articles(number: int, *, seed: int = 1, desk: str | None = None, start: int = 0) -> Iterator[Article]:
    """Yield ``number`` articles of mixed news from the ``start``-th on, or of one desk of ``news.SHARES``.

    About 310 words an article, between 100 and 600. The n-th article depends on ``seed`` and n alone.
    """
    for n in range(start, start + number):
        chance = random.Random(f"{seed}/{n}")
        chosen = desk or chance.choices(list(SHARES), list(SHARES.values()))[0]
        title = _filled(chance, chance.choice(OPENINGS[chosen]))
        paragraphs, left = [title], chance.randint(7, 38)
        while left > 0:
            length = min(left, chance.randint(1, 3))
            paragraphs.append(" ".join(_filled(chance, s) for s in chance.sample(SENTENCES[chosen], length)))
            left -= length
        yield Article.make(
            "\n\n".join(paragraphs),
            title=title,
            publisher=chance.choice(_PUBLISHERS),
            published=_day(chance).isoformat(),
            id=f"{desk or 'news'}-{seed}-{n:07}",
        )


def claims(number: int, *, seed: int = 1) -> Iterator[Claim]:
    """Yield ``number`` claims between actors of the gazetteer, without a text having been read; a few an article.

    Few actors come up often and most rarely, as in news. Every claim is whole: sentence, spans, speaker, time.
    """
    chance = random.Random(seed)
    actors = sorted(
        (e.actor for e in gazetteer.load().entries.values() if e.actor.type in _ENDS), key=lambda a: a.id
    )
    chance.shuffle(actors)
    weights = [1 / (rank + 3) for rank in range(len(actors))]
    types = sorted(ontology.load().types)
    made = 0
    while made < number:
        article = Article.make(
            "",
            title=f"Report {made}",
            publisher=chance.choice(_PUBLISHERS),
            published=_day(chance).isoformat(),
            id=f"claims-{seed}-{made:08}",
        ).ref
        place = 0
        for _ in range(min(chance.randint(1, 8), number - made)):
            subject, object, speaker = chance.choices(actors, weights, k=3)
            if subject == object:
                object = actors[(actors.index(object) + 1) % len(actors)]
            said = f"{speaker.name} said on {article.published}."
            sentence = f"{subject.name} {chance.choice(types)} {object.name}, {said}"
            yield _claim(chance, article, sentence, place, subject, object, speaker)
            place += len(sentence) + 1
            made += 1


def _claim(
    chance: random.Random,
    article: ArticleRef,
    sentence: str,
    place: int,
    subject: Actor,
    object: Actor,
    speaker: Actor,
) -> Claim:
    predicate = sentence[len(subject.name) + 1 :].split(" ", 1)[0]
    day = article.published or ""
    start = place + len(subject.name) + 1
    behind = start + len(predicate) + 1
    cue = place + sentence.rindex("said")
    said = Attribution(AttributionKind.REPORTED, speaker, Span(cue, cue + 4, "said"))
    return Claim.make(
        article=article,
        subject=Mention(subject, Span(place, place + len(subject.name), subject.name)),
        predicate=predicate,
        object=Mention(object, Span(behind, behind + len(object.name), object.name)),
        polarity=Polarity.NEGATED if chance.random() < 0.08 else Polarity.AFFIRMED,
        modality=chance.choice(tuple(Modality)) if chance.random() < 0.3 else Modality.ASSERTED,
        attribution=said if chance.random() < 0.4 else Attribution(),
        time=Time(day, day, Precision.DAY, day),
        qualifiers=Qualifiers(topic="the border" if chance.random() < 0.2 else None),
        evidence=Evidence(
            Span(place, place + len(sentence), sentence), Span(start, start + len(predicate), predicate)
        ),
        confidence=round(0.3 + 0.69 * chance.random(), 2),
        extractor="made-up/1",
    )


def _filled(chance: random.Random, sentence: str) -> str:
    """Return the sentence with its blanks filled; ``{x2}`` differs from ``{x}``."""
    chosen: dict[str, str] = {}

    def word(found: re.Match[str]) -> str:
        if found[0] not in chosen:
            taken = chosen.get(f"{{{found[1]}}}")
            chosen[found[0]] = chance.choice([w for w in WORDS[found[1]] if w != taken])
        return chosen[found[0]]

    return _BLANK.sub(word, sentence)


def _day(chance: random.Random) -> date:
    return _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))

"""Pairs as readings: many texts parsed at once, the two given spans made mentions of two actors of their own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.actors.resolver import ActorResolver
from kg.grammar import Nouns
from kg.model import Actor, ActorType, Article, Mention, Span
from kg.parsing import Parser
from kg.relate.pair import Offsets, Pair
from kg.text import Reading, Sentence, Token

A, B = "given:a", "given:b"
"""The ids of the two actors."""

_NAMED = {
    "PERSON": ActorType.PERSON,
    "GPE": ActorType.STATE,
    "NORP": ActorType.PEOPLE,
    "LOC": ActorType.PLACE,
    "FAC": ActorType.PLACE,
    "PRODUCT": ActorType.ITEM,
}
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")


@dataclass(frozen=True, slots=True)
class End:
    """Where a given span is in its reading: the sentence and the head token; ``tokens`` are all its tokens."""

    sentence: Sentence
    head: int
    tokens: frozenset[int]
    mention: Mention


@dataclass(frozen=True, slots=True)
class Marked:
    """A pair as read; an end is None where the side is not given or no word of it was parsed."""

    pair: Pair
    reading: Reading
    a: End | None
    b: End | None


def parse(parser: Parser, articles: Sequence[Article]) -> Iterator[Reading]:
    """Yield a reading for each text. They are parsed as paragraphs of one, which is several times faster."""
    starts, body, owner, at = [], [], [], 0
    for n, article in enumerate(articles):
        starts.append(at)
        for line in re.finditer(r"[^\n]+", article.text):
            body.append((at + line.start(), at + line.end()))
            owner.append(n)
        at += len(article.text) + 2
    whole = parser.read(Article("all", "", "\n\n".join(a.text for a in articles)), body)
    rows: list[list[Sentence]] = [[] for _ in articles]
    for sentence in whole.sentences:
        n = owner[sentence.paragraph]
        rows[n].append(_moved(sentence, len(rows[n]), starts[n]))
    for article, sentences in zip(articles, rows, strict=True):
        yield Reading(article, sentences)


def _moved(sentence: Sentence, index: int, by: int) -> Sentence:
    """Return the sentence with the offsets of its own text."""
    for token in sentence.tokens:
        token.start -= by
        token.end -= by
    span, whole = (Span(s.start - by, s.end - by, s.text) for s in (sentence.span, sentence.whole))
    return replace(sentence, index=index, paragraph=0, span=span, whole=whole)


def mark(reading: Reading, pair: Pair, resolver: ActorResolver, nouns: Nouns) -> Marked:
    """Resolve the actors of a reading, then put the two given ones in the place of what stands in their spans.

    Wherever else the text speaks of one of the two ("he"), that is the given actor too.
    """
    resolver.annotate(reading)
    places = [_place(reading, span) for span in (pair.a, pair.b)]
    known = [_known(place) for place in places]
    ends = [_end(reading, place, name, nouns) for place, name in zip(places, (A, B), strict=True)]
    # Where two were taken for one, nothing else in the text tells them apart.
    same = {
        actor: end.mention.actor
        for actor, end in zip(known, ends, strict=True)
        if actor and end and known.count(actor) == 1
    }
    for sentence in reading.sentences:
        _clear(sentence, {i for end in ends if end and end.sentence is sentence for i in end.tokens}, same)
    for end in ends:
        if end:
            end.sentence.actors[end.head] = (*end.sentence.actors.get(end.head, ()), end.mention)
    return Marked(pair, reading, ends[0], ends[1])


def _clear(sentence: Sentence, inside: set[int], same: Mapping[str, Actor]) -> None:
    """Take away what stood inside the spans; rename what speaks of the given actors elsewhere."""
    for table in (sentence.places, sentence.seats):
        for i in inside & table.keys():
            del table[i]
    for i in sorted(sentence.actors):
        if i in inside:
            del sentence.actors[i]
        else:
            sentence.actors[i] = tuple(
                replace(m, actor=same.get(m.actor.id, m.actor)) for m in sentence.actors[i]
            )


_Place = tuple[Sentence, int, frozenset[int]]


def _place(reading: Reading, span: Offsets | None) -> _Place | None:
    """Return sentence, head and tokens of a span; a word that it cuts counts as in it."""
    if span is None:
        return None
    for sentence in reading.sentences:
        tokens = [t for t in sentence.tokens if t.start < span[1] and span[0] < t.end and t.pos != "SPACE"]
        if tokens:
            return sentence, _head(tokens), frozenset(t.i for t in tokens)
    return None


def _head(tokens: list[Token]) -> int:
    """Return the noun that governs the span: the first whose governor lies outside, else the last."""
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if t.head not in inside or t.head == t.i]
    nominal = [t for t in tops if t.pos in _NOMINAL] or [t for t in tokens if t.pos in _NOMINAL][-1:]
    return (nominal or tops or tokens)[0].i


def _known(place: _Place | None) -> str | None:
    """Return the id of the actor that the resolver found at the head of a span."""
    if place is None:
        return None
    sentence, head, _ = place
    return next((m.actor.id for m in sentence.actors.get(head, ())), None)


def _end(reading: Reading, place: _Place | None, name: str, nouns: Nouns) -> End | None:
    if place is None:
        return None
    sentence, head, tokens = place
    inside = [sentence.tokens[i] for i in sorted(tokens)]
    span = Span.of(reading.article.text, inside[0].start, inside[-1].end)
    mention = Mention(Actor(name, span.text, _type(sentence, head, nouns)), span, "given")
    return End(sentence, head, tokens, mention)


def _type(sentence: Sentence, head: int, nouns: Nouns) -> ActorType:
    """Guess the kind of a given actor: as the resolver had it, by its label, or by its noun."""
    token = sentence.tokens[head]
    if found := sentence.actors.get(head):
        return found[0].actor.type
    if token.lemma in nouns.groups:
        return nouns.groups[token.lemma][0]
    if token.entity in _NAMED:
        return _NAMED[token.entity]
    if token.lemma in nouns.goods:
        return ActorType.ITEM
    if "place" in nouns.kinds.get(token.lemma, ()):
        return ActorType.PLACE
    return ActorType.ORGANIZATION

"""Quotations, and who says them: the verb of saying beside the quotation marks, or the speaker before."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from kg.grammar import Roles
from kg.model import ActorType, Article, Mention, Span
from kg.text import Quote, Reading, Sentence, straight

_Said = tuple[tuple[Mention, ...], Span]
_DASH = re.compile(r'["”]?\s*(―|—|–|--)\s*')
_SPEAKING = frozenset([ActorType.PERSON, ActorType.GOVERNMENT, ActorType.MILITARY])
_REACH = 2
"""Sentences between a quotation and the one before it that may be by the same speaker."""
_LONG = 4
"""Words from which on a stretch in quotation marks is speech and not a word held at arm's length."""


def find_quotes(article: Article) -> list[Quote]:
    """Return the stretches between double quotation marks; one left open at a paragraph's end goes on in the next."""
    quotes: list[Quote] = []
    text = straight(article.text)
    for paragraph in re.finditer(r"[^\n]+", text) if '"' in text else ():
        marks = [paragraph.start() + m.start() for m in re.finditer('"', paragraph[0])]
        quotes += [Quote(a + 1, b) for a, b in zip(marks[::2], marks[1::2], strict=False)]
        if len(marks) % 2:
            quotes.append(Quote(marks[-1] + 1, paragraph.end()))
    return quotes


def attribute_quotes(reading: Reading, roles: Roles) -> None:
    """Find the quotations of a reading and give each its speakers."""
    reading.quotes = find_quotes(reading.article)
    last: _Said | None = None
    last_index = 0
    starts, ends = [s.span.start for s in reading.sentences], [s.span.end for s in reading.sentences]
    sayings = _Sayings(reading, roles)
    for quote in reading.quotes:
        touching = reading.sentences[bisect_right(ends, quote.start) : bisect_left(starts, quote.end)]
        if not touching:
            continue
        found = _byline(reading, quote, touching[-1].index)
        found = found or next(filter(None, map(sayings.first, touching)), None)
        index = touching[0].index
        if found is None and _is_speech(quote, reading):
            found = _beside(reading, index, touching[-1].index, sayings)
            if found is None and last and index - last_index <= _REACH:
                found = last
        if found:
            quote.speakers, quote.cue = found
            last, last_index = found, touching[-1].index
    reading.quotes += _labelled(reading)


class _Sayings:
    """Who says something in each sentence: looked for once, however many quotations stand in it."""

    def __init__(self, reading: Reading, roles: Roles) -> None:
        self._reading, self._roles = reading, roles
        self._found: dict[int, _Said | None] = {}

    def first(self, sentence: Sentence) -> _Said | None:
        """Return speakers and cue of the first verb of saying in the sentence that has some."""
        if sentence.index not in self._found:
            self._found[sentence.index] = next(_saying(self._reading, sentence, self._roles), None)
        return self._found[sentence.index]


def _byline(reading: Reading, quote: Quote, index: int) -> _Said | None:
    """Return who is named behind the dash that follows the quotation (“…” — Name)."""
    dash = _DASH.match(reading.article.text, quote.end)
    for sentence in reading.sentences[index : index + 2] if dash else ():
        for mentions in sentence.actors.values():
            if dash and mentions[0].span.start == dash.end():
                return mentions, Span.of(reading.article.text, dash.start(1), dash.end(1))
    return None


def _labelled(reading: Reading) -> list[Quote]:
    """Return what stands behind a speaker's name and a colon at the beginning of a line ("Kremlin: Talks failed")."""
    text, found = reading.article.text, []
    for sentence in reading.sentences:
        for mentions in sentence.actors.values():
            span, kind = mentions[0].span, mentions[0].actor.type
            begins = span.start == 0 or text[span.start - 1] == "\n"
            if begins and kind in _SPEAKING and text[span.end : span.end + 2] == ": ":
                line = text.find("\n", span.end)
                end = len(text) if line < 0 else line
                found.append(Quote(span.end + 2, end, mentions, Span.of(text, span.end, span.end + 1)))
    return found


def _is_speech(quote: Quote, reading: Reading) -> bool:
    return len(reading.article.text[quote.start : quote.end].split()) >= _LONG


def _saying(reading: Reading, sentence: Sentence, roles: Roles) -> Iterator[_Said]:
    """Yield (speakers, cue) of the verbs of saying that stand outside quotation marks in the sentence."""
    for token in sentence.tokens:
        if token.pos == "VERB" and token.lemma in roles.speech_verbs and not reading.quote_at(token.start):
            subjects = [c for c in token.children if sentence.tokens[c].dep in ("nsubj", "nsubjpass")]
            subjects = subjects or _adjacent(sentence, token.i)
            speakers = tuple(m for i in subjects for m in speakers_at(sentence, i))
            if speakers:
                yield speakers, Span.of(reading.article.text, token.start, token.end)
        elif token.text.lower() == "according":
            for to in token.children:
                for c in sentence.tokens[to].children:
                    if speakers := speakers_at(sentence, c):
                        yield speakers, Span.of(reading.article.text, token.start, token.end)


def speakers_at(sentence: Sentence, i: int) -> tuple[Mention, ...]:
    """Return whom token ``i`` stands for as a speaker: itself, else the name in apposition, else its owner."""
    if i in sentence.actors:
        return sentence.actors[i]
    for child in sentence.tokens[i].children:
        if sentence.tokens[child].dep == "appos" and child in sentence.actors:
            return sentence.actors[child]
    return ()


def _adjacent(sentence: Sentence, i: int) -> list[int]:
    """Return the nominal right before or after the verb, where the parse gives it no subject ("…, said X")."""
    for k in (i - 1, i + 1):
        if 0 <= k < len(sentence.tokens) and sentence.tokens[k].pos in ("PRON", "PROPN"):
            head = k
            while sentence.tokens[head].dep == "compound":
                head = sentence.tokens[head].head
            return [head]
    return []


def _beside(reading: Reading, first: int, last: int, sayings: _Sayings) -> _Said | None:
    """Look for the verb of saying in the sentence before that ends in a colon, then in the one after."""
    before = reading.sentences[first - 1] if first else None
    if before and before.span.text.rstrip().endswith((":", "said.")) and (found := sayings.first(before)):
        return found
    after = reading.sentences[last + 1] if last + 1 < len(reading.sentences) else None
    if after and after.paragraph == reading.sentences[last].paragraph and len(after.tokens) < 12:
        return sayings.first(after)
    return None

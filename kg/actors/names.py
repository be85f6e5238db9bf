"""Named mentions: the gazetteer's names laid over the parse, then the entities that no gazetteer knows."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.actors.matcher import Hit, NameMatcher, bare
from kg.gazetteer import Entry, Gazetteer, Surface
from kg.ids import actor_id, fold
from kg.model import Actor, ActorType, Mention, Span
from kg.text import Reading, Sentence, Token

TITLES = frozenset(
    "president prime minister premier chancellor king queen prince princess emir sultan sheikh general colonel major "
    "captain lieutenant admiral commander marshal senator congressman secretary mr mrs ms dr pope ambassador envoy "
    "governor mullah ayatollah leader chief spokesman spokeswoman spokesperson judge professor sir lord lady".split()
)
_ENTITY_TYPES = {
    "PERSON": ActorType.PERSON,
    "ORG": ActorType.ORGANIZATION,
    "GPE": ActorType.PLACE,
    "LOC": ActorType.PLACE,
    "FAC": ActorType.PLACE,
    "PRODUCT": ActorType.ITEM,
}
_ORGANIZATION_WORDS = frozenset(
    "ministry party front movement army forces force group union council committee agency bank university company "
    "corporation office court commission institute organization organisation association federation league front "
    "brigade brigades battalion department".split()
)
_NOMINAL = frozenset(["nsubj", "nsubjpass", "dobj", "pobj", "appos", "conj"])
_ACRONYM = re.compile(r"\(\s*(?:the )?([A-Z][A-Za-z0-9\-]{1,9}?)s?(?:[,;][^)]*)?\)")
_ORDER = {
    t: n
    for n, t in enumerate(
        [
            "State",
            "Organization",
            "Alliance",
            "Government",
            "Military",
            "ArmedGroup",
            "Person",
            "People",
            "Place",
            "Item",
            "Company",
            "Party",
        ]
    )
}


@dataclass(slots=True)
class Named:
    """A name in a sentence: its tokens ``first`` to ``last``, the head among them, and what it stands for.

    ``place`` is the reading of a capital or seat as the place it is; ``adjective`` marks "Turkish" and the like.
    """

    first: int
    last: int
    head: int
    mention: Mention
    place: Mention | None = None
    adjective: bool = False


@dataclass(slots=True)
class ArticleNames:
    """What an article has named so far: full names by surname, acronyms it introduced, unknown names met."""

    by_key: dict[str, Actor] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def learn(self, text: str, actor: Actor) -> None:
        """Remember that ``text`` names the actor here; a person is known by his last name too."""
        self.by_key.setdefault(fold(text), actor)
        if actor.type is ActorType.PERSON:
            words = fold(actor.name).split()
            for key in {words[-1], " ".join(words[-2:]), words[0] if len(words) == 1 else words[-1]}:
                self.by_key.setdefault(key, actor)

    def get(self, text: str) -> Actor | None:
        """Return the actor that ``text`` named before, or None."""
        return self.by_key.get(fold(text))


class NameFinder:
    """Finds the named mentions of a reading."""

    def __init__(self, gazetteer: Gazetteer, generic: frozenset[str]) -> None:
        """Build the dictionary of the gazetteer; ``generic`` words ("Council") are no names by themselves."""
        self._gazetteer = gazetteer
        self._generic = generic
        self._matcher = NameMatcher.of(gazetteer)

    def find(self, reading: Reading) -> tuple[list[list[Named]], ArticleNames]:
        """Return the names of each sentence, in the order of the text, and what the article taught."""
        text = reading.article.text
        hits = self._matcher.find(text)
        evidence = self._evidence(hits)
        names = ArticleNames()
        found = []
        for sentence in reading.sentences:
            inside = [h for h in hits if sentence.span.start <= h.start and h.end <= sentence.span.end]
            found.append(self._sentence(sentence, inside, evidence, names, text, reading.article.published))
        self._acronyms(reading, found, names)
        return found, names

    def _evidence(self, hits: list[Hit]) -> frozenset[str]:
        """Return the ids and countries that the article names without doubt."""
        sure: set[str] = set()
        for hit in hits:
            if hit.has("name", "alias", "acronym", "adjective", "capital", "seat") and len(hit.readings) == 1:
                actor = self._gazetteer.actor(hit.readings[0].actor)
                sure.add(actor.id)
                if actor.country:
                    sure.add(actor.country)
        return frozenset(sure)

    def _sentence(
        self,
        sentence: Sentence,
        hits: list[Hit],
        evidence: frozenset[str],
        names: ArticleNames,
        text: str,
        published: str | None,
    ) -> list[Named]:
        taken: set[int] = set()
        found: list[Named] = []
        spans = _entities(sentence)
        for hit in hits:
            inside = _tokens_of(sentence, hit.start, hit.end)
            if not inside or _swallowed(sentence, inside, spans, hit):
                continue
            if hit.has("surname") and all(sentence.tokens[i].entity == "DATE" for i in inside):
                continue  # May is a month here, not Theresa May
            named = self._named(sentence, hit, inside, evidence, names, text, published)
            if named:
                found.append(named)
                taken.update(inside)
        for first, last, label in spans:
            if label in _ENTITY_TYPES and not taken.intersection(range(first, last + 1)):
                named = self._unknown(sentence, first, last, label, names, text)
                if named:
                    found.append(named)
        taken.update(i for n in found for i in range(n.first, n.last + 1))
        for first, last in [] if sentence.headline else _proper_runs(sentence, taken):
            named = self._unknown(sentence, first, last, "PERSON", names, text)
            if named:
                found.append(named)
        return sorted(found, key=lambda n: n.first)

    def _named(
        self,
        sentence: Sentence,
        hit: Hit,
        inside: list[int],
        evidence: frozenset[str],
        names: ArticleNames,
        text: str,
        published: str | None,
    ) -> Named | None:
        readings = [r for r in hit.readings if self._fits(r, sentence, inside, hit, evidence, names, published)]
        if not readings:
            known = names.get(hit.text) if hit.has("surname", "guarded") else None
            if known is None:
                return None
            return _make(sentence, inside, known, text, f"named before: {known.name}")
        seat = next((r for r in readings if r.kind in ("capital", "seat")), None)
        places = [r for r in readings if r.kind not in ("capital", "seat") and self._type(r) is ActorType.PLACE]
        best = seat or min(readings, key=lambda r: self._rank(r, evidence))
        entry = self._gazetteer.entries[best.actor]
        actor = entry.actor
        if best.kind == "seat" and actor.type is ActorType.STATE:
            actor = self._gazetteer.body(actor.id, "government")
        if best.kind in ("surname", "guarded") and actor.type is ActorType.PERSON:
            actor = names.get(hit.text) or actor
        names.learn(hit.text, actor)
        if entry.surname and actor == entry.actor:
            names.learn(entry.surname, actor)
        named = _make(sentence, inside, actor, text, f"gazetteer {best.kind} {hit.text!r}")
        named.adjective = best.kind == "adjective" or (
            best.kind == "people" and sentence.tokens[inside[-1]].tag == "JJ"
        )
        if seat:
            place = (
                self._gazetteer.actor(places[0].actor)
                if places
                else Actor(actor_id(hit.text, "Place"), hit.text, ActorType.PLACE, actor.country)
            )
            named.place = Mention(place, named.mention.span, f"place {hit.text!r}")
        return named

    def _type(self, reading: Surface) -> ActorType:
        return self._gazetteer.actor(reading.actor).type

    def _rank(self, reading: Surface, evidence: frozenset[str]) -> tuple[bool, bool, int, str]:
        actor = self._gazetteer.actor(reading.actor)
        return (
            actor.country not in evidence,
            reading.kind in ("guarded", "surname"),
            _ORDER.get(actor.type, 20),
            actor.id,
        )

    def _fits(
        self,
        reading: Surface,
        sentence: Sentence,
        inside: list[int],
        hit: Hit,
        evidence: frozenset[str],
        names: ArticleNames,
        published: str | None,
    ) -> bool:
        """Guard what is ambiguous: a surname needs its bearer, a short alias needs company."""
        entry = self._gazetteer.entries[reading.actor]
        head = sentence.tokens[inside[-1]]
        if reading.kind == "surname":
            known = names.get(hit.text)
            return (
                known == entry.actor
                if known
                else hit.text[0].isupper() and reading.actor == self._bearer(hit, published)
            )
        if reading.kind == "guarded":
            if entry.actor.type is ActorType.STATE:
                return head.pos == "PROPN"
            if hit.text.isupper():
                return head.pos in ("PROPN", "NOUN") and not sentence.span.text.isupper()
            return reading.actor in evidence or entry.actor.country in evidence
        if reading.kind == "acronym":
            return head.text.isupper() or not hit.text.isupper()
        if entry.actor.type in (ActorType.PLACE, ActorType.ITEM) and len(inside) == 1:
            return head.pos in ("PROPN", "NOUN", "X", "NUM", "ADJ") or not hit.text[0].isupper()
        return True

    def _bearer(self, hit: Hit, published: str | None) -> str | None:
        """Return the one bearer of a surname who held office then; failing that, not long before or after."""
        bearers = sorted({r.actor for r in hit.readings if r.kind == "surname"})
        for margin in (0, 10, 100):
            near = [b for b in bearers if _in_office(self._gazetteer.entries[b], published, margin)]
            if near:
                return near[0] if len(near) == 1 else None
        return None

    def _unknown(
        self, sentence: Sentence, first: int, last: int, label: str, names: ArticleNames, text: str
    ) -> Named | None:
        tokens = sentence.tokens
        while first <= last and (tokens[first].pos in ("DET", "PUNCT") or tokens[first].lemma in TITLES):
            first += 1
        while last >= first and (tokens[last].text in ("'s", "'", "’s") or tokens[last].pos == "PUNCT"):
            last -= 1
        inside = list(range(first, last + 1))
        if not inside or not any(tokens[i].text[0].isupper() for i in inside):
            return None
        if len(inside) == 1 and tokens[first].text.lower() in self._generic:
            return None  # "the Council": which one, coreference says
        span = sentence_span(sentence, first, last, text)
        name = re.sub(r"\s+", " ", span.text)
        kind = _kind_of(name, label, sentence, inside)
        known = names.get(name)
        if known is None:
            known = Actor(actor_id(name, kind.value), name, kind)
            if len(inside) == 1 and len(name) < 3:
                return None
        names.learn(name, known)
        return _make(sentence, inside, known, text, f"entity {label} {name!r}")

    def _acronyms(self, reading: Reading, found: list[list[Named]], names: ArticleNames) -> None:
        """Bind "(YPG)" to the name before it, for the whole article."""
        text = reading.article.text
        for sentence, row in zip(reading.sentences, found, strict=True):
            for match in _ACRONYM.finditer(text, sentence.span.start, sentence.span.end):
                before = [n for n in row if n.mention.span.end <= match.start() <= n.mention.span.end + 2]
                if before and _initials_fit(match[1], before[-1].mention.span.text):
                    names.by_key[fold(match[1])] = before[-1].mention.actor
        for row in found:
            for n, named in enumerate(row):
                bound = names.by_key.get(fold(named.mention.span.text))
                if bound and bound != named.mention.actor and named.mention.how.startswith("entity"):
                    row[n].mention = Mention(bound, named.mention.span, f"named in this article: {bound.name}")


def sentence_span(sentence: Sentence, first: int, last: int, text: str) -> Span:
    """Return the stored text from token ``first`` to ``last`` of the sentence."""
    return Span.of(text, sentence.tokens[first].start, sentence.tokens[last].end)


def head_of(sentence: Sentence, inside: Iterable[int]) -> int:
    """Return the token of ``inside`` whose governor lies outside: the head of the name."""
    group = list(inside)
    heads = [i for i in group if sentence.tokens[i].head not in group or sentence.tokens[i].head == i]
    nominal = [i for i in heads if sentence.tokens[i].pos in ("PROPN", "NOUN", "ADJ", "X", "NUM")]
    return (nominal or heads or group)[-1]


def _make(sentence: Sentence, inside: list[int], actor: Actor, text: str, how: str) -> Named:
    span = sentence_span(sentence, inside[0], inside[-1], text)
    return Named(inside[0], inside[-1], head_of(sentence, inside), Mention(actor, span, how))


def _tokens_of(sentence: Sentence, start: int, end: int) -> list[int]:
    return [t.i for t in sentence.tokens if t.start < end and start < t.end]


def _entities(sentence: Sentence) -> list[tuple[int, int, str]]:
    """Return the recogniser's entities as (first token, last token, label)."""
    spans: list[tuple[int, int, str]] = []
    for token in sentence.tokens:
        if token.entity and spans and spans[-1][2] == token.entity and spans[-1][1] == token.i - 1:
            spans[-1] = (spans[-1][0], token.i, token.entity)
        elif token.entity:
            spans.append((token.i, token.i, token.entity))
    return spans


def _swallowed(sentence: Sentence, inside: list[int], spans: list[tuple[int, int, str]], hit: Hit) -> bool:
    """Say whether a one-word place, state or surname is only part of a person's longer name ("Jordan Peterson")."""
    for first, last, label in spans:
        if label == "PERSON" and first <= inside[0] and inside[-1] <= last and last - first >= len(inside):
            rest = [sentence.tokens[i] for i in range(first, last + 1) if i not in inside]
            rest = [t for t in rest if t.pos == "PROPN" and t.lemma not in TITLES and t.text != "'s"]
            short = len(inside) == 1 or hit.has("surname")
            return bool(rest) and short and not hit.has("adjective", "acronym", "people")
    return False


def _proper_runs(sentence: Sentence, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Yield runs of two or more proper nouns that nothing else has claimed: names the recogniser missed."""
    run: list[int] = []
    for token in [*sentence.tokens, None]:
        fits = token is not None and token.pos == "PROPN" and token.i not in taken and token.text[0].isupper()
        if token is not None and fits and not token.entity and not is_title(token):
            run.append(token.i)
            continue
        if 2 <= len(run) <= 4 and sentence.tokens[run[-1]].dep in _NOMINAL:
            yield run[0], run[-1]
        run = []


def _titled(sentence: Sentence, first: int) -> bool:
    return first > 0 and sentence.tokens[first - 1].text.lower().rstrip(".") in TITLES


def _in_office(entry: Entry, published: str | None, margin: int) -> bool:
    """Say whether the person held an office within ``margin`` years of the date of publication."""
    if published is None:
        return bool(entry.offices)
    year = int(published[:4])
    return any(
        int((o.start or "0")[:4]) - margin <= year <= int((o.end or "9999")[:4]) + margin for o in entry.offices
    )


def _kind_of(name: str, label: str, sentence: Sentence, inside: list[int]) -> ActorType:
    words = bare(name).lower().split()
    if _ORGANIZATION_WORDS.intersection(words):
        return ActorType.ORGANIZATION
    following = [t.text.lower() for t in sentence.tokens[inside[-1] + 1 : inside[-1] + 3]]
    if _titled(sentence, inside[0]) or (
        len(inside) > 1 and following in ([",", "who"], [",", "whose"], [",", "whom"])
    ):
        return ActorType.PERSON
    return _ENTITY_TYPES[label]


def _initials_fit(acronym: str, name: str) -> bool:
    """Say whether the letters of the acronym stand in the name in order, starting with its first."""
    letters, rest = [c for c in acronym.lower() if c.isalpha()], bare(name).lower()
    if not letters or (not rest.lstrip("the ").startswith(letters[0]) and letters[0] not in rest):
        return False
    position = 0
    for letter in letters:
        position = rest.find(letter, position) + 1
        if position == 0:
            return False
    return len(name) > len(acronym)


def is_title(token: Token) -> bool:
    """Say whether the token is a title or an office before a name."""
    return token.lemma.rstrip(".") in TITLES

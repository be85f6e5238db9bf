"""Named mentions: the gazetteer's names laid over the parse, then the entities that no gazetteer knows."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.actors.guards import ArticleNames, Guard, Scene, is_dish, is_title, is_titled, swallowed
from kg.actors.matcher import Hit, NameMatcher, bare
from kg.gazetteer import Gazetteer, Surface
from kg.ids import actor_id
from kg.model import Actor, ActorType, Mention
from kg.text import Reading, Sentence

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
    "corporation office court commission institute organization organisation association federation league "
    "brigade brigades battalion department".split()
)
_NOMINAL = frozenset(["nsubj", "nsubjpass", "dobj", "pobj", "appos", "conj"])
_VERSION = re.compile(r"-(?:\d{1,3}[A-Z]?|[IVX]{1,4})\b")
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

    ``place`` is the reading of a capital or seat as the place it is.
    """

    first: int
    last: int
    head: int
    mention: Mention
    place: Mention | None = None


class NameFinder:
    """Finds the named mentions of a reading."""

    def __init__(self, gazetteer: Gazetteer, generic: frozenset[str], posts: frozenset[str]) -> None:
        """Build the dictionary of the gazetteer; ``generic`` words ("Council") are no names by themselves, and who
        stands beside one of ``posts`` ("the spokeswoman, …") is a person."""
        self._gazetteer = gazetteer
        self._generic = generic
        self._posts = posts
        self.matcher = NameMatcher.of(gazetteer)
        self._guard = Guard(gazetteer)

    def find(self, reading: Reading) -> list[list[Named]]:
        """Return the names of each sentence, in the order of the text."""
        text = reading.article.text
        hits = self.matcher.find(text)
        evidence, names = self._evidence(hits), ArticleNames()
        found = []
        for sentence in reading.sentences:
            inside = [h for h in hits if sentence.span.start <= h.start and h.end <= sentence.span.end]
            scene = Scene(sentence, text, evidence, names, reading.article.published, self._abroad(inside))
            found.append(self._sentence(scene, inside))
        self._acronyms(reading, found, names)
        return found

    def _evidence(self, hits: list[Hit]) -> frozenset[str]:
        """Return the ids and countries that the article names without doubt."""
        sure: set[str] = set()
        for hit in hits:
            if hit.has("name", "alias", "acronym", "adjective", "capital", "seat") and len(hit.readings) == 1:
                actor = self._gazetteer.actor(hit.readings[0].actor)
                sure |= {actor.id} | ({actor.country} if actor.country else set())
        return frozenset(sure)

    def _abroad(self, hits: list[Hit]) -> frozenset[str]:
        """Return the countries of the places that the sentence names beside states and their capitals."""
        actors = [self._gazetteer.actor(h.readings[0].actor) for h in hits if len(h.readings) == 1]
        return frozenset(a.country for a in actors if a.type is ActorType.PLACE and a.country)

    def _sentence(self, scene: Scene, hits: list[Hit]) -> list[Named]:
        sentence, taken = scene.sentence, set[int]()
        found: list[Named] = []
        spans = _entities(sentence)
        for hit in hits:
            inside = [t.i for t in sentence.tokens if t.start < hit.end and hit.start < t.end]
            if not inside or swallowed(sentence, inside, spans, hit):
                continue
            if is_dish(sentence, inside):
                taken.update(inside)
                continue
            if hit.has("surname") and all(sentence.tokens[i].entity == "DATE" for i in inside):
                continue  # May is a month here, not Theresa May
            if named := self._version(scene, hit) or self._known(scene, hit, inside):
                found.append(named)
                taken.update(range(named.first, named.last + 1))
        rest = [
            span
            for span in spans
            if span[2] in _ENTITY_TYPES and not taken.intersection(range(span[0], span[1] + 1))
        ]
        found += [n for span in rest if (n := self._unknown(scene, *span))]
        taken.update(i for n in found for i in range(n.first, n.last + 1))
        missed = [] if sentence.headline else _proper_runs(sentence, taken)
        found += [n for first, last in missed if (n := self._unknown(scene, first, last, "PERSON"))]
        return sorted(found, key=lambda n: n.first)

    def _known(self, scene: Scene, hit: Hit, inside: list[int]) -> Named | None:
        """Return the name as the gazetteer has it, the best of its readings that fit."""
        readings = self._guard.readings(scene, hit, inside)
        if not readings:
            before = scene.names.get(hit.text) if hit.has("surname", "guarded") else None
            return _make(scene, inside, before, f"named before: {before.name}") if before else None
        seat = next((r for r in readings if r.kind in ("capital", "seat")), None)
        best = seat or min(readings, key=lambda r: self._rank(r, scene.evidence))
        entry = self._gazetteer.entries[best.actor]
        actor = entry.actor
        if best.kind == "seat" and actor.type is ActorType.STATE:
            actor = self._gazetteer.body(actor.id, "government")
        if best.kind in ("surname", "guarded") and actor.type is ActorType.PERSON:
            actor = scene.names.get(hit.text) or actor
        scene.names.learn(hit.text, actor)
        if entry.surname and actor == entry.actor:
            scene.names.learn(entry.surname, actor)
        named = _make(scene, inside, actor, f"gazetteer {best.kind} {hit.text!r}")
        if seat:
            city = self._gazetteer.city(hit.text, actor.country)
            named.place = Mention(city, named.mention.span, f"place {hit.text!r}")
        return named

    def _version(self, scene: Scene, hit: Hit) -> Named | None:
        """Return the version that a weapon's name goes on to say: "Agni-5" is an item of its own."""
        match = _VERSION.match(scene.text, hit.end)
        items = [a for r in hit.readings if (a := self._gazetteer.actor(r.actor)).type is ActorType.ITEM]
        if match is None or not items:
            return None
        name = scene.text[hit.start : match.end()]
        inside = [t.i for t in scene.sentence.tokens if t.start < match.end() and hit.start < t.end]
        version = Actor(actor_id(name, "Item"), name, ActorType.ITEM)
        return _make(scene, inside, version, f"a version of {items[0].name}")

    def _rank(self, reading: Surface, evidence: frozenset[str]) -> tuple[bool, bool, int, str]:
        actor = self._gazetteer.actor(reading.actor)
        unsure = reading.kind in ("guarded", "surname")
        return actor.country not in evidence, unsure, _ORDER.get(actor.type, len(_ORDER)), actor.id

    def _unknown(self, scene: Scene, first: int, last: int, label: str) -> Named | None:
        """Return a name that no gazetteer has, as the recogniser or the spelling shows it."""
        tokens = scene.sentence.tokens
        while first <= last and (tokens[first].pos in ("DET", "PUNCT") or is_title(tokens[first])):
            first += 1
        while last >= first and (tokens[last].text in ("'s", "'", "’s") or tokens[last].pos == "PUNCT"):
            last -= 1
        last = self._with_state(scene.sentence, last)
        inside = list(range(first, last + 1))
        if not inside or not any(tokens[i].text[0].isupper() for i in inside):
            return None
        if len(inside) == 1 and label != "PERSON" and tokens[first].text.lower() in self._generic:
            return None  # "the Council": which one, coreference says
        if tokens[last].text.lower() in self._posts and len(inside) > 1:
            return None  # "the High Representative"
        name = re.sub(r"\s+", " ", scene.sentence.text_of(scene.text, first, last).text)
        known = scene.names.get(name)
        if known is None:
            kind = _kind_of(name, label, scene.sentence, inside)
            if len(inside) > 1 and kind is not ActorType.PERSON and self._holds_post(scene.sentence, inside):
                kind = ActorType.PERSON
            known = Actor(actor_id(name, kind.value), name, kind)
            if (len(inside) == 1 and len(name) < 3) or name.lower().startswith(("pro-", "anti-")):
                return None
        scene.names.learn(name, known)
        return _make(scene, inside, known, f"entity {label} {name!r}")

    def _with_state(self, sentence: Sentence, last: int) -> int:
        """Return the last token of a body's name with its state ("the Communist Party of Greece")."""
        behind = sentence.tokens[last + 1 : last + 3]
        body = (
            sentence.tokens[last].text.lower() in _ORGANIZATION_WORDS and sentence.tokens[last].pos == "PROPN"
        )
        if body and [t.lemma for t in behind[:1]] == ["of"] and behind[-1].entity == "GPE":
            return behind[-1].i
        return last

    def _holds_post(self, sentence: Sentence, inside: list[int]) -> bool:
        """Say whether the name stands beside a post in the singular ("its spokeswoman, Yolande Makolo")."""
        head = sentence.tokens[head_of(sentence, inside)]
        noun = sentence.tokens[head.head]
        return head.dep == "appos" and noun.tag in ("NN", "NNP") and noun.lemma.lower() in self._posts

    def _acronyms(self, reading: Reading, found: list[list[Named]], names: ArticleNames) -> None:
        """Bind "(YPG)" to the name before it, for the whole article."""
        text = reading.article.text
        bound: dict[str, Actor] = {}
        for sentence, row in zip(reading.sentences, found, strict=True):
            for match in _ACRONYM.finditer(text, sentence.span.start, sentence.span.end):
                before = [n for n in row if n.mention.span.end <= match.start() <= n.mention.span.end + 2]
                if before and _initials_fit(match[1], before[-1].mention.span.text):
                    bound.setdefault(match[1], before[-1].mention.actor)
                elif run := _spelled_out(sentence, match):
                    scene = Scene(sentence, text, frozenset(), names, None, frozenset())
                    name = sentence.text_of(text, run[0], run[-1]).text
                    actor = Actor(actor_id(name, "Organization"), name, ActorType.ORGANIZATION)
                    row[:] = [n for n in row if not run[0] <= n.first <= run[-1]]
                    row.append(_make(scene, run, actor, f"spelled out: {match[1]}"))
                    bound.setdefault(match[1], actor)
        for sentence, row in zip(reading.sentences, found, strict=True):
            for token in sentence.tokens:
                if token.text in bound and not any(
                    n.first < n.last and n.first <= token.i <= n.last for n in row
                ):
                    row[:] = [n for n in row if not n.first <= token.i <= n.last]
                    scene = Scene(sentence, text, frozenset(), names, None, frozenset())
                    actor = bound[token.text]
                    row.append(_make(scene, [token.i], actor, f"named in this article: {actor.name}"))
            row.sort(key=lambda n: n.first)


def _spelled_out(sentence: Sentence, match: re.Match[str]) -> list[int]:
    """Return the tokens before "(MPD)" whose capitals are its letters, where no name stands there."""
    before = [t for t in sentence.tokens if t.end <= match.start()]
    for length in range(2, len(match[1]) + 4):
        run = before[-length:]
        capitals = "".join(t.text[0] for t in run if t.text[0].isupper())
        if len(run) == length and capitals == match[1] and run[0].text[0].isupper():
            return [t.i for t in run]
    return []


def head_of(sentence: Sentence, inside: Iterable[int]) -> int:
    """Return the token of ``inside`` whose governor lies outside: the head of the name."""
    group = list(inside)
    heads = [i for i in group if sentence.tokens[i].head not in group or sentence.tokens[i].head == i]
    nominal = [i for i in heads if sentence.tokens[i].pos in ("PROPN", "NOUN", "ADJ", "X", "NUM")]
    return (nominal or heads or group)[-1]


def _make(scene: Scene, inside: list[int], actor: Actor, how: str) -> Named:
    span = scene.sentence.text_of(scene.text, inside[0], inside[-1])
    return Named(inside[0], inside[-1], head_of(scene.sentence, inside), Mention(actor, span, how))


def _entities(sentence: Sentence) -> list[tuple[int, int, str]]:
    """Return the recogniser's entities as (first token, last token, label)."""
    spans: list[tuple[int, int, str]] = []
    for token in sentence.tokens:
        if token.entity and spans and spans[-1][2] == token.entity and spans[-1][1] == token.i - 1:
            spans[-1] = (spans[-1][0], token.i, token.entity)
        elif token.entity:
            spans.append((token.i, token.i, token.entity))
    return spans


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


def _kind_of(name: str, label: str, sentence: Sentence, inside: list[int]) -> ActorType:
    if _ORGANIZATION_WORDS.intersection(bare(name).lower().split()):
        return ActorType.ORGANIZATION
    if inside[0] > 1 and sentence.tokens[inside[0] - 1].text.lower() in ("made", "built", "designed"):
        return ActorType.ITEM  # "the Turkish-made Akinci"
    following = [t.text.lower() for t in sentence.tokens[inside[-1] + 1 : inside[-1] + 3]]
    described = len(inside) > 1 and following in ([",", "who"], [",", "whose"], [",", "whom"])
    return ActorType.PERSON if described or is_titled(sentence, inside[0]) else _ENTITY_TYPES[label]


def _initials_fit(acronym: str, name: str) -> bool:
    """Say whether the letters of the acronym stand in the name in order."""
    rest = bare(name).lower()
    position = 0
    for letter in (c for c in acronym.lower() if c.isalpha()):
        position = rest.find(letter, position) + 1
        if position == 0:
            return False
    return len(name) > len(acronym)

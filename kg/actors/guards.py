"""Guards of ambiguous names: a surname needs its bearer, a short alias company, "Georgia" may be the other one."""

from collections import Counter
from dataclasses import dataclass, field

from kg.actors.matcher import Hit
from kg.gazetteer import Entry, Gazetteer, Surface, surnames
from kg.ids import fold
from kg.model import Actor, ActorType
from kg.text import Sentence, Token

TITLES = frozenset(
    "president prime minister premier chancellor king queen prince princess emir sultan sheikh general colonel major "
    "captain lieutenant admiral commander marshal senator congressman secretary mr mrs ms dr pope ambassador envoy "
    "governor mullah ayatollah leader chief spokesman spokeswoman spokesperson judge professor sir lord lady".split()
)
_INSTITUTIONS = frozenset(
    "university party institute bank hospital hotel club college school airport stadium".split()
)
_DISHES = frozenset(
    "sandwich breast leg roast stuffing gravy burger sausage carcass drumstick bacon meatball".split()
)
_COMMON = 3
"""Persons from whom on a name counts as a given name."""
_COMPANY_FORMS = frozenset("PLC SA AG NV SE AB ASA LLC LLP SPA".split())
_MARGINS = (0, 10, 100)
"""Years between an office and the publication within which a bearer of a surname is meant, tried in this order."""


@dataclass(slots=True)
class ArticleNames:
    """What an article has named so far: actors by the folded texts that name them here."""

    by_key: dict[str, Actor] = field(default_factory=dict)

    def learn(self, text: str, actor: Actor) -> None:
        """Remember that ``text`` names the actor here; a person is known by his last name too."""
        self.by_key.setdefault(fold(text), actor)
        if actor.type is ActorType.PERSON:
            words = fold(actor.name).split()
            for key in (words[-1], " ".join(words[-2:])):
                self.by_key.setdefault(key, actor)

    def get(self, text: str) -> Actor | None:
        """Return the actor that ``text`` named before, or None."""
        return self.by_key.get(fold(text))


@dataclass(slots=True)
class Scene:
    """What a name is judged by: its sentence, what the article names without doubt and so far, and when it appeared."""

    sentence: Sentence
    text: str
    evidence: frozenset[str]
    names: ArticleNames
    published: str | None
    abroad: frozenset[str]


class Guard:
    """Decides which readings of a name can be meant."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Keep the gazetteer, and which of its surnames are given names of others."""
        self._gazetteer = gazetteer
        self._given = _given_names(gazetteer)

    def readings(self, scene: Scene, hit: Hit, inside: list[int]) -> list[Surface]:
        """Return the readings of a hit that fit the scene."""
        return [r for r in hit.readings if self._fits(r, scene, hit, inside)]

    def _fits(self, reading: Surface, scene: Scene, hit: Hit, inside: list[int]) -> bool:
        entry = self._gazetteer.entries[reading.actor]
        head = scene.sentence.tokens[inside[-1]]
        if reading.kind == "surname":
            known = scene.names.get(hit.text)
            if known:
                return known == entry.actor
            if hit.text in self._given or _is_thing(scene.sentence, inside):
                return False
            return hit.text[0].isupper() and reading.actor == self._bearer(hit, scene.published)
        if reading.kind == "guarded":
            return self._guarded(entry, scene, hit, inside)
        if reading.kind == "acronym":
            before = scene.sentence.tokens[inside[0] - 1] if inside[0] else None
            if hit.text in _COMPANY_FORMS and before is not None and before.pos == "PROPN":
                return False  # "Reuters Holdings PLC"
            return head.text.isupper() or not hit.text.isupper()
        if entry.actor.type in (ActorType.PLACE, ActorType.ITEM) and len(inside) == 1:
            return head.pos in ("PROPN", "NOUN", "X", "NUM", "ADJ") or not hit.text[0].isupper()
        return True

    def _guarded(self, entry: Entry, scene: Scene, hit: Hit, inside: list[int]) -> bool:
        head, sentence = scene.sentence.tokens[inside[-1]], scene.sentence
        if entry.actor.type is ActorType.STATE:
            before = sentence.tokens[inside[0] - 2] if inside[0] > 1 else None
            town = (
                before is not None and sentence.tokens[inside[0] - 1].text == "," and before.entity == "GPE"
            )
            return head.pos == "PROPN" and not town and not scene.abroad - {entry.actor.country}
        if hit.text.isupper():
            return not sentence.span.text.isupper()
        return entry.actor.id in scene.evidence or entry.actor.country in scene.evidence

    def _bearer(self, hit: Hit, published: str | None) -> str | None:
        """Return the one bearer of a surname who held office then; failing that, not long before or after."""
        bearers = sorted({r.actor for r in hit.readings if r.kind == "surname"})
        for margin in _MARGINS:
            near = [b for b in bearers if _in_office(self._gazetteer.entries[b], published, margin)]
            if near:
                return near[0] if len(near) == 1 else None
        return None


def _given_names(gazetteer: Gazetteer) -> frozenset[str]:
    """Return the words that stand before the surnames of several persons: "Ali" alone may be anybody."""
    persons = (entry for entry in gazetteer.entries.values() if entry.actor.type is ActorType.PERSON)
    words = Counter(
        word
        for entry in persons
        for word in set(entry.actor.name.split()[:-1]) - {entry.surname, *surnames(entry.actor.name)}
    )
    return frozenset(word for word, count in words.items() if count >= _COMMON)


def is_dish(sentence: Sentence, inside: list[int]) -> bool:
    """Say whether the name is food ("Turkey sandwiches")."""
    following = sentence.tokens[inside[-1] + 1 : inside[-1] + 2]
    return any(t.lemma.lower() in _DISHES and t.pos != "VERB" for t in following)


def swallowed(sentence: Sentence, inside: list[int], spans: list[tuple[int, int, str]], hit: Hit) -> bool:
    """Say whether a place, state or surname is only part of a person's longer name ("Jordan Peterson")."""
    short = len(inside) == 1 or hit.has("surname")
    if not short or hit.has("adjective", "acronym", "people") or any(c.isdigit() for c in hit.text):
        return False
    for first, last, label in spans:
        named = (
            sentence.tokens[last].text.lower() in _INSTITUTIONS and first <= inside[0] and inside[-1] < last
        )
        if label in ("ORG", "FAC") and named and not hit.has("seat"):
            return True  # "Moscow State University"
        if label == "PERSON" and first <= inside[0] and inside[-1] <= last and last - first >= len(inside):
            rest = [sentence.tokens[i] for i in range(first, last + 1) if i not in inside]
            if any(t.pos == "PROPN" and not is_title(t) and t.text != "'s" for t in rest):
                return True
    following = sentence.tokens[inside[-1] + 1] if inside[-1] + 1 < len(sentence.tokens) else None
    return (
        following is not None
        and following.entity == "PERSON"
        and not is_title(following)
        and (
            sentence.tokens[inside[-1]].head == following.i
            and sentence.tokens[inside[-1]].entity in ("", "PERSON")
        )
    )


def _is_thing(sentence: Sentence, inside: list[int]) -> bool:
    """Say whether the name has an article of its own ("the Turkish-made Akinci"): no person then."""
    head = sentence.tokens[inside[-1]]
    singular = head.tag in ("NN", "NNP") and head.dep not in ("compound", "nmod", "amod", "poss")
    return singular and any(sentence.tokens[c].text.lower() in ("the", "a", "an") for c in head.children)


def is_title(token: Token) -> bool:
    """Say whether the token is a title or an office before a name."""
    return token.text.lower().rstrip(".") in TITLES


def is_titled(sentence: Sentence, first: int) -> bool:
    """Say whether a title stands right before the token."""
    return first > 0 and is_title(sentence.tokens[first - 1])


def _in_office(entry: Entry, published: str | None, margin: int) -> bool:
    """Say whether the person held an office within ``margin`` years of the date of publication."""
    if published is None:
        return bool(entry.offices)
    year = int(published[:4])
    return any(
        int((o.start or "0")[:4]) - margin <= year <= int((o.end or "9999")[:4]) + margin
        for o in entry.offices
    )

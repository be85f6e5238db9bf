"""Noun phrases that stand for actors without being names: bodies of states, groups, holders of offices."""

from kg.actors.names import Named, sentence_span
from kg.gazetteer import Gazetteer
from kg.grammar import Nouns
from kg.ids import actor_id
from kg.model import Actor, ActorType, Mention
from kg.text import Reading, Sentence

_ORGANISED = frozenset(
    [
        ActorType.ARMED_GROUP,
        ActorType.PARTY,
        ActorType.ORGANIZATION,
        ActorType.ALLIANCE,
        ActorType.COMPANY,
        ActorType.MILITARY,
        ActorType.GOVERNMENT,
    ]
)
_NAME_LENGTH = 4


class PhraseResolver:
    """Gives common nouns the actors they stand for, by their owners ("Turkish troops") and kinds ("M23 rebels")."""

    def __init__(self, gazetteer: Gazetteer, nouns: Nouns) -> None:
        """Index the body patterns of the gazetteer by their head words."""
        self._gazetteer = gazetteer
        self._nouns = nouns
        self._bodies = {head: pattern for pattern in gazetteer.bodies for head in pattern.heads}

    def resolve(self, reading: Reading, sentence: Sentence) -> None:
        """Add to ``sentence.actors`` the mentions of its common nouns."""
        for token in sentence.tokens:
            if token.pos in ("NOUN", "PROPN") and token.i not in sentence.actors:
                mentions = self._noun(reading, sentence, token.i)
                if mentions:
                    sentence.actors[token.i] = mentions

    def _noun(self, reading: Reading, sentence: Sentence, i: int) -> tuple[Mention, ...]:
        owned = sentence.owners(i)
        words = phrase(sentence, i)
        named = [
            m
            for c in sentence.tokens[i].children
            if sentence.tokens[c].dep == "appos"
            for m in sentence.actors.get(c, ())
            if m.actor.type is ActorType.PERSON
        ]
        if named and (words[-1] in self._nouns.voices or any(w in self._nouns.offices for w in words)):
            return tuple(named[:1])
        first = min([i, *(o for o, _ in owned if o > i - 8)])
        span = sentence_span(sentence, min(first, i), i, reading.article.text)
        made: list[Mention] = []
        for _, owner in owned:
            found = self._of(owner.actor, words, sentence, i, reading.article.published)
            if found:
                actor, how = found
                made.append(Mention(actor, span, how))
        if not made and words[-1] in self._nouns.led and (alliance := self._led(sentence, i)):
            made.append(Mention(alliance, span, "an alliance named after its leader"))
        if not made and not owned and (body := self._unowned(sentence, i, words)):
            made.append(Mention(body, span, f"{words[0]}, of the country named here"))
        if not made and (seat := self._seated(sentence, i, words)):
            made.append(Mention(seat, span, f"{words[0]} in a seat"))
        return tuple(dict.fromkeys(made))

    def _of(
        self, owner: Actor, words: list[str], sentence: Sentence, i: int, published: str | None
    ) -> tuple[Actor, str] | None:
        """Return what the noun (``words``, longest phrase first) of this owner stands for."""
        noun = words[-1]
        if (
            owner.type is ActorType.PERSON
            and owner.country
            and (any(w in self._bodies for w in words) or any(w in self._nouns.offices for w in words))
        ):
            state = self._gazetteer.state_of_country(owner.country)
            return self._of_state(self._gazetteer.actor(state), words, sentence, i, published) if state else None
        if owner.type is ActorType.PERSON and owner.country and noun in self._nouns.homelands:
            state = self._gazetteer.state_of_country(owner.country)
            return (self._gazetteer.actor(state), f"{noun} of {owner.name}") if state else None
        if owner.type is ActorType.STATE:
            return self._of_state(owner, words, sentence, i, published)
        if owner.type in _ORGANISED and "organization" in self._nouns.kinds.get(noun, ()):
            return owner, f"{noun} of {owner.name}"
        if owner.type is ActorType.PLACE and "place" in self._nouns.kinds.get(noun, ()):
            return owner, f"{noun} of {owner.name}"
        if owner.type is ActorType.ITEM and "item" in self._nouns.kinds.get(noun, ()):
            return owner, f"{noun} {owner.name}"
        if owner.type in (ActorType.PEOPLE, ActorType.PLACE):
            return self._group(owner, words, sentence, i)
        return None

    def _of_state(
        self, state: Actor, words: list[str], sentence: Sentence, i: int, published: str | None
    ) -> tuple[Actor, str] | None:
        for phrase_ in words:
            if phrase_ in self._nouns.groups and phrase_ not in self._bodies:
                return self._group(state, words, sentence, i)
            if pattern := self._bodies.get(phrase_):
                return self._gazetteer.body(state.id, pattern.key), f"{phrase_} of {state.name}"
            if office := self._nouns.offices.get(phrase_):
                single = sentence.tokens[i].tag != "NNS"
                holder = self._holder(office, state.id, published) if single else None
                if holder and not _named_beside(sentence, i):
                    return holder, f"{phrase_} of {state.name} then"
                return self._gazetteer.body(state.id, "government"), f"{phrase_} of {state.name}"
        if words[-1] in self._nouns.voices:
            return self._gazetteer.body(state.id, "government"), f"{words[-1]} of {state.name}"
        if words[-1] in self._nouns.groups:
            return self._group(state, words, sentence, i)
        return None

    def _holder(self, office: str, state: str, published: str | None) -> Actor | None:
        if office == "leader":
            tries = ["supreme leader", "leader", "president", "prime minister", "king", "chancellor", "emir"]
            found = [h for o in tries if (h := self._gazetteer.holder(o, state, published))]
            return found[0] if len(set(found)) == 1 else None
        return self._gazetteer.holder(office, state, published)

    def _group(self, owner: Actor, words: list[str], sentence: Sentence, i: int) -> tuple[Actor, str] | None:
        """Make a group that has no name of its own: "Kurdish forces", "Tuareg rebels", "Syrian opposition"."""
        noun = next((w for w in words if w in self._nouns.groups), None)
        if noun is None:
            return None
        kind, sector = self._nouns.groups[noun]
        adjective = next(
            (
                sentence.tokens[o].text
                for o, m in sentence.owners(i)
                if m.actor == owner and sentence.tokens[o].pos in ("ADJ", "PROPN")
            ),
            owner.name,
        )
        if owner.type is ActorType.STATE:
            adjective = self._gazetteer.adjective(owner.id)
        name = f"{adjective} {' '.join(t.text for t in sentence.tokens[i - len(noun.split()) + 1 : i + 1])}"
        return Actor(actor_id(name, kind.value), name, kind, owner.country, sector), f"{noun} of {owner.name}"

    def _led(self, sentence: Sentence, i: int) -> Actor | None:
        """Make the alliance of "a US-led coalition"."""
        tokens = sentence.tokens
        for k in range(max(2, i - 4), i):
            if tokens[k].text.lower() == "led" and tokens[k - 1].text == "-" and k - 2 in sentence.actors:
                leader = sentence.actors[k - 2][0].actor
                adjective = self._gazetteer.adjective(leader.id) if leader.type is ActorType.STATE else leader.name
                name = f"{adjective}-led {tokens[i].lemma}"
                return Actor(actor_id(name, "Alliance"), name, ActorType.ALLIANCE)
        return None

    def _unowned(self, sentence: Sentence, i: int, words: list[str]) -> Actor | None:
        """Return the body of the one country whose places the sentence names ("Idlib … regime forces")."""
        pattern = next((self._bodies[w] for w in words if w in self._bodies), None)
        if (
            pattern is None
            or words[-1] in self._nouns.voices
            or pattern.type not in (ActorType.GOVERNMENT, ActorType.MILITARY)
        ):
            return None
        countries = {
            m.actor.country
            for mentions in sentence.actors.values()
            for m in mentions
            if m.actor.type is ActorType.PLACE and m.actor.country
        }
        state = self._gazetteer.state_of_country(countries.pop()) if len(countries) == 1 else None
        return self._gazetteer.body(state, pattern.key) if state else None

    def _seated(self, sentence: Sentence, i: int, words: list[str]) -> Actor | None:
        """Return the government behind "a senior official in Nairobi"."""
        if words[-1] not in self._nouns.voices and words[-1] not in self._bodies:
            return None
        for child in sentence.tokens[i].children:
            if sentence.tokens[child].lemma == "in":
                for place in sentence.tokens[child].children:
                    for mention in sentence.actors.get(place, ()):
                        if place in sentence.places and mention.actor.type is ActorType.STATE:
                            return self._gazetteer.body(mention.actor.id, "government")
        return None


def phrase(sentence: Sentence, i: int) -> list[str]:
    """Return noun ``i`` with up to three words before it, the longest phrase first ("foreign ministry", "ministry")."""
    words = [sentence.tokens[i].lemma if sentence.tokens[i].pos != "PROPN" else _singular(sentence.tokens[i].text)]
    out = [words[0]]
    for k in range(i - 1, max(-1, i - _NAME_LENGTH), -1):
        if sentence.tokens[k].pos not in ("NOUN", "PROPN", "ADJ") or k in sentence.actors:
            break
        words.insert(0, sentence.tokens[k].text.lower())
        out.insert(0, " ".join(words))
    return out


def _singular(word: str) -> str:
    word = word.lower()
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _named_beside(sentence: Sentence, i: int) -> bool:
    """Say whether the holder of office ``i`` is named beside it ("President X", "X, the president")."""
    token = sentence.tokens[i]
    if token.dep in ("compound", "nmod", "appos"):
        return True
    return any(sentence.tokens[c].dep in ("appos",) for c in token.children)


def mark(sentence: Sentence, named: list[Named]) -> None:
    """Put the named mentions of a sentence at their heads."""
    for name in named:
        sentence.actors[name.head] = (name.mention,)
        for token in sentence.tokens[name.first : name.last + 1]:
            if token.pos in ("VERB", "AUX"):
                token.pos, token.lemma = "PROPN", token.text.lower()  # "IS" is a name here
        sentence.names.update(dict.fromkeys(range(name.first, name.last + 1), name.head))
        if name.place:
            sentence.places[name.head] = name.place
            sentence.seats[name.head] = name.mention

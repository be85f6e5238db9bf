"""Noun phrases that stand for actors without being names: bodies of states, groups, holders of offices."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.actors.heads import is_any, is_not_now, is_of_a_part
from kg.actors.names import Named
from kg.gazetteer import Gazetteer
from kg.grammar import Nouns, Roles
from kg.ids import actor_id
from kg.model import Actor, ActorType, Mention
from kg.model.actor import BODIES
from kg.text import Reading, Sentence, Token

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
_KINDS = {ActorType.PLACE: "place", ActorType.ITEM: "item"} | dict.fromkeys(_ORGANISED, "organization")
_HEADS_OF_STATE = ("supreme leader", "leader", "president", "chancellor", "prime minister", "king", "emir")
_HEADS_OF_BODIES = (
    "secretary-general",
    "leader",
    "president",
    "chairman",
    "director general",
    "commander",
    "chief",
)
_CHIEFS = frozenset(["chief", "boss", "head", "leader", "secretary-general"])
_BACKED = frozenset("backed aligned allied linked supported sponsored trained armed".split())
_NAME_LENGTH = 4
_NATIONS = ("gazetteer people", "gazetteer adjective")
_SOME = frozenset("a an some many most several few more fewer other young old ordinary all any every no".split())

Found = tuple[Actor, str] | None


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun with its words (the longest phrase first) and the mentions that own it."""

    reading: Reading
    sentence: Sentence
    i: int
    words: list[str]
    owned: list[tuple[int, Mention]]

    @property
    def noun(self) -> str:
        """The noun alone."""
        return self.words[-1]

    @property
    def plural(self) -> bool:
        """Whether the noun is a plural."""
        return self.sentence.tokens[self.i].tag in ("NNS", "NNPS")

    @property
    def definite(self) -> bool:
        """Whether "the" stands before it."""
        return any(self.sentence.tokens[c].lemma == "the" for c in self.sentence.tokens[self.i].children)


class PhraseResolver:
    """Gives common nouns the actors they stand for, by their owners ("Turkish troops") and kinds ("M23 rebels")."""

    def __init__(self, gazetteer: Gazetteer, nouns: Nouns, roles: Roles) -> None:
        """Index the body patterns of the gazetteer by their head words."""
        self._gazetteer = gazetteer
        self._nouns = nouns
        self._roles = roles
        self._bodies = {head: pattern for pattern in gazetteer.bodies for head in pattern.heads}

    def resolve(self, reading: Reading, sentence: Sentence) -> None:
        """Add to ``sentence.actors`` the mentions of its common nouns."""
        for token in sentence.tokens:
            if token.pos in ("NOUN", "PROPN") and token.i not in sentence.actors:
                if token.dep == "compound" and self._in_title(sentence, token):
                    continue
                owned = sentence.owners(token.i) or _owners_further(sentence, token.i)
                apart = token.lemma in self._nouns.groups or token.lemma in self._nouns.rulers
                if not owned and token.dep == "compound" and apart:
                    owned = [
                        o for o in sentence.owners(token.head) if o[0] < token.i
                    ]  # "Libya's opposition leader"
                mentions = self._noun(
                    NounPhrase(reading, sentence, token.i, phrase(sentence, token.i), owned)
                )
                if mentions:
                    sentence.actors[token.i] = mentions
            elif token.i in sentence.actors:
                sentence.actors[token.i] = _counted(sentence, token) + self._crew(sentence, token.i)

    def _in_title(self, sentence: Sentence, token: Token) -> bool:
        """Say whether a noun is part of what a longer phrase names: the state in "state media" is no government."""
        if token.head < token.i:
            return False
        words = phrase(sentence, token.head)
        forms = (*words, *_as_written(sentence, token.head, words))
        longer = (self._bodies.get(form) for form in forms if len(form.split()) > token.head - token.i)
        return any(body and body is not self._bodies.get(token.lemma) for body in longer)

    def _crew(self, sentence: Sentence, i: int) -> tuple[Mention, ...]:
        """Return the military that a weapon with an owner stands for beside itself ("Thai F-16s bombed …")."""
        (first, *more) = sentence.actors[i]
        entry = self._gazetteer.entries.get(first.actor.id)
        if more or entry is None or entry.kind not in self._nouns.arms_kinds:
            return ()
        owners = [m.actor for o, m in sentence.owners(i) if sentence.tokens[o].dep in ("amod", "poss", "compound")]
        states = [a for a in owners if a.type is ActorType.STATE]
        return tuple(
            Mention(self._gazetteer.body(a.id, "military"), first.span, f"{first.actor.name} of {a.name}")
            for a in states[:1]
        )

    def body_named(self, name: str, country: str) -> Actor | None:
        """Return the body of a country that a capitalised name stands for ("Supreme Court"), or None."""
        pattern, state = self._bodies.get(name.lower()), self._gazetteer.state_of_country(country)
        return self._gazetteer.body(state, pattern.key) if pattern and state else None

    def _noun(self, np: NounPhrase) -> tuple[Mention, ...]:
        beside = [c for c in np.sentence.tokens[np.i].children if np.sentence.tokens[c].dep == "appos"]
        types = self._named_by(np)
        named = [m for c in beside for m in np.sentence.actors.get(c, ()) if m.actor.type in types]
        if named:
            return tuple(named[:1])
        bearer = np.sentence.actors.get(np.sentence.tokens[np.i].head, ())
        grouped = self._nouns.has_group(np.noun)
        before = np.sentence.tokens[np.i].dep in ("compound", "nmod", "amod")
        if before and grouped and any(m.actor.type in types for m in bearer):
            return ()  # "the Lebanese group Hezbollah": the name says it
        if np.sentence.tokens[np.i].dep == "appos" and [m.actor.type for m in bearer] == [ActorType.PERSON]:
            return ()  # "Ingrid Betancourt, the French politician": the name says it
        first = min([np.i, *(o for o, _ in np.owned if o > np.i - 8)])
        span = np.sentence.text_of(np.reading.article.text, first, np.i)
        return tuple(dict.fromkeys(Mention(actor, span, how) for actor, how in self._actors(np)))

    def _named_by(self, np: NounPhrase) -> frozenset[ActorType]:
        """Return the types of whoever may be named beside the noun ("the Turkish novelist, Orhan Pamuk")."""
        if np.noun in self._nouns.voices or any(w in self._nouns.offices for w in np.words):
            return frozenset([ActorType.PERSON])
        kind, _ = self._nouns.groups.get(np.noun, (None, ""))
        if np.plural or not (kind or np.noun in self._nouns.persons):
            return frozenset()
        return _ORGANISED - BODIES if kind in _ORGANISED else frozenset([ActorType.PERSON])

    def _actors(self, np: NounPhrase) -> Iterator[tuple[Actor, str]]:
        found = [f for _, owner in np.owned if (f := self._of(owner.actor, np))]
        if found:
            yield from found
        elif np.noun in self._nouns.led and (alliance := self._led(np)):
            yield alliance, "an alliance named after its leader"
        elif np.plural and np.noun in self._nouns.groups and (group := self._backed(np)):
            yield group, "a group named after its backer"
        elif not np.owned and np.sentence.tokens[np.i].dep != "compound" and (body := self._unowned(np)):
            yield body, f"{np.words[0]}, of the country named here"
        elif seat := self._seated(np):
            yield seat, f"{np.words[0]} in a seat"

    def _of(self, owner: Actor, np: NounPhrase) -> Found:
        """Return what the noun of this owner stands for."""
        if owner.type is ActorType.PERSON:
            return self._of_person(owner, np)
        if owner.type is ActorType.STATE:
            return self._of_state(owner, np)
        if (
            owner.type in _ORGANISED
            and np.noun in _CHIEFS
            and not np.plural
            and (head := self._head(owner, np))
        ):
            return head, f"{np.noun} of {owner.name} then"
        if owner.type in BODIES and (state := self._gazetteer.state_of_country(owner.country or "")):
            kind, _ = self._nouns.groups.get(np.noun, (None, ""))
            if kind is ActorType.PEOPLE:  # "the regime ... its critics"
                return self._group(self._gazetteer.actor(state), np)
        if _KINDS.get(owner.type) in self._nouns.kinds.get(np.noun, ()):
            return owner, f"{np.noun} of {owner.name}"
        return self._group(owner, np) if owner.type in (ActorType.PEOPLE, ActorType.PLACE) else None

    def _of_person(self, person: Actor, np: NounPhrase) -> Found:
        """Return the country, or the body of it, that a person calls his ("his country", "her army")."""
        state = self._gazetteer.state_of_country(person.country) if person.country else None
        if state is None:
            return None
        if np.noun in self._nouns.homelands:
            return self._gazetteer.actor(state), f"{np.noun} of {person.name}"
        known = any(w in self._bodies or w in self._nouns.offices for w in np.words)
        speaks = person.sector == "GOV" and np.noun in self._nouns.voices  # "Putin's spokesman"
        return self._of_state(self._gazetteer.actor(state), np) if known or speaks else None

    def _of_state(self, state: Actor, np: NounPhrase) -> Found:
        if is_not_now(np.sentence, np.i):
            return None
        if np.noun == "capital" and (city := self._gazetteer.capital(state.id)):
            return city, f"capital of {state.name}"
        for words, forms in zip(np.words, _as_written(np.sentence, np.i, np.words), strict=True):
            if words in self._nouns.groups and words not in self._bodies:
                return self._group(state, np)
            if pattern := self._bodies.get(words) or self._bodies.get(forms):
                return self._gazetteer.body(state.id, pattern.key), f"{words} of {state.name}"
            if words == np.noun and is_of_a_part(np.sentence, np.i, self._roles):
                return None
            if office := self._nouns.offices.get(words):
                sure = not (np.plural or is_any(np.sentence, np.i) or _named_beside(np))
                holder = self._holder(office, state, np) if sure else None
                government = self._gazetteer.body(state.id, "government")
                return holder or government, f"{words} of {state.name}" + (" then" if holder else "")
        if np.noun in self._nouns.voices:
            return self._gazetteer.body(state.id, "government"), f"{np.noun} of {state.name}"
        return self._group(state, np) if np.noun in self._nouns.persons else None

    def _holder(self, office: str, state: Actor, np: NounPhrase) -> Actor | None:
        """Return who held the office then; of several leaders the one the article names."""
        published = np.reading.article.published
        if office != "leader":
            return self._gazetteer.holder(office, state.id, published)
        found = [h for o in _HEADS_OF_STATE if (h := self._gazetteer.holder(o, state.id, published))]
        named = [h for h in found if h in np.reading.persons]
        if named or len(set(found)) == 1:
            return (named or found)[0]
        return None

    def _head(self, body: Actor, np: NounPhrase) -> Actor | None:
        """Return who headed an organization or a group then ("the NATO chief")."""
        if _named_beside(np):
            return None
        holders = (self._gazetteer.holder(o, body.id, np.reading.article.published) for o in _HEADS_OF_BODIES)
        return next((h for h in holders if h), None)

    def _group(self, owner: Actor, np: NounPhrase) -> Found:
        """Make a group that has no name of its own: "Kurdish forces", "Tuareg rebels", "Syrian opposition"."""
        kinds = self._nouns.groups
        noun = next((w for w in np.words if self._nouns.has_group(w)), None)
        if noun is None:
            return None
        kind, sector = kinds.get(noun, (ActorType.PEOPLE, "CVL"))
        if np.definite and kind is ActorType.COMPANY:
            return None  # "the US company" points back to one that has a name
        tokens = np.sentence.tokens
        words = [
            tokens[o].text for o, m in np.owned if m.actor == owner and tokens[o].pos in ("ADJ", "PROPN")
        ]
        adjective = (
            self._gazetteer.adjective(owner.id) if owner.type is ActorType.STATE else [*words, owner.name][0]
        )
        name = f"{adjective} {' '.join(t.text for t in tokens[np.i - len(noun.split()) + 1 : np.i + 1])}"
        return Actor(actor_id(name, kind.value), name, kind, owner.country, sector), f"{noun} of {owner.name}"

    def _led(self, np: NounPhrase) -> Actor | None:
        """Make the alliance of "a US-led coalition"."""
        tokens = np.sentence.tokens
        for k in range(max(2, np.i - 4), np.i):
            if tokens[k].text.lower() == "led" and tokens[k - 1].text == "-" and k - 2 in np.sentence.actors:
                leader = np.sentence.actors[k - 2][0].actor
                adjective = (
                    self._gazetteer.adjective(leader.id) if leader.type is ActorType.STATE else leader.name
                )
                name = f"{adjective}-led {tokens[np.i].lemma}"
                return Actor(actor_id(name, "Alliance"), name, ActorType.ALLIANCE)
        return None

    def _backed(self, np: NounPhrase) -> Actor | None:
        """Make the group of "Iran-backed militias", which has no other name."""
        tokens, kind = np.sentence.tokens, self._nouns.groups[np.noun][0]
        for k in range(max(2, np.i - 4), np.i):
            words = tokens[k].text.lower() in _BACKED and tokens[k - 1].text == "-"
            if words and k - 2 in np.sentence.actors and kind in _ORGANISED:
                name = np.sentence.text_of(np.reading.article.text, k - 2, np.i).text
                return Actor(actor_id(name, kind.value), name, kind, None, self._nouns.groups[np.noun][1])
        return None

    def _unowned(self, np: NounPhrase) -> Actor | None:
        """Return the body of the one country whose places the sentence names ("Idlib … regime forces")."""
        pattern = next((self._bodies[w] for w in np.words if w in self._bodies), None)
        if pattern is None or np.noun in self._nouns.voices or pattern.type not in BODIES:
            return None
        actors = [m.actor for mentions in np.sentence.actors.values() for m in mentions]
        countries = {a.country for a in actors if a.type is ActorType.PLACE and a.country}
        state = self._gazetteer.state_of_country(countries.pop()) if len(countries) == 1 else None
        return self._gazetteer.body(state, pattern.key) if state else None

    def _seated(self, np: NounPhrase) -> Actor | None:
        """Return the government behind "a senior official in Nairobi"."""
        if np.noun not in self._nouns.voices and np.noun not in self._bodies:
            return None
        tokens = np.sentence.tokens
        inside = [p for c in tokens[np.i].children if tokens[c].lemma == "in" for p in tokens[c].children]
        seats = [np.sentence.seats[p].actor for p in inside if p in np.sentence.seats]
        return next(
            (self._gazetteer.body(s.id, "government") for s in seats if s.type is ActorType.STATE), None
        )


def _counted(sentence: Sentence, token: Token) -> tuple[Mention, ...]:
    """Return the mentions at a token; of a nation counted or singled out some people: "two Russians", "an Israeli"."""
    before = [sentence.tokens[c] for c in token.children if c < token.i]
    some = any(t.dep == "nummod" or t.lemma in _SOME for t in before) and token.dep not in ("amod", "compound", "nmod")
    return tuple(people_of(m) if some else m for m in sentence.actors[token.i])


def people_of(mention: Mention) -> Mention:
    """Make people of a nation of its state where its people are named ("Georgians"); all else stays what it is."""
    if mention.actor.type is not ActorType.STATE or not mention.how.startswith(_NATIONS):
        return mention
    name = mention.span.text
    if mention.how.startswith(_NATIONS[1]) and name.endswith(("i", "n", "k")):
        name += "s"  # of "an Israeli" and of "two Israelis" the people are one
    people = Actor(actor_id(name, "People"), name, ActorType.PEOPLE, mention.actor.country, "CVL")
    return Mention(people, mention.span, "people that are counted")


def phrase(sentence: Sentence, i: int) -> list[str]:
    """Return noun ``i`` with what stands around it, the longest first ("ministry of defence", "ministry")."""
    tokens = sentence.tokens
    words = [tokens[i].lemma if tokens[i].pos != "PROPN" else _singular(tokens[i].text)]
    out = [words[0]]
    for k in range(i - 1, max(-1, i - _NAME_LENGTH), -1):
        if tokens[k].pos not in ("NOUN", "PROPN", "ADJ") or k in sentence.actors:
            break
        words.insert(0, tokens[k].text.lower())
        out.insert(0, " ".join(words))
    for c in tokens[i].children:
        of = [
            k
            for k in tokens[c].children
            if tokens[c].lemma == "of" and tokens[k].dep == "pobj" and k not in sentence.actors
        ]
        out[:0] = [
            f"{out[-1]} of {' '.join(tokens[j].text.lower() for j in range(c + 1, k + 1))}" for k in of
        ]
    return out


def _as_written(sentence: Sentence, i: int, words: list[str]) -> list[str]:
    """Return the phrases with noun ``i`` as it stands: heads of bodies may be plurals only ("generals")."""
    lemma, text = words[-1], sentence.tokens[i].text.lower()
    return [w.removesuffix(lemma) + text if w.endswith(lemma) else w for w in words]


def _owners_further(sentence: Sentence, i: int) -> list[tuple[int, Mention]]:
    """Return the owners of the noun behind "of" ("the ministry of defence of Poland")."""
    tokens = sentence.tokens
    inner = [
        k
        for c in tokens[i].children
        if tokens[c].lemma == "of"
        for k in tokens[c].children
        if tokens[k].pos == "NOUN" and k not in sentence.actors
    ]
    return [pair for k in inner for pair in sentence.owners(k)]


def _singular(word: str) -> str:
    word = word.lower()
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _named_beside(np: NounPhrase) -> bool:
    """Say whether the bearer of the office is named beside it ("President X", "X, the president")."""
    token = np.sentence.tokens[np.i]
    joined = [k for c in token.children if np.sentence.tokens[c].dep == "conj" for k in np.sentence.tokens[c].children]
    return token.dep in ("compound", "nmod", "appos") or any(
        np.sentence.tokens[c].dep == "appos" for c in (*token.children, *joined)  # "former president and ally, X"
    )


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

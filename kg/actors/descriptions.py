"""Definite descriptions: "the group", "the Turkish leader", "both sides", "the two countries"."""

from dataclasses import dataclass

from kg.actors.discourse import COLLECTIVE, OTHER, SUBJECT, Discourse, Group, doer_of, role_of
from kg.actors.phrases import phrase
from kg.actors.pronouns import NOTHING, Resolved
from kg.gazetteer import Gazetteer
from kg.grammar import Nouns
from kg.ids import fold
from kg.model import Actor, ActorType
from kg.text import Sentence, Token

NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}
_POINTING = frozenset(["the", "this", "that", "these", "those", "both", "two", "three", "either", "neither"])
_OWNED = frozenset(["its", "his", "their", "her", "my", "our"])
_MODIFIERS = ("det", "nummod", "predet", "poss", "amod")
_BODIES = frozenset([ActorType.ORGANIZATION, ActorType.ALLIANCE, ActorType.GOVERNMENT])
_MANY_OR_BODY = frozenset([ActorType.ARMED_GROUP, ActorType.MILITARY, ActorType.GOVERNMENT, ActorType.STATE])
_PERSON = frozenset([ActorType.PERSON])
_STATE = frozenset([ActorType.STATE])
_STATE_OR_GOVERNMENT = frozenset([ActorType.STATE, ActorType.GOVERNMENT])
_REACH = 3


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun phrase as a pointer back: its noun, words (longest first), determiners and number."""

    token: Token
    words: list[str]
    lead: frozenset[str]
    number: int | None


class Descriptions:
    """Resolves definite descriptions with the word lists and the gazetteer."""

    def __init__(self, gazetteer: Gazetteer, nouns: Nouns) -> None:
        """Index what names regions, and which plurals stand for one actor ("the rebels")."""
        self._gazetteer = gazetteer
        self._nouns = nouns
        ends = (" province", " Province", " Governorate", " region", " Region")
        self._regions = frozenset(
            s.text.rsplit(" ", 1)[0] for s in gazetteer.surfaces if s.text.endswith(ends)
        )
        self._one_though_plural = frozenset(
            w
            for w, types in nouns.anaphors.items()
            if (types <= _MANY_OR_BODY and ActorType.STATE not in types) or types == _STATE_OR_GOVERNMENT
        )

    def resolve(self, sentence: Sentence, token: Token, discourse: Discourse) -> Resolved:
        """Return what the noun phrase of ``token`` points back to."""
        lead = frozenset(
            sentence.tokens[c].lemma for c in token.children if sentence.tokens[c].dep in _MODIFIERS
        )
        number = next((n for w, n in (*NUMBERS.items(), ("both", 2)) if w in lead), None)
        found = _Phrase(token, phrase(sentence, token.i), lead, number)
        if lead & _OWNED and token.tag == "NN" and token.lemma in self._nouns.counterparts:
            return self._other_side(sentence, token, discourse)
        if not lead & _POINTING and token.lemma != "pair":
            return NOTHING
        if token.pos == "NOUN" and any(_unknown_name(sentence, c) for c in token.children):
            return NOTHING  # "the Sahrawi republic" is no republic named before
        kind = next((self._nouns.pairs[w] for w in found.words if w in self._nouns.pairs), None)
        if lead & {"neither", "either"} and kind:
            return self.members(sentence, token, discourse, kind, 2)
        counted = number or token.lemma not in self._one_though_plural
        many = token.tag in ("NNS", "NNPS") and counted
        if many or token.lemma in ("pair", "duo", "trio"):
            return self.members(sentence, token, discourse, kind, number) if kind else NOTHING
        return self._one(sentence, found, discourse)

    def _one(self, sentence: Sentence, found: _Phrase, discourse: Discourse) -> Resolved:
        owners = [m.actor for _, m in sentence.owners(found.token.i)]
        types = next((self._nouns.anaphors[w] for w in found.words if w in self._nouns.anaphors), None)
        capital = found.token.pos == "PROPN"
        if capital and not owners and (called := discourse.called(found.token.lemma)):
            return called, f"{called[0].name}, called so before"
        if capital and types is None:
            types = _BODIES
        foreign = found.token.lemma != "member" and any(a.type is not ActorType.STATE for a in owners)
        if types is None or foreign or found.lead & _OWNED:
            return NOTHING
        countries = {a.country for a in owners if a.country}
        titled = discourse.titles.get(found.token.text.lower(), {}) if types == _PERSON else {}
        clause = sentence.clause_of(found.token.i)
        ruling = types == _STATE_OR_GOVERNMENT  # "the junta" is that of the country the article is about
        if (
            ruling
            and (called := discourse.called(found.token.lemma))
            and (not countries or called[0].country in countries)
        ):
            return called, f"{called[0].name}, called so before"
        options = []
        doers = doer_of(sentence, found.token.i)
        for distance, seen in discourse.recent(sentence, sentence.index if capital else _REACH):
            actor = seen.actors[0]
            own_clause = distance == 0 and sentence.clause_of(seen.token) == clause and seen.role != OTHER
            if (
                len(seen.actors) != 1
                or actor.type not in types
                or actor in doers
                or (titled and actor not in titled)
                or own_clause
                or not self._can_be(found, actor)
            ):
                continue
            if ruling and actor.type is ActorType.STATE and seen.role != SUBJECT:
                continue  # "the government" is that of a state that acts
            if not countries or actor.country in countries:
                focal = ruling or types == _STATE  # what the article is about, rather than what came last
                rank = -discourse.times_named(self.state_of(actor), self.state_of) if focal else 0
                options.append((rank, distance, 0 if distance == 0 else seen.role, -seen.token, seen.actors))
        if not options:
            by_name = not types & {ActorType.MILITARY, ActorType.GOVERNMENT}  # "the army" is no Arakan Army
            return self._by_name(found, discourse, frozenset(doers)) if by_name else NOTHING
        actors = min(options, key=lambda o: o[:4])[4]
        return actors, f"{actors[0].name}, the last of its kind"

    def _by_name(self, found: _Phrase, discourse: Discourse, doers: frozenset[Actor]) -> Resolved:
        """Return the last actor whose name ends in the noun ("the alliance": the Three Brotherhood Alliance)."""
        for actors in reversed(discourse.last_words.get(found.token.lemma, [])):
            if actors[0] not in doers:
                return actors, f"{actors[0].name}, by the last word of its name"
        return NOTHING

    def _other_side(self, sentence: Sentence, token: Token, discourse: Discourse) -> Resolved:
        """Return the state across for "its neighbour", "its old foe": the subject here, else of the two main ones."""
        owners = {self.state_of(m.actor) for _, m in sentence.owners(token.i)}
        if len(owners) != 1:
            return NOTHING
        owner = owners.pop()
        here = [
            self.state_of(seen.actors[0])
            for _, seen in discourse.recent(sentence, 0)
            if seen.role == SUBJECT and not seen.one_of
        ]
        others = [a for a in here if a.type is ActorType.STATE and a != owner]
        main = discourse.opponents(2, self.state_of)
        if not others and owner in main:
            others = [a for a in main if a.type is ActorType.STATE and a != owner]
        return ((others[0],), f"{others[0].name}, the other side") if others else NOTHING

    def _can_be(self, found: _Phrase, actor: Actor) -> bool:
        """Say whether the noun fits the actor: "the court" is one by name, "the town" no region."""
        word = found.token.text.lower()
        if word in self._nouns.named_anaphors and word not in fold(actor.name).split():
            return False
        entry = self._gazetteer.entries.get(actor.id)
        if word in self._nouns.forms and entry and actor.type is ActorType.STATE:
            return any(word in fold(n).split() for n in (actor.name, *entry.aliases))
        kind = self._nouns.place_kinds.get(found.token.lemma)
        if (
            kind is None
            or actor.type is not ActorType.PLACE
            or entry is None
            or not entry.kind
            or kind in entry.kind
        ):
            return True
        return kind == "region" and actor.name in self._regions

    def members(
        self, sentence: Sentence, token: Token, discourse: Discourse, kind: str, number: int | None
    ) -> Resolved:
        """Return the members of "the two countries": named in one breath, else those the article is about."""

        def cast(actor: Actor) -> Actor:
            return self.state_of(actor) if kind != "Person" else actor

        def fits(actor: Actor) -> bool:
            wanted = {"State": frozenset([ActorType.STATE]), "Person": frozenset([ActorType.PERSON])}
            return actor.type in wanted.get(kind, COLLECTIVE | {ActorType.PERSON})

        if token.lemma in ("pair", "duo"):
            here = dict.fromkeys(a for _, seen in discourse.recent(sentence, 0) for a in seen.actors)
            persons = tuple(a for a in here if a.type is ActorType.PERSON)
            if len(persons) == 2:
                return persons, "the two persons of the sentence"
        if (
            kind == "Any"
            and token.pos == "NOUN"
            and (main := discourse.opponents(number or 2, self.state_of))
        ):
            return main, "those the article is about"
        doers = {cast(a) for a in doer_of(sentence, token.i)}
        for group in reversed(discourse.groups):
            if token.pos == "NUM" and number == 2 and sentence.index - group.sentence > _REACH:
                break  # "the two" alone means those just named, or those the article is about
            raw = group.actors if kind == "Any" else tuple(cast(a) for a in group.actors)
            actors = tuple(dict.fromkeys(a for a in raw if fits(a)))
            whole = len(actors) == len(group.actors) == (number or len(actors)) and len(actors) > 1
            if whole and not doers & set(actors):
                discourse.groups.append(Group(sentence.index, token.i, role_of(sentence, token), actors))
                return actors, " and ".join(a.name for a in actors)
        main = discourse.opponents(number or 2, self.state_of)
        if main and kind == "Any":
            return main, "those the article is about"
        named = [
            cast(a)
            for _, seen in discourse.recent(sentence, _REACH + 1)
            if not seen.locative
            for a in seen.actors
        ]
        last = tuple(dict.fromkeys(a for a in named if fits(a)))
        wanted = number or 2
        if len(last) == wanted or (len(last) > wanted and number and kind == "Person"):
            return last[:wanted], f"the last {wanted} named"
        if main and kind == "State" and all(fits(a) for a in main) and not doers & set(main):
            return main, "those the article is about"
        return NOTHING

    def state_of(self, actor: Actor) -> Actor:
        """Return the state of a person, a government or a military, and every other actor itself."""
        if (
            actor.type not in (ActorType.PERSON, ActorType.GOVERNMENT, ActorType.MILITARY)
            or not actor.country
        ):
            return actor
        state = self._gazetteer.state_of_country(actor.country)
        return self._gazetteer.actor(state) if state else actor


def _unknown_name(sentence: Sentence, i: int) -> bool:
    """Say whether token ``i`` is a capitalised modifier that stands for nobody known."""
    token = sentence.tokens[i]
    inside = token.dep in ("amod", "compound", "nmod") and i not in sentence.actors and i not in sentence.names
    return inside and token.text[0].isupper() and token.entity in ("NORP", "GPE", "LOC", "ORG", "PERSON")

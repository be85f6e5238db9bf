"""From the token of an argument to the participants it stands for."""

from dataclasses import dataclass

from kg.actors.heads import is_not_now
from kg.actors.phrases import people_of
from kg.extract.syntax import Syntax
from kg.grammar import Nouns
from kg.ids import actor_id
from kg.lexicon import RESTRICTIONS
from kg.model import Actor, ActorType, Mention, Span
from kg.model.actor import BODIES
from kg.text import Reading, Sentence

_SITED = frozenset(["in", "at", "near", "outside", "on", "around"])
_LIKE_THE_WHOLE = frozenset(["member", "part"])
"""Nouns whose plural may stand for the whole: members of Hamas are Hamas, critics of it are not."""
_FIRED = frozenset("fire launch plant drop shoot lob hurl detonate set pilot fly operate guide unleash".split())
"""What is done with a weapon by whoever hits with it; not making or selling it."""
_DEFINITE = frozenset(["the", "these", "those", "both"])


@dataclass(frozen=True, slots=True)
class Participant:
    """A mention that fills a slot; ``direct`` says that the argument itself names it, not only its owner."""

    mention: Mention
    direct: bool = True


def allowed(only: frozenset[str]) -> frozenset[ActorType]:
    """Return the types that a restriction such as {"item"} lets in (all, where there is none)."""
    return frozenset().union(*(RESTRICTIONS[name] for name in only)) if only else frozenset(ActorType)


class Arguments:
    """Resolves the arguments of one sentence."""

    def __init__(self, reading: Reading, sentence: Sentence, syntax: Syntax, nouns: Nouns) -> None:
        """Keep what resolution reads."""
        self._reading = reading
        self._sentence = sentence
        self._syntax = syntax
        self._nouns = nouns

    def names(self, person: Actor) -> bool:
        """Say whether the article names a person: who "the US president" was then it need not say."""
        return person in self._reading.persons

    def participants(
        self, tokens: list[int], types: frozenset[ActorType], *, make: bool = False, alone: bool = False
    ) -> list[Participant]:
        """Return whom the argument tokens stand for, coordination expanded, each once, those of ``types`` only.

        ``make`` lets a noun phrase that nothing knows become an item or a place of its own; ``alone`` leaves out
        what is coordinated.
        """
        found: dict[str, Participant] = {}
        for token in tokens:
            for i in [token] if alone else self._syntax.expand(token):
                for participant in self._resolve(i, types, make=make):
                    found.setdefault(participant.mention.actor.id, participant)
        return list(found.values())

    def _resolve(
        self, i: int, types: frozenset[ActorType], depth: int = 0, *, make: bool = False
    ) -> list[Participant]:
        """Return whom noun ``i`` stands for: itself, what is said beside it, what it makes, then its owners."""
        i = self._sentence.names.get(i, i)
        if depth > 3:
            return []
        if (known := self._known(i, types)) is not None:
            return known
        return (
            self._by_another(i, types, depth, make=make)
            or self._made(i, types, depth, make=make)
            or self._by_owner(i, types, make=make)
        )

    def _known(self, i: int, types: frozenset[ActorType]) -> list[Participant] | None:
        """Return whom noun ``i`` itself names, [] where it names what does not fit, None where it names nobody."""
        sentence, token = self._sentence, self._sentence.tokens[i]
        if (
            i in sentence.places
            and ActorType.PLACE in types
            and not types & {ActorType.STATE, ActorType.GOVERNMENT}
        ):
            return [Participant(sentence.places[i])]
        direct = [Participant(m) for m in sentence.actors.get(i, ()) if m.actor.type in types]
        if direct:
            return direct
        if (
            i in sentence.seats
            and token.dep in ("dobj", "nsubjpass", "conj")
            and sentence.seats[i].actor.type in types
        ):
            return [Participant(sentence.seats[i])]
        if (
            i in sentence.actors
            and token.pos == "PROPN"
            and token.dep != "compound"
            and not all(m.actor.type is ActorType.ITEM for m in sentence.actors[i])
        ):
            return []
        return None

    def _by_another(
        self, i: int, types: frozenset[ActorType], depth: int, *, make: bool
    ) -> list[Participant]:
        """Return whom another noun gives for ``i``: its apposition, whom it describes, what it counts."""
        sentence, token = self._sentence, self._sentence.tokens[i]
        plural = token.tag in ("NNS", "NNPS")
        for c in token.children:
            if sentence.tokens[c].dep != "appos":
                continue
            named = self._syntax.expand(c) if plural else [c]  # "five members, Poland and Hungary among them"
            if found := [x for k in named for x in self._resolve(k, types, depth + 1, make=make)]:
                return found
        if plural and (found := [x for k in self._examples(i) for x in self._example(k, i, types, depth)]):
            return found
        if token.dep in ("compound", "nmod") and token.pos == "NOUN" and token.head in sentence.names:
            return self._resolve(token.head, types, depth + 1)  # "the Iran-backed group Hezbollah"
        for bearer in self._described(i):
            if found := self._resolve(bearer, types, depth + 1):
                return found
        if ActorType.PLACE in types and token.lemma in self._nouns.sites:
            inside = [o for p, o, _ in self._syntax.complements(i) if p in _SITED]
            if found := [
                x for o in inside for k in self._syntax.expand(o) for x in self._resolve(k, types, depth + 1)
            ]:
                return found
        if not (
            {token.lemma, token.text.lower()} & self._nouns.partitives or token.pos in ("NUM", "DET", "PRON")
        ):
            return []
        inner = [o for p, o, _ in self._syntax.complements(i) if p in ("of", "from")]
        found = [
            x
            for o in inner
            for k in self._syntax.expand(o)
            for x in self._resolve(k, types, depth + 1, make=make)
        ]
        if ActorType.PEOPLE in types and token.lemma in self._nouns.crowds:
            found = [Participant(people_of(x.mention), x.direct) for x in found]
        return found

    def _examples(self, i: int) -> list[int]:
        """Return who is named as some of many ("countries including Poland and Hungary", "states such as Egypt")."""
        tokens = self._sentence.tokens
        heads = [
            c
            for c in tokens[i].children
            if tokens[c].dep == "prep"
            and (
                tokens[c].lemma in ("including", "include")
                or (tokens[c].lemma == "as" and tokens[c - 1].lemma == "such")
            )
        ]
        named = [k for c in heads for k in tokens[c].children if tokens[k].dep == "pobj"]
        return [e for k in named for e in self._syntax.expand(k)]

    def _example(self, k: int, i: int, types: frozenset[ActorType], depth: int) -> list[Participant]:
        """Return whom ``k`` names as an example of ``i``: among cities a capital is the city."""
        place = self._sentence.places.get(k)
        is_place = "place" in self._nouns.kinds.get(self._sentence.tokens[i].lemma, ())
        if place and is_place and ActorType.PLACE in types:
            return [Participant(place)]
        return self._resolve(k, types, depth + 1)

    def _made(self, i: int, types: frozenset[ActorType], depth: int, *, make: bool) -> list[Participant]:
        """Return the crowd or, with ``make``, the item or place that noun ``i`` is when nothing knows it."""
        token = self._sentence.tokens[i]
        kind, sector = self._nouns.groups.get(token.lemma, (None, ""))
        bare = token.tag == "NNS" and not self._sentence.owners(i)
        definite = self._sentence.headline or any(  # headlines leave "the" out
            self._sentence.tokens[c].lemma in _DEFINITE for c in token.children
        )
        if (
            bare
            and kind in types
            and (kind is ActorType.PEOPLE or (kind is ActorType.ARMED_GROUP and not definite))
        ):
            return [Participant(self._people(i, kind, sector))]
        if make and ActorType.ITEM in types and token.lemma in self._nouns.goods:
            return self._named_item(i, depth) or [Participant(self._item(i))]
        if (
            make
            and token.pos in ("NOUN", "PROPN")
            and ActorType.PLACE in types
            and "place" in self._nouns.kinds.get(token.lemma, ())
            and self._sentence.owners(i)
        ):
            return [Participant(self._site(i))]
        return []

    def _by_owner(self, i: int, types: frozenset[ActorType], *, make: bool) -> list[Participant]:
        """Return whom the owners of noun ``i`` lend it."""
        token = self._sentence.tokens[i]
        somebody_else = token.lemma in self._nouns.others and (token.tag == "NN" or token.lemma not in _LIKE_THE_WHOLE)
        if token.pos not in ("NOUN", "PROPN", "VERB") or somebody_else:
            return []
        lenders = [m for m in self._lenders(i, acts=make) if m.actor.type in types]
        if self._nouns.has_group(token.lemma) or is_not_now(self._sentence, i):
            lenders = [
                m for m in lenders if m.actor.type is not ActorType.STATE
            ]  # Iranian truckers are not Iran
        bodies = {m.actor.country for m in lenders if m.actor.type in BODIES}
        exact = [m for m in lenders if m.actor.type is not ActorType.STATE or m.actor.country not in bodies]
        return [Participant(m, direct=False) for m in exact]

    def _lenders(self, i: int, *, acts: bool) -> list[Mention]:
        """Return who may stand for noun ``i``: owners, who did an act ("the step taken by Y"), who fired a weapon."""
        sentence, token = self._sentence, self._sentence.tokens[i]
        owning = sentence.owners(i)
        possessors = [(o, m) for o, m in owning if sentence.tokens[o].dep == "poss"]  # "India's purchase from Russia"
        owners = [m for _, m in possessors or owning]
        fired = token.lemma in self._nouns.arms  # "a missile launched by Iran"
        if not fired and (not acts or token.lemma in self._nouns.groups or token.lemma in self._nouns.kinds):
            return owners
        participles = [
            c for c in token.children if sentence.tokens[c].dep == "acl" and sentence.tokens[c].tag == "VBN"
        ]
        if fired:
            participles = [c for c in participles if sentence.tokens[c].lemma in _FIRED]
        doers = [
            e for c in participles for k in self._syntax.frame(c).subjects for e in self._syntax.expand(k)
        ]
        return owners + [m for e in doers for m in sentence.actors.get(e, ())]

    def _people(self, i: int, kind: ActorType, sector: str) -> Mention:
        """Make a crowd of a plural without an owner; the place the sentence names tells it from other crowds, and
        where none is named the article does: "rebels" of two articles need not be the same."""
        token = self._sentence.tokens[i]
        countries = {
            m.actor.country
            for ms in self._sentence.actors.values()
            for m in ms
            if m.actor.type is ActorType.PLACE
        }
        country = countries.pop() if len(countries) == 1 else None
        name = token.text.lower()
        return Mention(
            Actor(
                actor_id(f"{name} {country or self._reading.article.id}", kind.value),
                name,
                kind,
                country,
                sector,
            ),
            self.span(i, i),
            "a crowd without a name",
        )

    def _described(self, i: int) -> list[int]:
        """Return whom noun ``i`` describes as an apposition or behind a copula ("X is a coalition led by Y").

        An apposition also describes what stands right before its comma: small models hang it too high.
        """
        token = self._sentence.tokens[i]
        if token.pos != "NOUN":
            return []
        if token.dep == "appos":
            return [token.head, *self._syntax.before_comma(i)]
        if token.dep == "attr" and self._sentence.tokens[token.head].lemma == "be":
            return self._syntax.frame(token.head).subjects[:1]
        return []

    def _site(self, i: int) -> Mention:
        """Make a place of a noun phrase with an owner ("the Turkish border", "Goma airport")."""
        first = min([i, *(k for k, _ in self._sentence.owners(i))])
        span = self._sentence.text_of(self._reading.article.text, first, i)
        name = span.text
        if self._sentence.tokens[first].pos == "PRON" and first in self._sentence.actors:
            name = self._sentence.actors[first][0].actor.name + name[len(self._sentence.tokens[first].text) :]
        country = next((m.actor.country for _, m in self._sentence.owners(i) if m.actor.country), None)
        return Mention(
            Actor(actor_id(name, "Place"), name, ActorType.PLACE, country), span, "the noun phrase"
        )

    def all_of(self, tokens: list[int], types: frozenset[ActorType]) -> list[Participant]:
        """Return both ends of a symmetric relation: the participants of a plural argument, or of a noun such as
        "relations between A and B", "Moscow's talks with Ankara"."""
        found = self.participants(tokens, types)
        if len(found) > 1:
            return found
        for i in (i for t in tokens for i in self._syntax.expand(t) if i not in self._sentence.actors):
            parties = [k for k, _ in self._sentence.owners(i)]
            parties += [o for p, o, _ in self._syntax.complements(i) if p in ("between", "with", "among")]
            found += self.participants(parties, types)
        return list({p.mention.actor.id: p for p in found}.values())

    def sides(self, tokens: list[int], types: frozenset[ActorType]) -> list[list[Participant]]:
        """Return the parties of a plural argument by side, where one side stands for several ("officials of the EU and
        ministers of Iran and Iraq"); [] where the parties are simply listed."""
        tops = list(dict.fromkeys(k for t in tokens for k in self._syntax.expand(t)))
        groups = [g for t in tops if (g := self.participants([t], types, alone=True))]
        return groups if len(groups) > 1 and any(len(g) > 1 for g in groups) else []

    def _named_item(self, i: int, depth: int) -> list[Participant]:
        """Return the item that goods are called by: among their modifiers, or what they stand beside."""
        sentence, token = self._sentence, self._sentence.tokens[i]
        inside = [k for k in sentence.subtree(i) if k < i]
        found = [
            Participant(m)
            for k in inside
            for m in sentence.actors.get(k, ())
            if m.actor.type is ActorType.ITEM
        ]
        if found or token.dep != "appos":
            return found[-1:]
        return self._resolve(token.head, frozenset([ActorType.ITEM]), depth + 1)

    def _item(self, i: int) -> Mention:
        """Make an item of a noun phrase that no gazetteer knows ("coastal radars")."""
        first = self.phrase_start(i, ("compound", "nmod", "amod"))
        span = self._sentence.text_of(self._reading.article.text, first, i)
        return Mention(Actor(actor_id(span.text, "Item"), span.text, ActorType.ITEM), span, "the noun phrase")

    def phrase_start(self, i: int, deps: tuple[str, ...]) -> int:
        """Return the first token of the modifiers right before noun ``i`` that have one of ``deps``."""
        first, children = i, set(self._sentence.tokens[i].children)
        tokens = self._sentence.tokens
        while first - 1 in children and tokens[first - 1].dep in deps and tokens[first - 2].text != "-":
            first -= 1
        return first

    def topic(self, tokens: list[int]) -> str | None:
        """Return the text of the phrase or clause headed by the first token, without what a relative clause adds."""
        if not tokens:
            return None
        sentence, i = self._sentence, tokens[0]
        inside = [k for k in sentence.subtree(i) if not self._beyond(k, i)]
        if not inside:
            return None
        first, last = inside[0], inside[-1]
        while first < last and sentence.tokens[first].pos in ("PUNCT", "SCONJ", "DET"):
            first += 1
        while last > first and sentence.tokens[last].pos == "PUNCT":
            last -= 1
        return " ".join(sentence.text_of(self._reading.article.text, first, last).text.split())

    def _beyond(self, k: int, top: int) -> bool:
        """Say whether token ``k`` is part of a relative clause, an apposition or an aside below ``top``."""
        while k != top:
            token = self._sentence.tokens[k]
            if token.dep in ("relcl", "appos", "parataxis", "advcl") and token.head != k:
                return True
            if token.head == k:
                return False
            k = token.head
        return False

    def span(self, first: int, last: int) -> Span:
        """Return the stored text from token ``first`` to token ``last``."""
        return self._sentence.text_of(self._reading.article.text, min(first, last), max(first, last))

"""Coreference by rules: pronouns and definite descriptions get what they stand for, or nothing where it is unsure.

The order of candidates follows Hobbs (1978) and the salience factors of Lappin and Leass (1994): the same sentence
before the one before it, subjects before objects before others.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.actors.phrases import phrase
from kg.gazetteer import Gazetteer
from kg.grammar import Nouns, Roles
from kg.ids import fold
from kg.model import Actor, ActorType, Mention, Span
from kg.text import Reading, Sentence, Token

_SINGULAR = frozenset(["it", "its", "itself"])
_PERSONAL = frozenset(["he", "him", "his", "she", "her", "himself", "herself"])
_PLURAL = frozenset(["they", "them", "their", "themselves", "both", "each"])
_FIRST = frozenset(["i", "we", "us", "our", "my", "me"])
_BACKWARD = frozenset(
    ["the", "this", "that", "these", "those", "both", "two", "three", "its", "his", "their", "either", "neither"]
)
_COLLECTIVE = frozenset(
    [
        ActorType.STATE,
        ActorType.GOVERNMENT,
        ActorType.MILITARY,
        ActorType.ARMED_GROUP,
        ActorType.PARTY,
        ActorType.ORGANIZATION,
        ActorType.ALLIANCE,
        ActorType.COMPANY,
    ]
)
_MANY = frozenset([ActorType.MILITARY, ActorType.PEOPLE, ActorType.ARMED_GROUP, ActorType.PARTY])
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}
_REACH = 2
"""How many sentences back a pronoun may look."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A mention met before: where, in which grammatical role (0 subject, 1 object, 2 other), and what it stands for."""

    sentence: int
    token: int
    role: int
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """Actors named in one breath: where their last token stands, in which role, and who they are."""

    sentence: int
    last: int
    role: int
    actors: tuple[Actor, ...]


class Coreference:
    """Resolves the anaphors of one reading, sentence by sentence."""

    def __init__(self, gazetteer: Gazetteer, nouns: Nouns, roles: Roles) -> None:
        """Keep the word lists."""
        self._gazetteer = gazetteer
        self._nouns = nouns
        self._roles = roles
        self._regions = frozenset(
            s.text.rsplit(" ", 1)[0]
            for s in gazetteer.surfaces
            if s.text.endswith((" province", " Province", " Governorate", " region", " Region"))
        )
        self._plural = frozenset(w for w, types in nouns.anaphors.items() if types <= _MANY | {ActorType.GOVERNMENT})

    def resolve(self, reading: Reading, refresh: Callable[[Sentence], None]) -> None:
        """Add to each sentence's actors what its pronouns and definite descriptions stand for.

        ``refresh(sentence)`` is called after the pronouns of a sentence are known, to build phrases upon them
        ("its army").
        """
        seen: list[_Seen] = []
        together: list[_Group] = []
        for sentence in reading.sentences:
            groups = _coordinated(sentence)
            for token in sentence.tokens:
                together += groups.get(token.i, ())
                if token.i not in sentence.actors:
                    mentions = self._anaphor(reading, sentence, token, seen, together)
                    if mentions:
                        sentence.actors[token.i] = mentions
                if token.i in sentence.actors and (token.pos != "ADJ" or "-" in token.text):
                    seen.append(_Seen(sentence.index, token.i, _role(sentence, token), sentence.actors[token.i]))
            refresh(sentence)

    def _anaphor(
        self, reading: Reading, sentence: Sentence, token: Token, seen: list[_Seen], together: list[_Group]
    ) -> tuple[Mention, ...]:
        word = token.text.lower()
        span = Span.of(reading.article.text, token.start, token.end)
        if word == "whose" or (word in ("who", "which", "that") and token.dep in ("nsubj", "nsubjpass")):
            return self._antecedent(sentence, token, span)
        if (
            word in ("latter", "former")
            and together
            and any(sentence.tokens[c].lemma == "the" for c in token.children)
        ):
            actor = together[-1].actors[-1 if word == "latter" else 0]
            return (Mention(actor, span, f"{word} = {actor.name}"),)
        if word in _PERSONAL:
            return self._one(sentence, token, seen, span, frozenset([ActorType.PERSON]))
        if word in _SINGULAR and not _expletive(sentence, token):
            return self._one(sentence, token, seen, span, _COLLECTIVE)
        if word in _PLURAL and token.pos in ("PRON", "DET"):
            return self._many(sentence, token, seen, span, together)
        if token.pos == "NUM" and word in _NUMBERS and any(sentence.tokens[c].lemma == "the" for c in token.children):
            return self._set(sentence, token, seen, span, "Any", _NUMBERS[word], together)
        if token.pos == "NOUN" or (token.pos == "PROPN" and word in self._nouns.named_anaphors | self._nouns.bodies):
            return self._description(reading, sentence, token, seen, together)
        return ()

    def _antecedent(self, sentence: Sentence, token: Token, span: Span) -> tuple[Mention, ...]:
        """Return whom the noun before a relative pronoun stands for."""
        for k in sentence.path_up(token.i):
            if sentence.tokens[k].dep == "relcl":
                found = sentence.actors.get(sentence.tokens[k].head, ())
                return tuple(Mention(m.actor, span, f"{token.text} = {m.actor.name}") for m in found)
        return ()

    def _one(
        self, sentence: Sentence, token: Token, seen: list[_Seen], span: Span, types: frozenset[ActorType]
    ) -> tuple[Mention, ...]:
        clause = sentence.clause_of(token.i)
        possessive = token.dep == "poss"
        options = []
        for s in reversed(seen):
            distance = sentence.index - s.sentence
            if distance > _REACH:
                break
            if len({m.actor.id for m in s.mentions}) != 1 or s.mentions[0].actor.type not in types:
                continue
            if (
                distance == 0
                and not possessive
                and s.token != token.i
                and sentence.clause_of(s.token) == clause
                and s.role != 2
            ):
                continue
            options.append(
                (distance, s.role if distance else self._near(sentence, token, s, possessive=possessive), s)
            )
        cataphor = self._cataphor(sentence, token, types) if token.dep in ("nsubj", "nsubjpass", "poss") else ()
        if cataphor and not any(d == 0 for d, _, _ in options):
            return tuple(
                Mention(m.actor, span, f"{token.text} = {m.actor.name}, the subject that follows") for m in cataphor
            )
        if not options:
            return ()
        distance, role, best = min(options, key=lambda o: (o[0], o[1], -o[2].token if o[0] == 0 else o[2].token))
        actor = best.mentions[0].actor
        return (
            Mention(
                actor,
                span,
                f"{token.text} = {actor.name}, {'subject' if role == 0 else 'named'} "
                f"{'here' if distance == 0 else f'{distance} before'}",
            ),
        )

    def _near(self, sentence: Sentence, token: Token, seen: _Seen, *, possessive: bool) -> int:
        """Rank a candidate of the same sentence: the subject of the pronoun's clause or of a clause above it first."""
        if seen.role != 0:
            return 5
        target, clause = sentence.clause_of(seen.token), sentence.clause_of(token.i)
        steps = 0
        while True:
            if clause == target:
                return steps if possessive or steps else 5
            above = sentence.clause_of(sentence.tokens[clause].head)
            if above == clause or steps > 4:
                return 5
            clause, steps = above, steps + 1

    def _cataphor(self, sentence: Sentence, token: Token, types: frozenset[ActorType]) -> tuple[Mention, ...]:
        """Return the subject of the main clause for a pronoun in a clause before it ("After it quit, Russia…")."""
        verb = sentence.clause_of(token.i)
        while (
            sentence.tokens[verb].dep in ("advcl", "relcl", "ccomp", "pcomp", "acl", "conj")
            and sentence.tokens[verb].head != verb
        ):
            dep = sentence.tokens[verb].dep
            verb = sentence.clause_of(sentence.tokens[verb].head)
            if dep == "advcl" or dep == "pcomp":
                for c in sentence.tokens[verb].children:
                    if sentence.tokens[c].dep in ("nsubj", "nsubjpass") and c > token.i:
                        mentions = sentence.actors.get(c, ())
                        if len(mentions) == 1 and mentions[0].actor.type in types:
                            return mentions
        return ()

    def _many(
        self, sentence: Sentence, token: Token, seen: list[_Seen], span: Span, together: list[_Group]
    ) -> tuple[Mention, ...]:
        """Return the last group named in one breath, or the last crowd or force, the nearer and the subject first."""
        options = []
        for group in together:
            distance = sentence.index - group.sentence
            if distance <= _REACH and (distance or group.last < token.i):
                options.append((distance, group.role, -group.last, group.actors))
        for s in seen:
            distance = sentence.index - s.sentence
            actors = tuple(_distinct(s.mentions))
            if (
                distance <= _REACH
                and len(actors) == 1
                and actors[0].type in _MANY
                and token.text.lower() not in ("both", "each")
            ):
                options.append((distance, s.role, -s.token, actors))
        if not options:
            return ()
        actors = min(options, key=lambda o: o[:3])[3]
        return tuple(Mention(a, span, f"{token.text} = {' and '.join(x.name for x in actors)}") for a in actors)

    def _description(
        self, reading: Reading, sentence: Sentence, token: Token, seen: list[_Seen], together: list[_Group]
    ) -> tuple[Mention, ...]:
        lead = {
            sentence.tokens[c].lemma
            for c in token.children
            if sentence.tokens[c].dep in ("det", "nummod", "predet", "poss", "amod")
        }
        number = next((n for w, n in (*_NUMBERS.items(), ("both", 2)) if w in lead), None)
        words = phrase(sentence, token.i)
        plural = token.tag in ("NNS", "NNPS") and token.lemma not in self._plural
        first = min([token.i, *(c for c in token.children if sentence.tokens[c].dep in ("det", "nummod", "predet"))])
        span = Span.of(reading.article.text, sentence.tokens[first].start, token.end)
        if not lead & _BACKWARD and token.lemma != "pair":
            return ()
        if lead & {"neither", "either"} and token.lemma in self._nouns.pairs:
            plural, number = True, 2
        if plural or token.lemma in ("pair", "duo", "trio"):
            kind = next((self._nouns.pairs[w] for w in words if w in self._nouns.pairs), None)
            return self._set(sentence, token, seen, span, kind, number, together) if kind else ()
        if token.lemma != "member" and any(m.actor.type is not ActorType.STATE for _, m in sentence.owners(token.i)):
            return ()
        types = next((self._nouns.anaphors[w] for w in words if w in self._nouns.anaphors), None)
        if token.pos == "PROPN" and types is None:
            types = frozenset([ActorType.ORGANIZATION, ActorType.ALLIANCE, ActorType.GOVERNMENT])
        if types is None or "its" in lead or "his" in lead or "their" in lead:
            return ()
        countries = {m.actor.country for _, m in sentence.owners(token.i)}
        for s in reversed(seen):
            if sentence.index - s.sentence > _REACH + 1:
                break
            actors = _distinct(s.mentions)
            named = token.text.lower() in self._nouns.named_anaphors
            if named and not any(token.text.lower() in fold(a.name).split() for a in actors):
                continue
            if token.lemma in self._nouns.place_kinds and not self._is_kind(
                actors[0], self._nouns.place_kinds[token.lemma]
            ):
                continue
            if (
                len(actors) == 1
                and actors[0].type in types
                and s.token != token.i
                and (not countries or actors[0].country in countries)
                and not (
                    s.sentence == sentence.index
                    and sentence.clause_of(s.token) == sentence.clause_of(token.i)
                    and s.role != 2
                )
            ):
                return (Mention(actors[0], span, f"{span.text} = {actors[0].name}, the last of its kind"),)
        return ()

    def _is_kind(self, actor: Actor, kind: str) -> bool:
        entry = self._gazetteer.entries.get(actor.id)
        if entry is None or actor.type is not ActorType.PLACE or not entry.kind or kind in entry.kind:
            return True
        return kind == "region" and actor.name in self._regions

    def _set(
        self,
        sentence: Sentence,
        token: Token,
        seen: list[_Seen],
        span: Span,
        kind: str,
        number: int | None,
        together: list[_Group],
    ) -> tuple[Mention, ...]:
        """Return the members of "the two countries": the last ones named in one breath, else the last ones named."""

        def fits(actor: Actor) -> bool:
            if kind == "State":
                return actor.type is ActorType.STATE
            if kind == "Person":
                return actor.type is ActorType.PERSON
            return actor.type in _COLLECTIVE or actor.type is ActorType.PERSON

        def cast(actor: Actor) -> Actor:
            return self._state_of(actor) if kind == "State" else actor

        if kind == "Any" and (main := self._opponents(sentence, seen, number or 2)):
            return tuple(Mention(a, span, f"{span.text} = the two that the article is about") for a in main)
        for group in reversed(together):
            actors = [a for a in _distinct(cast(a) for a in group.actors) if fits(a)]
            if len(actors) == len(group.actors) == (number or len(actors)) and len(actors) > 1:
                together.append(_Group(sentence.index, token.i, _role(sentence, token), tuple(actors)))
                return tuple(
                    Mention(a, span, f"{span.text} = {' and '.join(x.name for x in actors)}") for a in actors
                )
        recent = [s for s in seen if sentence.index - s.sentence <= _REACH + 2]
        actors = [
            a
            for a in _distinct(
                cast(m.actor)
                for s in reversed(recent)
                if s.sentence < sentence.index or s.token < token.i
                for m in s.mentions
            )
            if fits(a)
        ]
        wanted = number or 2
        if len(actors) == wanted or (len(actors) > wanted and number and kind == "Person"):
            return tuple(Mention(a, span, f"{span.text} = the last {wanted} named") for a in actors[:wanted])
        return ()

    def _opponents(self, sentence: Sentence, seen: list[_Seen], number: int) -> list[Actor]:
        """Return the actors named most so far, where they stand out from the rest."""
        counts: Counter[Actor] = Counter()
        for s in seen:
            for actor in {self._state_of(m.actor) for m in s.mentions}:
                if actor.type in (ActorType.STATE, ActorType.ARMED_GROUP, ActorType.ALLIANCE, ActorType.PARTY):
                    counts[actor] += 1
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0].id))
        if len(ranked) < number or (len(ranked) > number and ranked[number - 1][1] == ranked[number][1]):
            return []
        return [actor for actor, _ in ranked[:number]]

    def _state_of(self, actor: Actor) -> Actor:
        state = (
            self._gazetteer.state_of_country(actor.country)
            if actor.country and actor.type in (ActorType.PERSON, ActorType.GOVERNMENT, ActorType.MILITARY)
            else None
        )
        return self._gazetteer.actor(state) if state else actor

    def first_person(self, reading: Reading) -> None:
        """Resolve "we" and "our" within quotations to the speaker (his state, where it owns a body of a state)."""
        for sentence in reading.sentences:
            for token in sentence.tokens:
                if token.text.lower() in _FIRST and (quote := reading.quote_at(token.start)) and quote.speakers:
                    span = Span.of(reading.article.text, token.start, token.end)
                    plural = token.text.lower() in ("we", "us", "our")
                    sentence.actors[token.i] = tuple(
                        Mention(self._state_of(m.actor) if plural else m.actor, span, f"{token.text} = the speaker")
                        for m in quote.speakers
                    )


def _coordinated(sentence: Sentence) -> dict[int, list[_Group]]:
    """Return the groups of actors named in one breath ("Russia and Turkey", "Turkish-Russian"), by their last token."""
    groups: dict[int, list[_Group]] = {}
    for token in sentence.tokens:
        if token.i not in sentence.actors or (token.dep == "conj" and token.head in sentence.actors):
            continue
        chain, queue, last = [], [token.i], token.i
        while queue:
            i = queue.pop(0)
            last = max(last, i)
            chain += [m.actor for m in sentence.actors.get(i, ())]
            queue += [
                c for c in sentence.tokens[i].children if sentence.tokens[c].dep == "conj" and c in sentence.actors
            ]
        if token.i >= 2 and sentence.tokens[token.i - 1].text == "-" and token.i - 2 in sentence.actors:
            chain = [m.actor for m in sentence.actors[token.i - 2]] + chain
        actors = _distinct(chain)
        if len(actors) > 1:
            groups.setdefault(last, []).append(_Group(sentence.index, last, _role(sentence, token), tuple(actors)))
    return groups


def _role(sentence: Sentence, token: Token) -> int:
    while token.dep in ("conj", "compound", "appos") and token.head != token.i:
        token = sentence.tokens[token.head]
    return {"nsubj": 0, "nsubjpass": 0, "dobj": 1, "dative": 1, "agent": 1, "pobj": 2}.get(token.dep, 2)


def _expletive(sentence: Sentence, token: Token) -> bool:
    """Say whether "it" is empty ("it is clear that", "it was announced")."""
    head = sentence.tokens[token.head]
    if token.dep == "expl":
        return True
    if token.dep not in ("nsubj", "nsubjpass"):
        return False
    clausal = any(sentence.tokens[c].dep in ("ccomp", "xcomp", "csubj") for c in head.children)
    attribute = any(sentence.tokens[c].dep in ("acomp", "attr") for c in head.children)
    return (head.lemma == "be" and attribute and clausal) or (
        token.dep == "nsubjpass" and head.lemma not in ("accuse", "force")
    )


def _distinct(items: Iterable[Mention | Actor]) -> list[Actor]:
    return list(dict.fromkeys(x.actor if isinstance(x, Mention) else x for x in items))

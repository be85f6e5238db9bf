"""What an article has named so far, and in which roles: the memory that coreference looks back into."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from kg.ids import fold
from kg.model import Actor, ActorType, Mention
from kg.text import Sentence, Token

SUBJECT, OBJECT, OTHER = 0, 1, 2
COLLECTIVE = frozenset(ActorType) - {ActorType.PERSON, ActorType.PEOPLE, ActorType.PLACE, ActorType.ITEM}
MANY = frozenset([ActorType.MILITARY, ActorType.PEOPLE, ActorType.ARMED_GROUP, ActorType.PARTY])
_OPPONENTS = frozenset([ActorType.STATE, ActorType.ARMED_GROUP, ActorType.ALLIANCE, ActorType.PARTY])
_LOCATIVE = frozenset(["in", "at", "near", "inside", "around", "across", "outside"])


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention met before: where, in which role, for whom; one of several, or a mere place (``locative``).

    ``word`` is the lemma of its head, empty where coreference found out whom it means.
    """

    sentence: int
    token: int
    role: int
    actors: tuple[Actor, ...]
    one_of: bool
    locative: bool
    word: str


@dataclass(frozen=True, slots=True)
class Group:
    """Actors named in one breath: where the last of them stands, in which role, and who they are."""

    sentence: int
    last: int
    role: int
    actors: tuple[Actor, ...]


@dataclass(slots=True)
class Discourse:
    """The mentions and groups met so far, in the order of the text; ``blocked`` are sentences about something else."""

    seen: list[Seen] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    blocked: set[int] = field(default_factory=set)
    titles: dict[str, dict[Actor, None]] = field(default_factory=dict)
    last_words: dict[str, list[tuple[Actor, ...]]] = field(default_factory=dict)

    def close(self, sentence: Sentence) -> None:
        """End a sentence; where its subject is a common noun but no actor, its other mentions are no antecedents."""
        root = next((t for t in sentence.tokens if t.dep == "ROOT"), None)
        subject = subject_of(sentence, root.i) if root else None
        if subject is not None and sentence.tokens[subject].pos == "NOUN" and subject not in sentence.actors:
            self.blocked.add(sentence.index)

    def note(self, sentence: Sentence, token: Token, *, told: bool) -> None:
        """Remember what the token stands for; ``told`` says that the text itself says so."""
        actors = distinct(sentence.actors[token.i])
        if told and actors[0].type is ActorType.PERSON:
            for word in _titles(sentence, token):
                self.titles.setdefault(word, {})[actors[0]] = None
        if len(actors) == 1 and actors[0].type in COLLECTIVE:
            for word in fold(actors[0].name).split()[-1:]:
                self.last_words.setdefault(word, []).append(actors)
        chained = token.dep == "conj" or any(sentence.tokens[c].dep == "conj" for c in token.children)
        preposition = sentence.tokens[token.head]
        locative = token.dep == "pobj" and preposition.lemma in _LOCATIVE
        self.seen.append(
            Seen(
                sentence.index,
                token.i,
                role_of(sentence, token),
                actors,
                chained,
                locative,
                token.lemma if told else "",
            )
        )

    def recent(self, sentence: Sentence, reach: int) -> Iterator[tuple[int, Seen]]:
        """Yield the mentions of this sentence and of ``reach`` before it, the last first, with their distance."""
        for seen in reversed(self.seen):
            distance = sentence.index - seen.sentence
            if distance > reach:
                return
            yield distance, seen

    def pair_before(self, sentence: Sentence) -> tuple[Actor, Actor] | None:
        """Return the former and the latter: the last two actors of one type in this sentence, else in a group."""
        types = COLLECTIVE | {ActorType.PERSON}
        here = [s.actors[0] for _, s in self.recent(sentence, 0) if s.actors[0].type in types]
        former = next((a for a in here if a != here[0] and a.type is here[0].type), None)
        if former:
            return former, here[0]
        return (self.groups[-1].actors[0], self.groups[-1].actors[-1]) if self.groups else None

    def called(self, word: str) -> tuple[Actor, ...]:
        """Return the one actor that was called by this noun so far ("Mali's junta"), or nothing."""
        found = dict.fromkeys(seen.actors for seen in self.seen if seen.word == word)
        return next(iter(found)) if len(found) == 1 else ()

    def times_named(self, actor: Actor, cast: Callable[[Actor], Actor]) -> int:
        """Return how often the actor, or a body or person of it by ``cast``, was named so far."""
        return sum(cast(seen.actors[0]) == actor for seen in self.seen if not seen.locative)

    def opponents(self, number: int, cast: Callable[[Actor], Actor]) -> tuple[Actor, ...]:
        """Return the actors named most so far, where they stand out; ``cast`` takes a body for its state."""
        counts: Counter[Actor] = Counter()
        for seen in self.seen:
            if not seen.locative:
                counts.update(a for a in {cast(a) for a in seen.actors} if a.type in _OPPONENTS)
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0].id))
        if len(ranked) < number or (len(ranked) > number and ranked[number - 1][1] == ranked[number][1]):
            return ()
        return tuple(actor for actor, _ in ranked[:number])


def _titles(sentence: Sentence, token: Token) -> Iterator[str]:
    """Yield what stands beside a person as his title, lower case ("the Qatari emir, Sheikh Tamim", "President X")."""
    beside = [*token.children, *([token.head] if token.dep == "appos" else [])]
    for i in beside:
        other = sentence.tokens[i]
        if other.dep in ("compound", "nmod", "appos") or i == token.head:
            yield other.text.lower()


def groups_of(sentence: Sentence) -> dict[int, list[Group]]:
    """Return the groups that the sentence names in one breath, by the token at which they are complete.

    Coordinated ("Russia and Turkey"), hyphenated ("Turkish-Russian"), and two persons as the ends of one verb.
    """
    groups: dict[int, list[Group]] = {}
    for token in sentence.tokens:
        if token.i not in sentence.actors or (token.dep == "conj" and token.head in sentence.actors):
            continue
        chain = list(_chain(sentence, token.i))
        actors = distinct(m for i in chain for m in sentence.actors[i])
        if token.i >= 2 and sentence.tokens[token.i - 1].text == "-" and token.i - 2 in sentence.actors:
            actors = tuple(dict.fromkeys((*distinct(sentence.actors[token.i - 2]), *actors)))
        if len(actors) > 1:
            groups.setdefault(max(chain), []).append(
                Group(sentence.index, max(chain), role_of(sentence, token), actors)
            )
    for last, actors in _met(sentence):
        groups.setdefault(last, []).append(Group(sentence.index, last, OTHER, actors))
    return groups


def _chain(sentence: Sentence, first: int) -> Iterator[int]:
    queue = [first]
    while queue:
        i = queue.pop(0)
        yield i
        queue += [
            c
            for c in sentence.tokens[i].children
            if sentence.tokens[c].dep == "conj" and c in sentence.actors
        ]


def _met(sentence: Sentence) -> Iterator[tuple[int, tuple[Actor, ...]]]:
    """Yield the persons that are subject and object of one verb ("Pashinyan met Aliyev")."""
    for verb in sentence.tokens:
        if verb.pos != "VERB":
            continue
        ends = [
            c for c in verb.children if sentence.tokens[c].dep in ("nsubj", "dobj") and c in sentence.actors
        ]
        ends += [
            k
            for c in verb.children
            if sentence.tokens[c].lemma == "with"
            for k in sentence.tokens[c].children
            if k in sentence.actors
        ]
        actors = distinct(m for i in ends for m in sentence.actors[i])
        if len(actors) == 2 and all(a.type is ActorType.PERSON for a in actors):
            yield max(ends), actors


def role_of(sentence: Sentence, token: Token) -> int:
    """Return the grammatical role in which a token, or what it belongs to, stands."""
    while token.dep in ("conj", "compound", "appos") and token.head != token.i:
        token = sentence.tokens[token.head]
    return {"nsubj": SUBJECT, "nsubjpass": SUBJECT, "dobj": OBJECT, "dative": OBJECT, "agent": OBJECT}.get(
        token.dep, OTHER
    )


def subject_of(sentence: Sentence, verb: int) -> int | None:
    """Return the subject of a verb, taken from the verb it is coordinated with or depends on where it has none."""
    for k in (verb, *sentence.path_up(verb)):
        own = [c for c in sentence.tokens[k].children if sentence.tokens[c].dep in ("nsubj", "nsubjpass")]
        if own:
            return own[0]
        if sentence.tokens[k].dep not in ("conj", "xcomp"):
            return None
    return None


def doer_of(sentence: Sentence, i: int) -> tuple[Actor, ...]:
    """Return who does what token ``i`` is an argument of, also where an infinitive leaves it to the verb above.

    A description that stands beside its doer means somebody else ("France, which keeps troops in the country"), and
    so does one within an apposition to him ("France, an ally of both countries").
    """
    for k in (i, *sentence.path_up(i)):
        if sentence.tokens[k].pos in ("VERB", "AUX"):
            break
        if k != i and sentence.tokens[k].dep == "appos":
            return distinct(sentence.actors.get(sentence.tokens[k].head, ()))
    verb = sentence.clause_of(i)
    while True:
        subject = subject_of(sentence, verb)
        if subject is not None:
            return () if subject == i else distinct(sentence.actors.get(subject, ()))
        above = sentence.clause_of(sentence.tokens[verb].head)
        if above == verb or sentence.tokens[verb].dep not in ("acl", "pcomp", "xcomp", "advcl", "ccomp"):
            return ()
        verb = above


def distinct(mentions: Iterable[Mention]) -> tuple[Actor, ...]:
    """Return the actors of mentions, each once, in order."""
    return tuple(dict.fromkeys(m.actor for m in mentions))

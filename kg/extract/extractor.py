"""From readings to claims: match the cues, fill the ends, read the context, and write it all down."""

from collections.abc import Iterator
from itertools import combinations, groupby, permutations, product

from kg.extract import times
from kg.extract.arguments import Arguments, Participant, allowed
from kg.extract.context import Context, ContextReader
from kg.extract.matching import Match, Matcher
from kg.extract.syntax import Syntax
from kg.grammar import ContextWords, Nouns, Roles
from kg.lexicon import CueKind, Lexicon
from kg.model import (
    Actor,
    ActorType,
    Attribution,
    AttributionKind,
    Claim,
    Evidence,
    Mention,
    Modality,
    Polarity,
    Qualifiers,
    Span,
)
from kg.ontology import Ontology, RelationType
from kg.text import Reading, Sentence

VERSION = "patterns/1"
_STATE_LIKE = frozenset([ActorType.STATE, ActorType.GOVERNMENT, ActorType.MILITARY])
_WITHIN_A_STATE = frozenset(["leads", "part-of", "represents", "overthrows", "detains", "located-in"])


class PatternExtractor:
    """Extracts claims by the cues of a lexicon."""

    def __init__(self, ontology: Ontology, lexicon: Lexicon, nouns: Nouns, roles: Roles, words: ContextWords) -> None:
        """Keep the data; build the matcher."""
        self._ontology = ontology
        self._lexicon = lexicon
        self._nouns = nouns
        social = frozenset(name for name, t in ontology.types.items() if "CONSULT" in t.plover)
        self._matcher = Matcher(lexicon, social)
        self._contexts = ContextReader(words, roles)
        self._ends = {name: (_types(t.domain), _types(t.range)) for name, t in ontology.types.items()}

    def _acts(self, noun: str) -> frozenset[str]:
        """Return the relation types that the noun expresses ("attack", "expulsion")."""
        return frozenset(c.predicate for c in self._lexicon.get(CueKind.NOUN, noun))

    def _lends(self, predicate: str) -> bool:
        """Say whether what an actor owns or does may stand for him as the object ("criticised Iran's attack")."""
        return self._ontology.root(predicate) in ("opposes", "demands") or predicate in ("supports", "recognizes")

    def claims(self, reading: Reading) -> Iterator[Claim]:
        """Yield the claims of an annotated reading, in the order of the text, each once."""
        seen: set[object] = set()
        states = {m.actor.country: m for s in reading.sentences for ms in s.actors.values() for m in ms
                  if m.actor.type is ActorType.STATE}
        history: list[Claim] = []
        for sentence in reading.sentences:
            for claim in _SentenceExtractor(self, reading, sentence, states, history).claims():
                key = (sentence.index, claim.subject.actor.id, claim.predicate, claim.object and claim.object.actor.id,
                       claim.polarity, claim.modality)
                mirrored = (sentence.index, claim.object and claim.object.actor.id, claim.predicate,
                            claim.subject.actor.id, claim.polarity, claim.modality)
                if key in seen or (self._ontology.types[claim.predicate].symmetric and mirrored in seen):
                    continue
                seen.add(key)
                history.append(claim)
                yield claim


class _SentenceExtractor:
    """The work on one sentence."""

    def __init__(self, parent: PatternExtractor, reading: Reading, sentence: Sentence,
                 states: dict[str | None, Mention], history: list[Claim]) -> None:
        self._parent = parent
        self._reading = reading
        self._sentence = sentence
        self._syntax = Syntax(sentence)
        self._arguments = Arguments(reading, sentence, self._syntax, parent._nouns)
        self._named = states
        self._history = history

    def claims(self) -> Iterator[Claim]:
        if not any(m for m in self._sentence.actors.values()):
            return
        found = [c for readings in self._parent._matcher.matches(self._sentence, self._syntax) for c in self._best(readings)]
        for claim in found:
            if not self._implied(claim, found):
                yield claim

    def _best(self, readings: list[Match]) -> list[Claim]:
        """Return the claims of the most specific readings of a word that make any."""
        for _, same in groupby(readings, key=lambda m: m.cue.size):
            claims = [c for m in same for c in self._claims_of(m)]
            if claims:
                return claims
        return []

    def _implied(self, claim: Claim, others: list[Claim]) -> bool:
        """Say whether another claim says the same more exactly: on the same words, or as what was agreed on."""
        ends = {claim.subject.actor, claim.object and claim.object.actor}
        if claim.predicate == "agrees-with" and any(
                o.modality is Modality.PLANNED and o.predicate != claim.predicate
                and {o.subject.actor, o.object and o.object.actor} == ends for o in others):
            return True
        return any(
            claim.predicate in self._parent._ontology.ancestors(o.predicate)
            and ends == {o.subject.actor, o.object and o.object.actor}
            and claim.evidence.trigger.overlaps(o.evidence.trigger)
            for o in others)

    def _claims_of(self, match: Match) -> Iterator[Claim]:
        relation = self._parent._ontology.types[match.cue.predicate]
        pairs = list(self._pairs(match, relation))
        if not pairs:
            return
        context = self._parent._contexts.read(self._syntax, match.head, presupposed=self._presupposed(match))
        if context.void:
            return
        objects = list(dict.fromkeys(o.mention.actor for _, o in pairs if o))
        for subject, object in pairs:
            other = next((o for o in objects if object and o != object.mention.actor), None) if match.cue.sides else None
            if not match.cue.sides or other:
                yield self._claim(match, relation, subject, object, context, other)

    def _presupposed(self, match: Match) -> bool:
        """Say whether the cue stands beside the statement, untouched by what governs it ("US-backed forces", a title)."""
        title = self._sentence.tokens[match.head].dep in ("compound", "nmod", "amod", "appos")
        return match.cue.kind is CueKind.COMPOUND or match.cue.kind is CueKind.ROLE and title

    def _pairs(self, match: Match, relation: RelationType) -> Iterator[tuple[Participant, Participant | None]]:
        domain, range_ = self._parent._ends[relation.name]
        if "SO" in match.slots:
            ends = self._arguments.all_of(match.slots["SO"], domain & allowed(self._only(match, "SO")))
            either_way = relation.symmetric or self._parent._ontology.root(relation.name) == relation.name
            yield from combinations(ends, 2) if either_way else permutations(ends, 2)
            return
        if any(p.slot and p.slot.role == "I" and not p.optional for p in match.cue.parts) and not self._arguments.participants(
                match.slots.get("I", []), allowed(frozenset(["item"])), make=True):
            return
        role = match.cue.kind is CueKind.ROLE
        subjects = self._arguments.participants(match.slots.get("S", []), domain & allowed(self._only(match, "S")),
                                                alone=role and self._sentence.tokens[match.head].tag not in ("NNS", "NNPS"))
        if role and match.slots.get("S") == [match.head] and ActorType.PERSON in domain:
            subjects = [s for s in subjects if s.mention.actor.type is ActorType.PERSON]
        if not subjects:
            return
        types = range_ & allowed(self._only(match, "O"))
        objects = self._arguments.participants(match.slots.get("O", []), types, make=True)
        if match.cue.sides and len(objects) < 2:
            objects = self._arguments.all_of(match.slots.get("O", []), types)
        if not objects and match.cue.kind is CueKind.ROLE:
            objects = self._own_state(match, subjects)
        if not objects and relation.topic_object:
            objects = self._from_topic(match, relation, types)
        if not objects and relation.plover == ("ACCUSE",):
            objects = self._doer(match, subjects, types)
        if not self._parent._lends(relation.name):
            objects = [o for o in objects if o.direct]
        pairs = [(s, o) for s, o in product(subjects, objects) if s.mention.actor.id != o.mention.actor.id
                 and not _same_body(s.mention.actor, o.mention.actor, relation.name)
                 and (o.direct or o.mention.actor.country != s.mention.actor.country or o.mention.actor.country is None)]
        if any(not o.direct and o.mention.actor.country == s.mention.actor.country for s in subjects for o in objects):
            pairs = [(s, o) for s, o in pairs if o.direct]
        if pairs:
            yield from pairs
        elif relation.topic_object and not self._only(match, "O") and not any(o.direct for o in objects) and self._topic(match):
            yield from ((s, None) for s in subjects)

    def _doer(self, match: Match, subjects: list[Participant], types: frozenset[ActorType]) -> list[Participant]:
        """Return who did "the attack" or "the decision" that is judged: the subject of the last claim of such an act."""
        own = {s.mention.actor.id for s in subjects}
        for i in match.slots.get("O", []):
            token = self._sentence.tokens[i]
            if token.pos != "NOUN" or not any(self._sentence.tokens[c].lemma in ("the", "this", "that", "these", "such")
                                              for c in token.children):
                continue
            kinds = self._parent._acts(token.lemma)
            for claim in reversed(self._history):
                if claim.subject.actor.id not in own and claim.subject.actor.type in types and (
                        claim.predicate in kinds or not kinds and token.lemma in self._parent._nouns.acts):
                    return [Participant(claim.subject, direct=False)]
        return []

    def _own_state(self, match: Match, subjects: list[Participant]) -> list[Participant]:
        """Return the state of "Prime Minister X" where the article names it and X is known to hold that office."""
        if not match.cue.parts or match.slots.get("O"):
            return []
        return [Participant(self._named[m.country]) for s in subjects if (m := s.mention.actor).country in self._named
                and m.type is ActorType.PERSON and m.wikidata]

    def _from_topic(self, match: Match, relation: RelationType, types: frozenset[ActorType]) -> list[Participant]:
        """Return whom a demand or a threat is addressed to when only its content says so ("demanded that X go")."""
        verbs = [t for t in match.slots.get("T", []) if self._sentence.tokens[t].pos in ("VERB", "AUX")]
        actors = types & allowed(frozenset(["actor"]))
        for verb in verbs:
            frame = self._syntax.frame(verb)
            own = [c for c in self._sentence.tokens[verb].children if self._sentence.tokens[c].dep in ("nsubj", "nsubjpass")]
            tokens = own if relation.name == "demands" else frame.objects if relation.name == "threatens" else []
            found = [p for p in self._arguments.participants(tokens, actors) if p.direct or relation.name == "threatens"]
            if found:
                return found
        return []

    def _only(self, match: Match, role: str) -> frozenset[str]:
        cue = match.cue
        slots = [cue.subject] + [x for p in cue.parts for x in (p.slot, p.owner)]
        return next((s.only for s in slots if s and s.role == role), frozenset())

    def _topic(self, match: Match) -> str | None:
        return self._arguments.topic(match.slots.get("T", [])) or self._arguments.topic(match.slots.get("O", []))

    def _claim(self, match: Match, relation: RelationType, subject: Participant, object: Participant | None,
               context: Context, other: Actor | None) -> Claim:
        cue = match.cue
        polarity = context.polarity
        if cue.polarity is Polarity.NEGATED:
            polarity = Polarity.AFFIRMED if polarity is Polarity.NEGATED else Polarity.NEGATED
        modality = cue.modality if context.modality is Modality.ASSERTED else context.modality
        trigger = self._arguments.span(min(match.trigger), max(match.trigger))
        sentence = self._sentence
        past = any(sentence.tokens[k].tag == "VBD" for k in (match.head, *sentence.path_up(match.head)))
        future = modality in (Modality.PLANNED, Modality.DEMANDED) and not past
        when = times.nearest(times.find(sentence, self._reading.article.published, future=future), sentence, match.head)
        return Claim.make(
            article=self._reading.article.ref, subject=subject.mention, predicate=relation.name,
            object=object.mention if object else None, polarity=polarity, modality=modality,
            attribution=self._attribution(match, context), time=when, qualifiers=self._qualifiers(match, object, other),
            evidence=Evidence(sentence.whole, trigger), confidence=self._confidence(match, subject, object),
            extractor=VERSION,
            reasons=(f"{cue.kind.value} cue {cue.text!r}", f"subject: {subject.mention.how}",
                     *([f"object: {object.mention.how}"] if object else []), *context.reasons))

    def _qualifiers(self, match: Match, object: Participant | None, other: Actor | None) -> Qualifiers:
        def first(role: str, types: frozenset[ActorType]) -> Actor | str | None:
            tokens = match.slots.get(role, [])
            found = self._arguments.participants(tokens, types, make=True) if tokens else []
            return found[0].mention.actor if found else self._arguments.topic(tokens)
        topic = self._arguments.topic(match.slots.get("T", []))
        if topic is None and (object is None or not object.direct):
            topic = self._arguments.topic(match.slots.get("O", []))
        return Qualifiers(counterparty=other or first("C", allowed(frozenset(["actor"]))), place=first("P", allowed(frozenset(["place"]))),
                          item=first("I", allowed(frozenset(["item"]))), topic=topic)

    def _attribution(self, match: Match, context: Context) -> Attribution:
        sentence, reading = self._sentence, self._reading
        head = sentence.tokens[match.head]
        quote = reading.quote_at(head.start)
        everyone = frozenset(ActorType) - {ActorType.ITEM}
        speakers = [p.mention for p in self._arguments.participants(context.speakers, everyone)]
        cue = None
        if context.cue is not None:
            cue = Span.of(reading.article.text, sentence.tokens[context.cue].start, sentence.tokens[context.cue].end)
        if speakers:
            kind = AttributionKind.QUOTED if quote and quote.cue == cue else AttributionKind.REPORTED
            return Attribution(kind, _speaker(speakers), cue)
        if quote and quote.speakers:
            return Attribution(AttributionKind.QUOTED, _speaker(list(quote.speakers)), quote.cue)
        if context.speakers and context.cue is not None:
            return Attribution(AttributionKind.REPORTED, None, cue)
        return Attribution()

    def _confidence(self, match: Match, subject: Participant, object: Participant | None) -> float:
        value = match.cue.weight
        for end in (subject, object):
            if end is None:
                value *= 0.8
                continue
            if not end.direct:
                value *= 0.75
            if " = " in end.mention.how:
                value *= 0.85
        return round(value, 2)


def _speaker(mentions: list[Mention]) -> Actor:
    return mentions[0].actor


def _types(names: frozenset[str]) -> frozenset[ActorType]:
    kinds = frozenset(ActorType(n) for n in names) if names else frozenset(ActorType)
    return kinds | {ActorType.STATE} if ActorType.PLACE in kinds else kinds


def _same_body(a: Actor, b: Actor, predicate: str) -> bool:
    """Say whether both stand for one state, so that a relation between them says nothing."""
    return (a.country is not None and a.country == b.country and a.type in _STATE_LIKE and b.type in _STATE_LIKE
            and predicate not in _WITHIN_A_STATE)

"""Who stands at the two ends of a match, by the kinds of actor its relation type takes."""

from collections.abc import Iterator
from itertools import combinations, permutations, product

from kg.extract.arguments import Arguments, Participant, allowed
from kg.extract.knowledge import Knowledge
from kg.extract.matching import Match
from kg.extract.story import Story
from kg.extract.syntax import Syntax
from kg.lexicon import CueKind
from kg.model import Actor, ActorType
from kg.model.actor import OF_A_STATE

Pair = tuple[Participant, Participant | None]

_POINTING = frozenset(["the", "this", "that", "these", "such"])


class Ends:
    """Finds the ends of the matches of one sentence."""

    def __init__(self, knowledge: Knowledge, syntax: Syntax, arguments: Arguments, story: Story) -> None:
        """Keep what is read."""
        self._knowledge = knowledge
        self._syntax = syntax
        self._sentence = syntax.sentence
        self._arguments = arguments
        self._story = story

    def pairs(self, match: Match) -> Iterator[Pair]:
        """Yield subject and object of the claims a match makes; the object is None where only a topic is named."""
        relation = self._knowledge.ontology.types[match.cue.predicate]
        domain, range_ = self._knowledge.ends(relation.name)
        if not self._has_items(match):
            return
        if "SO" in match.slots:
            types = domain & allowed(_only(match, "SO"))
            if sides := self._arguments.sides(match.slots["SO"], types):
                either = self._knowledge.either_way(relation.name)
                across = list(combinations(sides, 2) if either else permutations(sides, 2))
                yield from dict.fromkeys(pair for one, other in across for pair in product(one, other))
                return
            yield from self._among(self._arguments.all_of(match.slots["SO"], types), relation.name)
            return
        subjects = self._subjects(match, domain)
        if self._syntax.reciprocal(match.slots.get("O", [])):
            yield from self._among(subjects, relation.name)
            return
        if not subjects:
            return
        objects = self._objects(match, subjects, range_ & allowed(_only(match, "O")))
        own = any(not o.direct and _one_country(s, o) for s in subjects for o in objects)
        pairs = [
            (s, o)
            for s, o in product(subjects, objects)
            if self._distinct(s.mention.actor, o.mention.actor, relation.name) and (o.direct or not own)
        ]
        if pairs:
            yield from pairs
        elif (
            relation.topic_object
            and not own
            and match.cue.kind is not CueKind.COMPOUND
            and not _only(match, "O")
            and not any(o.direct for o in objects)
            and self.topic(match)
        ):
            yield from ((s, None) for s in subjects)

    def _among(self, parties: list[Participant], predicate: str) -> Iterator[Pair]:
        """Yield the pairs of those who stand in a relation to each other."""
        return (combinations if self._knowledge.either_way(predicate) else permutations)(parties, 2)

    def topic(self, match: Match) -> str | None:
        """Return the words of what a claim is about: its topic slot, else what stands in place of an object."""
        return self._arguments.topic(match.slots.get("T", [])) or self._arguments.topic(
            match.slots.get("O", [])
        )

    def _has_items(self, match: Match) -> bool:
        """Say whether an item that the cue asks for is one."""
        wanted = any(p.slot and p.slot.role == "I" and not p.optional for p in match.cue.parts)
        items, tokens = allowed(frozenset(["item"])), match.slots.get("I", [])
        forces = any(self._sentence.tokens[t].lemma in self._knowledge.nouns.forces for t in tokens)
        return not wanted or forces or bool(self._arguments.participants(tokens, items, make=True))

    def _subjects(self, match: Match, domain: frozenset[ActorType]) -> list[Participant]:
        types = domain & allowed(_only(match, "S"))
        if match.cue.kind is not CueKind.ROLE:
            found = self._arguments.participants(match.slots.get("S", []), types)
            if self._knowledge.reads(match.cue.predicate, "itself"):
                found = [s for s in found if s.direct and not s.mention.how.startswith("gazetteer people")]
            return found
        alone = self._sentence.tokens[match.head].tag not in ("NNS", "NNPS")
        subjects = self._arguments.participants(match.slots.get("S", []), types, alone=alone)
        if match.slots.get("S") == [match.head] and ActorType.PERSON in domain:
            persons = [s for s in subjects if s.mention.actor.type is ActorType.PERSON and s.direct]
            return [s for s in persons if self._arguments.names(s.mention.actor)]
        return subjects

    def _objects(
        self, match: Match, subjects: list[Participant], types: frozenset[ActorType]
    ) -> list[Participant]:
        predicate, tokens = match.cue.predicate, match.slots.get("O", [])
        if self._knowledge.reads(predicate, "lends"):
            tokens = [k for t in tokens for k in self._answerable(t)]
        objects = self._arguments.participants(tokens, types, make=True)
        if match.cue.sides and len(objects) < 2:
            objects = self._arguments.all_of(tokens, types)
        if match.cue.kind is CueKind.ROLE and match.slots.get("S") == [match.head]:
            objects = [o for o in objects if o.mention.actor.type is not ActorType.PERSON]
        if not objects and match.cue.kind is CueKind.ROLE:
            objects = self._own_state(match, subjects)
        if not objects and self._knowledge.ontology.types[predicate].topic_object:
            objects = self._from_topic(match, types)
        if not objects and self._knowledge.judges(predicate):
            objects = self._doer(match, subjects, types)
        return objects if self._knowledge.reads(predicate, "lends") else [o for o in objects if o.direct]

    def _answerable(self, i: int) -> list[int]:
        """Return who did the act that noun ``i`` names, where its "of" names the victim ("the killing of X by Y")."""
        token = self._sentence.tokens[i]
        owned = any(self._sentence.tokens[c].dep == "poss" and c in self._sentence.actors for c in token.children)
        if token.pos != "NOUN" or i in self._sentence.actors or not (owned or self._knowledge.has_victim(token.lemma)):
            return [i]
        victims = [o for p, o, _ in self._syntax.complements(i) if p == "of"]
        by = [o for p, o, _ in self._syntax.complements(i) if p == "by"]
        if by or not victims:
            return by or [i]
        inside = {k for v in victims for k in self._sentence.subtree(v)}
        return [o for o, _ in self._sentence.owners(i) if o not in inside]

    def _own_state(self, match: Match, subjects: list[Participant]) -> list[Participant]:
        """Return the state of "Prime Minister X" where the article names it and X is known to be of it."""
        office = " ".join([*(min(m) for m in match.cue.modifiers), min(match.cue.heads)])
        if match.slots.get("O") or office not in self._knowledge.nouns.offices:
            return []
        actors = [
            s.mention.actor
            for s in subjects
            if s.mention.actor.type is ActorType.PERSON and s.mention.actor.wikidata
        ]
        return [Participant(self._story.states[a.country]) for a in actors if a.country in self._story.states]

    def _from_topic(self, match: Match, types: frozenset[ActorType]) -> list[Participant]:
        """Return whom a demand or a threat is addressed to when only its content says so ("demanded that X go")."""
        actors = types & allowed(frozenset(["actor"]))
        asks = self._knowledge.reads(match.cue.predicate, "asks-doer")
        hits = self._knowledge.reads(match.cue.predicate, "hits-done")
        for verb in match.slots.get("T", []):
            if self._sentence.tokens[verb].pos not in ("VERB", "AUX"):
                continue
            children = self._sentence.tokens[verb].children
            doers = [c for c in children if asks and self._sentence.tokens[c].dep in ("nsubj", "nsubjpass")]
            objects = self._syntax.frame(verb).objects if hits else []
            parties = [
                o for i in objects for p, o, _ in self._syntax.complements(i) if p in ("with", "against")
            ]
            tokens = objects + parties + doers
            found = [p for p in self._arguments.participants(tokens, actors) if p.direct or hits]
            if found:
                return found
        return self._turned_to(match, actors) if asks else []

    def _turned_to(self, match: Match, types: frozenset[ActorType]) -> list[Participant]:
        """Return whom the verb above turns to ("telephoned X to urge a ceasefire", "called in X and insisted")."""
        verb = self._sentence.tokens[match.head]
        above = self._sentence.tokens[verb.head]
        if verb.dep not in ("advcl", "xcomp", "conj") or not self._knowledge.turns_to(above.lemma):
            return []
        return self._arguments.participants(self._syntax.frame(above.i).objects, types)

    def _distinct(self, a: Actor, b: Actor, predicate: str) -> bool:
        """Say whether a relation between the two says anything: not one actor, nor two bodies of one state."""
        bodies = a.type in OF_A_STATE and b.type in OF_A_STATE
        one_state = bodies and a.country is not None and a.country == b.country
        return a.id != b.id and a.name != b.name and (not one_state or self._knowledge.reads(predicate, "within-state"))

    def _doer(
        self, match: Match, subjects: list[Participant], types: frozenset[ActorType]
    ) -> list[Participant]:
        """Return who did "the attack" that is judged: the subject of the last claim of such an act."""
        own = {s.mention.actor.id for s in subjects}
        for i in match.slots.get("O", []):
            token = self._sentence.tokens[i]
            if token.pos != "NOUN" or not any(
                self._sentence.tokens[c].lemma in _POINTING for c in token.children
            ):
                continue
            kinds = self._knowledge.acts(token.lemma)
            for claim in reversed(self._story.history):
                body = claim.subject.actor.type is not ActorType.PERSON
                alike = claim.predicate in kinds or (body and self._knowledge.alike(claim.predicate, kinds))
                fits = alike or (not kinds and token.lemma in self._knowledge.nouns.acts)
                if fits and claim.subject.actor.id not in own and claim.subject.actor.type in types:
                    return [Participant(claim.subject, direct=False)]
        return []


def _only(match: Match, role: str) -> frozenset[str]:
    cue = match.cue
    slots = [cue.subject] + [x for p in cue.parts for x in (p.slot, p.owner)]
    return next((s.only for s in slots if s and s.role == role), frozenset())


def _one_country(a: Participant, b: Participant) -> bool:
    return a.mention.actor.country is not None and a.mention.actor.country == b.mention.actor.country

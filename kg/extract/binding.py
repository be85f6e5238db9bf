"""Filling the slots of one cue from the frame of its verb or the complements of its noun."""

from kg.extract.syntax import Frame, Syntax
from kg.grammar import Roles
from kg.lexicon import Part
from kg.model import ActorType
from kg.model.actor import BODIES
from kg.text import Sentence


class Binder:
    """Fills the slots of one cue; ``used`` are the tokens already taken."""

    def __init__(self, syntax: Syntax, trigger: list[int], roles: Roles) -> None:
        """Begin with the head of the cue as its trigger; ``roles`` knows light verbs and bodies meant themselves."""
        self.roles = roles
        self.syntax = syntax
        self.trigger = trigger
        self.slots: dict[str, list[int]] = {}
        self.used: set[int] = set()

    def verb_parts(self, frame: Frame, parts: tuple[Part, ...]) -> bool:
        """Bind the complements of a verb cue, in order; False where a required one is missing."""
        anchors = [frame.verb]
        bare = [p for p in parts if not p.prepositions and p.slot]
        for part in sorted(parts, key=lambda p: bool(p.prepositions or p.slot)):
            if part.prepositions:
                bound = self._prepositional(part, frame, anchors)
            elif part.words:
                bound = self._fixed(part, frame.objects + frame.datives, anchors)
            else:
                bound = self._bare(part, frame, first=len(bare) > 1 and part is bare[0])
            if not bound and not part.optional:
                return False
        return True

    def noun_parts(self, noun: int, parts: tuple[Part, ...], *, title: bool = False) -> bool:
        """Bind the complements of a noun, role or adjective cue."""
        anchors = [noun]
        frame = Frame(noun, complements=self.syntax.complements(noun))
        token = self.syntax.sentence.tokens[noun]
        if token.dep in ("dobj", "nsubjpass", "attr", "pobj") and not title:
            verb = self.syntax.sentence.clause_of(noun)
            doing = self.syntax.sentence.tokens[
                verb
            ].lemma in self.roles.done_by and not self.syntax.sentence.owners(noun)
            frame.complements += [
                (p, o, at)
                for p, o, at in self.syntax.complements(verb)
                if o > noun and (p != "by" or doing or token.dep != "nsubjpass")
            ]  # "the strike was condemned by China": China did not strike
        for part in parts:
            if part.prepositions:
                bound = self._prepositional(part, frame, anchors, title=title)
            elif part.words:
                bound = False
            else:
                bound = part.slot is not None and part.slot.role == "T"
            if not bound and not part.optional:
                return False
        return True

    def _fixed(self, part: Part, candidates: list[int], anchors: list[int]) -> bool:
        sentence = self.syntax.sentence
        for candidate in candidates:
            beside = [
                c
                for c in sentence.tokens[candidate].children
                if sentence.tokens[c].dep == "appos" or (sentence.tokens[c].dep == "amod" and c > candidate)
            ]  # the second as in "held Iran responsible"
            for i in self.syntax.expand(candidate) + beside:
                if self._is(i, part):
                    return self._take_noun(part, i, anchors)
        for child in sentence.tokens[anchors[0]].children:
            token = sentence.tokens[child]
            if token.dep in ("xcomp", "ccomp", "acomp", "advmod", "prt", "attr", "oprd", "dobj") and self._is(
                child, part
            ):
                if token.pos == "NOUN" and token.dep == "ccomp":  # "considers X a terrorist": X is the object
                    self.slots.setdefault(
                        "O", [c for c in token.children if sentence.tokens[c].dep == "nsubj"]
                    )
                return self._take_noun(part, child, anchors)
        return False

    def _is(self, i: int, part: Part) -> bool:
        token = self.syntax.sentence.tokens[i]
        return bool({token.lemma, token.text.lower()} & part.words) and has_modifiers(
            self.syntax.sentence, i, part.modifiers
        )

    def _take_noun(self, part: Part, i: int, anchors: list[int]) -> bool:
        if part.owner:
            owned = [o for o, _ in self.syntax.sentence.owners(i)]
            if not owned:
                return False
            self.slots[part.owner.role] = owned
        self.trigger.append(i)
        self.used.add(i)
        anchors.append(i)
        return True

    def _bare(self, part: Part, frame: Frame, *, first: bool) -> bool:
        assert part.slot is not None
        if self.slots.get(part.slot.role):
            return True
        pool = frame.datives if first and frame.datives else frame.objects
        if not first and frame.datives and not pool:
            pool = frame.datives
        chosen = [o for o in pool if o not in self.used] or [o for o in frame.datives if o not in self.used]
        if not chosen and part.slot.role == "O":
            chosen = self._clause_subject(frame) or self._fused(frame)
        if not chosen:
            if part.slot.role != "T":
                return False
            chosen = [v for _, v in frame.clauses]
        if not chosen:
            return False
        self.slots[part.slot.role] = chosen
        self.used.update(chosen)
        return True

    def _fused(self, frame: Frame) -> list[int]:
        """Return the receiver that the parse made a modifier of the gift ("gave Kyiv howitzers")."""
        tokens = self.syntax.sentence.tokens
        return [
            c
            for o in frame.objects
            for c in tokens[o].children
            if tokens[c].dep in ("compound", "nmod")
            and c in self.syntax.sentence.actors
            and tokens[c].pos == "PROPN"
        ][:1]

    def _clause_subject(self, frame: Frame) -> list[int]:
        """Return the subject of an infinitive clause as the object ("asked Ankara to go")."""
        tokens = self.syntax.sentence.tokens
        return [
            c
            for marker, v in frame.clauses
            if (marker == "to" or tokens[v].tag in ("VB", "VBP"))
            and not any(tokens[c].dep == "mark" for c in tokens[v].children)  # "promised that Mali would go"
            for c in tokens[v].children
            if tokens[c].dep == "nsubj"
        ][:1]

    def _prepositional(self, part: Part, frame: Frame, anchors: list[int], *, title: bool = False) -> bool:
        options = self._options(part, frame, anchors)
        if part.words:
            noun = next((o for o in options if self._is(o, part)), None)
            return noun is not None and self._take_noun(part, noun, anchors)
        if part.slot is None:
            return bool(options) or bool(part.prepositions & frame.particles)
        chosen = [o for o in options if o not in self.used]
        if "that" in part.prepositions and part.slot.role == "O":
            chosen = self._subjects_of_that(frame)
        if "of" in part.prepositions and not chosen:
            chosen = next(
                (found for a in reversed(anchors) if (found := self._possessed(a, title=title))), []
            )
        if "state" in part.slot.only:  # "his Turkish counterpart" is that of Turkey
            chosen = [o for o in chosen if self.syntax.sentence.tokens[o].pos != "PRON"] or chosen
        if part.slot.role == "T" and "to" in part.prepositions and "O" in self.slots:
            chosen = []  # whom one tells to do something, one tells a clause
        if part.slot.role == "T" and not chosen:
            chosen = self._clauses(part, frame, anchors)
        if not chosen and part.prepositions & frame.particles:
            chosen = [o for o in frame.objects if o not in self.used]
        if not chosen:
            return False
        self.slots[part.slot.role] = chosen if part.slot.role == "SO" else chosen[:1]
        self.used.update(self.slots[part.slot.role])
        return True

    def _options(self, part: Part, frame: Frame, anchors: list[int]) -> list[int]:
        """Return the objects of the part's prepositions: of the nearest fixed noun, of the verb, of its objects."""
        found = [
            o
            for a in reversed(anchors[1:])
            for p, o, _ in self.syntax.complements(a)
            if p in part.prepositions
        ]
        found += [o for p, o, _ in frame.complements if p in part.prepositions]
        if self.slots or len(anchors) > 1:
            beside = [i for i in frame.objects if i not in anchors]
            more = [c for i in beside for c in self.syntax.complements(i)]
            found += [o for p, o, _ in more if p in part.prepositions and p != "of"]
        return [
            o for o in dict.fromkeys(found) if self.syntax.sentence.tokens[o].entity not in ("DATE", "TIME")
        ]

    def _subjects_of_that(self, frame: Frame) -> list[int]:
        tokens = self.syntax.sentence.tokens
        return [
            c
            for marker, v in frame.clauses
            if marker == "that"
            for c in tokens[v].children
            if tokens[c].dep in ("nsubj", "nsubjpass")
        ]

    def _clauses(self, part: Part, frame: Frame, anchors: list[int]) -> list[int]:
        """Return the verbs of the clauses that the part's marker opens, below the verb or a fixed noun."""
        tokens = self.syntax.sentence.tokens
        own = [v for marker, v in frame.clauses if marker in part.prepositions]
        if own or "to" not in part.prepositions:
            return own
        return [c for a in anchors for c in tokens[a].children if tokens[c].dep in ("acl", "relcl")]

    def _possessed(self, noun: int, *, title: bool) -> list[int]:
        """Return the possessors of a noun for a slot behind "of" ("Turkey's ally", "the Turkish president")."""
        sentence = self.syntax.sentence
        token = sentence.tokens[noun]
        before_name = title and token.dep in ("compound", "nmod", "amod")

        def may_own(i: int) -> bool:
            person = any(m.actor.type is ActorType.PERSON for m in sentence.actors[i])
            return i not in self.used and not (before_name and person)

        body = noun in sentence.actors and all(m.actor.type in BODIES for m in sentence.actors[noun])
        if body and not title and token.lemma in self.roles.own_bodies:
            return [noun]  # "toppled the Afghan government": the body itself, not its state
        beside = sentence.tokens[noun - 1] if noun else token
        states = all(m.actor.type is ActorType.STATE for m in sentence.actors.get(noun - 1, ()))
        if (
            title
            and not states
            and beside.dep in ("compound", "nmod", "amod")
            and beside.head in (noun, token.head)
        ):
            return [noun - 1] if may_own(noun - 1) else []  # "the Turkish opposition leader"
        own = [o for o, _ in sentence.owners(noun) if may_own(o)]
        if (
            len(own) > 1
            and sentence.tokens[own[0]].dep == "poss"
            and sentence.tokens[own[-1]].dep == "compound"
        ):
            own = own[-1:]  # "Turkey's AKP leader", "Venezuela's opposition leader"
        if own or not before_name:
            return own
        siblings = [c for c in sentence.tokens[token.head].children if c < noun and c in sentence.actors]
        kinds = ("amod", "compound", "poss", "nmod")
        return [c for c in siblings if sentence.tokens[c].dep in kinds and may_own(c)][-1:]

    def noun_subject(self, noun: int, *, social: bool) -> list[int]:
        """Return the doer of an event noun: its possessor, its "by" phrase, else the subject of its light verb."""
        sentence = self.syntax.sentence
        taken = {e for i in self.used for e in self.syntax.expand(i)}
        token = sentence.tokens[noun]
        by = [o for p, o, _ in self.syntax.complements(noun) if p == "by"]
        own = by or [o for o, _ in sentence.owners(noun) if o not in taken]
        if own:
            return own
        if token.dep == "conj" and token.head != noun:
            shared = [
                o
                for o, _ in sentence.owners(token.head)
                if o not in taken and sentence.tokens[o].dep == "poss"
            ]
            if shared:
                return shared
        if token.dep in ("dobj", "attr", "pobj", "conj"):
            verb = sentence.tokens[sentence.clause_of(noun)]
            bare = (
                token.dep == "pobj"
                and token.head == noun - 1
                and sentence.tokens[token.head].lemma == "in"
                and verb.dep != "relcl"
            )
            below = token.dep == "pobj" and sentence.tokens[token.head].head != verb.i
            if verb.pos in ("VERB", "AUX") and (
                (verb.lemma in self.roles.light_verbs and not below) or token.dep == "attr" or social or bare
            ):  # "in support of X", "in solidarity with X": what the clause does is that
                subjects = self.syntax.frame(verb.i).subjects
                return [s for s in subjects if s in sentence.actors] if bare else subjects
        return []


def noun_lemma(sentence: Sentence, i: int) -> str:
    """Return the lemma of a noun; names are made singular by hand, since the model leaves them as they are."""
    token = sentence.tokens[i]
    if token.pos == "PROPN" or token.lemma[:1].isupper():
        word = token.text.lower()
        return word[:-1] if token.tag == "NNPS" and word.endswith("s") else word
    return token.lemma


def has_modifiers(sentence: Sentence, i: int, modifiers: tuple[frozenset[str], ...]) -> bool:
    """Say whether the fixed words of a cue stand before noun ``i``, among its adjectives and compounds."""
    before = modifiers_before(sentence, i)
    return all(words & before for words in modifiers)


def modifiers_before(sentence: Sentence, i: int) -> frozenset[str]:
    """Return the lemmas and forms of the adjectives and compounds before noun ``i``."""
    before: set[str] = set()
    for k in range(i - 1, max(-1, i - 6), -1):
        token = sentence.tokens[k]
        if token.pos not in ("ADJ", "NOUN", "PROPN", "VERB", "NUM") and token.text != "-":
            break
        before |= {token.lemma, token.text.lower()}
    return frozenset(before)

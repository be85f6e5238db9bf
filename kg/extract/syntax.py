"""Who does what to whom in a parse: voice, relative clauses, participles, control and coordination undone.

The labels are those of the CLEAR style that spaCy's English models use.
"""

from dataclasses import dataclass, field

from kg.extract.companions import companions, is_reciprocal
from kg.text import Sentence, Token

SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
_OF_OTHERS = frozenset(
    "discuss welcome criticise criticize condemn denounce praise oppose support back reject see watch report describe "
    "mention review assess examine debate question hail applaud help assist join follow note cite explain mock "
    "recall".split()
)
"""Verbs whose subject need not be who does what their object is about ("discussed the campaign to take Mosul")."""
_RELATIVE = frozenset(["who", "whom", "which", "that", "whose"])


@dataclass(slots=True)
class Frame:
    """A verb with its arguments as in the active voice; every list holds token indices, coordination not yet expanded.

    ``complements`` are (preposition, object, attachment); ``particles`` the lemmas of particles, prepositions, adverbs,
    ``verb_particles`` those that make one verb with it ("rule out");
    ``clauses`` the verbs of infinitive, gerund and that-clauses it governs, as (marker, verb).
    """

    verb: int
    passive: bool = False
    subjects: list[int] = field(default_factory=list)
    objects: list[int] = field(default_factory=list)
    datives: list[int] = field(default_factory=list)
    complements: list[tuple[str, int, int]] = field(default_factory=list)
    particles: set[str] = field(default_factory=set)
    verb_particles: set[str] = field(default_factory=set)
    clauses: list[tuple[str, int]] = field(default_factory=list)


class Syntax:
    """The frames of one sentence, each computed once."""

    def __init__(self, sentence: Sentence, control: frozenset[str]) -> None:
        """Wrap the sentence; of the verbs ``control`` the object does what their infinitive says ("told X to go")."""
        self.sentence = sentence
        self._control = control
        self._frames: dict[int, Frame] = {}
        self._busy: set[int] = set()

    def frame(self, i: int) -> Frame:
        """Return the frame of verb ``i``."""
        if i not in self._frames:
            frame = self._frames[i] = Frame(i)
            self._busy.add(i)
            self._own(frame)
            self._inherit(frame)
            self._busy.discard(i)
        return self._frames[i]

    def expand(self, i: int) -> list[int]:
        """Return token ``i`` and what is coordinated with it."""
        found = [i]
        for child in self.sentence.tokens[i].children:
            if self.sentence.tokens[child].dep == "conj" and self._nominal(child):
                found += self.expand(child)
        return found

    def before_comma(self, i: int) -> list[int]:
        """Return the noun right before the comma that opens the phrase of noun ``i``, if there is one."""
        first = self.sentence.subtree(i)[0]
        tokens = self.sentence.tokens
        while first > 2 and tokens[first - 1].pos in ("ADV", "ADP") and tokens[first - 2].text == ",":
            first -= 1
        if first < 2 or tokens[first - 1].text != ",":
            return []
        last = self.sentence.names.get(first - 2, first - 2)
        return [last] if last in self.sentence.actors else []

    def _nominal(self, i: int) -> bool:
        return self.sentence.tokens[i].pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM")

    def complements(self, i: int) -> list[tuple[str, int, int]]:
        """Return the (preposition, object, attachment) triples below token ``i``, chains such as "out of" included."""
        tokens, found = self.sentence.tokens, []
        for child in tokens[i].children:
            token = tokens[child]
            if token.dep == "advmod" and token.pos == "ADV":
                found += [(p, o, i) for p, o, _ in self.complements(child)]
            elif token.dep in ("prep", "agent", "dative") and token.pos in (
                "ADP",
                "SCONJ",
                "PART",
                "ADV",
                "VERB",
                "ADJ",
            ):
                for c in token.children:
                    if tokens[c].dep in ("pobj", "pcomp"):
                        found.append((token.lemma, c, i))
                    elif tokens[c].dep == "prep":
                        found += [
                            (tokens[c].lemma, k, i)
                            for k in tokens[c].children
                            if tokens[k].dep in ("pobj", "pcomp")
                        ]
                found += [(p, o, i) for p, o, _ in self._more(child)]
        return found

    def _more(self, prep: int) -> list[tuple[str, int, int]]:
        """Return the complements of prepositions coordinated with this one ("with Iran and with Syria")."""
        tokens = self.sentence.tokens
        return [
            (tokens[c].lemma, k, c)
            for c in tokens[prep].children
            if tokens[c].dep == "conj"
            for k in tokens[c].children
            if tokens[k].dep in ("pobj", "pcomp")
        ]

    def _own(self, frame: Frame) -> None:
        tokens = self.sentence.tokens
        frame.passive = any(tokens[c].dep in ("auxpass", "nsubjpass") for c in tokens[frame.verb].children)
        for c in tokens[frame.verb].children:
            child = tokens[c]
            if child.dep in SUBJECTS:
                frame.subjects.append(c)
            elif child.dep in PASSIVE_SUBJECTS or child.dep in ("dobj", "oprd"):
                frame.objects.append(c)
            elif child.dep == "dative" and self._nominal(c):
                frame.datives.append(c)
            elif child.dep == "agent":
                frame.subjects += [k for k in child.children if tokens[k].dep in ("pobj", "pcomp")]
                frame.complements += [
                    ("by", k, frame.verb) for k in child.children if tokens[k].dep == "pobj"
                ]
            elif (
                child.dep == "prt"
                or (child.dep == "prep" and not child.children)
                or (child.dep == "advmod" and all(tokens[k].dep == "prep" for k in child.children))
            ):
                frame.particles.add(child.lemma)
                if child.dep == "prt":
                    frame.verb_particles.add(child.lemma)
            elif child.dep in ("xcomp", "ccomp"):
                frame.clauses.append((self._marker(c), c))
            if child.dep == "advcl" and child.tag == "VBG" and frame.verb_particles and c == frame.verb + 2:
                frame.clauses.append(("to", c))  # "ruled out returning the base"
            if child.dep == "prep":
                frame.particles.add(child.lemma)
                frame.clauses += [(child.lemma, k) for k in child.children if tokens[k].dep == "pcomp"]
        frame.complements += self.complements(frame.verb)
        frame.complements += [
            (p, o, i)
            for q, i, _ in list(frame.complements)
            if q == "as"
            for p, o, _ in self.complements(i)
            if p == "by"
        ]
        if frame.passive and not frame.subjects:  # "designated a terrorist group by the US"
            after = [c for o in frame.objects if o > frame.verb for c in self.complements(o) if c[0] == "by"]
            frame.complements += after
            frame.subjects += [o for _, o, _ in after]
        if frame.subjects:
            frame.subjects += companions(self.sentence, frame.verb, frame.subjects)
        self._relative(frame)
        if any(is_reciprocal(self.sentence, o) for o in frame.objects) or any(
            is_reciprocal(self.sentence, o) for _, o, _ in frame.complements
        ):
            frame.subjects = [self._whole(s) for s in frame.subjects]

    def _whole(self, i: int) -> int:
        """Return the first of those coordinated with ``i``: a relative clause hangs on the last alone."""
        while self.sentence.tokens[i].dep == "conj" and self._nominal(self.sentence.tokens[i].head):
            i = self.sentence.tokens[i].head
        return i

    def reciprocal(self, tokens: list[int]) -> bool:
        """Say whether an argument is "each other" or "one another"."""
        return any(is_reciprocal(self.sentence, i) for i in tokens)

    def _marker(self, verb: int) -> str:
        for c in self.sentence.tokens[verb].children:
            if self.sentence.tokens[c].lemma in ("to", "that") and self.sentence.tokens[c].dep in (
                "aux",
                "mark",
            ):
                return self.sentence.tokens[c].lemma
        return "that" if self.sentence.tokens[verb].dep == "ccomp" else "to"

    def _relative(self, frame: Frame) -> None:
        """Put the noun a clause modifies in the place of its relative pronoun, or of its gap."""
        tokens, verb = self.sentence.tokens, self.sentence.tokens[frame.verb]
        if verb.dep == "relcl":
            noun, replaced = verb.head, False
            for row in (frame.subjects, frame.objects):
                for n, i in enumerate(row):
                    if tokens[i].text.lower() in _RELATIVE:
                        row[n], replaced = noun, True
            for n, (prep, i, at) in enumerate(frame.complements):
                if tokens[i].text.lower() in _RELATIVE:
                    frame.complements[n], replaced = (prep, noun, at), True
            if not replaced and not frame.objects and not frame.passive and frame.subjects:
                frame.objects.append(noun)
        elif verb.dep == "ccomp" and tokens[verb.head].lemma == "be":
            attributes = [c for c in tokens[verb.head].children if tokens[c].dep == "attr" and c < frame.verb]
            if attributes and any(tokens[c].text.lower() == "it" for c in tokens[verb.head].children):
                frame.subjects = [
                    attributes[0] if tokens[s].text.lower() in _RELATIVE else s for s in frame.subjects
                ]  # "it was Turkey that attacked"
        elif verb.dep == "acl" and tokens[verb.head].pos in ("NOUN", "PROPN", "PRON"):
            if verb.tag == "VBN":
                frame.passive = True
                frame.objects.append(self._beside(verb))
                frame.subjects += [
                    o for p, o, _ in frame.complements if p == "by" and o not in frame.subjects
                ]
            elif verb.tag == "VBG" and not frame.subjects:
                frame.subjects.append(verb.head)

    def _beside(self, participle: Token) -> int:
        """Return the noun of a participle: not the parties in "the accord between X and Y, brokered by Z"."""
        tokens, noun = self.sentence.tokens, self.sentence.tokens[participle.head]
        while noun.dep == "conj":
            noun = tokens[noun.head]
        apart = tokens[participle.i - 1].text == "," and noun.dep == "pobj"
        if apart and tokens[noun.head].lemma == "between" and tokens[noun.head].dep == "prep":
            return tokens[noun.head].head
        return participle.head

    def _inherit(self, frame: Frame) -> None:
        """Take what coordination and control leave unsaid from the governing verb."""
        verb = self.sentence.tokens[frame.verb]
        if self._participle(frame, verb):
            return
        missing = (not frame.subjects and not frame.passive) or (frame.passive and not frame.objects)
        governor = self._governor(verb)
        if missing and governor is not None and governor not in self._busy:
            upper = self.frame(governor)
            agents = self._controller(verb, upper)
            (frame.objects if frame.passive else frame.subjects).extend(a for a in agents if a != frame.verb)
        elif missing and verb.dep in ("acl", "pcomp"):
            frame.subjects += self._owners_above(verb)
        if not frame.objects and not frame.passive and not frame.complements:
            frame.objects += self._shared_object(verb)
        if frame.passive and not frame.subjects:
            frame.subjects += [o for p, o, _ in frame.complements if p == "by"]

    def _participle(self, frame: Frame, verb: Token) -> bool:
        """Read a bare past participle beside a noun or clause as passive ("backed by Rwanda", "designated … by")."""
        tokens = self.sentence.tokens
        bare = (
            verb.tag == "VBN"
            and not frame.passive
            and not any(tokens[c].dep in ("aux", "nsubj", "dobj") for c in verb.children)
        )
        if not bare or verb.dep not in ("advcl", "acl", "conj", "amod", "ROOT", "nmod", "dep"):
            return False
        if verb.dep == "advcl":
            frame.passive = True
            left = [
                t
                for t in tokens[: frame.verb]
                if t.pos in ("NOUN", "PROPN") and t.dep not in ("compound", "appos", "poss")
            ]
            if left and tokens[frame.verb - 1].text == "," and left[-1].i >= frame.verb - 5:
                frame.objects.append(left[-1].i)
            elif (governor := self._governor(verb)) is not None and governor not in self._busy:
                frame.objects += self.frame(governor).subjects[:1]
            frame.subjects = [o for p, o, _ in frame.complements if p == "by"]
            return True
        if verb.dep == "conj" and tokens[verb.head].tag == "VBN":
            upper = self.frame(verb.head) if verb.head not in self._busy else None
            if upper and upper.passive:
                frame.passive = True
                frame.objects += [o for o in upper.objects if o not in frame.objects]
                by = [o for p, o, _ in frame.complements if p == "by"]
                frame.subjects = by or list(upper.subjects)
                return True
        if verb.dep == "ROOT" and frame.subjects and any(p == "by" for p, _, _ in frame.complements):
            frame.passive, frame.objects = True, frame.subjects
            frame.subjects = [o for p, o, _ in frame.complements if p == "by"]
            return True
        return False

    def _governor(self, verb: Token) -> int | None:
        """Return the verb that lends this one its subject, or None."""
        tokens = self.sentence.tokens
        head = tokens[verb.head]
        if verb.dep == "pcomp":
            head = tokens[head.head]
        if (
            verb.dep in ("conj", "xcomp", "advcl", "pcomp", "ccomp")
            and head.i != verb.i
            and head.pos in ("VERB", "AUX")
        ):
            return head.i
        if verb.dep == "xcomp" and head.pos == "ADJ" and tokens[head.head].pos in ("VERB", "AUX"):
            return head.head
        if (
            verb.dep == "acl"
            and head.dep in ("dobj", "attr", "nsubjpass")
            and verb.tag == "VB"
            and tokens[head.head].lemma not in _OF_OTHERS
            and not self._owned(head.i)
        ):
            return head.head
        return None

    def _owned(self, noun: int) -> bool:
        return any(self.sentence.tokens[c].dep == "poss" for c in self.sentence.tokens[noun].children)

    def _controller(self, verb: Token, upper: Frame) -> list[int]:
        tokens = self.sentence.tokens
        governor = tokens[upper.verb]
        if verb.dep in ("acl", "xcomp") and upper.datives:
            return upper.datives[-1:]  # "gave the junta a week to free him"
        if verb.dep == "advcl" and governor.lemma == "give" and verb.tag == "VB" and not upper.passive:
            given = [o for o in upper.objects if o in self.sentence.actors]
            if given:
                return given[:1]  # "gave Russia until Friday to agree"
        if verb.dep == "pcomp" or (verb.dep in ("xcomp", "ccomp") and governor.lemma in self._control):
            if upper.passive:
                return upper.objects
            nominal = [o for o in upper.objects + upper.datives if self._nominal(o) and o < verb.i]
            own = verb.dep == "pcomp" and tokens[verb.head].lemma in (
                "by",
                "without",
                "after",
                "before",
                "in",
            )
            if nominal and not own:
                return nominal[-1:] if verb.dep != "pcomp" else nominal[:1]
            called = self._called(verb, upper)
            if called:
                return called[-1:]
        if verb.dep == "conj" and upper.passive and not self._is_passive(verb):
            return upper.objects
        if upper.passive and verb.dep != "conj":
            return upper.objects
        return upper.subjects

    def _called(self, verb: Token, upper: Frame) -> list[int]:
        """Return whom a verb with a preposition addresses ("called on Iran to stop")."""
        return [
            o
            for p, o, _ in upper.complements
            if p in ("on", "upon", "to", "with", "for")
            and verb.dep == "xcomp"
            and o < verb.i
            and self.sentence.tokens[o].pos in ("PROPN", "PRON", "NOUN")
        ]

    def _is_passive(self, verb: Token) -> bool:
        return any(self.sentence.tokens[c].dep == "auxpass" for c in verb.children)

    def _owners_above(self, verb: Token) -> list[int]:
        """Return the owner of the noun an infinitive or gerund depends on ("Turkey's plan", "a plan by Turkey")."""
        tokens = self.sentence.tokens
        noun = tokens[verb.head] if verb.dep == "acl" else tokens[tokens[verb.head].head]
        owners = [
            c
            for c in noun.children
            if tokens[c].dep in ("poss", "amod", "compound", "nmod") and c in self.sentence.actors
        ]
        owners += [o for p, o, _ in self.complements(noun.i) if p == "by" and o < verb.i]
        if not owners and noun.dep == "dobj" and noun.head not in self._busy:
            owners = self.frame(noun.head).subjects
        return owners

    def _shared_object(self, verb: Token) -> list[int]:
        """Return the object of the verb coordinated right behind ("bankrolls and shelters the Polisario")."""
        tokens = self.sentence.tokens
        for c in verb.children:
            if tokens[c].dep == "conj" and tokens[c].pos == "VERB" and c - verb.i <= 4:
                between = tokens[verb.i + 1 : c]
                if all(t.pos in ("CCONJ", "PUNCT", "ADV", "VERB", "AUX") for t in between):
                    return [k for k in tokens[c].children if tokens[k].dep == "dobj"]
        return []

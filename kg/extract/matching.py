"""Cues against parses: which cues of the lexicon a word of a sentence carries, and what fills their slots."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extract.syntax import Frame, Syntax
from kg.lexicon import Cue, CueKind, Lexicon, Part
from kg.model import ActorType
from kg.text import Sentence, Token

_LIGHT = frozenset(
    "have make launch carry conduct hold begin start stage mount order announce sign reach take give express voice offer issue "
    "impose strike conclude seal do pay lead wage open pursue continue resume declare declare step renew lift deliver "
    "provide send extend pledge promise enter undertake organise organize host attend join broker agree approve present suspend end "
    "halt stop cancel plan prepare accelerate expand deepen maintain keep enjoy face suffer receive get accept reject refuse deny "
    "demand seek want propose suggest drop abandon call break intensify".split()
)


_CLAUSAL = frozenset(["relcl", "acl", "ROOT", "xcomp", "ccomp", "advcl"])


@dataclass(slots=True)
class Match:
    """A cue found: the tokens of its fixed words (the head first) and, by slot role, the tokens that fill it."""

    cue: Cue
    trigger: tuple[int, ...]
    slots: dict[str, list[int]]

    @property
    def head(self) -> int:
        """The token that carries the cue."""
        return self.trigger[0]


class Matcher:
    """Matches a lexicon against sentences."""

    def __init__(self, lexicon: Lexicon, social: frozenset[str]) -> None:
        """Keep the lexicon; ``social`` are the relation types whose doer may be whoever is there ("said after talks with X")."""
        self._lexicon = lexicon
        self._social = social

    def matches(self, sentence: Sentence, syntax: Syntax) -> Iterator[list[Match]]:
        """Yield the readings of each word that carries a cue, in the order of the text, the most specific first.

        Of one list only the first readings that make a claim count: "take part in X" is no "take X".
        """
        for token in sentence.tokens:
            found: list[Match] = []
            if token.pos in ("VERB", "AUX") or token.tag.startswith("VB") and token.dep in _CLAUSAL:
                found += self._verb(syntax, token.i)
            if token.pos in ("NOUN", "PROPN") or token.tag == "VBG" and token.dep not in ("amod", "aux"):
                found += self._noun(syntax, token.i)
            if token.pos in ("ADJ", "VERB", "ADV", "NOUN"):
                found += self._adjective(syntax, token.i)
            yield from _by_word(found)
            if token.pos in ("NOUN", "PROPN"):
                yield from _by_word(self._role(syntax, token.i))
            if token.text == "-":
                yield from ([m] for m in self._compound(syntax, token.i))
            yield from ([m] for m in self._surface(sentence, token.i))

    def _verb(self, syntax: Syntax, i: int) -> Iterator[Match]:
        lemmas = _verb_lemmas(syntax.sentence.tokens[i])
        cues = next((found for lemma in lemmas if (found := self._lexicon.get(CueKind.VERB, lemma))), ())
        if not cues:
            return
        frame = syntax.frame(i)
        for cue in cues:
            if cue.particles and not cue.particles & frame.particles:
                continue
            if frame.verb_particles and not cue.particles and not any(p.prepositions & frame.verb_particles or p.words & frame.verb_particles for p in cue.parts):
                continue
            if cue.subject and cue.subject.role == "SO" and frame.objects and not any(p.words or p.slot and not p.prepositions for p in cue.parts):
                continue
            binder = _Binder(syntax, [i])
            if binder.verb_parts(frame, cue.parts):
                if cue.subject:
                    binder.slots.setdefault(cue.subject.role, frame.subjects)
                yield Match(cue, tuple(binder.trigger), binder.slots)

    def _noun(self, syntax: Syntax, i: int) -> Iterator[Match]:
        for cue in self._lexicon.get(CueKind.NOUN, _lemma(syntax.sentence, i)):
            if not _modified(syntax.sentence, i, cue.modifiers):
                continue
            binder = _Binder(syntax, [i])
            if not binder.noun_parts(i, cue.parts):
                continue
            if cue.subject and cue.subject.role not in binder.slots:
                binder.slots[cue.subject.role] = binder.noun_subject(i, social=cue.predicate in self._social)
            yield Match(cue, tuple(binder.trigger), binder.slots)

    def _role(self, syntax: Syntax, i: int) -> Iterator[Match]:
        lemma, first = _joined_lemma(syntax.sentence, i)
        for cue in self._lexicon.get(CueKind.ROLE, lemma):
            if not _modified(syntax.sentence, first, cue.modifiers):
                continue
            binder = _Binder(syntax, [i])
            bearers = _bearers(syntax, i)
            if binder.noun_parts(i, cue.parts, title=True) or bearers != [i] and syntax.sentence.tokens[i].dep != "attr":
                binder.slots["S"] = bearers
                yield Match(cue, tuple(binder.trigger), binder.slots)

    def _adjective(self, syntax: Syntax, i: int) -> Iterator[Match]:
        sentence = syntax.sentence
        token = sentence.tokens[i]
        for cue in (*self._lexicon.get(CueKind.ADJECTIVE, token.lemma), *(
                self._lexicon.get(CueKind.ADJECTIVE, token.text.lower()) if token.text.lower() != token.lemma else ())):
            binder = _Binder(syntax, [i])
            if not binder.noun_parts(i, cue.parts):
                continue
            head = sentence.tokens[token.head]
            if token.dep in ("acomp", "attr", "oprd", "xcomp") or token.tag == "VBN" and token.dep == "ROOT":
                subjects = syntax.frame(head.i).subjects or syntax.frame(head.i).objects
                subjects = [s for s in subjects if s != i]
            elif token.pos == "VERB":
                subjects = syntax.frame(i).objects or syntax.frame(i).subjects
            else:
                subjects = [head.i]
            if cue.subject:
                binder.slots.setdefault(cue.subject.role, subjects)
            yield Match(cue, tuple(binder.trigger), binder.slots)

    def _compound(self, syntax: Syntax, i: int) -> Iterator[Match]:
        """Match "US-backed forces" and "pro-Russian party", which the tokeniser cuts at the hyphen."""
        sentence = syntax.sentence
        tokens = sentence.tokens
        if tokens[i].text != "-" or not 0 < i < len(tokens) - 1:
            return
        left, right = tokens[i - 1], tokens[i + 1]
        noun = _modified_noun(sentence, i + 1)
        noun = sentence.names.get(noun, noun) if noun is not None else None
        for cue in self._lexicon.get(CueKind.COMPOUND, right.text.lower()) if i - 1 in sentence.actors and noun is not None else ():
            if cue.modifiers and sentence.tokens[noun].lemma not in cue.modifiers[0]:
                continue
            binder = _Binder(syntax, [i + 1])
            bare = [p for p in cue.parts if p.slot and not p.prepositions]
            if binder.noun_parts(noun, tuple(p for p in cue.parts if p not in bare)):
                binder.slots |= {p.slot.role: [noun] for p in bare if p.slot}
                if cue.subject:
                    binder.slots[cue.subject.role] = [i - 1, *_hyphenated(sentence, i - 1)]
                yield Match(cue, tuple(binder.trigger), binder.slots)
        for cue in self._lexicon.get(CueKind.COMPOUND, left.text.lower()):
            if i + 1 in sentence.actors and noun is not None and noun != i + 1:
                other = cue.parts[0].slot.role if cue.parts and cue.parts[0].slot else "O"
                yield Match(cue, (i - 1,), {cue.subject.role if cue.subject else "S": [noun], other: [i + 1]})

    def _surface(self, sentence: Sentence, i: int) -> Iterator[Match]:
        """Match an exact run of words between two nominals, whatever the parse says."""
        tokens = sentence.tokens
        for cue in self._lexicon.get(CueKind.SURFACE, tokens[i].lemma):
            last = i + len(cue.modifiers)
            if last + 1 >= len(tokens) or any(
                    tokens[i + 1 + n].lemma not in words and tokens[i + 1 + n].text.lower() not in words
                    for n, words in enumerate(cue.modifiers)):
                continue
            left = next((k for k in range(i - 1, max(-1, i - 3), -1) if k in sentence.actors), None)
            right = next((k for k in range(last + 1, min(len(tokens), last + 10)) if k in sentence.actors
                          and tokens[k].pos != "ADJ" and tokens[k + 1 if k + 1 < len(tokens) else k].text != "-"), None)
            if left is not None and right is not None:
                first, second = cue.subject, cue.parts[0].slot
                if first and second:
                    yield Match(cue, tuple(range(i, last + 1)), {first.role: [left], second.role: _run(sentence, right)})


class _Binder:
    """Fills the slots of one cue; ``used`` are the tokens already taken."""

    def __init__(self, syntax: Syntax, trigger: list[int]) -> None:
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
                bound = self._fixed(part, frame.objects, anchors)
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
            frame.complements += [c for c in self.syntax.complements(verb) if c[1] > noun]
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
            apposed = [c for c in sentence.tokens[candidate].children if sentence.tokens[c].dep == "appos"]
            for i in self.syntax.expand(candidate) + apposed:
                if self._is(i, part):
                    return self._take_noun(part, i, anchors)
        for child in sentence.tokens[anchors[0]].children:
            token = sentence.tokens[child]
            if token.dep in ("xcomp", "ccomp", "acomp", "advmod", "prt", "attr", "oprd", "dobj") and self._is(child, part):
                if token.pos == "NOUN" and token.dep == "ccomp":  # "considers X a terrorist": X is the object
                    self.slots.setdefault("O", [c for c in token.children if sentence.tokens[c].dep == "nsubj"])
                return self._take_noun(part, child, anchors)
        return False

    def _is(self, i: int, part: Part) -> bool:
        token = self.syntax.sentence.tokens[i]
        return bool({token.lemma, token.text.lower()} & part.words) and _modified(self.syntax.sentence, i, part.modifiers)

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
        return [c for o in frame.objects for c in tokens[o].children
                if tokens[c].dep == "compound" and c in self.syntax.sentence.actors and tokens[c].pos == "PROPN"][:1]

    def _clause_subject(self, frame: Frame) -> list[int]:
        """Return the subject of an infinitive clause as the object ("asked Ankara to go")."""
        tokens = self.syntax.sentence.tokens
        return [c for marker, v in frame.clauses if marker == "to" or tokens[v].tag in ("VB", "VBP")
                for c in tokens[v].children if tokens[c].dep == "nsubj"][:1]

    def _prepositional(self, part: Part, frame: Frame, anchors: list[int], *, title: bool = False) -> bool:
        sentence = self.syntax.sentence
        options = [(o, at) for p, o, at in frame.complements if p in part.prepositions]
        for anchor in anchors[1:]:
            options += [(o, at) for p, o, at in self.syntax.complements(anchor) if p in part.prepositions]
        for i in frame.objects if self.slots or len(anchors) > 1 else []:
            if i not in anchors:
                options += [(o, at) for p, o, at in self.syntax.complements(i) if p in part.prepositions and p != "of"]
        if part.words:
            for o, _ in options:
                if self._is(o, part):
                    return self._take_noun(part, o, anchors)
            return False
        if part.slot is None:
            return bool(options) or bool(part.prepositions & frame.particles)
        chosen = [o for o, _ in options if o not in self.used]
        if "that" in part.prepositions and part.slot.role == "O":
            chosen = [c for marker, v in frame.clauses if marker == "that" for c in sentence.tokens[v].children
                      if sentence.tokens[c].dep in ("nsubj", "nsubjpass")]
        if "of" in part.prepositions and not chosen:
            chosen = next((found for a in reversed(anchors) if (found := self._possessed(a, title=title))), [])
        if part.slot.role == "T" and not chosen:
            chosen = [v for marker, v in frame.clauses if marker in part.prepositions]
            chosen = chosen or [c for a in anchors for c in sentence.tokens[a].children
                                if sentence.tokens[c].dep in ("acl", "relcl") and "to" in part.prepositions]
        if not chosen and part.prepositions & frame.particles and frame.objects:
            chosen = [o for o in frame.objects if o not in self.used]
        if not chosen:
            return False
        if part.slot.role != "SO":
            chosen = chosen[:1]
        self.slots[part.slot.role] = chosen
        self.used.update(chosen)
        return True

    def _possessed(self, noun: int, *, title: bool) -> list[int]:
        """Return the possessors of a noun for a slot behind "of" ("Turkey's ally", "the Turkish president")."""
        sentence = self.syntax.sentence
        own = [o for o, m in sentence.owners(noun) if o not in self.used and not (title and m.actor.type is ActorType.PERSON)]
        token = sentence.tokens[noun]
        if not own and title and token.dep in ("compound", "nmod", "amod"):
            siblings = [c for c in sentence.tokens[token.head].children
                        if c < noun and sentence.tokens[c].dep in ("amod", "compound", "poss", "nmod") and c in sentence.actors
                        and all(m.actor.type is not ActorType.PERSON for m in sentence.actors[c])]
            own = siblings[-1:]
        return own

    def noun_subject(self, noun: int, *, social: bool) -> list[int]:
        """Return the doer of an event noun: its possessor, its "by" phrase, else the subject of its light verb."""
        sentence, taken = self.syntax.sentence, self.used
        token = sentence.tokens[noun]
        by = [o for p, o, _ in self.syntax.complements(noun) if p == "by"]
        own = by or [o for o, _ in sentence.owners(noun) if o not in taken]
        if own:
            return own
        if token.dep == "conj" and token.head != noun:
            shared = [o for o, _ in sentence.owners(token.head) if o not in taken and sentence.tokens[o].dep == "poss"]
            if shared:
                return shared
        if token.dep in ("dobj", "attr", "pobj", "conj"):
            verb = sentence.tokens[sentence.clause_of(noun)]
            if verb.pos in ("VERB", "AUX") and (verb.lemma in _LIGHT or token.dep == "attr" or social):
                return self.syntax.frame(verb.i).subjects
        return []


def _by_word(matches: Iterable[Match]) -> Iterator[list[Match]]:
    """Sort the readings of one word, the most specific first."""
    found = sorted(matches, key=lambda m: -m.cue.size)
    if found:
        yield found


def _verb_lemmas(token: Token) -> tuple[str, ...]:
    """Return the lemma of a verb, and what it should be where the model cut too much ("staged" -> "stag")."""
    lemma = token.lemma
    if token.text.lower().endswith(("ed", "ing")) and not lemma.endswith("e"):
        return (lemma, lemma + "e", lemma[:-1]) if lemma[-2:-1] == lemma[-1:] else (lemma, lemma + "e")
    return (lemma,)


def _lemma(sentence: Sentence, i: int) -> str:
    token = sentence.tokens[i]
    if token.pos == "PROPN" or token.lemma[:1].isupper():
        word = token.text.lower()
        return word[:-1] if token.tag == "NNPS" and word.endswith("s") else word
    return token.lemma


def _joined_lemma(sentence: Sentence, i: int) -> tuple[str, int]:
    """Return the lemma of a noun with its first token, hyphenated words in one ("secretary-general")."""
    if i >= 2 and sentence.tokens[i - 1].text == "-" and sentence.tokens[i - 2].pos in ("NOUN", "PROPN", "ADJ"):
        return f"{sentence.tokens[i - 2].text}-{_lemma(sentence, i)}".lower(), i - 2
    return _lemma(sentence, i), i


def _modified(sentence: Sentence, i: int, modifiers: tuple[frozenset[str], ...]) -> bool:
    """Say whether the fixed words of a cue stand before noun ``i``, among its adjectives and compounds."""
    before: set[str] = set()
    for k in range(i - 1, max(-1, i - 6), -1):
        token = sentence.tokens[k]
        if token.pos not in ("ADJ", "NOUN", "PROPN", "VERB", "NUM") and token.text != "-":
            break
        before |= {token.lemma, token.text.lower()}
    return all(words & before for words in modifiers)


def _bearers(syntax: Syntax, i: int) -> list[int]:
    """Return who bears a role noun: the name it stands before, its apposition, the subject of its copula, or itself."""
    sentence = syntax.sentence
    token = sentence.tokens[i]
    head = sentence.tokens[token.head]
    if token.dep in ("compound", "nmod", "amod") and token.head in sentence.actors and token.head > i:
        return [token.head]
    named = [c for c in token.children if sentence.tokens[c].dep == "appos" and c in sentence.actors]
    if named:
        return named
    if token.dep == "appos":
        before = [k for k in syntax.expand(token.head) if k < i]
        return before[-1:] or [token.head]
    if token.dep == "conj" and head.pos in ("NOUN", "PROPN") and _lemma(sentence, head.i) != "" and head.dep in ("appos", "attr"):
        return _bearers(syntax, head.i)
    if token.dep in ("attr", "oprd", "acomp") or token.dep == "pobj" and head.lemma == "as":
        verb = sentence.clause_of(i)
        frame = syntax.frame(verb)
        return frame.objects if token.dep in ("oprd", "pobj") and frame.objects else frame.subjects
    following = [c for c in token.children if sentence.tokens[c].dep in ("nmod", "flat") and c in sentence.actors]
    return following or [i]


def _modified_noun(sentence: Sentence, i: int) -> int | None:
    """Return the noun that the participle at ``i`` modifies."""
    token = sentence.tokens[i]
    head = sentence.tokens[token.head]
    if token.dep in ("amod", "compound", "nmod") and head.i > i:
        return head.i
    for k in range(i + 1, min(len(sentence.tokens), i + 6)):
        if sentence.tokens[k].pos in ("NOUN", "PROPN"):
            k2 = k
            while sentence.tokens[k2].dep in ("compound", "nmod") and sentence.tokens[k2].head > k2:
                k2 = sentence.tokens[k2].head
            return k2
        if sentence.tokens[k].pos not in ("ADJ", "ADV", "VERB", "NUM", "PUNCT", "CCONJ"):
            return None
    return None


def _hyphenated(sentence: Sentence, i: int) -> list[int]:
    """Return the other owners in "US- and UK-backed"."""
    tokens = sentence.tokens
    if i >= 3 and tokens[i - 1].lemma == "and" and tokens[i - 2].text == "-" and i - 3 in sentence.actors:
        return [i - 3]
    return []


def _run(sentence: Sentence, i: int) -> list[int]:
    """Return nominal ``i`` and those coordinated with it on the surface ("IS and the SDF")."""
    found, k = [i], i + 1
    while k < len(sentence.tokens) and k - found[-1] <= 8:
        token = sentence.tokens[k]
        if token.pos in ("VERB", "AUX", "ADP") and token.dep not in ("amod",) or token.text == ".":
            break
        if k in sentence.actors and token.pos in ("NOUN", "PROPN") and token.dep not in ("compound", "npadvmod"):
            found.append(k)
        k += 1
    return found

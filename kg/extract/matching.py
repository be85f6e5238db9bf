"""Cues against parses: which cues of the lexicon a word of a sentence carries, and what fills their slots."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.actors.heads import is_of_a_part
from kg.extract.binding import Binder, has_modifiers, modifiers_before, noun_lemma
from kg.extract.syntax import Frame, Syntax
from kg.grammar import Roles
from kg.lexicon import Cue, CueKind, Lexicon
from kg.model import ActorType
from kg.text import Sentence

_LESSER = frozenset(["vice", "deputy", "assistant"])
"""Words before a role that make another of it: a vice president is no president."""
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

    def __init__(self, lexicon: Lexicon, roles: Roles, social: frozenset[str]) -> None:
        """Keep the lexicon and the word lists; ``social`` are the types whose doer may be whoever is there."""
        self._lexicon = lexicon
        self._roles = roles
        self._social = social

    def matches(self, sentence: Sentence, syntax: Syntax) -> Iterator[list[Match]]:
        """Yield the readings of each word that carries a cue, in the order of the text, the most specific first.

        Of one list only the first readings that make a claim count: "take part in X" is no "take X".
        """
        for token in sentence.tokens:
            found: list[Match] = []
            if token.i in sentence.names:
                continue  # a word of a name says nothing: "Rapid Support Forces"
            if token.pos in ("VERB", "AUX") or (token.tag.startswith("VB") and token.dep in _CLAUSAL):
                found += self._verb(syntax, token.i)
            if token.pos in ("NOUN", "PROPN") or (token.tag == "VBG" and token.dep not in ("amod", "aux")):
                found += self._noun(syntax, token.i)
            if token.pos in ("ADJ", "VERB", "ADV", "NOUN"):
                found += self._adjective(syntax, token.i)
            yield from _by_word(found)
            if token.pos in ("NOUN", "PROPN"):
                yield from _by_word(self._role(syntax, token.i))
            if token.text == "-":
                yield from ([m] for m in self._compound(syntax, token.i))
            yield from ([m] for m in self._surface(sentence, token.i))
            if token.dep == "mark":
                yield from ([m] for m in self._clause(syntax, token.i))

    def _verb(self, syntax: Syntax, i: int) -> Iterator[Match]:
        token = syntax.sentence.tokens[i]
        lemmas = verb_lemmas(token.lemma, token.text)
        cues = next((found for lemma in lemmas if (found := self._lexicon.get(CueKind.VERB, lemma))), ())
        if not cues:
            return
        frame = syntax.frame(i)
        for cue in cues:
            if not _fits(cue, frame, syntax.sentence):
                continue
            binder = Binder(syntax, [i], self._roles)
            if binder.verb_parts(frame, cue.parts):
                if cue.subject:
                    binder.slots.setdefault(cue.subject.role, frame.subjects)
                yield Match(cue, tuple(binder.trigger), binder.slots)

    def _noun(self, syntax: Syntax, i: int) -> Iterator[Match]:
        for cue in self._lexicon.get(CueKind.NOUN, noun_lemma(syntax.sentence, i)):
            if not has_modifiers(syntax.sentence, i, cue.modifiers):
                continue
            binder = Binder(syntax, [i], self._roles)
            if not binder.noun_parts(i, cue.parts):
                continue
            if cue.subject and cue.subject.role not in binder.slots:
                binder.slots[cue.subject.role] = binder.noun_subject(i, social=cue.predicate in self._social)
            yield Match(cue, tuple(binder.trigger), binder.slots)

    def _role(self, syntax: Syntax, i: int) -> Iterator[Match]:
        token = syntax.sentence.tokens[i]
        if token.dep in ("compound", "nmod", "amod") and token.head not in syntax.sentence.names:
            return  # "deputy leader" is a leader's deputy: its head is the role
        lemma, first = _joined_lemma(syntax.sentence, i)
        cues = self._lexicon.get(CueKind.ROLE, lemma)
        titles = frozenset().union(*(words for cue in cues for words in cue.modifiers))
        of_a_part = is_of_a_part(syntax.sentence, i, self._roles, titles)
        lesser = (modifiers_before(syntax.sentence, first) | {lemma.partition("-")[0]}) & _LESSER
        for cue in cues:
            if not has_modifiers(syntax.sentence, first, cue.modifiers) or not _names_all(cue, lesser):
                continue
            binder = Binder(syntax, [i], self._roles)
            bearers = _bearers(syntax, i)
            bound = binder.noun_parts(i, cue.parts, title=True)
            if of_a_part and not (bound and self._leads_others(syntax.sentence, binder.slots.get("O", []))):
                continue
            if bound or (bearers != [i] and syntax.sentence.tokens[i].dep != "attr"):
                binder.slots["S"] = bearers
                yield Match(cue, tuple(binder.trigger), binder.slots)

    def _leads_others(self, sentence: Sentence, objects: list[int]) -> bool:
        """Say whether some of the objects are no states: a movement may well have a political leader."""
        actors = [m.actor for o in objects for m in sentence.actors.get(o, ())]
        return any(actor.type is not ActorType.STATE for actor in actors)

    def _adjective(self, syntax: Syntax, i: int) -> Iterator[Match]:
        sentence = syntax.sentence
        token = sentence.tokens[i]
        for cue in (
            *self._lexicon.get(CueKind.ADJECTIVE, token.lemma),
            *(
                self._lexicon.get(CueKind.ADJECTIVE, token.text.lower())
                if token.text.lower() != token.lemma
                else ()
            ),
        ):
            binder = Binder(syntax, [i], self._roles)
            if not binder.noun_parts(i, cue.parts):
                continue
            head = sentence.tokens[token.head]
            if token.dep in ("acomp", "attr", "oprd", "xcomp") or (
                token.tag == "VBN" and token.dep == "ROOT"
            ):
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
        if not 0 < i < len(tokens) - 1:
            return
        left, right = tokens[i - 1], tokens[i + 1]
        noun = _modified_noun(sentence, i + 1)
        if noun is None:
            return
        noun = sentence.names.get(noun, noun)
        cues = self._lexicon.get(CueKind.COMPOUND, right.text.lower()) if i - 1 in sentence.actors else ()
        for cue in cues:
            if cue.modifiers and sentence.tokens[noun].lemma not in cue.modifiers[0]:
                continue
            binder = Binder(syntax, [i + 1], self._roles)
            bare = [p for p in cue.parts if p.slot and not p.prepositions]
            if binder.noun_parts(noun, tuple(p for p in cue.parts if p not in bare)):
                binder.slots |= {p.slot.role: [noun] for p in bare if p.slot}
                if cue.subject:
                    binder.slots[cue.subject.role] = [i - 1, *_hyphenated(sentence, i - 1)]
                yield Match(cue, tuple(binder.trigger), binder.slots)
        for cue in self._lexicon.get(CueKind.COMPOUND, left.text.lower()):
            if i + 1 in sentence.actors and noun != i + 1:
                other = cue.parts[0].slot.role if cue.parts and cue.parts[0].slot else "O"
                yield Match(cue, (i - 1,), {cue.subject.role if cue.subject else "S": [noun], other: [i + 1]})

    def _clause(self, syntax: Syntax, i: int) -> Iterator[Match]:
        """Match what joins two clauses ("X will strike unless Y withdraws"): S and T above, O below."""
        tokens = syntax.sentence.tokens
        verb = tokens[tokens[i].head]
        main = tokens[verb.head]
        ahead = any(tokens[c].dep == "aux" and tokens[c].tag == "MD" for c in main.children)
        if verb.dep != "advcl" or main.pos != "VERB" or not ahead:
            return
        for cue in self._lexicon.get(CueKind.CLAUSE, tokens[i].lemma):
            slots = {"S": syntax.frame(main.i).subjects, "T": [main.i], "O": syntax.frame(verb.i).subjects}
            yield Match(cue, (i,), slots)

    def _surface(self, sentence: Sentence, i: int) -> Iterator[Match]:
        """Match an exact run of words between two nominals, whatever the parse says."""
        tokens = sentence.tokens
        for cue in self._lexicon.get(CueKind.SURFACE, tokens[i].lemma):
            last = i + len(cue.modifiers)
            if last + 1 >= len(tokens) or any(
                tokens[i + 1 + n].lemma not in words and tokens[i + 1 + n].text.lower() not in words
                for n, words in enumerate(cue.modifiers)
            ):
                continue
            reach = 1 if tokens[i].dep == "case" else 2
            left = next((k for k in range(i - 1, max(-1, i - 1 - reach), -1) if k in sentence.actors), None)
            right = _next_nominal(sentence, last + 1)
            if left is not None and tokens[i].dep == "case":  # "O 's S": what is owned must itself be a name
                right = (
                    tokens[left].head
                    if tokens[left].head in sentence.names and tokens[left].head > i
                    else None
                )
            first, second = cue.subject, cue.parts[0].slot
            if left is not None and right is not None and first and second:
                slots = {first.role: [left], second.role: _run(sentence, right)}
                yield Match(cue, tuple(range(i, last + 1)), slots)


def _names_all(cue: Cue, words: frozenset[str]) -> bool:
    """Say whether a role cue has all of the ``words`` that lower its rank: "vice", also in "vice-president"."""
    own = {part for given in (cue.heads, *cue.modifiers) for word in given for part in (word, *word.split("-"))}
    return words <= own


def _fits(cue: Cue, frame: Frame, sentence: Sentence) -> bool:
    """Say whether particles and direct object of a verb are those the cue asks for.

    "Rule out" is no "rule", and "withdrew its offer from" no "withdraw from": a cue without an object takes none.
    """
    if cue.particles and not cue.particles & frame.particles:
        return False
    loose = frame.verb_particles - cue.particles
    if loose and not cue.particles and not any((p.prepositions | p.words) & loose for p in cue.parts):
        return False
    transitive = any((p.words or p.slot) and p.prepositions <= frame.verb_particles for p in cue.parts)
    objects = [
        o
        for o in frame.objects
        if sentence.tokens[o].pos != "PRON" or sentence.tokens[o].text.lower() in ("it", "them", "him")
    ]
    return transitive or frame.passive or not objects or bool(cue.particles)


def _by_word(matches: Iterable[Match]) -> Iterator[list[Match]]:
    """Sort the readings of one word, the most specific first."""
    found = sorted(matches, key=lambda m: -m.cue.size)
    if found:
        yield found


def verb_lemmas(lemma: str, word: str) -> tuple[str, ...]:
    """Return the lemma of a verb, and what it should be where the model cut too much ("staged" -> "stag")."""
    if word.lower().endswith(("ed", "ing")) and not lemma.endswith("e"):
        return (lemma, lemma + "e", lemma[:-1]) if lemma[-2:-1] == lemma[-1:] else (lemma, lemma + "e")
    return (lemma,)


def _joined_lemma(sentence: Sentence, i: int) -> tuple[str, int]:
    """Return the lemma of a noun with its first token, hyphenated words in one ("secretary-general")."""
    if (
        i >= 2
        and sentence.tokens[i - 1].text == "-"
        and sentence.tokens[i - 2].pos in ("NOUN", "PROPN", "ADJ")
    ):
        return f"{sentence.tokens[i - 2].text}-{noun_lemma(sentence, i)}".lower(), i - 2
    return noun_lemma(sentence, i), i


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
        known = token.head in sentence.actors or token.head in sentence.names
        return (not known and syntax.before_comma(i)) or before[-1:] or [token.head]
    if (
        token.dep == "conj"
        and head.pos in ("NOUN", "PROPN")
        and noun_lemma(sentence, head.i) != ""
        and head.dep in ("appos", "attr")
    ):
        return _bearers(syntax, head.i)
    verb = sentence.clause_of(i)
    if token.dep in ("attr", "oprd", "acomp") or (
        token.dep == "pobj" and head.lemma == "as" and head.i > verb
    ):
        frame = syntax.frame(verb)
        return frame.objects if token.dep in ("oprd", "pobj") and frame.objects else frame.subjects
    following = [
        c for c in token.children if sentence.tokens[c].dep in ("nmod", "flat") and c in sentence.actors
    ]
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


def _next_nominal(sentence: Sentence, start: int) -> int | None:
    """Return the head of the noun phrase that begins at ``start``, where it stands for actors."""
    tokens = sentence.tokens
    for k in range(start, min(len(tokens), start + 9)):
        if (
            k in sentence.actors
            and tokens[k].pos != "ADJ"
            and tokens[min(k + 1, len(tokens) - 1)].text != "-"
        ):
            return k
        part = tokens[k].dep in ("compound", "amod", "npadvmod", "nmod") or k in sentence.names
        noun = tokens[k].pos == "NOUN" and not part
        if noun or (tokens[k].pos in ("VERB", "AUX", "ADP") and tokens[k].dep != "amod"):
            return None
    return None


def _run(sentence: Sentence, i: int) -> list[int]:
    """Return nominal ``i`` and those coordinated with it on the surface ("IS and the SDF")."""
    found, k = [i], i + 1
    while k < len(sentence.tokens) and k - found[-1] <= 8:
        token = sentence.tokens[k]
        if (token.pos in ("VERB", "AUX", "ADP") and token.dep not in ("amod",)) or token.text == ".":
            break
        if (
            k in sentence.actors
            and token.pos in ("NOUN", "PROPN")
            and token.dep not in ("compound", "npadvmod")
        ):
            found.append(k)
        k += 1
    return found

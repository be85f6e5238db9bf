"""Says of each sentence of an article whether the parser must read it."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.actors.matcher import NameMatcher
from kg.actors.pronouns import FIRST, PERSONAL, PLURAL, SINGULAR
from kg.actors.quotes import find_quotes
from kg.extract.matching import verb_lemmas
from kg.gate.cues import CueIndex
from kg.gate.words import Vocabulary, Word, last_words, words_of
from kg.gazetteer import Gazetteer
from kg.grammar import Nouns
from kg.lexicon import Lexicon
from kg.model import ActorType, Article
from kg.ontology import Ontology
from kg.text import Unit

_BRACKETED = re.compile(r"\(\s*(?:the )?([A-Z][A-Za-z0-9-]+)")
_NO_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december mr mrs ms dr".split()
)
_STARTERS = frozenset(
    "a an the this that these those there here he she it they we i you his her its their our my your who what which "
    "when where why how if as at by for from in into of on to with without and but or nor so yet while after before "
    "since until during over under about against between among despite although though because once then now not no "
    "nobody all both each every some many most more much few several other another such one two three four five six "
    "last still also even only just meanwhile however later earlier".split()
)
_POINTING = frozenset(
    "the this that these those both two three four five either neither its his their her our my such other".split()
)
_POINTERS = SINGULAR | PERSONAL | PLURAL | FIRST
_PLURALS = PLURAL | {"we", "us", "our"}
_NEAR = 4
"""Words between a determiner and the noun it points with."""
_REACH = 4
"""Sentences that pronouns and descriptions look back, and one to be sure."""
_ALOUD = 2
"""Sentences around a quotation in which its speaker may be named."""
_LONG_RUN = 3
"""Capitalised words in a row that may be two names ("US President Smith")."""


@dataclass(slots=True)
class _Look:
    """What a look at the words of a sentence shows.

    ``forms`` are the words, ``names`` those of them that are names by their capitals. ``known`` counts the names of
    the gazetteer, ``pronouns`` and ``pointed`` those for whom pronouns and descriptions ("the two sides") may stand.
    """

    unit: Unit
    forms: list[str]
    names: set[str]
    known: int
    pronouns: int
    pointed: int

    @property
    def points(self) -> bool:
        """Whether a pronoun or a description points back."""
        return self.pronouns > 0 or self.pointed > 0

    @property
    def names_some(self) -> bool:
        """Whether the sentence names anybody."""
        return self.known > 0 or bool(self.names)


class WordGate:
    """Says which sentences of an article the parser must read."""

    def __init__(
        self,
        lexicon: Lexicon,
        ontology: Ontology,
        gazetteer: Gazetteer,
        nouns: Nouns,
        matcher: NameMatcher,
        lemmas: Callable[[str], frozenset[str]],
        vocabulary: frozenset[str],
    ) -> None:
        """Index the cues by their fixed words.

        ``lemmas`` gives the lemmas that a word in lower case can have, as whatever part of speech; ``vocabulary`` are
        the words that are lemmas.
        """
        self._matcher = matcher
        self._lemmas = lemmas
        self._vocabulary = vocabulary
        self._cues = CueIndex(lexicon, ontology)
        self._things = last_words(nouns.goods) | last_words(
            w for w, kinds in nouns.kinds.items() if "place" in kinds
        )
        crowds = (
            ActorType.PEOPLE,
            ActorType.ARMED_GROUP,
        )  # those of whom a bare plural may be an end: "rebels"
        people = (w for w, (kind, _) in nouns.groups.items() if kind in crowds)
        self._crowds = last_words(people) | last_words(nouns.crowds)
        self._nouns = frozenset().union(
            *(
                last_words(words)
                for words in (
                    nouns.anaphors,
                    nouns.pairs,
                    nouns.voices,
                    nouns.offices,
                    nouns.groups,
                    nouns.counterparts,
                    nouns.homelands,
                    nouns.led,
                    nouns.bodies,
                    nouns.rulers,
                    nouns.forces,
                    *(body.heads for body in gazetteer.bodies),
                )
            )
        )
        self.words = Vocabulary(self._look_up)
        """The words met so far."""

    def keep(self, article: Article, text: str, units: Sequence[Unit]) -> list[bool]:
        """Say for each of the ``units`` of ``text`` (the article's, made plain) whether it must be parsed."""
        looks = self._looks(article, text, units)
        carriers = _Carriers(looks, text, self)
        if not any(carriers[i] for i in range(len(looks))):
            return [False] * len(looks)
        return _with_context(article, looks, carriers)

    def has_cue(self, forms: Sequence[str], ends: int = 2, *, compound: bool) -> bool:
        """Say whether all the words of a cue that has no more than so many ``ends`` stand in a sentence.

        ``forms`` are its words, all of which were met before; ``compound`` says that some are joined by hyphens.
        """
        if not (self.words.lone if ends == 1 else self.words.acts).isdisjoint(forms):
            return True
        sets = frozenset[int]().union(*(self.words.sets[form] for form in forms if form in self.words.sets))
        return self._cues.stands(sets, ends, compound=compound)

    def _looks(self, article: Article, text: str, units: Sequence[Unit]) -> list[_Look]:
        words, every = self.words, [words_of(text[unit.start : unit.end]) for unit in units]
        met = set[str]().union(*every)
        words.learn(met)
        names = [words.names.intersection(forms[1:]) for forms in every]
        inside = set[str]().union(*names)
        known, at = [hit.start for hit in self._matcher.find(article.text)], 0
        looks = []
        for unit, forms, found in zip(units, every, names, strict=True):
            first = forms[0] if forms else ""
            if first in words.names and (
                first in inside or not (first in words.weak or first.lower() in met)
            ):
                found.add(first)
            while at < len(known) and known[at] < unit.start:
                at += 1
            hits = bisect_left(known, unit.end, at) - at
            looks.append(_Look(unit, forms, found, hits, _pronouns(forms, words), _pointed(forms, words)))
        return looks

    def _look_up(self, form: str) -> Word:
        low = form.lower()
        lemmas = frozenset(x for lemma in self._lemmas(low) for x in verb_lemmas(lemma, low))
        lemmas |= {low.removesuffix("s")}  # of a name in the plural the matcher cuts the s
        plural = low in _PLURALS if low in _POINTERS else low.endswith(("s", "people", "men", "children"))
        sets = self._cues.sets_of(lemmas)
        return Word(
            name=form[0].isupper() and low not in _NO_NAMES,
            weak=low in _STARTERS or (low not in self._vocabulary and bool(lemmas & self._vocabulary)),
            points=low in _POINTING,
            pronoun=low in _POINTERS,
            noun=bool(lemmas & self._nouns),
            thing=bool(lemmas & self._things),
            crowd=plural and bool(lemmas & self._crowds),
            plural=plural,
            act=self._cues.stands(sets, 2, compound=False),
            lone=self._cues.stands(sets, 1, compound=False),
            sets=sets,
        )


class _Carriers(dict[int, bool]):
    """Which sentences carry a claim, told of those that are asked for: cue and ends take the most time."""

    def __init__(self, looks: Sequence[_Look], text: str, gate: WordGate) -> None:
        super().__init__()
        self._looks, self._text, self._gate = looks, text, gate
        self._begun = next((i for i, look in enumerate(looks) if look.names_some), len(looks))

    def __missing__(self, i: int) -> bool:
        self[i] = carries = self._carries(i)
        return carries

    def _carries(self, i: int) -> bool:
        look = self._looks[i]
        named, others = _ends(look, self._gate.words)
        ends = named + others * (self._begun <= i)  # nobody is meant by "he" before somebody is named
        compound = self._text.find("-", look.unit.start, look.unit.end) >= 0
        return ends > 0 and self._gate.has_cue(look.forms, ends, compound=compound)


def _ends(look: _Look, words: Vocabulary) -> tuple[int, int]:
    """Count who may stand in a sentence by name or as a crowd, and who by a pronoun or a description."""
    named = max(_runs(look.forms, look.names), look.known)
    described = look.pointed
    if named or look.pronouns:
        described = _number(look.forms, words.nouns)
    if described or named or look.pronouns:
        described += _number(look.forms, words.things)
    return named + _number(look.forms, words.crowds), look.pronouns + described


def _number(forms: Sequence[str], kind: set[str]) -> int:
    """Count the words of a kind."""
    return 0 if kind.isdisjoint(forms) else sum(form in kind for form in forms)


def _pronouns(forms: Sequence[str], words: Vocabulary) -> int:
    """Count those for whom pronouns may stand."""
    if words.pronouns.isdisjoint(forms):
        return 0
    return sum(1 + (form in words.plurals) for form in forms if form in words.pronouns)


def _runs(forms: Sequence[str], names: set[str]) -> int:
    """Count the names that capitalised words in a row may be."""
    runs = run = 0
    for form in forms if names else ():
        run = run + 1 if form in names else 0
        runs += run in (1, _LONG_RUN)
    return runs


def _pointed(forms: Sequence[str], words: Vocabulary) -> int:
    """Count those for whom nouns may stand that come near behind a pointing word."""
    if words.nouns.isdisjoint(forms) or words.pointers.isdisjoint(forms):
        return 0
    pointer, pointed = -_NEAR - 1, 0
    for k, form in enumerate(forms):
        if form in words.pointers:
            pointer = k
        if form in words.nouns and k - pointer <= _NEAR:
            pointed += 1 + (form in words.plurals)
    return pointed


def _with_context(article: Article, looks: Sequence[_Look], carriers: _Carriers) -> list[bool]:
    """Return what is kept when the sentences that a carrier may need are added."""
    kept = [look.known > 0 or carriers[i] for i, look in enumerate(looks)]
    needed = set[str]().union(*(look.names for look, own in zip(looks, kept, strict=True) if own))
    for i, look in enumerate(looks):
        if needed:  # what a name stands for is learned where it comes first
            spelled = _BRACKETED.findall(article.text, look.unit.start, look.unit.end)
            first = look.names.union(spelled) & needed
            kept[i] = kept[i] or bool(first)
            needed -= first
    quoted = _quoted(article, looks)
    begins = next(i for i, look in enumerate(looks) if look.names_some or carriers[i])
    wanted = len(looks)  # the first sentence in which the nearest pointer behind may find whom it means
    for i in range(len(looks) - 1, -1, -1):
        if not kept[i] and (looks[i].names or (looks[i].points and i > begins)):
            around = range(max(0, i - _ALOUD), min(len(looks), i + _ALOUD + 1))
            kept[i] = i >= wanted or any(quoted[k] and carriers[k] for k in around)
        if kept[i] and looks[i].points:
            wanted = i - _REACH
    return kept


def _quoted(article: Article, looks: Sequence[_Look]) -> list[bool]:
    """Say of each sentence whether a part of it is quoted."""
    quotes, found, at = find_quotes(article), [], 0
    for look in looks:
        while at < len(quotes) and quotes[at].end <= look.unit.start:
            at += 1
        found.append(at < len(quotes) and quotes[at].start < look.unit.end)
    return found

"""The gate before the parser: which sentences can carry a claim, told by their words alone.

A claim needs the words of a cue and somebody at its ends. A sentence that has both is a carrier, and is parsed. Others
are parsed where a carrier may need them: for whom "he" or "the group" means, the first mention of a name, a speaker.
What is let through too much costs time only; the claims of what is kept back are lost, so every doubt lets through.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.actors.matcher import NameMatcher
from kg.actors.pronouns import FIRST, PERSONAL, PLURAL, SINGULAR
from kg.actors.quotes import find_quotes
from kg.extract.matching import verb_lemmas
from kg.gazetteer import Gazetteer
from kg.grammar import Nouns
from kg.lexicon import Cue, CueKind, Lexicon
from kg.model import ActorType, Article
from kg.ontology import Ontology
from kg.text import Unit

_WORD = re.compile(r"[^\W_]+")
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
_VOCABULARY = 1 << 15
"""Words that are remembered: some ten megabytes."""


@dataclass(frozen=True, slots=True)
class _Word:
    """What the gate knows of a word.

    ``sets`` are the numbers of the sets of fixed words of cues that it is in, ``keys`` those of them by which cues
    are looked up. ``name`` says that it may be a part of a name, ``weak`` that it is none where it begins a sentence.
    ``points``: it points with a noun that follows. ``pronoun``, ``noun``, ``thing`` and ``crowd`` count whom it may
    stand for. ``quiet``: it is nothing but what its sets say.
    """

    sets: frozenset[int]
    keys: frozenset[int]
    low: str
    name: bool
    weak: bool
    points: bool
    pronoun: int
    noun: int
    thing: bool
    crowd: bool
    quiet: bool


class _Words(dict[str, _Word]):
    """What is known of words, looked up once each; it starts anew where there are very many."""

    def __init__(self, look_up: Callable[[str], _Word]) -> None:
        super().__init__()
        self._look_up = look_up

    def __missing__(self, form: str) -> _Word:
        if len(self) >= _VOCABULARY:
            self.clear()
        self[form] = word = self._look_up(form)
        return word


@dataclass(frozen=True, slots=True)
class _Look:
    """What a look at the words of a sentence shows.

    ``names`` are its capitalised words; ``points`` says that a pronoun or a description points back. ``cue`` is the
    least number of ends that the cues need whose words it has (None: there is no such cue). ``named`` counts who may
    stand there by name or as a crowd, ``others`` who may by a pronoun or a description; ``known`` tells of names of
    the gazetteer.
    """

    names: frozenset[str]
    points: bool
    cue: int | None
    named: int
    others: int
    known: bool

    @property
    def names_some(self) -> bool:
        """Whether the sentence names anybody."""
        return bool(self.names) or self.known

    def carries(self, *, begun: bool) -> bool:
        """Say whether the sentence can carry a claim; ``begun`` tells that somebody was named by then."""
        return self.cue is not None and self.named + self.others * begun >= self.cue


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
        self._cues = _CueIndex(lexicon, ontology)
        self._things = _last_words(nouns.goods) | _last_words(
            w for w, kinds in nouns.kinds.items() if "place" in kinds
        )
        crowds = (ActorType.PEOPLE, ActorType.ARMED_GROUP)  # those of whom a bare plural may be an end: "rebels"
        people = (w for w, (kind, _) in nouns.groups.items() if kind in crowds)
        self._crowds = _last_words(people) | _last_words(nouns.crowds)
        self._nouns = frozenset().union(
            *(
                _last_words(words)
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
        self._words = _Words(self._look_up)

    def keep(self, article: Article, text: str, units: Sequence[Unit]) -> list[bool]:
        """Say for each of the ``units`` of ``text`` (the article's, made plain) whether it must be parsed."""
        known = [hit.start for hit in self._matcher.find(article.text)]
        usual = {word for word in set(_WORD.findall(text)) if word[0].islower()}
        forms = [_WORD.findall(text, unit.start, unit.end) for unit in units]
        inside_names = {word for found in forms for word in found[1:] if word[0].isupper()}
        looks: list[_Look] = []
        kept: list[bool] = []
        at, begun = 0, False
        for unit, found in zip(units, forms, strict=True):
            start, end = unit.start, unit.end
            while at < len(known) and known[at] < start:
                at += 1
            inside = sum(start <= k < end for k in known[at : at + 200])
            compound = text.find("-", start, end) >= 0
            look = self._look(found, usual, inside_names, inside, compound=compound)
            begun = begun or look.names_some
            looks.append(look)
            kept.append(look.carries(begun=begun))
        return _with_context(article, units, looks, kept) if any(kept) else kept

    def _look(
        self, forms: list[str], usual: set[str], names_inside: set[str], known: int, *, compound: bool
    ) -> _Look:
        words = [self._words[form] for form in forms]
        keys: set[int] = set()
        names: set[str] = set()
        runs = run = pronouns = nouns = pointed = things = crowds = 0
        pointer = -_NEAR - 1
        for k, word in enumerate(words):
            if word.keys:
                keys |= word.keys
            if word.quiet:
                run = 0
                continue
            form = forms[k]
            first = not k and form not in names_inside
            if word.name and not (first and (word.weak or word.low in usual)):
                names.add(form)
                run += 1
                runs += run in (1, _LONG_RUN)
            else:
                run = 0
            pronouns += word.pronoun
            if word.points:
                pointer = k
            nouns += word.noun > 0
            if k - pointer <= _NEAR:
                pointed += word.noun
            things += word.thing
            crowds += word.crowd
        named = max(runs, known)
        described = nouns + things if named or pronouns else pointed + (things if pointed else 0)
        cue = self._cues.ends(keys, words, compound=compound)
        return _Look(
            frozenset(names),
            bool(pronouns or pointed),
            cue,
            named + crowds,
            pronouns + described,
            bool(known),
        )

    def _look_up(self, form: str) -> _Word:
        low = form.lower()
        lemmas = frozenset(x for lemma in self._lemmas(low) for x in verb_lemmas(lemma, low))
        lemmas |= {low.removesuffix("s")}  # of a name in the plural the matcher cuts the s
        plural = low.endswith(("s", "people", "men", "children"))
        sets = self._cues.sets_of(lemmas)
        stands = (
            form[0].isupper() and low not in _NO_NAMES,
            low in _POINTING,
            (low in _POINTERS) + (low in _PLURALS),
            (1 + plural) * bool(lemmas & self._nouns),
            bool(lemmas & self._things),
            plural and bool(lemmas & self._crowds),
        )
        name, points, pronoun, noun, thing, crowd = stands
        weak = low in _STARTERS or (low not in self._vocabulary and bool(lemmas & self._vocabulary))
        return _Word(
            sets, sets & self._cues.keys, low, name, weak, points, pronoun, noun, thing, crowd, quiet=not any(stands)
        )


class _CueIndex:
    """The cues as what must stand in a sentence: sets of words, one of each, by number."""

    def __init__(self, lexicon: Lexicon, ontology: Ontology) -> None:
        numbers: dict[frozenset[str], int] = {}
        needs: dict[tuple[frozenset[int], bool], int] = {}
        for cue in lexicon.cues:
            sets = frozenset(numbers.setdefault(words, len(numbers)) for words in _fixed(cue))
            compound = cue.kind is CueKind.COMPOUND
            ends = 1 if ontology.types[cue.predicate].topic_object and not compound else 2
            needs[sets, compound] = min(ends, needs.get((sets, compound), ends))
        self._of_word: dict[str, frozenset[int]] = {}
        for words, number in numbers.items():
            for word in words:
                self._of_word[word] = self._of_word.get(word, frozenset()) | {number}
        common = [sum(len(self._of_word[word]) for word in words) for words in numbers]  # "of" is in many sets
        self._by_key: dict[int, list[tuple[int, frozenset[int], bool]]] = {}
        for (sets, compound), ends in needs.items():
            key = min(sets, key=lambda number: (common[number], number))
            self._by_key.setdefault(key, []).append((ends, sets, compound))
        for cues in self._by_key.values():
            cues.sort(key=lambda cue: cue[0])
        self.keys = frozenset(self._by_key)
        """The sets of words by which cues are looked up: of each cue the one with the least common words."""

    def sets_of(self, lemmas: frozenset[str]) -> frozenset[int]:
        """Return the numbers of the sets that one of the lemmas is in."""
        return frozenset().union(*(self._of_word.get(lemma, frozenset()) for lemma in lemmas))

    def ends(self, keys: set[int], words: Iterable[_Word], *, compound: bool) -> int | None:
        """Return the least number of ends that a cue with all its words in the sentence needs, None without a cue.

        ``keys`` are those of its ``words``.
        """
        least = None
        sets = frozenset().union(*(word.sets for word in words)) if keys else frozenset[int]()
        for key in keys:
            for ends, wanted, hyphened in self._by_key[key]:
                if least and ends >= least:
                    break
                if wanted <= sets and (compound or not hyphened):
                    least = ends
                    break
            if least == 1:
                break
        return least


def _fixed(cue: Cue) -> Iterator[frozenset[str]]:
    """Yield the sets of words of which one each must stand in a sentence that has the cue."""
    yield from (words for given in (cue.heads, *cue.modifiers) if (words := _last_words(given)))
    if cue.particles:
        yield cue.particles
    if cue.kind is CueKind.ROLE:
        return  # "President X" has none of the complements
    for part in cue.parts:
        if part.optional:
            continue
        yield from (_last_words(words) for words in (part.words, *part.modifiers) if words)
        clause = part.slot is not None and part.slot.role == "T"
        loose = (
            {"of", "that", "to"} if clause else {"of", "that"}
        )  # an owner or a clause may stand there instead
        if part.prepositions and not part.prepositions & loose:
            yield part.prepositions


def _last_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the last word of each text, in lower case; what has no letter has none."""
    return frozenset(found[-1].lower() for text in texts if (found := _WORD.findall(text)))


def _with_context(
    article: Article, units: Sequence[Unit], looks: Sequence[_Look], carries: list[bool]
) -> list[bool]:
    """Return what is kept when the sentences that a carrier may need are added."""
    kept = [own or look.known for own, look in zip(carries, looks, strict=True)]
    needed = set[str]().union(*(look.names for look, own in zip(looks, kept, strict=True) if own))
    for i, (unit, look) in enumerate(zip(units, looks, strict=True)):
        if needed:  # what a name stands for is learned where it comes first
            first = look.names.union(_BRACKETED.findall(article.text, unit.start, unit.end)) & needed
            kept[i] = kept[i] or bool(first)
            needed -= first
    quoted = _quoted(article, units)
    begins = next(i for i, look in enumerate(looks) if look.names_some or carries[i])
    wanted = len(units)  # the first sentence in which the nearest pointer behind may find whom it means
    for i in range(len(units) - 1, -1, -1):
        if not kept[i] and (looks[i].names or (looks[i].points and i > begins)):
            around = range(max(0, i - _ALOUD), min(len(units), i + _ALOUD + 1))
            kept[i] = i >= wanted or any(quoted[k] and carries[k] for k in around)
        if kept[i] and looks[i].points:
            wanted = i - _REACH
    return kept


def _quoted(article: Article, units: Sequence[Unit]) -> list[bool]:
    """Say of each sentence whether a part of it is quoted."""
    quotes, found, at = find_quotes(article), [], 0
    for unit in units:
        while at < len(quotes) and quotes[at].end <= unit.start:
            at += 1
        found.append(at < len(quotes) and quotes[at].start < unit.end)
    return found

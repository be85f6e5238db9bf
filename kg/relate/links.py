"""What may link two given actors in a text, from a claim of the extractor down to a word that only stands near."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.context import ContextReader
from kg.extract.extractor import PatternExtractor
from kg.extract.matching import Match, Matcher
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon
from kg.model import Actor, Claim, Modality, Polarity
from kg.relate.marked import A, B, End, Marked
from kg.text import Sentence

CLAIM, ROLE, REACH, PATH, HALF, NEAR, LEMMA = 7.0, 6.5, 5.0, 4.0, 3.0, 2.0, 1.0
"""How firmly a link stands, from a claim between the two to a word whose frame does not fit."""


@dataclass(frozen=True, slots=True)
class Link:
    """A relation type that may hold between the two: ``forward`` says that the first is its subject.

    ``tier`` is one of the constants above, ``weight`` orders within it; ``how`` tells the cue.
    """

    predicate: str
    forward: bool | None
    polarity: Polarity
    modality: Modality
    tier: float
    weight: float
    how: str
    head: str = ""


class LinkFinder:
    """Finds the links of marked pairs: first the claims, then ever weaker ties of the same cues."""

    def __init__(self, extractors: list[PatternExtractor], matcher: Matcher, contexts: ContextReader, lexicon: Lexicon) -> None:
        """Keep the parts of the engine. ``extractors`` are asked in turn until one finds a claim."""
        self._extractors = extractors
        self._matcher = matcher
        self._contexts = contexts
        self._lexicon = lexicon

    def links(self, marked: Marked) -> list[Link]:
        """Return all links, the firmest first."""
        found = self.claims(marked)
        found += [link for sentence in marked.reading.sentences for link in self._of_sentence(marked, sentence)]
        return sorted(found, key=lambda link: (-link.tier, -link.weight))

    def claims(self, marked: Marked) -> list[Link]:
        """Return the claims between the two; where one side is not given, those that the other takes part in."""
        for extractor in self._extractors:
            found = [link for n, claim in enumerate(extractor.claims(marked.reading)) for link in _from_claim(claim, marked, n)]
            if any(link.tier == CLAIM for link in found) or extractor is self._extractors[-1]:
                return found
        return []

    def _of_sentence(self, marked: Marked, sentence: Sentence) -> Iterator[Link]:
        syntax = Syntax(sentence)
        a = marked.a if marked.a and marked.a.sentence is sentence else None
        b = marked.b if marked.b and marked.b.sentence is sentence else None
        reader = _SentenceLinks(sentence, syntax, self._contexts, a, b, marked)
        for readings in self._matcher.matches(sentence, syntax):
            for match in readings:
                yield reader.of_match(match)
        yield from reader.of_lemmas(self._lexicon)


class _SentenceLinks:
    """The links of one sentence."""

    def __init__(self, sentence: Sentence, syntax: Syntax, contexts: ContextReader, a: End | None, b: End | None,
                 marked: Marked) -> None:
        self.sentence = sentence
        self.syntax = syntax
        self.contexts = contexts
        self.a = a
        self.b = b
        self.absent = marked.a is None or marked.b is None
        self.path = _path(sentence, a.head, b.head) if a and b else set()

    def of_match(self, match: Match) -> Link:
        context = self.contexts.read(self.syntax, match.head)
        cue = match.cue
        polarity = context.polarity
        if cue.polarity is Polarity.NEGATED:
            polarity = _flipped(polarity)
        modality = cue.modality if context.modality is Modality.ASSERTED else context.modality
        tier, forward = self._tier(match)
        weight = cue.weight - 0.03 * self._distance(match.head) + 0.02 * cue.size
        return Link(cue.predicate, forward, polarity, modality, tier, weight, f"{cue.kind.value} cue {cue.text!r}",
                    self.sentence.tokens[match.head].lemma)

    def _tier(self, match: Match) -> tuple[float, bool | None]:
        """Say how the two stand to a match, and which of them is nearer to its subject."""
        a_in, b_in = (self._slots(match, end) for end in (self.a, self.b))
        forward = True if "S" in a_in or "O" in b_in else False if "S" in b_in or "O" in a_in else None
        if a_in and b_in and (a_in != b_in or "SO" in a_in):
            return REACH, forward
        if self.absent and (a_in or b_in):
            return REACH, forward
        if set(match.trigger) & self.path:
            return (PATH + 0.5 if a_in or b_in else PATH), forward
        if a_in or b_in:
            return HALF, forward
        return NEAR, forward

    def _slots(self, match: Match, end: End | None) -> frozenset[str]:
        """Return the slots that an actor fills or stands below."""
        if end is None:
            return frozenset()
        direct = {role for role, tokens in match.slots.items() for t in tokens
                  if end.head in self.syntax.expand(t) or t in end.tokens}
        if direct:
            return frozenset(direct)
        return frozenset(role for role, tokens in match.slots.items() for t in tokens
                         if end.head in self.sentence.subtree(t) and match.head not in self.sentence.subtree(t))

    def _distance(self, head: int) -> int:
        """Return how many governors lie above a token, up to the root."""
        return sum(1 for _ in self.sentence.path_up(head))

    def of_lemmas(self, lexicon: Lexicon) -> Iterator[Link]:
        """Yield a link for each word that carries cues, whether their frames fit or not."""
        for token in self.sentence.tokens:
            best: dict[str, float] = {}
            for kind, table in lexicon.by_head.items():
                if kind.value not in _KINDS.get(token.pos, ()):
                    continue
                for cue in table.get(token.lemma, ()):
                    bonus = 0.1 if not cue.size else 0.0
                    best[cue.predicate] = max(best.get(cue.predicate, 0), cue.weight + bonus)
            if not best:
                continue
            context = self.contexts.read(self.syntax, token.i)
            for predicate, weight in sorted(best.items()):
                near = 0.3 if token.i in self.path else 0.0
                yield Link(predicate, None, context.polarity, context.modality, LEMMA,
                           weight + near - 0.05 * self._distance(token.i), f"the word {token.lemma!r}", token.lemma)


_KINDS = {"VERB": ("verbs",), "NOUN": ("nouns",), "PROPN": ("nouns",), "ADJ": ("adjectives",)}


def _flipped(polarity: Polarity) -> Polarity:
    return Polarity.AFFIRMED if polarity is Polarity.NEGATED else Polarity.NEGATED


def _path(sentence: Sentence, i: int, j: int) -> set[int]:
    """Return the tokens on the way from one token to the other through the tree, without the two."""
    up_i, up_j = [i, *sentence.path_up(i)], [j, *sentence.path_up(j)]
    meet = next((k for k in up_i if k in up_j), None)
    if meet is None:
        return set()
    return {*up_i[:up_i.index(meet) + 1], *up_j[:up_j.index(meet) + 1]} - {i, j}


def _from_claim(claim: Claim, marked: Marked, order: int) -> Iterator[Link]:
    """Yield the link that a claim is, if both given actors take part in it."""
    ends = {A: marked.a, B: marked.b}
    subject, object = claim.subject.actor.id, claim.object.actor.id if claim.object else None
    extra = {v.id for v in (claim.qualifiers.counterparty, claim.qualifiers.place, claim.qualifiers.item,
                            claim.qualifiers.topic) if isinstance(v, Actor)}
    absent = not (ends[A] and ends[B])
    if {subject, object} == {A, B}:
        tier = CLAIM
    elif subject in (A, B) and ({A, B} - {subject}) & extra or object in (A, B) and ({A, B} - {object}) & extra:
        tier = ROLE
    elif absent and (subject in (A, B) or object in (A, B)):
        tier = ROLE
    else:
        return
    forward = subject == A or subject != B and object == B
    yield Link(claim.predicate, forward, claim.polarity, claim.modality, tier, claim.confidence - 0.001 * order,
               "; ".join(claim.reasons), claim.evidence.trigger.text)

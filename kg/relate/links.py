"""What may link two given actors in a text, from a claim of the extractor down to a word that only stands near."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.extract.context import ContextReader
from kg.extract.extractor import PatternExtractor
from kg.extract.matching import Match, Matcher
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon
from kg.model import Actor, Claim, Modality, Polarity
from kg.relate.marked import A, B, End, Marked
from kg.text import Reading, Sentence

CLAIM, PART, REACH, PATH, HALF, WORD, NEAR = 7.0, 6.5, 5.5, 4.0, 2.5, 2.0, 1.0
"""How firmly a link stands: a claim between the two; a claim in which the second has another part (counterparty, place,
item); a cue with both in or below its slots; a cue on the way from one to the other through the tree; a cue that takes
one of them; a word that carries cues, whether their frames fit or not; any cue of the sentence."""

_KINDS = {"VERB": ("verbs",), "NOUN": ("nouns",), "PROPN": ("nouns",), "ADJ": ("adjectives",)}


@dataclass(frozen=True, slots=True)
class Link:
    """A relation type, or a bare PLOVER type, that may hold between the two.

    ``forward`` says that the first is its subject (None: not known). ``tier`` is one of the constants above; ``score``
    orders all links; ``words`` are the lemmas of the trigger, ``around`` those of the sentence; ``how`` tells the cue.
    """

    type: str
    forward: bool | None
    polarity: Polarity
    modality: Modality
    tier: float
    score: float
    confidence: float
    words: frozenset[str]
    around: frozenset[str]
    how: str


class LinkFinder:
    """Finds the links of marked pairs: first the claims, then ever weaker ties of the same cues."""

    def __init__(
        self,
        extractors: list[PatternExtractor],
        matcher: Matcher,
        contexts: ContextReader,
        lexicon: Lexicon,
        bare: frozenset[str],
        standing: frozenset[str],
        said: Mapping[str, str],
    ) -> None:
        """Keep the parts of the engine.

        ``extractors`` are asked in turn until one finds a claim between the two. ``matcher`` and ``lexicon`` also know
        the ``bare`` PLOVER types; ``standing`` types give way to others.
        """
        self._extractors = extractors
        self._matcher = matcher
        self._contexts = contexts
        self._lexicon = lexicon
        self._bare = bare
        self._standing = standing
        self._said = said

    def links(self, marked: Marked) -> list[Link]:
        """Return all links, the best first."""
        parts = {
            s.index: _SentenceLinks(s, self._extractors[0].syntax(s), marked)
            for s in marked.reading.sentences
        }
        found = [
            link
            for claim in self.claims(marked.reading, frozenset([A, B]))
            for link in self._from_claim(claim, marked, parts)
        ]
        for part in parts.values():
            for readings in self._matcher.matches(part.sentence, part.syntax):
                found += [self._from_match(match, part) for match in readings]
            found += self._from_words(part)
            found += self._from_speech(part)
        return sorted(found, key=lambda link: -link.score)

    def claims(self, reading: Reading, among: frozenset[str]) -> list[Claim]:
        """Return the claims of the first extractor that has one between two of the given actors.

        All its claims are in the list, those with one given actor too.
        """
        claims: list[Claim] = []
        for extractor in self._extractors:
            claims = list(extractor.claims(reading))
            if any(c.object and {c.subject.actor.id, c.object.actor.id} <= among for c in claims):
                break
        return claims

    def _from_claim(self, claim: Claim, marked: Marked, parts: dict[int, "_SentenceLinks"]) -> Iterator[Link]:
        """Yield the link that a claim is, if both given actors take part in it."""
        subject, object = claim.subject.actor.id, claim.object.actor.id if claim.object else None
        extra = {v.id for v in claim.qualifiers.values if isinstance(v, Actor)}
        absent = not (marked.a and marked.b)
        if {subject, object} == {A, B}:
            tier = CLAIM
        elif any(
            (one in (A, B) and ({A, B} - {one}) & extra) or (absent and one in (A, B))
            for one in (subject, object)
        ):
            tier = PART
        else:
            return
        start, end = claim.evidence.trigger.start, claim.evidence.trigger.end
        part = next(p for p in parts.values() if p.sentence.span.start <= start < p.sentence.span.end)
        trigger = [t for t in part.sentence.tokens if t.start < end and start < t.end]
        words = frozenset(t.lemma for t in trigger)
        score = tier + claim.confidence + part.place([t.i for t in trigger]) - self._give_way(claim.predicate)
        yield Link(
            claim.predicate,
            subject == A or (subject != B and object == B),
            claim.polarity,
            claim.modality,
            tier,
            score,
            claim.confidence,
            words,
            part.lemmas,
            "; ".join(claim.reasons),
        )

    def _from_match(self, match: Match, part: "_SentenceLinks") -> Link:
        context = self._contexts.read(part.syntax, match.head)
        cue = match.cue
        polarity = context.polarity
        if cue.polarity is Polarity.NEGATED:
            polarity = Polarity.AFFIRMED if polarity is Polarity.NEGATED else Polarity.NEGATED
        modality = cue.modality if context.modality is Modality.ASSERTED else context.modality
        tier, forward = part.tier(match, bare=cue.predicate in self._bare)
        score = (
            tier
            + cue.weight
            + 0.05 * cue.size
            + part.place(list(match.trigger))
            - self._give_way(cue.predicate)
        )
        words = frozenset(part.sentence.tokens[i].lemma for i in match.trigger)
        return Link(
            cue.predicate,
            forward,
            polarity,
            modality,
            tier,
            score,
            cue.weight * tier / CLAIM,
            words,
            part.lemmas,
            f"{cue.kind.value} cue {cue.text!r}",
        )

    def _from_words(self, part: "_SentenceLinks") -> Iterator[Link]:
        """Yield a link for each word that carries cues by itself, whatever their frames: no fixed words beside it."""
        for token in part.sentence.tokens:
            best: dict[str, float] = {}
            for kind, table in self._lexicon.by_head.items():
                if kind.value in _KINDS.get(token.pos, ()):
                    for cue in (
                        c
                        for c in table.get(token.lemma, ())
                        if not c.modifiers and not any(p.words for p in c.parts)
                    ):
                        best[cue.predicate] = max(
                            best.get(cue.predicate, 0.0), cue.weight - 0.1 * min(cue.size, 4)
                        )
            if not best:
                continue
            context = self._contexts.read(part.syntax, token.i)
            near = 1.5 if token.i in part.path else 0.0
            for predicate, weight in sorted(best.items()):
                score = WORD + near + weight + part.place([token.i]) - self._give_way(predicate)
                yield Link(
                    predicate,
                    None,
                    context.polarity,
                    context.modality,
                    WORD,
                    score,
                    0.2,
                    frozenset([token.lemma]),
                    part.lemmas,
                    f"the word {token.lemma!r}",
                )

    def _from_speech(self, part: "_SentenceLinks") -> Iterator[Link]:
        """Yield what one of the two says of the other, told by the modality of the reported clause alone."""
        for i in sorted(part.path):
            token = part.sentence.tokens[i]
            if token.pos not in ("VERB", "AUX") or token.dep not in (
                "ccomp",
                "xcomp",
                "ROOT",
                "advcl",
                "conj",
            ):
                continue
            context = self._contexts.read(part.syntax, i)
            speakers = {k for s in context.speakers for k in part.syntax.expand(s)}
            first = next((end for end in (part.a, part.b) if end and end.head in speakers), None)
            key = ("not " if context.polarity is Polarity.NEGATED else "") + context.modality.value
            if first is not None and key in self._said:
                yield Link(
                    self._said[key],
                    first is part.a,
                    context.polarity,
                    context.modality,
                    PATH,
                    PATH - 0.5 + part.place([i]),
                    0.4,
                    frozenset([token.lemma]),
                    part.lemmas,
                    f"said: {key}",
                )

    def _give_way(self, predicate: str) -> float:
        return 3.0 if predicate in self._standing else 0.0


class _SentenceLinks:
    """One sentence as the links see it: the way between the two, and how far up a word stands."""

    def __init__(self, sentence: Sentence, syntax: Syntax, marked: Marked) -> None:
        self.sentence = sentence
        self.syntax = syntax
        self.a = marked.a if marked.a and marked.a.sentence is sentence else None
        self.b = marked.b if marked.b and marked.b.sentence is sentence else None
        self.absent = marked.a is None or marked.b is None
        self.lemmas = frozenset(t.lemma for t in sentence.tokens)
        self.path = _path(sentence, self.a.head, self.b.head) if self.a and self.b else set()

    def place(self, trigger: list[int]) -> float:
        """Return what the place of a trigger adds: less the deeper it stands, much less inside one of the two spans."""
        depth = sum(
            1
            for k in self.sentence.path_up(trigger[0])
            if self.sentence.tokens[k].pos in ("VERB", "AUX", "NOUN")
        )
        inside = any(end and set(trigger) <= end.tokens - {end.head} for end in (self.a, self.b))
        return -0.25 * min(depth, 6) - (1.5 if inside else 0.0)

    def tier(self, match: Match, *, bare: bool) -> tuple[float, bool | None]:
        """Say how the two stand to a match, and whether the first is nearer to its subject."""
        (a_in, a_at), (b_in, b_at) = (self._slots(match, end) for end in (self.a, self.b))
        forward = True if "S" in a_in or "O" in b_in else False if "S" in b_in or "O" in a_in else None
        if (a_in and b_in and (a_in != b_in or "SO" in a_in)) or (self.absent and (a_in or b_in)):
            if bare and (a_at or b_at):
                return CLAIM, forward
            return REACH, forward
        if set(match.trigger) & self.path:
            return PATH + (0.5 if a_in or b_in else 0.0), forward
        if a_in or b_in:
            return HALF, forward
        return NEAR, forward

    def _slots(self, match: Match, end: End | None) -> tuple[frozenset[str], bool]:
        """Return the slots that an actor fills or, where it fills none, stands below; and whether it fills them."""
        if end is None:
            return frozenset(), False
        direct = frozenset(
            role
            for role, tokens in match.slots.items()
            for t in tokens
            if end.head in self.syntax.expand(t) or t in end.tokens
        )
        if direct:
            return direct, True
        return frozenset(
            role
            for role, tokens in match.slots.items()
            for t in tokens
            if end.head in (below := self.sentence.subtree(t)) and match.head not in below
        ), False


def _path(sentence: Sentence, i: int, j: int) -> set[int]:
    """Return the tokens on the way from one token to the other through the tree, without the two."""
    up_i, up_j = [i, *sentence.path_up(i)], [j, *sentence.path_up(j)]
    meet = next((k for k in up_i if k in up_j), None)
    if meet is None:
        return set()
    return {*up_i[: up_i.index(meet) + 1], *up_j[: up_j.index(meet) + 1]} - {i, j}
